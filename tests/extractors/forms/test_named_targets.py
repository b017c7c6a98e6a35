"""Targets whose unit or relation stands in the indicator's name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.forms.named_targets import completed_by_name
from extractors.forms.targets import UNKNOWN, Target, parse_target


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


@pytest.mark.parametrize(
    ("target", "raw", "name"),
    [
        (UNKNOWN, "优", "成本（元）"),  # no number
        (Target("=", Decimal(2), None), None, "成本（元）"),
        (Target("=", Decimal(2), None), "2", None),
        (Target("by_date", Decimal(2023), None), "2023", "时间（年）"),
        (Target("qualitative", Decimal(2), None), "2", "成本（元）"),
        (Target("=", Decimal(2), "个"), "2个", "成本（元）"),
        (Target("≥", Decimal(2), "个"), "2个以上", "不超过2个"),
        (Target("=", Decimal(2), "个"), "等于2个", "不超过2个"),  # the target states its relation itself
        (Target("=", Decimal(2), "个"), "2个", "不超过3个"),  # of another number
    ],
)
def test_what_the_target_says_itself_goes_before_its_name(
    target: Target, raw: str | None, name: str | None
) -> None:
    assert completed_by_name(target, raw, name) == target


def test_the_budget_at_the_end_of_a_name_is_that_of_the_target() -> None:
    assert (
        completed_by_name(Target("=", Decimal(9), "万元"), "9万元", "成本不超过预算数（含税）").operator
        == "≤"
    )
