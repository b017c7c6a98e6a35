"""Who recognised the scanned documents of an output folder, and which documents wait for a reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.running.recogniser import Recogniser
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import NOBODY
from pipeline.upkeep.published_files import PublishedFiles


@dataclass(frozen=True, slots=True)
class Scans:
    """Documents that have pages to recognise."""

    here: int = 0
    """Recognised by who would do it here."""
    elsewhere: int = 0
    """Recognised by another; with a recogniser here the next run reads them again."""
    waiting: tuple[str, ...] = ()
    """Recognised by nobody: by their sources in sort order, where those are published, or their ids."""


def scans_of(store: Store, published: PublishedFiles | None, recogniser: Recogniser) -> Scans:
    """Those of a store, by the names of what is staged."""
    read_by = store.recognisers()
    waiting = [doc_id for doc_id, name in read_by.items() if name == NOBODY]
    here = sum(name == recogniser.id for name in read_by.values())
    sources = {} if published is None or not waiting else _sources(published, waiting)
    named = sorted(sources.get(doc_id, doc_id) for doc_id in waiting)
    return Scans(here, len(read_by) - here - len(waiting), tuple(named))


def waiting_for_the_extra(store: Store, published: PublishedFiles | None) -> tuple[str, ...]:
    """Documents of formats whose libraries were missing: by their sources in sort order, or their ids."""
    waiting = [doc_id for doc_id, (_, who) in store.formats().items() if who == NOBODY]
    sources = {} if published is None or not waiting else _sources(published, waiting)
    return tuple(sorted(sources.get(doc_id, doc_id) for doc_id in waiting))


def _sources(published: PublishedFiles, doc_ids: Iterable[str]) -> dict[str, str]:
    """One source of each of these documents, by the published receipts."""
    wanted = set(doc_ids)
    found: dict[str, str] = {}
    for table in published.receipts:
        pairs = zip(table["doc_id"].to_pylist(), table["source_uri"].to_pylist(), strict=True)
        for doc_id, uri in pairs:
            if doc_id in wanted:
                found[doc_id] = min(uri, found.get(doc_id, uri))
    return found
