"""The record of a form: kind, year, code and name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.extractors.forms.grids import find, ruled
from tests.extractors.forms.layouts import GOAL_FORM


def test_a_goal_form_has_a_target_and_nothing_reached() -> None:
    (project,) = find(ruled(GOAL_FORM), above="部门专项业务经费绩效目标表 （2026年度）")
    assert (project.form_kind, project.form_year) == ("pf_project_goal", 2026)
    assert [(f.fund_type, f.initial_budget) for f in project.funds] == [
        ("total", Decimal(500000)),
        ("current_year_fiscal", Decimal(500000)),
        ("other", None),
    ]
    assert [(g.expected, g.actual) for g in project.goals] == [("1.保障秩序。", None)]
    rows = [(i.level1_raw, i.level2, i.target_operator, i.actual_semantics) for i in project.indicators]
    assert rows == [
        ("成本指标", "经济成本指标", "≤", None),
        (None, "社会效益指标", "qualitative", None),
        ("满意度指标", "服务对象满意度指标", "≥", None),
    ]


def test_a_form_that_prints_no_year_has_the_year_of_the_document() -> None:
    assert find(ruled(GOAL_FORM))[0].form_year == 2023


@pytest.mark.parametrize(
    ("raw", "code", "name"),
    [
        ("11000022T000000455794-评审 工作经费", "11000022T000000455794", "评审工作经费"),
        ("51092324T000010263357－小型水库维修", "51092324T000010263357", "小型水库维修"),
        ("330100230000000012345_河道保洁", "330100230000000012345", "河道保洁"),
        ("[51092324T000010263357]小型水库维修", "51092324T000010263357", "小型水库维修"),
        ("2024-2026年规划编制", None, "2024-2026年规划编制"),
        ("（一）普法经费", None, "(一)普法经费"),
    ],
)
def test_codes_before_the_names_of_projects(raw: str, code: str | None, name: str) -> None:
    form = (
        f"项目名称 | < | {raw} | <\n一级指标 | 二级指标 | 指标内容 | 指标值\n产出指标 | 数量指标 | 数量 | 3个"
    )
    (project,) = find(ruled(form))
    assert (project.name_raw, project.project_code, project.name_norm) == (raw, code, name)


def test_a_code_in_a_cell_of_its_own() -> None:
    form = """
    项目名称 | 普法经费 | 项目编码 | 44010025Y000000000123
    一级指标 | 二级指标 | 指标内容 | 指标值
    产出指标 | 数量指标 | 数量 | 3个
    """
    (project,) = find(ruled(form))
    assert (project.project_code, project.name_norm) == ("44010025Y000000000123", "普法经费")
