"""Forms of a document: where one ends and the next begins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.extractors.forms.grids import find, on_page, pipes, ruled
from tests.extractors.forms.layouts import GOAL_FORM, RULED, SELF_EVALUATION


def test_two_text_forms_one_after_the_other() -> None:
    second = SELF_EVALUATION.replace("便民服务平台", "另一平台")
    projects = find(pipes(SELF_EVALUATION.strip() + "\n" + second.strip(), 14))
    assert [p.name_raw for p in projects] == ["便民服务平台", "另一平台"]
    assert [len(p.indicators) for p in projects] == [4, 4]


def test_another_table_on_the_next_page_is_no_part_of_the_form() -> None:
    other = """
    车辆 | 类型 | 用途 | 一般公务用车 | 3辆 | 在用 | 2 | 1
    """
    (project,) = find(ruled(RULED), on_page(ruled(other), 2))
    assert len(project.indicators) == 3


def test_two_forms_stitched_into_one_table_are_two_projects() -> None:
    projects = find(ruled(GOAL_FORM.strip() + GOAL_FORM.replace("安保服务", "保洁服务")))
    assert [(p.name_raw, len(p.indicators)) for p in projects] == [("安保服务", 3), ("保洁服务", 3)]


def test_a_form_published_blank_is_no_project() -> None:
    blank = """
    项目名称 | < | | <
    资金总额 | < | | <
    一级指标 | 二级指标 | 指标内容 | 指标值
    产出指标 | 数量指标 | 指标1： |
    ^ | ^ | …… |
    """
    assert find(ruled(blank)) == []


def test_a_form_under_a_title_of_its_own_is_no_part_of_the_one_before() -> None:
    """西安市气象局 2022, p. 32: the department's name stands above the grid."""
    project = """
    项目名称 | < | 履职经费 | <
    一级指标 | 二级指标 | 指标内容 | 指标值
    产出指标 | 数量指标 | 次数 | 3次
    """
    whole = """
    任务名称 | 主要内容 | 预算金额（万元） | <
    基本履职 | 人员 | 508.61 | 508.61
    一级指标 | 二级指标 | 指标内容 | 指标值
    产出指标 | 数量指标 | 站点 | ≥95%
    """
    titled = replace(on_page(ruled(whole), 2), title_raw="2022年部门整体支出绩效目标表")
    first, second = find(ruled(project), titled)
    assert [i.level3 for i in first.indicators] == ["次数"]
    assert [i.level3 for i in second.indicators] == ["站点"]
    assert (first.form_kind, second.form_kind) == ("pf_project_goal", "pf_department_goal")


def test_a_blank_form_with_numbered_goals_is_no_project() -> None:
    """西安市气象局 2022, p. 33."""
    form = """
    专项（项目）名称 | < | | <
    主管部门 | < | | <
    总体目标 | 年度目标 | < | <
    ^ | 目标1： 目标2： 目标3： | < | <
    绩效指标 | 一级指标 | 二级指标 | 指标内容
    ^ | 产出指标 | 数量指标 | 指标1：
    ^ | ^ | ^ | 指标2：
    ^ | ^ | ^ | ……
    """
    assert find(ruled(form)) == []


@pytest.mark.parametrize(("page", "indicators"), [(2, 4), (3, 3)])
def test_a_form_goes_on_on_the_next_page_alone(page: int, indicators: int) -> None:
    rest = "^ | 满意度指标 | 服务对象满意度指标 | 满意率 | ≥95% | 95% | 10 | 10"
    (project,) = find(ruled(RULED), on_page(ruled(rest.replace("^", "")), page))
    assert len(project.indicators) == indicators


def test_a_title_between_two_forms_ends_the_first() -> None:
    text = """
    项目名称 | 甲项目 | <
    一级指标 | 三级指标 | 指标值
    产出指标 | 次数 | 3次
    项目支出绩效自评表 | < | <
    产出指标 | 场次 | 4次
    项目名称 | 乙项目 | <
    一级指标 | 三级指标 | 指标值
    产出指标 | 人次 | 5次
    """
    assert [(p.name_raw, [i.level3 for i in p.indicators]) for p in find(ruled(text))] == [
        ("甲项目", ["次数"]), ("乙项目", ["人次"]),
    ]  # fmt: skip


def test_the_name_may_follow_the_department_in_one_form() -> None:
    text = """
    单位名称 | 某局 | <
    项目名称 | 甲项目 | <
    一级指标 | 三级指标 | 指标值
    产出指标 | 次数 | 3次
    """
    (project,) = find(ruled(text))
    assert (project.name_raw, project.implementing_unit) == ("甲项目", "某局")


def test_tables_without_a_word_of_forms_are_not_looked_at() -> None:
    assert find(ruled("项目名称 | 甲项目\n主管部门 | 某局")) == []


def test_a_form_without_a_name_stands_where_its_first_cell_does() -> None:
    text = """
    任务名称 | 主要内容 | 预算金额
    一级指标 | 三级指标 | 指标值
    产出指标 | 站点 | ≥95%
    """
    source = ruled(text)
    cells = tuple(replace(c, place=replace(c.place, start=at, end=at)) for at, c in enumerate(source.cells))
    (project,) = find(replace(source, cells=cells, title_raw="2022年部门整体支出绩效目标表"))
    assert (project.place.start, project.form_kind) == (0, "pf_department_goal")
