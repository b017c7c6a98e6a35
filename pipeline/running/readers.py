"""Which documents are read by libraries beside the core, and whether a unit of work names those of here.

A PDF is not read again because an extra was installed or a library of another format was brought up. A
document of a format that has libraries of its own says in its unit which read it, in which versions, or that
they were missing: it is read again when they are here and were missing, or were others. A run that has none
leaves what they read as it is. So it is with a program that converts a document before it is read.
"""

from __future__ import annotations

from extractors.document import Document
from extractors.errors import Unreadable
from extractors.libraries import BY_TYPE, Libraries, missing, versions
from extractors.office.libreoffice import converter
from extractors.sniff import DOCX, sniff
from pipeline.datasets.ids import short_id
from pipeline.storage.unit_of_work import NOBODY, parts_of

_CONVERTED = "converted"
"""The format, in units, of what a program makes another of before it is read."""


def read_with(document: Document) -> tuple[str, str] | None:
    """The format of a document and who read it here, as its unit has them; null where the core does.

    >>> read_with(Document("", (), "application/pdf"))
    """
    if document.converted_by is not None:
        return _CONVERTED, _who_converts(document.converted_by)
    return _of_type(document.media_type)


def refused_by(data: bytes, kind: str | None) -> tuple[str, str] | None:
    """As `read_with`, of the bytes of a document that cannot be read for a reason of this kind."""
    try:
        libraries = BY_TYPE.get(sniff(data))
    except Unreadable:
        return None
    if libraries is not None and kind == "missing_extra" and not missing(libraries):
        return _CONVERTED, NOBODY
    return None if libraries is None else (libraries.word, _who(libraries))


def is_read_as_here(unit: str) -> bool:
    """Whether a document of this unit was read by what reads its format here, if that is anybody.

    >>> is_read_as_here("0123456789abcdef"), is_read_as_here("0123456789abcdef_html_another")
    (True, False)
    """
    of_format = parts_of(unit).format_read_by
    if of_format is None:
        return True
    word, who = of_format
    if word == _CONVERTED:
        program = converter()
        here = NOBODY if program is None else _who_converts(program)
    else:
        here = next((_who(libraries) for libraries in BY_TYPE.values() if libraries.word == word), NOBODY)
    return here in (who, NOBODY)


def _of_type(media_type: str) -> tuple[str, str] | None:
    libraries = BY_TYPE.get(media_type)
    return None if libraries is None else (libraries.word, _who(libraries))


def _who_converts(program: str) -> str:
    """A converter, and what reads what it makes."""
    read_by = BY_TYPE[DOCX]
    return NOBODY if missing(read_by) else short_id("converted", program, *versions(read_by.packages))


def _who(libraries: Libraries) -> str:
    return NOBODY if missing(libraries) else short_id("libraries", *versions(libraries.packages))
