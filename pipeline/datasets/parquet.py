"""Tables to Parquet files: the same rows give the same bytes, whatever pieces they came in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.datasets.schema import Dataset

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_PER_GROUP = 131_072
BYTES_PER_GROUP = 64_000_000
BYTES_PER_FILE = 256_000_000
_FORMAT = {"compression": "zstd", "version": "2.6", "data_page_version": "1.0"}


def write_parts(
    tables: Iterable[pa.Table],
    dataset: Dataset,
    put: Callable[[int, Callable[[Path], None]], None],
    *,
    even_if_empty: bool = False,
) -> list[int]:
    """Writes tables to as many files as they need; gives the rows of each.

    `put(number, write)` is to let `write` fill the file of that number. Without rows there is no file,
    unless asked for.
    """
    groups = _Pushback(_row_groups(tables, even_if_empty))
    counts: list[int] = []
    while groups.more():
        part = _Part(groups, dataset)
        put(len(counts), part.write)
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

    pq.write_table(table, draft, **_FORMAT)


class _Part:
    """One Parquet file, written from an iterator of tables until it is full."""

    def __init__(self, tables: _Pushback, dataset: Dataset) -> None:
        self.tables = tables
        self.dataset = dataset
        self.rows = 0

    def write(self, draft: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        with pq.ParquetWriter(draft, self.dataset.schema, **_FORMAT) as writer:
            for group in self.tables:
                writer.write_table(pa.concat_tables(group).cast(self.dataset.schema), ROWS_PER_GROUP)
                self.rows += sum(t.num_rows for t in group)
                if draft.stat().st_size > BYTES_PER_FILE:
                    break


class _Pushback:
    """An iterator of row groups that can tell whether there are more."""

    def __init__(self, groups: Iterator[Sequence[pa.Table]]) -> None:
        self.groups = groups
        self.ahead: list[Sequence[pa.Table]] = []

    def __iter__(self) -> Iterator[Sequence[pa.Table]]:
        while self.more():
            yield self.ahead.pop()

    def more(self) -> bool:
        if not self.ahead:
            self.ahead.extend(group for group in [next(self.groups, None)] if group is not None)
        return bool(self.ahead)


def _row_groups(tables: Iterable[pa.Table], even_if_empty: bool) -> Iterator[Sequence[pa.Table]]:
    """Collects small tables to groups: always the same for the same tables."""
    group: list[pa.Table] = []
    rows = size = 0
    seen = False
    empty: pa.Table | None = None
    for table in tables:
        if not table.num_rows:
            empty = table
            continue
        group.append(table)
        rows, size, seen = rows + table.num_rows, size + table.nbytes, True
        if rows >= ROWS_PER_GROUP or size >= BYTES_PER_GROUP:
            yield group
            group, rows, size = [], 0, 0
    if group:
        yield group
    elif not seen and even_if_empty and empty is not None:
        yield [empty]
