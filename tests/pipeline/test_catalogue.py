from __future__ import annotations

import datetime
from typing import Any

from pipeline.catalogue import division_level, entity_rows, primary_documents


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


def test_a_rollup_goes_before_its_parts_and_the_newest_before_older() -> None:
    old, new = datetime.date(2024, 8, 1), datetime.date(2024, 9, 1)
    rollup = document("a", scope_type="department_rollup", published_on=old)
    newer = document("b", scope_type="department_rollup", published_on=new)
    part = document("c", scope_type="single_unit", published_on=new)
    assert primary_documents([part, rollup]) == {"a"}
    assert primary_documents([rollup, newer, part]) == {"b"}


def test_equal_documents_are_decided_by_their_id_in_any_order() -> None:
    one, two = document("1"), document("2")
    assert primary_documents([two, one]) == primary_documents([one, two]) == {"1"}


def test_groups_are_apart_and_other_texts_are_never_primary() -> None:
    rows = [document("a"), document("b", content_group_id="h"), document("c", status="not_disclosure")]
    assert primary_documents(rows) == {"a", "b"}
    assert primary_documents(rows[2:]) == set()


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
