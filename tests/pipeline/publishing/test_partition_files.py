"""Which rows go into which file of a partition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.datasets.schema import dataset
from pipeline.publishing import shards as shards_module
from pipeline.publishing.file_ledger import Ledger
from pipeline.publishing.generation import next_generation
from pipeline.publishing.index import INDEX_FOLDER, Index
from pipeline.publishing.manifest import Manifest
from pipeline.publishing.partition_files import Edition, content_hash, publish_partition
from pipeline.publishing.shards import Partition, partitions
from pipeline.publishing.sources import Sources
from pipeline.storage.store import Store
from tests.pipeline.staged import store_of, text

STAGED = tuple(dataset(name) for name in ("texts", "facts", "checks", "findings", "revisions"))


def edition(store: Store, before: Manifest | None = None) -> Edition:
    ledger = Ledger(next_generation(store.folder), before or Manifest(), "v")
    return Edition(store, Index(store), ledger, Sources(), frozenset(), STAGED, "v")


def files(found: Edition) -> dict[str, int]:
    """The rows of every file."""
    return {e.path: e.rows for e in found.ledger.entries}


def published(store: Store) -> tuple[Edition, Partition]:
    (partition,) = partitions(store.staged("u1"))
    made = edition(store)
    publish_partition(made, partition)
    made.ledger._generation.finish("datapackage.json", b"{}")
    return made, partition


def test_rows_stand_in_one_file_or_in_that_of_their_year_and_province(tmp_path: Path) -> None:
    store, _ = store_of(
        tmp_path, text("1.50"), text("2.50", division="310107"), text("3.50", division="", year="")
    )
    made, _ = published(store)
    assert files(made) == {
        "documents/part-0.parquet": 3,
        "texts/part-0.parquet": 3,
        "entities/part-0.parquet": 3,
        "facts/fiscal_year=__HIVE_DEFAULT_PARTITION__/province=__HIVE_DEFAULT_PARTITION__/part-0.parquet": 1,
        "facts/fiscal_year=2023/province=11/part-0.parquet": 1,
        "facts/fiscal_year=2023/province=31/part-0.parquet": 1,
    }


def test_what_documents_say_of_each_other_is_added_to_the_first_of_them(tmp_path: Path) -> None:
    """Two accounts of one bureau and year: one replaces the other."""
    store, _ = store_of(tmp_path, text("1.50"), text("2.50"))
    made, partition = published(store)
    rows = files(made)
    assert rows["findings/part-0.parquet"] == 1
    assert rows["revisions/part-0.parquet"] > 0
    assert rows["checks/fiscal_year=2023/province=11/part-0.parquet"] == 1
    assert made.index.compared(partition)


def test_a_partition_in_shards_has_a_file_of_each_and_one_of_its_entities(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards_module, "WHOLE", 2)
    monkeypatch.setattr(shards_module, "LEAF", 2)
    store, bundles = store_of(tmp_path, *(text(f"{n}.50") for n in range(6)))
    made, partition = published(store)
    parts = [shard.name for shard in partition.shards]
    assert len(parts) > 1
    rows = files(made)
    assert [rows[f"texts/part-{part}-0.parquet"] for part in parts] == [
        len(shard.bundles) for shard in partition.shards
    ]
    assert rows["entities/part-11-0.parquet"] == 1
    facts = [path for path in rows if path.startswith("facts/")]
    assert all(path.startswith("facts/fiscal_year=2023/province=11/part-") for path in facts)
    assert sum(rows[path] for path in facts) == len(bundles)


def test_where_nothing_changed_all_files_are_taken_over_and_no_row_is_made(tmp_path: Path) -> None:
    store, _ = store_of(tmp_path, text("1.50"), text("2.50"))
    first, partition = published(store)
    then = edition(store, Manifest(first.ledger.groups))
    assert publish_partition(then, partition) == []
    assert then.ledger.groups == first.ledger.groups
    assert (then.ledger.written, then.ledger.kept) == (0, len(first.ledger.entries))
    then.index.forget_unused()
    assert [n.rpartition("/")[2] for n in store.folder.names(INDEX_FOLDER)] == [
        "pairs-all.bundle",
        "shard-all.bundle",
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda made, _doc: replace(made, version="w"),
        lambda made, doc: replace(made, sources=Sources({doc: "moved.pdf"})),
        lambda made, doc: replace(made, superseded=frozenset({doc})),
    ],
)
def test_another_version_place_or_standing_of_a_document_makes_its_partition_anew(
    tmp_path: Path, change: Callable[[Edition, str], Edition]
) -> None:
    store, bundles = store_of(tmp_path, text("1.50"), text("2.50"))
    first, partition = published(store)
    then = change(edition(store, Manifest(first.ledger.groups)), bundles[0].doc_id)
    rows = publish_partition(then, partition)
    assert [row["doc_id"] for row in rows] == [b.doc_id for b in bundles]


def test_only_files_whose_rows_are_otherwise_are_written(tmp_path: Path) -> None:
    """A document was met elsewhere: `documents` says so, its texts and facts are the same."""
    store, bundles = store_of(tmp_path, text("1.50"), text("2.50"))
    first, partition = published(store)
    then = edition(store, Manifest(first.ledger.groups))
    publish_partition(replace(then, sources=Sources({bundles[0].doc_id: "moved.pdf"})), partition)
    old = {e.path: e.sha256 for e in first.ledger.entries}
    assert [e.path for e in then.ledger.entries if e.sha256 != old[e.path]] == ["documents/part-0.parquet"]
    assert then.ledger.written == 1


def test_a_content_hash_changes_with_every_value_and_with_the_order_of_rows() -> None:
    rows = [{"a": 1, "b": None}, {"a": 2, "b": "x"}]
    assert content_hash(rows) == content_hash([{"b": None, "a": 1}, {"b": "x", "a": 2}])
    others = [[], rows[:1], rows[::-1], [{"a": 1, "b": ""}, rows[1]], [{"a": "1", "b": None}, rows[1]]]
    assert len({content_hash(r) for r in [rows, *others]}) == 6
