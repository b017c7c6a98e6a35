"""Points of weights, scores and labels."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.forms.points import noted_points, points


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("30", "30"),
        ("28.5分", "28.5"),
        (" 1 0 分", "10"),
        ("0", "0"),
        ("—", None),
        ("优", None),
        (None, None),
    ],
)
def test_points_of_a_cell(raw: str | None, number: str | None) -> None:
    assert points(raw) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "number"),
    [("产出指标（50分）", "50"), ("权重(12.5)", "12.5"), ("分值( 10 分 )", "10"), ("资金（万元）", None)],
)
def test_points_noted_in_a_label(text: str, number: str | None) -> None:
    assert noted_points(text) == number
