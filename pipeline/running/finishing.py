"""The end of a run: its receipts and those of runs that were cut off are published, then forgotten."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

from pipeline.datasets.arrow import to_table
from pipeline.publishing.index import Index
from pipeline.publishing.publish import publish
from pipeline.running.known_documents import KnownDocuments
from pipeline.running.receipts import RunResult
from pipeline.running.run_ledger import Ledger
from pipeline.storage import journal
from pipeline.storage.folders import Folder


@dataclass(frozen=True, slots=True)
class DeadRuns:
    """What runs that were cut off have left behind: rows of `runs` and of `receipts`."""

    runs: list[dict[str, Any]]
    receipts: list[dict[str, Any]]

    @classmethod
    def below(cls, folder: Folder) -> DeadRuns:
        """Those of an output folder. The caller holds its lock, and has no journal of its own yet."""
        return cls(*journal.leftovers(folder))


def finish(ledger: Ledger, documents: KnownDocuments, dead: DeadRuns) -> RunResult:
    """Publishes, and gives the result of the run. Raises `OSError` where something cannot be written."""
    import pyarrow as pa

    record, store = ledger.record, documents.store
    result = RunResult(
        record.run_id,
        store.folder.url,
        record.started_at,
        record.now(),
        record.engine,
        record.workers,
        ledger.receipts,
        recovered=len(dead.receipts),
    )
    started = time.monotonic()
    published = publish(
        store,
        record.unit,
        receipts=pa.concat_tables([to_table("receipts", dead.receipts), ledger.journal.receipts]),
        runs=[*dead.runs, record.row(result)],
        with_contacts=documents.options.settings.with_contacts,
    )
    Index(store).keep_versions(documents.versions)
    journal.remove(store.folder, [*(run["run_id"] for run in dead.runs), record.run_id])
    return replace(
        result,
        finished_at=record.now(),
        rows=published.rows,
        publish_seconds=time.monotonic() - started,
    )
