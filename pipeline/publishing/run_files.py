"""The files that tell of runs, `receipts` and `runs`: every run adds its rows to those of the runs before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from pipeline.datasets.arrow import conform
from pipeline.datasets.parquet import ROWS_PER_GROUP, read_parquet, write_parquet
from pipeline.datasets.schema import dataset
from pipeline.publishing.file_list import Entry, FileList
from pipeline.publishing.generation import Generation

if TYPE_CHECKING:
    import pyarrow as pa

_NUMBER = re.compile(r"/part-(\d+)")
PER_RUN = ("receipts", "runs")
RUNS = "runs"
"""In place of a share of documents, in the catalogue."""


def append(generation: Generation, files: FileList, name: str, rows: Iterable[pa.Table]) -> None:
    """Adds rows to a dataset: its last file grows until it is full; at least one file is there.

    A file of an older data dictionary gets the columns of today's. Raises `OSError` where the last file
    cannot be read: it holds what no other has.
    """
    schema = dataset(name).schema
    entries = files.of(RUNS, name)
    begun = []
    if entries and entries[-1].rows < ROWS_PER_GROUP:
        last = entries.pop()
        try:
            begun = [conform(read_parquet(generation.read(last.path)), schema)]
        except (OSError, ValueError) as error:
            raise OSError(f"{last.path} cannot be read ({error}); run `mingzhang doctor --mend`") from error
    elif not entries:
        begun = [schema.empty_table()]
    number = 1 + max((int(_NUMBER.findall(entry.path)[-1]) for entry in entries), default=-1)
    for table in _pieces(begun, rows):
        path = f"{name}/part-{number}.parquet"
        written = generation.put(path, partial(write_parquet, table))
        entries.append(Entry(written.path, written.size, written.sha256, table.num_rows))
        number += 1
    for path in files.replace(RUNS, name, entries):
        generation.remove(path)


def _pieces(begun: list[pa.Table], rows: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """All rows in tables of `ROWS_PER_GROUP`, the last has what is left."""
    import pyarrow as pa

    waiting, count, is_empty = begun, sum(table.num_rows for table in begun), bool(begun)
    for table in rows:
        waiting.append(table)
        count += table.num_rows
        while count >= ROWS_PER_GROUP:
            together = pa.concat_tables(waiting).combine_chunks()
            yield together.slice(0, ROWS_PER_GROUP)
            is_empty = False
            waiting, count = [together.slice(ROWS_PER_GROUP)], count - ROWS_PER_GROUP
    if count or is_empty:
        yield pa.concat_tables(waiting).combine_chunks()
