"""What one document may cost before its worker is killed."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from pipeline.datasets.ids import short_id

FEW_PAGES = 50
"""So many scanned pages a document may have however small it is."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on time, memory and size. No result depends on them."""

    seconds: float = 300.0
    """Wall-clock time for any document."""
    seconds_per_mb: float = 60.0
    """Wall-clock time on top for every MB of source: long documents are large."""
    cpu_seconds: float = 120.0
    """Processor time for any document, of its worker and of what that starts."""
    cpu_seconds_per_mb: float = 30.0
    """Processor time on top for every MB of source."""
    memory_mb: int = 2048
    """Resident memory of a worker and of what it starts; what it shares with others counts in full."""
    source_mb: int = 512
    """Size of a source; what is larger is not read."""
    documents_per_worker: int = 250
    """A worker is replaced after so many documents, so that leaks of native code stay small."""
    start_seconds: float = 120.0
    """Wall-clock time for a worker to start, on a loaded machine with a cold disk."""
    seconds_per_scanned_page: float = 60.0
    """Wall-clock time on top for every page that is recognised, given as one after the other is reported."""
    cpu_seconds_per_scanned_page: float = 30.0
    """Processor time on top for every such page."""
    scanned_pages: int = 3_000
    """For so many pages of a document at most; the longest that we know has a thousand."""
    scanned_pages_per_mb: int = 400
    """And for so many by its size, and `FEW_PAGES` in any case: a file that shows one picture on thousands of
    pages is an attack. Where all pages are to be recognised their number alone counts: print is small."""
    scan_memory_mb: int = 1024
    """Memory on top while pages are recognised: models, pictures, and what they are computed in."""

    def time_for(self, byte_size: int) -> tuple[float, float]:
        """Wall-clock and processor seconds that a document of so many bytes may take.

        >>> Limits(seconds=10, seconds_per_mb=5, cpu_seconds=4, cpu_seconds_per_mb=1).time_for(2_000_000)
        (20.0, 6.0)
        """
        mb = byte_size / 1e6
        return self.seconds + self.seconds_per_mb * mb, self.cpu_seconds + self.cpu_seconds_per_mb * mb

    def pages_for(self, byte_size: int) -> int:
        """For how many recognised pages a document of so many bytes is given time.

        >>> Limits().pages_for(0), Limits().pages_for(2_000_000), Limits().pages_for(500_000_000)
        (50, 850, 3000)
        """
        return min(self.scanned_pages, FEW_PAGES + int(self.scanned_pages_per_mb * byte_size / 1e6))

    def fingerprint(self) -> str:
        """16 hex that change when a limit on one document does: what is over it may then be tried again."""
        return short_id("limits", *(f"{k}={v}" for k, v in sorted(asdict(self).items())))
