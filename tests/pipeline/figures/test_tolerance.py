"""Sums of printed figures and what their rounding can explain."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.figures.tolerance import (
    Side,
    at_most_result,
    equality_result,
    printed,
    printing_result,
    total,
)


def side(value: str, slack: str = "0") -> Side:
    return Side(Decimal(value), Decimal(slack))


def test_a_side_reaches_its_slack_to_either_side() -> None:
    assert (side("10", "0.5").low, side("10", "0.5").high) == (Decimal("9.5"), Decimal("10.5"))


@pytest.mark.parametrize(
    ("decimals", "unit", "slack"),
    [(2, 10000, "50"), (0, 10000, "5000"), (None, 1, "0.5"), (2, 1, "0.005"), (1, 100000000, "5000000")],
)
def test_a_printed_figure_stands_for_half_a_unit_to_either_side(
    decimals: int | None, unit: int, slack: str
) -> None:
    assert printed(Decimal(7), decimals, Decimal(unit)) == Side(Decimal(7), Decimal(slack))


def test_a_total_adds_amounts_and_slacks() -> None:
    assert total([side("1", "0.5"), side("-3", "0.25")]) == side("-2", "0.75")
    assert total([]) == side("0")


@pytest.mark.parametrize(
    ("lhs", "rhs", "result"),
    [
        (side("1"), side("1"), "pass"),
        (side("1", "0.1"), side("1", "0.1"), "pass"),
        (side("1", "0.1"), side("1.2", "0.1"), "pass_rounding"),
        (side("1.2", "0.1"), side("1", "0.1"), "pass_rounding"),
        (side("1", "0.1"), side("1.21", "0.1"), "fail"),
        (side("1"), side("2"), "fail"),
    ],
)
def test_equality(lhs: Side, rhs: Side, result: str) -> None:
    assert equality_result(lhs, rhs) == result


@pytest.mark.parametrize(
    ("value", "result"),
    [
        ("100", "pass"),
        ("100.55", "pass_rounding"),
        ("100.56", "pass_truncated"),
        ("100.99", "pass_truncated"),
        ("101.00", "fail"),
        ("99.01", "pass_truncated"),
        ("99.00", "fail"),
    ],
)
def test_a_printing_may_be_cut_off_within_its_coarser_unit(value: str, result: str) -> None:
    """A figure in whole units (slack 0.5) against one with a decimal (slack 0.05)."""
    assert printing_result(side(value, "0.05"), side("100", "0.5")) == result
    assert printing_result(side("100", "0.5"), side(value, "0.05")) == result


@pytest.mark.parametrize(("part", "result"), [("1", "pass"), ("2.2", "pass"), ("2.21", "fail")])
def test_a_part_is_no_more_than_its_whole(part: str, result: str) -> None:
    assert at_most_result(side(part, "0.1"), side("2", "0.1")) == result
