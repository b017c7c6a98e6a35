"""What targets and actual values say, in the wordings of printed forms."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.forms.actual_values import attainment_of, parse_actual, semantics_of
from extractors.forms.named_targets import completed_by_name
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


@pytest.mark.parametrize(
    ("target", "actual", "semantics", "attainment"),
    [
        ("≥95%", "96.72%", "measured", "1"),
        ("≥100次", "76%", "attainment", "0.76"),
        ("有所提高", "100%", "attainment", "1"),
        ("≤15分钟", "20分钟", "measured", "0.75"),
        ("≥4次", "圆满完成", "qualitative", None),
        ("≥4次", "4场", "unknown", None),
        ("≥4次", "", None, None),
        ("≥4次", "全年举办培训5次", "measured", "1"),
        ("≤1次", "0次", "measured", "1"),
        ("≤0起", "2起", "measured", "0"),
        ("30-60平方米", "45平方米", "measured", "1"),
        ("30-60平方米", "120平方米", "measured", "0.5"),
        ("次年2月份前", "已于2025年2月完成", "measured", None),
        ("次年2月份前", "按期完成", "qualitative", None),
        ("约120份", "110份", "measured", None),
    ],
)
def test_what_an_actual_value_means(
    target: str, actual: str, semantics: str | None, attainment: str | None
) -> None:
    wanted = parse_target(target)
    value = parse_actual(actual, wanted)
    meaning = semantics_of(wanted, actual, value)
    assert meaning == semantics
    reached = attainment_of(wanted, value.value, meaning)
    assert reached == (None if attainment is None else Decimal(attainment))


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
    ("name", "raw", "operator", "unit"),
    [
        ("清查表登记成本（元/户）", "≤2", "≤", "元/户"),
        ("调查数据准确率（%）", "100", "=", "%"),
        ("发行量（万册）", "72万册", "=", "万册"),
        ("道路工程（一期）", "≥2", "≥", None),
        ("指标3:培训次数不小于100次", "100次", "≥", "次"),
        ("指标3:培训次数不小于100次", "=100次", "=", "次"),
        ("不超过预算（万元）", "121.86", "≤", "万元"),
        ("任务响应时间不超过规定时限的比例", "90%", "=", "%"),
        ("防火期数据缺测率≤5%的采集点数", "20个", "=", "个"),
    ],
)
def test_the_name_may_print_what_the_target_lacks(
    name: str, raw: str, operator: str, unit: str | None
) -> None:
    target = completed_by_name(parse_target(raw), raw, name)
    assert (target.operator, target.unit) == (operator, unit)
