"""Figures that fit together."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from benchmarks.wordings.figures import direction, growth, money, percent, split


def test_parts_add_up() -> None:
    parts = split(random.Random(1), Decimal("100.00"), 7)
    assert sum(parts) == Decimal("100.00")
    assert all(p > 0 and p == round(p, 2) for p in parts)


def test_parts_follow_their_weights() -> None:
    big, small = split(random.Random(1), Decimal("100.00"), 2, weights=(9, 1))
    assert big > Decimal(80)
    assert big + small == 100


def test_what_does_not_split_is_refused() -> None:
    with pytest.raises(ValueError, match="does not split"):
        split(random.Random(1), Decimal("0.01"), 3)


def test_rates_are_rounded_half_up_and_have_no_sign() -> None:
    assert percent(Decimal(1), Decimal(8), 1) == "12.5"
    assert percent(Decimal("12.345"), Decimal(100)) == "12.35"
    assert growth(Decimal(90), Decimal(120)) == "25.00"
    assert direction(Decimal(90), Decimal(120)) == -1
    assert money(Decimal("1234.5"), thousands=True) == "1,234.50"
