"""Soft checks between tables, and funds that balance."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Document, Place
from extractors.records import Check, Fact, Identity, Table
from pipeline.audit.evidence import Evidence
from pipeline.audit.pairs import pairs

NOWHERE = Place(1, None, None, None)
UNIT = Decimal(10000)


def fact(measure: str, value: str, **more: object) -> Fact:
    settings = {"source_kind": "table", "table": 0, "row": 0, "value_raw": value, "unit_raw": "万元", **more}
    number = Decimal(value)
    return Fact(NOWHERE, measure, "final", value=number, value_yuan=number * UNIT, decimals=2, **settings)


def run(*facts: Fact) -> list[Check]:
    table = Table(NOWHERE, None, None, None, "万元", UNIT, 2, 2, (1,), "pdfium", ())
    identity = Identity(None, "final_account", 2024, None, "unknown", None)
    evidence = Evidence(Document("", (), "text/plain"), identity, tables=(table,), facts=facts)
    return list(pairs(evidence))


def results(*facts: Fact) -> list[tuple[str, str, str]]:
    return [(c.code, c.result, c.severity) for c in run(*facts)]


@pytest.mark.parametrize(("by_function", "result"), [("160.75", "pass"), ("161.75", "fail")])
def test_one_payment_in_both_classifications(by_function: str, result: str) -> None:
    facts = (
        fact("gpb.basic_expenditure", "160.75", economic_code="30108"),
        fact("gpb.basic_expenditure", by_function, function_code="2080505", row=1),
    )
    assert results(*facts) == [("I14", result, "info")]


@pytest.mark.parametrize(("total", "result"), [("0.39", "pass"), ("5.00", "pass"), ("0.30", "fail")])
def test_receptions_of_basic_expenditure_are_a_part_of_all(total: str, result: str) -> None:
    facts = (
        fact("gpb.basic_expenditure", "0.39", economic_code="30217"),
        fact("three_public.reception", total, row=1),
    )
    assert results(*facts) == [("I17", result, "info")]


@pytest.mark.parametrize(("closing", "result"), [("2.00", "pass"), ("3.00", "fail")])
def test_a_fund_balances(closing: str, result: str) -> None:
    facts = (
        fact("gov_fund.opening", "1.00"),
        fact("gov_fund.income", "9.00", col=1),
        fact("gov_fund.expenditure", "8.00", col=2),
        fact("gov_fund.closing", closing, col=3),
    )
    assert results(*facts) == [("I15", result, "info" if result == "pass" else "error")]


def test_a_fund_without_balances_says_nothing() -> None:
    assert results(fact("gov_fund.income", "9.00"), fact("gov_fund.expenditure", "8.00", col=2)) == []


BY_ECONOMY = fact("gpb.basic_expenditure", "160.75", economic_code="30108")
BY_FUNCTION = fact("gpb.basic_expenditure", "160.75", function_code="2080505", row=1)


def test_one_classification_alone_says_nothing() -> None:
    assert run(BY_ECONOMY) == run(BY_FUNCTION) == []


def test_figures_of_another_year_say_nothing_and_budgets_are_compared() -> None:
    assert run(*(replace(f, role="prior_final") for f in (BY_ECONOMY, BY_FUNCTION))) == []
    assert len(run(*(replace(f, role="initial_budget") for f in (BY_ECONOMY, BY_FUNCTION)))) == 1


def test_of_equal_printings_the_first_is_compared() -> None:
    (check,) = run(BY_ECONOMY, BY_ECONOMY, BY_FUNCTION, BY_FUNCTION)
    assert (check.lhs_facts, check.rhs_facts) == ((0,), (2,))
    assert run(BY_ECONOMY, replace(BY_ECONOMY, value_yuan=UNIT), BY_FUNCTION) == []


def test_a_row_of_a_code_may_have_a_name_and_a_total_may_not() -> None:
    assert len(run(replace(BY_ECONOMY, item_label="养老保险缴费"), BY_FUNCTION)) == 1
    receptions = fact("gpb.basic_expenditure", "0.39", economic_code="30217")
    of_all = fact("three_public.reception", "0.30", row=1)
    assert len(run(receptions, of_all)) == 1
    assert run(receptions, replace(of_all, item_label="甲")) == []
    assert run(receptions, replace(of_all, unit="某中心")) == []
    assert run(receptions, replace(of_all, part_of=0)) == []
    assert run(receptions, replace(of_all, function_code="201")) == []


def test_a_figure_that_words_state_is_shown_in_yuan() -> None:
    silent = replace(BY_ECONOMY, value=None, value_yuan=Decimal(0), value_raw=None, unit_raw=None)
    (check,) = run(silent, BY_FUNCTION)
    assert (check.printed, check.computed) == ("0元", "160.75万元")
    (check,) = run(BY_ECONOMY, replace(silent, economic_code=None, function_code="2080505"))
    assert (check.printed, check.computed) == ("160.75万元", "0元")


def test_three_figures_are_enough_for_a_balance_two_are_not() -> None:
    opening, income, spent = (
        fact(f"gov_fund.{name}", amount, col=col)
        for col, (name, amount) in enumerate(
            (("opening", "1.00"), ("income", "9.00"), ("expenditure", "8.00"))
        )
    )
    (check,) = run(opening, income, spent)
    assert (check.lhs_facts, check.rhs_facts, check.result) == ((0, 1), (2,), "fail")
    assert (check.printed, check.computed) == ("100000元", "80000元")
    assert run(opening, income) == []
    assert run(income, spent) == []
    assert run(opening, income, replace(spent, value_yuan=None, value=None)) == []
    assert run(opening, income, replace(spent, table=None)) == []
    for change in ({"row": 5}, {"role": "prior_final"}, {"function_code": "208"}):
        assert run(opening, income, replace(spent, **change)) == []
    (check,) = run(opening, income, spent, replace(spent, value_yuan=UNIT, col=7))
    assert check.rhs_facts == (2,)


def test_a_fund_is_named_by_what_came_in_first() -> None:
    facts = [
        fact(f"gov_fund.{name}", "1.00", col=col)
        for col, name in enumerate(("opening", "income", "expenditure"))
    ]
    (check,) = run(facts[0], replace(facts[1], item_label="乙"), facts[2])
    assert "乙" not in check.message_zh


def test_a_figure_without_its_print_is_shown_in_yuan() -> None:
    silent = replace(BY_ECONOMY, value_raw=None, unit_raw=None)
    assert [c.printed for c in run(silent, BY_FUNCTION)] == ["1607500元"]
