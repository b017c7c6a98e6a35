"""The record of a form: kind, year, code and name."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.forms.project_record import FUND_ORDER, code_and_name, form_kind, project_of
from tests.extractors.forms.builders import PLACE, draft
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


@pytest.mark.parametrize(
    ("title", "has_results", "named", "listed", "kind"),
    [
        ("项目支出绩效自评表", False, True, False, "pf_project_self_eval"),
        ("项目支出绩效目标自评表", False, True, False, "pf_project_self_eval"),  # self-evaluation goes first
        ("项目绩效目标完成情况表", False, True, False, "pf_project_self_eval"),
        ("项目绩效目标表", True, True, False, "pf_project_goal"),  # the title goes before the columns
        ("部门整体绩效目标表", False, True, False, "pf_department_goal"),
        (None, True, True, False, "pf_project_self_eval"),
        (None, False, True, False, "pf_project_goal"),
        (None, False, False, False, "pf_department_goal"),
        (None, True, False, True, "pf_project_self_eval"),  # a project of a list may be nameless
    ],
)
def test_the_kind_of_a_form(
    title: str | None, has_results: bool, named: bool, listed: bool, kind: str
) -> None:
    form = draft()
    form.title, form.has_results, form.is_listed = title, has_results, listed
    if named:
        form.put_field("name", "监测", PLACE)
    assert form_kind(form) == kind


def test_the_total_of_the_period_stands_in_for_an_annual_one() -> None:
    form = draft()
    form.put_fund("project_total", "initial_budget", "300", PLACE)
    assert [(f.fund_type, f.initial_budget) for f in project_of(form, None).funds] == [
        ("total", Decimal(3000000))
    ]
    assert set(form.funds) == {"project_total"}  # the draft is not changed by asking
    form.put_fund("total", "initial_budget", "100", PLACE)
    assert [f.initial_budget_raw for f in project_of(form, None).funds] == ["100"]


def test_funds_stand_in_the_order_of_the_form_in_yuan() -> None:
    form = draft()
    for fund_type in ("other", "carryover", "total"):
        form.put_fund(fund_type, "executed", "2", PLACE)
    form.unit = Decimal(1)
    project = project_of(form, None)
    assert [f.fund_type for f in project.funds] == ["total", "carryover", "other"]
    assert {f.executed for f in project.funds} == {Decimal(2)}
    assert len(set(FUND_ORDER)) == len(FUND_ORDER)


def test_every_column_of_a_fund_has_its_number_and_its_print() -> None:
    form = draft()
    raw = {
        "initial_budget": "1.5", "full_year_budget": "2", "executed": "1", "execution_rate": "50%",
        "weight": "10分", "score": "5",
    }  # fmt: skip
    for column, value in raw.items():
        form.put_fund("total", column, value, PLACE)
    (fund,) = project_of(form, None).funds
    assert (fund.initial_budget, fund.full_year_budget, fund.executed) == (15000, 20000, 10000)
    assert (fund.execution_rate, fund.weight, fund.score) == (50, 10, 5)
    assert {column: getattr(fund, f"{column}_raw") for column in raw} == raw
    form.put_fund("other", "weight", "", PLACE)
    other = project_of(form, None).funds[1]
    assert (other.weight, other.weight_raw, other.initial_budget_raw) == (None, None, None)


def test_the_years_and_places_of_a_form() -> None:
    form = draft()
    assert (project_of(form, 2023).form_year, project_of(form, 2023).place) == (2023, PLACE)
    form.year = 2022
    form.put_field("name", "监测", replace(PLACE, page=4))
    form.put_field("project_code", "44010025Y000000000123", PLACE)
    project = project_of(form, 2023)
    assert (project.form_year, project.place.page) == (2022, 4)
    assert project.project_code == "44010025Y000000000123"


def test_a_code_alone_is_no_name() -> None:
    assert code_and_name("11000022T000000455794-") == ("11000022T000000455794", None)
    assert code_and_name("") == (None, None)
