"""The shares of documents are a function of their set: bounded, disjoint, whole, and stable."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.datasets.schema import datasets
from pipeline.publishing import shares as module
from pipeline.publishing.shares import Layout, Share, Space, id_range
from pipeline.storage.catalog import Catalog, Known
from pipeline.storage.outcome import Outcome

SPACES = [Space("province", None, province) for province in ("11", "31", None)]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WHOLE", 40)
    monkeypatch.setattr(module, "LEAF", 10)
    monkeypatch.setattr(module, "FOLDER_LEAF", 5)


def known(number: int) -> Known:
    doc = hashlib.sha256(str(number).encode()).hexdigest()
    return Known(doc, "u", True, 2020 + number % 4, ("11", "31", None)[number % 3], Outcome(doc, "ok"))


def layout_of(folder: Path, numbers: Iterable[int]) -> Layout:
    catalog = Catalog(folder / "catalog.sqlite")
    for number in numbers:
        catalog.put_document(known(number))
    return Layout(catalog)


def shares(layout: Layout, spaces: Iterable[Space] = SPACES) -> dict[str, frozenset[str]]:
    return {s.file_start: frozenset(layout.documents(s)) for space in spaces for s in layout.shares(space)}


def test_few_documents_are_one_share(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, range(40))
    assert layout.is_whole
    assert layout.spaces(2020, "11") == (Space("all"), Space("folder", 2020, "11"))
    assert [(s.file_start, len(layout.documents(s))) for s in layout.shares(Space("all"))] == [("part-", 40)]


def test_many_are_parted_by_province_and_then_by_their_ids(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, range(200))
    assert not layout.is_whole
    parts = shares(layout)
    assert sum(map(len, parts.values())) == 200
    assert frozenset().union(*parts.values()) == {known(n).doc_id for n in range(200)}
    assert all(1 <= len(part) <= 10 for part in parts.values())
    assert {start.split("-")[1] for start in parts} == {"11", "31", "xx"}


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    mixed = list(range(200))
    random.Random(1).shuffle(mixed)
    assert shares(layout_of(tmp_path / "a", range(200))) == shares(layout_of(tmp_path / "b", mixed))


def test_a_new_document_changes_its_own_share_only(tmp_path: Path) -> None:
    others = [n for n in range(200) if n != 77]
    before, after = shares(layout_of(tmp_path / "a", others)), shares(layout_of(tmp_path / "b", range(200)))
    changed = [part for name, part in after.items() if before.get(name) != part]
    assert len(changed) in (1, 2)  # two where its share is full and is halved
    assert any(known(77).doc_id in part for part in changed)


def test_a_document_is_in_the_share_that_it_is_said_to_be_in(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, range(200))
    for number in range(200):
        one = known(number)
        for space in layout.spaces(one.year, one.province):
            assert one.doc_id in layout.documents(layout.share(space, one.doc_id))
            assert space.has(one.year, one.province)


def test_folders_hold_the_documents_of_their_year_and_province(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, range(200))
    spaces = [
        Space("folder", year, province) for year in range(2020, 2024) for province in ("11", "31", None)
    ]
    parts = shares(layout, spaces)
    assert sum(map(len, parts.values())) == 200
    assert all(len(part) <= 5 for part in parts.values())
    assert "2021/31/part-" in {start[: start.rindex("part-") + 5] for start in parts}


def test_what_is_not_staged_is_in_no_share(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, range(50))
    doc = known(7).doc_id
    layout.db.execute("update documents set is_bundle = 0 where doc_id = ?", (doc,))
    assert doc not in frozenset().union(*shares(Layout(_reopened(layout))).values())


def _reopened(layout: Layout) -> Catalog:
    catalog = object.__new__(Catalog)
    catalog.db = layout.db
    return catalog


def test_every_dataset_is_shared_out_in_one_way(tmp_path: Path) -> None:
    for number in (40, 41):
        layout = layout_of(tmp_path / str(number), range(number))
        for dataset in datasets().values():
            ways = [s for s in layout.spaces(2020, "11") if s.has_dataset(dataset)]
            assert len(ways) == 1, dataset.name


def test_what_questions_read_whole_is_in_larger_shares_than_the_rest(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, range(60))
    for name in ("documents", "key_facts"):
        (space,) = (s for s in layout.spaces(2020, "11") if s.has_dataset(datasets()[name]))
        assert len(list(layout.shares(space))) == 1
    assert len(list(layout.shares(layout.space("11")))) > 1


@pytest.mark.parametrize("bits", ["", "0", "1", "0110", "01101", "1111", "11111111"])
def test_the_ids_between_two_ends_are_those_that_begin_with_some_bits(bits: str) -> None:
    low, high = id_range(bits)
    for number in range(300):
        doc = hashlib.sha256(str(number).encode()).hexdigest()
        begins = f"{int(doc, 16):0256b}".startswith(bits)
        assert (low <= doc < high) is begins


def test_a_share_is_found_again_by_its_name() -> None:
    for share in (Share(Space("all"), ""), Share(Space("folder", 2024, None), "01"), Share(SPACES[1], "1")):
        assert Share.named(share.name) == share
