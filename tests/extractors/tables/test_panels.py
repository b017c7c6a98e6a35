"""Panels of columns, and which of them name the rows."""

from __future__ import annotations

from extractors.tables.column_kinds import column_kinds
from extractors.tables.panels import Panel, find_panels, is_government, label_order
from tests.extractors.tables.drawn import drawn_body

TWO = drawn_body(
    [
        ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
        ["301", "工资福利支出", "95.36", "302", "商品和服务支出", "10.23"],
    ]
)


def test_a_panel_begins_at_codes_to_the_right_of_values() -> None:
    panels, panel_of = find_panels(TWO, column_kinds(TWO))
    assert panels == (Panel((0,), (1,), (2,)), Panel((3,), (4,), (5,)))
    assert panel_of == (0, 0, 0, 1, 1, 1)


def test_labels_without_values_behind_them_are_no_panel() -> None:
    panels, panel_of = find_panels(TWO, ("label", "value", "label", "text", "text", "ordinal"))
    assert panels == (Panel((), (0, 2), (1,)),)
    assert panel_of == (0,) * 6


def test_words_left_of_the_values_can_name_rows_those_right_of_them_not() -> None:
    body = drawn_body([["类别", "细目", "金额", "细目"], ["甲", "某某", "1.00", "其他"]])
    panels, _ = find_panels(body, ("label", "text", "value", "text"))
    assert panels == (Panel((), (0, 1), (2,)),)
    described = drawn_body([["类别", "备注", "金额", "细目"], ["甲", "某某", "1.00", "其他"]])
    assert find_panels(described, ("label", "text", "value", "text"))[0][0].labels == (0,)


def test_a_table_without_columns_has_one_empty_panel() -> None:
    assert find_panels(TWO, ()) == ((Panel(),), ())


def test_the_last_label_names_the_row_but_units_and_the_government_come_later() -> None:
    body = drawn_body(
        [
            ["政府预算支出经济分类科目", "项目类别", "项目名称", "单位名称", "合计"],
            ["501-机关工资福利支出", "特定目标类", "水库维修", "某水库管理所", "2.00"],
        ]
    )
    assert label_order(body, Panel((), (0, 1, 2, 3), (4,))) == [2, 1, 3, 0]


def test_codes_are_the_governments_where_the_names_beside_them_are() -> None:
    body = drawn_body(
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
        ]
    )
    assert [is_government(body, col) for col in range(5)] == [True, True, False, False, False]
    bare = drawn_body(
        [["科目编码", "政府经济科目名称", "科目编码", "科目名称", "合计"], ["501", "甲", "301", "乙", "2.00"]]
    )
    assert [is_government(bare, col) for col in range(4)] == [True, True, False, False]
    assert not is_government(drawn_body([["科目编码", "科目编码"], ["201", "01"]]), 0)
