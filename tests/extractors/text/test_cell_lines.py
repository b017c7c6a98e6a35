"""Tables with a cell on every line, to grids."""

from __future__ import annotations

from extractors.document import Grid
from extractors.text.cell_lines import cell_tables
from tests.extractors.text.lines import pipe_lines

TITLE = ["项目支出绩效自评表 |", "|||"]
"""One cell and three placeholders: four columns."""


def rows(grid: Grid) -> list[list[str]]:
    return [[c.text for c in grid.row(n)] for n in range(grid.n_rows)]


def tables(*written: str) -> list[list[list[str]]]:
    return [rows(grid) for grid in cell_tables(pipe_lines(written))]


def test_a_row_ends_with_the_placeholders_of_its_merged_cells() -> None:
    lines = pipe_lines([*TITLE, "甲 |", "乙 |", "||"])
    (grid,) = cell_tables(lines)
    assert rows(grid) == [["项目支出绩效自评表"], ["甲", "乙"]]
    assert (grid.n_cols, grid.moved_placeholders) == (4, (3, 2))
    assert (grid.start, grid.end) == (0, len(lines.text))


def test_rows_in_which_nothing_is_merged_have_no_end() -> None:
    full = ["甲 |", "乙 |", "丙 |", "丁 |"]
    assert tables(*TITLE, *full, "戊 |", "||")[0][1:] == [["甲", "乙", "丙", "丁"], ["戊"]]
    assert tables(*TITLE, *full)[0][1:] == [["甲", "乙", "丙", "丁"]]
    assert tables(*TITLE, *full, *full)[0][1:] == [["甲", "乙", "丙", "丁"]] * 2


def test_a_row_end_alone_is_no_row() -> None:
    (grid,) = cell_tables(pipe_lines([*TITLE, "甲 |", "|||", "||"]))
    assert rows(grid) == [["项目支出绩效自评表"], ["甲"]]


def test_a_row_of_placeholders_alone_is_a_row_where_it_is_whole() -> None:
    (grid,) = cell_tables(pipe_lines([*TITLE, "||||", "甲 |", "|||"]))
    assert grid.moved_placeholders == (3, 4, 3)


def test_each_title_begins_a_form() -> None:
    first, second = tables(*TITLE, "甲 |", "|||", "部门整体支出绩效自评表 |", "|||", "乙 |", "|||")
    assert (first[-1], second) == (["甲"], [["部门整体支出绩效自评表"], ["乙"]])


def test_what_stands_before_a_title_in_its_row_is_of_the_form_above() -> None:
    first, second = tables(*TITLE, "甲 |", "部门整体支出绩效自评表 |", "|||")
    assert first[-1] == ["甲"]
    assert second == [["部门整体支出绩效自评表"]]


def test_a_lone_pipe_at_the_end_is_the_rest_of_a_row_end() -> None:
    (grid,) = cell_tables(pipe_lines([*TITLE, "总分 |", "100 |", "|"]))
    assert rows(grid)[-1] == ["总分", "100"]
    assert grid.moved_placeholders == (3, 1)


def test_a_lone_pipe_that_is_all_of_a_row_is_its_cell() -> None:
    (grid,) = cell_tables(pipe_lines([*TITLE, "|"]))
    assert rows(grid)[-1] == [""]
    assert grid.moved_placeholders == (3, 0)


def test_a_row_wider_than_the_others_widens_the_grid() -> None:
    (grid,) = cell_tables(pipe_lines([*TITLE, *TITLE[1:], "甲 |", "|||", "乙 |", "|||||"]))
    assert grid.n_cols == 4


def test_without_row_ends_known_words_tell_the_width() -> None:
    (grid,) = cell_tables(pipe_lines(["指标名称 |", "指标值 |", "次数 |", "3 |"]))
    assert rows(grid) == [["指标名称", "指标值"], ["次数", "3"]]
    assert (grid.n_cols, grid.moved_placeholders) == (2, ())


def test_row_ends_alone_are_no_table() -> None:
    assert tables("||", "||") == []
