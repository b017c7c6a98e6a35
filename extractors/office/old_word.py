"""Word document of before 2007 (.doc, .wps) to Document ([MS-DOC]).

What Word 97 and later wrote is read here, the same on every machine; what is older is left to LibreOffice,
where it is installed.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Document, Reject
from extractors.errors import Unreadable
from extractors.office.libreoffice import converted, converter
from extractors.office.old_word_embedded import EmbeddedObjects
from extractors.office.old_word_file import OldWordFile, Where, damaged
from extractors.office.old_word_lists import OldNumbering
from extractors.office.old_word_stories import COMMENTS, HEADERS, Stories
from extractors.office.old_word_styles import OldStyles
from extractors.office.old_word_text import OldWordText
from extractors.office.word import read_docx
from extractors.office.word_blocks import flat
from extractors.office.word_writing import write
from extractors.sniff import DOC
from extractors.written.manuscript import Manuscript

ENGINE = "doc"
_HEADS = {0: "header", 1: "header", 2: "footer", 3: "footer", 4: "header", 5: "footer"}
"""Heads and feet by their order in a section: of even, odd and first pages."""
_SEPARATORS = 6
_TROUBLES = (ValueError, IndexError, KeyError, TypeError, OverflowError)


def read_doc(data: bytes) -> Document:
    """The Document of the file; places are as those of .docx: doc:/t[3]/r[5]/c[2].

    What Word wrote before 1997 is converted by LibreOffice, and a note says so.

    Raises `Unreadable`: "damaged", "encrypted", "empty", "scan", "too_large"; "missing_extra" for what needs
    LibreOffice where that is not installed.
    """
    try:
        return read_word_97(data)
    except Unreadable as error:
        if error.kind != "unsupported":
            raise
    return read_converted(data, ".doc", "a document of Word 95 or before")


def read_converted(data: bytes, suffix: str, what: str, media_type: str = DOC) -> Document:
    """The Document of what LibreOffice makes of the file; its places are those of the .docx, numbered in the
    same way. Raises `Unreadable`."""
    document = read_docx(converted(data, suffix, what))
    return replace(
        document,
        media_type=media_type,
        locators=None if document.locators is None else replace(document.locators, scheme=ENGINE),
        notes=(*document.notes, f"converted by {converter()}"),
        converted_by=converter(),
        rejects=tuple(_as_here(reject) for reject in document.rejects),
    )


def _as_here(reject: Reject) -> Reject:
    locator = reject.place.locator
    if locator is not None:
        locator = f"{ENGINE}:{locator.partition(':')[2]}"
    return replace(reject, stage=ENGINE, place=replace(reject.place, locator=locator))


def read_word_97(data: bytes) -> Document:
    """The Document of a file of Word 97 or later. Raises `Unreadable`."""
    file = OldWordFile(data)
    try:
        return _read(file)
    except RecursionError as error:
        raise Unreadable("too_large", "a Word document whose tables lie too deep in one another") from error
    except _TROUBLES as error:
        raise damaged(f"its structures contradict one another ({error})") from error


def _read(file: OldWordFile) -> Document:
    manuscript = Manuscript(ENGINE)
    embedded = EmbeddedObjects(file, manuscript)
    stories = Stories(
        file=file,
        text=OldWordText(file),
        styles=OldStyles(file.part(Where.STYLES)),
        numbering=OldNumbering(file),
        manuscript=manuscript,
        embedded=embedded.blocks,
    )
    heads: dict[str, dict[str, str]] = {"header": {}, "footer": {}}
    for n in range(_SEPARATORS, stories.count(HEADERS)):
        kind = _HEADS[(n - _SEPARATORS) % len(_HEADS)]
        place = f"/{kind}[{len(heads[kind]) + 1}]"
        for paragraph in flat(stories.part(HEADERS, n, place)):
            heads[kind].setdefault(paragraph.text, paragraph.locator)
    _furniture(manuscript, heads["header"])
    write(stories.body(), manuscript, ENGINE)
    write(stories.late, manuscript, ENGINE)
    _furniture(manuscript, heads["footer"])
    for n in range(stories.count(COMMENTS)):
        said = stories.plain(COMMENTS, n)
        if said:
            manuscript.reject("comment", said, f"/comment[{n + 1}]")
    notes = [f"pictures that were not read: {stories.pictures}"] if stories.pictures else []
    notes += [f"an embedded object was not read: {name}" for name in embedded.unread]
    document = manuscript.document(
        DOC, notes=notes, partial=bool(embedded.unread), modified_at=file.modified_at()
    )
    if not any(True for _ in document.grids) and not any(True for _ in document.paragraphs):
        if stories.pictures:
            raise Unreadable("scan", "a Word document of pictures alone; save it as PDF, then OCR reads it")
        raise Unreadable("empty", "a Word document without text; get the file again from its source")
    return document


def _furniture(manuscript: Manuscript, said: dict[str, str]) -> None:
    for text, locator in said.items():
        manuscript.paragraph(text, locator, role="furniture")
