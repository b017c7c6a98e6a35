"""Titles of tables."""

from __future__ import annotations

import pytest

from extractors.document import Document, Grid, GridCell
from extractors.outline.sections import outline
from extractors.outline.table_titles import grid_title, names_table, table_below, table_end, table_heading
from tests.extractors.outline.outlined import flow, pages, sections, tree


def test_the_title_of_a_pipe_form_is_a_table_title() -> None:
    text = "二、项目支出绩效自评表\n项目支出绩效自评表 |\n|||\n项目名称 |\n培训 |\n||\n三、其他"
    found = sections(text)
    assert tree(found)[1] == (2, "table_title", "table_title", "项目支出绩效自评表")
    assert text[found[1].place.start : found[1].place.end] == "项目支出绩效自评表"
    assert text[: found[1].body_end].endswith("培训 |\n||")


def test_the_title_and_number_of_a_table_may_stand_inside_it() -> None:
    text = "\n预算01表 收支总表\n项目\n金额\n"
    cells = (
        GridCell(0, 0, "", 0, 0),
        GridCell(0, 1, "", 0, 0),
        GridCell(1, 0, "预算01表 收支总表", 1, 11, col_span=2),
        GridCell(2, 0, "项目", 12, 14),
        GridCell(2, 1, "金额", 15, 17),
    )
    (found,) = outline(Document(text, (Grid(0, 17, 3, 2, cells),), "application/pdf"))
    assert (found.kind, found.number_raw, found.title) == ("table_title", "预算01表", "收支总表")
    assert (found.place.start, found.body_end) == (1, 17)


def test_the_number_of_a_table_beside_its_title_is_no_title() -> None:
    doc = pages((2, "收入支出决算总表", 14, False), (2, "公开01表", 10, False), (2, "#", 10, False))
    assert [s.title for s in outline(doc)] == ["收入支出决算总表"]


@pytest.mark.parametrize(
    ("line", "title", "system", "number"),
    [
        ("收支总表", "收支总表", "none", None),
        ("预算01表 收支总表", "收支总表", "table_number", "预算01表"),
        ("项目支出绩效自评表", "项目支出绩效自评表", "none", None),
    ],
)
def test_lines_that_name_a_table(line: str, title: str, system: str, number: str | None) -> None:
    found = table_heading(line, 3, 3 + len(line), "none")
    assert found is not None
    assert (found.title, found.system, found.number_raw, found.kind) == (title, system, number, "table_title")
    assert (found.start, found.end) == (3, 3 + len(line))


@pytest.mark.parametrize("line", ["公开01表", "收入情况说明", "报表详见附件。", "表", "表" * 81])
def test_lines_that_name_none(line: str) -> None:
    assert table_heading(line, 0, len(line), "none") is None


def grid(*rows: list[tuple[str, int]], n_cols: int = 4, moved: tuple[int, ...] = ()) -> Grid:
    cells: list[GridCell] = []
    for number, row in enumerate(rows):
        col = 0
        for text, span in row:
            cells.append(GridCell(number, col, text, 0, len(text), 1, span))
            col += span
    return Grid(0, 0, len(rows), n_cols, tuple(cells), moved_placeholders=moved)


HEAD = [("项目", 1), ("金额", 1), ("项目", 1), ("金额", 1)]


def test_a_title_inside_stands_alone_over_half_of_the_columns() -> None:
    for span, has_title in ((4, True), (2, True), (1, False)):
        rest = [("", 1)] * (4 - span)
        assert (grid_title(grid([("收支总表", span), *rest], HEAD)) is not None) is has_title
    assert grid_title(grid([("收支总表", 2), ("单位：元", 2)], HEAD)) is None


def test_a_title_inside_is_in_one_of_the_first_three_rows() -> None:
    blank = [("", 4)]
    title = [("收支总表", 4)]
    assert grid_title(grid(blank, blank, title, HEAD)) is not None
    assert grid_title(grid(blank, blank, blank, title, HEAD)) is None
    assert grid_title(grid([("某市水务局", 4)], title, HEAD)) is not None


def test_a_grid_of_one_column_has_no_title_inside() -> None:
    assert grid_title(grid([("收支总表", 1)], n_cols=1)) is None
    assert grid_title(grid([("收支总表", 2)], n_cols=2)) is not None


def test_moved_placeholders_are_the_width_of_a_title() -> None:
    assert grid_title(grid([("收支总表", 1)], HEAD, moved=(3, 0))) is not None
    assert grid_title(grid([("收支总表", 1)], HEAD, moved=(0, 0))) is None


def test_a_line_that_names_a_table_has_neither_mark_nor_only_a_number() -> None:
    drawn = flow("收支总表", "公开01表", "一、收支总表", "#")
    assert [names_table(drawn, number) for number in range(5)] == [True, False, False, False, False]


def test_a_table_follows_within_four_lines_of_its_title_on_the_same_page() -> None:
    assert table_below(flow("收支总表", "部门：某局", "#"), 0)
    assert table_below(flow("收支总表", *["某局"] * 3, "#"), 0)
    assert not table_below(flow("收支总表", *["某局"] * 4, "#"), 0)
    assert not table_below(flow("收支总表", "一、收入", "#"), 0)
    assert not table_below(flow("收支总表", "某" * 121, "#"), 0)
    assert table_below(flow("收支总表", "某" * 120, "#"), 0)
    assert not table_below(flow("收支总表"), 0)


def test_the_line_of_the_unit_stands_for_the_table() -> None:
    assert table_below(flow("收支总表", "单位：万元", "说明如下。"), 0)


def test_a_table_on_the_next_page_counts_only_where_it_may() -> None:
    for below in ((2, "#", 12.0, False), (2, "单位：万元", 12.0, False)):
        drawn = flow("收支总表", below)
        assert not table_below(drawn, 0)
        assert table_below(drawn, 0, anywhere=True)


def end_of(*lines: str) -> int:
    """The block with which the table below the title in block 0 ends; 0 where there is none."""
    drawn = flow("收支总表", *lines)
    title = table_heading("收支总表", 0, 4, "none")
    assert title is not None
    end = table_end(drawn, 1, title)
    return [block.end for block in drawn.blocks].index(end)


@pytest.mark.parametrize(
    ("below", "end"),
    [
        (["单位：元", "#", "某局"], 2),
        (["#", "续表", "#", "说明"], 3),
        (["说明如下"], 0),
        ([*["某局"] * 4, "#"], 5),
        ([*["某局"] * 5, "#"], 0),
        (["某" * 120, "#"], 2),
        (["某" * 121, "#"], 0),
        (["#", "一、收入", "#"], 1),
        (["一、收入", "#"], 2),
    ],
)
def test_a_table_ends_with_its_last_grid_before_prose_or_another_title(below: list[str], end: int) -> None:
    assert end_of(*below) == end
