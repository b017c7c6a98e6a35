"""What the columns of a sheet hold: codes, labels, row numbers, values, other words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from extractors.tables.body import Body
from extractors.tables.cell_values import (
    WORD,
    is_code,
    is_measured,
    is_numbered_label,
    is_ordinal,
    read_cell,
    squeeze,
    whole_code,
)
from extractors.tables.headers import is_kind
from extractors.tables.row_labels import is_known_label

ColumnKind = Literal["code", "label", "ordinal", "value", "text", "measured"]
"""`measured` columns hold dates, or counts with measure words."""
FIRST_DIGITS = "235"
"""What codes begin with: functional classes with 2, economic ones with 3 (department) and 5 (government)."""
MIN_ORDINALS = 3
"""So many numbers that count up by one number the rows, where no header names their column."""


def column_kinds(body: Body) -> tuple[ColumnKind, ...]:
    """The kind of each column, by its header and by most of its texts."""
    return tuple(_kind(body, col) for col in range(body.sheet.n_cols))


def _kind(body: Body, col: int) -> ColumnKind:
    leaf = body.leaf(col)
    if is_kind("header.ordinal", leaf):
        return "ordinal"
    at = body.at
    own = [c for r in body.rows if (c := at[r][col]) is not None and c.col == col]
    texts = [c.text for c in own if c.text and c.col_span == 1]
    numbers = words = 0
    for text in texts:
        value = read_cell(text)
        if value.value is not None:
            numbers += 1
        elif value is WORD:
            words += 1
    if is_kind("header.code", leaf):
        coded = sum(whole_code(t) is not None for t in texts)
        if words <= numbers or coded * 2 > len(texts):
            return "code"
    if is_kind("header.code", leaf) or is_kind("header.label", leaf):
        return "label" if words or not numbers else _numeric_kind(texts, leaf)
    has_head = bool(body.path(col))
    if not texts:
        return "value" if has_head else "text"
    if numbers >= words:
        return _numeric_kind(texts, leaf)
    if is_kind("header.description", leaf):
        return "text"
    measured = sum(is_measured(t) for t in texts)
    if measured * 2 > len(texts) and has_head:
        return "measured"
    known = sum(is_numbered_label(t) or is_known_label(t) for t in texts)
    return "label" if not has_head or col == 0 or known * 2 >= len(texts) else "text"


def _numeric_kind(texts: Sequence[str], leaf: str) -> ColumnKind:
    """value, or code or ordinal where no header names the column and its numbers are of that kind."""
    if leaf:
        return "value"
    numbers = [squeeze(t) for t in texts]
    if len(numbers) >= MIN_ORDINALS and all(is_ordinal(t) for t in numbers):
        plain = [int(t) for t in numbers if t.isdigit()]
        if len(plain) == len(numbers) and all(b - a == 1 for a, b in pairwise(plain)):
            return "ordinal"
    if all(is_code(t) and t[0] in FIRST_DIGITS for t in numbers):
        return "code"
    return "value"
