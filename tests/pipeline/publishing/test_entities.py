from __future__ import annotations

import datetime
from typing import Any

import pytest

from pipeline.publishing.entities import division_level, entity_rows


def document(doc_id: str, **fields: Any) -> dict[str, Any]:
    known = {
        "doc_id": doc_id,
        "status": "ok",
        "content_group_id": "g",
        "scope_type": "unknown",
        "published_on": None,
        "has_tables": True,
        "page_count": 10,
        "entity_id": "e",
        "entity_name": "通州区财政局",
        "division_code": "110112",
        "province": "11",
    }
    return {**known, **fields}


def test_an_entity_has_its_most_frequent_name() -> None:
    rows = [
        document("a"),
        document("b", entity_name="北京市通州区财政局（本级）"),
        document("c", entity_name="区财政局"),
    ]
    assert [(e["entity_id"], e["canonical_name"], e["level"]) for e in entity_rows(rows)] == [
        ("e", "北京市通州区财政局", "county")
    ]
    assert (entity_rows(rows)[0]["function_slug"], entity_rows(rows)[0]["org_type"]) == (
        "finance",
        "gov_department",
    )
    assert entity_rows([document("a", entity_id=None, entity_name=None)]) == []


def test_levels_of_divisions() -> None:
    codes = ("000000", "110000", "320500", "110112", "320583", None)
    assert [division_level(c) for c in codes] == ["central", "province", "city", "county", "county", None]


def test_an_entity_lives_from_the_day_of_its_name_to_the_day_before_the_next() -> None:
    """西安市人工影响天气办公室 was renamed on 2019-09-29."""
    day = datetime.date(2019, 9, 29)
    relation = {"kind": "rename", "from_entity_id": "old", "to_entity_id": "new", "effective_from": day}
    rows = [document("a", entity_id="old"), document("b", entity_id="new")]
    dated = entity_rows(rows, [{**relation, "effective_to": day}])
    assert [(e["entity_id"], e["valid_from"], e["valid_to"]) for e in dated] == [
        ("new", day, None),
        ("old", None, datetime.date(2019, 9, 28)),
    ]
    year = entity_rows(rows, [{**relation, "effective_to": datetime.date(2019, 12, 31)}])
    assert {(e["valid_from"], e["valid_to"]) for e in year} == {(None, None)}


@pytest.mark.parametrize(
    ("code", "level"),
    [("320510", "county"), ("320505", "county"), ("321000", "city"), ("320100", "city"),
     ("500000", "province"), ("000001", "central")],
)  # fmt: skip
def test_a_level_is_told_by_the_pairs_of_a_code(code: str, level: str) -> None:
    assert division_level(code) == level


def test_of_names_as_frequent_the_first_in_sort_order_is_the_entity_s() -> None:
    rows = [document("a", entity_name="通州区水务局"), document("b", entity_name="通州区财政局")]
    names = [entity_rows(order)[0]["canonical_name"] for order in (rows, rows[::-1])]
    assert names == ["北京市通州区水务局"] * 2


def test_what_is_no_disclosure_gives_no_entity_and_a_failure_in_part_does() -> None:
    assert entity_rows([document("a", status="not_disclosure")]) == []
    assert len(entity_rows([document("a", status="partial")])) == 1


def test_entities_come_by_their_ids_with_their_division() -> None:
    rows = [document("a", entity_id="z"), document("b", entity_id="a", division_code=None, province=None)]
    assert [(e["entity_id"], e["division_code"], e["province"], e["level"]) for e in entity_rows(rows)] == [
        ("a", None, None, None),
        ("z", "110112", "11", "county"),
    ]


DAY = datetime.date(2019, 3, 1)
EVE = datetime.date(2019, 2, 28)


def life(*relations: tuple[str, str | None, str | None, datetime.date | None]) -> dict[str, tuple[Any, Any]]:
    """First and last days of `old` and `new`, the days of relations being told."""
    rows = [
        {"kind": kind, "from_entity_id": before, "to_entity_id": after,
         "effective_from": day, "effective_to": day}
        for kind, before, after, day in relations
    ]  # fmt: skip
    found = entity_rows([document("a", entity_id="old"), document("b", entity_id="new")], rows)
    return {e["entity_id"]: (e["valid_from"], e["valid_to"]) for e in found}


@pytest.mark.parametrize(
    ("relation", "new", "old"),
    [
        (("created", None, "new", DAY), (DAY, None), (None, None)),
        (("abolished", "old", None, DAY), (None, None), (None, EVE)),
        (("merge", "old", "new", DAY), (None, None), (None, EVE)),
        (("rename", "old", "new", DAY), (DAY, None), (None, EVE)),
        (("split", "old", "new", DAY), (None, None), (None, None)),
        (("rename", "old", "old", DAY), (None, None), (None, None)),
        (("rename", None, "new", DAY), (DAY, None), (None, None)),
        (("rename", "old", None, DAY), (None, None), (None, EVE)),
        (("rename", "old", "new", None), (None, None), (None, None)),
    ],
)
def test_a_day_is_the_first_of_what_comes_and_the_eve_the_last_of_what_goes(
    relation: Any, new: tuple[Any, Any], old: tuple[Any, Any]
) -> None:
    assert life(relation) == {"new": new, "old": old}
    nothing = ("rename", "old", "new", None)
    assert life(nothing, relation) == {"new": new, "old": old}  # what is told later is not passed over


def test_of_several_days_an_entity_lives_from_the_first_to_the_last() -> None:
    later = datetime.date(2021, 1, 1)
    for days in ((DAY, later), (later, DAY)):
        assert life(*(("rename", "old", "new", day) for day in days)) == {
            "new": (DAY, None),
            "old": (None, datetime.date(2020, 12, 31)),
        }
