"""Tables to Parquet files: the same rows give the same bytes, whatever pieces they came in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.datasets.schema import Dataset

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_PER_GROUP = 131_072
BYTES_PER_GROUP = 64_000_000
BYTES_PER_FILE = 256_000_000
_VALUE_BYTES = 8
"""What a value that is no text is taken to need, where rows are shared out among groups."""
_SMALL = 4096
"""A table of at most so many rows is packed by snappy: setting zstd up for each of its columns would cost
more than writing them."""
_FORMAT = {"version": "2.6", "data_page_version": "1.0"}


def write_parts(
    table: pa.Table,
    dataset: Dataset,
    put: Callable[[int, Callable[[Path], None]], None],
    *,
    even_if_empty: bool = False,
) -> list[int]:
    """Writes a table to as many files as it needs; gives the rows of each.

    `put(number, write)` is to let `write` fill the file of that number. Without rows there is no file,
    unless asked for.
    """
    if not table.num_rows and not even_if_empty:
        return []
    whole = table.cast(dataset.schema).combine_chunks()
    groups = _groups(whole)
    counts: list[int] = []
    while groups:
        part = _Part(groups, dataset)
        put(len(counts), part.write)
        groups = groups[part.groups :]
        counts.append(part.rows)
    return counts


def read_parquet(content: bytes, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of a file in memory; of `columns` those that it has.

    In this thread: Arrow's reading ahead lets threads of its own hold Python's memory, and where one is late
    to let go, the interpreter aborts at its end.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = pq.ParquetFile(pa.BufferReader(content), pre_buffer=False)
    there = None if columns is None else [c for c in columns if c in file.schema_arrow.names]
    return file.read(columns=there, use_threads=False)


def write_parquet(table: pa.Table, draft: Path) -> None:
    """Writes a table to one file, in one group of rows."""
    import pyarrow.parquet as pq

    pq.write_table(table, draft, compression=_compression(table.num_rows), **_FORMAT)


class _Part:
    """One Parquet file, written from groups of rows until it is full."""

    def __init__(self, groups: Sequence[pa.Table], dataset: Dataset) -> None:
        self._waiting = groups
        self._dataset = dataset
        self.groups = self.rows = 0

    def write(self, draft: Path) -> None:
        import pyarrow.parquet as pq

        compression = _compression(self._waiting[0].num_rows)
        with pq.ParquetWriter(draft, self._dataset.schema, compression=compression, **_FORMAT) as writer:
            for group in self._waiting:
                writer.write_table(group, ROWS_PER_GROUP)
                self.groups += 1
                self.rows += group.num_rows
                if draft.stat().st_size > BYTES_PER_FILE:
                    break


def _compression(rows: int) -> str:
    return "snappy" if rows <= _SMALL else "zstd"


def _groups(table: pa.Table) -> list[pa.Table]:
    """The rows in groups of equal number: a function of the rows alone."""
    rows = ROWS_PER_GROUP
    at_most = table.nbytes + _VALUE_BYTES * table.num_rows * table.num_columns
    if at_most > BYTES_PER_GROUP:
        rows = min(rows, max(1, BYTES_PER_GROUP * table.num_rows // max(1, _size(table))))
    return [table.slice(start, rows) for start in range(0, table.num_rows, rows)] or [table]


def _size(table: pa.Table) -> int:
    """About how many bytes the values need, whatever buffers they are parts of."""
    return sum(_column_size(column) for column in table.columns)


def _column_size(column: pa.ChunkedArray) -> int:
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_string(column.type):
        return int(pc.sum(pc.binary_length(column)).as_py() or 0)
    return _VALUE_BYTES * len(column)
