"""Which rows of a sheet are header."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.tables.header_rows import find_header
from extractors.tables.headers import Header
from extractors.tables.sheets import Sheet
from tests.extractors.tables.drawn import Entry, sheet_of


def read(*pages: Sequence[Sequence[Entry]]) -> tuple[Sheet, Header]:
    sheet = sheet_of(*pages)
    return sheet, find_header(sheet, 0, sheet.first_rows[1:])


def paths(sheet: Sheet, header: Header) -> list[str]:
    return ["/".join(header.path(sheet, col, 1)) for col in range(sheet.n_cols)]


def test_a_header_of_three_levels_merged_both_ways() -> None:
    sheet, header = read(
        [
            [("科目名称", 3, 1), ("合计", 3, 1), ("财政拨款收入", 1, 3), None, None],
            [None, None, ("小计", 2, 1), ("其中", 1, 2), None],
            [None, None, None, "一般公共预算", "政府性基金"],
            ["教育支出", "3.00", "3.00", "2.00", "1.00"],
        ]
    )
    assert (header.n_rows, header.mixed) == (3, None)
    assert paths(sheet, header) == [
        "科目名称",
        "合计",
        "财政拨款收入/小计",
        "财政拨款收入/其中/一般公共预算",
        "财政拨款收入/其中/政府性基金",
    ]


def test_numbered_columns_without_a_name() -> None:
    sheet, header = read(
        [
            [("预算数", 1, 2), None, ("决算数", 1, 2), None],
            ["合计", "公务接待费", "合计", "公务接待费"],
            ["1", "2", "3", "4"],
            ["2.85", "2.85", "0.39", "0.39"],
        ]
    )
    assert header.rows == frozenset({0, 1, 2})
    assert paths(sheet, header) == ["预算数/合计", "预算数/公务接待费", "决算数/合计", "决算数/公务接待费"]


def test_a_row_of_data_alone_is_no_header() -> None:
    _, header = read([["2101101", "行政单位医疗", "2.22"], ["2101102", "事业单位医疗", "1.00"]])
    assert (header.rows, header.n_rows) == (frozenset(), 0)


def test_names_below_a_wide_header_need_not_be_known_words() -> None:
    sheet, header = read(
        [
            [("科目", 1, 2), None, ("本年支出", 1, 4), None, None, None],
            ["编码", "名称", "总计", "本级", "下级", "预留"],
            ["205", "教育支出", "6.00", "3.00", "2.00", "1.00"],
        ]
    )
    assert header.n_rows == 2
    assert paths(sheet, header)[2:] == ["本年支出/总计", "本年支出/本级", "本年支出/下级", "本年支出/预留"]


def test_a_row_that_is_header_and_total_at_once() -> None:
    sheet, header = read(
        [
            [("科目编码", 1, 3), None, None, "科目名称", "本年收入合计"],
            ["类", "款", "项", "合计", "2,946.25"],
            ["201", "06", "01", "行政运行", "1,511.89"],
        ]
    )
    assert (header.n_rows, header.mixed, header.rows) == (1, 1, frozenset({0}))
    assert paths(sheet, header) == ["科目编码/类", "科目编码/款", "科目编码/项", "科目名称", "本年收入合计"]


def test_one_level_beside_numbers_is_data() -> None:
    _, header = read([["项目", "决算数"], ["项", "2.00"], ["合计", "2.00"]])
    assert (header.n_rows, header.mixed) == (1, None)


def test_the_header_printed_again_on_the_next_page() -> None:
    top = [["科目编码", "科目名称", "合计"]]
    sheet, header = read(
        [*top, ["201", "一般公共服务支出", "8.00"]], [*top, ["208", "社会保障和就业支出", "2.00"]]
    )
    assert (header.rows, header.naming, header.n_rows) == (frozenset({0, 2}), (0,), 1)
    assert paths(sheet, header) == ["科目编码", "科目名称", "合计"]


def test_column_numbers_below_a_repeated_header_are_repeated_too() -> None:
    top = [["项目", "预算数", "决算数"], ["栏次", "1", "2"]]
    _, header = read([*top, ["一、财政拨款收入", "7.00", "8.00"]], [*top, ["二、事业收入", "2.00", "1.00"]])
    assert (header.rows, header.naming) == (frozenset({0, 1, 3, 4}), (0,))


@pytest.mark.parametrize(
    ("numbers", "is_header"),
    [
        (["栏次", "1", "2"], True),
        (["", "1", "2"], True),
        (["**", "1", "2"], True),
        (["(1)", "(2)", "(3)=(1)+(2)"], True),
        (["1", "1", "2"], True),
        (["1", "3", "4"], False),
        (["3", "4", "5"], False),
        (["合计", "1", "2"], False),
        (["", "", "1"], False),
    ],
)
def test_a_row_that_counts_the_columns_is_header(numbers: list[str], is_header: bool) -> None:
    _, header = read([["项目", "预算数", "决算数"], numbers, ["公务接待费", "2.00", "1.50"]])
    assert header.rows == (frozenset({0, 1}) if is_header else frozenset({0}))
    assert header.naming == (0,)


def test_caption_rows_are_header_and_name_no_column() -> None:
    sheet = sheet_of([[("支出决算表", 1, 2), None], ["项目", "决算数"], ["合计", "1.00"]])
    header = find_header(sheet, 1)
    assert (header.rows, header.naming, header.n_rows) == (frozenset({0, 1}), (1,), 2)


def test_a_total_row_without_numbers_is_no_header() -> None:
    _, header = read(
        [[("项目", 1, 2), None, "金额"], [("合计", 1, 2), None, ""], ["", "一、教育支出", "1.00"]]
    )
    assert header.rows == frozenset({0})


def test_a_fixed_row_alone_in_the_first_line_is_no_header() -> None:
    _, header = read([[("一、收入", 1, 2), None], ["事业收入", "1.00"]])
    assert (header.rows, header.n_rows) == (frozenset(), 0)


def test_a_header_ends_after_eight_rows() -> None:
    _, header = read([["项目", "金额"], *[["科目名称", "预算数"]] * 9])
    assert header.n_rows == 8


def test_a_blank_row_inside_a_merged_header_belongs_to_it() -> None:
    sheet, header = read(
        [
            [("项目", 2, 1), ("本年支出", 1, 2), None],
            [None, "", ""],
            ["", "基本支出", "项目支出"],
            ["一、教育支出", "1.00", "2.00"],
        ]
    )
    assert header.n_rows == 3
    assert paths(sheet, header) == ["项目", "本年支出/基本支出", "本年支出/项目支出"]


def test_a_blank_row_below_the_header_ends_it() -> None:
    _, header = read([["项目", "金额"], ["", ""], ["合计", "1.00"]])
    assert header.n_rows == 1


def n_rows(*rows: Sequence[Entry]) -> int:
    """How many rows of a drawn table are header."""
    return read(rows)[1].n_rows


TEACHING = ["一、教育支出", "1.00", "2.00"]


def test_a_blank_row_is_header_only_where_names_are_still_to_come() -> None:
    open_head = ["项目", ("本年支出", 1, 2), None]
    assert n_rows(open_head, ["", "", ""], ["项目", "基本支出", "项目支出"], TEACHING) == 3
    assert n_rows(open_head, ["", "", ""], TEACHING) == 1
    assert n_rows(["项目", "预算数"], ["", ""], ["科目名称", "预算数"], ["甲", "1.00"]) == 1


def test_numbers_in_the_first_row_number_nothing() -> None:
    assert n_rows(["1", "2", "3"], ["201", "教育支出", "2.00"]) == 0


def test_two_levels_make_a_row_header_and_total() -> None:
    _, header = read([["科目编码", "科目编码", "合计"], ["类", "款", "3.00"], ["205", "02", "3.00"]])
    assert (header.n_rows, header.mixed) == (1, 1)


def test_half_of_the_texts_below_a_wide_header_are_header_words() -> None:
    assert n_rows(["项目", ("某某", 1, 2), None], ["", "基本支出", "甲"], TEACHING) == 2
    three = ["项目", ("某某", 1, 3), None, None]
    assert n_rows(three, ["", "基本支出", "甲", "乙"], [*TEACHING, "3.00"]) == 1


def test_a_text_as_wide_as_the_header_above_names_none_of_its_columns() -> None:
    assert n_rows(["项目", ("本年支出", 1, 2), None], ["", ("基本支出", 1, 2), None], TEACHING) == 1


def test_a_total_alone_below_a_wide_header_is_a_row() -> None:
    assert n_rows([("项目", 1, 2), None, "金额"], ["合计", "", ""], ["", "一、教育支出", "1.00"]) == 1


@pytest.mark.parametrize(
    ("names", "n"),
    [
        (["", "总计", "本级", "下级"], 2),
        (["", "总计", "本级", "本级"], 1),
        (["", "总计", "本级", ""], 2),
        (["甲", "总计", "本级", "下级"], 1),
    ],
)
def test_different_names_below_a_wide_header_without_a_gap_are_header(names: list[str], n: int) -> None:
    assert n_rows(["项目", ("本年支出", 1, 3), None, None], names, [*TEACHING, "3.00"]) == n


def test_a_wide_header_that_has_its_names_waits_for_no_more() -> None:
    head = (["项目", ("本年支出", 1, 2), None], ["", "基本支出", "项目支出"])
    assert n_rows(*head, ["", "合计", "某某"], TEACHING) == 2


@pytest.mark.parametrize(
    ("numbers", "is_header"), [(["栏次", "甲", "1", "2", "3"], True), (["栏次", "甲", "", "1", "2"], False)]
)
def test_more_numbers_than_words_beside_the_word_for_them_number_the_columns(
    numbers: list[str], is_header: bool
) -> None:
    heads = ["项目", "行次", "预算数", "决算数", "基本支出"]
    _, header = read([heads, numbers, ["公务接待费", "", "2.00", "1.50", "1.00"]])
    assert header.rows == (frozenset({0, 1}) if is_header else frozenset({0}))


def test_a_fixed_row_ends_the_header_unless_it_stands_below_a_wide_one() -> None:
    wide = ["项目", ("本年支出", 1, 3), None, None]
    assert n_rows(wide, ["", "合计", "一、本级", "二、下级"], [*TEACHING, "3.00"]) == 2
    assert n_rows(wide, ["一、某某", "基本支出", "项目支出", "合计"], [*TEACHING, "3.00"]) == 1


def test_two_texts_or_no_number_in_the_first_row_make_it_a_header() -> None:
    assert n_rows(["一、收入", "金额"], ["事业收入", "1.00"]) == 1
    assert n_rows([("项目", 1, 2), None], ["名称", "金额"], ["某某", "1.00"]) == 2


@pytest.mark.parametrize(("span", "n"), [(7, 7), (8, 1)])
def test_a_cell_over_eight_rows_or_more_is_no_header_over_all_of_them(span: int, n: int) -> None:
    rows: list[list[Entry]] = [[("项目", span, 1), "金额", "备注"]]
    rows += [[None if row < span else "", "某某", "其他"] for row in range(1, 9)]
    assert n_rows(*rows) == n


def test_a_second_row_of_header_words_fills_more_than_half_of_the_columns() -> None:
    head = ["项目", "预算数", "决算数", "金额"]
    data = ["某某", "1.00", "1.00", "1.00"]
    assert n_rows(head, ["科目名称", "预算数", "", ""], data) == 1
    assert n_rows(head, ["科目名称", "预算数", "决算数", ""], data) == 2
    assert n_rows(head, [("备注", 1, 4), None, None, None], data) == 1


def test_pairs_of_names_below_wide_headers_need_header_words() -> None:
    wide: list[Entry] = ["项目", ("本年支出", 1, 2), None, ("上年支出", 1, 2), None]
    data = ["一、教育支出", "1.00", "2.00", "3.00", "4.00"]
    assert n_rows(wide, ["", "总计", "甲", "乙", "丙"], data) == 1
    assert n_rows(wide, ["", "总计", "甲", "小计", "丙"], data) == 2


@pytest.mark.parametrize(
    ("numbers", "is_header"),
    [
        (["", "2", "3"], True),
        (["栏次", "", "1"], False),
        (["栏次", "1", "3"], False),
        (["--", "1", "2"], True),
        (["类", "1", "2"], True),
        (["", "0", "1"], False),
        (["", "2", "1"], False),
    ],
)
def test_what_may_stand_beside_the_numbers_of_columns(numbers: list[str], is_header: bool) -> None:
    _, header = read([["项目", "预算数", "决算数"], numbers, ["公务接待费", "2.00", "1.50"]])
    assert header.rows == (frozenset({0, 1}) if is_header else frozenset({0}))


def test_a_title_may_stand_above_the_repeated_header_but_not_two_rows() -> None:
    top, title, data = ["项目", "金额"], [("某某", 1, 2), None], ["甲", "1.00"]
    assert read([top, data], [title, top, data])[1].rows == frozenset({0, 2, 3})
    assert read([top, data], [title, title, top, data])[1].rows == frozenset({0})


def test_numbers_of_columns_without_the_header_above_are_no_repeated_header() -> None:
    top, numbers = ["项目", "预算数", "决算数"], ["栏次", "1", "2"]
    assert read([top, numbers, TEACHING], [numbers, TEACHING])[1].rows == frozenset({0, 1})
