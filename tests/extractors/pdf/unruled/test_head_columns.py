"""Heads laid over the columns that the body fills."""

from __future__ import annotations

import pytest

from extractors.pdf.unruled.head_columns import match, under_heads
from extractors.pdf.unruled.heads import head_of
from extractors.pdf.unruled.stretches import Stretch


def head(x0, x1, text="支出"):
    return head_of(Stretch((0,), float(x0), float(x1), text, 100.0), 10.0)


def amount(x0, x1):
    return Stretch((0,), float(x0), float(x1), "1.00", 120.0, True)


def test_every_head_gets_the_column_below_it():
    assert match([head(0, 40), head(100, 140)], [(0, 40), (100, 140)]) == [0, 1]
    assert match([], [(0, 40)]) == []
    assert match([head(0, 40)], []) == [None]


def test_a_head_without_column_is_blank_and_a_column_without_head_is_passed_over():
    assert match([head(0, 40), head(100, 140), head(200, 240)], [(0, 40), (200, 240)]) == [0, None, 1]
    assert match([head(0, 40), head(200, 240)], [(0, 40), (100, 140), (200, 240)]) == [0, 2]


@pytest.mark.parametrize(("left", "column"), [(180, 0), (181, None)])
def test_no_head_stands_farther_than_fourteen_ems_from_its_column(left, column):
    assert match([head(0, 40)], [(left, left + 40)]) == [column]


def test_of_columns_that_a_head_overlaps_both_the_one_in_its_middle_is_its_own():
    assert match([head(100, 140)], [(60, 110), (112, 142)]) == [1]


def test_a_blank_column_keeps_the_place_of_its_head():
    heads = [head(0, 40), head(100, 140), head(200, 240)]
    found = under_heads(heads, [(0, 40), (200, 240)], [[amount(200, 240)]])
    assert [(s.first, s.last) for s in found.spans] == [(0, 0), (1, 1), (2, 2)]
    assert found.columns[0] == (0, 40)
    assert found.columns[2] == (200, 240)
    # its head stands in the middle between the amounts left of it, which end at 40, and its own right edge
    assert found.columns[1] == (
        100,
        195,
    )  # 2 * 120 - 40 is 200, but the next column begins at 200: half an em
    assert not found.is_headless


def test_the_last_blank_column_ends_as_far_behind_its_head_as_the_one_before_it():
    found = under_heads([head(0, 40), head(100, 140)], [(0, 40)], [])
    assert found.columns == [(0, 40), (100, 200)]


def test_a_column_is_as_wide_as_its_head():
    found = under_heads([head(0, 60), head(90, 140)], [(10, 40), (100, 130)], [])
    assert found.columns == [(0, 60), (90, 140)]


def test_a_head_between_two_columns_stands_over_both_and_widens_neither():
    """Centred over both together, rather than over the one that it is nearest to."""
    found = under_heads([head(0, 40), head(130, 190)], [(0, 40), (100, 140), (180, 220)], [])
    assert [(s.first, s.last) for s in found.spans] == [(0, 0), (1, 2)]
    assert found.columns == [(0, 40), (100, 140), (180, 220)]
    assert not found.is_headless


def test_only_amounts_make_a_column_without_head_a_doubt():
    heads, columns = [head(0, 40), head(100, 140)], [(0, 40), (100, 140), (300, 340)]
    assert under_heads(heads, columns, [[amount(300, 340)]]).is_headless
    word = Stretch((0,), 300.0, 340.0, "备注", 120.0)
    assert not under_heads(heads, columns, [[word]]).is_headless
    assert not under_heads(heads, columns, [[amount(250, 300)]]).is_headless


def test_a_head_stands_over_the_column_before_its_own_too():
    """The first column has no neighbour at its left; the head of the second is centred over both."""
    found = under_heads([head(50, 90), head(200, 240)], [(0, 40), (80, 140), (200, 240)], [[amount(0, 40)]])
    assert [(s.first, s.last) for s in found.spans] == [(0, 1), (2, 2)]
    assert not found.is_headless
