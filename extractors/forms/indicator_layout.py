"""Which cell of an indicator row stands in which column of the header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.forms import labels
from extractors.forms.form_columns import Columns, joined_text, under
from extractors.forms.level_inheritance import LEVELS, depth_of
from extractors.forms.levels import known_level
from extractors.forms.points import points
from extractors.forms.row_stream import FormCell, FormRow

Laid = Mapping[str, FormCell]
"""The cells of a row by the field of their column; merged level cells of the row above are absent."""

MAX_MISSING = 2
"""Cells that a row may lack at its beginning: both levels, merged with the row above."""
WHOLE_ROW = 3
"""What a row of just as many cells as columns counts for, against what its cells say."""


def laid(columns: Columns, row: FormRow) -> Laid | None:
    """The cells of a row under the header; null where none fits.

    Where only the order of the cells is known, a row is laid under its header by counting from the end,
    because what is missing was merged with the row above.
    """
    return _laid_by_count(columns, row.cells) if row.ordered else _laid_by_place(columns, row.cells)


def text_of(cells: Laid, field: str) -> str | None:
    """The text of a field; null where the row has no such cell or a blank one."""
    cell = cells.get(field)
    return (cell.text or None) if cell is not None else None


def _laid_by_place(columns: Columns, cells: Sequence[FormCell]) -> Laid | None:
    by_field: dict[str, FormCell] = {}
    for field, header in columns:
        below = under(header, cells)
        if field is None or field in by_field or not below:
            continue
        by_field[field] = below[0]
        if len(below) > 1:
            by_field[field] = replace(below[0], text=joined_text(below), right=below[-1].right)
    return by_field or None


def _laid_by_count(columns: Columns, cells: Sequence[FormCell]) -> Laid | None:
    """Lays a row by its number of cells, checked against what the cells say."""
    fields = [field for field, _ in columns]
    if cells and labels.meaning(labels.INDICATOR, cells[0].text) == "combined":
        cells = cells[1:]
    best: tuple[int, Laid] | None = None
    for missing in range(MAX_MISSING + 1):
        rest = fields[missing:]
        by_field = {f: c for f, c in zip(rest, cells, strict=False) if f is not None}
        fit = _fit(by_field) + (WHOLE_ROW if len(rest) == len(cells) else 0)
        if best is None or fit > best[0]:
            best = (fit, by_field)
    return best[1] if best is not None and best[0] > 0 else None


def _fit(cells: Laid) -> int:
    """How well cells agree with the columns they were laid under."""
    fit = 0
    for level in LEVELS:
        cell = cells.get(level)
        if cell is not None:
            fit += 2 if cell.text and known_level(cell.text, depth_of(level)) else -2
    for field in ("weight", "score"):
        cell = cells.get(field)
        if cell is not None and cell.text:
            fit += 1 if points(cell.text) is not None else -2
    return fit
