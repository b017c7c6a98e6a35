"""Rows and names that a page break or a drawn line cuts."""

from __future__ import annotations

from tests.extractors.forms.grids import find, on_page, ruled
from tests.extractors.forms.layouts import (
    RULED,
)


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
