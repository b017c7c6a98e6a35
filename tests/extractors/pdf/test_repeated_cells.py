"""Cells that print once more what they print on the page before."""

from __future__ import annotations

import pytest

from extractors.pdf.clipping import CutCell, Hidden
from extractors.pdf.repeated_cells import repeated_cells, without_repeats
from tests.extractors.pdf.printed import cell_texts, content, filled, lattice, printed

GRID = lattice((0.0, 100.0, 200.0), (0.0, 20.0))


def page(left, right, *cut, number=1):
    glyphs = printed((10, 15, left), (110, 15, right))
    return content(glyphs, [filled(glyphs, GRID)], number=number, hidden=Hidden(cut=cut))


def cut(text, *, cell=0, x0=0.0, begins=False):
    return CutCell(0, cell, text, x0, begins)


BEFORE = page("京密 引水", "12.50")


def test_a_cell_that_goes_on_repeats_what_the_page_before_prints_of_it():
    after = page("京密引水", "7.00", cut("京密引水"), number=2)
    assert repeated_cells(BEFORE, after) == [cut("京密引水")]
    first, second = without_repeats([BEFORE, after])
    assert first is BEFORE
    assert cell_texts(second.grids[0], second.glyphs) == ["", "7.00"]
    assert second.repeats == ((0, 1, 2, 3),)
    assert cell_texts(after.grids[0], after.glyphs) == ["京密引水", "7.00"]


@pytest.mark.parametrize(
    "other",
    [
        cut("京密引水", begins=True),
        cut("京密引水渠"),
        cut("京密引水", x0=1.0),
        cut("12.50"),
    ],
)
def test_what_begins_here_says_something_else_or_stands_elsewhere_is_no_repetition(other):
    after = page("京密引水", "7.00", other, number=2)
    assert repeated_cells(BEFORE, after) == []
    assert without_repeats([BEFORE, after])[1] is after


def test_columns_may_shift_by_less_than_a_point():
    assert repeated_cells(BEFORE, page("京密引水", "", cut("京密引水", x0=0.9))) != []


def test_a_text_that_the_page_before_was_itself_cut_from_counts_as_printed():
    before = page("", "", cut("调水运行费", x0=50.0))
    assert repeated_cells(before, page("调水运行费", "", cut("调水运行费", x0=50.0))) != []


def test_of_three_pages_each_is_held_against_the_one_before_it():
    second = page("京密引水", "1", cut("京密引水"), number=2)
    third = page("京密引水", "2", cut("京密引水"), number=3)
    found = without_repeats([BEFORE, second, third])
    assert [len(p.repeats) for p in found] == [0, 1, 1]
    assert without_repeats([]) == []
