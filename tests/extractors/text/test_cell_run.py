"""Where a table with a cell on every line ends."""

from __future__ import annotations

import pytest

from extractors.text.cell_run import MAX_CELL_LINES, MAX_UNCLOSED_ROWS, end_of_cells
from tests.extractors.text.lines import pipe_lines

ROW = ["甲 |", "乙 |", "||"]
"""Two cells and two placeholders: four columns."""


def end(*written: str) -> int:
    return end_of_cells(pipe_lines(written), 0)


def test_a_table_ends_with_its_last_cell() -> None:
    assert end(*ROW, *ROW, "以上为自评情况。") == 6
    assert end(*ROW, "甲 | 乙 | 丙") == 3
    assert end("甲 |", "乙 |", "说明") == 2


@pytest.mark.parametrize(("cells", "whole"), [(1, True), (2, False), (5, True)])
def test_lines_without_a_pipe_belong_to_a_cell_that_makes_the_width(cells: int, whole: bool) -> None:
    """With the long cell, two, three or six cells stand before a row end of two pipes."""
    written = [*ROW, *["丙 |"] * cells, "一是安装。", "二是培训。 |", "||"]
    assert end(*written) == (len(written) if whole else 3 + cells)


def test_without_a_width_prose_is_no_cell() -> None:
    assert end("甲 |", "一是安装。", "二是培训。 |", "||") == 1


@pytest.mark.parametrize(("lines", "whole"), [(MAX_CELL_LINES, True), (MAX_CELL_LINES + 1, False)])
def test_so_many_lines_without_a_pipe_may_belong_to_a_cell(lines: int, whole: bool) -> None:
    written = [*ROW, "丙 |", *["一行"] * lines, "末行 |", "||"]
    assert end(*written) == (len(written) if whole else 4)


def test_lines_before_a_row_end_or_the_end_are_no_cell() -> None:
    assert end(*ROW, "丙 |", "以上。", "||") == 4
    assert end(*ROW, "丙 |", "以上。") == 4
    assert end(*ROW, "丙 |", "以上。", "甲 | 乙") == 4
    assert end(*ROW, "丙 |", "以上。", "丁 |") == 4  # no row end follows


def test_what_stands_above_a_title_is_a_heading() -> None:
    assert end(*ROW, "（二）第二个项目", "项目支出绩效自评表 |", "甲 |", "||") == 3


def test_a_row_on_one_line_ends_the_cells() -> None:
    assert end(*ROW, "丙 |", "一是安装。", "二是培训。 |", "甲 | 乙", "||") == 4


@pytest.mark.parametrize(
    ("cells", "goes_on"), [(4 * MAX_UNCLOSED_ROWS - 2, True), (4 * MAX_UNCLOSED_ROWS, False)]
)
def test_so_many_rows_may_have_no_end(cells: int, goes_on: bool) -> None:
    written = [
        *ROW,
        *["丙 |"] * (cells - 1),
        "一是安装。",
        "二是培训。 |",
        *["丁 |"] * ((-cells - 2) % 4),
        "||",
    ]
    assert end(*written) == (len(written) if goes_on else 2 + cells)


def test_several_long_cells_may_stand_in_one_row() -> None:
    written = [*ROW, "一是安装。", "二是培训。 |", "一是已装。", "二是已训。 |", "||", *ROW]
    assert end(*written) == len(written)
