"""The rows of a share after a change: other documents as they were, the changed ones anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.datasets.arrow import conform
from pipeline.datasets.schema import Dataset

if TYPE_CHECKING:
    import pyarrow as pa

KEY = "doc_id"


def spliced(
    before: Sequence[pa.Table],
    kept: frozenset[str] | None,
    anew: Mapping[str, Sequence[pa.Table]],
    dataset: Dataset,
) -> pa.Table:
    """The rows of all documents by their ids; of one document in the order in which they are given.

    `before` are rows as they were, each table sorted by document; of them those of `kept` documents stay, or
    all where it is null, but for those of documents that are given `anew`.
    """
    import pyarrow as pa

    tables = [conform(table, dataset.schema) for table in before]
    pieces = [
        (doc_id, number, start, length)
        for number, table in enumerate(tables)
        for doc_id, start, length in runs(table.column(KEY))
        if doc_id not in anew and (kept is None or doc_id in kept)
    ]
    for doc_id, added in anew.items():
        for table in added:
            if not table.num_rows:
                continue
            pieces.append((doc_id, len(tables), 0, table.num_rows))
            tables.append(table)
    pieces.sort(key=lambda piece: piece[0])  # stable: the rows of one document stay in their order
    stretches = _joined(pieces)
    if not stretches:
        return dataset.empty
    return pa.concat_tables([tables[n].slice(start, length) for n, start, length in stretches])


def _joined(pieces: Iterable[tuple[str, int, int, int]]) -> list[tuple[int, int, int]]:
    """Table, first row and number of rows: pieces that follow one another in their table are one."""
    joined: list[tuple[int, int, int]] = []
    for _, number, start, length in pieces:
        last = joined[-1] if joined else None
        if last is not None and last[0] == number and last[1] + last[2] == start:
            joined[-1] = (number, last[1], last[2] + length)
        else:
            joined.append((number, start, length))
    return joined


def runs(column: pa.ChunkedArray) -> list[tuple[str, int, int]]:
    """Value, first place and length of each run of equal values.

    >>> import pyarrow as pa
    >>> runs(pa.chunked_array([["a", "a", "b"], ["b"]]))
    [('a', 0, 2), ('b', 2, 2)]
    """
    import pyarrow.compute as pc

    if not len(column):
        return []
    encoded = pc.run_end_encode(column.combine_chunks())
    ends = encoded.run_ends.to_pylist()
    starts = [0, *ends[:-1]]
    return [
        (value, start, end - start)
        for value, start, end in zip(encoded.values.to_pylist(), starts, ends, strict=True)
    ]
