"""The columns of a form: header cells with what they head, and the cells that stand below them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.row_stream import FormCell, FormRow

Columns = tuple[tuple[str | None, FormCell], ...]
"""Header cells with their field, left to right; null for a column that the form does not know."""

MIN_OVERLAP = 0.5
"""How much of the narrower of two intervals must lie in the other for them to be one column."""

MANY_COLUMNS = 3
"""A text over so many columns belongs to none of them."""


def shares_column(cell: FormCell, other: FormCell) -> bool:
    """True where two cells stand in one column."""
    return cell.overlap(other) >= MIN_OVERLAP


def under(header: FormCell, cells: Sequence[FormCell]) -> list[FormCell]:
    """The cells that stand in the header's column, left to right."""
    left, right = header.left, header.right
    return [c for c in cells if c.left < right and c.right > left and shares_column(c, header)]


def spans_columns(row: FormRow, columns: Columns) -> bool:
    """True for a row that is one text across the columns: a heading, a remark, a signature."""
    filled = row.filled
    return len(filled) == 1 and sum(shares_column(filled[0], h) for _, h in columns) >= MANY_COLUMNS


def joined_text(cells: Sequence[FormCell]) -> str:
    """The text of cells that stand side by side in one column; empty where none has any."""
    return "".join(c.text for c in cells)
