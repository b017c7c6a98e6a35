"""Accounting identities over hand-made facts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.records import Cell, Fact
from pipeline.figures.tolerance import Side, equality_result, printed, total
from tests.pipeline.audit.identity_facts import NOWHERE, UNIT, fact, only, run, summary, table

ROW = ("gpb.expenditure", "gpb.basic_expenditure", "gpb.project_expenditure")


@pytest.mark.parametrize(
    ("project", "result", "severity"),
    [
        ("4.00", "pass", "info"),
        ("4.01", "pass_rounding", "info"),
        ("4.02", "fail", "error"),
        ("-4.00", "fail", "error"),
    ],
)
def test_a_row_adds_up_within_the_rounding_of_its_terms(project: str, result: str, severity: str) -> None:
    values = ("10.00", "6.00", project)
    check = only(run(*(fact(m, v, col=c) for c, (m, v) in enumerate(zip(ROW, values, strict=True)))), "I06")
    assert (check.result, check.severity) == (result, severity)
    assert (check.lhs_facts, check.rhs_facts) == ((0,), (1, 2))
    assert check.tolerance == Decimal(150)  # three times half a hundredth of 10,000 yuan
    assert check.lhs == Decimal(100000)
    assert check.rhs == (Decimal("6.00") + Decimal(project)) * UNIT
    assert (check.interval_low, check.interval_high) == (check.rhs - 100, check.rhs + 100)


def test_a_failing_check_says_what_is_wrong_in_both_languages() -> None:
    check = only(run(fact(ROW[0], "10.00"), fact(ROW[1], "6.00"), fact(ROW[2], "3.00")), "I06")
    assert (
        check.message_zh == "合计：一般公共预算支出100000元不等于基本支出与项目支出之和90000元，相差10000元"
    )
    assert check.message_en == (
        "Total: general public budget expenditure 100000 yuan is not basic plus project 90000, by 10000"
    )


def test_of_which_columns_are_no_parts() -> None:
    parts = ("expenditure.total", "expenditure.basic", "expenditure.project", "expenditure.business")
    values = ("10.00", "6.00", "4.00", "2.00")
    facts = [fact(m, v, col=c) for c, (m, v) in enumerate(zip(parts, values, strict=True))]
    check = only(run(*facts), "I06")
    assert (check.result, check.rhs_facts) == ("pass", (1, 2))


@pytest.mark.parametrize(("amount", "result"), [("1.00", "missing_operand"), ("0.50", "fail")])
def test_an_unknown_column_is_a_missing_operand_where_it_makes_up_what_is_missing(
    amount: str, result: str
) -> None:
    value = Decimal(amount)
    cell = Cell(
        NOWHERE, 0, 3, 1, 1, amount, False, None, None, ("结转下年",), value, value * UNIT, "printed", 2
    )
    facts = [fact(m, v, col=c) for c, (m, v) in enumerate(zip(ROW, ("10.00", "6.00", "3.00"), strict=True))]
    assert only(run(*facts, tables=(table([cell]),)), "I06").result == result


def test_both_sides_of_a_summary_have_one_total() -> None:
    facts = [fact("income_expenditure_total", "8.00", col=1), fact("income_expenditure_total", "8.50", col=3)]
    check = only(run(*facts), "I04")
    assert (check.result, check.lhs_facts, check.rhs_facts, check.diff) == (
        "fail",
        (0,),
        (1,),
        Decimal(-5000),
    )


def test_totals_of_units_below_each_other_are_no_two_sides() -> None:
    facts = [
        fact("income_expenditure_total", v, row=r, col=1) for r, v in enumerate(("8.00", "3.00", "5.00"))
    ]
    assert run(*facts) == []


THREE_PUBLIC = {
    "three_public.total": "3.10",
    "three_public.abroad": "0",
    "three_public.vehicle": "2.50",
    "three_public.vehicle_purchase": "0",
    "three_public.vehicle_operation": "2.50",
    "three_public.reception": "0.60",
}


def test_three_public_expenses_and_their_vehicles() -> None:
    facts = [fact(m, v, col=c) for c, (m, v) in enumerate(THREE_PUBLIC.items())]
    checks = [c for c in run(*facts) if c.code == "I16"]
    assert [(c.result, c.lhs, c.rhs) for c in checks] == [
        ("pass", Decimal(31000), Decimal(31000)),
        ("pass", Decimal(25000), Decimal(25000)),
    ]


def test_three_public_expenses_by_unit_add_up_row_by_row() -> None:
    facts = [fact(m, v, row=r, col=c) for r in (0, 1) for c, (m, v) in enumerate(THREE_PUBLIC.items())]
    assert [c.result for c in run(*facts) if c.code == "I16"] == ["pass"] * 4


def test_three_public_expenses_without_their_items_miss_an_operand() -> None:
    facts = [fact("three_public.total", "3.10"), fact("three_public.reception", "0.60", col=1)]
    assert only(run(*facts), "I16").result == "missing_operand"


def test_basic_expenditure_of_one_table_against_personnel_and_public_of_another() -> None:
    facts = [
        fact("gpb.basic_expenditure", "105.58", table=0),
        fact("gpb.personnel", "95.36", table=1),
        fact("gpb.public", "10.23", table=1, col=1),
    ]
    check = only(run(*facts), "I12")
    assert (check.result, check.diff) == ("pass_rounding", Decimal("-100.00"))


def test_two_values_of_one_measure_are_not_compared_across_tables() -> None:
    facts = [
        fact("gpb.basic_expenditure", "105.58", table=0),
        fact("gpb.basic_expenditure", "99.00", table=0, row=1),
        fact("gpb.personnel", "95.36", table=1),
        fact("gpb.public", "10.23", table=1, col=1),
    ]
    assert run(*facts) == []


def test_roles_are_kept_apart() -> None:
    facts = [
        fact("gpb.expenditure", "10.00"),
        fact("gpb.basic_expenditure", "6.00", role="initial_budget"),
        fact("gpb.project_expenditure", "1.00", role="initial_budget"),
    ]
    assert run(*facts) == []


@given(st.lists(st.decimals(-(10**8), 10**8, places=4), min_size=1, max_size=12))
def test_a_total_of_rounded_parts_is_never_a_failure(exact: list[Decimal]) -> None:
    cent = Decimal("0.01")
    parts = [printed(v.quantize(cent), 2, Decimal(1)) for v in exact]
    whole = printed(sum(exact, Decimal(0)).quantize(cent), 2, Decimal(1))
    assert equality_result(whole, total(parts)) != "fail"


def test_a_difference_beyond_all_rounding_fails() -> None:
    assert equality_result(Side(Decimal(10), Decimal(1)), Side(Decimal(13), Decimal("1.9"))) == "fail"
    assert equality_result(Side(Decimal(10), Decimal(1)), Side(Decimal(13), Decimal(2))) == "pass_rounding"


def test_a_blank_item_of_the_three_public_expenses_is_zero() -> None:
    facts = [fact("three_public.vehicle", "2.50"), fact("three_public.vehicle_operation", "2.50", col=1)]
    assert only(run(*facts), "I16").result == "pass"


def test_items_stand_for_a_blank_subtotal_of_the_vehicles() -> None:
    values = {
        **THREE_PUBLIC,
        "three_public.vehicle_purchase": "1.00",
        "three_public.vehicle_operation": "1.50",
    }
    del values["three_public.vehicle"]
    check = only(run(*(fact(m, v, col=c) for c, (m, v) in enumerate(values.items()))), "I16")
    assert (check.result, check.rhs) == ("pass", Decimal(31000))
    assert check.formula.endswith(
        "three_public.abroad + three_public.vehicle_purchase + three_public.vehicle_operation"
        " + three_public.reception"
    )


def test_total_income_is_the_sum_of_the_sources_above_it() -> None:
    checks = run(*summary(("income.fiscal", "8.00"), ("income.other", "2.00"), ("income.total", "10.00")))
    assert (only(checks, "I01").result, only(checks, "I01").rhs) == ("pass", Decimal("100000.00"))


def test_the_parts_of_fiscal_income_stand_for_it_where_it_is_not_printed() -> None:
    checks = run(*summary(("income.gpb", "8.00"), ("income.gov_fund", "1.00"), ("income.total", "10.00")))
    assert (only(checks, "I01").result, only(checks, "I01").diff) == ("fail", Decimal("10000.00"))


def test_subsidies_printed_below_total_income_are_part_of_the_grand_total_only() -> None:
    """As Shandong prints it: yantai/2b7c02fc3cf8 p. 8."""
    checks = run(
        *summary(
            ("income.fiscal", "191195.79"),
            ("income.other", "26.00"),
            ("income.total", "191221.79"),
            ("income.superior_subsidy", "173.00"),
            ("income_expenditure_total", "191394.79"),
        )
    )
    assert {c.code: c.result for c in checks} == {"I01": "pass", "I02": "pass"}


def test_a_grand_total_may_stand_on_both_sides_of_a_summary() -> None:
    total = ("income_expenditure_total", "10.00")
    left = summary(("income.total", "9.00"), ("balance.opening", "1.00"), total)
    right = [replace(f, col=3) for f in left[2:]]
    checks = run(*left, *right)
    assert (only(checks, "I02").result, only(checks, "I04").result) == ("pass", "pass")


@pytest.mark.parametrize(("amount", "result"), [("1.00", "missing_operand"), ("7.00", "fail")])
def test_an_unknown_row_is_a_missing_operand_where_it_makes_up_what_is_missing(
    amount: str, result: str
) -> None:
    facts = summary(("income.fiscal", "8.00"), ("income.other", "1.00"), ("income.total", "10.00"))
    value = Decimal(amount)
    unknown = Cell(
        NOWHERE, 7, 1, 1, 1, amount, False, "捐赠", None, ("预算数",), value, value * 10000, "printed", 2
    )
    assert only(run(*facts, tables=[table([unknown])]), "I01").result == result


def test_fiscal_expenditure_of_a_class_is_the_sum_of_its_budgets() -> None:
    measures = ("fiscal.expenditure", "gpb.expenditure", "gov_fund.expenditure")
    values = ("10.00", "6.00", "3.00")
    facts = [fact(m, v, col=c, code="212") for c, (m, v) in enumerate(zip(measures, values, strict=True))]
    assert (only(run(*facts), "I10").result, only(run(*facts), "I10").diff) == ("fail", Decimal("10000.00"))


SUMMARY_TABLE = replace(table(), canonical_table="bd_income_expenditure_summary")


EXPENDITURE_TABLE = replace(table(), canonical_table="bd_expenditure")


@pytest.mark.parametrize(("there", "result"), [("5.00", "pass"), ("5.01", "pass_rounding"), ("5.10", "fail")])
def test_a_figure_is_the_same_in_every_table(there: str, result: str) -> None:
    facts = (
        fact("expenditure.total", "5.00", code="205"),
        fact("expenditure.total", there, code="205", table=1),
    )
    assert only(run(*facts, tables=[SUMMARY_TABLE, EXPENDITURE_TABLE]), "I09").result == result


def test_tables_of_several_units_are_not_compared() -> None:
    facts = (fact("expenditure.total", "5.00"), fact("expenditure.total", "7.00", table=1))
    assert run(*facts, tables=[EXPENDITURE_TABLE, EXPENDITURE_TABLE]) == []


def test_figures_of_different_codes_or_roles_are_not_compared() -> None:
    facts = (
        fact("expenditure.total", "5.00", code="205"),
        fact("expenditure.total", "7.00", code="208", table=1),
        fact("expenditure.total", "9.00", code="205", table=1, role="prior_final"),
    )
    assert run(*facts, tables=[SUMMARY_TABLE, EXPENDITURE_TABLE]) == []


def test_a_part_whose_cell_is_blank_counts_as_zero() -> None:
    facts = [
        fact("gpb.expenditure", "8.00", row=0, col=2),
        fact("gpb.basic_expenditure", "8.00", row=0, col=3),
        fact("gpb.project_expenditure", "5.00", row=1, col=4),
    ]
    assert only(run(*facts), "I06").result == "pass"


def test_a_blank_part_that_cannot_be_zero_fails() -> None:
    facts = [
        fact("gpb.expenditure", "8.00", row=0, col=2),
        fact("gpb.basic_expenditure", "6.00", row=0, col=3),
        fact("gpb.project_expenditure", "5.00", row=1, col=4),
    ]
    check = only(run(*facts), "I06")
    assert (check.result, check.lhs, check.rhs) == ("fail", Decimal(80000), Decimal(60000))


def test_a_table_without_the_other_columns_misses_nothing() -> None:
    assert run(fact("gpb.expenditure", "8.00"), fact("gpb.basic_expenditure", "6.00", col=1)) == []


def columns(*measures_and_values: tuple[str, str], row: int = 0, first: int = 0) -> list[Fact]:
    return [fact(m, v, row=row, col=first + c) for c, (m, v) in enumerate(measures_and_values)]


def test_of_which_columns_that_leave_too_few_parts_are_parts() -> None:
    facts = columns(
        ("expenditure.total", "6.00"), ("expenditure.basic", "6.00"), ("expenditure.business", "2.00")
    )
    assert only(run(*facts), "I06").result == "fail"


def test_a_part_that_stands_twice_in_a_row_adds_up_to_nothing_and_hides_no_other_row() -> None:
    twice = columns((ROW[0], "10.00"), (ROW[1], "6.00"), (ROW[1], "4.00"), (ROW[2], "4.00"))
    right = columns((ROW[0], "10.00"), (ROW[1], "6.00"), (ROW[2], "4.00"), row=1, first=5)
    assert [c for c in run(*twice) if c.code == "I06"] == []
    assert only(run(*twice, *right), "I06").lhs_facts == (4,)


def test_three_public_expenses_below_each_other() -> None:
    facts = [fact(m, v, row=r) for r, (m, v) in enumerate(THREE_PUBLIC.items())]
    assert [c.result for c in run(*facts) if c.code == "I16"] == ["pass", "pass"]


PARTS = (("gpb.personnel", "95.36"), ("gpb.public", "10.22"))


def in_table(number: int, *parts: tuple[str, str]) -> list[Fact]:
    return [replace(f, table=number) for f in columns(*parts)]


def test_a_sum_over_tables_needs_two_tables_all_parts_and_one_value() -> None:
    whole = ("gpb.basic_expenditure", "105.58")

    def found(*facts: Fact) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
        return [(c.result, c.lhs_facts, c.rhs_facts) for c in run(*facts) if c.code == "I12"]

    assert found(*in_table(0, whole), *in_table(1, *PARTS)) == [("pass", (0,), (1, 2))]
    assert found(*in_table(0, whole, *PARTS)) == [("pass", (0,), (1, 2))]  # told of the table, once
    assert found(*in_table(0, whole), *in_table(1, PARTS[0])) == []
    again = [replace(f, row=7) for f in in_table(1, PARTS[0])]
    assert found(*in_table(0, whole), *in_table(1, *PARTS), *again) == [("pass", (0,), (1, 2))]
    other = [replace(f, value_yuan=UNIT) for f in again]
    assert found(*in_table(0, whole), *in_table(1, *PARTS), *other) == []


def test_a_summary_that_prints_a_part_twice_and_differently_is_of_two_bodies() -> None:
    rows = summary(("income.fiscal", "8.00"), ("income.other", "2.00"), ("income.total", "10.00"))
    other = replace(rows[1], col=3, value_yuan=UNIT)
    assert [c for c in run(*rows, other) if c.code == "I01"] == []
    same = replace(rows[2], col=3)
    assert only(run(*rows, same), "I01").lhs_facts == (2,)


def test_a_summary_of_one_role_does_not_hide_another() -> None:
    budget = [
        replace(f, role="initial_budget")
        for f in summary(("income.fiscal", "8.00"), ("income.total", "8.00"))
    ]
    final = summary(("income.fiscal", "8.00"), ("income.other", "2.00"), ("income.total", "10.00"))
    twice = replace(budget[1], value_yuan=UNIT)
    assert [c.lhs_facts for c in run(*budget, twice, *final) if c.code == "I01"] == [(5,)]


def test_an_unknown_row_may_stand_in_the_column_of_the_first_part() -> None:
    facts = [
        fact("income.fiscal", "7.00", row=0, col=1),
        fact("income.other", "2.00", row=0, col=3),
        fact("income.total", "10.00", row=2, col=3),
    ]
    value = Decimal("1.00")
    cell = Cell(NOWHERE, 7, 1, 1, 1, "1.00", False, "捐赠", None, (), value, value * UNIT, "printed", 2)
    assert only(run(*facts, tables=[table([cell])]), "I01").result == "missing_operand"
    last = replace(cell, col=5)
    assert only(run(*facts, tables=[table([last])]), "I01").result == "fail"


def test_lists_by_unit_in_one_role_do_not_hide_the_two_sides_of_another() -> None:
    units = [
        replace(fact("income_expenditure_total", v, row=r, col=1), role="initial_budget")
        for r, v in enumerate(("8.00", "3.00"))
    ]
    sides = [fact("income_expenditure_total", "8.00", col=c) for c in (1, 3)]
    assert only(run(*units, *sides), "I04").lhs_facts == (2,)


def same_everywhere(*facts: Fact) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    tables = [SUMMARY_TABLE, EXPENDITURE_TABLE, replace(table(), canonical_table="bd_gpb")]
    return [(c.lhs_facts, c.rhs_facts) for c in run(*facts, tables=tables) if c.code == "I09"]


def test_the_first_printings_of_two_tables_are_compared() -> None:
    here, there = (fact("expenditure.total", "5.00", code="205", table=n) for n in (0, 1))
    assert same_everywhere(here, replace(here, row=3), there, replace(there, row=3)) == [((0,), (2,))]


def test_a_table_that_prints_two_figures_is_of_several_units() -> None:
    one, two, three = (fact("expenditure.total", "5.00", code="205", table=n) for n in (0, 1, 2))
    other = replace(one, row=3, value_yuan=UNIT)
    assert same_everywhere(one, other, two, three) == []
    coded = [fact("expenditure.total", "6.00", code="208", table=n) for n in (1, 2)]
    assert same_everywhere(one, other, two, *coded) == [((3,), (4,))]


def test_rows_with_a_name_are_not_compared_across_tables() -> None:
    here, there = (replace(fact("expenditure.total", "5.00", table=n), item_label="某项") for n in (0, 1))
    assert same_everywhere(here, there) == []
