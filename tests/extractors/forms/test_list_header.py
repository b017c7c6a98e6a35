"""Headers of lists of projects, and rows below them."""

from __future__ import annotations

import pytest

from extractors.forms.list_header import ListHeader, list_header, repeats_header
from tests.extractors.forms.builders import form_row

BEIJING = "项目名称 | 项目总额 | 财政资金 | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 性质 | 指标值 | 单位"
GUANGDONG = "项目名称（资金使用单位） | 总计： | 财政拨款 | 绩效目标 | 绩效指标"


def header(drawing: str) -> ListHeader:
    found = list_header(form_row(drawing))
    assert found is not None
    return found


def fields(drawing: str) -> list[str | None]:
    return [field for field, _ in header(drawing).columns]


def test_indicators_stand_in_columns_or_in_running_text() -> None:
    assert fields(BEIJING) == [
        "name", "goal", "total", "current_year_fiscal",
        "level1", "level2", "level3", "operator", "target", "unit",
    ]  # fmt: skip
    assert not header(BEIJING).is_running
    assert fields(GUANGDONG) == ["name", "goal", "total", "current_year_fiscal", "running"]
    assert header(GUANGDONG).is_running
    assert header(GUANGDONG).name.text == "项目名称（资金使用单位）"


def test_units_and_persons_have_columns_of_their_own() -> None:
    drawing = "二级预算单位名称 | 一级项目名称 | 预算数（万元） | 绩效目标 | 项目负责人 | 联系电话"
    assert fields(drawing)[-3:] == ["project_unit", "project_leader", "project_phone"]


@pytest.mark.parametrize(
    "drawing",
    [
        "序号 | 预算数 | 绩效目标",  # no names
        "项目名称 | 绩效目标",  # neither indicators nor amounts
        "项目名称 | 预算数 | 其他资金",  # no goals
        "项目名称 | 河流监测",
    ],
)
def test_what_is_no_header_of_a_list(drawing: str) -> None:
    assert list_header(form_row(drawing)) is None


def test_a_list_needs_columns_that_are_known() -> None:
    assert list_header(form_row(BEIJING, ordered=True)) is None
    assert fields("项目名称 | 预算数 | 绩效目标") == ["name", "goal", "total"]


def test_a_second_row_adds_fund_types() -> None:
    extended = header(BEIJING).with_second_row(form_row("^ | ^ | 财政资金 | 其他资金"))
    assert extended is not None
    assert [field for field, _ in extended.second_row] == ["other"]
    assert extended.all_columns[-1] == extended.second_row[0]
    again = extended.with_second_row(form_row("^ | ^ | 财政资金 | 其他资金"))
    assert again == extended
    one_other = header(BEIJING).with_second_row(form_row("其中： | ^ | 其他资金"))
    assert one_other is not None


@pytest.mark.parametrize(
    "drawing", ["甲项目 | 10 | 其他资金", "甲项目 | 10 | 8", "甲 | 乙 | 财政资金 | 其他资金"]
)
def test_a_row_with_texts_of_other_kinds_is_no_second_header(drawing: str) -> None:
    assert header(BEIJING).with_second_row(form_row(drawing)) is None


def test_a_header_with_fewer_columns_does_not_replace_the_old() -> None:
    old, short = header(BEIJING), header("项目名称 | 预算数 | 绩效目标")
    assert old.renewed_by(short) is old
    assert short.renewed_by(old) is old
    again = header(BEIJING)
    assert old.renewed_by(again) is again


def test_the_cells_of_a_row_by_column() -> None:
    row = header(BEIJING).row(
        form_row("甲 | 12 | | 完成甲。 | 产出指标 | ^ | 次数 | ≥ | 3 | 次", tops=True), True
    )
    assert row.name is not None
    assert row.name.text == "甲"
    assert [(fund_type, cell.text) for fund_type, cell in row.amounts] == [
        ("total", "12"),
        ("current_year_fiscal", ""),
    ]
    assert [c.text for c in row.first_amounts] == ["12", ""]
    assert (row.text("goal"), row.text("level2"), row.text("target")) == ("完成甲。", "", "3")
    assert list(row.of("level2")) == []
    assert row.unit is None
    assert (row.starts_page, row.tops) == (True, True)


def test_the_unit_is_the_cell_that_prints_one() -> None:
    units = header("实施单位 | 项目名称 | 预算数 | 绩效目标")
    printed = units.row(form_row("某局 | 甲 | 12 | 完成。"), False).unit
    assert printed is not None
    assert printed.text == "某局"
    assert units.row(form_row(" | 甲 | 12 | 完成。"), False).unit is None
    assert units.row(form_row("^ | ^ | 12 | 完成。"), False).name is None


def test_only_first_amounts_tell_projects_apart() -> None:
    row = header("项目名称 | 预算数 | 其他资金 | 绩效目标").row(form_row("甲 | 12 | 3 | 完成。"), False)
    assert [fund_type for fund_type, _ in row.amounts] == ["total", "other"]
    assert [c.text for c in row.first_amounts] == ["12"]


@pytest.mark.parametrize(
    ("list_", "row", "accepts"),
    [
        (BEIJING, BEIJING, True),
        (BEIJING, "^ | ^ | ^ | ^ | 产出指标 | 数量指标 | 次数 | ≥ | 3 | 次", True),
        (BEIJING, "^ | ^ | ^ | ^ | ^ | 数量指标 | 次数 | ≥ | 3 | 次", True),
        (BEIJING, "^ | ^ | ^ | ^ | 过程 | 数量指标 | 次数 | ≥ | 3 | 次", True),
        (BEIJING, "^ | ^ | ^ | ^ | 过程 | 其他 | 次数 | ≥ | 3 | 次", False),
        (BEIJING, "^ | ^ | ^ | ^ | ^ | ^ | 次数 | ≥ | 3 | 次", False),
        (GUANGDONG, "甲 | 12 | 12 | 完成甲。 | ^", True),
        (GUANGDONG, "甲 | 12 | 12 | ^ | 1.1－产出指标", True),
        (GUANGDONG, "甲 | 12 | 12 | ^ | ^", False),
        (GUANGDONG, "^ | 12 | 12 | 完成甲。 | ^", False),
    ],
)
def test_which_rows_go_on_with_a_list(list_: str, row: str, accepts: bool) -> None:
    assert header(list_).accepts(form_row(row)) is accepts


@pytest.mark.parametrize(
    ("drawing", "repeats"),
    [("污染 | 一级指标 | 三级指标 | 指标值", True), ("三级指标 | 指标值", False), ("甲 | 乙 | 丙", False)],
)
def test_a_header_printed_again_is_known_by_its_indicators(drawing: str, repeats: bool) -> None:
    assert repeats_header(form_row(drawing)) is repeats
