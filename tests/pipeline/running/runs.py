"""Pieces of a run without its processes: what tests of planning, ledger and finishing share."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.intake.source import Source
from pipeline.running import scratch as scratch_module
from pipeline.running.budget import Budget
from pipeline.running.job import Job, do
from pipeline.running.known_documents import KnownDocuments
from pipeline.running.limits import Limits
from pipeline.running.options import RunOptions
from pipeline.running.planning import Planner
from pipeline.running.receipts import Progress, Receipt
from pipeline.running.run_ledger import Ledger
from pipeline.running.run_record import RunRecord
from pipeline.running.scratch import Scratch
from pipeline.running.tasks import Done
from pipeline.storage.catalog import Catalog
from pipeline.storage.catalog_sync import CATALOG, bring_in
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

    def jobs(self, *sources: Source, budget: Budget | None = None) -> Iterator[Job]:
        """What these sources need, as a planner says."""
        scratch = self.documents.scratch
        scratch.db.execute("delete from run.waiting")
        for source in sources:
            kept = scratch_module._row(source, source.version)
            scratch.wait([(0, *kept, None, 0, self.documents.same_as_before(source))])
        return Planner(self.documents, self.ledger, budget).jobs()

    def outcomes(self) -> dict[str, tuple[str, str | None, bool]]:
        """By uri status, kind of error, and whether an earlier run had read it."""
        return {
            r.source_uri: (r.outcome.status, r.outcome.error_kind, r.outcome.unchanged) for r in self.entered
        }


def record() -> RunRecord:
    return RunRecord("1111222233334444", BEGAN, time.monotonic(), UNIT, "aaaabbbbccccdddd", "local", 2)


_OPEN: list[Catalog] = []


def begun(
    output: Path,
    *,
    limits: Limits | None = None,
    retry: bool = False,
    versions: dict[str, tuple[str, str]] | None = None,
    expected: int = 0,
    journal: Any = None,
) -> Run:
    """A run over an output folder; `versions` is what sources were called last time, and their documents."""
    options = RunOptions(Settings(), limits or Limits(), "package.module:function", retry)
    store = Store(output)
    while _OPEN:
        _OPEN.pop().close()  # as at the end of a run
    catalog = Catalog(output / CATALOG)
    _OPEN.append(catalog)
    bring_in(store, catalog, UNIT, is_dirty=False)
    for uri, (version, document) in (versions or {}).items():
        catalog.meet(uri, document, version)
    catalog.attach(output / f"scratch-{id(catalog)}.sqlite", "run")
    scratch = Scratch(catalog)
    documents = KnownDocuments(store, catalog, scratch, UNIT, options)
    journal = journal or ListJournal()
    shown: list[Progress] = []
    entered: list[Receipt] = []
    ledger = Ledger(record(), journal, scratch, expected, shown.append, entered.append)
    return Run(documents, ledger, journal, shown, entered)
