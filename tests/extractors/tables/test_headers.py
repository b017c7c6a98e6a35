"""Header rows seen alone, and the paths of columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.tables.headers import Header, is_kind, looks_like_header, same_header
from tests.extractors.tables.drawn import sheet_of


def test_header_rows_seen_alone() -> None:
    assert looks_like_header(["科目编码", "科目名称", "合计"])
    assert not looks_like_header(["一、教育支出", "合计"])
    assert not looks_like_header(["合计"])
    assert not looks_like_header(["科目编码", "科目名称", "1.00"])


def test_more_than_four_fifths_of_a_header_row_are_header_words() -> None:
    words = ["科目编码", "科目名称", "合计", "基本支出"]
    assert not looks_like_header([*words, "某某"])
    assert looks_like_header([*words, "项目支出", "某某"])


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (["项目", "决算数"], ["项目", "决算数"], True),
        (["项 目", "决算数"], ["项目", "决 算 数"], True),
        (["项目", "决算数"], ["项目", "预算数"], False),
        (["项目", "甲", "乙", "丙", "丁"], ["项目", "甲", "乙", "丙", "戊"], True),
        (["项目", "甲", "乙", "丙"], ["项目", "甲", "乙", "戊"], False),
        ([], [], False),
        (["项目"], [], False),
    ],
)
def test_a_header_printed_twice_has_four_fifths_of_its_texts_again(
    first: list[str], second: list[str], same: bool
) -> None:
    assert same_header(first, second) is same


def test_a_path_takes_the_widest_text_above_from_top_to_bottom() -> None:
    sheet = sheet_of(
        [
            [("预 算 数", 1, 2), None, "决算数"],
            ["合计", "合计", "决算数"],
            ["1.00", "2.00", "3.00"],
        ]
    )
    header = Header(frozenset({0, 1}), (0, 1), None, 2)
    assert header.path(sheet, 0, 1) == ("预算数", "合计")
    assert header.path(sheet, 2, 1) == ("决算数",)
    assert header.path(sheet, 1, 2) == ("预算数", "合计")
    assert header.path(sheet, 0, 3) == ("预算数", "合计")


def test_only_levels_of_a_mixed_row_are_header() -> None:
    sheet = sheet_of([["科目编码", "科目名称", "合计"], ["类", "合计", "1.00"], ["201", "教育", "1.00"]])
    header = Header(frozenset({0}), (0,), 1, 1)
    assert [header.holds(cell) for cell in sheet.row(1)] == [True, False, False]
    assert [header.holds(cell) for cell in sheet.row(0)] == [True] * 3
    assert [header.path(sheet, col, 1) for col in range(3)] == [("科目编码", "类"), ("科目名称",), ("合计",)]


def test_kinds_of_header_texts() -> None:
    assert is_kind("header.code", "科目 编码")
    assert is_kind("row.total", "合 计")
    assert not is_kind("row.total", "某某合计金额表")


def test_two_texts_make_a_header_row() -> None:
    assert looks_like_header(["项目", "金额"])


def test_of_texts_as_wide_as_each_other_the_first_names_the_columns() -> None:
    sheet = sheet_of([["基本支出", "项目支出"], ["1.00", "2.00"]])
    assert Header(frozenset({0}), (0,), None, 1).path(sheet, 0, 2) == ("基本支出",)


def test_without_layout_the_text_over_more_columns_names_them() -> None:
    sheet = replace(sheet_of([["项目", ("预算数", 1, 2), None], ["甲", "1.00", "2.00"]]), x_edges=())
    header = Header(frozenset({0}), (0,), None, 1)
    assert [header.path(sheet, col, 1) for col in range(3)] == [("项目",), ("预算数",), ("预算数",)]
    assert header.path(sheet, 0, 3) == ("预算数",)


def test_a_column_below_no_text_has_no_path() -> None:
    sheet = sheet_of([["", "预算数"], ["甲", "1.00"]])
    assert Header(frozenset({0}), (0,), None, 1).path(sheet, 0, 1) == ()


def test_a_name_is_left_out_only_where_it_stands_below_itself() -> None:
    sheet = sheet_of([["支出"], ["合计"], ["支出"]])
    assert Header(frozenset({0, 1, 2}), (0, 1, 2)).path(sheet, 0, 1) == ("支出", "合计", "支出")
