"""Labels and codes of rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.tables.header_rows import find_header
from extractors.tables.row_axis import RowAxis, read_rows
from tests.extractors.tables.drawn import Entry, sheet_of


def read(*pages: Sequence[Sequence[Entry]]) -> RowAxis:
    sheet = sheet_of(*pages)
    return read_rows(sheet, find_header(sheet, 0, sheet.first_rows[1:]))


def test_a_total_in_the_header_row_names_its_row() -> None:
    axis = read(
        [
            [("项目", 1, 4), None, None, None, ("本年收入合计", 2, 1)],
            [("科目编码", 1, 3), None, None, "科目名称", None],
            ["类", "款", "项", "合计", "2,946.25"],
            ["201", "", "", "一般公共服务支出", "2,112.86"],
            ["201", "06", "", "财政事务", "2,112.86"],
            ["201", "06", "01", "行政运行", "1,511.89"],
        ]
    )
    assert axis.labels[2, 0] == "合计"
    assert [axis.codes.get((r, 0)) for r in range(2, 6)] == [None, "201", "20106", "2010601"]


def test_levels_printed_only_where_they_change() -> None:
    axis = read(
        [
            ["类", "款", "项", "科目名称", "合计"],
            [("合计", 1, 4), None, None, None, "10.00"],
            ["205", "", "", "教育支出", "6.00"],
            ["", "02", "", "普通教育", "6.00"],
            ["", "", "01", "学前教育", "4.00"],
            ["", "", "4", "高中教育", "2.00"],
            ["208", "", "", "社会保障和就业支出", "4.00"],
            ["", "05", "", "行政事业单位养老支出", "4.00"],
        ]
    )
    codes = [axis.codes.get((r, 0)) for r in range(1, 8)]
    assert codes == [None, "205", "20502", "2050201", "2050204", "208", "20805"]
    assert axis.labels[1, 0] == "合计"


def test_column_numbers_belong_to_the_header() -> None:
    axis = read(
        [
            ["项目", "行次", "决算数", "项目", "行次", "决算数"],
            ["栏次", "", "1", "栏次", "", "2"],
            ["一、财政拨款收入", "1", "8.00", "一、教育支出", "31", "5.00"],
            ["二、事业收入", "2", "1.00", "二、科学技术支出", "32", "4.00"],
        ]
    )
    assert axis.kinds == ("label", "ordinal", "value", "label", "ordinal", "value")
    assert axis.panel_of == (0, 0, 0, 1, 1, 1)
    assert (axis.labels[3, 0], axis.labels[3, 1]) == ("二、事业收入", "二、科学技术支出")


def test_side_by_side_panels_keep_their_own_codes() -> None:
    axis = read(
        [
            ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
            ["301", "工资福利支出", "95.36", "302", "商品和服务支出", "10.23"],
            ["30101", "基本工资", "14.12", "30201", "办公费", "3.78"],
        ]
    )
    assert axis.codes == {(1, 0): "301", (1, 1): "302", (2, 0): "30101", (2, 1): "30201"}
    assert axis.labels[2, 1] == "办公费"


def test_the_departments_classification_stands_before_the_governments() -> None:
    axis = read(
        [
            ["政府经济科目", "部门经济科目", "合计"],
            ["50101-工资奖金津补贴", "30101-基本工资", "3.00"],
        ]
    )
    assert (axis.labels[1, 0], axis.codes[1, 0]) == ("30101-基本工资", "30101")
    axis = read(
        [
            ["部门经济科目编码", "部门经济科目名称", "政府经济科目编码", "政府经济科目名称", "合计"],
            ["30101", "基本工资", "50101", "工资奖金津补贴", "3.00"],
        ]
    )
    assert (axis.labels[1, 0], axis.codes[1, 0]) == ("基本工资", "30101")


def test_a_unit_is_carried_down_its_merged_cell() -> None:
    axis = read(
        [
            ["预算单位", "年度", "总计"],
            [("某市水务局", 2, 1), "2025年", "1.00"],
            [None, "2026年", "2.00"],
        ]
    )
    assert axis.labels == {(1, 0): "2025年", (2, 0): "2026年"}


def test_a_label_cut_by_the_page_break() -> None:
    axis = read(
        [["项目", "金额"], ["七、文化旅游体育与传媒支出", "1.00"], ["八、社会保障和就", "2.00"]],
        [["业支出", ""], ["九、卫生健康支出", "3.00"]],
    )
    assert axis.labels == {
        (1, 0): "七、文化旅游体育与传媒支出",
        (2, 0): "八、社会保障和就业支出",
        (4, 0): "九、卫生健康支出",
    }


def test_codes_whose_levels_are_set_apart() -> None:
    axis = read(
        [
            ["科目编码", "科目名称", "合计"],
            ["208", "社会保障和就业支出", "3.00"],
            ["208.05", "行政事业单位养老支出", "2.00"],
            ["208-05-05", "机关事业单位基本养老保险缴费支出", "1.00"],
        ]
    )
    assert axis.kinds == ("code", "label", "value")
    assert [axis.codes[row, 0] for row in (1, 2, 3)] == ["208", "20805", "2080505"]


def test_the_departments_codes_name_the_row_beside_the_governments() -> None:
    axis = read(
        [
            [
                ("政府预算支出经济分类科目", 1, 2),
                None,
                ("部门预算支出经济分类科目", 1, 2),
                None,
                ("金额", 2, 1),
            ],
            ["科目编码", "科目名称", "科目编码", "科目名称", None],
            ["501", "机关工资福利支出", "301", "工资福利支出", "2.00"],
            ["50101", "工资奖金津补贴", "30101", "基本工资", "1.00"],
        ]
    )
    assert (axis.labels[2, 0], axis.codes[2, 0]) == ("工资福利支出", "301")
    assert (axis.labels[3, 0], axis.codes[3, 0]) == ("基本工资", "30101")


def test_a_unit_beside_a_project_does_not_name_the_row() -> None:
    axis = read(
        [
            ["项目类别", "项目名称", "单位名称", "合计"],
            ["特定目标类", "水库维修", "某水库管理所", "2.00"],
            ["特定目标类", "河道清淤", "某水库管理所", "1.00"],
        ]
    )
    assert [axis.labels[row, 0] for row in (1, 2)] == ["水库维修", "河道清淤"]


def test_labels_lose_their_white_space_and_numbers_are_none() -> None:
    axis = read([["科目编码", "科目名称", "合计"], ["201", "一般公共 服务支出", "1.00"], ["202", "", "2.00"]])
    assert axis.labels == {(1, 0): "一般公共服务支出"}
    assert axis.codes == {(1, 0): "201", (2, 0): "202"}


def test_a_code_inside_a_label_is_the_code_of_the_row() -> None:
    axis = read([["项目", "合计"], ["[205]教育支出", "1.00"], ["合计", "1.00"]])
    assert axis.codes == {(1, 0): "205"}
    assert axis.labels == {(1, 0): "[205]教育支出", (2, 0): "合计"}


def test_words_in_the_code_column_name_the_row_where_no_label_does() -> None:
    axis = read([["科目编码", "科目名称", "合计"], ["合计", "", "3.00"], ["205", "教育支出", "3.00"]])
    assert axis.labels == {(1, 0): "合计", (2, 0): "教育支出"}


def test_halves_of_a_label_are_not_joined_where_the_lower_one_has_a_value_or_a_code() -> None:
    first = [["项目", "金额"], ["八、社会保障和就", "2.00"]]
    with_value = read(first, [["业支出", "1.00"], ["九、卫生健康支出", "3.00"]])
    assert with_value.labels[2, 0] == "业支出"
    with_code = read(
        [["科目编码", "项目", "金额"], ["208", "社会保障和就", "2.00"]],
        [["20801", "业支出", ""], ["210", "卫生健康支出", "3.00"]],
    )
    assert [with_code.labels[row, 0] for row in (1, 2)] == ["社会保障和就", "业支出"]


def test_a_known_label_is_not_joined_with_the_row_below_the_page_break() -> None:
    axis = read(
        [["项目", "金额"], ["七、卫生健康支出", "2.00"]], [["八、住房保障支出", ""], ["合计", "3.00"]]
    )
    assert [axis.labels[row, 0] for row in (1, 2)] == ["七、卫生健康支出", "八、住房保障支出"]


def test_labels_are_joined_at_every_page_break() -> None:
    axis = read(
        [["项目", "金额"], ["八、社会保障和就", "2.00"]],
        [["业支出", ""], ["十、节能", "3.00"]],
        [["环保支出", ""]],
    )
    assert axis.labels == {(1, 0): "八、社会保障和就业支出", (3, 0): "十、节能环保支出"}


PANELS = ["科目名称", "决算数", "科目名称", "决算数"]
SALARIES = ["工资福利支出", "5.00", "商品和服务支出", "3.00"]


def test_a_total_in_the_values_of_one_panel_names_the_amount_of_the_next() -> None:
    axis = read([PANELS, SALARIES, ["", "合 计", "", "8.00"]])
    assert axis.panel_of == (0, 0, 1, 1)
    assert axis.labels == {(1, 0): "工资福利支出", (1, 1): "商品和服务支出", (2, 1): "合计"}


def test_a_label_without_an_amount_beside_it_names_that_of_the_next_panel() -> None:
    axis = read([PANELS, SALARIES, ["合计", "", "", "8.00"]])
    assert (axis.labels[2, 0], axis.labels[2, 1]) == ("合计", "合计")


def test_a_label_with_its_own_amount_names_no_other() -> None:
    axis = read([PANELS, SALARIES, ["人员经费合计", "5.00", "", "3.00"]])
    assert (axis.labels[2, 0], axis.labels.get((2, 1))) == ("人员经费合计", None)


def test_no_label_is_handed_on_to_a_blank_or_from_a_code() -> None:
    blank = read([PANELS, SALARIES, ["合计", "", "", ""]])
    assert (2, 1) not in blank.labels
    coded = read([PANELS, SALARIES, ["[310]资本性支出", "", "", "8.00"]])
    assert (2, 1) not in coded.labels


def test_halves_of_a_label_find_each_other_over_the_header_of_the_next_page() -> None:
    axis = read(
        [["项目", "金额"], ["八、社会保障和就", "2.00"]],
        [["项目", "金额"], ["业支出", ""], ["九、卫生健康支出", "3.00"]],
    )
    assert axis.labels == {(1, 0): "八、社会保障和就业支出", (4, 0): "九、卫生健康支出"}


def test_a_known_label_below_the_page_break_is_a_row_of_its_own() -> None:
    axis = read([["项目", "金额"], ["某某专项", "2.00"]], [["住房保障支出", ""], ["合计", "3.00"]])
    assert [axis.labels[row, 0] for row in (1, 2)] == ["某某专项", "住房保障支出"]


PURCHASES = ["单位", "采购物品名称", "数量", "合计"]


@pytest.mark.parametrize(
    ("above", "below", "is_rest"),
    [
        (["某中心", "车辆加油、添加燃料服", "", "1.00"], ["", "务", "", ""], True),
        (["", "车辆加油、添加燃料服", "", "1.00"], ["", "务", "", ""], False),
        (["某中心", "车辆加油、添加燃料服", "", "1.00"], ["某学校", "务", "", ""], False),
        (["某中心", "车辆加油、添加燃料服", "", "1.00"], ["", "务", "一批", ""], False),
        (["某中心", "车辆加油、添加燃料服", "2", "1.00"], ["", "务", "辆", ""], False),
    ],
)
def test_the_rest_of_a_row_has_words_below_words_and_a_blank_where_the_row_begins(
    above: list[str], below: list[str], is_rest: bool
) -> None:
    axis = read([PURCHASES, above], [below, ["某学校", "物业管理服务", "", "2.00"]])
    assert axis.labels[1, 0] == ("车辆加油、添加燃料服务" if is_rest else "车辆加油、添加燃料服")
    assert ((2, 0) in axis.labels) is not is_rest
