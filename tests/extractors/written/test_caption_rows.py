"""Rows of a title, a unit or a note are told from those of the table."""

from __future__ import annotations

import pytest

from extractors.written.caption_rows import Parted, caption_rows
from extractors.written.manuscript import WrittenCell


def rows(*texts: tuple[str, ...], n_cols: int = 3) -> tuple[list[WrittenCell], int, int]:
    """Cells of rows; a row of one text has it over all columns, `-` is a blank cell."""
    cells = []
    for r, row in enumerate(texts):
        wide = n_cols if len(row) == 1 else 1
        cells += [WrittenCell(r, c, "" if t == "-" else t, "/x", col_span=wide) for c, t in enumerate(row)]
    return cells, len(texts), n_cols


HEAD, BODY = ("项目", "预算数", "决算数"), ("合计", "1.00", "2.00")


@pytest.mark.parametrize(
    ("texts", "parted"),
    [
        ([HEAD, BODY], Parted()),
        ([("支出决算表",), HEAD, BODY], Parted(1)),
        ([("支出决算表",), ("编制单位：某局", "-", "单位：万元"), HEAD, BODY], Parted(2)),
        (
            [("支出决算表",), ("-", "-", "公开03表"), ("部门：某局", "-", "金额单位：元"), HEAD, BODY],
            Parted(3),
        ),
        ([HEAD, BODY, ("注：本表反映本年支出。",)], Parted(0, 1)),
        ([("支出决算表",), HEAD, BODY, ("注：一。",), ("说明：二。",)], Parted(1, 2)),
        # nothing but captions: the row above a table, set as a table of its own
        ([("部门名称：某局", "-", "单位：万元")], Parted(1)),
        # a total over all columns is no note, a row with a number no caption
        ([HEAD, BODY, ("以上合计三项",)], Parted()),
        ([("1.00", "2.00", "3.00"), HEAD, BODY], Parted()),
        # what is left would be no table
        ([("支出决算表",), BODY], Parted()),
    ],
)
def test_captions_and_notes_are_parted(texts, parted):
    assert caption_rows(*rows(*texts)) == parted


def test_a_label_that_reaches_into_the_table_is_part_of_it():
    cells, n_rows, n_cols = rows(("支出",), HEAD, BODY)
    tall = [WrittenCell(c.row, c.col, c.text, "/x", 2 if c.row == 0 else 1, c.col_span) for c in cells]
    assert caption_rows(tall, n_rows, n_cols) == Parted()
