"""The catalogue of an output folder and the folder itself: opened, brought up to date, kept.

On a disk the catalogue is a file of the folder. On an object store the last commit names it: a run works on a
copy, and who publishes puts another beside it and names that. A catalogue that is new is made from the names
and outcomes of what is staged and from the published receipts. Otherwise only the folders of bundles that
changed since the last run ended are listed; an object store, which says nothing of that, is listed after a
run that died.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.datasets.parquet import read_parquet
from pipeline.storage.catalog import Catalog, Known, opened
from pipeline.storage.commits import last_commit, published_names
from pipeline.storage.folders import Folder, LocalFolder
from pipeline.storage.store import BUNDLES, Store

CATALOG = "state/catalog.sqlite"
FOLLOWS = "follows"
"""Word of the catalogue: the number of the commit that it was taken from, 0 for none."""
_FOLDERS = "folders"
_ADDRESS = ("source_url", "source_date")
"""Columns of receipts; an earlier version wrote none."""
_PARTS = tuple(f"{number:02x}" for number in range(256))


@contextmanager
def catalog_of(store: Store) -> Iterator[Catalog]:
    """The catalogue of a store, open. The caller holds the store's lock. Raises `OSError`."""
    if isinstance(store.folder, LocalFolder):
        with opened(store.folder.root / CATALOG) as catalog:
            yield catalog
        return
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch:
        path = Path(scratch) / "catalog.sqlite"
        commit = last_commit(store.folder)
        if commit is not None:
            with suppress(FileNotFoundError):
                store.folder.fetch(commit.catalogue, path)
        with opened(path) as catalog:
            catalog.set_meta(FOLLOWS, str(commit.number if commit is not None else 0))
            yield catalog


def forget(store: Store) -> None:
    """Removes the catalogue: it is made again from what is there. The caller holds the store's lock."""
    commit = last_commit(store.folder)
    if commit is not None:
        store.folder.remove(commit.catalogue)
    for end in ("", "-wal", "-shm", "-journal"):
        store.folder.remove(f"{CATALOG}{end}")


def bring_in(store: Store, catalog: Catalog, unit: str, *, is_dirty: bool) -> None:
    """Tells the catalogue what is staged and it does not know, and what it knows and is gone.

    `is_dirty` says that a run died; on a disk the folders show by themselves what changed.
    """
    if catalog.is_new:
        _bring_in_receipts(store.folder, catalog)
    marks = _marks(store.folder)
    before = {} if catalog.is_new else json.loads(catalog.meta(_FOLDERS) or "{}")
    if marks is None:
        changed = _PARTS if is_dirty or catalog.is_new or catalog.is_dirty else ()
    else:
        changed = tuple(part for part in _PARTS if marks.get(part) != before.get(part))
    for part in changed:
        _bring_in_part(store, catalog, unit, part)
    catalog.commit()


def note_folders(store: Store, catalog: Catalog) -> None:
    """All that is staged is known: the folders of bundles are not listed again before they change."""
    marks = _marks(store.folder)
    if marks is not None:
        catalog.set_meta(_FOLDERS, json.dumps(marks))


def _marks(folder: Folder) -> dict[str, int] | None:
    """When each folder of bundles changed last, by its name; null where a store does not say."""
    if not isinstance(folder, LocalFolder):
        return None
    marks = {}
    for part in _PARTS:
        with suppress(OSError):
            marks[part] = (folder.root / BUNDLES / part).stat().st_mtime_ns
    return marks


def _bring_in_part(store: Store, catalog: Catalog, unit: str, part: str) -> None:
    rows = catalog.db.execute(
        "select doc_id, unit, is_bundle, year, province from documents where doc_id between ? and ?",
        (part, f"{part}g"),  # g: behind every hex
    )
    before = {row[0]: (row[1], bool(row[2]), row[3], row[4]) for row in rows}
    staged: set[str] = set()

    def is_known(known: Known) -> bool:
        staged.add(known.doc_id)
        return before.get(known.doc_id) == (known.unit, known.is_bundle, known.year, known.province)

    for doc_id, known in store.known_below(part, unit, is_known):
        if known is None:
            staged.discard(doc_id)
        else:
            catalog.put_document(known)
    for doc_id in before.keys() - staged:
        if before[doc_id][0]:
            catalog.forget(doc_id)


def _bring_in_receipts(folder: Folder, catalog: Catalog) -> None:
    """Where documents were met and are published, by the published receipts: those of later runs come
    later.
    """
    for name in published_names(folder, "receipts"):
        table = read_parquet(folder.read(name), ["doc_id", "source_uri", *_ADDRESS])
        pairs = zip(table["source_uri"].to_pylist(), table["doc_id"].to_pylist(), strict=True)
        met = [pair for pair in pairs if pair[1] is not None]
        catalog.db.executemany("insert or ignore into met (uri, doc_id) values (?, ?)", met)
        catalog.db.executemany("insert or replace into sources values (?, ?, null)", met)
        if all(column in table.column_names for column in _ADDRESS):
            days = ("" if day is None else day.isoformat() for day in table["source_date"].to_pylist())
            said = zip(
                table["source_url"].to_pylist(),
                (day or None for day in days),
                table["doc_id"].to_pylist(),
                table["source_uri"].to_pylist(),
                strict=True,
            )
            catalog.db.executemany("update met set url = ?, day = ? where doc_id = ? and uri = ?", said)
