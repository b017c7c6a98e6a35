"""Writes the datasets from the staged bundles, shard by shard, as one generation (`generation`).

What is written depends on the staged bundles and the receipts alone, so any order of runs over the same
documents ends in the same bytes. Provinces in which nothing changed are taken over as they are; in the others
files whose documents are the same as last time are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import patterns
from pipeline.datasets.arrow import to_table
from pipeline.datasets.datapackage import File, datapackage
from pipeline.datasets.ids import short_id
from pipeline.datasets.schema import Dataset, datasets, schema_version
from pipeline.datasets.views import views_sql
from pipeline.publishing.arrangement import ARRANGED
from pipeline.publishing.file_ledger import Ledger, Part
from pipeline.publishing.generation import DATASETS, Generation, next_generation
from pipeline.publishing.index import Index
from pipeline.publishing.manifest import MANIFESTS, PACKAGE, Entry, Manifest, mark_of, read_manifest
from pipeline.publishing.partition_files import Edition, publish_partition
from pipeline.publishing.reference import code_rows, division_rows
from pipeline.publishing.run_files import append, sources_of_all_runs
from pipeline.publishing.search_index import hit_columns, update_index
from pipeline.publishing.shards import Shard, hive_folder, partitions
from pipeline.rows.assembly import AT_PUBLISH
from pipeline.storage.folders import Folder, LocalFolder
from pipeline.storage.store import Store
from pipeline.version import VERSION

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
_COMPARED = "revisions"
"""The one dataset made at publishing that has a file in each shard."""
_REFERENCE = "reference"
_EMPTY = "empty"
_ALL = Shard("", ()).file_start
"""How the names of files begin that do not depend on shards."""


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
    version = short_id(VERSION, schema_version(), patterns.version(), unit, with_contacts)
    staged = store.staged(unit)
    generation = next_generation(store.folder)
    before = read_manifest(store.folder, generation)
    index, ledger = Index(store), Ledger(generation, before, version)
    sources = sources_of_all_runs(index, generation, before.runs, receipts)
    published = tuple(_staged_datasets(with_contacts))
    edition = Edition(store, index, ledger, sources, sources.superseded(), published, version)

    changed = [
        hit_columns(document)
        for partition in partitions(staged)
        for document in publish_partition(edition, partition)
    ]
    _write_reference(ledger)
    _write_empty(ledger, edition.staged)
    of_runs = {
        "receipts": append(generation, before.runs, "receipts", receipts),
        "runs": append(generation, before.runs, "runs", to_table("runs", runs)),
    }
    _finish(store.folder, generation, ledger, of_runs)

    index.keep_sources(sources, mark_of(of_runs["receipts"]))
    index.forget_unused()
    if isinstance(store.folder, LocalFolder):  # last: it is no part of the datasets
        update_index(store, staged, changed)
    counts = ledger.rows() | {name: sum(e.rows for e in entries) for name, entries in of_runs.items()}
    rows = {name: counts[name] for name in datasets() if name in counts}
    return Published(rows, ledger.written, ledger.kept)


def _staged_datasets(with_contacts: bool) -> Iterator[Dataset]:
    """The datasets that are the rows of the bundles, and what documents say of each other."""
    for dataset in datasets().values():
        if dataset.name in ARRANGED or (dataset.name in AT_PUBLISH and dataset.name != _COMPARED):
            continue
        if not dataset.on_request or with_contacts:
            yield dataset


def _write_reference(ledger: Ledger) -> None:
    """Code lists and divisions, as the pattern files have them."""

    def table(name: str, rows: Callable[[], list[Row]]) -> Iterator[pa.Table]:
        yield to_table(name, rows())

    ledger.begin(_REFERENCE, _REFERENCE)
    for name, rows in (("codes", code_rows), ("divisions", division_rows)):
        mark = short_id(name, VERSION, schema_version(), patterns.version())
        ledger.write(_REFERENCE, Part(datasets()[name], _ALL, mark), table(name, rows))


def _write_empty(ledger: Ledger, staged: Iterable[Dataset]) -> None:
    """A typed file for every dataset without rows."""
    counts = ledger.rows()
    ledger.begin(_EMPTY, _EMPTY)
    for dataset in (*staged, *(datasets()[name] for name in ARRANGED)):
        if not counts.get(dataset.name):
            start = f"{hive_folder(None, None)}/{_ALL}" if dataset.partition else _ALL
            empty = [dataset.schema.empty_table()]
            ledger.write(_EMPTY, Part(dataset, start, _EMPTY), empty, even_if_empty=True)


def _finish(
    folder: Folder, generation: Generation, ledger: Ledger, of_runs: Mapping[str, Sequence[Entry]]
) -> None:
    """The package that describes the files, the manifest, and then the generation at once."""
    run_entries = tuple(chain.from_iterable(of_runs.values()))
    files: dict[str, list[File]] = defaultdict(list)
    for entry in sorted((*ledger.entries, *run_entries), key=lambda e: e.path):
        files[entry.dataset].append(File(entry.path, entry.size, entry.sha256, entry.rows))
    package = datapackage(dict(sorted(files.items()))).encode()
    name = Manifest(ledger.groups, run_entries).write(folder, package)
    generation.finish(PACKAGE, package)
    folder.put_bytes("views.sql", views_sql(DATASETS, ledger.rows()).encode())
    for path in folder.names(MANIFESTS):
        if path != name:
            folder.remove(path)
