"""Intervals of percentages: what was rounded from true figures always agrees."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.figures import intervals as p
from pipeline.figures.tolerance import Side, printed

CENT = Decimal("0.01")
amounts = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**7), places=6)
places = st.integers(0, 3)


def rounded(value: Decimal, decimals: int = 2, how: str = ROUND_HALF_UP) -> Decimal:
    return value.quantize(Decimal(10) ** -decimals, how)


def side(value: Decimal) -> Side:
    return printed(rounded(value), 2, Decimal(1))


@given(amounts, amounts, places)
def test_a_rounded_share_of_rounded_figures_is_never_a_failure(a: Decimal, b: Decimal, decimals: int) -> None:
    part, whole = min(a, b), max(a, b)
    exact = p.ratio(side(part), side(whole))
    assume(exact is not None)
    assert exact is not None
    assert p.percentage_result(rounded(100 * part / whole, decimals), decimals, exact) == p.PASS


@given(amounts, amounts, places)
def test_a_rounded_growth_of_rounded_figures_is_never_a_failure(
    value: Decimal, before: Decimal, decimals: int
) -> None:
    exact = p.growth(side(value), side(value - before))
    between = p.growth_between(side(value), side(before))
    percent = rounded(100 * (value - before) / before, decimals)
    for found in (exact, between):
        if found is not None:
            assert p.percentage_result(percent, decimals, found) == p.PASS


@given(amounts, amounts, places)
def test_a_share_that_was_cut_off_is_told_from_a_wrong_one(a: Decimal, b: Decimal, decimals: int) -> None:
    part, whole = min(a, b), max(a, b)
    exact = p.ratio(side(part), side(whole))
    assume(exact is not None)
    assert exact is not None
    cut = rounded(100 * part / whole, decimals, ROUND_DOWN)
    assert p.percentage_result(cut, decimals, exact) in (p.PASS, p.TRUNCATED)


@given(amounts, amounts, st.sampled_from([2, 3]))
def test_a_share_two_units_off_fails_where_the_figures_are_precise(
    a: Decimal, b: Decimal, decimals: int
) -> None:
    part, whole = min(a, b), max(a, b)
    exact = p.ratio(Side(part, Decimal(0)), Side(whole, Decimal(0)))
    assert exact is not None
    wrong = rounded(100 * part / whole, decimals) + 2 * Decimal(10) ** -decimals
    assert p.percentage_result(wrong, decimals, exact) == p.FAIL


@given(st.lists(amounts, min_size=2, max_size=9))
def test_rounded_shares_add_to_100_within_their_slack(parts: list[Decimal]) -> None:
    whole = sum(parts, Decimal(0))
    total, slack = p.shares_add_up((rounded(100 * part / whole), 2) for part in parts)
    assert abs(total - 100) <= slack


def test_a_base_that_may_be_nothing_gives_no_interval() -> None:
    assert p.ratio(side(Decimal(1)), Side(Decimal("0.004"), Decimal("0.005"))) is None
    assert p.growth(side(Decimal(5)), side(Decimal(5))) is None


def test_figures_that_leave_more_than_a_printed_unit_open() -> None:
    exact = p.ratio(side(Decimal("0.02")), side(Decimal("0.03")))
    assert exact is not None
    assert p.is_low_precision(2, exact)
    assert not p.is_low_precision(2, p.Interval(Decimal("1.001"), Decimal("1.002")))


@pytest.mark.parametrize(
    ("shares", "number", "plugged"),
    [
        (["86.05", "3.52", "0.88", "9.55"], 3, True),
        (["86.05", "3.52", "0.88", "9.54"], 3, False),
        (["86.05", "3.52", "0.88", "9.55"], 0, False),
    ],
)
def test_a_share_that_was_made_to_fit(shares: list[str], number: int, plugged: bool) -> None:
    values = [(Decimal(s), 2) for s in shares]
    assert p.is_plugged(number, values, p.Interval(Decimal("9.557"), Decimal("9.559"))) is plugged


def test_one_digit_away_needs_one_answer() -> None:
    exact = p.Interval(Decimal("12.335"), Decimal("12.345"))
    assert p.one_digit_away("13.24", exact, 2) is None
    assert p.one_digit_away("21.34", exact, 2) == "12.34"
