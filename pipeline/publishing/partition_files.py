"""The files of one partition, in every dataset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pipeline.datasets.arrow import to_table
from pipeline.datasets.ids import short_id
from pipeline.datasets.schema import Dataset, datasets
from pipeline.publishing.across.comparison import Compared
from pipeline.publishing.arrangement import Arrangement, arrangement
from pipeline.publishing.comparisons import comparisons
from pipeline.publishing.file_ledger import Ledger, Part
from pipeline.publishing.index import Index
from pipeline.publishing.shard_rows import ShardRows
from pipeline.publishing.shards import Partition, Shard
from pipeline.publishing.sources import Sources
from pipeline.storage.store import Store

Row = dict[str, Any]
_OF_ALL = ("entities", "entity_relations")
"""Datasets with one file for a whole partition."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What every partition of one publication is made with."""

    store: Store
    index: Index
    ledger: Ledger
    sources: Sources
    superseded: frozenset[str]
    """Of `sources`: the documents in whose places other bytes stand now."""
    staged: tuple[Dataset, ...]
    """The datasets that are the rows of the bundles, and what documents say of each other."""
    version: str
    """Hash of what all rows depend on beside the documents."""


def publish_partition(edition: Edition, partition: Partition) -> list[Row]:
    """Writes or takes over all files of a partition; gives the rows of `documents` that were made anew."""
    mark = _mark(edition, partition)
    if edition.ledger.take_over(partition.name, mark):
        edition.index.keep(partition)
        return []
    edition.ledger.begin(partition.name, mark)
    shards = partition.shards
    pieces = [edition.index.shard(shard, edition.version) for shard in shards]
    arranged = arrangement(pieces, edition.sources.first, edition.superseded)
    compared = comparisons(edition.store, edition.index, partition, arranged.documents, edition.version)
    for shard in shards:
        _write_shard(edition, partition, shard, arranged, compared)
    for name in _OF_ALL:
        _write_rows(edition, partition, partition.whole, name, getattr(arranged, name))
    _write_folders(edition, partition, compared)
    return arranged.documents


def _mark(edition: Edition, partition: Partition) -> str:
    """Changes when a document of the partition does, or where it was met."""
    first_met, superseded = edition.sources.first, edition.superseded
    met = ((b.doc_id, first_met.get(b.doc_id), b.doc_id in superseded) for b in partition.bundles)
    shards = (shard.mark for shard in partition.shards)
    return short_id("partition", edition.version, *shards, *chain.from_iterable(met))


def _write_shard(
    edition: Edition, partition: Partition, shard: Shard, arranged: Arrangement, compared: Compared
) -> None:
    """The files of a shard of every dataset without folders."""
    own = {b.doc_id for b in shard.bundles}
    documents = [row for row in arranged.documents if row["doc_id"] in own]
    _write_rows(edition, partition, shard, "documents", documents)
    added = {
        name: [row for row in rows if row["doc_id"] in own]
        for name, rows in (("findings", compared.findings), ("revisions", compared.revisions))
    }
    _write_staged(edition, partition, shard, shard.file_start, added, in_folders=False)


def _write_folders(edition: Edition, partition: Partition, compared: Compared) -> None:
    """The files of every dataset with a folder for each year and province."""
    checks: dict[str, list[Row]] = defaultdict(list)
    for row in compared.checks:
        checks[row["doc_id"]].append(row)
    for folder, shards in partition.shards_by_folder.items():
        for shard in shards:
            added = {"checks": [row for b in shard.bundles for row in checks.get(b.doc_id, ())]}
            start = f"{folder}/{shard.file_start}"
            _write_staged(edition, partition, shard, start, added, in_folders=True)


def _write_staged(
    edition: Edition,
    partition: Partition,
    shard: Shard,
    start: str,
    added: Mapping[str, list[Row]],
    *,
    in_folders: bool,
) -> None:
    """The rows of the bundles of a shard and those that were `added` to a dataset, one dataset at a time."""
    staged = ShardRows(edition.store, shard.bundles)
    for dataset in edition.staged:
        if bool(dataset.partition) is in_folders:
            more = added.get(dataset.name, [])
            mark = short_id(shard.mark, *(row[dataset.key[0]] for row in more))
            tables = staged.tables(dataset, more)
            edition.ledger.write(partition.name, Part(dataset, start, mark), tables)


def _write_rows(edition: Edition, partition: Partition, shard: Shard, name: str, rows: list[Row]) -> None:
    part = Part(datasets()[name], shard.file_start, content_hash(rows))
    edition.ledger.write(partition.name, part, [to_table(name, rows)])


def content_hash(rows: list[Row]) -> str:
    """Changes when a value of the rows does."""
    return short_id(*(repr(sorted(row.items())) for row in rows))
