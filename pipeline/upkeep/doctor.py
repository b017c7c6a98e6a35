"""Whether an output folder keeps its promises, and how to mend it where it does not.

Every receipt has its rows, every row its receipt, every file is the one that was written. Nothing here
believes a manifest: bundles, datasets and the search index are read through.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.datasets.arrow import to_table
from pipeline.datasets.parquet import read_parquet
from pipeline.datasets.schema import datasets
from pipeline.publishing.generation import DATASETS
from pipeline.publishing.index import INDEX_FOLDER
from pipeline.publishing.manifest import MANIFESTS
from pipeline.publishing.publish import publish
from pipeline.publishing.search_index import INDEX, is_current
from pipeline.storage import journal
from pipeline.storage.bundles import OpenBundle
from pipeline.storage.folders import LocalFolder
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings, unit_hash

if TYPE_CHECKING:
    import pyarrow as pa

_PACKAGE = f"{DATASETS}/datapackage.json"
_AT_PUBLISH = ("entities", "codes", "divisions", "revisions", "receipts", "runs", "entity_relations")
_ACROSS = ("checks", "findings")
"""Datasets to which publishing adds rows that no single document gives."""
_READ = ("ok", "partial", "not_disclosure")


@dataclass(frozen=True, slots=True)
class Ailment:
    """Something that is not as it should be."""

    kind: str
    """unfinished, bundle, file, package, receipts, rows, keys, index."""
    what: str
    remedy: str
    name: str | None = None
    """The file that it is about, below the output folder."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What was looked at, and what was found."""

    bundles: int
    documents: int
    files: int
    rows: int
    receipts: int
    ailments: tuple[Ailment, ...]


_REPUBLISH = "published again from the staged documents"
_REREAD = "removed; the next run over its source reads it again"


def examine(store: Store) -> Examination:
    """Looks at everything below an output folder. The caller holds its lock."""
    return _Examiner(store).examine()


def mend(store: Store, found: Examination) -> Examination:
    """Mends what can be mended, and looks again. The caller holds the folder's lock."""
    for ailment in found.ailments:
        if ailment.kind in ("bundle", "index") and ailment.name is not None:
            store.folder.remove(ailment.name)
    for remembered in (MANIFESTS, INDEX_FOLDER):
        for name in store.folder.names(remembered):
            store.folder.remove(name)
    runs, receipts = journal.leftovers(store.folder)
    contacts = any(name.startswith(f"{DATASETS}/project_contacts/") for name in store.folder.names(DATASETS))
    unit = unit_hash(Settings(with_contacts=contacts))
    publish(store, unit, receipts=to_table("receipts", receipts), runs=runs, with_contacts=contacts)
    journal.remove(store.folder, [run["run_id"] for run in runs])
    return examine(store)


class _Examiner:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.folder = store.folder
        self.ailments: list[Ailment] = []
        self.staged: dict[str, Counter[str]] = {}
        """Rows of each staged document by dataset."""
        self.published: dict[str, Counter[str]] = defaultdict(Counter)
        """Rows of each published document by dataset."""
        self.files = self.rows = 0

    def examine(self) -> Examination:
        self._unfinished()
        bundles = list(self._bundles())
        if self.folder.names(DATASETS) or bundles:
            tables = self._files()
            receipts = self._receipts(tables.get("receipts"), tables.get("runs"))
            self._rows()
            if isinstance(self.folder, LocalFolder):
                self._index(self.folder)
        else:
            receipts = 0
            self._say(
                "package", "there are neither datasets nor staged documents here", "run `mingzhang run`"
            )
        return Examination(
            len(bundles), len(self.published), self.files, self.rows, receipts, tuple(self.ailments)
        )

    def _say(self, kind: str, what: str, remedy: str, name: str | None = None) -> None:
        self.ailments.append(Ailment(kind, what, remedy, name))

    def _unfinished(self) -> None:
        runs, receipts = journal.leftovers(self.folder)
        for run in runs:
            own = sum(r["run_id"] == run["run_id"] for r in receipts)
            began = f"{run['started_at']:%Y-%m-%d %H:%M}"
            what = f"the run {run['run_id']} of {began} was cut off after {own} inputs"
            self._say("unfinished", what, "its receipts are published; run it again to finish it")

    def _bundles(self) -> Iterator[str]:
        """Every staged document, read through."""
        for bundle in self.store.staged(unit_hash(Settings())):
            try:
                opened = OpenBundle(self.folder.read(bundle.name))
                whole = opened.is_whole
                rows = {name: opened.dataset(name) for name in datasets()} if whole else {}
            except (OSError, ValueError, KeyError) as error:
                self._say("bundle", f"{bundle.name} cannot be read ({error})", _REREAD, bundle.name)
                continue
            if not whole:
                what = f"{bundle.name} is not what was written: its hash is another"
                self._say("bundle", what, _REREAD, bundle.name)
                continue
            ids = rows["documents"]["doc_id"].to_pylist()
            if ids != [bundle.doc_id]:
                what = f"{bundle.name} holds the rows of another document"
                self._say("bundle", what, _REREAD, bundle.name)
                continue
            self.staged[bundle.doc_id] = Counter({name: table.num_rows for name, table in rows.items()})
            yield bundle.name

    def _files(self) -> dict[str, pa.Table]:
        """Every published file against the package; gives receipts and runs."""
        try:
            resources = json.loads(self.folder.read(_PACKAGE))["resources"]
        except (OSError, ValueError, KeyError):
            what = "datasets/datapackage.json is missing or damaged: publishing was cut off"
            self._say("package", what, _REPUBLISH)
            resources = []
        told = {f"{DATASETS}/{f['path']}": f for r in resources for f in r.get("files", ())}
        named = {f"{DATASETS}/{path}" for r in resources for path in r["path"]}
        there = [name for name in self.folder.names(DATASETS) if name != _PACKAGE]
        for name in sorted(named - set(there)):
            self._say("file", f"{name} is missing", _REPUBLISH)
        found: dict[str, list[pa.Table]] = defaultdict(list)
        for name in there:
            if resources and name not in named:
                self._say("file", f"{name} belongs to no dataset", "removed when published again")
            self._file(name, told.get(name), found)
        import pyarrow as pa

        return {dataset: pa.concat_tables(some) for dataset, some in found.items()}

    def _file(self, name: str, told: dict[str, Any] | None, found: dict[str, list[pa.Table]]) -> None:
        self.files += 1
        content = self.folder.read(name)
        if told is not None and f"sha256:{hashlib.sha256(content).hexdigest()}" != told["hash"]:
            self._say("file", f"{name} is not what was written: its hash is another", _REPUBLISH)
        dataset = name.split("/")[1]
        if dataset not in datasets():
            return
        per_run = dataset in ("receipts", "runs")
        try:
            wanted = list(dict.fromkeys(("doc_id", *datasets()[dataset].key)))
            table = read_parquet(content, None if per_run else wanted)
        except (OSError, ValueError) as error:
            self._say("file", f"{name} cannot be read ({error})", _REPUBLISH)
            return
        self.rows += table.num_rows
        self._keys(name, dataset, table)
        if per_run:
            found[dataset].append(table)
        elif "doc_id" in table.column_names and dataset not in _AT_PUBLISH:
            for doc_id, count in Counter(table["doc_id"].to_pylist()).items():
                self.published[doc_id][dataset] += count

    def _keys(self, name: str, dataset: str, table: pa.Table) -> None:
        """A document's rows stand in one file, so that a key that is there twice is there twice in a file."""
        keys = [c for c in datasets()[dataset].key if c in table.column_names]
        unique = table.select(keys).group_by(keys, use_threads=False).aggregate([]).num_rows
        if unique != table.num_rows:
            self._say("keys", f"{name} has {table.num_rows - unique} rows twice", _REPUBLISH)

    def _receipts(self, receipts: pa.Table | None, runs: pa.Table | None) -> int:
        """Every receipt of a document that was read has its rows, every document its receipt."""
        if receipts is None or runs is None:
            self._say("receipts", "there are no receipts", "run again: its inputs get receipts then")
            return 0
        rows = receipts.select(["doc_id", "run_id", "source_uri", "status", "error_kind"]).to_pylist()
        known = set(runs["run_id"].to_pylist())
        for run_id in sorted({row["run_id"] for row in rows} - known):
            self._say("receipts", f"receipts name the run {run_id}, which is not among the runs", _REPUBLISH)
        latest: dict[str, dict[str, Any]] = {}
        for row in rows:
            if row["doc_id"] is not None:
                latest[row["doc_id"]] = row
        for doc_id, row in latest.items():
            read = row["status"] in _READ and row["error_kind"] is None
            if read and not self.published.get(doc_id, Counter())["documents"]:
                what = f"{row['source_uri']} has a receipt ({row['status']}) and no row in documents"
                remedy = _REPUBLISH if doc_id in self.staged else "run again over it"
                self._say("receipts", what, remedy)
        for doc_id in sorted(self.published.keys() - latest.keys()):
            what = f"document {doc_id} has rows and no receipt"
            self._say("receipts", what, "run again over its source: it gets a receipt then")
        return len(rows)

    def _rows(self) -> None:
        """As many rows of each document are published as are staged."""
        for doc_id in sorted(self.staged.keys() - self.published.keys()):
            self._say("rows", f"document {doc_id} is staged and not published", _REPUBLISH)
        for doc_id in sorted(self.published.keys() - self.staged.keys()):
            self._say("rows", f"document {doc_id} is published and not staged", "run again over its source")
        for doc_id in sorted(self.staged.keys() & self.published.keys()):
            staged, published = self.staged[doc_id], self.published[doc_id]
            for dataset in datasets():
                if dataset in _AT_PUBLISH or (dataset == "project_contacts" and not published[dataset]):
                    continue
                less, more = published[dataset] < staged[dataset], published[dataset] > staged[dataset]
                if less or (more and dataset not in _ACROSS):
                    what = f"document {doc_id}: {published[dataset]} rows of {dataset}, {staged[dataset]} "
                    "staged"
                    self._say("rows", what, _REPUBLISH)

    def _index(self, folder: LocalFolder) -> None:
        path = folder.root / INDEX
        if not path.exists():
            return
        try:
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
                whole = connection.execute("pragma quick_check").fetchone() == ("ok",)
                whole = whole and is_current(connection)
                ids = {ident for (ident,) in connection.execute("select doc_id from documents")}
        except sqlite3.DatabaseError:
            whole, ids = False, set()
        if not whole or ids != set(self.staged):
            self._say("index", f"{INDEX} is damaged or not of these documents", "made again", INDEX)
