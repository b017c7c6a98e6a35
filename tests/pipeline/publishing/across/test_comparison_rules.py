"""What documents say of each other: files of one disclosure, years, units, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from patterns import load
from patterns.shapes.across import Across
from pipeline.publishing.across.comparison import Compared, compare
from pipeline.publishing.across.document_pairs import Kind, pairs
from tests.pipeline.publishing.across.drawn import document, fact, figures_of, pair, sentence


def compared(
    documents: Sequence[dict[str, Any]], facts: dict[str, list[dict[str, Any]]]
) -> list[tuple[str, str]]:
    found = Compared.of_all(compare(pair, figures_of(facts)) for pair in pairs(documents))
    checks, findings = found.checks, found.findings
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
    ("stated", "result"),
    [("12.50", "pass"), ("12.5", "pass"), ("12.51", "pass_rounding"), ("15.20", "error")],
)
def test_two_files_of_one_disclosure(stated: str, result: str) -> None:
    tables, text = document("t"), document("x", group_role="part", primary_doc_id="t", is_primary=False)
    facts = {"t": [fact("12.50")], "x": [sentence(stated)]}
    assert compared([tables, text], facts) == [("N01", result)]


def test_another_total_under_this_name_is_a_note() -> None:
    tables, text = document("t"), document("x", group_role="part", primary_doc_id="t", is_primary=False)
    facts = {
        "t": [fact("12.50"), fact("15.20", measure="income_expenditure_total")],
        "x": [sentence("15.20")],
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


# --- one rule at a time: documents `a` and `b` ---

Rows = list[dict[str, Any]]


def results(kind: Kind, first: Rows, second: Rows) -> list[tuple[str, str]]:
    """Result and severity of every check, in order."""
    found = compare(pair(kind), figures_of({"a": first, "b": second}))
    return [(c["result"], c["severity"]) for c in found.checks]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([fact("9.00")], [fact("9.00")]),  # tables on both sides
        ([sentence("9.00")], [sentence("9.00")]),  # no table to hold it against
        ([sentence("9.00"), fact("9.00")], [fact("9.00")]),  # its own tables print it
        ([sentence("9.00", role="change_yoy")], [fact("9.00", role="change_yoy")]),
        ([sentence("9.00", role="reason_x")], [fact("9.00", role="reason_x")]),
        ([sentence("9.00")], [fact("9.00", function_code="201")]),
    ],
)
def test_only_sentences_that_the_other_file_s_tables_print_are_compared(first: Rows, second: Rows) -> None:
    assert results("part", first, second) == []


def test_only_totals_of_tables_make_another_total_a_note() -> None:
    """15.20 as the amount of one item is no other total of that name."""
    other = "income_expenditure_total"
    for more in ({"function_code": "201"}, {"economic_code": "301"}, {"item_label": "人员经费"}):
        tables = [fact("12.50"), fact("15.20", other, **more)]
        assert results("part", [sentence("15.20")], tables) == [("fail", "error")]
    tables = [fact("12.50"), fact("15.20", other)]
    assert results("part", [sentence("15.20")], tables) == [("fail", "info")]
    assert results("part", [sentence("15.20")], [fact("12.50"), sentence("15.20", other)]) == [
        ("fail", "error")
    ]


@pytest.mark.parametrize(
    ("total", "severity"),
    [("15.205", "info"), ("15.195", "info"), ("15.2051", "error"), ("15.1949", "error")],
)
def test_another_total_is_met_within_the_decimals_of_the_sentence(total: str, severity: str) -> None:
    tables = [fact("12.50"), fact(total, "income_expenditure_total")]
    assert results("part", [sentence("15.20")], tables) == [("fail", severity)]


def year(values: Sequence[str], role: str) -> Rows:
    codes = ("201", "205", "208", "210", "212", "213")
    return [
        fact(value, role=role, value_year=2023, function_code=code)
        for value, code in zip(values, codes, strict=False)
    ]


@pytest.mark.parametrize(
    ("now", "severities"),
    [
        (["1.10", "2.00", "3.00"], ["warning"]),  # three are enough
        (["1.10", "2.00"], ["info"]),  # two are not
        (["1.10", "2.10", "3.00", "4.00"], ["warning"] * 2),  # just half of them differ
        (["1.10", "2.10", "3.00"], ["info"] * 2),  # more than half
    ],
)
def test_a_year_that_was_restated_is_noted_only(now: list[str], severities: list[str]) -> None:
    before = year(["1.00", "2.00", "3.00", "4.00"], "final")
    found = results("prior", year(now, "prior_final"), before)
    assert [s for r, s in found if r == "fail"] == severities
    assert {s for r, s in found if r != "fail"} <= {"info"}
    assert load(Across).prior.at_least == 3


def test_a_label_without_a_code_is_not_compared_between_years() -> None:
    """The same label may be of another item in another year; a code is not."""
    labelled = {"item_label": "人员经费"}
    before = [fact("9.00", value_year=2023, **labelled)]
    assert results("prior", [fact("9.00", role="prior_final", value_year=2023, **labelled)], before) == []
    for code in ({"function_code": "201"}, {"economic_code": "301"}):
        now = [fact("9.00", role="prior_final", value_year=2023, **labelled, **code)]
        assert results("prior", now, [fact("9.00", value_year=2023, **code)]) == [("pass", "info")]


def test_roles_of_this_year_are_not_compared_with_last_year() -> None:
    assert results("prior", [fact("9.00", value_year=2023)], [fact("9.00", value_year=2023)]) == []
    budget = fact("9.00", role="prior_budget", value_year=2023)
    assert results("prior", [budget], [fact("9.00", role="initial_budget", value_year=2023)]) == [
        ("pass", "info")
    ]


def test_only_the_initial_budget_is_held_against_the_budget() -> None:
    final, initial = fact("9.00"), fact("9.00", role="initial_budget")
    assert results("budget", [final, initial], [final, initial]) == [("pass", "info")]


@pytest.mark.parametrize(
    "more",
    [
        {"function_code": "201"},
        {"economic_code": "301"},
        {"item_label": "人员经费"},
        {"unit_name": "下属单位"},
        {"role": "full_year_budget"},
        {"measure": "balance.carried_over"},
    ],
)
def test_only_totals_of_the_year_are_held_against_the_department(more: dict[str, Any]) -> None:
    assert results("unit", [fact("9.50", **more)], [fact("9.00", **more)]) == []


@pytest.mark.parametrize("role", ["final", "initial_budget"])
def test_final_and_budget_of_a_unit_are_held_against_the_department(role: str) -> None:
    assert results("unit", [fact("9.50", role=role)], [fact("9.00", role=role)]) == [("fail", "warning")]
    assert results("unit", [fact("9.50", role=role)], []) == []


def test_at_exactly_the_slack_a_unit_is_within_its_department_and_just_over_it_is_not() -> None:
    """A rollup of 9.0 may have 9.05; a unit of 9.1 may have 9.05 too, one of 9.10 no less than 9.095."""
    assert results("unit", [fact("9.1")], [fact("9.0")]) == [("pass", "info")]
    assert results("unit", [fact("9.10")], [fact("9.0")]) == [("fail", "warning")]
    assert results("unit", [fact("9.2")], [fact("9.0")]) == [("fail", "warning")]


def test_a_correction_names_five_of_its_changes_and_counts_them_all() -> None:
    before = year(["1.00", "2.00", "3.00", "4.00", "5.00", "6.00"], "final")
    after = year(["1.50", "2.50", "3.50", "4.50", "5.50", "6.50"], "final")
    (finding,) = compare(pair("revised"), figures_of({"a": before, "b": after})).findings
    assert len(finding["evidence"]) == 10
    assert "，6个数字有改动：" in finding["message_zh"]
    assert finding["message_zh"].count("→") == 5
    assert "201" in finding["message_zh"]
    assert "1.00万元→1.50万元；" in finding["message_zh"]
    assert "6.00万元" not in finding["message_zh"]
    (check,) = compare(pair("revised"), figures_of({"a": before, "b": after})).checks
    assert (check["result"], check["diff"], check["tolerance"]) == ("fail", Decimal(0), Decimal(0))


def test_a_correction_of_nothing_but_spelling_is_no_finding() -> None:
    assert results("revised", [fact("9.50")], [fact("9.5")]) == []
    assert results("revised", [fact("9.50")], [fact("1.00", function_code="201")]) == []
