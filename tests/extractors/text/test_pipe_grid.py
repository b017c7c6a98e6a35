"""Grids of written cells."""

from __future__ import annotations

from extractors.text.pipe_grid import ENGINE, WrittenCell, WrittenRow, grid_of, one_line, open_row, whole_row

TEXT = "甲 |\n一是\n二是 |"
CELLS = [WrittenCell(0, 1, 0, 3), WrittenCell(4, 9, 4, 11)]


def test_rows_end_with_their_last_line() -> None:
    assert open_row(CELLS) == WrittenRow(CELLS, 0, False, 11)
    assert whole_row(CELLS[:1]) == WrittenRow(CELLS[:1], 0, True, 3)


def test_a_grid_has_the_spans_of_its_cells_and_their_text_on_one_line() -> None:
    rows = [WrittenRow(CELLS[:1], 2, True, 3), WrittenRow(CELLS[1:], 1, True, 11)]
    grid = grid_of(TEXT, rows, 3, moved=True)
    assert [(c.row, c.col, c.text, c.start, c.end) for c in grid.cells] == [
        (0, 0, "甲", 0, 1),
        (1, 0, "一是 二是", 4, 9),
    ]
    assert (grid.start, grid.end, grid.n_rows, grid.n_cols) == (0, 11, 2, 3)
    assert (grid.engine, grid.moved_placeholders) == (ENGINE, (2, 1))
    assert grid_of(TEXT, rows, 3, moved=False).moved_placeholders == ()


def test_white_space_in_a_cell_is_one_space() -> None:
    assert one_line(" 甲\t乙\n\n丙 ") == "甲 乙 丙"
