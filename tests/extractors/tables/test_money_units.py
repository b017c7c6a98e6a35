"""Units of money."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.tables.money_units import multiplier, unit_in_header


@pytest.mark.parametrize(
    ("unit", "yuan"),
    [
        ("元", 1),
        ("百元", 100),
        ("千元", 1000),
        ("万元", 10**4),
        ("百万元", 10**6),
        ("亿元", 10**8),
        ("亿", 10**8),
    ],
)
def test_yuan_per_unit(unit: str, yuan: int) -> None:
    assert multiplier(unit) == Decimal(yuan)


def test_no_unit_and_what_is_none_have_no_yuan() -> None:
    assert multiplier(None) is None
    assert multiplier("") is None
    assert multiplier("人") is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("预算数（单位：万元）", "万元"),
        ("金额(元)", "元"),
        ("增减（%）", None),
        ("万元", None),
        ("合计", None),
    ],
)
def test_a_header_names_its_unit_in_brackets(text: str, unit: str | None) -> None:
    assert unit_in_header(text) == unit
