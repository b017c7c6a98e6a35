"""Workbooks as offices export them: every cell with its text, span and place; what is hidden and noted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.document import Document
from extractors.locators import cell_range, sheet_name
from extractors.outline.sections import outline
from extractors.read import read
from extractors.tables.logical import logical_tables
from tests.extractors.office.books import ASIDE, WORKED, Book


@pytest.fixture(params=[*WORKED, *ASIDE], ids=lambda make: make.__name__, scope="module")
def book(request: pytest.FixtureRequest) -> tuple[Book, Document]:
    make: Callable[[], Book] = request.param
    drawn = make()
    return drawn, read(drawn.make())


def test_every_cell_has_its_text_its_span_and_its_place(book):
    drawn, document = book
    assert document.locators is not None
    found = {
        document.place(cell.start, cell.end).locator: (cell.text, cell.row_span, cell.col_span)
        for grid in document.grids
        for cell in grid.cells
        if cell.text
    }
    expected = {}
    for plan in drawn.plans:
        for table in plan.tables:
            for (row, col, rows, cols), text in table.cells.items():
                place = cell_range(row, col, row + rows - 1, col + cols - 1)
                locator = f"{document.locators.scheme}:{sheet_name(plan.name)}!{place}"
                expected[locator] = ("".join(text.split()), rows, cols)
    assert {locator: found.get(locator) for locator in expected} == expected
    inside = set(found) - set(expected)
    # where lines are drawn around titles, they are rows of their tables
    assert not inside or drawn.name == "all_bordered"


def test_every_table_is_known_with_title_and_unit(book):
    drawn, document = book
    tables = logical_tables(document, outline(document))
    expected = [table.canonical for plan in drawn.plans for table in plan.tables]
    assert [table.canonical_table for table in tables] == expected
    assert {table.unit_raw for table in tables} == {drawn.unit or None}


def test_what_is_hidden_is_kept_aside_and_said(book):
    drawn, document = book
    for text in drawn.hidden:
        assert text not in document.text
        assert any(text in reject.raw and reject.place.locator for reject in document.rejects)
    for word in drawn.notes:
        assert any(word in note for note in document.notes)


def test_what_is_kept_stands_beside_what_is_shown(book):
    drawn, document = book
    kept = {cell.text: cell.stored for grid in document.grids for cell in grid.cells}
    for text, stored in (drawn.stored or {}).items():
        assert kept[text] == stored
