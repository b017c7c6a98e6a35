"""Amounts of money in forms, and the units that are printed with them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.forms.amounts import default_unit, percent, unit_of, yuan

WAN = Decimal(10000)


@pytest.mark.parametrize(
    ("raw", "unit", "amount"),
    [
        ("360.45", WAN, "3604500"),
        ("360.45", Decimal(1), "360.45"),
        ("2,080.76万元", Decimal(1), "20807600"),
        ("3亿元", WAN, "300000000"),
        ("5千元", WAN, "5000"),
        ("12元", WAN, "12"),  # 万元 ends in 元 too: the longest unit counts
        (" 1 200.5 ", Decimal(1), "1200.5"),
        ("0.00", WAN, "0"),
        ("-3.5", WAN, "-35000"),
    ],
)
def test_a_unit_in_the_cell_goes_before_that_of_the_form(raw: str, unit: Decimal, amount: str) -> None:
    assert yuan(raw, unit) == Decimal(amount)


@pytest.mark.parametrize("raw", [None, "", "—", "--", "无", "万元"])
def test_what_is_no_number_is_no_amount(raw: str | None) -> None:
    assert yuan(raw, WAN) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("金额单位：万元", WAN),
        ("单位: 亿元", Decimal(100_000_000)),
        ("项目资金（千元）", Decimal(1000)),
        ("预算(元)", Decimal(1)),
        ("实施单位：某局", None),
        ("100万元", None),
    ],
)
def test_a_unit_of_money_is_named_behind_its_label_or_in_brackets(text: str, unit: Decimal | None) -> None:
    assert unit_of(text) == unit


def test_the_official_form_is_kept_in_wan_yuan() -> None:
    assert default_unit() == WAN


@pytest.mark.parametrize(("raw", "number"), [("95.5%", "95.5"), ("95.5", "95.5"), ("９５％", "95")])
def test_a_percentage_is_its_number(raw: str, number: str) -> None:
    assert percent(raw) == Decimal(number)


@pytest.mark.parametrize("raw", [None, "", "/", "完成"])
def test_what_is_no_percentage_is_null(raw: str | None) -> None:
    assert percent(raw) is None
