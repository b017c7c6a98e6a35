"""Which documents are read by libraries beside the core, and whether a unit of work names those of here.

A PDF is not read again because an extra was installed or a library of another format was brought up. A
document of a format that has libraries of its own says in its unit which read it, in which versions, or that
they were missing: it is read again when they are here and were missing, or were others. A run that has none
leaves what they read as it is.
"""

from __future__ import annotations

from extractors.errors import Unreadable
from extractors.libraries import BY_TYPE, Libraries, missing, versions
from extractors.sniff import sniff
from pipeline.datasets.ids import short_id
from pipeline.storage.unit_of_work import NOBODY, parts_of


def read_with(media_type: str) -> tuple[str, str] | None:
    """The format of a document and who reads it here, as its unit has them; null where the core does.

    >>> read_with("application/pdf")
    """
    libraries = BY_TYPE.get(media_type)
    return None if libraries is None else (libraries.word, _who(libraries))


def refused_by(data: bytes) -> tuple[str, str] | None:
    """As `read_with`, of the bytes of a document that cannot be read."""
    try:
        return read_with(sniff(data))
    except Unreadable:
        return None


def is_read_as_here(unit: str) -> bool:
    """Whether a document of this unit was read by what reads its format here, if that is anybody.

    >>> is_read_as_here("0123456789abcdef"), is_read_as_here("0123456789abcdef_html_another")
    (True, False)
    """
    of_format = parts_of(unit).format_read_by
    if of_format is None:
        return True
    word, who = of_format
    here = next((_who(libraries) for libraries in BY_TYPE.values() if libraries.word == word), NOBODY)
    return here in (who, NOBODY)


def _who(libraries: Libraries) -> str:
    return NOBODY if missing(libraries) else short_id("libraries", *versions(libraries.packages))
