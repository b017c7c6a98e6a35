from __future__ import annotations

import datetime
from itertools import permutations
from typing import Any

import pytest

from pipeline.publishing.disclosures import Contents, arrange

OLD, NEW = datetime.date(2024, 8, 1), datetime.date(2024, 9, 1)


def document(doc_id: str, **fields: Any) -> dict[str, Any]:
    known = {
        "doc_id": doc_id,
        "status": "ok",
        "content_group_id": "g",
        "scope_type": "department_rollup",
        "scope_method": "unit_list",
        "published_on": None,
        "file_modified_at": None,
        "title": "北京市水务局2024年度部门预算",
        "has_tables": True,
        "has_narrative": True,
        "page_count": 10,
        "entity_id": "110000:water:gov_department",
        "fiscal_year": 2024,
        "doc_kind": "budget",
        "parent_entity_id": None,
    }
    return {**known, **fields}


def roles(*rows: dict[str, Any], **more: Any) -> dict[str, tuple[str | None, str | None]]:
    """Role and primary document of each, the same in whatever order the documents come."""
    found = set()
    for order in permutations(rows):
        copies = [dict(row) for row in order]
        arrange(copies, **more)
        found.add(tuple(sorted((r["doc_id"], r["group_role"], r["primary_doc_id"]) for r in copies)))
        for row in copies:
            assert row["is_primary"] == (row["group_role"] == "primary")
    assert len(found) == 1
    return {doc: (role, primary) for doc, role, primary in found.pop()}


def test_tables_and_explanation_in_two_files_are_one_disclosure_whose_tables_come_first() -> None:
    """北京市水务局 2026: 155 pages of tables, 12 pages of explanation."""
    tables = document("t", has_narrative=False, scope_method="form")
    words = document("w", has_tables=False, published_on=NEW)
    assert roles(words, tables) == {"t": ("primary", "t"), "w": ("part", "t")}


def test_a_part_that_does_not_tell_its_scope_takes_that_of_the_other() -> None:
    """江苏省政协办公厅 2018: the tables have no cover, the explanation says that one unit is covered."""
    tables = document("t", has_narrative=False, scope_type="unknown", scope_method=None)
    words = document("w", has_tables=False, scope_type="single_unit")
    arrange([tables, words])
    assert (tables["scope_type"], tables["scope_method"]) == ("single_unit", "part")
    assert (tables["group_role"], words["group_role"]) == ("primary", "part")


def test_two_files_of_different_tables_are_parts_of_one_disclosure() -> None:
    first, second = document("1", has_narrative=False), document("2", has_narrative=False, page_count=2)
    contents = {
        "1": Contents("x", frozenset({"bd_income", "bd_expenditure"})),
        "2": Contents("y", frozenset({"bd_three_public"})),
    }
    assert roles(first, second, contents=contents)["2"] == ("part", "1")
    same = {doc: Contents(doc, frozenset({"bd_income"})) for doc in "12"}
    assert roles(first, second, contents=same)["2"] == ("replaced", "1")


def test_a_correction_takes_the_place_of_what_it_corrects_and_keeps_it_linked() -> None:
    before, after = document("a", published_on=OLD), document("b", published_on=NEW)
    assert roles(before, after) == {"a": ("replaced", "b"), "b": ("primary", "b")}


def test_a_title_that_says_it_is_corrected_goes_before_a_date() -> None:
    first = document("a", published_on=NEW, page_count=99)
    corrected = document("b", title="北京市水务局2024年度部门预算(更正)", published_on=OLD)
    assert roles(first, corrected) == {"a": ("replaced", "b"), "b": ("primary", "b")}


def test_the_same_text_in_other_bytes_is_a_copy() -> None:
    one, two = document("1"), document("2")
    contents = {doc: Contents("same", frozenset({"bd_income"})) for doc in "12"}
    assert roles(one, two, contents=contents) == {"1": ("primary", "1"), "2": ("copy", "1")}


def test_the_department_s_own_office_is_counted_in_by_its_rollup() -> None:
    """上海市普陀区司法局 2026 publishes both."""
    rollup, own = (
        document("r", published_on=OLD),
        document("o", scope_type="department_own", published_on=NEW),
    )
    assert roles(rollup, own) == {"r": ("primary", "r"), "o": ("included", "r")}
    arrange([rollup, own])
    assert (rollup["counted_in"], own["counted_in"]) == (None, "r")


UNIT = "110000:water:institution:1"


def unit(**fields: Any) -> dict[str, Any]:
    known = {"content_group_id": "u", "entity_id": UNIT, "scope_type": "single_unit"}
    return document("u", **{**known, **fields})


def listing(*entities: str) -> list[dict[str, Any]]:
    return [{"doc_id": "r", "entity_id": e, "is_own": e == "110000:water:gov_department"} for e in entities]


def test_a_unit_that_its_department_s_rollup_lists_is_counted_in() -> None:
    """无锡市应急管理综合行政执法监督局 2026 is a unit of 无锡市应急管理局, whose rollup lists it."""
    rollup, part = document("r"), unit()
    assert roles(rollup, part, units=listing("110000:water:gov_department", UNIT)) == {
        "r": ("primary", "r"),
        "u": ("included", "r"),
    }
    arrange([rollup, part], listing(UNIT))
    assert (part["parent_entity_id"], part["counted_in"]) == ("110000:water:gov_department", "r")


@pytest.mark.parametrize("fields", [{"fiscal_year": 2023}, {"doc_kind": "final_account"}])
def test_a_rollup_of_another_year_or_kind_counts_nothing_in(fields: dict[str, Any]) -> None:
    assert roles(document("r"), unit(**fields), units=listing(UNIT))["u"] == ("primary", "u")


def test_a_unit_that_the_rollup_does_not_list_still_counts() -> None:
    stranger = unit(parent_entity_id="110000:water:gov_department")
    assert roles(document("r"), stranger, units=listing("another"))["u"] == ("primary", "u")
    assert roles(document("r"), stranger)["u"] == ("included", "r")  # the rollup lists no units at all


def test_groups_are_apart_and_other_texts_are_never_primary() -> None:
    rows = [document("a"), document("b", content_group_id="h"), document("c", status="not_disclosure")]
    found = roles(*rows)
    assert (found["a"][0], found["b"][0], found["c"]) == ("primary", "primary", (None, None))


def test_what_still_stands_in_its_place_is_newer_than_what_does_not() -> None:
    rows = [document("a", published_on=NEW, page_count=99), document("b", published_on=OLD)]
    arrange(rows, superseded={"a"})
    assert {r["doc_id"]: r["group_role"] for r in rows} == {"a": "replaced", "b": "primary"}


def test_of_one_day_the_file_that_was_changed_last_is_the_newer() -> None:
    noon = datetime.datetime(2024, 8, 30, 12, tzinfo=datetime.UTC)
    first = document("a", published_on=NEW, file_modified_at=noon, page_count=99)
    later = document("b", published_on=NEW, file_modified_at=noon + datetime.timedelta(seconds=1))
    assert roles(first, later) == {"a": ("replaced", "b"), "b": ("primary", "b")}
