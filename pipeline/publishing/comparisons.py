"""What the documents of a partition say of each other; each pair is compared once and remembered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from pipeline.datasets.ids import short_id
from pipeline.publishing.across.comparison import Compared, compare
from pipeline.publishing.across.document_pairs import Pair, pairs
from pipeline.publishing.across.printed import FACT_COLUMNS, Printed, printed_facts
from pipeline.publishing.index import Index
from pipeline.publishing.shards import Partition
from pipeline.storage.store import Store

Row = dict[str, Any]


def comparisons(
    store: Store, index: Index, partition: Partition, documents: Sequence[Row], version: str
) -> Compared:
    """Compares the documents of a partition, arranged, in all pairs that say something of each other."""
    by_id = {bundle.doc_id: bundle for bundle in partition.bundles}

    @cache
    def facts(doc_id: str) -> list[Printed]:
        table = store.open(by_id[doc_id]).dataset("facts")
        return printed_facts(table.select(FACT_COLUMNS).to_pylist())

    def key(pair: Pair) -> str:
        first, second = (by_id[document["doc_id"]] for document in (pair.first, pair.second))
        return short_id(version, pair.kind, first.doc_id, first.unit, second.doc_id, second.unit)

    known = index.compared(partition)
    compared: dict[str, Compared] = {}
    for pair in pairs(documents):
        pair_id = key(pair)
        compared[pair_id] = known.get(pair_id) or compare(pair, facts)
    index.keep_compared(partition, compared, known)
    return Compared.of_all(compared.values())
