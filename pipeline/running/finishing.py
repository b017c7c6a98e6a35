"""The end of a run: its receipts and those of runs that were cut off are published, then forgotten."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.datasets.arrow import to_table
from pipeline.publishing.neighbourhoods import Spread
from pipeline.publishing.publish import publish
from pipeline.running.costs import Allowance
from pipeline.running.executors import Executor
from pipeline.running.known_documents import KnownDocuments
from pipeline.running.receipt_file import ReceiptTables, merged, receipt_tables
from pipeline.running.receipts import RunResult
from pipeline.running.run_ledger import Ledger
from pipeline.running.tasks import Failure
from pipeline.running.upgrade import of_earlier
from pipeline.storage import journal
from pipeline.storage.catalog import Address, Catalog
from pipeline.storage.catalog_sync import note_folders
from pipeline.storage.folders import Folder

if TYPE_CHECKING:
    import pyarrow as pa


_A_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class DeadRuns:
    """What runs that were cut off have left behind: rows of `runs` and of `receipts`."""

    runs: list[dict[str, Any]]
    receipts: list[dict[str, Any]]

    @classmethod
    def below(cls, folder: Folder) -> DeadRuns:
        """Those of an output folder. The caller holds its lock, and has no journal of its own yet."""
        return cls(*journal.leftovers(folder))

    def tell(self, catalog: Catalog) -> None:
        """Tells the catalogue which documents stood where, the oldest run first."""
        order = {run["run_id"]: number for number, run in enumerate(self.runs)}
        for receipt in sorted(self.receipts, key=lambda r: order[r["run_id"]]):
            uri, doc_id = receipt["source_uri"], receipt["doc_id"]
            if doc_id is None:
                continue
            known = catalog.db.execute("select doc_id, stamp from sources where uri = ?", (uri,)).fetchone()
            if known is None or known[0] != doc_id:
                catalog.meet(uri, doc_id, None)
            if receipt["source_url"] is not None:
                day = receipt["source_date"]
                catalog.note_address(
                    uri, doc_id, Address(receipt["source_url"], None if day is None else day.isoformat())
                )


def finish(
    ledger: Ledger,
    documents: KnownDocuments,
    dead: DeadRuns,
    same: ReceiptTables,
    executor: Executor,
    *,
    earlier_before: int = 0,
) -> RunResult:
    """Publishes, and gives the result of the run; `same` are the receipts of what is as it was, and
    `executor` helps where much is to be published.

    Raises `OSError` where something cannot be written.
    """
    record, store, catalog = ledger.record, documents.store, documents.catalog
    receipts = receipt_tables(store.folder, f"{record.run_id}-receipts")
    receipts.write(merged(same, documents.scratch, record.run_id))
    same.remove()
    result = RunResult(
        record.run_id,
        store.folder.url,
        record.started_at,
        record.now(),
        record.engine,
        record.workers,
        receipts,
        recovered=len(dead.receipts),
        tally=ledger.tally,
        earlier_before=earlier_before,
        earlier=of_earlier(catalog, documents.is_current),
        address_problems=tuple(documents.book.problems),
        kept_sources=(documents.keeper.new, documents.keeper.missed) if documents.keeper.is_wanted else None,
    )
    started = time.monotonic()
    note_folders(store, catalog)

    def tables() -> Iterator[pa.Table]:
        if dead.receipts:
            yield to_table("receipts", dead.receipts)
        yield from receipts.tables()

    published = publish(
        store,
        catalog,
        documents.unit,
        receipts=tables(),
        runs=[*dead.runs, record.row(result)],
        with_contacts=documents.options.settings.with_contacts,
        threads=max(2, executor.workers),
        spread=_helpers(documents, executor),
    )
    journal.remove(store.folder, [*(run["run_id"] for run in dead.runs), record.run_id])
    return replace(
        result,
        finished_at=record.now(),
        rows=published.rows,
        publish_seconds=time.monotonic() - started,
        mended=published.mended,
    )


def _helpers(documents: KnownDocuments, executor: Executor) -> Spread | None:
    """Lets the engine of the run help with publishing, where it has more than one worker."""
    options = documents.options

    def spread(function: str, tasks: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        for done in executor.run(function, tasks, limits=options.limits, allowed=_any_time):
            yield done.task, None if isinstance(done.result, Failure) else done.result

    return spread if executor.workers > 1 else None


def _any_time(_task: Any) -> Allowance:
    """What is published was read within its limits; it may take the time that it takes."""
    return Allowance(_A_DAY, _A_DAY)
