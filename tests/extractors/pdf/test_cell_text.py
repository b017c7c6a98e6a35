"""The glyphs of cells in reading order: the quick way gives what the thorough one does."""

from __future__ import annotations

import itertools

import pytest

from extractors.pdf.cell_text import cell_sequences, read_cells, read_in_python
from extractors.pdf.lines import join_cell
from extractors.pdf.reader import read_pdf
from tests.extractors.pdf import pages
from tests.extractors.pdf.pages import pdf, text
from tests.extractors.pdf.printed import filled, lattice, lines_of, printed, sequence_text


def test_wrapped_and_letter_spaced_labels_and_broken_numbers_are_mended():
    def page(canvas):
        pages.strokes(canvas)
        text(canvas, 164, 658, "其他商品和服", 10, spacing=10)
        text(canvas, 164, 645, "务支出", 10)
        text(canvas, 310, 658, "12,345,678,9", 10)
        text(canvas, 340, 645, "01.50", 10)
        text(canvas, 170, 685, "合计", 10, spacing=50)

    (grid,) = read_pdf(pdf(page)).grids
    assert grid.row(1)[1].text == "其他商品和服务支出"
    assert grid.row(1)[2].text == "12,345,678,901.50"
    assert grid.row(0)[1].text == "合计"


def text_of(*strings):
    glyphs = printed(*strings)
    (sequence,) = cell_sequences(glyphs, [list(range(len(glyphs)))])
    assert sequence == join_cell(lines_of(glyphs), glyphs)
    return sequence_text(sequence, glyphs)


@pytest.mark.parametrize(
    ("strings", "expected"),
    [
        (((0, 100, "合计"),), "合计"),
        (((0, 100, "其他商品和服"), (0, 112, "务支出")), "其他商品和服务支出"),
        (((0, 112, "乙"), (0, 100, "甲")), "甲乙"),
        (((10, 100, "乙"), (0, 100, "甲")), "甲乙"),
        (((0, 100, "budget"), (0, 112, "total")), "budget_total"),
        (((0, 100, "12"), (0, 112, "34")), "1234"),
        (((0, 100, "合 计"),), "合计"),
        (((0, 100, "12"), (12.5, 100, "34")), "12_34"),
        (((0, 100, "12"), (12, 100, "34")), "1234"),
        (((0, 100, "甲"), (0.5, 100, "甲")), "甲"),
        (((0, 100, "甲乙"), (20, 101, "丙")), "甲乙丙"),
        (((20, 100, "甲"), (0, 104, "乙")), "乙甲"),
    ],
)
def test_a_cell_reads_as_its_lines_do(strings, expected):
    assert text_of(*strings) == expected


def test_steps_and_falls_of_every_size_give_what_lines_give():
    for step, fall in itertools.product(
        (0.0, 0.5, 1.3, 9.0, 10.0, 12.1, 12.3), (0.0, 0.4, 0.6, 3.0, 5.9, 6.1, 12.0)
    ):
        text_of((0, 100, "甲"), (step, 100 + fall, "乙"))
        text_of((0, 100, "A"), (step, 100 + fall, "B"))
        text_of((0, 100, "1"), (step, 100 + fall, "."))


def test_cells_are_told_apart_and_empty_ones_stay_empty():
    glyphs = printed((0, 100, "合计"), (100, 100, "乙"), (90, 100, "甲"))
    assert cell_sequences(glyphs, [[0, 1], [], [2, 3]]) == [[0, 1], [], [3, 2]]
    assert cell_sequences(glyphs, [[], []]) == [[], []]
    assert cell_sequences(glyphs, []) == []


def test_only_the_cell_that_needs_it_is_mended():
    glyphs = printed((0, 100, "合 计"), (100, 100, "A B"))
    sequences = cell_sequences(glyphs, [[0, 1, 2], [3, 5]])
    assert [sequence_text(s, glyphs) for s in sequences] == ["合计", "A_B"]


def test_what_the_cells_print_is_one_text_parted_by_tabs_and_line_feeds():
    glyphs = printed((110, 110, "合计"), (210, 110, "1.50"), (210, 130, "Word"), (210, 138, "a"))
    grid = filled(glyphs, lattice((100.0, 200.0, 300.0), (100.0, 120.0, 140.0)))
    for read in (read_cells, read_in_python):
        found = read(glyphs, grid)
        assert found.text == "合计\t1.50\n\tWord a"
        assert found.texts() == ["合计", "1.50", "", "Word a"]
        assert found.sequence.tolist() == [0, 1, -1, 2, 3, 4, 5, -1, -1, 6, 7, 8, 9, -1, 10]
        assert found.sequence_of(3) == [6, 7, 8, 9, -1, 10]
        assert not found.is_suspect


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ([(110, 110, "1.5")], False),
        ([(110, 110, "2024")], False),
        ([(110, 110, "第5")], False),
        ([(110, 110, "1.501.50")], True),
        ([(110, 110, "1.5"), (140, 110, "7")], True),
        ([(110, 110, "201"), (110, 120, "205")], True),
        ([(110, 110, "合计1.5")], True),
        ([(110, 110, "1.50元")], False),
    ],
)
def test_cells_that_end_with_a_digit_and_hold_more_than_a_number_may_be_reasons_for_doubt(cell, expected):
    glyphs = printed(*cell)
    grid = filled(glyphs, lattice((100.0, 200.0, 300.0), (100.0, 140.0)))
    assert [read(glyphs, grid).is_suspect for read in (read_cells, read_in_python)] == [expected] * 2
