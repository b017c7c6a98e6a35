from __future__ import annotations

import datetime
from typing import Any

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
