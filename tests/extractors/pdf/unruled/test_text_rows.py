"""Which lines of a table are one row."""

from __future__ import annotations

import pytest

from extractors.pdf.lines import Line
from extractors.pdf.unruled.stretches import Stretch
from extractors.pdf.unruled.text_rows import group_rows

COLUMNS = (0.0, 60.0, 120.0)
"""A code, a label of at most six characters, an amount."""


def texts(baseline, *cells):
    """A line of texts, one for each column; none where it is blank."""
    row = []
    for x0, text in zip(COLUMNS, cells, strict=True):
        if text:
            wide = not text.replace(".", "").isdigit()
            row.append(
                Stretch((0,), x0, x0 + (10.0 if wide else 5.0) * len(text), text, baseline, "." in text)
            )
    return row


def groups(*lines, rules=(), begins=None):
    made = [Line((), 0.0, b - 8.0, 200.0, b + 2.0, b, 10.0, "") for b, *_ in lines]
    rows = [texts(*line) for line in lines]
    return group_rows(
        made,
        rows,
        lambda s: COLUMNS.index(s.x0),
        begins or (lambda row: any(s.text.startswith("（") for s in row)),
        rules,
    )


FULL = "行政运行经费"
"""Fills the label's column, 60 points."""


def test_rows_of_one_line_stay_apart():
    assert groups((100.0, "208", "行政", "1.00"), (120.0, "210", "卫生", "2.00")) == [[0], [1]]
    assert groups() == []


def test_a_full_label_goes_on_in_its_column():
    lines = ((100.0, "208", FULL, "1.00"), (112.0, "", "支出", ""), (132.0, "210", "卫生", "2.00"))
    assert groups(*lines) == [[0, 1], [2]]
    assert groups((100.0, "208", FULL, "1.00"), (112.0, "", "", "5.00")) == [[0], [1]]


@pytest.mark.parametrize(("label", "goes_on"), [("行政运行经", True), ("行政运行", False)])
def test_a_label_is_full_when_less_than_an_em_and_a_third_is_left(label, goes_on):
    """Ten points are left, or twenty; the widest label has sixty."""
    lines = ((100.0, "208", label, "1.00"), (112.0, "", "支出", ""), (140.0, "210", FULL, "2.00"))
    assert groups(*lines) == ([[0, 1], [2]] if goes_on else [[0], [1], [2]])


@pytest.mark.parametrize(("pitch", "goes_on"), [(22.0, True), (22.1, False)])
def test_lines_of_one_label_stand_close_enough(pitch, goes_on):
    lines = ((100.0, "208", FULL, "1.00"), (100.0 + pitch, "", "支出", ""))
    assert groups(*lines) == ([[0, 1]] if goes_on else [[0], [1]])


@pytest.mark.parametrize(("pitch", "goes_on"), [(15.2, True), (15.4, False)])
def test_lines_of_one_label_stand_no_farther_apart_than_rows_do(pitch, goes_on):
    """Rows stand 15 points apart here."""
    rows = ((100.0, "208", "行政", "1.00"), (115.0, "210", "卫生", "2.00"), (130.0, "211", FULL, "3.00"))
    assert groups(*rows, (130.0 + pitch, "", "支出", "")) == (
        [[0], [1], [2, 3]] if goes_on else [[0], [1], [2], [3]]
    )


def test_a_mark_or_a_code_begins_a_row():
    assert groups((100.0, "208", FULL, "1.00"), (112.0, "", "（一）支出", "")) == [[0], [1]]
    assert groups((100.0, "208", FULL, "1.00"), (112.0, "210", "支出", "")) == [[0], [1]]


def test_a_code_below_words_alone_stands_in_the_middle_of_its_row():
    lines = ((100.0, "", FULL, ""), (112.0, "208", "支出", "1.00"))
    assert groups(*lines) == [[0, 1]]


@pytest.mark.parametrize(("pitch", "touches"), [(7.9, True), (8.0, False)])
def test_lines_that_would_touch_are_one_row_whatever_they_say(pitch, touches):
    lines = ((50.0, "", FULL, "1.00"), (100.0, "", "行政", ""), (100.0 + pitch, "", "卫生", ""))
    assert groups(*lines) == ([[0], [1, 2]] if touches else [[0], [1], [2]])


@pytest.mark.parametrize(("pitch", "beside"), [(11.4, True), (11.5, False)])
def test_an_amount_half_a_line_beside_its_label_is_of_its_row(pitch, beside):
    lines = ((100.0, "", "行政", ""), (100.0 + pitch, "", "", "1.00"))
    assert groups(*lines) == ([[0, 1]] if beside else [[0], [1]])
    words = ((100.0, "208", "", ""), (100.0 + pitch, "", "行政", ""))
    assert groups(*words) == [[0], [1]]


def test_no_rule_runs_through_a_row():
    lines = ((100.0, "208", FULL, "1.00"), (112.0, "", "支出", ""))
    assert groups(*lines, rules=(108.0,)) == [[0], [1]]
    assert groups(*lines, rules=(109.0,)) == [[0, 1]]  # through the text of the lower line
    assert groups(*lines, rules=(100.0,)) == [[0, 1]]
    assert groups(*lines, rules=(90.0, 130.0)) == [[0, 1]]


def test_rules_between_all_rows_tell_the_rows_alone():
    lines = (
        (100.0, "", "行政", "1.00"),
        (130.0, "", "卫生", "2.00"),
        (155.0, "", "支出", ""),
        (180.0, "", "教育", "3.00"),
    )
    assert groups(*lines, rules=(115.0, 170.0)) == [[0], [1, 2], [3]]
    assert groups(*lines, rules=(115.0,)) == [[0], [1], [2], [3]]


def test_a_row_has_one_line_of_amounts_and_is_cut_at_the_widest_gap():
    lines = (
        (100.0, "", FULL, "1.00"),
        (112.0, "", FULL, ""),
        (126.0, "", FULL, ""),
        (138.0, "", "支出", "2.00"),
    )
    assert groups(*lines) == [[0, 1], [2, 3]]


def test_of_gaps_alike_the_one_is_cut_at_which_labels_are_balanced_about_their_amounts():
    """Three lines of a label about the first amount, three about the second, all as far apart."""
    lines = (
        (100.0, "", FULL, ""),
        (112.0, "", FULL, "1.00"),
        (124.0, "", FULL, ""),
        (136.0, "", FULL, ""),
        (148.0, "", FULL, "2.00"),
        (160.0, "", "支出", ""),
    )
    assert groups(*lines) == [[0, 1, 2], [3, 4, 5]]
