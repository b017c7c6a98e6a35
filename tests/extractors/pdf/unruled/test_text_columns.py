"""The columns of a table without vertical rules."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.pdf.unruled.stretches import Stretch, stretches_of
from extractors.pdf.unruled.table_lines import UnruledPage
from extractors.pdf.unruled.text_columns import (
    amount_edges,
    body_columns,
    column_at,
    edges_of,
    finder,
    head_rows,
    inherited,
)
from tests.extractors.pdf.printed import lines_of, printed


def word(x0, x1, text="行政"):
    return Stretch((int(x0),), float(x0), float(x1), text, 100.0)


def amount(x0, x1, text="1.00"):
    return Stretch((int(x0),), float(x0), float(x1), text, 100.0, True)


def test_what_stands_one_above_the_other_shares_a_column():
    rows = [[word(0, 40), amount(100, 130)], [word(5, 60), amount(90, 130)]]
    assert body_columns(rows) == [(0, 60), (90, 130)]


def test_what_only_touches_is_a_column_of_its_own():
    assert body_columns([[word(0, 40), amount(40, 60)], [word(0, 40), amount(40, 60)]]) == [(0, 40), (40, 60)]


def test_a_text_over_several_columns_widens_none_of_them():
    rows = [[word(0, 40), amount(50, 80), amount(100, 130)], [word(20, 120)]]
    assert body_columns(rows) == [(0, 40), (50, 80), (100, 130)]


def test_neighbours_that_no_line_uses_both_of_are_one_column_of_words():
    """A centred 合计 beside long labels."""
    rows = [[word(0, 20), amount(100, 130)], [word(30, 50), amount(100, 130)]]
    assert body_columns(rows) == [(0, 50), (100, 130)]


def test_amounts_are_never_joined_so():
    rows = [[word(0, 20), amount(100, 130)], [word(0, 20), amount(140, 170)]]
    assert body_columns(rows) == [(0, 20), (100, 130), (140, 170)]
    numbers = [[word(0, 20, "类"), word(60, 80, "208")], [word(0, 20, "类"), word(90, 99, "05")]]
    assert body_columns(numbers) == [(0, 20), (60, 80), (90, 99)]


def test_a_stretch_is_of_the_column_that_it_overlaps_most_else_of_the_nearest():
    columns = [(0.0, 40.0), (50.0, 80.0), (100.0, 130.0)]
    assert column_at(word(30, 70), columns) == 1
    assert column_at(word(10, 60), columns) == 0
    assert column_at(word(84, 94), columns) == 1
    assert column_at(word(86, 98), columns) == 2
    assert column_at(word(200, 220), columns) == 2


def test_a_finder_remembers_the_column_of_a_stretch():
    at = finder([(0.0, 40.0), (50.0, 80.0)])
    assert (at(word(0, 40)), at(word(50, 80)), at(word(0, 40))) == (0, 1, 0)


def test_right_edges_of_columns_of_amounts_and_of_those_before_them():
    columns = [(0.0, 40.0), (50.0, 80.0), (100.0, 130.0), (140.0, 160.0)]
    body = [[word(0, 40), word(50, 80), amount(100, 130), word(140, 160)]]
    assert amount_edges(columns, body) == [80.0, 130.0]
    assert amount_edges(columns[:1], [[amount(0, 40)]]) == []


@pytest.mark.parametrize(("n_words", "is_amounts"), [(1, True), (2, False)])
def test_eight_tenths_of_a_column_of_amounts_are_amounts(n_words, is_amounts):
    body = [[amount(50, 80)] for _ in range(4)] + [[word(50, 80)] for _ in range(n_words)]
    assert (amount_edges([(0.0, 40.0), (50.0, 80.0)], body) == [40.0, 80.0]) is is_amounts


def test_edges_lie_half_way_between_columns():
    assert edges_of([(0.0, 40.0), (50.0, 80.0), (100.0, 130.0)]) == [0.0, 45.0, 90.0, 130.0]


EDGES = (0.0, 50.0, 100.0, 150.0)


def test_a_table_goes_on_in_the_columns_of_the_page_before():
    body = [[word(0, 40), amount(60, 95), amount(110, 150)], [word(0, 40), amount(110, 150)]]
    assert inherited(EDGES, body) == list(EDGES)


@pytest.mark.parametrize(("x0", "is_inside"), [(40, True), (39, False)])
def test_three_quarters_of_a_text_lie_in_its_column(x0, is_inside):
    """Forty points wide, in the column from 50 to 100."""
    assert (inherited(EDGES, [[amount(x0, x0 + 40)]]) is not None) is is_inside


def test_the_outer_columns_are_open_to_their_side():
    assert inherited(EDGES, [[word(-60, 40)], [word(120, 300)]]) is not None
    assert inherited(EDGES, [[word(-500, -400)]]) is not None


def test_two_numbers_in_one_column_are_of_another_table():
    assert inherited(EDGES, [[amount(55, 70), amount(75, 95)]]) is None
    assert inherited(EDGES, [[word(55, 70), word(75, 95)]]) is not None


def head_texts(*strings, columns=()):
    glyphs = printed(*strings)
    lines = tuple(lines_of(glyphs))
    page = UnruledPage(lines, [stretches_of(line, glyphs) for line in lines], glyphs, np.empty((0, 3)))
    return [[s.text for s in row] for row in head_rows(page, range(len(lines)), columns)]


def test_close_heads_are_cut_apart_and_letters_of_one_head_are_joined():
    assert head_texts((0, 100, "小计"), (22.5, 100, "基本")) == [["小计", "基本"]]
    assert head_texts((0, 100, "小计"), (22.0, 100, "基本")) == [["小计基本"]]
    assert head_texts((0, 100, "合"), (49.9, 100, "计")) == [["合计"]]
    assert head_texts((0, 100, "合"), (50.1, 100, "计")) == [["合", "计"]]
    assert head_texts((0, 100, "合"), (40, 100, "计数")) == [["合", "计数"]]


def test_levels_are_heads_of_their_own_however_close_they_stand():
    assert head_texts((0, 100, "类"), (30, 100, "款项")) == [["类", "款", "项"]]
    assert head_texts((0, 100, "款"), (30, 100, "项")) == [["款项"]]
