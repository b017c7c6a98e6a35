"""The width of a table with a cell on every line and no row ends, for nothing in it is merged."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.text.form_titles import without_space
from patterns import load
from patterns.shapes.headings import Headings

MAX_SIMPLE_WIDTH = 12
"""Wider tables without row ends were not seen; a guess beyond it would be arbitrary."""


def simple_width(cells: Sequence[str]) -> int:
    """How many columns the cells make: known header words, else the only width that makes columns.

    >>> simple_width(["科室", "人数", "甲", "3", "乙", "4"]), simple_width(["甲", "乙", "丙", "丁"])
    (2, 1)
    """
    known = {without_space(w) for w in load(Headings).pipe_table.header_words}
    header = 0
    while header < len(cells) and without_space(cells[header]) in known:
        header += 1
    if 2 <= header < len(cells) and len(cells) % header == 0:
        return header
    limit = min(MAX_SIMPLE_WIDTH, len(cells) // 2)
    fitting = [w for w in range(2, limit + 1) if len(cells) % w == 0 and _makes_columns(cells, w)]
    return fitting[0] if len(fitting) == 1 else 1


def _makes_columns(cells: Sequence[str], width: int) -> bool:
    """True where the header and the first column are labels and some column below is all numbers."""
    header, body = cells[:width], cells[width:]
    if not all(header) or any(_is_number(c) for c in header):
        return False
    columns = [body[i::width] for i in range(width)]
    if any(not c or _is_number(c) for c in columns[0]):
        return False
    kinds = [{_is_number(c) for c in column if c} for column in columns]
    return all(len(k) <= 1 for k in kinds) and any(k == {True} for k in kinds)


def _is_number(cell: str) -> bool:
    return bool(cell) and cell[0] in "0123456789.-—+≥≤=" and any(c.isdigit() or c in "-—" for c in cell)
