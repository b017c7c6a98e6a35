"""Targets whose unit or relation stands in the indicator's name."""

from __future__ import annotations

import pytest

from extractors.forms.named_targets import completed_by_name
from extractors.forms.targets import parse_target


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
