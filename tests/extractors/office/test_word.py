"""Word documents as Word shows them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.document import Document, Grid
from extractors.office.word import read_docx
from tests.extractors.office import word_cases, word_more_cases
from tests.extractors.office.word_cases import Case, Cell

CASES = {
    name: make
    for module in (word_cases, word_more_cases)
    for name, make in vars(module).items()
    if name.startswith("case_")
}


def paragraphs(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.paragraphs]


def tables(document: Document) -> list[list[list[Cell]]]:
    return [table(grid) for grid in document.grids]


def table(grid: Grid) -> list[list[Cell]]:
    return [
        [c.text if c.row_span == c.col_span == 1 else (c.text, c.row_span, c.col_span) for c in grid.row(n)]
        for n in range(grid.n_rows)
    ]


@pytest.mark.parametrize("make", CASES.values(), ids=CASES)
def test_a_document_says_what_word_shows(make: Callable[[], Case]) -> None:
    case = make()
    document = read_docx(case.data)
    assert paragraphs(document) == case.paragraphs
    assert tables(document) == case.tables
    assert [(r.reason, r.raw) for r in document.rejects] == case.rejects
