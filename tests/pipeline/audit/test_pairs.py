"""Soft checks between tables, and funds that balance."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.document import Document, Place
from extractors.records import Fact, Identity, Table
from pipeline.audit.evidence import Evidence
from pipeline.audit.pairs import pairs

NOWHERE = Place(1, None, None, None)
UNIT = Decimal(10000)


def fact(measure: str, value: str, **more: object) -> Fact:
    settings = {"source_kind": "table", "table": 0, "row": 0, "value_raw": value, "unit_raw": "万元", **more}
    number = Decimal(value)
    return Fact(NOWHERE, measure, "final", value=number, value_yuan=number * UNIT, decimals=2, **settings)


def results(*facts: Fact) -> list[tuple[str, str, str]]:
    table = Table(NOWHERE, None, None, None, "万元", UNIT, 2, 2, (1,), "pdfium", ())
    identity = Identity(None, "final_account", 2024, None, "unknown", None)
    evidence = Evidence(Document("", (), "text/plain"), identity, tables=(table,), facts=facts)
    return [(c.code, c.result, c.severity) for c in pairs(evidence)]


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
