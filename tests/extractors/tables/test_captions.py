"""What stands above a table or in its first rows."""

from __future__ import annotations

import pytest

from extractors.document import Grid
from extractors.tables.captions import Caption, read_caption
from tests.extractors.tables.drawn import Drawn, Entry, document


@pytest.mark.parametrize(
    ("above", "title", "unit"),
    [
        (["表1", "收支总体情况表", "单位名称：某市信访局\t单位：万元"], "收支总体情况表", "万元"),
        (["公开表一", "收支预算总表（单位：元）"], "收支预算总表", "元"),
        (
            ["2022年一般公共预算基本支出明细表", "（按经济分类）", "金额单位：元"],
            "2022年一般公共预算基本支出明细表（按经济分类）",
            "元",
        ),
        (
            ["一般公共预算拨款“三公”经费及", "会议费、培训费支出表"],
            "一般公共预算拨款“三公”经费及会议费、培训费支出表",
            None,
        ),
        (["绩效目标表", "（2026年度）"], "绩效目标表", None),
        (["本年支出三千元，详见下表。"], None, None),
        ([], None, None),
    ],
)
def test_captions_above(above: list[str], title: str | None, unit: str | None) -> None:
    caption = read_caption(above)
    assert (caption.title, caption.unit) == (title, unit)


@pytest.mark.parametrize(
    ("lines", "title", "unit"),
    [
        (
            ["某市某局2022年度一般公共预算", "财政拨款支出决算表", "单位：元"],
            "某市某局2022年度一般公共预算财政拨款支出决算表",
            "元",
        ),
        (["附件5：支出决算表", "金额：万元"], "支出决算表", "万元"),
        (["[公开03表] 支出决算表", "万元"], "支出决算表", "万元"),
        (["《支出决算表》", "（单位：元）"], "《支出决算表》", "元"),
        (["2022年度部门决算公开表3-支出决算表"], "支出决算表", None),
    ],
)
def test_captions_of_other_provinces(lines: list[str], title: str, unit: str | None) -> None:
    caption = read_caption(lines)
    assert (caption.title, caption.unit) == (title, unit)


def grid(*rows: list[Entry]) -> Grid:
    (drawn,) = document(Drawn(rows)).grids
    return drawn


HEADER: list[Entry] = ["科目编码", "科目名称", "合计", "基本支出"]
DATA: list[Entry] = ["201", "一般公共服务支出", "1.00", "1.00"]


def test_the_entity_stands_beside_the_unit() -> None:
    caption = read_caption(["收支总表", "部门：某市信访局  单位：万元"])
    assert caption == Caption("收支总表", "万元", "某市信访局", 0)
    assert not caption.says_nothing
    assert read_caption(["本部门收入增加。"]).says_nothing


def test_the_nearest_unit_counts() -> None:
    assert read_caption(["收支总表", "单位：元", "单位：万元"]).unit == "万元"


def test_a_title_more_than_eight_lines_above_is_none() -> None:
    lines = ["单位：万元"] * 7
    assert read_caption(["收支总表", *lines]).title == "收支总表"
    assert read_caption(["收支总表", *lines, "单位：万元"]).title is None


def test_a_title_has_at_most_eighty_characters() -> None:
    for length, title in ((80, True), (81, False)):
        line = "某" * (length - 4) + "收支总表"
        assert read_caption([line]).title == (line if title else None)


def test_a_year_in_brackets_below_a_title_is_not_of_it() -> None:
    assert read_caption(["收支总表", "（2026年度）", "单位：元"]).title == "收支总表"
    assert read_caption(["收支总表", "（按经济分类）"]).title == "收支总表（按经济分类）"


def test_brackets_alone_are_no_title() -> None:
    assert read_caption(["部门概况", "（按经济分类）"]).title is None


def test_words_between_title_and_table_end_the_caption_unless_a_unit_or_number_stands_there() -> None:
    assert read_caption(["收支总表", "某某事项"]).title is None
    assert read_caption(["收支总表", "某某事项", "单位：元"]).title == "收支总表"
    assert read_caption(["收支总表", "某某事项。", "单位：元"]).title is None


def test_title_unit_and_entity_in_the_first_rows() -> None:
    inside = grid(
        [("预算05表 一般公共预算支出预算表", 1, 4), None, None, None],
        [("部门：某市信访局", 1, 2), None, ("金额单位：万元", 1, 2), None],
        HEADER,
        DATA,
    )
    assert read_caption([], inside) == Caption("一般公共预算支出预算表", "万元", "某市信访局", 2)


def test_what_the_first_rows_do_not_say_the_lines_above_do() -> None:
    titled = grid([("收支总表", 1, 4), None, None, None], HEADER, DATA)
    assert read_caption(["单位：元"], titled) == Caption("收支总表", "元", None, 1)
    assert read_caption(["支出表", "部门：某局"], titled) == Caption("收支总表", None, None, 1)
    with_unit = grid([("", 1, 2), None, ("单位：万元", 1, 2), None], HEADER, DATA)
    assert read_caption(["收支总表", "单位：元"], with_unit) == Caption("收支总表", "万元", None, 1)


def test_a_title_in_the_first_row_stands_over_half_of_the_columns() -> None:
    assert read_caption([], grid([("收支总表", 1, 2), None, "", ""], HEADER)).rows == 1
    assert read_caption([], grid(["收支总表", "", "", ""], HEADER)).rows == 0


def test_blank_rows_above_the_title_are_caption() -> None:
    blank: list[Entry] = ["", "", "", ""]
    assert read_caption([], grid(blank, [("收支总表", 1, 4), None, None, None], HEADER, DATA)).rows == 2
    assert read_caption([], grid(blank, HEADER, DATA)) == Caption()


def test_a_header_is_no_caption() -> None:
    assert read_caption([], grid(HEADER, DATA)) == Caption()


def test_the_name_of_the_entity_may_stand_in_a_cell_beside_its_label() -> None:
    inside = grid(["部门：", "某市信访局", "", "单位：元"], HEADER, DATA)
    assert (read_caption([], inside).rows, read_caption([], inside).unit) == (1, "元")


def test_a_line_above_a_whole_title_is_not_of_it() -> None:
    assert read_caption(["某市水务局", "收支总表"]).title == "收支总表"
    assert read_caption(["收支总表", "某市水务局收支总表"]).title == "某市水务局收支总表"


def test_what_stands_below_the_header_is_no_caption() -> None:
    assert read_caption([], grid(HEADER, ["", "", "", "单位：元"], DATA)) == Caption()
    titled = grid([("收支总表", 1, 4), None, None, None], HEADER, [("单位：元", 1, 4), None, None, None])
    assert read_caption([], titled) == Caption("收支总表", None, None, 1)


BLANK: list[Entry] = ["", "", "", ""]
OVER_ALL: list[Entry] = [("收支总表", 1, 4), None, None, None]


def test_all_blank_rows_around_the_title_are_caption() -> None:
    assert read_caption([], grid(BLANK, BLANK, OVER_ALL, HEADER, DATA)).rows == 3
    assert read_caption([], grid(OVER_ALL, BLANK, BLANK, HEADER, DATA)).rows == 3


def test_the_first_eight_rows_may_be_caption() -> None:
    assert read_caption([], grid(*[BLANK] * 7, OVER_ALL, HEADER)) == Caption("收支总表", None, None, 8)
    assert read_caption([], grid(*[BLANK] * 8, OVER_ALL, HEADER)) == Caption()


def test_a_title_over_less_than_half_of_the_columns_is_a_cell() -> None:
    row: list[Entry] = [("收支总表", 1, 2), None, "", "", ""]
    assert read_caption([], grid(row, [*HEADER, "项目支出"])) == Caption()


def test_a_title_with_something_beside_it_is_one_only_where_that_is_a_unit() -> None:
    assert read_caption([], grid(["收支总表", "", "", "单位：元"], HEADER)).title == "收支总表"
    assert read_caption([], grid([("收支总表", 1, 3), None, None, "某某"], HEADER)) == Caption()
    assert read_caption([], grid(["收支总表", "支出总表", "", "单位：元"], HEADER)) == Caption()


def test_a_second_title_inside_the_grid_is_no_caption() -> None:
    second: list[Entry] = [("支出总表", 1, 4), None, None, None]
    assert read_caption([], grid(OVER_ALL, second, HEADER)) == Caption("收支总表", None, None, 1)


def test_two_words_beside_a_unit_are_a_header() -> None:
    assert read_caption([], grid(["项目", "预算", "", "单位：元"], DATA)) == Caption()
    assert read_caption([], grid(["某市信访局", "", "", "单位：元"], DATA)) == Caption(None, "元", None, 1)


def test_the_first_unit_and_entity_inside_a_grid_count() -> None:
    first: list[Entry] = [("部门：某市信访局", 1, 2), None, ("单位：万元", 1, 2), None]
    second: list[Entry] = [("部门：某县信访局", 1, 2), None, ("单位：元", 1, 2), None]
    assert read_caption([], grid(first, second, HEADER)) == Caption(None, "万元", "某市信访局", 2)


def test_a_number_of_a_table_in_a_row_of_its_own_is_caption() -> None:
    assert read_caption([], grid([("表1", 1, 4), None, None, None], OVER_ALL, HEADER)).rows == 2


def test_a_line_that_could_be_part_of_a_title_has_at_most_eighty_characters() -> None:
    for length, title in ((80, "收支总表"), (81, None)):
        assert read_caption(["收支总表", "某" * length, "单位：元"]).title == title


def test_a_line_in_brackets_that_is_long_or_prose_is_no_part_of_a_title() -> None:
    assert read_caption(["收支总表", "（按经济分类；略）"]).title is None
    assert read_caption(["收支总表", "（按经济分类）某"]).title is None
    assert read_caption(["收支总表", "某（按经济分类）"]).title is None


def test_a_line_before_an_unfinished_title_is_of_it_only_if_it_could_be() -> None:
    assert read_caption(["一般公共预算；", "（按经济分类）"]).title is None
    assert read_caption(["收支总表。", "（按经济分类）"]).title is None
    assert read_caption(["2024年度", "情况表"]).title == "2024年度情况表"


def test_each_word_of_a_caption_makes_it_say_something() -> None:
    assert not Caption(title="收支总表").says_nothing
    assert not Caption(unit="元").says_nothing
    assert not Caption(entity="某局").says_nothing
    assert Caption(rows=1).says_nothing


def test_the_entity_alone_below_a_title_is_no_line_of_it() -> None:
    assert read_caption(["收支总表", "部门：某局"]) == Caption("收支总表", None, "某局", 0)
    assert read_caption(["收支总表", "公开01表"]) == Caption("收支总表")
    assert read_caption([], grid(OVER_ALL, [("部门：某局", 1, 4), None, None, None], HEADER)).entity == "某局"


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (
            ["2026年一般公共预算支出明细表（按功能分类科", "目-不含结转）"],
            "2026年一般公共预算支出明细表（按功能分类科目-不含结转）",
        ),
        (["项目支出绩效目", "标表"], "项目支出绩效目标表"),
        (["部门整体支出绩", "效目标表"], "部门整体支出绩效目标表"),
        (["某市水务局", "收入总表"], "收入总表"),  # a short title that is known stands for itself
        (["某市水务局", "标表"], "标表"),  # the two are no title of the catalogue
        (["收入总表（续）", "目-不含结转）"], "收入总表（续）"),  # no bracket is open
    ],
)
def test_a_title_broken_inside_of_a_bracket_or_of_a_word_is_one(above: list[str], title: str) -> None:
    assert read_caption([*above, "单位：万元"]).title == title
