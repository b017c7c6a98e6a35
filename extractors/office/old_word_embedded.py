"""Workbooks that are embedded in a Word 97 document: storages of its object pool."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.errors import Unreadable
from extractors.office.old_word_file import OldWordFile
from extractors.office.word_blocks import WordBlock
from extractors.office.word_embedded import taken_over, workbook
from extractors.written.manuscript import Manuscript

_POOL = "ObjectPool"
_PACKAGE, _WORKBOOKS = "Package", ("Workbook", "Book")
"""The stream of a file of Office 2007 or later; those of a workbook of before."""


@dataclass(slots=True)
class EmbeddedObjects:
    """The embedded objects of a document, by their numbers."""

    file: OldWordFile
    manuscript: Manuscript
    unread: list[str] = field(default_factory=list)
    """Names of what could not be read."""

    def blocks(self, number: int, locator: str) -> list[WordBlock]:
        """The paragraphs and tables that an embedded workbook shows; none where it is no workbook, and that
        is kept as a reject."""
        name = f"_{number}"
        try:
            return self._workbook(name, locator)
        except Unreadable as error:
            self.unread.append(name)
            self.manuscript.reject(f"embedded object: {error.message}", name, locator)
            return []

    def _workbook(self, name: str, locator: str) -> list[WordBlock]:
        packed = self.file.stream(_POOL, name, _PACKAGE)
        if packed is not None:
            return taken_over(workbook(packed), locator)
        for stream in _WORKBOOKS:
            records = self.file.stream(_POOL, name, stream)
            if records is not None:
                from extractors.office.old_excel import read_xls

                return taken_over(read_xls(records), locator)
        raise Unreadable("unsupported", "it is no workbook; give it as a file of its own")
