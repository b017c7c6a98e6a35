"""The record of documents that were taken out for good: publications that were withdrawn, personal data.

What is remembered is the hash of the bytes, why, and when: enough that no later run reads them again, under
whatever name and with whatever version.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from pipeline.publishing.remote_generation import clear_before
from pipeline.publishing.search_index import INDEX
from pipeline.storage.catalog import Catalog, Known
from pipeline.storage.commits import last_commit
from pipeline.storage.folders import Folder, LocalFolder, RemoteFolder
from pipeline.storage.kept_sources import KeptSources
from pipeline.storage.outcome import FORGOTTEN, Outcome, failed
from pipeline.storage.store import Store

RECORD = "state/forgotten.jsonl"
_DOWNLOADS = "state/downloads"
PICTURES = "state/explorer/pictures"
"""Pages that the explorer has drawn, a folder for each document."""
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


def write_forgotten(folder: Folder, entries: Iterable[Forgotten]) -> None:
    """Replaces the record. Raises `OSError`."""
    lines = (json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in entries)
    folder.put_bytes(RECORD, "".join(lines).encode())


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
    """What else holds documents that were taken out: the generation before, files that were fetched or
    kept, pages that were drawn.
    """
    if not doc_ids:
        return
    KeptSources(folder).remove(doc_ids)
    starts = {doc_id[:16] for doc_id in doc_ids}
    for name in folder.names(_DOWNLOADS):
        if name.rpartition("-")[2] in starts:
            folder.remove(name)
    if isinstance(folder, LocalFolder):
        for doc_id in doc_ids:
            shutil.rmtree(folder.root / PICTURES / doc_id[:2] / doc_id, ignore_errors=True)
        shutil.rmtree(folder.root / _PREVIOUS, ignore_errors=True)
    elif isinstance(folder, RemoteFolder):
        clear_before(folder)
