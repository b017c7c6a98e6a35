"""The rows of a sheet: which columns hold codes and labels, and what they say of each value's row.

A table can stand in parallel panels (项目|决算数|项目|决算数); each value belongs to the labels of its own
panel. Codes come in one column, in 类|款|项 columns with any level left out, or inside the label
(docs/domain.md §2.2, §2.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.tables.cell_values import (
    code_in_label,
    is_code,
    is_measured,
    is_numbered_label,
    is_ordinal,
    read_cell,
    squeeze,
    whole_code,
)
from extractors.tables.column_measures import is_known_label
from extractors.tables.headers import Header, is_kind
from extractors.tables.sheets import Sheet, SheetCell

LEVEL_LENGTHS = (3, 2, 2)
"""Digits of 类, 款 and 项 where each has a column of its own."""
MAX_CODE_LENGTH = 7


@dataclass(slots=True)
class Panel:
    """Neighbouring columns that share their labels."""

    codes: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RowAxis:
    kinds: tuple[str, ...]
    """Per column: code, label, ordinal, value, text, measured (dates, counts with measure words)."""
    panel_of: tuple[int, ...]
    """Per column: index of its panel."""
    labels: dict[tuple[int, int], str]
    """(row, panel) → label."""
    codes: dict[tuple[int, int], str]


def read_rows(sheet: Sheet, header: Header) -> RowAxis:
    """Labels and codes of every row and panel of a sheet."""
    at = _covering(sheet, header)
    body = [r for r in range(sheet.n_rows) if r not in header.rows]
    kinds = tuple(_kind(sheet, header, at, body, col) for col in range(sheet.n_cols))
    panels, panel_of = _panels(sheet, header, kinds)
    labels: dict[tuple[int, int], str] = {}
    codes: dict[tuple[int, int], str] = {}
    for number, panel in enumerate(panels):
        levels = _level_columns(sheet, header, at, body, panel)
        label_columns = _label_order(sheet, header, panel)
        code_columns = sorted(panel.codes, key=lambda c: _is_government(sheet, header, c))
        carried: list[str] = []
        for row in body:
            texts = {c: at[row, c].text for c in panel.codes + panel.labels if (row, c) in at}
            code, carried = _code(texts, levels, code_columns, carried)
            label = _label(texts, label_columns, panel)
            if label:
                labels[row, number] = label
                code = code or code_in_label(label)
            if code:
                codes[row, number] = code
        _join_split_label(sheet, at, header, panel, number, labels, codes)
    _hand_on_totals(at, body, panels, labels, codes)
    return RowAxis(kinds, panel_of, labels, codes)


def _hand_on_totals(
    at: dict[tuple[int, int], SheetCell],
    body: Sequence[int],
    panels: Sequence[Panel],
    labels: dict[tuple[int, int], str],
    codes: dict[tuple[int, int], str],
) -> None:
    """A label that was centred over several panels names the amount in the last of them: 公用经费合计."""
    for row in body:
        for number in range(1, len(panels)):
            own, left = (row, number), (row, number - 1)
            if own in labels or own in codes or left in codes:
                continue
            texts = [
                [at[row, c].text for c in panels[n].values if (row, c) in at and at[row, c].text]
                for n in (number - 1, number)
            ]
            words = [t for t in texts[0] if read_cell(t).state == "printed" and read_cell(t).value is None]
            if not texts[1] or len(words) < len(texts[0]):
                continue
            name = labels.get(left) or next(iter(words), None)
            if name:
                labels[own] = "".join(name.split())


def _join_split_label(
    sheet: Sheet,
    at: dict[tuple[int, int], SheetCell],
    header: Header,
    panel: Panel,
    number: int,
    labels: dict[tuple[int, int], str],
    codes: dict[tuple[int, int], str],
) -> None:
    """Join a label that a page break cut in two: where only the two halves make a known name, or where the
    row below the break is the rest of a row."""
    for start in sheet.first_rows[1:]:
        lower = next((r for r in range(start, sheet.n_rows) if r not in header.rows), start)
        above, below = labels.get((start - 1, number)), labels.get((lower, number))
        blank = all(not at[lower, c].text for c in panel.values if (lower, c) in at)
        if not above or not below or not blank or (lower, number) in codes:
            continue
        known = is_known_label(above + below) and not is_known_label(above)
        if known or (not is_known_label(below) and _is_rest(sheet, at, start - 1, lower)):
            labels[start - 1, number] = above + below
            del labels[lower, number]


def _is_rest(sheet: Sheet, at: dict[tuple[int, int], SheetCell], upper: int, lower: int) -> bool:
    """Is a row but the ends of texts of the row above: blank where that begins, words below words?"""
    texts = [
        tuple(at[row, col].text if (row, col) in at else "" for row in (upper, lower))
        for col in range(sheet.n_cols)
    ]
    first = next((pair for pair in texts if pair[0]), ("", ""))
    return not first[1] and all(
        above and read_cell(above).value is None and read_cell(below).value is None
        for above, below in texts
        if below
    )


def _covering(sheet: Sheet, header: Header) -> dict[tuple[int, int], SheetCell]:
    """The body cell that lies over each (row, column), spans filled."""
    at: dict[tuple[int, int], SheetCell] = {}
    for cell in sheet.cells:
        if header.holds(cell):
            continue
        for row in range(cell.row, min(cell.row + cell.row_span, sheet.n_rows)):
            for col in range(cell.col, min(cell.col + cell.col_span, sheet.n_cols)):
                at.setdefault((row, col), cell)
    return at


def _kind(
    sheet: Sheet,
    header: Header,
    at: dict[tuple[int, int], SheetCell],
    body: Sequence[int],
    col: int,
) -> str:
    path = header.path(sheet, col, 1)
    leaf = path[-1] if path else ""
    if is_kind("header.ordinal", leaf):
        return "ordinal"
    own = [at[r, col] for r in body if (r, col) in at and at[r, col].col == col and at[r, col].col_span == 1]
    texts = [c.text for c in own if c.text]
    numbers = sum(read_cell(t).value is not None for t in texts)
    words = sum(read_cell(t).value is None and read_cell(t).state == "printed" for t in texts)
    if is_kind("header.code", leaf):
        coded = sum(whole_code(t) is not None for t in texts)
        if words <= numbers or coded * 2 > len(texts):
            return "code"
    if is_kind("header.code", leaf) or is_kind("header.label", leaf):
        return "label" if words or not numbers else _numeric_kind(texts, leaf)
    if not texts:
        return "value" if path else "text"
    if numbers >= words:
        return _numeric_kind(texts, leaf)
    if is_kind("header.description", leaf):
        return "text"
    measured = sum(is_measured(t) for t in texts)
    if measured * 2 > len(texts) and path:
        return "measured"
    known = sum(is_numbered_label(t) or is_known_label(t) for t in texts)
    return "label" if not path or col == 0 or known * 2 >= len(texts) else "text"


def _numeric_kind(texts: Sequence[str], leaf: str) -> str:
    """value, or code or ordinal where no header names the column and its numbers are of that kind."""
    if leaf:
        return "value"
    numbers = [squeeze(t) for t in texts]
    if len(numbers) > 2 and all(is_ordinal(t) for t in numbers):
        plain = [int(t) for t in numbers if t.isdigit()]
        if len(plain) == len(numbers) and all(b - a == 1 for a, b in pairwise(plain)):
            return "ordinal"
    if all(is_code(t) and t[0] in "235" for t in numbers):
        return "code"
    return "value"


def _panels(sheet: Sheet, header: Header, kinds: Sequence[str]) -> tuple[list[Panel], tuple[int, ...]]:
    """Panels from left to right; a panel begins at codes or labels to the right of values."""
    panels = [Panel()]
    panel_of: list[int] = []
    for col, kind in enumerate(kinds):
        if kind in ("code", "label") and panels[-1].values and "value" in kinds[col:]:
            panels.append(Panel())
        panel = panels[-1]
        if kind == "code":
            panel.codes.append(col)
        elif kind == "label":
            panel.labels.append(col)
        elif kind == "text" and not panel.values:
            path = header.path(sheet, col, 1)
            if not path or not is_kind("header.description", path[-1]):
                panel.labels.append(col)
        elif kind == "value":
            panel.values.append(col)
        panel_of.append(len(panels) - 1)
    return panels, tuple(panel_of)


def _label_order(sheet: Sheet, header: Header, panel: Panel) -> list[int]:
    """Label columns, the one that names the row first: the last that is neither a unit nor a second
    classification."""

    def rank(col: int) -> tuple[bool, bool, int]:
        path = header.path(sheet, col, 1)
        is_unit = bool(path) and is_kind("header.unit_axis", path[-1])
        return _is_government(sheet, header, col), is_unit, -col

    return sorted(panel.labels, key=rank)


def _is_government(sheet: Sheet, header: Header, col: int) -> bool:
    """Whether a column is of the government's economic classification, beside the department's own."""
    if any(is_kind("header.government", name) for name in header.path(sheet, col, 1)):
        return True
    # The codes of a classification stand left of its names and may be headed by 科目编码 alone.
    path = header.path(sheet, col, 1)
    if not path or not any(is_kind("header.code", name) for name in path):
        return False
    for right in range(col + 1, sheet.n_cols):
        names = header.path(sheet, right, 1)
        if not any(is_kind("header.code", name) for name in names):
            return any(is_kind("header.government", name) for name in names)
    return False


def _level_columns(
    sheet: Sheet,
    header: Header,
    at: dict[tuple[int, int], SheetCell],
    body: Sequence[int],
    panel: Panel,
) -> list[int]:
    """Columns that hold 类, 款 and 项 apart; empty where a column holds whole codes."""
    run: list[int] = []
    for col in panel.codes:
        if _is_government(sheet, header, col):
            continue
        if run and col != run[-1] + 1:
            break
        run.append(col)
    for length in range(min(len(run), len(LEVEL_LENGTHS)), 1, -1):
        lower = [t for c in run[1:length] for r in body if (t := _digits(at, r, c))]
        named = all(is_kind("header.level", (header.path(sheet, c, 1) or ("",))[-1]) for c in run[:length])
        if (lower and all(len(t) <= LEVEL_LENGTHS[1] for t in lower)) or (named and not lower):
            return run[:length]
    return []


def _digits(at: dict[tuple[int, int], SheetCell], row: int, col: int) -> str:
    """The text of a cell if it is nothing but digits."""
    cell = at.get((row, col))
    text = squeeze(cell.text) if cell is not None else ""
    return text if text.isdigit() else ""


def _code(
    texts: dict[int, str], levels: Sequence[int], code_columns: Sequence[int], carried: list[str]
) -> tuple[str | None, list[str]]:
    """The code of a row, and the levels that the next row may leave out."""
    if levels:
        parts = [squeeze(texts.get(c, "")) for c in levels]
        filled = [i for i, p in enumerate(parts) if p.isdigit()]
        if not filled:
            return None, carried
        deepest = filled[-1]
        now = [p or (carried[i] if i < len(carried) else "") for i, p in enumerate(parts[: deepest + 1])]
        now = [p if i == 0 else p.zfill(LEVEL_LENGTHS[i]) if p else p for i, p in enumerate(now)]
        code = "".join(now)
        return (code if all(now) else None), now
    for col in code_columns:
        text = squeeze(texts.get(col, ""))
        whole = whole_code(text)
        if whole is not None and len(whole) >= LEVEL_LENGTHS[0]:
            return whole, carried
        if inside := code_in_label(text):
            return inside, carried
    return None, carried


def _label(texts: dict[int, str], label_columns: Sequence[int], panel: Panel) -> str | None:
    for col in [*label_columns, *panel.codes]:
        text = "".join(texts.get(col, "").split())
        if text and read_cell(text).value is None and read_cell(text).state == "printed":
            return text
    return None
