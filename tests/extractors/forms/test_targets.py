"""What targets and actual values say, in the wordings of printed forms."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.forms.actual_values import parse_actual
from extractors.forms.targets import parse_target, target_of


@pytest.mark.parametrize(
    ("raw", "operator", "value", "unit"),
    [
        ("≧16人", "≥", "16", "人"),
        ("不少于100次", "≥", "100", "次"),
        ("85%以上", "≥", "85", "%"),
        ("20天以内", "≤", "20", "天"),
        ("小于0.5%", "<", "0.5", "%"),
        ("72万册", "=", "72", "万册"),
        ("≤核定人数", "relative", None, None),
        ("次年2月份前", "by_date", None, None),
        ("1年", "=", "1", "年"),
        ("显著提升", "qualitative", None, None),
        ("", None, None, None),
        ("不超过预算305万元", "≤", "305", "万元"),
        ("控制在10万元以内", "≤", "10", "万元"),
        ("（≤10万元）", "≤", "10", "万元"),
        ("达90%以上", "≥", "90", "%"),
        ("24小时内", "≤", "24", "小时"),
        ("》95%", ">", "95", "%"),
        ("服务水平≥90%", "≥", "90", "%"),
        ("及时率100%", "=", "100", "%"),
        ("完成总结报告1份", "=", "1", "份"),
        ("≥99（%）", "≥", "99", "%"),
        ("100%全覆盖", "=", "100", "%"),
        ("≥153.3㎡", "≥", "153.3", "m2"),
        ("≤66.72元/㎡/月", "≤", "66.72", "元/m2/月"),
        ("≥100个（根据监测井实际维护管理情况）", "≥", "100", "个"),
        ("约120份", None, "120", "份"),
        ("≈100%", None, "100", "%"),
        ("年增长1万人左右", None, "1", "万人"),
        ("不超标准", "relative", None, None),
        ("控制在预算范围内", "relative", None, None),
        ("比2025年提升", "relative", None, None),
        ("不低于上年", "relative", None, None),
        ("2026年5月至6月", "by_date", None, None),
        ("2026年1-12月", "by_date", None, None),
        ("≤2026/11/15", "by_date", None, None),
        ("2026年11月30日前完成。", "by_date", None, None),
        ("下达时间不迟于2026年9月30日", "by_date", None, None),
        ("符合标准", "qualitative", None, None),
        ("≥45、≥1000", None, None, None),
        ("每月1次", None, None, None),
        ("实现24小时辐射环境自动监测", None, None, None),
        ("飞机10次/年；火箭12次/年", None, None, None),
    ],
)
def test_targets(raw: str, operator: str | None, value: str | None, unit: str | None) -> None:
    target = parse_target(raw)
    expected = None if value is None else Decimal(value)
    assert (target.operator, target.value, target.unit) == (operator, expected, unit)


@given(
    st.decimals(0, 10**9, places=2), st.sampled_from(["≥", "≤", ">", "<"]), st.sampled_from(["个", "%", ""])
)
def test_a_relation_before_a_number_is_read_back(number: Decimal, sign: str, unit: str) -> None:
    target = parse_target(f"{sign}{number:,}{unit}")
    assert (target.operator, target.value, target.unit) == (sign, number, unit or None)


@given(st.text(max_size=30))
def test_any_text_is_a_target_and_an_actual_value(text: str) -> None:
    assert parse_target(text).operator in {
        None,
        "=",
        "≥",
        "≤",
        ">",
        "<",
        "qualitative",
        "by_date",
        "relative",
    }
    parse_actual(text)


@pytest.mark.parametrize(
    ("raw", "low", "high", "unit"),
    [
        ("30-60平方米", "30", "60", "平方米"),
        ("5%~10%", "5", "10", "%"),
        ("=600-1000万元/年", "600", "1000", "万元/年"),
        ("20±2人", "18", "22", "人"),
    ],
)
def test_a_range_demands_at_least_its_lower_end(raw: str, low: str, high: str, unit: str) -> None:
    target = parse_target(raw)
    assert (target.operator, target.value, target.upper, target.unit) == (
        "≥", Decimal(low), Decimal(high), unit,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "nature", "unit", "operator", "number", "printed"),
    [
        ("90", "≥", "%", "≥", "90", "≥90%"),
        ("优", "定性", None, "qualitative", None, "优"),
        ("100", "定性", "%", "qualitative", "100", "100%"),
        ("2026年12月31日前", "定性", None, "by_date", None, "2026年12月31日前"),
        ("年底前完成", "定性", "", "by_date", None, "年底前完成"),
        ("较上年提升", "定性", None, "relative", None, "较上年提升"),
        ("96%", "≥", "%", "≥", "96", "≥96%"),
        ("12", None, "月", "=", "12", "12月"),
    ],
)
def test_a_target_in_three_columns(
    value: str, nature: str | None, unit: str | None, operator: str, number: str | None, printed: str
) -> None:
    target, raw = target_of(value, nature, unit)
    assert (target.operator, target.value, raw) == (
        operator, None if number is None else Decimal(number), printed,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("60-30平方米", (None, None, None)),  # no range
        ("30-30平方米", (None, None, None)),
        ("5%~10个", (None, None, None)),
        ("2023年", ("by_date", Decimal(2023), "年")),
        ("≥2023年", ("by_date", None, None)),
        ("90%左右", (None, Decimal(90), "%")),
        ("10个(套)", ("=", Decimal(10), "个(套)")),
        ("10（个）", ("=", Decimal(10), "个")),
        ("5‰以下", ("≤", Decimal(5), "‰")),
        ("30日内以上", ("≥", Decimal(30), "日内")),  # one relation is read, the last
        ("第2次≥3", (None, None, None)),
        ("=30-60个", ("≥", Decimal(30), "个")),
        ("≥30-60个", (None, None, None)),
    ],
)
def test_targets_at_the_edges(raw: str, expected: tuple[str | None, Decimal | None, str | None]) -> None:
    target = parse_target(raw)
    assert (target.operator, target.value, target.unit) == expected


def test_a_target_without_columns_of_its_own_is_as_printed() -> None:
    assert target_of(None, None, None) == (parse_target(None), None)
    assert target_of("≥3次", None, None) == (parse_target("≥3次"), "≥3次")


@pytest.mark.parametrize(
    ("value", "nature", "unit", "operator", "printed"),
    [
        ("3", "其他", "次", None, "其他3次"),  # a relation that is none
        ("", "≥", "", "qualitative", "≥"),  # words, and no number
        (None, "定性", "次", "qualitative", None),
        ("长期", "≥", "年", "qualitative", "≥长期年"),
        ("较上年提升", "定性", "%", "relative", "较上年提升"),
    ],
)
def test_columns_that_do_not_go_together(
    value: str | None, nature: str, unit: str, operator: str | None, printed: str | None
) -> None:
    target, raw = target_of(value, nature, unit)
    assert (target.operator, raw) == (operator, printed)
