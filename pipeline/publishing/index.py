"""What publishing remembers below `state/index`, so that it computes only what changed.

Everything here can be computed again from bundles and receipts; each file says what it was made of and is
made anew when that is no longer so. Deleting the folder costs time, nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.datasets.arrow import to_table
from pipeline.datasets.schema import dataset
from pipeline.publishing.across.comparison import Compared
from pipeline.publishing.disclosures import Contents
from pipeline.publishing.shards import Partition, Shard
from pipeline.publishing.sources import Sources
from pipeline.storage.bundles import OpenBundle, write_tables
from pipeline.storage.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
INDEX_FOLDER = "state/index"
_OF_SHARD = ("documents", "units_listed", "entity_relations")
_COMPARED = ("checks", "findings", "revisions")


class Index:
    """The remembered files of one output folder; each name is written at most once in a run."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._used: set[str] = set()

    def shard(self, shard: Shard, version: str) -> dict[str, pa.Table]:
        """Rows of `documents` (not arranged), `units_listed`, `entity_relations`, `contents`."""
        import pyarrow as pa

        name, mark = _of_shard(shard), f"{version} {shard.mark}"
        found = self._read(name, mark)
        if found is not None:
            return {kind: found.dataset(kind) for kind in (*_OF_SHARD, "contents")}
        pieces: dict[str, list[pa.Table]] = {kind: [dataset(kind).schema.empty_table()] for kind in _OF_SHARD}
        contents: list[Row] = []
        for bundle in shard.bundles:
            opened = self.store.open(bundle)
            for kind in _OF_SHARD:
                pieces[kind].append(opened.dataset(kind))
            texts = opened.dataset("texts")["text_sha256"].to_pylist()
            tables = opened.dataset("tables")["canonical_table"].unique().to_pylist()
            contents.append(
                {
                    "doc_id": bundle.doc_id,
                    "text_sha256": texts[0] if texts else None,
                    "canonical_tables": sorted(t for t in tables if t is not None),
                }
            )
        made = {kind: pa.concat_tables(some) for kind, some in pieces.items()}
        made["contents"] = to_table("contents", contents)
        self._write(name, mark, made)
        return made

    def compared(self, partition: Partition) -> dict[str, Compared]:
        """What each pair of documents gave when it was last compared, by the hash of the pair."""
        found = self._read(_of_pairs(partition), None)
        if found is None:
            return {}
        rows = {kind: iter(found.dataset(kind).to_pylist()) for kind in _COMPARED}
        return {
            pair["pair"]: Compared(
                *(tuple(next(rows[kind]) for _ in range(pair[kind])) for kind in _COMPARED)
            )
            for pair in found.dataset("pairs").to_pylist()
        }

    def keep_compared(
        self, partition: Partition, compared: dict[str, Compared], before: Iterable[str]
    ) -> None:
        """Remembers these, unless they are the pairs `before`."""
        name = _of_pairs(partition)
        self._used.add(name)
        if compared.keys() == set(before):
            return
        rows: dict[str, list[Row]] = {kind: [] for kind in (*_COMPARED, "pairs")}
        for pair, found in compared.items():
            counts = {kind: len(getattr(found, kind)) for kind in _COMPARED}
            rows["pairs"].append({"pair": pair, **counts})
            for kind in _COMPARED:
                rows[kind] += getattr(found, kind)
        self._write(name, "", {kind: to_table(kind, some) for kind, some in rows.items()})

    def keep(self, partition: Partition) -> None:
        """Leaves what is remembered of a partition as it is."""
        self._used |= {_of_pairs(partition), *map(_of_shard, partition.shards)}

    def sources(self, receipts: str) -> Sources | None:
        """Where each document was met; null where that was made of other receipts."""
        found = self._read("sources", receipts)
        if found is None:
            return None
        table = found.dataset("sources")
        columns = (table[name].to_pylist() for name in ("source_uri", "doc_id", "is_latest"))
        known = Sources()
        for uri, doc_id, is_latest in zip(*columns, strict=True):
            known.first[doc_id] = min(uri, known.first.get(doc_id, uri))
            if is_latest:
                known.latest[uri] = doc_id
        return known

    def keep_sources(self, known: Sources, receipts: str) -> None:
        """Remembers where each document was met, made of these receipts."""
        met = set(known.latest.items()) | {(uri, doc) for doc, uri in known.first.items()}
        rows = [
            {"source_uri": uri, "doc_id": doc, "is_latest": known.latest.get(uri) == doc}
            for uri, doc in sorted(met)
        ]
        self._write("sources", receipts, {"sources": to_table("sources", rows)})

    def versions(self) -> dict[str, tuple[str, str]]:
        """Of each remote source the version that its store gave it, and the document that it is."""
        try:
            content = json.loads(self.store.folder.read(f"{INDEX_FOLDER}/versions.json"))
            return {uri: (version, doc_id) for uri, (version, doc_id) in content.items()}
        except (OSError, ValueError):
            return {}

    def keep_versions(self, known: dict[str, tuple[str, str]]) -> None:
        """Remembers the versions of remote sources."""
        if known:
            self.store.folder.put_bytes(
                f"{INDEX_FOLDER}/versions.json", json.dumps(known, sort_keys=True).encode()
            )

    def forget_unused(self) -> None:
        """Removes what belongs to partitions and shards that are no more."""
        for path in self.store.folder.names(INDEX_FOLDER):
            name = path.rpartition("/")[2]
            if name.endswith(".bundle") and name.removesuffix(".bundle") not in self._used:
                self.store.folder.remove(path)

    def _read(self, name: str, mark: str | None) -> OpenBundle | None:
        self._used.add(name)
        try:
            found = OpenBundle(self.store.folder.read(f"{INDEX_FOLDER}/{name}.bundle"))
        except (OSError, ValueError, KeyError):
            return None
        if (mark is not None and found.header.get("mark") != mark) or not found.is_whole:
            return None
        return found

    def _write(self, name: str, mark: str, tables: dict[str, pa.Table]) -> None:
        self._used.add(name)
        self.store.folder.put(
            f"{INDEX_FOLDER}/{name}.bundle", lambda draft: write_tables(draft, tables, {"mark": mark})
        )


def _of_shard(shard: Shard) -> str:
    return f"shard-{shard.name or 'all'}"


def _of_pairs(partition: Partition) -> str:
    return f"pairs-{partition.name or 'all'}"


def contents_of(rows: Sequence[Row]) -> dict[str, Contents]:
    """Rows of `contents` as `pipeline.publishing.disclosures` takes them, by document."""
    return {r["doc_id"]: Contents(r["text_sha256"], frozenset(r["canonical_tables"])) for r in rows}
