"""Rows and names that a page break or a drawn line cuts."""

from __future__ import annotations

import pytest

from extractors.forms.cut_rows import with_rest_of_name, with_rest_of_row
from tests.extractors.forms.builders import form_cell, raw
from tests.extractors.forms.grids import find, on_page, ruled
from tests.extractors.forms.layouts import RULED


def test_a_row_cut_by_the_page_break_is_one_row() -> None:
    rest = """
    | | | | | 但已整改 | |
    ^ | 满意度指标 | 服务对象满意度指标 | 满意率 | ≥95% | 95% | 10 | 10
    """
    (project,) = find(ruled(RULED), on_page(ruled(rest), 2))
    assert [i.actual_raw for i in project.indicators] == ["9562平方米", "800平方米", "5次但已整改", "95%"]


def test_a_name_cut_by_a_drawn_line_is_one_name() -> None:
    """西安市气象局 2022, p. 31: one target beside two halves of a name."""
    form = """
    项目名称 | < | 履职经费 | <
    一级指标 | 二级指标 | 指标内容 | 指标值
    效益指标 | 生态效益指标 | 指标1：降低森林火险等级，增加水源地生态涵 | 效果明显
    | ^ | 养 | ^
    | ^ | 指标2：治污减霾 | 做好服务
    """
    (project,) = find(ruled(form))
    assert [i.level3 for i in project.indicators] == ["降低森林火险等级，增加水源地生态涵养", "治污减霾"]


def test_a_row_without_levels_and_points_is_the_rest_of_the_one_above() -> None:
    last = raw("产出指标", "数量指标", "终端", target="7个", actual="5个", weight="10", score="7")
    rest = {
        "level3": form_cell("数量"),
        "actual": form_cell("，已整改"),
        "deviation_reason": form_cell("设备迟到"),
    }
    completed = with_rest_of_row(last, rest)
    assert completed is not None
    assert (completed.level3, completed.target, completed.actual, completed.deviation_reason) == (
        "终端数量", "7个", "5个，已整改", "设备迟到",
    )  # fmt: skip
    assert (completed.level1, completed.weight) == ("产出指标", "10")


@pytest.mark.parametrize(
    ("last", "rest"),
    [
        ({"weight": "10"}, {"level1": "效益指标"}),
        ({"weight": "10"}, {"level2": "质量指标"}),
        ({"weight": "10"}, {"weight": "10", "actual": "完成"}),
        ({"weight": "10"}, {"score": "10"}),
        ({"weight": "10"}, {"level3": "合格率", "target": "≥98%"}),  # a name with a target is an indicator
        ({}, {"level3": "合格率"}),  # without points nothing tells that the row above is complete
        ({"target": "7个"}, {"target": "8个"}),
        ({"weight": "10"}, {"level3": "", "target": ""}),
    ],
)
def test_a_row_of_its_own_is_no_rest(last: dict[str, str], rest: dict[str, str]) -> None:
    cells = {field: form_cell(text) for field, text in rest.items()}
    assert with_rest_of_row(raw(**last), cells) is None


def test_a_target_alone_may_be_the_rest_of_one() -> None:
    """Where the row above has points, or has no target at all."""
    rest = {"target": form_cell("（不含临时）")}
    pointed = with_rest_of_row(raw(target="7个", weight="10"), rest)
    blank = with_rest_of_row(raw(), rest)
    assert pointed is not None
    assert pointed.target == "7个（不含临时）"
    assert blank is not None
    assert blank.target == "（不含临时）"


@pytest.mark.parametrize(
    ("above", "cells", "name"),
    [
        ("指标1：水源地生态涵", {"level3": "养"}, "指标1：水源地生态涵养"),
        ("水源地生态涵", {"level3": "养"}, None),  # names that are not numbered may be short
        ("指标1：水源地生态涵", {"level3": "指标2：养"}, None),
        ("指标1：水源地生态涵", {"level3": ""}, None),
        ("指标1：水源地生态涵", {"level3": "养", "actual": "已养"}, None),
        ("指标1：水源地生态涵", {"level3": "养", "target": ""}, None),  # a target's cell of its own
        ("指标1：水源地生态涵", {"level3": "养", "level2": ""}, "指标1：水源地生态涵养"),
        (None, {"level3": "养"}, None),
    ],
)
def test_the_rest_of_a_numbered_name(above: str | None, cells: dict[str, str], name: str | None) -> None:
    completed = with_rest_of_name(raw(name=above), {f: form_cell(text) for f, text in cells.items()})
    assert (completed.level3 if completed else None) == name
