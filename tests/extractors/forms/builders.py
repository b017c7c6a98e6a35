"""Rows, cells and indicators of forms as the readers see them, for tests of a single step."""

from __future__ import annotations

from extractors.document import Place
from extractors.forms.draft import FormDraft
from extractors.forms.form_columns import Columns
from extractors.forms.indicators import RawIndicator
from extractors.forms.row_stream import FormCell, FormRow

PLACE = Place(1, None, 0, 1)


def form_cell(text: str, col: int = 0, cols: int = 1, rows: int = 1, open_above: bool = False) -> FormCell:
    """A cell in columns that are one wide."""
    return FormCell(text, PLACE, col, col + cols, rows, is_open_above=open_above)


def form_row(text: str, tops: bool = False, ordered: bool = False, page: int = 1) -> FormRow:
    """A row of cells between bars; `<` goes on the cell to the left, `^` stands for a cell merged above."""
    cells: list[FormCell] = []
    for col, word in enumerate(part.strip() for part in text.split("|")):
        if word == "<":
            last = cells.pop()
            cells.append(form_cell(last.text, int(last.left), col + 1 - int(last.left)))
        elif word != "^":
            cells.append(form_cell(word, col))
    return FormRow(tuple(cells), page, tops, ordered)


def columns(fields: str) -> Columns:
    """Columns one wide by their fields; `-` for one that the form does not know."""
    return tuple(
        (None if field == "-" else field, form_cell(field, col)) for col, field in enumerate(fields.split())
    )


def raw(
    level1: str | None = None, level2: str | None = None, name: str | None = "次数", **values: str | None
) -> RawIndicator:
    """An indicator as printed; fields that are not given are blank."""
    blank = dict.fromkeys(("target", "actual", "weight", "score", "deviation_reason"))
    return RawIndicator(PLACE, level1, level2, name, (), **{**blank, **values})


def draft() -> FormDraft:
    """A form of which nothing is known."""
    return FormDraft(PLACE)
