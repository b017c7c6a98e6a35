"""Workbooks that are embedded in a Word document: what they show there is a table of the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.document import Document, Grid
from extractors.errors import Unreadable
from extractors.office.word_blocks import WordBlock, WordParagraph, WorkbookTable
from extractors.sniff import XLS, XLSX, sniff
from extractors.written.manuscript import Manuscript, WrittenCell


@dataclass(slots=True)
class Embedded:
    """The embedded files of a document, by the ids of their relations."""

    part: Callable[[str], bytes | None]
    """The bytes of a part of the document."""
    targets: dict[str, tuple[str, str, bool]]
    """What an id stands for: kind, part, and whether it lies outside of the document."""
    manuscript: Manuscript
    unread: list[str] = field(default_factory=list)
    """Names of what could not be read."""

    def blocks(self, of: str | None, locator: str) -> list[WordBlock]:
        """The paragraphs and tables that an embedded workbook shows; none where it is no workbook, and that
        is kept as a reject."""
        _, name, is_outside = self.targets.get(of or "", ("", "", False))
        data = self.part(name) if name and not is_outside else None
        if data is None:
            self._refuse("embedded object that is not in the file", name, locator)
            return []
        try:
            return taken_over(workbook(data), locator)
        except Unreadable as error:
            self._refuse(f"embedded object: {error.message}", name, locator)
            return []

    def _refuse(self, reason: str, name: str, locator: str) -> None:
        self.unread.append(name)
        self.manuscript.reject(reason, name, locator)


def workbook(data: bytes) -> Document:
    """The Document of an embedded workbook. Raises `Unreadable`."""
    media_type = sniff(data)
    if media_type == XLSX:
        from extractors.office.excel import read_xlsx

        return read_xlsx(data)
    if media_type == XLS:
        from extractors.office.old_excel import read_xls

        return read_xls(data)
    raise Unreadable("unsupported", "it is no workbook; give it as a file of its own")


def taken_over(document: Document, locator: str) -> list[WordBlock]:
    """The blocks of a workbook's Document as blocks of the document around it."""
    found: list[WordBlock] = []
    for block in document.blocks:
        place = _place(document, block.start, block.end, locator)
        if isinstance(block, Grid):
            cells = [
                WrittenCell(
                    *(c.row, c.col, c.text, _place(document, c.start, c.end, locator)),
                    row_span=c.row_span,
                    col_span=c.col_span,
                    stored=c.stored,
                )
                for c in block.cells
            ]
            found.append(WorkbookTable(cells, block.n_rows, block.n_cols, _widths(block.x_edges)))
        else:
            text = document.text[block.start : block.end]
            found.append(WordParagraph(text, place, block.size, block.centred, block.bold))
    return found


def _place(document: Document, start: int, end: int, locator: str) -> str:
    """A place in the workbook as one in the document: /p[5]/object[1]/Sheet1!A1."""
    full = None if document.locators is None else document.locators.of(start, end)
    return locator if full is None else f"{locator}/{full.partition(':')[2]}"


def _widths(edges: Sequence[float]) -> list[float]:
    return [right - left for left, right in pairwise(edges)]
