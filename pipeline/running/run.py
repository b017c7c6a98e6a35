"""One run: find the sources, extract what is new, publish, account for every input."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.intake.archives import close_archives
from pipeline.intake.discovery import find_sources
from pipeline.intake.source import Source
from pipeline.publishing.index import Index
from pipeline.running.executors import Executor, LocalExecutor
from pipeline.running.finishing import DeadRuns, finish
from pipeline.running.job import EXTRACT
from pipeline.running.known_documents import KnownDocuments
from pipeline.running.limits import Limits
from pipeline.running.options import RunOptions
from pipeline.running.planning import Planner
from pipeline.running.receipts import RunResult
from pipeline.running.run_ledger import Ledger, OnProgress, OnReceipt
from pipeline.running.run_record import RunRecord
from pipeline.running.tasks import Failure
from pipeline.storage.journal import Journal
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings, unit_hash

_WORK = "pipeline.running.job:do"


def run(
    paths: Sequence[str],
    output: str | Path,
    *,
    sources: Sequence[Source] = (),
    workers: int = 1,
    settings: Settings | None = None,
    limits: Limits | None = None,
    function: str = EXTRACT,
    executor: Executor | None = None,
    follow_links: bool = False,
    retry: bool = False,
    on_progress: OnProgress | None = None,
    on_receipt: OnReceipt | None = None,
) -> RunResult:
    """Extracts every source below `paths` into the datasets of `output`; both may be URLs.

    `sources` are inputs beside those of `paths`. `executor` is who does it; without one, so many worker
    processes of this machine. `retry` tries again what is in quarantine. `on_receipt` is shown every input
    as it ends, `on_progress` how far the run is.

    Raises `NoSuchSource` for a path that names nothing, `SourceUnreachable` for a store that does not answer,
    and `OutputLocked` when another run writes there; whatever is wrong with a single source is in its
    receipt. An interrupt keeps what is staged: the next run goes on from there.
    """
    options = RunOptions(settings or Settings(), limits or Limits(), function, retry)
    by_uri = {s.uri: s for s in (*find_sources(paths, output, follow_links=follow_links), *sources)}
    inputs = [by_uri[uri] for uri in sorted(by_uri)]
    executor = executor or LocalExecutor(max(1, workers))
    store = Store(output)
    with store.lock():
        record = RunRecord.begin(unit_hash(options.settings), options.settings, executor)
        documents = KnownDocuments(store, record.unit, options, Index(store).versions())
        dead = DeadRuns.below(store.folder)
        journal = Journal(store.folder, record.row())
        ledger = Ledger(record, journal, len(inputs), on_progress, on_receipt)
        _extract(inputs, executor, documents, ledger)
        return finish(ledger, documents, dead)


def _extract(inputs: Sequence[Source], executor: Executor, documents: KnownDocuments, ledger: Ledger) -> None:
    """Every input gets its receipt; what needs work is read and staged."""
    options = documents.options
    jobs = Planner(documents, ledger).jobs(inputs)
    ledger.show_progress()
    try:
        for done in executor.run(_WORK, jobs, limits=options.limits, allowed=options.allowance):
            job, outcome = done.task, done.result
            if isinstance(outcome, Failure):
                outcome = documents.failure(job, outcome)
            for uri in documents.settle(job, outcome):
                ledger.enter(uri, outcome)
    finally:
        ledger.journal.flush()
        close_archives()
