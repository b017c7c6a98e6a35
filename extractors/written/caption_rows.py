"""Rows at the ends of a written table that are no part of it: title, unit and notes, merged over all columns.

Print has them above and below the rules. Web pages and workbooks write them as rows, having no other place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from patterns import compiled
from patterns.shapes.tables import Tables

LONGEST_CAPTION = 8
"""Rows that are looked at above a table."""
LEAST_ROWS = 2
"""So many rows are left of a table, or nothing is taken from it."""
_ALONE = ("unit_line", "entity_line", "table_number", "year_line")


class Spanning(Protocol):
    """A cell: where it is anchored, what it says, how many columns it covers."""

    @property
    def row(self) -> int:
        """From 0."""

    @property
    def text(self) -> str:
        """As it is shown."""

    @property
    def row_span(self) -> int:
        """At least 1."""

    @property
    def col_span(self) -> int:
        """At least 1."""


@dataclass(frozen=True, slots=True)
class Parted:
    """How many rows at the top and at the bottom of a table are none of it."""

    above: int = 0
    below: int = 0


def caption_rows(cells: Sequence[Spanning], n_rows: int, n_cols: int) -> Parted:
    """The rows of a title, unit or entity above a table, and of notes below it.

    A row of a title is one text over all columns, or the only text of its row where nothing of the table lies
    beside it; a unit, an entity and the number of a table are told by their words.
    """
    if n_cols < 2:
        return Parted()
    by_row: dict[int, list[Spanning]] = {}
    for cell in cells:
        if cell.text.strip():
            by_row.setdefault(cell.row, []).append(cell)
    above = 0
    for row in range(min(LONGEST_CAPTION, n_rows)):
        filled = by_row.get(row, [])
        if any(cell.row_span > 1 for cell in filled) or not _is_caption(filled, n_cols):
            break
        above = row + 1
    if above == n_rows and _names_something(by_row):
        return Parted(above)  # the body and the unit of money side by side, above the table that they are of
    while above and not by_row.get(above - 1):
        above -= 1  # blank rows belong to the table, unless more of the caption follows
    below = 0
    note = compiled(Tables)["note"]
    for row in range(n_rows - 1, above, -1):
        filled = by_row.get(row, [])
        whole = len(filled) == 1 and filled[0].col_span >= n_cols and filled[0].row_span == 1
        if not whole or not note.search(_squeezed(filled[0].text)):
            break
        below += 1
    if n_rows - above - below < LEAST_ROWS:
        return Parted()
    return Parted(above, below)


def _names_something(by_row: Mapping[int, Sequence[Spanning]]) -> bool:
    """Whether one of the cells is a unit or an entity by its words."""
    patterns = compiled(Tables)
    texts = [_squeezed(cell.text) for filled in by_row.values() for cell in filled]
    return any(patterns[name].search(text) for name in _ALONE for text in texts)


def _is_caption(filled: Sequence[Spanning], n_cols: int) -> bool:
    if not filled:
        return True
    if len(filled) == 1 and filled[0].col_span >= n_cols:
        return True
    patterns = compiled(Tables)
    return all(any(patterns[name].search(_squeezed(cell.text)) for name in _ALONE) for cell in filled)


def _squeezed(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(text.split()))
