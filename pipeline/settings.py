"""What a run can be told: settings that results depend on, and limits that they do not."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from pipeline.ids import short_id


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything beside bytes and patterns that an extraction depends on."""

    with_contacts: bool = False
    """Also write the persons and telephone numbers of the forms, to `project_contacts` only."""
    engine: str = "auto"
    """Who reads the tables of PDF pages; see `pipeline.extract.extract`."""

    def fingerprint(self) -> str:
        """16 hex that change when a setting changes."""
        return short_id("settings", *(f"{k}={v}" for k, v in sorted(asdict(self).items())))


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost before its worker is killed. No result depends on them."""

    seconds: float = 120.0
    """Wall-clock time for any document."""
    seconds_per_mb: float = 30.0
    """Wall-clock time on top for every MB of source: long documents are large."""
    memory_mb: int = 2048
    """Resident memory of a worker."""
    documents_per_worker: int = 250
    """A worker is replaced after so many documents, so that leaks of native code stay small."""
    start_seconds: float = 120.0
    """Wall-clock time for a worker to start, on a loaded machine with a cold disk."""

    def time_for(self, byte_size: int) -> float:
        """Seconds that a document of so many bytes may take.

        >>> Limits(seconds=10, seconds_per_mb=5).time_for(2_000_000)
        20.0
        """
        return self.seconds + self.seconds_per_mb * byte_size / 1e6


@cache
def code_fingerprint() -> str:
    """16 hex over the source of the code that turns bytes into rows.

    The version alone would call a bundle of yesterday's working copy current.
    """
    root = Path(__file__).parent.parent
    files = sorted(p for folder in ("extractors", "pipeline") for p in (root / folder).rglob("*.py"))
    return short_id(*(part for p in files for part in (p.relative_to(root).as_posix(), p.read_bytes())))
