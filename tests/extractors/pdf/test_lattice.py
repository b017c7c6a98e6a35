"""Cells from rules, given as (position, low, high)."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.pdf.lattice import UNEVEN, LatticeCell, LatticeCells, find_lattices, owner_of
from extractors.pdf.reader import read_pdf
from tests.extractors.pdf import pages
from tests.extractors.pdf.pages import ROWS, pdf, text
from tests.extractors.pdf.shown import body, grid_texts

RULES = np.asarray([(100.0, 50.0, 200.0), (120.0, 50.0, 200.0), (140.0, 50.0, 200.0)])
RULES_ = RULES.tolist()
COLUMNS = [(50.0, 100.0, 140.0), (120.0, 100.0, 140.0), (200.0, 100.0, 140.0)]


def test_a_column_cut_above_and_below_by_page_breaks_belongs_to_the_grid() -> None:
    """北京市应急管理局 2026, p. 28: the project's name stands beside the grid, between rules without rows."""
    (lattice,) = find_lattices(RULES, np.asarray([(10.0, 100.0, 140.0), *COLUMNS]))
    assert lattice.x_edges == (10.0, 50.0, 120.0, 200.0)
    first = next(c for c in lattice.cells if c.col == 0)
    assert (first.row, first.row_span, first.col_span) == (0, 2, 1)


def test_columns_without_a_rule_above_beside_others_that_have_one() -> None:
    """北京市水务局 2026, p. 42: name and goal go on from the page before, indicators begin."""
    rows = np.asarray([(100.0, 120.0, 200.0), (120.0, 50.0, 200.0), (140.0, 50.0, 200.0)])
    (lattice,) = find_lattices(rows, np.asarray(COLUMNS))
    assert lattice.open_above == (0,)
    (lattice,) = find_lattices(RULES, np.asarray(COLUMNS))
    assert lattice.open_above == ()


def test_a_rule_of_another_length_beside_the_grid_is_no_column() -> None:
    (lattice,) = find_lattices(RULES, np.asarray([(10.0, 90.0, 300.0), *COLUMNS]))
    assert lattice.x_edges == (50.0, 120.0, 200.0)


def test_the_columns_of_a_neighbouring_grid_of_the_same_height_stay_there() -> None:
    right = np.asarray([(100.0, 300.0, 400.0), (140.0, 300.0, 400.0)])
    others = [(300.0, 100.0, 140.0), (350.0, 100.0, 140.0), (400.0, 100.0, 140.0)]
    left, other = find_lattices(np.concatenate((RULES, right)), np.asarray([*COLUMNS, *others]))
    assert (left.x_edges, other.x_edges) == ((50.0, 120.0, 200.0), (300.0, 350.0, 400.0))


def test_cells_that_span_rows_and_columns_are_one_cell():
    def page(canvas):
        for y in (700, 610):
            canvas.line(60, y, 520, y)
        canvas.line(160, 670, 520, 670)  # not under the first column
        canvas.line(160, 640, 520, 640)
        for x in (60, 160, 520):
            canvas.line(x, 700, x, 610)
        canvas.line(300, 670, 300, 610)  # not in the first row
        text(canvas, 80, 650, "项目")
        text(canvas, 200, 680, "本年支出")
        text(canvas, 170, 650, "基本支出")
        text(canvas, 310, 650, "项目支出")
        text(canvas, 170, 620, "12.50")
        text(canvas, 310, 620, "0.40")

    (grid,) = read_pdf(pdf(page)).grids
    spans = {c.text: (c.row, c.col, c.row_span, c.col_span) for c in grid.cells}
    assert spans == {
        "项目": (0, 0, 3, 1),
        "本年支出": (0, 1, 1, 2),
        "基本支出": (1, 1, 1, 1),
        "项目支出": (1, 2, 1, 1),
        "12.50": (2, 1, 1, 1),
        "0.40": (2, 2, 1, 1),
    }


def test_a_continuation_whose_first_row_has_no_top_rule_keeps_that_row():
    def page(canvas):
        for y in pages.YS[1:]:
            canvas.line(pages.XS[0], y, pages.XS[-1], y)
        for x in pages.XS:
            canvas.line(x, pages.YS[0], x, pages.YS[-1])
        pages.cell_texts(canvas, ROWS)

    (grid,) = read_pdf(pdf(page)).grids
    assert grid_texts(grid) == [list(row) for row in ROWS]


def test_a_framed_text_and_an_underlined_heading_are_no_tables():
    def page(canvas):
        canvas.rect(60, 600, 400, 100)
        text(canvas, 80, 650, "框中的文字不是表格。")
        canvas.line(60, 580, 460, 580)

    document = read_pdf(pdf(page))
    assert list(document.grids) == []
    assert body(document) == ["框中的文字不是表格。"]


def lattices(rows, columns):
    return find_lattices(np.asarray(rows, dtype=float).reshape(-1, 3), np.asarray(columns).reshape(-1, 3))


def grid(rows, columns=COLUMNS):
    (found,) = lattices(rows, columns)
    return found


def places(found):
    return [(c.row, c.col, c.row_span, c.col_span) for c in found.cells]


def test_without_rules_of_both_kinds_there_is_no_grid():
    assert lattices([], COLUMNS) == []
    assert lattices(RULES_, []) == []


def test_a_frame_and_a_single_column_are_no_tables():
    assert lattices([(100, 50, 200), (140, 50, 200)], [(50, 100, 140), (200, 100, 140)]) == []
    assert lattices(RULES_, [(50, 100, 140), (200, 100, 140)]) == []
    assert lattices([(100, 50, 200)], [(50, 99, 101), (120, 99, 101), (200, 99, 101)]) == []


def test_rows_without_columns_inside_are_grid_lines_of_a_chart():
    assert lattices(RULES_, [(50, 100, 140), (120, 100, 105), (200, 100, 140)]) == []


@pytest.mark.parametrize(("gap", "n_rows"), [(1.0, 2), (2.0, 2), (2.5, 3)])
def test_rules_of_rows_two_points_apart_are_one_edge(gap, n_rows):
    found = grid([(100, 50, 200), (120, 50, 200), (120 + gap, 50, 200), (140, 50, 200)])
    assert len(found.y_edges) - 1 == n_rows


@pytest.mark.parametrize(("gap", "n_cols"), [(3.0, 2), (3.5, 3)])
def test_rules_of_columns_three_points_apart_are_one_edge(gap, n_cols):
    columns = [(50, 100, 140), (120, 100, 140), (120 + gap, 100, 140), (200, 100, 140)]
    assert len(grid(RULES_, columns).x_edges) - 1 == n_cols


def test_near_rules_lie_where_the_longest_of_them_does():
    found = grid([(100, 50, 200), (120, 50, 190), (121, 50, 60), (140, 50, 200)])
    # weights of 140 and 10 points
    assert found.y_edges[1] == pytest.approx(120 + 10 / 150)


def test_a_chain_of_near_edges_is_one_edge_in_its_middle():
    rows = [(100, 50, 200), (120, 50, 200), (121.5, 50, 200), (123, 50, 200), (140, 50, 200)]
    assert grid(rows).y_edges == (100.0, 121.5, 140.0)


@pytest.mark.parametrize(("gap", "is_wall"), [(3.0, True), (3.1, False)])
def test_a_rule_with_gaps_of_three_points_is_one_rule(gap, is_wall):
    """Two gaps in a side of ten points: without them less than six tenths of it are covered."""
    rows = [(100, 50, 200), (110, 50, 200), (140, 50, 200)]
    columns = [(50, 100, 140), (200, 100, 140), (120, 100, 101), (120, 101 + gap, 105), (120, 105 + gap, 140)]
    assert places(grid(rows, columns))[0] == ((0, 0, 1, 1) if is_wall else (0, 0, 1, 2))


@pytest.mark.parametrize(("end", "is_wall"), [(112.0, True), (111.0, False)])
def test_a_rule_over_six_tenths_of_a_side_is_a_wall(end, is_wall):
    columns = [(50, 100, 140), (120, 100, end), (120, 120, 140), (200, 100, 140)]
    assert places(grid(RULES_, columns))[0] == ((0, 0, 1, 1) if is_wall else (0, 0, 1, 2))


@pytest.mark.parametrize(("start", "touches"), [(143.0, True), (143.5, False)])
def test_a_rule_touches_another_within_three_points(start, touches):
    """A second table below: whether its columns hang on the last rule of the first."""
    columns = [*COLUMNS, (90, start, 180)]
    found = grid([*RULES_], columns)
    assert (90.0 in found.x_edges) is touches


def test_a_border_that_was_not_drawn_stands_where_the_rows_end():
    found = grid([(100, 40, 206.5), (120, 40, 206.5), (140, 40, 206.5)])
    assert found.x_edges == (40.0, 50.0, 120.0, 200.0, 206.5)
    assert grid([(100, 44, 206), (120, 44, 206), (140, 44, 206)]).x_edges == (50.0, 120.0, 200.0)


def test_so_does_one_above_and_below():
    columns = [(50, 93, 147), (120, 93, 147), (200, 93, 147)]
    assert grid(RULES_, columns).y_edges == (93.0, 100.0, 120.0, 140.0, 147.0)


def test_a_cell_without_walls_inside_is_merged_both_ways():
    rows = [(100, 50, 200), (120, 120, 200), (140, 50, 200)]
    found = grid(rows)
    assert places(found) == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]
    assert found.owner.tolist() == [[0, 1], [0, 2]]
    assert found.doubtful == ()


def test_a_merged_cell_that_is_no_rectangle_is_a_doubt():
    """The first row is one cell; below it a wall stands in its way."""
    rows = [(100, 50, 200), (140, 50, 200), (120, 50, 60)]
    columns = [(50, 100, 140), (120, 120, 140), (200, 100, 140)]
    found = grid(rows, columns)
    assert found.doubtful == (UNEVEN,) == ("uneven merged cells",)
    assert places(found) == [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_grids_are_sorted_from_top_to_bottom():
    low = [(p + 300, a, b) for p, a, b in RULES_]
    low_columns = [(p, a + 300, b + 300) for p, a, b in COLUMNS]
    found = lattices([*low, *RULES_], [*low_columns, *COLUMNS])
    assert [g.y_edges[0] for g in found] == [100.0, 400.0]
    assert found[1].box == (50.0, 400.0, 200.0, 440.0)


@pytest.mark.parametrize(("x", "is_part"), [(121.4, True), (121.6, False)])
def test_a_piece_of_a_column_that_touches_nothing_goes_on_the_column_rule_near_it(x, is_part):
    """The rows are not ruled: the piece stands in the middle of a tall row."""
    rows = [(100, 50, 200), (120, 50, 200), (300, 50, 200)]
    columns = [(50, 100, 300), (200, 100, 300), (120, 100, 120), (x, 150, 290)]
    assert (places(grid(rows, columns))[-1] == (1, 1, 1, 1)) is is_part


def test_the_owner_of_what_no_cell_covers_is_none():
    cells = [LatticeCell(0, 0, 1, 2), LatticeCell(1, 1, 1, 1)]
    assert owner_of(cells, 2, 2).tolist() == [[0, 0], [-1, 1]]


def test_a_table_of_cells_is_a_sequence_of_them():
    cells = [LatticeCell(0, 0, 2, 1), LatticeCell(0, 1, 1, 1), LatticeCell(1, 1, 1, 1)]
    table = LatticeCells.of(cells)
    assert (len(table), list(table), table[1]) == (3, cells, cells[1])
    assert table[1:] == LatticeCells.of(cells[1:])
    assert table != LatticeCells.of(cells[::-1])
    assert table != cells
