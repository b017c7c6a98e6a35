"""What an invented run did, for tests of its reports."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.running.receipts import Receipt, RunResult
from pipeline.storage.outcome import Outcome

START = datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC)


def result(
    output: Path,
    *outcomes: Outcome,
    seconds: float = 2.0,
    workers: int = 1,
    rows: dict[str, int] | None = None,
) -> RunResult:
    """A run of so many seconds over `0.pdf`, `1.pdf`, … with these outcomes."""
    return RunResult(
        run_id="r",
        output=str(output),
        started_at=START,
        finished_at=START + timedelta(seconds=seconds),
        engine="local",
        workers=workers,
        receipts=tuple(Receipt(f"{n}.pdf", outcome) for n, outcome in enumerate(outcomes)),
        rows=rows or {},
        publish_seconds=0.12345,
    )
