"""The body of a sheet, spans filled."""

from __future__ import annotations

from dataclasses import replace

from extractors.tables.body import body_of
from tests.extractors.tables.drawn import drawn_body

BODY = drawn_body(
    [
        ["预算单位", "项目名称", "合计"],
        [("某市水务局", 2, 1), "水库维修", "2.00"],
        [None, ("小计", 1, 2), None],
    ]
)


def test_a_merged_cell_lies_over_all_its_rows_and_columns() -> None:
    assert BODY.rows == (1, 2)
    assert [BODY.text(row, 0) for row in BODY.rows] == ["某市水务局", "某市水务局"]
    assert [BODY.text(2, col) for col in range(3)] == ["某市水务局", "小计", "小计"]


def test_header_cells_are_not_in_it() -> None:
    assert BODY.text(0, 0) == ""
    assert BODY.at[0][0] is None
    assert BODY.text(7, 0) == ""


def test_columns_have_their_header_texts() -> None:
    assert [BODY.leaf(col) for col in range(3)] == ["预算单位", "项目名称", "合计"]
    bare = drawn_body([["2101101", "行政单位医疗", "2.22"], ["2101102", "事业单位医疗", "1.00"]])
    assert (bare.path(0), bare.leaf(0)) == ((), "")


def test_what_reaches_out_of_the_sheet_lies_over_the_rest_of_it() -> None:
    cell = replace(BODY.sheet.cells[3], row_span=9, col_span=9)
    body = body_of(replace(BODY.sheet, cells=(cell,)), BODY.header)
    assert body.at == [[None] * 3, [cell] * 3, [cell] * 3]


def test_of_cells_that_overlap_the_first_counts() -> None:
    first, second = BODY.sheet.cells[3:5]
    body = body_of(replace(BODY.sheet, cells=(replace(first, col_span=2), second)), BODY.header)
    assert [body.text(1, col) for col in range(3)] == ["某市水务局", "某市水务局", ""]
