from __future__ import annotations

from typing import Any

import pytest

from pipeline.rows.key_facts import is_key_figure, key_facts

PLAIN: dict[str, Any] = {
    "fact_id": "f",
    "measure": "gpb.expenditure",
    "function_code": None,
    "economic_code": None,
    "item_label": None,
    "unit_name": None,
    "duplicate_of": None,
    "duplicate_kind": None,
    "part_of": None,
    "source_kind": "table",
    "derivation": None,
    "derived_from": [],
}


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({}, True),
        ({"function_code": "205"}, True),
        ({"function_code": "205", "item_label": "教育支出"}, True),
        ({"function_code": "20502"}, False),
        ({"economic_code": "301"}, False),
        ({"function_code": "205", "economic_code": "301"}, False),
        ({"item_label": "某项目"}, False),
        ({"unit_name": "某中心"}, False),
        ({"measure": "three_public.total", "function_code": "2080501"}, True),
        ({"measure": "three_public.total", "item_label": "某中心"}, False),
        ({"measure": "procurement.micro", "item_label": "预留份额"}, True),
        ({"measure": "procurement.micro", "unit_name": "某中心"}, False),
    ],
)
def test_figures_of_the_whole_body_and_its_classes_are_kept(more: dict[str, Any], kept: bool) -> None:
    assert is_key_figure({**PLAIN, **more}) is kept
    assert bool(key_facts([{**PLAIN, **more}])) is kept


def test_second_printings_and_rows_of_an_item_are_left_out_unless_they_differ() -> None:
    best = {**PLAIN, "fact_id": "best", "economic_code": "301"}
    same = {**PLAIN, "fact_id": "same", "duplicate_of": "best", "duplicate_kind": "complete"}
    part = {**PLAIN, "fact_id": "part", "part_of": "best"}
    assert key_facts([best, same, part]) == []
    other = {**same, "fact_id": "other", "duplicate_kind": "inconsistent"}
    assert [row["fact_id"] for row in key_facts([best, same, part, other])] == ["best", "other"]


def test_a_derived_figure_brings_its_operands_and_a_sum_of_rows_does_not() -> None:
    operand = {**PLAIN, "fact_id": "operand", "economic_code": "301"}
    derived = {
        **PLAIN,
        "fact_id": "d",
        "source_kind": "derived",
        "derived_from": ["operand"],
        "unit_name": "某中心",
    }
    found = key_facts([operand, {**derived, "derivation": "implied_prior"}])
    assert [row["fact_id"] for row in found] == ["operand", "d"]
    assert key_facts([operand, {**derived, "derivation": "sum_of_rows"}]) == []
