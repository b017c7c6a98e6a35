"""Identities that fail where operands may be missing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.records import Check
from pipeline.audit import audit
from tests.pipeline.audit.drawn import cell, printed, table
from tests.pipeline.audit.identity_facts import fact, only, run

TOTAL, FISCAL, OTHER = "income.total", "income.fiscal", "income.other"


def sides(*more: tuple[str, str], unknown: str = "") -> Check:
    """I01 of a summary with a gap of 3.00, and what else stands in its column."""
    rows = [(FISCAL, "5.00"), (OTHER, "2.00"), *more, (TOTAL, "10.00")]
    facts = [printed(v, m, row=n, col=1) for n, (m, v) in enumerate(rows)]
    cells = [cell(v, n, 1) for n, (_, v) in enumerate(rows)]
    if unknown:
        cells.append(cell(unknown, len(rows), 1))
    return only(audit(facts, [table(*cells)]), "I01")


def test_a_gap_that_nothing_explains_is_the_documents() -> None:
    assert sides().result == "fail"
    assert sides(unknown="1.00").result == "fail"
    assert sides(("balance.opening", "1.00")).result == "fail"


def test_a_gap_that_an_unknown_amount_or_a_balance_explains() -> None:
    assert sides(unknown="3.00").result == "missing_operand"
    assert sides(("balance.opening", "3.00")).result == "missing_operand"


def test_a_part_that_is_the_gap_is_part_of_another_one() -> None:
    """其中 is not always printed: 5 + 2 + 3 = 7 where 3 lies in 5."""
    facts = [
        printed(v, m, row=n, col=1)
        for n, (m, v) in enumerate(
            ((FISCAL, "5.00"), (OTHER, "2.00"), ("income.special_account", "3.00"), (TOTAL, "7.00"))
        )
    ]
    check = only(audit(facts, [table()]), "I01")
    assert (check.result, check.suspicious, check.diff) == ("missing_operand", True, Decimal(-30000))


def test_in_a_row_the_amounts_beside_the_operands_count() -> None:
    facts = [printed(v, m, row=1, col=n) for n, (m, v) in enumerate(((TOTAL, "10.00"), (FISCAL, "7.00")), 2)]
    cells = [cell("10.00", 1, 2), cell("7.00", 1, 3), cell("3.00", 1, 4)]
    assert only(audit(facts, [table(*cells)]), "I01").result == "missing_operand"
    assert only(audit(facts, [table(*cells[:2])]), "I01").result == "fail"


def rows_of(*totals: str) -> list[Check]:
    facts = [
        fact(measure, value, row=n, col=col, code=f"2010{n}")
        for n, total in enumerate(totals, 1)
        for col, (measure, value) in enumerate(
            (
                (f"expenditure.{part}", v)
                for part, v in (("total", total), ("basic", "2.00"), ("project", "3.00"))
            ),
            1,
        )
    ]
    return [c for c in run(*facts) if c.code == "I06"]


@pytest.mark.parametrize(
    ("totals", "results"),
    [
        (("9.00",), ["fail"]),
        (("9.00", "5.00"), ["fail", "pass"]),
        (("9.00", "9.00", "5.00", "5.00"), ["fail", "fail", "pass", "pass"]),
        (("9.00", "8.00", "5.00"), ["missing_operand", "missing_operand", "pass"]),
    ],
)
def test_columns_that_mostly_do_not_add_up_are_not_understood(totals: list[str], results: list[str]) -> None:
    assert [c.result for c in rows_of(*totals)] == results


def across(unknown: str) -> Check:
    facts = [printed("10.00", TOTAL, row=1, col=1), printed("9.00", TOTAL, table=1)]
    cells = [cell("10.00", 1, 1), *([cell(unknown, 1, 2)] if unknown else [])]
    return only(
        audit(
            facts, [table(*cells, canonical_table="fa_income"), table(canonical_table="fa_income_by_unit")]
        ),
        "I08",
    )


def test_two_totals_that_an_amount_beside_one_of_them_sets_apart() -> None:
    assert across("").result == "fail"
    assert across("2.00").result == "fail"
    assert across("1.00").result == "missing_operand"


def test_a_code_that_was_inferred_contradicts_nothing() -> None:
    facts = [
        printed("10.00", "gpb.expenditure", function_code="20101"),
        printed("9.00", "gpb.expenditure", function_code="20101", table=1, extractor="names"),
    ]
    assert (
        only(
            audit(facts, [table(canonical_table=kind) for kind in ("fa_gpb_expenditure", "fa_gpb_basic")]),
            "I11",
        ).result
        == "missing_operand"
    )


def test_a_row_that_is_blank_where_the_grand_total_needs_it_is_suspicious() -> None:
    facts = [printed("8.00", TOTAL, row=1, col=1), printed("10.00", "income_expenditure_total", row=3, col=1)]
    check = only(audit(facts, [table()]), "I02")
    assert (check.result, check.suspicious) == ("missing_operand", True)
    known = only(audit(facts, [table(cell("2.00", 2, 1))]), "I02")
    assert (known.result, known.suspicious) == ("missing_operand", False)
