"""Which copy a file gets: itself with its places marked, or a page of what was read of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.errors import Unreadable
from extractors.read import read
from extractors.sniff import DOCX, HTML, XLSX, sniff
from pipeline.reports.marked.mark import CannotHighlight, Mark
from pipeline.reports.marked.reading_copy import reading_copy
from pipeline.reports.marked.web_copy import web_copy


@dataclass(frozen=True, slots=True)
class MarkedCopy:
    """A copy with marks."""

    data: bytes
    suffix: str
    """Of its file: .xlsx, .docx, .html."""
    count: int
    """How many marks it has."""


def copy_suffix(data: bytes) -> str:
    """What the file of a copy ends with: .pdf of a PDF or picture, .xlsx, .docx, .html; .pdf too of what
    cannot be read at all.
    """
    try:
        media_type = sniff(data)
    except Unreadable:
        return ".pdf"
    if media_type == "application/pdf" or media_type.startswith("image/"):
        return ".pdf"
    return ".xlsx" if media_type == XLSX else ".docx" if media_type == DOCX else ".html"


def marked_copy(data: bytes, marks: Sequence[Mark], title: str) -> MarkedCopy:
    """The copy of a file without pages that can be drawn.

    Workbooks (.xlsx), documents of Word (.docx) and web pages are copied themselves; of all others what was
    read of them is shown as a page. Raises `CannotHighlight` for what cannot be read.
    """
    try:
        media_type = sniff(data)
        suffix = copy_suffix(data)
        if media_type == XLSX:
            from pipeline.reports.marked.workbook_copy import workbook_copy

            found = workbook_copy(data, marks)
        elif media_type == DOCX:
            from pipeline.reports.marked.word_copy import word_copy

            found = word_copy(data, marks)
        elif media_type == HTML:
            found = web_copy(data, marks)
        else:
            found = reading_copy(read(data), marks, title)
    except Unreadable as error:
        raise CannotHighlight(f"it cannot be marked: {error.message}") from error
    return MarkedCopy(found[0], suffix, found[1])
