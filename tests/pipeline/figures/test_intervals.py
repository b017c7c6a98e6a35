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


def between(low: str, high: str | None = None) -> p.Interval:
    return p.Interval(Decimal(low), Decimal(high or low))


def exactly(value: str, slack: str = "0") -> Side:
    return Side(Decimal(value), Decimal(slack))


@pytest.mark.parametrize(
    ("other", "meets"),
    [("1", False), ("1.9", False), ("2", True), ("2.5", True), ("3", True), ("3.1", False)],
)
def test_intervals_meet_where_their_ends_touch(other: str, meets: bool) -> None:
    assert between("2", "3").meets(between(other)) is meets
    assert between(other).meets(between("2", "3")) is meets
    assert between("2", "3").width == 1


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (exactly("1"), exactly("4"), between("25")),
        (exactly("1", "0.5"), exactly("4", "1"), between("10", "50")),
        (exactly("-1", "0.5"), exactly("4", "1"), between("-50", "-10")),
        (exactly("1"), exactly("-4"), between("-25")),
        (exactly("1"), exactly("0.5", "0.5"), None),
        (exactly("1"), exactly("-0.5", "0.5"), None),
        (exactly("1"), exactly("0.75", "0.25"), between("100", "200")),
        (exactly("1"), exactly("-0.75", "0.25"), between("-200", "-100")),
    ],
)
def test_a_share_reaches_as_far_as_both_roundings(part: Side, whole: Side, share: p.Interval | None) -> None:
    assert p.ratio(part, whole) == share


@pytest.mark.parametrize(
    ("value", "change", "rate"),
    [
        (exactly("125"), exactly("25"), between("25")),
        (exactly("75"), exactly("-25"), between("-25")),
        (exactly("150", "10"), exactly("50", "10"), between("33.33", "75")),
        (exactly("50"), exactly("50"), None),
        (exactly("51"), exactly("50", "1"), None),
        (exactly("51", "1"), exactly("50"), None),
        (exactly("49"), exactly("50", "1"), None),
        (exactly("52"), exactly("50", "1"), between("1633.33", "5100")),
        (exactly("48"), exactly("50", "1"), between("-4900", "-1700")),
    ],
)
def test_growth_is_the_change_over_what_was_before(
    value: Side, change: Side, rate: p.Interval | None
) -> None:
    found = p.growth(value, change)
    cent = None if found is None else p.Interval(rounded(found.low), rounded(found.high))
    assert cent == rate


def test_growth_between_two_years() -> None:
    assert p.growth_between(exactly("125"), exactly("100")) == between("25")
    assert p.growth_between(exactly("150", "10"), exactly("90", "10")) == between("40", "100")
    assert p.growth_between(exactly("1"), exactly("0")) is None


@pytest.mark.parametrize(
    ("percent", "decimals", "exact", "result"),
    [
        ("12.34", 2, between("12.335"), "pass"),
        ("12.34", 2, between("12.345"), "pass"),
        ("12.34", 2, between("12.3451"), "pass_truncated"),
        ("12.34", 2, between("12.3499", "12.36"), "pass_truncated"),
        ("12.34", 2, between("12.35"), "fail"),
        ("12.34", 2, between("12.3349"), "fail"),
        ("-12.34", 2, between("-12.345"), "pass"),
        ("-12.34", 2, between("-12.3451"), "pass_truncated"),
        ("-12.34", 2, between("-12.36", "-12.3499"), "pass_truncated"),
        ("-12.34", 2, between("-12.35"), "fail"),
        ("-12.34", 2, between("-12.3349"), "fail"),
        ("0", 0, between("0.9"), "pass_truncated"),
        ("0", 0, between("1"), "fail"),
        ("0.5", 1, between("0.56"), "pass_truncated"),
        ("0.5", 1, between("0.6"), "fail"),
        ("-0.5", 1, between("-0.56"), "pass_truncated"),
        ("-0.5", 1, between("-0.6"), "fail"),
    ],
)
def test_a_percentage_is_rounded_or_cut_off_towards_nothing(
    percent: str, decimals: int, exact: p.Interval, result: str
) -> None:
    assert p.percentage_result(Decimal(percent), decimals, exact) == result


def test_one_printed_unit_is_no_low_precision() -> None:
    assert not p.is_low_precision(2, between("1.00", "1.01"))
    assert p.is_low_precision(2, between("1.00", "1.0101"))
    assert not p.is_low_precision(0, between("1", "2"))


def test_shares_of_different_decimals_add_up_with_the_slack_of_each() -> None:
    shares = [(Decimal("33.3"), 1), (Decimal("66.67"), 2)]
    assert p.shares_add_up(shares) == (Decimal("99.97"), Decimal("0.055"))
    assert p.shares_add_up([]) == (0, 0)


@pytest.mark.parametrize(
    ("share", "exact", "plugged"),
    [
        ("30", between("31"), True),
        ("30", between("29"), True),
        ("30", between("30"), False),
        ("30", between("28"), False),
        ("31", between("30"), False),
    ],
)
def test_what_was_made_to_fit_is_one_unit_off_to_either_side(
    share: str, exact: p.Interval, plugged: bool
) -> None:
    assert p.is_plugged(0, [(Decimal(share), 0), (Decimal(70), 0)], exact) is plugged


@pytest.mark.parametrize(
    ("printed_as", "exact", "meant"),
    [
        ("12.34", between("12.94"), "12.94"),
        ("12.34", between("12.04"), "12.04"),
        ("12.34", between("92.34"), "92.34"),
        ("12.34", between("12.35"), "12.35"),
        ("12.34", between("12.43"), "12.43"),
        ("12.34", between("21.34"), "21.34"),
        ("12.34", between("13.24"), None),
        ("12.34", between("12.34"), None),
        ("-12.34", between("-13.34"), "-13.34"),
        ("12.34", between("12.345"), "12.35"),
        ("12.34", between("12.355"), None),
        ("11.34", between("11.34"), None),
    ],
)
def test_one_digit_or_two_neighbours(printed_as: str, exact: p.Interval, meant: str | None) -> None:
    assert p.one_digit_away(printed_as, exact, 2) == meant
