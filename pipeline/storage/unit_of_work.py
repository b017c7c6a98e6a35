"""The unit of work: everything beside its bytes that the rows of a document depend on, as one hash.

Two extractions of the same bytes in the same unit give the same rows, so what is staged need not be
made again.

Of a document with scanned pages the rows also depend on who recognised them, or on that nobody did; of a web
page or an Office document on the libraries that read its format, or on that they are missing. Its unit says
so behind the hash (`unit_of`); that of a printed PDF is the hash alone, whatever is installed beside.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Literal, NamedTuple

import patterns
from pipeline.datasets.ids import short_id
from pipeline.datasets.schema import schema_version
from pipeline.version import VERSION

OcrMode = Literal["auto", "always", "never"]
"""Which pages are recognised: those without a text layer that can be trusted, all, or none."""
NOBODY = "none"
"""In the unit of a document that has pages to recognise, or whose format not everybody reads: nobody did."""
_MARK, _FORMAT_MARK = "-", "_"
_ENGINES = ("pypdfium2", "pyarrow", "jieba", "pdfplumber", "pdfminer.six", "camelot-py")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run can be told that its results depend on."""

    with_contacts: bool = False
    """Also write the persons and telephone numbers of the forms, to `project_contacts` only."""
    reader: str = "auto"
    """Who reads the tables of PDF pages; see `pipeline.reading.extract.extract`."""
    ocr: OcrMode = "auto"
    """Which pages are recognised. Between "auto" and "never" no row of a document without scans differs."""

    def fingerprint(self) -> str:
        """16 hex that change when a setting changes."""
        return short_id("settings", *(f"{k}={v}" for k, v in sorted(asdict(self).items())))

    def of_print(self) -> Settings:
        """These as far as the rows of documents without scanned pages depend on them."""
        return self if self.ocr == "always" else replace(self, ocr="auto")


def unit_hash(settings: Settings) -> str:
    """The unit of work as 16 hex: tool, code, engines, data dictionary, patterns and settings.

    Who recognises scanned pages, and what reads formats beside the core, is no part of it; see `unit_of`.
    """
    engines = [f"{name}={metadata.version(name)}" for name in _ENGINES]
    fingerprint = settings.of_print().fingerprint()
    return short_id(VERSION, schema_version(), patterns.version(), fingerprint, code_fingerprint(), *engines)


class Parts(NamedTuple):
    """What a unit says of a document."""

    of_run: str
    """The unit of the run that it was read in."""
    read_by: str | None = None
    """Who recognised pages of it; `NOBODY` where it has some and they were not, null where it has none."""
    format_read_by: tuple[str, str] | None = None
    """Its format, and the libraries that read it (`NOBODY`: they are missing); null where none is needed."""


def unit_of(unit: str, read_by: str | None, format_read_by: tuple[str, str] | None = None) -> str:
    """The unit of one document, from that of its run and from what beside the core read it; as in `Parts`.

    >>> unit_of("0123456789abcdef", "fedcba9876543210"), unit_of("0123456789abcdef", None)
    ('0123456789abcdef-fedcba9876543210', '0123456789abcdef')
    >>> unit_of("0123456789abcdef", None, ("docx", "none"))
    '0123456789abcdef_docx_none'
    """
    pages = "" if read_by is None else f"{_MARK}{read_by}"
    words = () if format_read_by is None else format_read_by
    return f"{unit}{pages}{''.join(f'{_FORMAT_MARK}{word}' for word in words)}"


def parts_of(unit: str) -> Parts:
    """What `unit_of` made a unit of.

    >>> parts_of("0123456789abcdef-none").read_by, parts_of("0123456789abcdef_ofd_fedc").format_read_by
    ('none', ('ofd', 'fedc'))
    """
    whole, *of_format = unit.split(_FORMAT_MARK)
    of_run, _, read_by = whole.partition(_MARK)
    format_, name = of_format if len(of_format) == 2 else ("", "")
    return Parts(of_run, read_by or None, (format_, name) if format_ else None)


@cache
def code_fingerprint() -> str:
    """16 hex over the source of the code that turns bytes into rows.

    The version alone would call a bundle of yesterday's working copy current.
    """
    root = Path(__file__).parents[2]
    files = sorted(
        p
        for folder in ("extractors", "patterns", "pipeline")
        for p in (root / folder).rglob("*")
        if p.suffix in (".py", ".c", ".h")
    )
    return short_id(*(part for p in files for part in (p.relative_to(root).as_posix(), p.read_bytes())))
