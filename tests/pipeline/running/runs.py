"""Pieces of a run without its processes: what tests of planning, ledger and finishing share."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.running.job import Job, do
from pipeline.running.known_documents import KnownDocuments
from pipeline.running.limits import Limits
from pipeline.running.options import RunOptions
from pipeline.running.receipts import Progress, Receipt
from pipeline.running.run_ledger import Ledger
from pipeline.running.run_record import RunRecord
from pipeline.running.tasks import Done
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings

UNIT = "0123456789abcdef"
BEGAN = datetime.datetime(2026, 11, 30, 2, 30, tzinfo=datetime.UTC)


class InlineExecutor:
    """Does every job in this process, one after the other."""

    name = "local"
    workers = 1

    def run(self, _function: str, tasks: Iterable[Job], **_: Any) -> Iterator[Done]:
        return (Done(task, do(task)) for task in tasks)


class ListJournal:
    """A journal in memory."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def add(self, receipt: dict[str, Any]) -> None:
        self.rows.append(receipt)


@dataclass
class Run:
    """A run that has begun: its documents and its ledger, and what those who look on were shown."""

    documents: KnownDocuments
    ledger: Ledger
    journal: ListJournal
    shown: list[Progress] = field(default_factory=list)
    entered: list[Receipt] = field(default_factory=list)

    def outcomes(self) -> dict[str, tuple[str, str | None, bool]]:
        """By uri status, kind of error, and whether an earlier run had read it."""
        return {
            r.source_uri: (r.outcome.status, r.outcome.error_kind, r.outcome.unchanged) for r in self.entered
        }


def record() -> RunRecord:
    return RunRecord("1111222233334444", BEGAN, time.monotonic(), UNIT, "aaaabbbbccccdddd", "local", 2)


def begun(
    output: Path,
    *,
    limits: Limits | None = None,
    retry: bool = False,
    versions: dict[str, tuple[str, str]] | None = None,
    expected: int = 0,
) -> Run:
    options = RunOptions(Settings(), limits or Limits(), "package.module:function", retry)
    documents = KnownDocuments(Store(output), UNIT, options, {} if versions is None else versions)
    journal = ListJournal()
    shown: list[Progress] = []
    entered: list[Receipt] = []
    ledger = Ledger(record(), journal, expected, shown.append, entered.append)  # type: ignore[arg-type]
    return Run(documents, ledger, journal, shown, entered)
