"""The model between formats and meaning."""

from __future__ import annotations

import random

import numpy as np

from extractors.document import Document, Grid, GridCell, Page, Paragraph, Place

NAN = float("nan")
BOXES = [
    (10.0, 100.0, 20.0, 112.0),
    (20.0, 98.0, 30.0, 112.0),
    (NAN, NAN, NAN, NAN),
    (10.0, 50.0, 20.0, 62.0),
]


def document(numbers=(1, 1, 0, 2)):
    return Document(
        "收入\n支",
        (),
        "application/pdf",
        pages=(Page(1, 600.0, 800.0), Page(2, 600.0, 800.0)),
        char_page=np.asarray(numbers, dtype=np.int16),
        char_box=np.asarray(BOXES, dtype=np.float32),
    )


def test_a_span_is_placed_by_the_box_around_its_characters():
    assert document().place(0, 2) == Place(1, (10.0, 98.0, 30.0, 112.0), 0, 2)


def test_of_a_span_over_a_page_break_the_part_on_its_first_page_counts():
    assert document().place(1, 4) == Place(1, (20.0, 98.0, 30.0, 112.0), 1, 4)
    assert document().place(2, 4) == Place(2, (10.0, 50.0, 20.0, 62.0), 2, 4)


def test_what_is_not_printed_has_no_page():
    assert document().place(2, 3) == Place(None, None, 2, 3)
    assert document().place(1, 1) == Place(None, None, 1, 1)
    assert Document("收入", (), "text/plain").place(0, 2) == Place(None, None, 0, 2)


def test_places_of_many_spans_are_those_of_each():
    spans = [(start, end) for start in range(5) for end in range(5)]
    for found in (document(), document((0, 1, 0, 2)), document((0, 0, 0, 0)), document((2, 1, 0, 2))):
        places = found.places([s for s, _ in spans], [e for _, e in spans])
        assert places == [found.place(s, e) for s, e in spans]
        assert [place.page for place in places] == [found.page_of(s, e) for s, e in spans]
    text = Document("收入", (), "text/plain")
    assert text.places([0], [2]) == [Place(None, None, 0, 2)]
    assert text.page_of(0, 2) is None
    assert document().places([], []) == []


def test_a_place_is_the_box_around_what_is_printed_on_its_first_page():
    source = random.Random(7)
    for _ in range(200):
        n = source.randint(1, 9)
        pages = [source.choice((0, 1, 1, 2, 3)) for _ in range(n)]
        boxes = [[source.uniform(0, 9) for _ in range(4)] if page else [NAN] * 4 for page in pages]
        arrays = np.asarray(pages, dtype=np.int16), np.asarray(boxes, dtype=np.float32)
        found = Document("字" * n, (), "application/pdf", char_page=arrays[0], char_box=arrays[1])
        start = source.randrange(n)
        end = source.randint(start + 1, n)
        page = next((page for page in pages[start:end] if page), None)
        inside = arrays[1][start:end][arrays[0][start:end] == page] if page else None
        box = None if inside is None else (*inside[:, :2].min(axis=0), *inside[:, 2:].max(axis=0))
        assert found.places([start], [end]) == [found.place(start, end)] == [Place(page, box, start, end)]


def test_paragraphs_leave_out_furniture_and_grids_leave_out_paragraphs():
    body, furniture = Paragraph(0, 2), Paragraph(3, 4, "furniture")
    grid = Grid(3, 4, 1, 1, (GridCell(0, 0, "支", 3, 4),))
    found = Document("收入\n支", (body, furniture, grid), "text/plain")
    assert list(found.paragraphs) == [body]
    assert list(found.grids) == [grid]


def test_a_row_of_a_grid_has_the_cells_that_begin_in_it():
    cells = (GridCell(0, 0, "a", 0, 1, row_span=2), GridCell(0, 1, "b", 1, 2), GridCell(1, 1, "c", 2, 3))
    grid = Grid(0, 3, 2, 2, cells)
    assert [c.text for c in grid.row(0)] == ["a", "b"]
    assert [c.text for c in grid.row(1)] == ["c"]
