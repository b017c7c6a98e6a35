"""What publishing remembers: taken where it was made of the same, made again where it was not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.publishing.across.comparison import Compared, compare
from pipeline.publishing.disclosures import Contents
from pipeline.publishing.index import INDEX_FOLDER, Index, contents_of
from pipeline.publishing.shards import Partition, partitions
from pipeline.publishing.sources import Sources
from pipeline.storage.bundles import OpenBundle
from pipeline.storage.store import Store
from tests.pipeline.publishing.across.drawn import fact, facts_of, pair
from tests.pipeline.staged import store_of, text


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return store_of(tmp_path, text("1.50"), text("2.50", entity="某区教育局"))[0]


def whole(store: Store) -> Partition:
    (partition,) = partitions(store.staged("u1"))
    return partition


def names(store: Store) -> list[str]:
    return [name.removeprefix(f"{INDEX_FOLDER}/") for name in store.folder.names(INDEX_FOLDER)]


def without_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("a bundle was opened")

    monkeypatch.setattr(Store, "open", refuse)


def test_a_shard_is_read_from_its_bundles_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (shard,) = whole(store).shards
    first = Index(store).shard(shard, "v")
    assert first["documents"]["doc_id"].to_pylist() == [b.doc_id for b in shard.bundles]
    assert set(first) == {"documents", "units_listed", "entity_relations", "contents"}
    without_bundles(monkeypatch)
    again = Index(store).shard(shard, "v")
    assert {name: table.to_pylist() for name, table in again.items()} == {
        name: table.to_pylist() for name, table in first.items()
    }
    with pytest.raises(AssertionError, match="opened"):
        Index(store).shard(shard, "another version")


def test_a_shard_with_another_document_is_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (shard,) = whole(store).shards
    Index(store).shard(shard, "v")
    without_bundles(monkeypatch)
    (smaller,) = Partition("", shard.bundles[:1]).shards
    with pytest.raises(AssertionError, match="opened"):
        Index(store).shard(smaller, "v")


@pytest.mark.parametrize("damaged", [b"", b"no json\n", b"cut"])
def test_what_is_damaged_is_made_again(store: Store, damaged: bytes) -> None:
    (shard,) = whole(store).shards
    Index(store).shard(shard, "v")
    content = store.folder.read(f"{INDEX_FOLDER}/shard-all.bundle")
    store.folder.put_bytes(f"{INDEX_FOLDER}/shard-all.bundle", content[:-9] if damaged == b"cut" else damaged)
    assert Index(store).shard(shard, "v")["documents"].num_rows == 2
    assert store.folder.read(f"{INDEX_FOLDER}/shard-all.bundle") == content


def test_the_contents_of_a_document_are_its_text_and_its_canonical_tables(store: Store) -> None:
    (shard,) = whole(store).shards
    contents = contents_of(Index(store).shard(shard, "v")["contents"].to_pylist())
    assert contents.keys() == {b.doc_id for b in shard.bundles}
    assert len({c.text_sha256 for c in contents.values()}) == 2
    row = {"doc_id": "d", "text_sha256": "x", "canonical_tables": ["b", "a"]}
    assert contents_of([row]) == {"d": Contents("x", frozenset({"a", "b"}))}


def comparison(value: str) -> Compared:
    """A comparison with a check, a finding and a revision."""
    return compare(pair("revised"), facts_of({"a": [fact(value)], "b": [fact("9.00")]}))


def test_comparisons_come_back_pair_by_pair(store: Store) -> None:
    partition = whole(store)
    compared = {"p1": comparison("9.50"), "p2": Compared(), "p3": comparison("9.60")}
    Index(store).keep_compared(partition, compared, {})
    known = Index(store).compared(partition)
    assert list(known) == ["p1", "p2", "p3"]
    assert known["p2"] == Compared()
    for name in ("p1", "p3"):
        assert [c["check_id"] for c in known[name].checks] == [c["check_id"] for c in compared[name].checks]
        assert known[name].findings[0]["message_zh"] == compared[name].findings[0]["message_zh"]
        assert known[name].revisions == compared[name].revisions
    assert Index(store).compared(Partition("31", ())) == {}


def test_the_same_pairs_are_not_written_again(store: Store) -> None:
    partition = whole(store)
    Index(store).keep_compared(partition, {"p": Compared()}, {"p"})
    assert names(store) == []
    Index(store).keep_compared(partition, {"p": Compared()}, {"p", "q"})
    assert names(store) == ["pairs-all.bundle"]


def test_sources_come_back_for_the_receipts_that_they_were_made_of(store: Store) -> None:
    sources = Sources({"old": "a", "new": "a", "twice": "b"}, {"a": "new", "b": "twice", "c": "twice"})
    Index(store).keep_sources(sources, "receipts")
    assert Index(store).sources("receipts") == sources
    assert Index(store).sources("other receipts") is None


def test_versions_of_remote_sources_come_back(store: Store) -> None:
    assert Index(store).versions() == {}
    Index(store).keep_versions({})
    assert names(store) == []
    Index(store).keep_versions({"s3://a": ("v1", "d")})
    assert Index(store).versions() == {"s3://a": ("v1", "d")}
    store.folder.put_bytes(f"{INDEX_FOLDER}/versions.json", b"{")
    assert Index(store).versions() == {}


def test_what_no_partition_uses_any_more_is_forgotten(store: Store) -> None:
    partition = whole(store)
    Index(store).shard(partition.shards[0], "v")
    Index(store).keep_compared(partition, {"p": Compared()}, {})
    Index(store).keep_versions({"s3://a": ("v1", "d")})
    store.folder.put_bytes(f"{INDEX_FOLDER}/share-all.bundle", b"of an earlier version")
    kept = Index(store)
    kept.keep(partition)
    kept.forget_unused()
    assert names(store) == ["pairs-all.bundle", "shard-all.bundle", "versions.json"]
    Index(store).forget_unused()
    assert names(store) == ["versions.json"]


def test_a_shard_has_the_rows_of_every_bundle_and_of_an_empty_one_none(store: Store) -> None:
    (shard,) = whole(store).shards
    pieces = Index(store).shard(shard, "v")
    texts = [store.open(b).dataset("texts")["text_sha256"].to_pylist()[0] for b in shard.bundles]
    assert pieces["contents"]["text_sha256"].to_pylist() == texts
    (empty,) = Partition("", ()).shards
    nothing = Index(store).shard(empty, "v")
    assert {name: table.num_rows for name, table in nothing.items()} == dict.fromkeys(pieces, 0)


def test_shards_and_pairs_of_a_province_have_its_name(store: Store) -> None:
    partition = Partition("11", whole(store).bundles)
    Index(store).shard(partition.shards[0], "v")
    Index(store).keep_compared(partition, {"p": Compared()}, {})
    assert names(store) == ["pairs-11.bundle", "shard-11.bundle"]


def test_what_is_asked_for_or_written_is_in_use(store: Store) -> None:
    partition = whole(store)
    Index(store).shard(partition.shards[0], "v")
    Index(store).keep_compared(partition, {"p": Compared()}, {})
    Index(store).keep_sources(Sources({"d": "a"}, {"a": "d"}), "receipts")
    asking = Index(store)
    asking.shard(partition.shards[0], "v")
    asking.sources("receipts")
    asking.keep_compared(partition, {"p": Compared()}, {"p"})
    asking.forget_unused()
    assert names(store) == ["pairs-all.bundle", "shard-all.bundle", "sources.bundle"]


def test_comparisons_of_any_version_come_back_and_damaged_ones_do_not(store: Store) -> None:
    partition = whole(store)
    Index(store).keep_compared(partition, {"p": comparison("9.50")}, {})
    assert set(Index(store).compared(partition)) == {"p"}
    content = store.folder.read(f"{INDEX_FOLDER}/pairs-all.bundle")
    store.folder.put_bytes(f"{INDEX_FOLDER}/pairs-all.bundle", content[:-1] + b"?")
    assert Index(store).compared(partition) == {}


def test_a_source_that_was_met_first_and_is_the_latest_is_one_row(store: Store) -> None:
    Index(store).keep_sources(Sources({"d": "a"}, {"a": "d", "b": "d"}), "r")
    opened = OpenBundle(store.folder.read(f"{INDEX_FOLDER}/sources.bundle"))
    assert opened.dataset("sources").to_pylist() == [
        {"source_uri": "a", "doc_id": "d", "is_latest": True},
        {"source_uri": "b", "doc_id": "d", "is_latest": True},
    ]


def test_versions_are_kept_in_one_order(store: Store) -> None:
    written = []
    for known in ({"b": ("1", "x"), "a": ("2", "y")}, {"a": ("2", "y"), "b": ("1", "x")}):
        Index(store).keep_versions(known)
        written.append(store.folder.read(f"{INDEX_FOLDER}/versions.json"))
    assert written[0] == written[1]
