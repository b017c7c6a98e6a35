"""The unit of work: everything beside its bytes that the rows of a document depend on, as one hash.

Two extractions of the same bytes in the same unit give the same rows, so what is staged need not be
made again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import patterns
from pipeline.datasets.ids import short_id
from pipeline.datasets.schema import schema_version
from pipeline.version import VERSION

_ENGINES = ("pypdfium2", "pyarrow", "jieba", "pdfplumber", "pdfminer.six", "camelot-py")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run can be told that its results depend on."""

    with_contacts: bool = False
    """Also write the persons and telephone numbers of the forms, to `project_contacts` only."""
    reader: str = "auto"
    """Who reads the tables of PDF pages; see `pipeline.reading.extract.extract`."""

    def fingerprint(self) -> str:
        """16 hex that change when a setting changes."""
        return short_id("settings", *(f"{k}={v}" for k, v in sorted(asdict(self).items())))


def unit_hash(settings: Settings) -> str:
    """The unit of work as 16 hex: tool, code, engines, data dictionary, patterns and settings."""
    engines = [f"{name}={metadata.version(name)}" for name in _ENGINES]
    return short_id(
        VERSION, schema_version(), patterns.version(), settings.fingerprint(), code_fingerprint(), *engines
    )


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
