"""The shards of documents are a function of their set: bounded, disjoint, whole, and stable."""

from __future__ import annotations

import hashlib
import random

import pytest

from pipeline.publishing import shards as module
from pipeline.publishing.shards import Partition, hive_folder, partitions
from pipeline.storage.store import Bundle

WHOLE, LEAF = module.WHOLE, module.LEAF


def bundles(count: int, provinces: tuple[str | None, ...] = ("11", "31", None)) -> list[Bundle]:
    found = []
    for number in range(count):
        doc = hashlib.sha256(str(number).encode()).hexdigest()
        found.append(Bundle(doc, "u", 2020 + number % 3, provinces[number % len(provinces)], f"{doc}.bundle"))
    return sorted(found)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WHOLE", 40)
    monkeypatch.setattr(module, "LEAF", 10)


def shards(found: list[Partition]) -> dict[str, frozenset[str]]:
    return {s.name: frozenset(b.doc_id for b in s.bundles) for partition in found for s in partition.shards}


def test_few_documents_are_one_shard() -> None:
    (partition,) = partitions(bundles(40))
    assert [(s.name, len(s.bundles)) for s in partition.shards] == [("", 40)]


def test_many_are_parted_by_province_and_then_by_their_ids() -> None:
    everything = bundles(200)
    found = partitions(everything)
    assert [partition.name for partition in found] == ["11", "31", "xx"]
    parts = shards(found)
    assert sum(map(len, parts.values())) == 200
    assert frozenset().union(*parts.values()) == {b.doc_id for b in everything}
    assert all(len(part) <= 10 for part in parts.values())
    assert all(name.partition("-")[2].strip("01") == "" for name in parts)


def test_the_order_of_arrival_does_not_matter() -> None:
    everything = bundles(200)
    mixed = list(everything)
    random.Random(1).shuffle(mixed)
    assert shards(partitions(sorted(mixed))) == shards(partitions(everything))


def test_a_new_document_changes_its_own_shard_only() -> None:
    everything = bundles(200)
    new, others = everything[77], [*everything[:77], *everything[78:]]
    before, after = shards(partitions(others)), shards(partitions(everything))
    changed = [part for name, part in after.items() if before.get(name) != part]
    assert len(changed) in (1, 2)  # two where its shard is full and is halved
    assert any(new.doc_id in part for part in changed)


def test_folders_hold_the_documents_of_their_year_and_province() -> None:
    for partition in partitions(bundles(200)):
        folders = partition.shards_by_folder
        assert sum(len(s.bundles) for found in folders.values() for s in found) == len(partition.bundles)
        for folder, found in folders.items():
            assert {hive_folder(b.year, b.province) for s in found for b in s.bundles} == {folder}
            assert all(len(s.bundles) <= 10 for s in found)


def test_a_shard_is_marked_by_its_documents_and_their_versions() -> None:
    (shard,) = partitions(bundles(3))[0].shards
    other = Bundle(shard.bundles[0].doc_id, "v", 2020, "11", "x")
    (changed,) = Partition("", (other, *shard.bundles[1:])).shards
    assert shard.mark == partitions(bundles(3))[0].shards[0].mark != changed.mark


def test_up_to_1024_documents_are_one_partition_and_256_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """As docs/scale.md says."""
    monkeypatch.setattr(module, "WHOLE", WHOLE)
    monkeypatch.setattr(module, "LEAF", LEAF)
    many = [Bundle(f"{n:04x}", "u", 2024, "11", "b") for n in range(1025)]
    assert [p.name for p in partitions(many[:1024])] == [""]
    assert [p.name for p in partitions(many)] == ["11"]
    for count, shards in ((256, 1), (257, 2)):
        spread = tuple(Bundle(f"{n % 16:x}{n:04x}", "u", 2024, "11", "b") for n in range(count))
        (folder,) = Partition("11", spread).shards_by_folder.values()
        assert len(folder) == len(Partition("11", spread).shards) == shards


def test_documents_are_parted_by_the_bits_of_their_ids_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LEAF", 1)
    found = Partition("11", tuple(Bundle(doc, "u", 2024, "11", "b") for doc in ("00", "0a", "0f", "80")))
    assert [(s.name, [b.doc_id for b in s.bundles]) for s in found.shards] == [
        ("11-00000", ["00"]),
        ("11-000010", ["0a"]),
        ("11-000011", ["0f"]),
        ("11-1", ["80"]),
    ]


@pytest.mark.parametrize(("doc_id", "bits"), [("0a", "00001010"), ("8f", "10001111"), ("71", "01110001")])
def test_the_bits_of_an_id_are_those_of_its_digits(doc_id: str, bits: str) -> None:
    assert "".join(str(module._bit(doc_id, n)) for n in range(8)) == bits


def test_folders_come_by_year_and_province_those_that_are_not_known_first() -> None:
    places = [(2024, "31"), (2024, None), (None, "31"), (2023, "44"), (2024, "11"), (None, None)]
    bundles = tuple(Bundle(f"{n}", "u", year, place, "b") for n, (year, place) in enumerate(places))
    assert list(Partition("", bundles).shards_by_folder) == [
        hive_folder(*place)
        for place in [(None, None), (None, "31"), (2023, "44"), (2024, None), (2024, "11"), (2024, "31")]
    ]
