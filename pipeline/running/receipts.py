"""What a run shows while it goes on, and what it did."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from pipeline.storage.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one input."""

    source_uri: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    total: int
    done: int
    pages: int
    failed: int
    unchanged: int
    seconds: float


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did: a receipt for every input, and how many rows each dataset now has."""

    run_id: str
    output: str
    started_at: datetime.datetime
    finished_at: datetime.datetime
    engine: str
    workers: int
    receipts: tuple[Receipt, ...]
    rows: dict[str, int] = field(default_factory=dict)
    publish_seconds: float = 0.0
    recovered: int = 0
    """Receipts of runs that were cut off, published by this one."""

    def count(self, status: str) -> int:
        """How many inputs have this status."""
        return sum(r.outcome.status == status for r in self.receipts)

    @property
    def unchanged(self) -> int:
        """How many inputs an earlier run had read with the same versions."""
        return sum(r.outcome.unchanged for r in self.receipts)

    @property
    def pages(self) -> int:
        """Pages extracted by this run."""
        return sum(r.outcome.pages or 0 for r in self.receipts if not r.outcome.unchanged)

    @property
    def seconds(self) -> float:
        """Wall-clock time from beginning to end, publishing included."""
        return (self.finished_at - self.started_at).total_seconds()

    @property
    def exit_status(self) -> int:
        """0 when every input could be read, 1 when some could not. What is no disclosure is no failure."""
        return 1 if self.count("failed") else 0
