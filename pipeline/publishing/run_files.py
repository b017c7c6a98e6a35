"""The files that tell of runs, `receipts` and `runs`: every run adds its rows to those of the runs before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from pipeline.datasets.arrow import conform
from pipeline.datasets.parquet import ROWS_PER_GROUP, read_parquet, write_parquet
from pipeline.datasets.schema import dataset, schema_version
from pipeline.publishing.generation import Generation
from pipeline.publishing.index import Index
from pipeline.publishing.manifest import Entry, mark_of
from pipeline.publishing.sources import Sources

if TYPE_CHECKING:
    import pyarrow as pa


def append(generation: Generation, before: Iterable[Entry], name: str, rows: pa.Table) -> list[Entry]:
    """Adds rows to a dataset: its last file grows until it is full. Gives all its files.

    `before` are the files of the generation before that tell of runs.
    """
    import pyarrow as pa

    full = {
        e.path: e
        for e in before
        if e.dataset == name and e.mark == schema_version() and e.rows >= ROWS_PER_GROUP
    }
    entries: list[Entry] = []
    open_rows: list[pa.Table] = []
    for path in _by_number(generation.names(name)):
        entry = full.get(path)
        if entry is not None and generation.has(path, entry.size):
            generation.keep(path)
            entries.append(entry)
        else:
            open_rows.append(conform(read_parquet(generation.read(path)), dataset(name).schema))
    table = pa.concat_tables([*open_rows, rows])
    for start in range(0, table.num_rows, ROWS_PER_GROUP) or (0,):
        path = f"{name}/part-{len(entries)}.parquet"
        piece = table.slice(start, ROWS_PER_GROUP)
        written = generation.put(path, partial(write_parquet, piece))
        entries.append(Entry(path, written.size, written.sha256, piece.num_rows, schema_version()))
    return entries


def sources_of_all_runs(
    index: Index, generation: Generation, before: Iterable[Entry], receipts: pa.Table
) -> Sources:
    """Where every document was met: as the index has it, or read from the receipts that are published.

    `receipts` are those of this run, which come last.
    """
    published = generation.names("receipts")
    known = [e for e in before if e.dataset == "receipts"]
    sources = index.sources(mark_of(known)) if [e.path for e in known] == published else None
    if sources is None:
        sources = Sources()
        for path in _by_number(published):
            sources.add(read_parquet(generation.read(path), ["doc_id", "source_uri"]))
    sources.add(receipts)
    return sources


def _by_number(paths: Sequence[str]) -> list[str]:
    """Paths that differ in their last number, in its order.

    >>> _by_number(["runs/part-0.parquet", "runs/part-10.parquet", "runs/part-2.parquet"])
    ['runs/part-0.parquet', 'runs/part-2.parquet', 'runs/part-10.parquet']
    """
    return sorted(paths, key=lambda path: (len(path), path))
