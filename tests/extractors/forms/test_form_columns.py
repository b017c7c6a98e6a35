"""Columns of forms: what stands below a header cell."""

from __future__ import annotations

import pytest

from extractors.document import Place
from extractors.forms.form_columns import joined_text, shares_column, spans_columns, under
from extractors.forms.row_stream import FormCell
from tests.extractors.forms.builders import columns, form_cell, form_row


def wide(left: float, right: float) -> FormCell:
    return FormCell("字", Place(1, None, None, None), left, right)


@pytest.mark.parametrize(
    ("left", "right", "shares"),
    [
        (0, 10, True),
        (5, 15, True),  # just half of the narrower
        (5.1, 15.1, False),
        (-10, 20, True),  # the header is the narrower one
        (9, 10, True),  # the cell is, and lies in the header
        (10, 20, False),
        (-5, 0, False),
    ],
)
def test_half_of_the_narrower_interval_makes_one_column(left: float, right: float, shares: bool) -> None:
    header, cell = wide(0, 10), wide(left, right)
    assert shares_column(cell, header) is shares
    assert under(header, [cell]) == ([cell] if shares else [])


def test_a_cell_without_width_shares_no_column() -> None:
    assert not shares_column(wide(3, 3), wide(0, 10))


def test_what_stands_below_a_wide_head_is_joined() -> None:
    row = form_row("甲 | 乙 | 丙")
    below = under(form_cell("年度指标值", 0, cols=2), row.cells)
    assert joined_text(below) == "甲乙"
    assert joined_text([]) == ""


@pytest.mark.parametrize(
    ("drawing", "spans"),
    [
        ("备注：无 | < | < | <", True),
        ("备注：无 | < | < | ", True),  # three of four columns are many
        ("备注：无 | < | | ", False),
        ("备注 | < | < | 无", False),
        (" | | | ", False),
    ],
)
def test_one_text_across_three_columns_belongs_to_none(drawing: str, spans: bool) -> None:
    assert spans_columns(form_row(drawing), columns("level1 level2 - target")) is spans
