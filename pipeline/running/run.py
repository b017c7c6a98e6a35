"""One run: find the sources, extract what is new, publish, account for every input."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pipeline.intake.addresses import BaseUrl
from pipeline.intake.archives import close_archives
from pipeline.intake.discovery import found_as, found_below
from pipeline.intake.source import Source
from pipeline.running.accounts import opened
from pipeline.running.executors import Executor, LocalExecutor
from pipeline.running.finishing import finish
from pipeline.running.job import EXTRACT
from pipeline.running.known_documents import KnownDocuments
from pipeline.running.limits import Limits
from pipeline.running.options import RunOptions
from pipeline.running.planning import Planner
from pipeline.running.receipt_file import receipt_tables
from pipeline.running.receipts import RunResult
from pipeline.running.recognising import recognise
from pipeline.running.run_ledger import Ledger, OnProgress, OnReceipt
from pipeline.running.run_record import RunRecord
from pipeline.running.scratch import scratch_beside
from pipeline.running.taken_out import purge
from pipeline.running.tasks import Failure
from pipeline.running.upgrade import Upgrade, upgrade
from pipeline.storage.catalog_sync import CATALOG
from pipeline.storage.journal import Journal
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings, unit_hash

OnUpgrade = Callable[[Upgrade], None]
_WORK = "pipeline.running.job:do"
_KEEP_SECONDS = 5.0
"""So often the catalogue keeps what it was told: that much a run that is killed finds out anew."""


def run(
    paths: Sequence[str],
    output: str | Path,
    *,
    sources: Iterable[Source] = (),
    workers: int = 1,
    settings: Settings | None = None,
    limits: Limits | None = None,
    function: str = EXTRACT,
    executor: Executor | None = None,
    follow_links: bool = False,
    retry: bool = False,
    verify: bool = False,
    at_most: int | None = None,
    minutes: float | None = None,
    base_url: BaseUrl | None = None,
    keep_sources: bool = False,
    on_progress: OnProgress | None = None,
    on_receipt: OnReceipt | None = None,
    on_upgrade: OnUpgrade | None = None,
) -> RunResult:
    """Extracts every source below `paths` into the datasets of `output`; both may be URLs.

    `sources` are inputs beside those of `paths`. `executor` is who does it; without one, so many worker
    processes of this machine. `retry` tries again what is in quarantine; `verify` reads sources through
    although nothing shows that they changed. Of documents `at_most` so many are read anew, for so many
    `minutes`: those that are published as an earlier version read them come last, and stay as they are until
    they had their turn. `base_url` says where everything is published that is found below its roots; what
    lists that lie with the files (`sources.csv`) say goes before it. `keep_sources` keeps each source of a
    document once beside the data, under its hash. `on_receipt` is shown every input as it
    ends, but for those that are simply as they were; `on_progress` how far the run is; `on_upgrade` what
    another version has read, before the run begins.

    Raises `NoSuchSource` for a path that names nothing, `SourceUnreachable` for a store that does not answer,
    `OutputLocked` when another run writes there, and `RecordDamaged` where it cannot be known what was taken
    out; whatever is wrong with a single source is in its receipt. An interrupt keeps what is staged: the next
    run goes on from there.
    """
    options = RunOptions(
        settings or Settings(), limits or Limits(), function, retry, verify, at_most, minutes, keep_sources
    )
    executor = executor or LocalExecutor(max(1, workers))
    store = Store(output)
    with store.lock(), _told(store), ExitStack() as stack:
        record = RunRecord.begin(unit_hash(options.settings), options.settings, executor)
        accounts = stack.enter_context(opened(store, record.unit))
        catalog = accounts.catalog
        scratch = stack.enter_context(scratch_beside(store, catalog))
        found = scratch.find(found_below(paths, output, follow_links=follow_links), map(found_as, sources))
        journal = Journal(store.folder, record.row())
        catalog.begin(record.run_id)
        ledger = Ledger(record, journal, scratch, found, on_progress, on_receipt)
        documents = KnownDocuments(store, catalog, scratch, record.unit, options)
        documents.book.begin(base_url)
        older = upgrade(store.folder, catalog, documents.is_current)
        if older is not None and on_upgrade is not None:
            on_upgrade(older)
        same = receipt_tables(store.folder, f"{record.run_id}-same")
        recognise(documents, ledger, same)
        _extract(executor, documents, ledger)
        earlier = older.documents if older is not None else 0
        result = finish(ledger, documents, accounts.dead, same, executor, earlier_before=earlier)
        purge(store.folder, accounts.taken_out | documents.forgotten)
        return result


def _extract(executor: Executor, documents: KnownDocuments, ledger: Ledger) -> None:
    """Every input gets its receipt; what needs work is read and staged."""
    options = documents.options
    budget = options.budget(ledger.record.clock)
    jobs = Planner(documents, ledger, budget).jobs()
    ledger.show_progress()
    kept = time.monotonic()
    try:
        work = executor.run(
            _WORK, jobs, limits=options.limits, allowed=options.allowance, on_pages=ledger.show_pages
        )
        for done in work:
            job, outcome = done.task, done.result
            if isinstance(outcome, Failure):
                outcome = documents.failure(job, outcome)
            if outcome.unchanged:
                budget.give_back()
            ledger.end_pages(job)
            for uri in documents.settle(job, outcome):
                ledger.enter(uri, outcome)
            if time.monotonic() - kept > _KEEP_SECONDS:
                documents.catalog.commit()
                kept = time.monotonic()
    finally:
        ledger.journal.flush()
        close_archives()


@contextmanager
def _told(store: Store) -> Iterator[None]:
    """What goes wrong with the catalogue is an `OSError` that says what to do."""
    where = f"the catalogue {store.folder.url}/{CATALOG}"
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(f"{where} cannot be used ({error}); check the disk and who else uses it") from error
    except sqlite3.DatabaseError as error:
        raise OSError(f"{where} is damaged ({error}); delete it: the next run makes it again") from error
