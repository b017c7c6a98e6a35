"""Documents that are taken out for good: publications that were withdrawn, personal data.

What is remembered is the hash of the bytes, why, and when: enough that no later run reads them again, under
whatever name and with whatever version. The next publishing has no row of them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.publishing.publish import complete_publication
from pipeline.publishing.remote_generation import clear_before
from pipeline.publishing.search_index import INDEX
from pipeline.running.executors import LocalExecutor
from pipeline.running.finishing import DeadRuns, finish
from pipeline.running.known_documents import KnownDocuments
from pipeline.running.limits import Limits
from pipeline.running.options import RunOptions
from pipeline.running.receipt_file import receipt_tables
from pipeline.running.receipts import RunResult
from pipeline.running.run_ledger import Ledger
from pipeline.running.run_record import RunRecord
from pipeline.running.scratch import scratch_beside
from pipeline.storage.catalog import Catalog, Known
from pipeline.storage.catalog_sync import bring_in, catalog_of
from pipeline.storage.commits import DATASETS, last_commit
from pipeline.storage.folders import Folder, LocalFolder, RemoteFolder
from pipeline.storage.journal import Journal
from pipeline.storage.outcome import FORGOTTEN, Outcome, failed
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings, unit_hash

RECORD = "state/forgotten.jsonl"
_DOWNLOADS = "state/downloads"
_PREVIOUS = "state/previous"


class RecordDamaged(ValueError):
    """The record of what was taken out cannot be read: a run would read it all again."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A document that was taken out."""

    doc_id: str
    reason: str
    since: str
    """Date and time in UTC, ISO 8601."""

    def outcome(self) -> Outcome:
        """What its receipts say from now on."""
        return failed(self.doc_id, FORGOTTEN, f"taken out on {self.since[:10]}: {self.reason}")


def read_forgotten(folder: Folder) -> dict[str, Forgotten]:
    """The record of an output folder, by document. Raises `RecordDamaged`."""
    try:
        lines = folder.read(RECORD).decode().splitlines()
    except FileNotFoundError:
        return {}
    try:
        entries = [Forgotten(**json.loads(line)) for line in lines]
    except (ValueError, TypeError) as error:
        raise RecordDamaged(
            f"{folder.url}/{RECORD} is damaged ({error}); restore it from a backup"
        ) from error
    return {entry.doc_id: entry for entry in entries}


def forget(output: str | Path, sources: Mapping[str, Iterable[str]], reason: str) -> RunResult:
    """Takes documents out, each with a receipt for every source it was met at, and publishes without them.

    The record is written first: what dies on the way is finished by the next run. The generation
    before and what was fetched of them go, too. Raises `OutputLocked`, `OSError`, `RecordDamaged`.
    """
    store, executor = Store(output), LocalExecutor(0)
    with store.lock(), ExitStack() as stack:
        known = read_forgotten(store.folder)
        since = datetime.now(UTC).isoformat(timespec="seconds")
        new = {doc: Forgotten(doc, reason, since) for doc in sorted(sources) if doc not in known}
        _write(store.folder, [*known.values(), *new.values()])
        settings = Settings(with_contacts=_has_contacts(store.folder))
        record = RunRecord.begin(unit_hash(settings), settings, executor)
        catalog = stack.enter_context(catalog_of(store))
        complete_publication(store, catalog)
        died = bool(store.folder.names("state/journal"))
        dead = DeadRuns.below(store.folder)
        bring_in(store, catalog, record.unit, is_dirty=died)
        dead.tell(catalog)
        taken_out = remind(store, catalog, record.unit)
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
        result = finish(ledger, documents, dead, same, executor)
        purge(store.folder, taken_out | set(sources))
        return result


def remind(store: Store, catalog: Catalog, unit: str) -> set[str]:
    """Has catalogue and store know the documents that were taken out as a run of this unit is to find them.

    Gives those of which something was left: when it is published without them, `purge` them. The caller holds
    the lock. Raises `RecordDamaged`.
    """
    left = set()
    for doc_id, entry in read_forgotten(store.folder).items():
        catalog.forget_places(doc_id)
        known = catalog.document(doc_id)
        is_out = known is not None and not known.is_bundle and known.outcome.error_kind == FORGOTTEN
        if not is_out:
            left.add(doc_id)
        if known is None or not is_out or known.unit != unit:
            store.stage_failure(unit, entry.outcome())
            catalog.put_document(Known(doc_id, unit, False, None, None, entry.outcome()))
    if left:
        commit = last_commit(store.folder)
        index = INDEX if commit is None else commit.search
        store.folder.remove(index or INDEX)  # it keeps words of what was deleted: it is made anew
    return left


def purge(folder: Folder, doc_ids: Collection[str]) -> None:
    """What else holds documents that were taken out: the generation before, and files that were fetched."""
    if not doc_ids:
        return
    starts = {doc_id[:16] for doc_id in doc_ids}
    for name in folder.names(_DOWNLOADS):
        if name.rpartition("-")[2] in starts:
            folder.remove(name)
    if isinstance(folder, LocalFolder):
        shutil.rmtree(folder.root / _PREVIOUS, ignore_errors=True)
    elif isinstance(folder, RemoteFolder):
        clear_before(folder)


def _write(folder: Folder, entries: Iterable[Forgotten]) -> None:
    lines = (json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in entries)
    folder.put_bytes(RECORD, "".join(lines).encode())


def _has_contacts(folder: Folder) -> bool:
    return any(name.startswith(f"{DATASETS}/project_contacts/") for name in folder.names(DATASETS))
