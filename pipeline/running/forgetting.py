"""Documents that are taken out for good: publications that were withdrawn, personal data.

What is remembered is the hash of the bytes, why, and when: enough that no later run reads them again, under
whatever name and with whatever version. The next publishing has no row of them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.publishing.generation import DATASETS
from pipeline.publishing.index import Index
from pipeline.publishing.search_index import INDEX
from pipeline.running.executors import LocalExecutor
from pipeline.running.finishing import DeadRuns, finish
from pipeline.running.known_documents import KnownDocuments
from pipeline.running.limits import Limits
from pipeline.running.options import RunOptions
from pipeline.running.receipts import RunResult
from pipeline.running.run_ledger import Ledger
from pipeline.running.run_record import RunRecord
from pipeline.storage.folders import Folder, LocalFolder
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

    The record is written first: what dies on the way is finished by the next run. On a disk the generation
    before and what was fetched of them go, too. Raises `OutputLocked`, `OSError`, `RecordDamaged`.
    """
    store = Store(output)
    with store.lock():
        known = read_forgotten(store.folder)
        since = datetime.now(UTC).isoformat(timespec="seconds")
        new = {doc: Forgotten(doc, reason, since) for doc in sorted(sources) if doc not in known}
        _write(store.folder, [*known.values(), *new.values()])
        settings = Settings(with_contacts=_has_contacts(store.folder))
        options = RunOptions(settings, Limits())
        record = RunRecord.begin(unit_hash(settings), settings, LocalExecutor(0))
        dead = DeadRuns.below(store.folder)
        ledger = Ledger(record, Journal(store.folder, record.row()), len(sources))
        for doc_id, uris in sorted(sources.items()):
            outcome = (new.get(doc_id) or known[doc_id]).outcome()
            store.stage_failure(record.unit, outcome)
            for uri in sorted(set(uris)) or [doc_id]:
                ledger.enter(uri, outcome)
        store.folder.remove(INDEX)  # a full-text index keeps words of what was deleted: it is made anew
        documents = KnownDocuments(store, record.unit, options, Index(store).versions())
        result = finish(ledger, documents, dead)
        _purge(store.folder, frozenset(sources))
    return result


def remind(store: Store, unit: str) -> None:
    """Has a run of this unit know the documents that were taken out. The caller holds the lock."""
    for entry in read_forgotten(store.folder).values():
        known = store.find_now(entry.doc_id, unit)
        if known is None or known.error_kind != FORGOTTEN:
            store.stage_failure(unit, entry.outcome())


def remember_forgotten(output: str | Path, settings: Settings) -> None:
    """As `remind`, before a run of these settings; without a record nothing is locked."""
    store = Store(output)
    if store.folder.has(RECORD):
        with store.lock():
            remind(store, unit_hash(settings))


def _write(folder: Folder, entries: Iterable[Forgotten]) -> None:
    lines = (json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in entries)
    folder.put_bytes(RECORD, "".join(lines).encode())


def _has_contacts(folder: Folder) -> bool:
    return any(name.startswith(f"{DATASETS}/project_contacts/") for name in folder.names(DATASETS))


def _purge(folder: Folder, doc_ids: frozenset[str]) -> None:
    """What else holds them: the generation before, and files that were fetched from addresses."""
    starts = {doc_id[:16] for doc_id in doc_ids}
    for name in folder.names(_DOWNLOADS):
        if name.rpartition("-")[2] in starts:
            folder.remove(name)
    if isinstance(folder, LocalFolder):
        shutil.rmtree(folder.root / _PREVIOUS, ignore_errors=True)
