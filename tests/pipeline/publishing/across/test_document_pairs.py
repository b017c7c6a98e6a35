"""Which documents say something of each other."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.publishing.across.document_pairs import pairs
from tests.pipeline.publishing.across.drawn import document

Found = list[tuple[str, str, str]]


def found(*documents: dict[str, Any]) -> Found:
    return [(p.kind, p.first["doc_id"], p.second["doc_id"]) for p in pairs(documents)]


def test_two_files_of_one_disclosure_are_compared_both_ways() -> None:
    part = document("x", group_role="part", primary_doc_id="t", is_primary=False)
    assert found(document("t"), part) == [("part", "x", "t"), ("part", "t", "x")]


def test_a_year_is_compared_with_the_year_before() -> None:
    years = [document(str(year), fiscal_year=year) for year in (2021, 2023, 2024)]
    assert found(*years) == [("prior", "2024", "2023")]


@pytest.mark.parametrize(
    "other",
    [
        {"entity_id": "other"},
        {"scope_type": "department_rollup"},
        {"doc_kind": "self_evaluation"},
        {"fiscal_year": 2022},
        {"fiscal_year": 2025 + 1},
        {"is_primary": False},
    ],
)
def test_other_entities_kinds_scopes_and_years_are_not_compared(other: dict[str, Any]) -> None:
    assert found(document("b"), document("a", **{"fiscal_year": 2023, **other})) == []


@pytest.mark.parametrize("unknown", ["entity_id", "fiscal_year"])
def test_a_document_of_an_unknown_entity_or_year_is_compared_with_none(unknown: str) -> None:
    later, earlier = document("b"), document("a", fiscal_year=2023)
    assert found({**later, unknown: None}, {**earlier, unknown: None}) == []


def test_an_account_is_compared_with_the_budget_of_its_year() -> None:
    budget = document("p", doc_kind="budget")
    assert found(document("b"), budget) == [("budget", "b", "p")]
    assert found(document("b", doc_kind="self_evaluation"), budget) == []


def test_a_unit_is_compared_with_the_rollup_that_it_is_counted_in() -> None:
    unit = document("u", entity_id="u", group_role="included", is_primary=False, counted_in="d")
    assert found(document("d"), unit) == [("unit", "u", "d")]
    assert found(unit) == []  # the rollup is in another province: nothing to hold it against


def test_a_correction_is_compared_with_what_it_replaces() -> None:
    old = document("o", group_role="replaced", primary_doc_id="n", is_primary=False)
    assert found(document("n"), old) == [("revised", "o", "n")]
    assert found(document("n"), {**old, "group_role": "copy"}) == []


def test_pairs_come_in_the_same_order_whatever_the_order_of_the_documents() -> None:
    documents = [document(f"{entity}{year}", entity_id=entity, fiscal_year=year)
                 for entity in "ab" for year in (2022, 2023, 2024)]  # fmt: skip
    assert found(*documents) == found(*reversed(documents))
    assert found(*documents) == [
        ("prior", "a2023", "a2022"), ("prior", "a2024", "a2023"),
        ("prior", "b2023", "b2022"), ("prior", "b2024", "b2023"),
    ]  # fmt: skip
