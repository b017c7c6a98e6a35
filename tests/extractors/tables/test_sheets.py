"""Grids laid below one another."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Document, Place
from extractors.tables.sheets import Sheet, lay_out, places
from tests.extractors.tables.drawn import Drawn, document

EDGES = (50.0, 110.0, 170.0, 230.0)


def test_rows_go_on_and_columns_are_matched_by_their_edges() -> None:
    doc = document(
        Drawn([["项目", "预算数", "决算数"], ["甲", "1.00", "2.00"]], 1, EDGES),
        Drawn([["乙合计", "3.00"]], 2, (EDGES[0], EDGES[2], EDGES[3])),
    )
    sheet = lay_out(list(doc.grids))
    assert (sheet.n_rows, sheet.n_cols, sheet.first_rows, sheet.x_edges) == (3, 3, (0, 2), EDGES)
    assert [(c.row, c.col, c.col_span, c.text, c.page) for c in sheet.row(2)] == [
        (2, 0, 2, "乙合计", 2),
        (2, 2, 1, "3.00", 2),
    ]


def test_finer_columns_of_a_later_page_widen_the_cells_of_the_first() -> None:
    doc = document(
        Drawn([["项目", "金额"]], 1, (50.0, 110.0, 230.0)), Drawn([["甲", "1.00", "2.00"]], 2, EDGES)
    )
    sheet = lay_out(list(doc.grids))
    assert [(c.col, c.col_span) for c in sheet.row(0)] == [(0, 1), (1, 2)]
    assert [(c.col, c.col_span) for c in sheet.row(1)] == [(0, 1), (1, 1), (2, 1)]


def test_a_cell_keeps_its_rules_and_its_span() -> None:
    (grid,) = document(Drawn([[("项目", 2, 1), "金额"], [None, "1.00"]], 1)).grids
    first = lay_out([grid]).cells[0]
    assert (first.row_span, first.col_span, first.box) == (2, 1, (50.0, 100.0, 110.0, 140.0))
    assert lay_out([replace(grid, y_edges=())]).cells[0].box is None


def test_without_layout_columns_are_counted() -> None:
    (grid,) = document(Drawn([["甲", "乙", "丙"]], 1)).grids
    bare = replace(grid, x_edges=(), y_edges=())
    sheet = lay_out([bare, replace(bare, n_cols=2, cells=bare.cells[:2])])
    assert (sheet.n_rows, sheet.n_cols, sheet.x_edges) == (2, 3, ())
    assert sheet.width(0, 2) == 2.0
    assert lay_out([grid]).width(0, 2) == 120.0


def test_rows_give_their_texts_without_the_blanks() -> None:
    sheet = lay_out(list(document(Drawn([["甲", "", "丙"], ["", "", ""]], 1)).grids))
    assert [sheet.texts(row) for row in (0, 1, 9)] == [["甲", "丙"], [], []]
    assert len(sheet.row(1)) == 3


def placed(doc: Document) -> tuple[Sheet, list[Place]]:
    sheet = lay_out(list(doc.grids))
    return sheet, places(doc, sheet.cells)


def test_places_are_those_of_the_characters_and_of_a_blank_its_rules() -> None:
    doc = document("说明", Drawn([["甲", ""], ["1.00", "2.00"]], 1))
    assert doc.char_box is not None
    start = doc.text.index("1.00")
    doc.char_box[start : start + 4] = (60.0, 125.0, 80.0, 135.0)
    doc.char_box[start + 3, 2] = 90.0
    sheet, found = placed(doc)
    assert found[2] == Place(1, (60.0, 125.0, 90.0, 135.0), start, start + 4)
    assert (found[1].box, found[1].start) == ((110.0, 100.0, 170.0, 120.0), sheet.cells[1].start)
    assert [p.page for p in found] == [1] * 4


def test_places_of_single_cells_are_those_of_the_document() -> None:
    doc = document(Drawn([["甲", "乙乙"], ["1.00", "2.00"]], 1))
    sheet, found = placed(doc)
    assert found == [doc.place(c.start, c.end) for c in sheet.cells]


def test_characters_that_are_not_printed_leave_a_cell_its_rules() -> None:
    doc = document(Drawn([["甲", "乙"]], 1))
    assert doc.char_page is not None
    assert doc.char_box is not None
    doc.char_page[:], doc.char_box[:] = 0, float("nan")
    _, found = placed(doc)
    assert found[0].box == (50.0, 100.0, 110.0, 120.0)


def test_a_text_file_has_places_without_pages() -> None:
    doc = document(Drawn([["甲", "乙"]], 1))
    bare = replace(doc, blocks=tuple(replace(g, page=None) for g in doc.grids), char_page=None, char_box=None)
    assert [(p.page, p.box, p.start) for p in placed(bare)[1]] == [(None, None, 0), (None, None, 2)]


def test_columns_that_the_table_has_not_share_its_last() -> None:
    first = Drawn([["项目", "金额"]], 1, (50.0, 110.0, 170.0))
    other = Drawn([["甲", "1.00", "2.00", "3.00"]], 2, (50.0, 70.0, 90.0, 130.0, 155.0))
    sheet = lay_out(list(document(first, other).grids))
    assert [(c.col, c.col_span) for c in sheet.row(1)] == [(0, 1), (1, 1), (2, 1), (2, 1)]


def test_spans_end_with_their_grid() -> None:
    (grid,) = document(Drawn([["甲", "乙"]], 1)).grids
    wide = replace(grid.cells[1], row_span=5, col_span=5)
    cell = lay_out([replace(grid, cells=(grid.cells[0], wide))]).cells[1]
    assert (cell.col_span, cell.box) == (1, (110.0, 100.0, 170.0, 120.0))


def test_a_grid_with_edges_of_one_direction_only_gives_no_boxes() -> None:
    (grid,) = document(Drawn([["甲", "乙"]], 1)).grids
    assert lay_out([replace(grid, x_edges=())]).cells[0].box is None
    assert lay_out([replace(grid, y_edges=grid.y_edges[:1])]).cells[0].box is None


def test_a_blank_cell_has_its_rules_although_a_character_stands_where_it_is_in_the_text() -> None:
    doc = document(Drawn([["", "乙"], ["丙", ""]], 1))
    (grid,) = doc.grids
    where = grid.cells[1].start
    blank = replace(grid.cells[0], start=where, end=where)
    moved = replace(doc, blocks=(replace(grid, cells=(blank, *grid.cells[1:])),))
    assert placed(moved)[1][0] == Place(1, (50.0, 100.0, 110.0, 120.0), where, where)


def test_the_last_cell_may_end_the_text() -> None:
    doc = document(Drawn([["甲", "乙"]], 1))
    assert doc.char_page is not None
    assert doc.char_box is not None
    cut = replace(doc, text=doc.text[:-1], char_page=doc.char_page[:-1], char_box=doc.char_box[:-1])
    assert [p.box for p in placed(cut)[1]] == [(50.0, 100.0, 110.0, 120.0), (110.0, 100.0, 170.0, 120.0)]
