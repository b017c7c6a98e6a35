"""Whether an output folder keeps its promises, and how to mend it where it does not.

Every receipt has its rows, every row its receipt, every file is the one that was written. Nothing here
believes a manifest: bundles, datasets and the search index are read through.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from pipeline.datasets.arrow import to_table
from pipeline.datasets.schema import datasets
from pipeline.publishing.publish import publish
from pipeline.publishing.search_index import INDEX, is_current
from pipeline.running.accounts import opened
from pipeline.running.recogniser import Recogniser
from pipeline.running.taken_out import purge, read_forgotten
from pipeline.storage import journal
from pipeline.storage.catalog_sync import note_folders
from pipeline.storage.commits import DATASETS
from pipeline.storage.folders import Folder, LocalFolder
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings, unit_hash
from pipeline.upkeep.ailments import REPUBLISH, Ailment
from pipeline.upkeep.published_files import AT_PUBLISH, PublishedFiles, read_published
from pipeline.upkeep.scans import Scans, scans_of, waiting_for_the_extra
from pipeline.upkeep.staged_documents import StagedDocuments, read_staged

_ACROSS = ("checks", "findings")
"""Datasets to which publishing adds rows that no single document gives."""
_READ = ("ok", "partial", "not_disclosure")


@dataclass(frozen=True, slots=True)
class Examination:
    """What was looked at, and what was found."""

    bundles: int
    documents: int
    files: int
    rows: int
    receipts: int
    ailments: tuple[Ailment, ...]
    scans: Scans = field(default_factory=Scans)
    waiting_for_the_extra: tuple[str, ...] = ()
    """Documents of formats that nobody here read: their sources."""


def examine(store: Store) -> Examination:
    """Looks at everything below an output folder. The caller holds its lock."""
    folder = store.folder
    unfinished = tuple(_unfinished(folder))
    staged = read_staged(store)
    if not folder.names(DATASETS) and not staged.rows:
        nothing = Ailment(
            "package", "there are neither datasets nor staged documents here", "run `mingzhang run`"
        )
        ailments = (*unfinished, *staged.ailments, nothing)
        scans = scans_of(store, None, Recogniser.of("auto"))
        return Examination(0, 0, 0, 0, 0, ailments, scans, waiting_for_the_extra(store, None))
    published = read_published(folder)
    return Examination(
        bundles=len(staged.rows),
        documents=len(published.documents),
        files=published.files,
        rows=published.rows,
        receipts=sum(table.num_rows for table in published.receipts) if published.runs else 0,
        ailments=(
            *unfinished,
            *staged.ailments,
            *published.ailments,
            *_receipts(staged, published),
            *_rows(staged, published),
            *_forgotten(folder, staged, published),
            *(_index(folder, staged) if isinstance(folder, LocalFolder) else ()),
        ),
        scans=scans_of(store, published, Recogniser.of("auto")),
        waiting_for_the_extra=waiting_for_the_extra(store, published),
    )


def mend(store: Store, examination: Examination) -> Examination:
    """Mends what can be mended, and looks again. The caller holds the folder's lock."""
    for ailment in examination.ailments:
        if ailment.kind in ("bundle", "index") and ailment.name is not None:
            store.folder.remove(ailment.name)
    contacts = any(name.startswith(f"{DATASETS}/project_contacts/") for name in store.folder.names(DATASETS))
    unit = unit_hash(Settings(with_contacts=contacts))
    with opened(store, unit, anew=True) as accounts:
        dead = accounts.dead
        note_folders(store, accounts.catalog)
        receipts = [to_table("receipts", dead.receipts)]
        publish(store, accounts.catalog, unit, receipts=receipts, runs=dead.runs, with_contacts=contacts)
    purge(store.folder, accounts.taken_out)
    journal.remove(store.folder, [run["run_id"] for run in dead.runs])
    return examine(store)


def _unfinished(folder: Folder) -> Iterator[Ailment]:
    """Runs that were cut off."""
    runs, receipts = journal.leftovers(folder)
    for run in runs:
        own = sum(r["run_id"] == run["run_id"] for r in receipts)
        began = f"{run['started_at']:%Y-%m-%d %H:%M}"
        what = f"the run {run['run_id']} of {began} was cut off after {own} inputs"
        yield Ailment("unfinished", what, "its receipts are published; run it again to finish it")


def _receipts(staged: StagedDocuments, published: PublishedFiles) -> Iterator[Ailment]:
    """Every receipt of a document that was read has its rows, every document its receipt."""
    if not published.receipts or not published.runs:
        yield Ailment("receipts", "there are no receipts", "run again: its inputs get receipts then")
        return
    columns = ["doc_id", "run_id", "source_uri", "status", "error_kind"]
    receipts = [row for table in published.receipts for row in table.select(columns).to_pylist()]
    known = {run_id for table in published.runs for run_id in table["run_id"].to_pylist()}
    for run_id in sorted({row["run_id"] for row in receipts} - known):
        what = f"receipts name the run {run_id}, which is not among the runs"
        yield Ailment("receipts", what, REPUBLISH)
    latest: dict[str, dict[str, Any]] = {row["doc_id"]: row for row in receipts if row["doc_id"] is not None}
    for doc_id, row in latest.items():
        is_read = row["status"] in _READ and row["error_kind"] is None
        if is_read and not published.documents.get(doc_id, Counter())["documents"]:
            what = f"{row['source_uri']} has a receipt ({row['status']}) and no row in documents"
            yield Ailment("receipts", what, REPUBLISH if doc_id in staged.rows else "run again over it")
    for doc_id in sorted(published.documents.keys() - latest.keys()):
        what = f"document {doc_id} has rows and no receipt"
        yield Ailment("receipts", what, "run again over its source: it gets a receipt then")


def _rows(staged: StagedDocuments, published: PublishedFiles) -> Iterator[Ailment]:
    """As many rows of each document are published as are staged."""
    for doc_id in sorted(staged.rows.keys() - published.documents.keys()):
        yield Ailment("rows", f"document {doc_id} is staged and not published", REPUBLISH)
    for doc_id in sorted(published.documents.keys() - staged.rows.keys()):
        yield Ailment("rows", f"document {doc_id} is published and not staged", "run again over its source")
    for doc_id in sorted(staged.rows.keys() & published.documents.keys()):
        is_staged, is_published = staged.rows[doc_id], published.documents[doc_id]
        for dataset in datasets():
            if dataset in AT_PUBLISH or (dataset == "project_contacts" and not is_published[dataset]):
                continue
            wanted, there = is_staged[dataset], is_published[dataset]
            if there < wanted or (there > wanted and dataset not in _ACROSS):
                what = f"document {doc_id}: {there} rows of {dataset}, {wanted} staged"
                yield Ailment("rows", what, REPUBLISH)


def _forgotten(folder: Folder, staged: StagedDocuments, published: PublishedFiles) -> Iterator[Ailment]:
    """Of a document that was taken out nothing is left."""
    for doc_id in sorted(read_forgotten(folder).keys() & (staged.rows.keys() | published.documents.keys())):
        yield Ailment("forgotten", f"document {doc_id} was taken out and has rows", "taken out again")


def _index(folder: LocalFolder, staged: StagedDocuments) -> Iterator[Ailment]:
    """The search index, where there is one, is whole and of the staged documents."""
    path = folder.root / INDEX
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            is_whole = connection.execute("pragma quick_check").fetchone() == ("ok",)
            is_whole = is_whole and is_current(connection)
            doc_ids = {doc_id for (doc_id,) in connection.execute("select doc_id from documents")}
    except sqlite3.DatabaseError:
        is_whole, doc_ids = False, set()
    if not is_whole or doc_ids != set(staged.rows):
        yield Ailment("index", f"{INDEX} is damaged or not of these documents", "made again", INDEX)
