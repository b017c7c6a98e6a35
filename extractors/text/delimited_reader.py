"""Tables as text with delimiters to Document; their places are cells by number (RFC 7111)."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document
from extractors.text.delimited import Delimited
from extractors.written.lost_merges import lost_merges
from extractors.written.manuscript import Manuscript
from extractors.written.sheet_writing import SheetWriter
from extractors.written.visible_cells import Range
from extractors.written.worksheet import SheetCell, Worksheet

CSV, TSV = "text/csv", "text/tab-separated-values"
SCHEME = "csv"


def delimited_document(table: Delimited, notes: Sequence[str]) -> Document:
    """The Document of the records of a text. Raises `Unreadable` for one that is too large."""
    sheet = Worksheet("")
    for row, fields in enumerate(table.rows):
        for col, field in enumerate(fields):
            if field.strip():
                sheet.cells[row, col] = SheetCell(field.strip().removeprefix("'"))
    sheet.merges = lost_merges(sheet)
    manuscript = Manuscript(SCHEME)
    SheetWriter(manuscript, SCHEME).write(sheet, locate)
    return manuscript.document(TSV if table.delimiter == "\t" else CSV, notes=notes)


def locate(place: Range) -> str:
    """A cell or a range of cells, as RFC 7111 names them.

    >>> locate((4, 2, 4, 2)), locate((3, 0, 5, 1))
    ('cell=5,3', 'cell=4,1-6,2')
    """
    row, col, last_row, last_col = place
    first = f"cell={row + 1},{col + 1}"
    return first if (row, col) == (last_row, last_col) else f"{first}-{last_row + 1},{last_col + 1}"
