"""Labels of forms, however they are printed."""

from __future__ import annotations

import pytest

from extractors.forms import labels
from extractors.forms.labels import MAX_LABEL
from tests.extractors.forms.builders import form_row


@pytest.mark.parametrize(
    ("text", "comparable"),
    [
        ("项目 名称：", "项目名称"),
        ("其中：当年财政拨款", "当年财政拨款"),
        ("1.财政拨款", "财政拨款"),
        ("项目资金（万元）", "项目资金"),
        ("全年（调整）绩效目标", "全年(调整)绩效目标"),  # a word of its own keeps its brackets
        ("其中：部门（单位）名称", "部门(单位)名称"),
        ("某市信访局", "某市信访局"),
        ("甲" * MAX_LABEL, "甲" * MAX_LABEL),
        ("甲" * (MAX_LABEL + 1), ""),
    ],
)
def test_the_comparable_form_of_a_label(text: str, comparable: str) -> None:
    assert labels.label(text) == comparable


@pytest.mark.parametrize(
    ("group", "text", "field"),
    [
        (labels.START, "项目名称", "name"),
        (labels.START, "主管部门", None),
        (labels.HEAD, "主管部门", "competent_department"),
        (labels.HEAD, "预算执行单位", "implementing_unit"),  # by how it is made
        (labels.HEAD, "中央财政资金", None),  # made like a fund
        (labels.FUND_TYPE, "中央财政资金", "central_fiscal"),
        (labels.FUND_TYPE, "项目支出", "project_expenditure"),
        (labels.FUND_COLUMN, "全年执行数", "executed"),
        (labels.FUND_COLUMN, "全年支付数", None),  # shapes of heads count in their row only
        (labels.GOAL, "年度总体目标", "annual"),
        (labels.INDICATOR, "三级指标", "level3"),
        (labels.INDICATOR, "", None),
    ],
)
def test_what_a_label_means_in_its_part_of_the_form(
    group: labels.Group, text: str, field: str | None
) -> None:
    assert labels.meaning(group, text) == field


@pytest.mark.parametrize(
    ("text", "is_label"),
    [("得分", True), ("省级主管单位", True), ("甲局", False), ("", False), ("100", False)],
)
def test_a_label_of_any_part_is_a_label(text: str, is_label: bool) -> None:
    assert labels.is_label(text) is is_label


def roles(drawing: str, group: labels.Group = labels.INDICATOR) -> list[tuple[str, str]]:
    return [(field, cell.text) for field, cell in labels.roles(group, form_row(drawing).cells)]


def test_a_field_is_given_to_its_first_label() -> None:
    assert roles("指标值 | 三级指标 | 目标值") == [("target", "指标值"), ("level3", "三级指标")]


def test_heads_are_told_by_their_shape_beside_two_that_a_list_names() -> None:
    assert roles("三级指标 | 全年实际值 | 指标值") == [
        ("level3", "三级指标"),
        ("actual", "全年实际值"),
        ("target", "指标值"),
    ]
    assert roles("三级指标 | 全年实际值") == [("level3", "三级指标")]


def test_a_shape_takes_no_field_that_is_given() -> None:
    assert roles("三级指标 | 实际值 | 全年实际值") == [("level3", "三级指标"), ("actual", "实际值")]


def test_groups_without_column_shapes_have_their_words_alone() -> None:
    assert roles("总额 | 其他资金 | 全年支付数", labels.FUND_TYPE) == [
        ("total", "总额"),
        ("other", "其他资金"),
    ]


@pytest.mark.parametrize(
    ("text", "begins"), [("说明", True), ("说明：无", True), ("说明书：无", False), ("简要说明", False)]
)
def test_a_word_may_have_its_value_behind_a_colon(text: str, begins: bool) -> None:
    assert labels.begins_with(("说明",), text) is begins
