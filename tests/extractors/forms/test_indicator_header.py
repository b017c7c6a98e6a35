"""Headers of indicators, in one row and in two."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.forms.indicator_header import (
    has_header,
    indicator_columns,
    merged_header,
    with_merged_headers,
)
from tests.extractors.forms.builders import form_row
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


@pytest.mark.parametrize(
    ("drawing", "fields"),
    [
        (
            "序号 | 一级指标 | 二级指标 | 三级指标 | 指标值",
            ["ignored", "level1", "level2", "level3", "target"],
        ),
        ("甲 | 三级指标 | 乙 | 分值", ["level3", None, "weight"]),
        ("绩效指标 | 指标性质 | 指标值", ["combined", "operator", "target"]),
        ("绩效指标 | 一级指标 | 三级指标 | 指标值", ["level1", "level3", "target"]),
        (
            "一级指标 | 二级指标 | 三级指标 | 四级指标 | 分值",
            ["level1", "level2", "skipped", "level3", "weight"],
        ),
        ("  | 二级指标 | 三级指标 | 指标值", ["level1", "level2", "level3", "target"]),
        ("活动 | 二级指标 | 三级指标 | 指标值", ["activity", "level2", "level3", "target"]),
        ("二级指标 | 三级指标 | 指标值", ["level2", "level3", "target"]),
        ("一级指标 | 二级指标 | 三级指标", []),  # no value
        ("一级指标 | 指标值 | 分值", []),  # no name
        ("绩效指标 | 指标值", []),  # neither a level nor a relation
        ("项目名称 | 监测", []),
    ],
)
def test_columns_of_indicators(drawing: str, fields: list[str | None]) -> None:
    assert [field for field, _ in indicator_columns(form_row(drawing))] == fields
    assert has_header([form_row("甲"), form_row(drawing)]) is bool(fields)


def test_of_two_halves_the_years_is_read() -> None:
    head = form_row("一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值")
    named = [(field, cell.left) for field, cell in indicator_columns(head) if field is not None]
    assert named == [("level1", 0), ("level2", 4), ("level3", 5), ("target", 6)]


UPPER = "绩效指标 | < | < | 年度指标值 | < | 分值"


@pytest.mark.parametrize(
    ("upper", "lower", "heads"),
    [
        (
            UPPER,
            "一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | ^",
            "一级指标 二级指标 三级指标 指标性质 指标值 分值",
        ),
        (UPPER, "一级指标 | ^ | 三级指标 | ^ | ^ | ^", None),  # what spans them leaves the target out
        (UPPER, "甲 | 乙 | 三级指标 | 指标性质 | 指标值 | ^", None),
        (UPPER, "三级指标 | ^ | ^ | ^ | ^ | ^", None),
        (
            "河流 | 监测 | 项目 | 年度指标值 | < | 分值",
            "一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | ^",
            None,
        ),
    ],
)
def test_heads_below_go_before_what_spans_them(upper: str, lower: str, heads: str | None) -> None:
    """The points stand in a cell of both rows."""
    row = form_row(upper)
    row = replace(row, cells=(*row.cells[:-1], replace(row.cells[-1], row_span=2)))
    merged = merged_header(row, form_row(lower))
    assert (" ".join(c.text for c in merged.cells) if merged else None) == heads


@pytest.mark.parametrize(
    ("upper", "lower", "heads"),
    [
        (
            "绩效指标 | 年度指标值 | 分值",
            "一级指标 | 三级指标 | 指标性质 | 指标值",
            "一级指标 三级指标 指标性质 指标值 分值",
        ),
        ("绩效指标 | 分值", "一级指标 | 三级指标 | 指标值", None),  # the value has no place
        ("年度指标值 | 分值", "一级指标 | 三级指标 | 指标值", None),  # the levels have none
    ],
)
def test_heads_of_text_forms_follow_their_order(upper: str, lower: str, heads: str | None) -> None:
    merged = merged_header(form_row(upper, ordered=True), form_row(lower, ordered=True))
    assert (" ".join(c.text for c in merged.cells) if merged else None) == heads


def test_rows_known_by_place_and_by_order_are_no_one_header() -> None:
    lower = "一级指标 | 三级指标 | 指标性质 | 指标值"
    assert merged_header(form_row("绩效指标 | 年度指标值", ordered=True), form_row(lower)) is None


def test_only_headers_are_merged() -> None:
    upper, lower = (
        form_row("绩效指标 | 年度指标值 | 分值", ordered=True),
        form_row("一级指标 | 三级指标 | 指标性质 | 指标值", ordered=True),
    )
    other = form_row("产出指标 | 次数 | ≥ | 3 | 10", ordered=True)
    rows = with_merged_headers([other, upper, lower, other])
    assert [len(r.cells) for r in rows] == [5, 5, 5]
    assert rows[0] is other
    assert rows[2] is other
