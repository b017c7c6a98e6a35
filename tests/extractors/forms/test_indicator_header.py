"""Headers of indicators, in one row and in two."""

from __future__ import annotations

from decimal import Decimal

from tests.extractors.forms.grids import find, pipes, ruled
from tests.extractors.forms.layouts import TWO_ROW_HEADER, levels_and_targets


def test_a_header_of_two_rows_is_one() -> None:
    (project,) = find(ruled(TWO_ROW_HEADER), above="项目支出绩效自评表")
    assert levels_and_targets(project) == [
        ("产出指标", "数量指标", "断面数", "≥36个"),
        ("产出指标", "数量指标", "培训", "≥12次"),
    ]
    assert [(i.actual_raw, i.weight) for i in project.indicators] == [
        ("35个", Decimal(20)),
        ("12次", Decimal(10)),
    ]
    assert project.total_weight == Decimal(30)


def test_a_header_of_two_rows_is_one_in_text() -> None:
    text = """
    项目支出绩效自评表
    项目名称 | 河流监测
    绩效指标 | 年度指标值 | 实际完成值 | 分值
    一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
    产出指标 | 数量指标 | 断面数 | ≥ | 36 | 个 | 35个 | 20
    培训 | ≥ | 12 | 次 | 12次 | 10
    """
    (project,) = find(pipes(text, 12))
    assert levels_and_targets(project) == [
        ("产出指标", "数量指标", "断面数", "≥36个"),
        ("产出指标", "数量指标", "培训", "≥12次"),
    ]
    assert [i.actual_raw for i in project.indicators] == ["35个", "12次"]


def test_parts_of_the_target_may_stand_in_a_second_header_row() -> None:
    text = """
    项目名称 | < | 河流监测 | < | < | <
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | 完成值
    ^ | ^ | ^ | 指标值 | 计量单位 | ^
    产出指标 | 数量指标 | 断面数 | ≥36 | 个 | 35个
    """
    (project,) = find(ruled(text), above="项目支出绩效自评表")
    assert levels_and_targets(project) == [("产出指标", "数量指标", "断面数", "≥36个")]
    assert project.indicators[0].actual_raw == "35个"
