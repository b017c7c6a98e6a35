"""Writes the datasets from the staged bundles, share by share, as one generation (`generation`).

What is written depends on the staged bundles and the receipts alone, so any order of runs over the same
documents ends in the same bytes. Provinces in which nothing changed are taken over as they are; in the others
files whose documents are the same as last time are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import patterns
from pipeline.datasets.arrow import conform, to_table
from pipeline.datasets.datapackage import File, datapackage
from pipeline.datasets.ids import short_id
from pipeline.datasets.parquet import ROWS_PER_GROUP, read_parquet, write_parts
from pipeline.datasets.schema import Dataset, datasets, schema_version
from pipeline.datasets.views import views_sql
from pipeline.publishing.across.comparison import Compared, compare
from pipeline.publishing.across.pairs import Pair, pairs
from pipeline.publishing.across.printed import FACT_COLUMNS, Printed, printed_facts
from pipeline.publishing.disclosures import arrange
from pipeline.publishing.entities import entity_rows
from pipeline.publishing.generation import DATASETS, Generation, next_generation
from pipeline.publishing.index import Index, Sources, contents_of
from pipeline.publishing.manifest import (
    MANIFESTS,
    PACKAGE,
    Entry,
    Manifest,
    ShelfFiles,
    mark_of,
    read_manifest,
)
from pipeline.publishing.reference import code_rows, division_rows
from pipeline.publishing.relations import reform_relations
from pipeline.publishing.search_index import OF_DOCUMENT, update_index
from pipeline.publishing.shards import Share, Shelf, shelves
from pipeline.rows.assembly import AT_PUBLISH
from pipeline.storage.bundles import Opened
from pipeline.storage.folders import LocalFolder
from pipeline.storage.store import Bundle, Store
from pipeline.version import VERSION

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
_HIVE_NULL = "__HIVE_DEFAULT_PARTITION__"
_ARRANGED = ("documents", "entities", "entity_relations")
"""Datasets whose rows depend on all documents of a shelf."""
_REVISIONS = "revisions"
_REFERENCE = "reference"
_EMPTY = "empty"
_PER_RUN = ("receipts", "runs")
_IN_MEMORY = 128_000_000
"""Bytes of bundles that are kept while a share is written; the others are read again."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: rows of each dataset, and files that were written or taken over."""

    rows: dict[str, int]
    written: int
    kept: int


def publish(
    store: Store,
    unit: str,
    *,
    receipts: pa.Table,
    runs: list[Row],
    with_contacts: bool = False,
) -> Published:
    """Brings `OUTPUT/datasets` up to date. `receipts` and `runs` are the rows that this run adds to those
    datasets.

    Raises `OSError` where something cannot be written; what was published before then stays as it was.
    """
    return _Publisher(store, unit, with_contacts).publish(receipts, runs)


class _Publisher:
    def __init__(self, store: Store, unit: str, with_contacts: bool) -> None:
        self.store = store
        self.unit = unit
        self.with_contacts = with_contacts
        self.version = short_id(VERSION, schema_version(), patterns.version(), unit, with_contacts)
        self.bundles = store.catalogue(unit)
        self.next: Generation = next_generation(store.folder)
        self.index = Index(store)
        self.old = read_manifest(self.store.folder, self.next)
        self.known = {e.path: e for shelf in self.old.shelves.values() for e in shelf.entries}
        self.new: dict[str, ShelfFiles] = {}
        self.changed: list[Row] = []
        """What search says of the documents of the shelves that are written anew."""
        self.superseded: frozenset[str] = frozenset()
        self.written = self.kept = 0

    def publish(self, receipts: pa.Table, runs: list[Row]) -> Published:
        sources = self._sources(receipts)
        self.superseded = sources.superseded()
        found = shelves(self.bundles)
        for shelf in found:
            self._shelf(shelf, sources)
        self._reference()
        self._empty()
        per_run = {
            "receipts": self._append("receipts", receipts),
            "runs": self._append("runs", to_table("runs", runs)),
        }
        counts = self._counts()
        self._finish(per_run, counts)
        self.index.keep_sources(sources, mark_of(per_run["receipts"]))
        self.index.forget_unused()
        if isinstance(self.store.folder, LocalFolder):  # last: it is no part of the datasets
            update_index(self.store, self.bundles, self.changed)
        counts |= {name: sum(e.rows for e in per_run[name]) for name in _PER_RUN}
        rows = {name: counts[name] for name in datasets() if name in counts}
        return Published(rows, self.written, self.kept)

    # --- shelves ---

    def _shelf(self, shelf: Shelf, sources: Sources) -> None:
        """All files of the documents of one shelf."""
        superseded = self.superseded
        uris = [(b.doc_id, sources.first.get(b.doc_id), b.doc_id in superseded) for b in shelf.bundles]
        mark = short_id("shelf", self.version, *(s.mark for s in shelf.shares), *chain.from_iterable(uris))
        known = self.old.shelves.get(shelf.name)
        if known is not None and known.mark == mark and all(map(self._is_there, known.entries)):
            for entry in known.entries:
                self._keep(shelf.name, mark, entry)
            for share in shelf.shares:
                self.index.used.add(f"share-{share.name or 'all'}")
            self.index.used.add(f"pairs-{shelf.name or 'all'}")
            return
        self.new[shelf.name] = ShelfFiles(mark)
        arranged = self._arranged(shelf, sources)
        across = self._across(shelf, arranged["documents"])
        for share in shelf.shares:
            read = _Reader(self.store)
            self._share(shelf, share, read, arranged, across)
        for name in ("entities", "entity_relations"):
            part = f"part-{shelf.name}-" if shelf.name else "part-"
            self._write(
                shelf.name, datasets()[name], part, _told(arranged[name]), [to_table(name, arranged[name])]
            )
        self._partitions(shelf, across)

    def _arranged(self, shelf: Shelf, sources: Sources) -> dict[str, list[Row]]:
        """documents, entities and entity_relations: what depends on all documents of the shelf together."""
        pieces = [self.index.share(share, self.version) for share in shelf.shares]
        rows, units, stated, contents = (
            [row for piece in pieces for row in piece[name].to_pylist()]
            for name in ("documents", "units_listed", "entity_relations", "contents")
        )
        arrange(rows, units, contents_of(contents), self.superseded)
        for row in rows:
            uri = sources.first.get(row["doc_id"])
            row["source_uri"] = uri
            row["file_name"] = uri.rsplit("/", 1)[-1] if uri else None
        self.changed += [{name: row[name] for name in ("doc_id", *OF_DOCUMENT)} for row in rows]
        entities = entity_rows(rows, stated)
        return {
            "documents": rows,
            "entities": entities,
            "entity_relations": [*stated, *reform_relations(entities, stated)],
        }

    def _across(self, shelf: Shelf, documents: list[Row]) -> Compared:
        """What the documents of the shelf say of each other; each pair is compared once."""
        by_id = {b.doc_id: b for b in shelf.bundles}

        @cache
        def facts(doc_id: str) -> list[Printed]:
            table = self.store.open(by_id[doc_id]).dataset("facts")
            return printed_facts(table.select(FACT_COLUMNS).to_pylist())

        def key(pair: Pair) -> str:
            both = (
                (by_id[row["doc_id"]].doc_id, by_id[row["doc_id"]].unit) for row in (pair.first, pair.second)
            )
            return short_id(self.version, pair.kind, *chain.from_iterable(both))

        known = self.index.compared(shelf.name)
        found: dict[str, Compared] = {}
        for pair in pairs(documents):
            ident = key(pair)
            found[ident] = known.get(ident) or compare(pair, facts)
        self.index.keep_compared(shelf.name, found, known)
        return Compared(
            *(
                tuple(chain.from_iterable(getattr(c, kind) for c in found.values()))
                for kind in Compared.__slots__
            )
        )

    def _share(
        self, shelf: Shelf, share: Share, read: _Reader, arranged: dict[str, list[Row]], across: Compared
    ) -> None:
        """The files of one share of every dataset that is not partitioned."""
        part = f"part-{share.name}-" if share.name else "part-"
        mine = {b.doc_id for b in share.bundles}
        documents = [row for row in arranged["documents"] if row["doc_id"] in mine]
        more = {
            name: [row for row in getattr(across, name) if row["doc_id"] in mine]
            for name in ("findings", "revisions")
        }
        told = (_told(documents), [to_table("documents", documents)])
        self._write(shelf.name, datasets()["documents"], part, *told)
        for dataset in self._plain():
            if not dataset.partition:
                extra = more.get(dataset.name, [])
                mark = short_id(share.mark, *(row[dataset.key[0]] for row in extra))
                self._write(shelf.name, dataset, part, mark, read.tables(dataset, share.bundles, extra))

    def _partitions(self, shelf: Shelf, across: Compared) -> None:
        """The files of every dataset that is partitioned by year and province."""
        places = {b.doc_id: (b.year, b.province, b.doc_id) for b in shelf.bundles}
        checks: dict[str, list[Row]] = defaultdict(list)
        for row in across.checks:
            checks[places[row["doc_id"]][2]].append(row)
        for (year, province), found in shelf.partitions.items():
            for share in found:
                read = _Reader(self.store)
                part = (
                    f"{_place(year, province)}/part-{share.name}-"
                    if share.name
                    else (f"{_place(year, province)}/part-")
                )
                more = [row for b in share.bundles for row in checks.get(b.doc_id, ())]
                for dataset in self._plain():
                    if dataset.partition:
                        extra = more if dataset.name == "checks" else []
                        mark = short_id(share.mark, *(row[dataset.key[0]] for row in extra))
                        tables = read.tables(dataset, share.bundles, extra)
                        self._write(shelf.name, dataset, part, mark, tables)

    def _plain(self) -> Iterator[Dataset]:
        """The datasets that are the rows of the bundles, and what documents say of each other."""
        for dataset in datasets().values():
            if dataset.name in _ARRANGED or (dataset.name in AT_PUBLISH and dataset.name != _REVISIONS):
                continue
            if not dataset.on_request or self.with_contacts:
                yield dataset

    # --- what does not depend on documents ---

    def _reference(self) -> None:
        """Code lists and divisions, as the pattern files have them."""
        self.new[_REFERENCE] = ShelfFiles(_REFERENCE)
        for name, rows in (("codes", code_rows), ("divisions", division_rows)):
            mark = short_id(name, VERSION, schema_version(), patterns.version())
            dataset = datasets()[name]
            if not self._kept(_REFERENCE, f"{name}/part-", mark):
                self._write(_REFERENCE, dataset, "part-", mark, [to_table(name, rows())])

    def _empty(self) -> None:
        """A typed file for every dataset without rows."""
        counts = self._counts()
        self.new[_EMPTY] = ShelfFiles(_EMPTY)
        for dataset in (*self._plain(), *(datasets()[name] for name in _ARRANGED)):
            if not counts.get(dataset.name):
                part = f"{_place(None, None)}/part-" if dataset.partition else "part-"
                tables = [dataset.schema.empty_table()]
                self._write(_EMPTY, dataset, part, _EMPTY, tables, even_if_empty=True)

    # --- receipts ---

    def _append(self, name: str, rows: pa.Table) -> list[Entry]:
        """Adds the rows of this run to those of the runs before: the last file grows until it is full."""
        import pyarrow as pa

        dataset = datasets()[name]
        known = {e.path: e for e in self.old.runs if e.dataset == name and e.mark == schema_version()}
        before = sorted(self.next.names(name), key=lambda p: (len(p), p))
        entries: list[Entry] = []
        open_rows: list[pa.Table] = []
        for path in before:
            entry = known.get(path)
            if entry is not None and entry.rows >= ROWS_PER_GROUP and self._is_there(entry):
                self.next.keep(path)
                entries.append(entry)
            else:
                open_rows.append(conform(read_parquet(self.next.read(path)), dataset.schema))
        table = pa.concat_tables([*open_rows, rows])
        for start in range(0, table.num_rows, ROWS_PER_GROUP) or (0,):
            path = f"{name}/part-{len(entries)}.parquet"
            piece = table.slice(start, ROWS_PER_GROUP)
            written = self.next.put(path, partial(_write_table, piece))
            entries.append(Entry(path, written.size, written.sha256, piece.num_rows, schema_version()))
        return entries

    def _sources(self, receipts: pa.Table) -> Sources:
        """Where every document was met, over the receipts of all runs."""

        before = [e for e in self.old.runs if e.dataset == "receipts"]
        paths = self.next.names("receipts")
        known = self.index.sources(mark_of(before)) if [e.path for e in before] == paths else None
        if known is None:
            known = Sources()
            for path in sorted(paths, key=lambda p: (len(p), p)):
                known.add(read_parquet(self.next.read(path), ["doc_id", "source_uri"]))
        known.add(receipts)
        return known

    # --- files ---

    def _kept(self, shelf: str, start: str, mark: str) -> bool:
        """Takes over the files of one dataset's part if they were made of the same; whether they were."""
        found: list[Entry] = []
        while (entry := self.known.get(f"{start}{len(found)}.parquet")) is not None:
            found.append(entry)
        if not found or any(e.mark != self._marked(mark) or not self._is_there(e) for e in found):
            return False
        for entry in found:
            self._keep(shelf, self.new[shelf].mark, entry)
        return True

    def _write(
        self,
        shelf: str,
        dataset: Dataset,
        part: str,
        mark: str,
        tables: Iterable[pa.Table],
        even_if_empty: bool = False,
    ) -> None:
        """Writes one part of a dataset, in files of bounded size, unless what is there was made of the same.

        A part without rows is not written unless asked for.
        """
        start = f"{dataset.name}/{part}"
        if self._kept(shelf, start, mark):
            return

        def put(number: int, write: Callable[[Path], None]) -> None:
            path = f"{start}{number}.parquet"
            written = self.next.put(path, write)
            self.new[shelf].entries.append(Entry(path, written.size, written.sha256, 0, self._marked(mark)))
            self.written += 1

        first = len(self.new[shelf].entries)
        counts = write_parts(tables, dataset, put, even_if_empty=even_if_empty)
        for entry, count in zip(self.new[shelf].entries[first:], counts, strict=True):
            entry.rows = count

    def _marked(self, mark: str) -> str:
        return short_id(self.version, mark)

    def _is_there(self, entry: Entry) -> bool:
        return self.next.has(entry.path, entry.size)

    def _keep(self, shelf: str, mark: str, entry: Entry) -> None:
        self.new.setdefault(shelf, ShelfFiles(mark)).entries.append(entry)
        self.next.keep(entry.path)
        self.kept += 1

    def _counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for shelf in self.new.values():
            for entry in shelf.entries:
                counts[entry.dataset] = counts.get(entry.dataset, 0) + entry.rows
        return counts

    # --- the end ---

    def _finish(self, per_run: dict[str, list[Entry]], counts: dict[str, int]) -> None:
        """The package that describes the files, the manifest, and then the generation at once."""
        entries = [e for shelf in self.new.values() for e in shelf.entries]
        files: dict[str, list[File]] = defaultdict(list)
        for entry in sorted((*entries, *chain.from_iterable(per_run.values())), key=lambda e: e.path):
            files[entry.dataset].append(File(entry.path, entry.size, entry.sha256, entry.rows))
        package = datapackage(dict(sorted(files.items()))).encode()
        manifest = Manifest(self.new, list(chain.from_iterable(per_run.values())))
        name = manifest.write(self.store.folder, package)
        self.next.finish(PACKAGE, package)
        self.store.folder.put_bytes("views.sql", views_sql(DATASETS, counts).encode())
        for path in self.store.folder.names(MANIFESTS):
            if path != name:
                self.store.folder.remove(path)


class _Reader:
    """The bundles of a share, read once where they fit into memory."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.held: dict[str, Opened] = {}
        self.size = 0

    def tables(self, dataset: Dataset, bundles: Sequence[Bundle], more: list[Row]) -> Iterator[pa.Table]:
        """The rows of a dataset, document by document, and then `more`."""
        for bundle in bundles:
            yield self._open(bundle).dataset(dataset.name)
        if more:
            yield to_table(dataset.name, more)

    def _open(self, bundle: Bundle) -> Opened:
        found = self.held.get(bundle.doc_id)
        if found is None:
            found = self.store.open(bundle)
            if self.size + len(found) <= _IN_MEMORY:
                self.held[bundle.doc_id] = found
                self.size += len(found)
        return found


def _write_table(table: pa.Table, draft: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(table, draft, compression="zstd", version="2.6", data_page_version="1.0")


def _told(rows: list[Row]) -> str:
    """Changes when a value of the rows does."""
    return short_id(*(repr(sorted(row.items())) for row in rows))


def _place(year: int | None, province: str | None) -> str:
    return f"fiscal_year={_HIVE_NULL if year is None else year}/province={province or _HIVE_NULL}"
