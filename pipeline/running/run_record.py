"""What a run is known by from its first moment: the row of `runs` that it gets."""

from __future__ import annotations

import datetime
import time
from dataclasses import dataclass
from typing import Any

import patterns
from pipeline.datasets.ids import short_id
from pipeline.running.executors import Executor
from pipeline.running.receipts import RunResult
from pipeline.storage.outcome import STATUSES
from pipeline.storage.unit_of_work import Settings
from pipeline.version import VERSION


@dataclass(frozen=True, slots=True)
class RunRecord:
    """Id, beginning and versions of a run, and who does it."""

    run_id: str
    started_at: datetime.datetime
    clock: float
    """`time.monotonic()` when it began."""
    unit: str
    """What its extractions depend on beside the bytes; see `pipeline.storage.store`."""
    config_hash: str
    engine: str
    workers: int

    @classmethod
    def begin(cls, unit: str, settings: Settings, executor: Executor) -> RunRecord:
        """A run that begins now."""
        started_at = datetime.datetime.now(datetime.UTC)
        clock = time.monotonic()
        run_id = short_id("run", started_at.isoformat(), time.monotonic_ns(), unit)
        return cls(run_id, started_at, clock, unit, settings.fingerprint(), executor.name, executor.workers)

    @property
    def seconds(self) -> float:
        """How long it has been going on."""
        return time.monotonic() - self.clock

    def now(self) -> datetime.datetime:
        """The time by the clock that the run began with: setting that clock changes no length."""
        return self.started_at + datetime.timedelta(seconds=self.seconds)

    def row(self, result: RunResult | None = None) -> dict[str, Any]:
        """The row of `runs`; without a result of a run that has not ended."""
        return {
            "run_id": self.run_id,
            "started_at": self.started_at,
            "finished_at": result.finished_at if result else None,
            "tool_version": VERSION,
            "patterns_version": patterns.version(),
            "config_hash": self.config_hash,
            "inputs": len(result.receipts) if result else 0,
            **{status: result.count(status) if result else 0 for status in STATUSES},
            "unchanged": result.unchanged if result else 0,
            "engine": self.engine,
            "workers": self.workers,
        }
