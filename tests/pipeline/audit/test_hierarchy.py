"""Codes against the codes one level below."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.pipeline.audit.identity_facts import fact, only, run


def test_codes_are_the_sum_of_the_codes_one_level_below() -> None:
    codes = {"201": "10.00", "20101": "6.00", "20103": "4.00", "2010301": "3.00", "2010350": "0.50"}
    facts = [fact("gpb.expenditure", v, row=r, code=c) for r, (c, v) in enumerate(codes.items())]
    checks = [c for c in run(*facts) if c.code == "I07"]
    assert [(c.formula, c.result, c.rhs_facts) for c in checks] == [
        ("function_code 201 = Σ 201??", "pass", (1, 2)),
        ("function_code 20103 = Σ 20103??", "fail", (3, 4)),
    ]


def test_the_total_row_is_the_sum_of_the_classes() -> None:
    facts = [
        fact("gpb.basic_expenditure", "9.00", row=0),
        fact("gpb.basic_expenditure", "5.00", row=1, economic="301"),
        fact("gpb.basic_expenditure", "3.00", row=2, economic="302"),
    ]
    check = only(run(*facts), "I07")
    assert (check.formula, check.lhs_facts, check.rhs_facts, check.result) == (
        "economic_code total = Σ classes",
        (0,),
        (1, 2),
        "fail",
    )


def test_of_a_code_that_stands_twice_only_sums_that_hold_are_told() -> None:
    """Tables by unit repeat codes; nothing tells which items belong to which of them."""
    codes = [("208", "5.00"), ("20805", "5.00"), ("20805", "1.00"), ("2080505", "5.00"), ("2080505", "1.00")]
    facts = [fact("gpb.expenditure", v, row=r, code=c) for r, (c, v) in enumerate(codes)]
    (check,) = run(*facts)
    assert (check.lhs_facts, check.rhs_facts, check.result) == ((1, 2), (3, 4), "pass")


def test_a_code_over_blank_items_is_suspicious() -> None:
    facts = [
        fact("gpb.expenditure", "5.00", row=0, col=2, code="20805"),
        fact("gpb.basic_expenditure", "5.00", row=0, col=3, code="20805"),
        fact("gpb.basic_expenditure", "5.00", row=1, col=3, code="2080501"),
    ]
    (missing,) = (c for c in run(*facts) if c.result == "missing_operand")
    assert (missing.code, missing.suspicious, missing.lhs_facts) == ("I07", True, (0,))


@pytest.mark.parametrize(
    ("class_", "result", "suspicious"), [("5.00", "pass", False), ("4.00", "missing_operand", True)]
)
def test_classes_make_the_grand_total_where_no_total_stands_between(
    class_: str, result: str, suspicious: bool
) -> None:
    facts = [
        fact("expenditure.total", class_, row=0, code="201"),
        fact("expenditure.total", "2.00", row=1, code="208"),
        fact("balance.closing", "1.00", row=2),
        fact("income_expenditure_total", "8.00", row=3),
    ]
    (check,) = (c for c in run(*facts) if "Σ classes" in c.formula)
    assert (check.code, check.result, check.suspicious) == ("I07", result, suspicious)


GPB = "gpb.expenditure"


@pytest.mark.parametrize("second", [(GPB, 2), ("gpb.basic_expenditure", 3)])
def test_a_code_that_stands_twice_is_of_several_units(second: tuple[str, int]) -> None:
    """Also where its other row has a figure in another column only."""
    measure, col = second
    facts = [
        fact(GPB, "5.00", row=0, col=2, code="20805"),
        fact(GPB, "4.00", row=1, col=2, code="2080501"),
        fact(measure, "3.00", row=2, col=col, code="2080501"),
    ]
    assert run(*facts) == []
    (check,) = run(*facts[:2])
    assert check.result == "fail"


def test_two_figures_of_a_code_in_one_cell_are_of_several_years() -> None:
    facts = [fact(GPB, "5.00", row=0, code="20805"), *[fact(GPB, "4.00", row=1, code="2080501")] * 2]
    assert run(*facts) == []


def test_a_level_of_zeros_lacks_nothing() -> None:
    there = fact("gpb.basic_expenditure", "0.00", row=1, col=3, code="2080501")
    assert run(fact(GPB, "0.00", row=0, col=2, code="20805"), there) == []


def test_blank_items_of_a_code_that_stands_twice_lack_nothing() -> None:
    facts = [
        fact(GPB, "5.00", row=0, col=2, code="20805"),
        fact(GPB, "5.00", row=1, col=2, code="20805"),
        fact("gpb.basic_expenditure", "5.00", row=2, col=3, code="2080501"),
    ]
    assert run(*facts) == []


def test_items_over_which_the_code_is_blank_are_suspicious() -> None:
    facts = [
        fact("gpb.basic_expenditure", "5.00", row=0, col=3, code="20805"),
        fact(GPB, "4.00", row=1, col=2, code="2080501"),
        fact("gpb.basic_expenditure", "5.00", row=1, col=3, code="2080501"),
    ]
    (missing,) = (c for c in run(*facts) if c.result == "missing_operand" and c.code == "I07")
    assert (missing.lhs_facts, missing.rhs_facts, missing.suspicious) == ((), (1,), True)


def test_a_class_that_stands_twice_fails_no_total() -> None:
    facts = [
        fact(GPB, "9.00", row=0),
        fact(GPB, "5.00", row=1, code="201"),
        fact(GPB, "5.00", row=2, code="201"),
    ]
    assert run(*facts) == []
    (check,) = run(replace(facts[0], value_yuan=facts[1].value_yuan and facts[1].value_yuan * 2), *facts[1:])
    assert (check.result, check.rhs_facts) == ("pass", (1, 2))


def test_rows_of_the_other_classification_are_no_total_row() -> None:
    facts = [
        fact(GPB, "9.00", row=0),
        fact(GPB, "5.00", row=1, code="201"),
        fact(GPB, "4.00", row=2, code="208"),
        fact(GPB, "3.00", row=3, economic="30108"),
    ]
    (check,) = (c for c in run(*facts) if c.formula == "function_code total = Σ classes")
    assert (check.lhs_facts, check.rhs_facts, check.result) == ((0,), (1, 2), "pass")


def test_classes_without_one_of_them_make_no_total() -> None:
    facts = [
        fact(GPB, "9.00", row=0),
        fact(GPB, "5.00", row=1, code="201"),
        fact(GPB, "4.00", row=2, code="20805"),
    ]
    assert [c for c in run(*facts) if "total" in c.formula] == []


WHOLE = "income_expenditure_total"


def test_one_class_alone_may_be_the_grand_total() -> None:
    facts = [fact("expenditure.total", "8.00", row=0, code="201"), fact(WHOLE, "8.00", row=1)]
    (check,) = run(*facts)
    assert (check.lhs_facts, check.rhs_facts, check.result) == ((1,), (0,), "pass")


@pytest.mark.parametrize(
    "change",
    [{"col": 1}, {"table": 1}, {"role": "prior_final"}, {"item_label": "甲"}, {"function_code": "1"}],
)
def test_a_grand_total_stands_in_the_column_of_its_classes(change: dict[str, object]) -> None:
    facts = [
        fact("expenditure.total", "8.00", row=0, code="201"),
        replace(fact(WHOLE, "8.00", row=1), **change),  # type: ignore[arg-type]
    ]
    assert [c for c in run(*facts) if "Σ classes" in c.formula] == []


def test_two_grand_totals_are_of_two_units() -> None:
    facts = [fact("expenditure.total", "8.00", row=0, code="201")]
    assert run(*facts, fact(WHOLE, "8.00", row=1), fact(WHOLE, "8.00", row=2)) == []
