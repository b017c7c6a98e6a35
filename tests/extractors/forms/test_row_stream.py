"""Rows of forms with the place of their cells, in points or in column numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Document, Grid, GridCell, Place
from extractors.forms.row_stream import FormCell, FormRow, Geometry, rows_of
from tests.extractors.forms.grids import cell, drawn, on_page, pipes, ruled, table

NO_GRIDS = Geometry(Document("", (), "text/plain"))


def rows(drawing: str) -> list[FormRow]:
    return rows_of(ruled(drawing), NO_GRIDS)


def test_blank_rows_are_left_out_and_cells_stand_in_order() -> None:
    first, second = rows("甲 | 乙\n | \n丙 | ")
    assert [c.text for c in first.cells] == ["甲", "乙"]
    assert [c.text for c in second.cells] == ["丙", ""]
    assert rows(" | ") == []


def test_without_rules_cells_are_as_wide_as_their_columns() -> None:
    (row,) = rows("甲 | < | 乙")
    assert [(c.left, c.right) for c in row.cells] == [(0.0, 2.0), (2.0, 3.0)]
    assert [c.top for c in row.cells] == [None, None]


def test_the_first_row_of_every_page_is_known() -> None:
    source = table([cell(0, 0, "甲"), cell(1, 0, "乙"), cell(2, 0, "丙", page=2), cell(3, 0, "丁", page=2)])
    read = rows_of(source, NO_GRIDS)
    assert [(r.page, r.tops) for r in read] == [(1, True), (1, False), (2, True), (2, False)]


def test_a_row_without_a_page_is_on_that_of_the_row_above() -> None:
    source = table([cell(0, 0, "甲", page=3), cell(1, 0, "乙", page=None)])
    assert [(r.page, r.tops) for r in rows_of(source, NO_GRIDS)] == [(3, True), (3, False)]
    nowhere = table([cell(0, 0, "甲", page=None)])
    assert [r.page for r in rows_of(nowhere, NO_GRIDS)] == [None]


def test_rows_whose_placeholders_were_moved_are_known_by_order_alone() -> None:
    assert [r.ordered for r in rows_of(pipes("甲 | 乙\n丙", 4), NO_GRIDS)] == [True, True]
    assert [r.ordered for r in rows("甲 | 乙")] == [False]


def test_filled_and_first_cells() -> None:
    row, blank = (
        rows(" | 乙 | 丙\n丁 | | ")[0],
        FormRow((FormCell("", Place(1, None, 0, 0), 0, 1),), 1, True, False),
    )
    assert [c.text for c in row.filled] == ["乙", "丙"]
    assert row.first.text == "乙"
    assert blank.filled == []
    assert blank.first is blank.cells[0]


def test_where_rules_are_drawn_cells_stand_in_points() -> None:
    doc, (source,) = drawn("甲 | < | /乙\n丙 | 丁 | ^")
    first, second = rows_of(source, Geometry(doc))
    assert [(c.left, c.right, c.top, c.bottom) for c in first.cells] == [
        (0.0, 100.0, 0.0, 20.0),
        (100.0, 150.0, 0.0, 40.0),
    ]
    assert [(c.left, c.top, c.bottom) for c in second.cells] == [(0.0, 20.0, 40.0), (50.0, 20.0, 40.0)]
    assert [c.is_open_above for c in first.cells] == [False, True]
    assert [c.is_last for c in first.cells] == [False, True]
    assert [c.is_last for c in second.cells] == [True, True]
    assert [c.is_open_above for c in second.cells] == [False, False]


def test_each_page_has_its_own_grid() -> None:
    doc, (_, second) = drawn("甲 | 乙", "丙\n丁")
    unpaged = replace(
        second, cells=tuple(replace(c, place=replace(c.place, page=None)) for c in second.cells)
    )
    read = rows_of(unpaged, Geometry(doc))
    assert [r.page for r in read] == [2, 2]
    assert [(r.cells[0].left, r.cells[0].right) for r in read] == [(0.0, 50.0), (0.0, 50.0)]


def test_a_grid_without_horizontal_rules_has_no_heights() -> None:
    grid = Grid(0, 3, 1, 1, (GridCell(0, 0, "甲", 0, 1),), 1, x_edges=(10.0, 30.0))
    source = table([replace(cell(0, 0, "甲"), place=Place(1, None, 0, 1))])
    (row,) = rows_of(source, Geometry(Document("甲\t", (grid,), "application/pdf")))
    assert (row.cells[0].left, row.cells[0].right, row.cells[0].top, row.cells[0].bottom) == (
        10,
        30,
        None,
        None,
    )


def test_a_cell_that_no_grid_has_stands_in_column_numbers() -> None:
    grid = Grid(0, 3, 1, 1, (GridCell(0, 0, "甲", 0, 1),), 1, x_edges=(10.0, 30.0))
    geometry = Geometry(Document("甲\t乙乙", (grid,), "application/pdf"))
    for start in (2, 4):  # within the grid, and behind it
        other = replace(cell(0, 1, "乙"), place=Place(None, None, start, start + 1))
        assert geometry.cell(other).left == 1.0
    assert geometry.page(replace(cell(0, 0, ""), place=Place(None, None, 3, 3))) == 1
    assert geometry.page(replace(cell(0, 0, ""), place=Place(None, None, 4, 4))) is None
    assert geometry.page(replace(cell(0, 0, ""), place=Place(None, None, None, None))) is None


@pytest.mark.parametrize(
    ("left", "right", "part"), [(0, 10, 1.0), (5, 25, 0.5), (-5, 2, 2 / 7), (10, 20, 0.0), (12, 20, -0.25)]
)
def test_the_shared_part_of_two_widths(left: float, right: float, part: float) -> None:
    place = Place(1, None, 0, 0)
    assert FormCell("", place, left, right).overlap(FormCell("", place, 0, 10)) == pytest.approx(part)


def test_text_stands_in_the_middle_of_its_box() -> None:
    place = Place(1, (0, 10, 5, 20), 0, 1)
    assert FormCell("甲", place, 0, 1).middle == 15
    assert FormCell("", place, 0, 1).middle is None
    assert FormCell("甲", Place(1, None, 0, 1), 0, 1).middle is None


def test_pages_of_a_drawing() -> None:
    assert [r.page for r in rows_of(on_page(ruled("甲"), 5), NO_GRIDS)] == [5]
