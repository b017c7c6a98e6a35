"""Checks across documents: files of one disclosure, years, units, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from pipeline.publishing.across.comparison import compare
from pipeline.publishing.across.pairs import pairs
from pipeline.publishing.across.printed import FACT_COLUMNS, Printed, printed_facts

UNIT = Decimal(10000)


def document(ident: str, **more: Any) -> dict[str, Any]:
    row = {
        "doc_id": ident,
        "entity_id": "110112:finance:gov_department",
        "doc_kind": "final_account",
        "fiscal_year": 2024,
        "scope_type": "single_unit",
        "is_primary": True,
        "group_role": "primary",
        "primary_doc_id": ident,
        "counted_in": None,
        "province": "11",
    }
    return {**row, **more}


def fact(value: str, measure: str = "gpb.expenditure", role: str = "final", **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(FACT_COLUMNS)
    row.update(
        fact_id=f"{measure} {role} {value} {sorted(more.items())}",
        measure=measure,
        role=role,
        scope="gpb",
        value_year=2024,
        value=Decimal(value),
        value_yuan=Decimal(value) * UNIT,
        decimals=len(value.partition(".")[2]),
        value_raw=value,
        unit_raw="万元",
        source_kind="table",
        page=3,
        raw=value,
        confidence=1.0,
    )
    return {**row, **more}


def compared(
    documents: Sequence[dict[str, Any]], facts: dict[str, list[dict[str, Any]]]
) -> list[tuple[str, str]]:
    def known(doc_id: str) -> list[Printed]:
        return printed_facts(facts.get(doc_id, []))

    found = [compare(pair, known) for pair in pairs(documents)]
    checks = [row for one in found for row in one.checks]
    findings = [row for one in found for row in one.findings]
    by_check = {f["check_id"]: f for f in findings}
    for check in checks:
        assert check["other_doc_id"] is not None
        assert (check["result"] == "fail") == (check["check_id"] in by_check)
    for finding in findings:
        assert {e["doc_id"] for e in finding["evidence"]} == {d["doc_id"] for d in documents}
    return [
        (c["code"], by_check[c["check_id"]]["severity"] if c["check_id"] in by_check else c["result"])
        for c in checks
    ]


@pytest.mark.parametrize(
    ("told", "result"), [("12.50", "pass"), ("12.5", "pass"), ("12.51", "pass_rounding"), ("15.20", "error")]
)
def test_two_files_of_one_disclosure(told: str, result: str) -> None:
    tables, text = document("t"), document("x", group_role="part", primary_doc_id="t", is_primary=False)
    facts = {"t": [fact("12.50")], "x": [fact(told, source_kind="narrative")]}
    assert compared([tables, text], facts) == [("N01", result)]


def test_another_total_under_this_name_is_a_note() -> None:
    tables, text = document("t"), document("x", group_role="part", primary_doc_id="t", is_primary=False)
    facts = {
        "t": [fact("12.50"), fact("15.20", measure="income_expenditure_total")],
        "x": [fact("15.20", source_kind="narrative")],
    }
    assert compared([tables, text], facts) == [("N01", "info")]


def before(value: str, code: str) -> dict[str, Any]:
    return fact(value, role="prior_final", value_year=2023, function_code=code)


def test_last_year_against_its_own_document() -> None:
    later, earlier = document("b"), document("a", fiscal_year=2023)
    own = [
        fact(v, value_year=2023, function_code=c)
        for v, c in (("1.00", "201"), ("2.00", "205"), ("3.00", "208"))
    ]
    right = [before("1.00", "201"), before("2.00", "205"), before("3.00", "208")]
    assert {r for _, r in compared([later, earlier], {"a": own, "b": right})} == {"pass"}
    one_wrong = [*right[:2], before("3.50", "208")]
    assert ("I23", "warning") in compared([later, earlier], {"a": own, "b": one_wrong})
    restated = [before("1.10", "201"), before("2.10", "205"), before("3.00", "208")]
    assert ("I23", "info") in compared([later, earlier], {"a": own, "b": restated})


def test_an_implied_figure_has_the_slack_of_both_figures() -> None:
    later, earlier = document("b"), document("a", fiscal_year=2023)
    own = [fact("156211123", value_year=2023, unit_raw="元", value_yuan=Decimal("156211123"), decimals=0)]
    implied = fact("156211100", role="prior_final", value_year=2023, source_kind="derived")
    implied |= {"value_yuan": Decimal("156211100"), "value": Decimal("156211100"), "decimals": 2}
    assert compared([later, earlier], {"a": own, "b": [implied]}) == [("I23", "pass_rounding")]


def test_other_entities_kinds_and_scopes_are_not_compared() -> None:
    later = document("b")
    for other in (
        document("a", fiscal_year=2023, entity_id="other"),
        document("a", fiscal_year=2023, scope_type="department_rollup"),
        document("a", fiscal_year=2022),
    ):
        assert (
            compared([later, other], {"a": [fact("1.00", value_year=2023)], "b": [before("2.00", "201")]})
            == []
        )


def test_the_budget_against_its_account() -> None:
    account, budget = document("b"), document("a", doc_kind="budget")
    facts = {"b": [fact("9.50", role="initial_budget")], "a": [fact("9.00", role="initial_budget")]}
    assert compared([account, budget], facts) == [("I22", "warning")]


def test_a_unit_is_not_more_than_its_department() -> None:
    department = document("d", scope_type="department_rollup")
    unit = document("u", entity_id="u", group_role="included", is_primary=False, counted_in="d")
    facts = {"d": [fact("9.00")], "u": [fact("9.50")]}
    assert compared([department, unit], facts) == [("I24", "warning")]
    assert compared([department, unit], {**facts, "u": [fact("3.00")]}) == [("I24", "pass")]


def test_a_correction_lists_what_it_changed() -> None:
    new, old = document("n"), document("o", group_role="replaced", primary_doc_id="n", is_primary=False)
    facts = {
        "n": [fact("9.00"), fact("1.00", function_code="201")],
        "o": [fact("9.50"), fact("1.00", function_code="201")],
    }
    assert compared([new, old], facts) == [("REVISED", "info")]
