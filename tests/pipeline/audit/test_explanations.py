"""What else two figures may mean that seem to contradict each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from extractors.records import Cell, Check, Fact, Table
from pipeline.audit.evidence import Evidence
from pipeline.audit.explanations import Explanations, is_near, is_slip_of_sum, significant_digits
from pipeline.figures.tolerance import printed as side
from tests.pipeline.audit.drawn import NOWHERE, evidence, printed, quantities, stated

TEXT = "支出合计900.00万元，其中甲3210.50万元，占32.10%，比上年增加100.00万元，增长12.50%。"
TABLE = Table(NOWHERE, None, "x", "表", "万元", Decimal(10000), 1, 3, (1,), "pdfium", ())


def cell(col: int, amount: str) -> Cell:
    value = Decimal(amount)
    return Cell(NOWHERE, 0, col, 1, 1, amount, False, None, None, (), value, value * 10000, "printed", 2)


def explained(*facts: Fact, cells: tuple[Cell, ...] = (), text: str = TEXT, **more: Any) -> Explanations:
    return Explanations(evidence(text, facts, (replace(TABLE, cells=cells),), **more))


def test_an_amount_of_another_cell_is_printed_as_another() -> None:
    facts = stated(TEXT, "3210.50万元"), printed("3000.00")
    other = (cell(0, "3000.00"), cell(1, "3210.50"))
    assert explained(*facts, cells=other).is_printed_as_another(0, 1)
    assert not explained(*facts, cells=other[:1]).is_printed_as_another(0, 1)


def test_an_amount_of_few_digits_may_be_anywhere() -> None:
    facts = stated(TEXT, "900.00万元"), printed("800.00")
    assert not explained(*facts, cells=(cell(1, "900.00"),)).is_printed_as_another(0, 1)


def test_the_total_of_another_measure() -> None:
    n, m = stated(TEXT, "3210.50万元", measure="gpb.expenditure"), printed("3110.50", "gpb.expenditure")
    other = printed("3210.50", "expenditure.total")
    assert explained(n, m, other).is_total_of_another(0, 1)
    assert not explained(n, m, replace(other, measure="gpb.expenditure")).is_total_of_another(0, 1)
    assert not explained(n, m, replace(other, function_code="208")).is_total_of_another(0, 1)


@pytest.mark.parametrize(("carried", "found"), [("142.80", True), ("142.70", False)])
def test_a_difference_that_is_a_total_of_its_own(carried: str, found: bool) -> None:
    """3210.50 with, 3067.70 without a carry-over of 142.80."""
    facts = stated(TEXT, "3210.50万元"), printed("3067.70"), printed(carried, "balance.opening")
    assert explained(*facts).differs_by_a_figure(0, 1) is found


def test_a_difference_in_the_last_digits_is_no_figure() -> None:
    facts = stated(TEXT, "3210.50万元"), printed("3210.46"), printed("0.04", "balance.opening")
    assert not explained(*facts).differs_by_a_figure(0, 1)


def rate(code: str, *positions: int, lhs: str = "1", low: str = "0", high: str = "0") -> Check:
    middle = (Decimal(low) + Decimal(high)) / 2
    return Check(
        code,
        "rate",
        positions[:1],
        positions[1:],
        Decimal(lhs),
        middle,
        None,
        None,
        "fail",
        "error",
        interval_low=Decimal(low),
        interval_high=Decimal(high),
    )


def test_a_growth_of_other_figures_of_the_paragraph() -> None:
    """100 more than 800 is 12.50 %: the rate is of 900.00, not of 3210.50."""
    raws = ("900.00万元", "3210.50万元", "100.00万元")
    growth = stated(TEXT, "12.50%", "growth_yoy")
    value, change = stated(TEXT, raws[1]), stated(TEXT, raws[2], "change_yoy")
    found = explained(growth, value, change, quantities=quantities(TEXT, *raws))
    assert found.has_another_base(rate("P01", 0, 1, 2))
    without = explained(growth, value, change, quantities=quantities(TEXT, *raws[1:]))
    assert not without.has_another_base(rate("P01", 0, 1, 2))


def test_a_share_of_another_total_or_of_the_code_above() -> None:
    """3210.50 of 10000.00 is 32.10 % (32.105)."""
    share, part, total = stated(TEXT, "32.10%", "share"), stated(TEXT, "3210.50万元"), printed("9000.00")
    assert not explained(share, part, total).has_another_base(rate("P02", 0, 1, 2))
    other = printed("10000.00", "income.total")
    assert explained(share, part, total, other).has_another_base(rate("P02", 0, 1, 2))
    coded = replace(part, function_code="21303")
    above = printed("10000.00", "gpb.expenditure", function_code="213")
    assert explained(share, coded, total, above).has_another_base(rate("P02", 0, 1, 2))


def test_a_change_between_other_figures() -> None:
    text = "2024年900.00万元，2023年800.00万元，2022年750.00万元，增加100.00万元。"
    raws = ("900.00万元", "800.00万元", "750.00万元", "100.00万元")
    change = stated(text, raws[3], "change_yoy")
    facts = replace(change, value_raw="100.01"), stated(text, raws[0]), stated(text, raws[2], "prior_final")
    found = explained(*facts, text=text, quantities=quantities(text, *raws))
    assert found.has_another_base(rate("P06", 0, 1, 2))
    assert not found.has_another_base(rate("N04", 0, 1, 2))


@pytest.mark.parametrize(
    ("raw", "low", "high", "known"),
    [
        ("12.50%", "13.49", "13.51", True),  # a digit
        ("12.50%", "12.20", "12.21", True),  # near
        ("12.50%", "1250.1", "1250.3", True),  # a quotient printed as percent
        ("12.50%", "44.1", "44.2", False),
        ("0.07%", "0.001", "0.002", False),  # too few digits to say so
    ],
)
def test_slips_of_a_rate(raw: str, low: str, high: str, known: bool) -> None:
    text = f"增长{raw}，900.00万元，100.00万元"
    growth = stated(text, raw, "growth_yoy")
    facts = growth, stated(text, "900.00万元"), stated(text, "100.00万元", "prior_final")
    check = rate("P01", 0, 1, 2, lhs=raw.rstrip("%"), low=low, high=high)
    assert explained(*facts, text=text).is_known_slip(check) is known


def test_a_rate_of_this_years_figure_is_a_slip() -> None:
    """100 of 900 is 11.11 %, of last year's 800 it is 12.50 %."""
    text = "900.00万元，增加100.00万元，增长11.11%"
    facts = (
        stated(text, "11.11%", "growth_yoy"),
        stated(text, "900.00万元"),
        stated(text, "100.00万元", "change_yoy"),
    )
    check = rate("P01", 0, 1, 2, lhs="11.11", low="12.49", high="12.51")
    assert explained(*facts, text=text).is_known_slip(check)


@pytest.mark.parametrize(
    ("one", "other", "digits", "near"),
    [
        ("4955.16", "4965.16", 4, True),
        ("4955.16", "4955.1", 4, True),
        ("4955.16", "49551600", 4, True),  # yuan for 万元
        ("3210.48", "3120.48", 4, True),
        ("4955.16", "4812.36", 4, False),
        ("6.50", "7.50", 4, False),
        ("215.00", "615.00", 3, True),
        ("0.00", "4955.16", 4, False),
    ],
)
def test_figures_that_a_slip_explains(one: str, other: str, digits: int, near: bool) -> None:
    facts = printed(one), printed(other)
    sides = tuple(side(f.value_yuan or Decimal(0), f.decimals, Decimal(10000)) for f in facts)
    assert is_near(*facts, (sides[0], sides[1]), digits) is near


@pytest.mark.parametrize(("raw", "digits"), [("1,230.00", 3), ("0.06", 1), ("0", 0), ("10.40", 3)])
def test_zeros_at_either_end_say_nothing(raw: str, digits: int) -> None:
    assert significant_digits(printed(raw)) == digits


@pytest.mark.parametrize(
    ("lhs", "rhs", "slip"), [("77.67", "77.77", True), ("77.67", "79.17", False), ("7", "8", False)]
)
def test_a_sum_that_one_digit_makes_right(lhs: str, rhs: str, slip: bool) -> None:
    whole = printed(lhs)
    check = replace(rate("I16", 0), lhs=whole.value_yuan, rhs=Decimal(rhs) * 10000)
    assert is_slip_of_sum(check, Evidence.of(evidence("", (whole,), (TABLE,)))) is slip
