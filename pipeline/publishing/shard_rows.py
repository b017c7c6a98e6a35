"""The rows of the documents of a shard, dataset by dataset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.datasets.arrow import to_table
from pipeline.datasets.schema import Dataset
from pipeline.storage.bundles import OpenBundle
from pipeline.storage.store import Bundle, Store

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
IN_MEMORY = 128_000_000
"""Bytes of bundles that are kept while a shard is written; the others are read again."""


class ShardRows:
    """The staged rows of a shard; its bundles are read once where they fit into memory."""

    def __init__(self, store: Store, bundles: Sequence[Bundle]) -> None:
        self._store = store
        self._bundles = bundles
        self._held: dict[str, OpenBundle] = {}
        self._size = 0

    def tables(self, dataset: Dataset, more: list[Row]) -> Iterator[pa.Table]:
        """The rows of a dataset, document by document, and then `more`."""
        for bundle in self._bundles:
            yield self._open(bundle).dataset(dataset.name)
        if more:
            yield to_table(dataset.name, more)

    def _open(self, bundle: Bundle) -> OpenBundle:
        held = self._held.get(bundle.doc_id)
        if held is not None:
            return held
        opened = self._store.open(bundle)
        if self._size + len(opened) <= IN_MEMORY:
            self._held[bundle.doc_id] = opened
            self._size += len(opened)
        return opened
