"""Takes documents out for good: the next publishing has no row of them, and no later run reads them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from pipeline.running.accounts import opened
from pipeline.running.executors import LocalExecutor
from pipeline.running.finishing import finish
from pipeline.running.known_documents import KnownDocuments
from pipeline.running.limits import Limits
from pipeline.running.options import RunOptions
from pipeline.running.receipt_file import receipt_tables
from pipeline.running.receipts import RunResult
from pipeline.running.run_ledger import Ledger
from pipeline.running.run_record import RunRecord
from pipeline.running.scratch import scratch_beside
from pipeline.running.taken_out import Forgotten, purge, read_forgotten, write_forgotten
from pipeline.storage.commits import DATASETS
from pipeline.storage.folders import Folder
from pipeline.storage.journal import Journal
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings, unit_hash


def forget(output: str | Path, sources: Mapping[str, Iterable[str]], reason: str) -> RunResult:
    """Takes documents out, each with a receipt for every source it was met at, and publishes without them.

    The record is written first: what dies on the way is finished by the next run. The generation before goes,
    too, and what was fetched, kept or drawn of them. Raises `OutputLocked`, `OSError`, `RecordDamaged`.
    """
    store, executor = Store(output), LocalExecutor(0)
    with store.lock(), ExitStack() as stack:
        known = read_forgotten(store.folder)
        since = datetime.now(UTC).isoformat(timespec="seconds")
        new = {doc: Forgotten(doc, reason, since) for doc in sorted(sources) if doc not in known}
        write_forgotten(store.folder, [*known.values(), *new.values()])
        settings = Settings(with_contacts=_has_contacts(store.folder))
        record = RunRecord.begin(unit_hash(settings), settings, executor)
        accounts = stack.enter_context(opened(store, record.unit))
        catalog = accounts.catalog
        scratch = stack.enter_context(scratch_beside(store, catalog))
        ledger = Ledger(record, Journal(store.folder, record.row()), scratch, len(sources))
        catalog.begin(record.run_id)
        for doc_id, uris in sorted(sources.items()):
            outcome = (new.get(doc_id) or known[doc_id]).outcome()
            for uri in sorted(set(uris)) or [doc_id]:
                ledger.enter(uri, outcome)
        documents = KnownDocuments(store, catalog, scratch, record.unit, RunOptions(settings, Limits()))
        same = receipt_tables(store.folder, f"{record.run_id}-same")
        same.write(iter(()))
        result = finish(ledger, documents, accounts.dead, same, executor)
        purge(store.folder, accounts.taken_out | set(sources))
        return result


def _has_contacts(folder: Folder) -> bool:
    return any(name.startswith(f"{DATASETS}/project_contacts/") for name in folder.names(DATASETS))
