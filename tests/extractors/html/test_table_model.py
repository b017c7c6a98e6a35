"""HTML's table model: where each cell lies, whatever its spans say."""

from __future__ import annotations

import pytest

from extractors.errors import Unreadable
from extractors.html.elements import parse
from extractors.html.styles import Styles
from extractors.html.table_model import TableModel, table_model


def model(html: str) -> TableModel:
    root = parse(html)
    styles = Styles(())
    table = next(element for element in root.walk() if element.tag == "table")
    return table_model(table, styles.is_hidden)


def drawn(html: str) -> list[tuple[str, int, int, int, int]]:
    """Text, row, column, row span, column span of each cell."""
    return [(c.element.all_text(), c.row, c.col, c.row_span, c.col_span) for c in model(html).cells]


def test_spans_push_the_cells_behind_them():
    assert drawn("<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>") == [
        ("a", 0, 0, 2, 1),
        ("b", 0, 1, 1, 2),
        ("c", 1, 1, 1, 1),
        ("d", 1, 2, 1, 1),
    ]


def test_rowspan_zero_reaches_to_the_end_of_its_group_and_none_reaches_further():
    html = "<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td rowspan=9>d<td>e<tr><td>f</table>"
    spans = {text: (row, row_span) for text, row, _, row_span, _ in drawn(html)}
    assert (spans["a"], spans["d"]) == ((0, 2), (2, 2))


def test_a_foot_written_first_stands_last_and_a_head_written_last_first():
    html = "<table><tfoot><tr><td>f</tfoot><tbody><tr><td>b</tbody><thead><tr><td>h</thead></table>"
    assert [text for text, *_ in drawn(html)] == ["h", "b", "f"]


def test_a_span_past_the_end_makes_no_column():
    html = "<table><tr><td>a<td>b<tr><td colspan=99>c</table>"
    assert (model(html).n_cols, drawn(html)[-1]) == (2, ("c", 1, 0, 1, 2))


def test_a_cell_that_would_lie_on_another_ends_before_it():
    html = "<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d</table>"
    assert drawn(html)[-1] == ("d", 1, 0, 1, 1)


def test_missing_cells_leave_their_places_empty():
    assert drawn("<table><tr><td>a<td>b<td>c<tr><td>d</table>")[-1] == ("d", 1, 0, 1, 1)


def test_hidden_rows_and_columns_take_no_part_and_are_kept_apart():
    html = (
        "<table><col><col style='display:none;mso-width-source:userset'><col>"
        "<tr><td>a<td>x<td>b<tr style='display:none'><td>y<td>y<td>y<tr><td colspan=2>c<td>d</table>"
    )
    found = model(html)
    assert [(c.element.all_text(), c.row, c.col, c.col_span) for c in found.cells] == [
        ("a", 0, 0, 1),
        ("b", 0, 1, 1),
        ("c", 1, 0, 1),
        ("d", 1, 1, 1),
    ]
    assert sorted(element.tag for element in found.hidden) == ["td", "tr"]


@pytest.mark.parametrize("span", ["0", "-3", "x", ""])
def test_a_column_span_that_is_none_is_one(span):
    assert drawn(f"<table><tr><td colspan='{span}'>a<td>b</table>")[1][2] == 1


def test_spans_of_a_thousand_million_are_bounded():
    with pytest.raises(Unreadable) as caught:
        model("<table><tr><td colspan=1000000000 rowspan=1000000000>a<td>b</table>")
    assert caught.value.kind == "too_large"
