"""Brings the datasets from what is published to what is staged: what changed, and what that changes of
others.

What is published depends on the staged documents and on where they were met alone, so any order of runs over
the same documents ends in the same bytes. The catalogue says which documents are touched and what is
published; `changes` finds what is to be otherwise, `share_files` and `body_files` write it into the next
generation, and catalogue and generation take effect together: the catalogue is kept when the generation is
safe on disk, and a generation whose catalogue was kept is published, by this run or by the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import patterns
from pipeline.datasets.arrow import to_table
from pipeline.datasets.datapackage import File, datapackage
from pipeline.datasets.ids import short_id
from pipeline.datasets.parquet import read_parquet, write_parts
from pipeline.datasets.schema import Dataset, datasets, schema_version
from pipeline.datasets.views import views_sql
from pipeline.datasets.views_file import views_file
from pipeline.publishing.arrangement import ARRANGED
from pipeline.publishing.body_files import body_tables
from pipeline.publishing.changes import Changes, Finder
from pipeline.publishing.damage import DamagedFile, DamagedStaged, read_published
from pipeline.publishing.file_list import Entry, FileList
from pipeline.publishing.neighbourhoods import Spread
from pipeline.publishing.next_generation import next_generation, take_along
from pipeline.publishing.reference import code_rows, division_rows
from pipeline.publishing.remote_generation import RemoteGeneration
from pipeline.publishing.run_files import PER_RUN, RUNS, append
from pipeline.publishing.search_index import INDEX, Index, Marks, hit_columns
from pipeline.publishing.share_files import ShareWriter, regions
from pipeline.publishing.shares import Layout, Share, Space, folder_of
from pipeline.publishing.spool import Spool
from pipeline.publishing.written import Written
from pipeline.rows.assembly import AT_PUBLISH
from pipeline.storage.catalog import Catalog
from pipeline.storage.commits import DATASETS
from pipeline.storage.folders import LocalFolder
from pipeline.storage.store import Bundle, Store
from pipeline.version import VERSION

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
_COMPARED = "revisions"
"""The one dataset made at publishing that has a file in each share."""
_REFERENCE, _EMPTY = "reference", "empty"
"""In place of a share of documents, in the catalogue."""
_DAMAGED = "state/damaged"
_GENERATION, _VERSION_KEY = "generation", "published_version"
_ATTEMPTS = 5
"""How often publishing begins anew because a published file turned out to be damaged."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: rows of each dataset, and files that were written or taken over."""

    rows: dict[str, int]
    written: int
    kept: int
    mended: tuple[str, ...] = ()
    """Published files that were missing or damaged, and are made anew."""


def publish(
    store: Store,
    catalog: Catalog,
    unit: str,
    *,
    receipts: Iterable[pa.Table],
    runs: Sequence[Row],
    with_contacts: bool = False,
    threads: int = 2,
    spread: Spread | None = None,
) -> Published:
    """Brings `OUTPUT/datasets` up to date, and keeps the catalogue. `receipts` and `runs` are the rows that
    this run adds to those datasets. Files are written by so many `threads`; `spread` is asked to help with
    many documents.

    Raises `OSError` where something cannot be written; what was published before then stays as it was.
    """
    publication = _Publication(
        store, catalog, unit, with_contacts=with_contacts, threads=threads, spread=spread
    )
    return publication.make(receipts, runs)


def complete_publication(store: Store, catalog: Catalog) -> bool:
    """Whether the generation that the catalogue knows is published, at the latest now.

    A run may have died when all was written and nothing shown: to be asked before anyone looks at what is
    published.
    """
    known = catalog.meta(_GENERATION)
    return known is not None and next_generation(store.folder, catalog).complete(known)


class _Publication:
    """One publication of an output folder."""

    def __init__(
        self,
        store: Store,
        catalog: Catalog,
        unit: str,
        *,
        with_contacts: bool,
        threads: int,
        spread: Spread | None,
    ) -> None:
        self.store = store
        self.spread = spread
        self.catalog = catalog
        self.threads = threads
        self.layout = Layout(catalog)
        self.files = FileList(catalog)
        self.generation = next_generation(store.folder, catalog)
        self.staged = tuple(_staged_datasets(with_contacts))
        self.version = short_id(
            VERSION, schema_version(), patterns.version(), unit, with_contacts, self.layout.is_whole
        )
        self.mended: list[str] = []
        self._strays: list[str] = []

    def make(self, receipts: Iterable[pa.Table], runs: Sequence[Row]) -> Published:
        """Everything, in its order."""
        self._go_on_from_published()
        self.generation.begin()
        spool, changes = self._made_anew()
        self._write_reference()
        append(self.generation, self.files, "receipts", receipts)
        append(self.generation, self.files, "runs", [to_table("runs", list(runs))])
        self._write_empty()
        written, count = self.files.written, self.files.count()
        self.catalog.db.execute("update documents set is_touched = 0 where is_touched = 1")
        package = self._package()
        mark = self.generation.prepare(package)
        before = self.catalog.meta(_GENERATION)
        self.catalog.set_meta(_GENERATION, mark)
        self.catalog.set_meta(_VERSION_KEY, self.version)
        self.catalog.end()
        self.catalog.commit()
        described = [hit_columns(row) for row in spool.rows("documents")]
        index = Index(self.store, self.catalog, changes.documents, described, Marks(before, mark))
        if isinstance(self.generation, RemoteGeneration):
            take_along(self.generation, index, self.catalog)
        self.store.check_lock()
        self.generation.publish()
        rows = self.files.rows()
        self.store.folder.put_bytes("views.sql", self._views(_in_order(rows), package).encode())
        if isinstance(self.store.folder, LocalFolder):  # last: it is no part of the datasets
            index.update(self.store.folder.root / INDEX)
        spool.close()
        return Published(
            {name: rows[name] for name in _in_order(rows)}, written, count - written, tuple(self.mended)
        )

    def _views(self, names: list[str], package: bytes) -> str:
        """The views; over files by name on an object store, where those of other generations stand, too."""
        if isinstance(self.store.folder, LocalFolder):
            return views_file(self.store.folder.root.absolute(), package, names)
        files: dict[str, list[str]] = defaultdict(list)
        for entry in self.files.all():
            files[entry.dataset].append(entry.path)
        return views_sql(f"{self.store.folder.url}/{DATASETS}", names, files)

    def _go_on_from_published(self) -> None:
        """The catalogue and the published generation speak of the same, or all is published anew."""
        if not complete_publication(self.store, self.catalog):
            self._forget_files(but=())
            self._adopt_run_files()
        elif self.catalog.meta(_VERSION_KEY) != self.version:
            self._forget_files(but=PER_RUN)
        self._mend_missing()

    def _forget_files(self, but: Sequence[str]) -> None:
        """Nothing counts as published but the files of these datasets."""
        self.files.forget_all(but)
        self.catalog.db.execute("delete from published")
        self.catalog.db.execute("delete from shares")
        self.catalog.db.execute("update documents set is_touched = 1 where is_bundle = 1")
        self.catalog.db.execute("delete from links")

    def _adopt_run_files(self) -> None:
        """What is published of runs is in no bundle: whatever is there is gone on from."""
        there = self.generation.sizes()
        for name in PER_RUN:
            own = sorted((path for path in there if path.startswith(f"{name}/")), key=lambda p: (len(p), p))
            found = []
            for path in own:
                content = self.generation.read(path)
                try:
                    rows = read_parquet(content, ["run_id"]).num_rows
                except (OSError, ValueError):  # it holds what no bundle does: kept aside for who can read it
                    self.store.folder.put_bytes(f"{_DAMAGED}/{path}", content)
                    self.mended.append(path)
                    continue
                found.append(Entry(path, len(content), "", rows))
            self.files.replace(RUNS, name, found)
        self.files.written = 0

    def _mend_missing(self) -> None:
        """Published files that are not there, or not in the size that was written, are made anew; what nobody
        knows goes."""
        there = self.generation.sizes()
        known = self.files.sizes()
        self._strays = sorted(there.keys() - known.keys() - {"datapackage.json"})
        for path, (size, share) in known.items():
            if path not in there or there[path] not in (size, -1):
                self._forget_share(path, share)

    def _forget_share(self, path: str, share: str) -> None:
        """The documents of the share that a file is of are published anew, in every dataset."""
        self.mended.append(path)
        db = self.catalog.db
        db.execute("delete from files where path = ?", (path,))
        if share in (RUNS, _REFERENCE, _EMPTY):
            return
        found = Share.named(share)
        if found.space.kind == "bodies":
            space = Space("all") if self.layout.is_whole else Space("province", None, found.space.province)
            found = Share(space, "")
        for doc_id in self.layout.documents(found):
            db.execute("delete from published where doc_id = ?", (doc_id,))
            self.catalog.touch([doc_id])

    def _made_anew(self) -> tuple[Spool, Changes]:
        """Writes the shares in which something changed; begins anew where something is found damaged."""
        for _ in range(_ATTEMPTS):
            self.catalog.db.execute("savepoint attempt")
            spool, written = Spool(self.catalog), self.files.written
            try:
                finder = Finder(self.store, self.catalog, self.layout, spool, self.spread)
                changes = finder.find(self.catalog.touched())
                self._write_shares(spool, changes)
                self._write_bodies(changes)
                self.catalog.db.execute("release attempt")
                return spool, changes
            except (DamagedFile, DamagedStaged) as damaged:
                self.catalog.db.execute("rollback to attempt")
                self.catalog.db.execute("release attempt")
                self.files.written = written
                self._forget_damaged(damaged)
        raise OSError(f"too much is damaged here ({', '.join(self.mended)}): the disk may be failing")

    def _forget_damaged(self, damaged: DamagedFile | DamagedStaged) -> None:
        if isinstance(damaged, DamagedFile):
            self._forget_share(damaged.path, self.files.sizes()[damaged.path][1])
            return
        self.mended.append(damaged.bundle.name)
        self.store.folder.remove(damaged.bundle.name)
        self.catalog.db.execute(
            "update documents set is_bundle = 0, unit = '', is_touched = 1 where doc_id = ?",
            (damaged.bundle.doc_id,),
        )
        self.layout = Layout(self.catalog)

    def _write_shares(self, spool: Spool, changes: Changes) -> None:
        before: dict[Space, list[Share]] = defaultdict(list)
        for (name,) in self.catalog.db.execute("select share from shares order by share"):
            share = Share.named(name)
            before[share.space].append(share)
        writer = ShareWriter(
            self.store, self.generation, self.files, spool, self.layout, threads=self.threads
        )
        writer.write(regions(spool, self.layout, before), self.staged, changes.documents.get, self._bundle)

    def _bundle(self, doc_id: str) -> Bundle:
        place = self.catalog.place(doc_id)
        assert place is not None
        return self.store.bundle(doc_id, *place)

    def _write_bodies(self, changes: Changes) -> None:
        def before(share: Share, name: str) -> list[pa.Table]:
            return [read_published(self.generation, entry) for entry in self.files.of(share.name, name)]

        for share, name, table in body_tables(changes, before, is_whole=self.layout.is_whole):
            self._put(share.name, datasets()[name], share.file_start, table)

    def _write_reference(self) -> None:
        """Code lists and divisions, as the pattern files have them."""
        if set(self.files.datasets(_REFERENCE)) == {"codes", "divisions"}:
            return
        for name, rows in (("codes", code_rows), ("divisions", division_rows)):
            self._put(_REFERENCE, datasets()[name], "part-", to_table(name, rows()))

    def _write_empty(self) -> None:
        """A typed file for every dataset without rows, and none for those that have some."""
        rows = self.files.rows()
        for dataset in (*self.staged, *(datasets()[name] for name in ARRANGED)):
            is_there = bool(self.files.of(_EMPTY, dataset.name))
            if rows.get(dataset.name):
                if is_there:
                    self._put(_EMPTY, dataset, "", None)
            elif not is_there:
                start = f"{folder_of(None, None)}/part-" if dataset.partition else "part-"
                self._put(_EMPTY, dataset, start, dataset.empty)

    def _put(self, share: str, dataset: Dataset, start: str, table: pa.Table | None) -> None:
        written: list[Written] = []

        def put(number: int, write: Callable[[Path], None]) -> None:
            path = f"{dataset.name}/{start}{number}.parquet"
            written.append(self.generation.put(path, write))

        counts = write_parts(table, dataset, put, even_if_empty=share == _EMPTY) if table is not None else []
        entries = [Entry(w.path, w.size, w.sha256, rows) for w, rows in zip(written, counts, strict=True)]
        for path in self.files.replace(share, dataset.name, entries):
            self.generation.remove(path)

    def _package(self) -> bytes:
        """The package that describes the files; what it does not name goes."""
        for path in self._strays:
            if not self.files.has(path):
                self.generation.remove(path)
        found: dict[str, list[File]] = defaultdict(list)
        for entry in self.files.all():
            found[entry.dataset].append(File(entry.path, entry.size, entry.sha256, entry.rows))
        return datapackage(dict(sorted(found.items()))).encode()


def _staged_datasets(with_contacts: bool) -> Iterator[Dataset]:
    """The datasets that are the rows of the bundles, and what documents say of each other."""
    for dataset in datasets().values():
        if dataset.name in ARRANGED and dataset.name != "documents":
            continue
        if dataset.name in AT_PUBLISH and dataset.name != _COMPARED:
            continue
        if not dataset.on_request or with_contacts:
            yield dataset


def _in_order(rows: Iterable[str]) -> list[str]:
    """Names of datasets in the order of the data dictionary."""
    there = set(rows)
    return [name for name in datasets() if name in there]
