"""Tables that are wider than their paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Grid
from extractors.tables.drafts import draft_tables
from extractors.tables.logical import FEWER_COLUMNS, logical_tables
from extractors.tables.side_by_side import Slot, has_same_rows, is_other_part, next_slot, stands_beside
from tests.extractors.tables.drawn import Drawn, document

LEFT = [
    ["科目编码", "科目名称", "合计"],
    ["201", "一般公共服务支出", "8.00"],
    ["208", "社会保障支出", "2.00"],
]
RIGHT = [["基本支出", "项目支出"], ["5.00", "3.00"], ["2.00", ""]]


def grid(rows: list[list[str]], page: int = 1, edges: tuple[float, ...] = ()) -> Grid:
    (made,) = document(Drawn(rows, page, edges)).grids
    return made


def test_numbers_without_labels_are_more_columns_of_the_rows_before() -> None:
    assert is_other_part(grid(RIGHT, 2), grid(LEFT))
    assert not is_other_part(grid(LEFT, 2), grid(RIGHT))
    assert not is_other_part(grid(RIGHT[:2], 2), grid(LEFT))
    named = [[*row, word] for row, word in zip(RIGHT, ("备注", "专项", ""), strict=True)]
    assert not is_other_part(grid(named, 2), grid(LEFT))
    coded = [["编码", "金额"], ["301", "5.00"], ["302", "3.00"]]
    assert not is_other_part(grid(coded, 2), grid(LEFT))


def test_two_rows_are_alike_by_chance() -> None:
    assert not is_other_part(grid(RIGHT[:2], 2), grid(LEFT[:2]))


def test_the_labels_may_come_again_with_other_columns() -> None:
    again = [[*left[:2], *right] for left, right in zip(LEFT, RIGHT, strict=True)]
    assert is_other_part(grid(again, 2), grid(LEFT))
    assert not is_other_part(grid(LEFT, 2), grid(LEFT))  # a form that is printed once more


def test_rows_are_the_same_where_they_are_as_high() -> None:
    first = grid(LEFT)
    lower = replace(first, y_edges=tuple(y + 30 for y in first.y_edges))
    assert has_same_rows(first, lower)
    assert has_same_rows(first, replace(first, y_edges=(*first.y_edges[:2], first.y_edges[2] + 1.5, 160.0)))
    assert not has_same_rows(first, replace(first, y_edges=(*first.y_edges[:2], first.y_edges[2] + 2, 160.0)))


def test_a_grid_stands_beside_another_in_its_rows() -> None:
    right = grid(RIGHT, 1, (300.0, 360.0, 420.0))
    assert stands_beside(right, grid(LEFT))
    assert not stands_beside(replace(right, page=2), grid(LEFT))
    assert not stands_beside(grid(RIGHT, 1, (200.0, 260.0, 320.0)), grid(LEFT))


@pytest.mark.parametrize(
    ("slots", "following"),
    [
        ([(0, 0)], (1, 0)),
        ([(0, 0), (0, 1)], (1, 0)),
        ([(0, 0), (0, 1), (1, 0)], (1, 1)),
        ([(0, 0), (0, 1), (1, 0), (1, 1)], (2, 0)),
        ([(0, 0), (1, 0), (0, 1)], (1, 1)),
        ([(0, 0), (1, 0), (2, 0), (0, 1), (1, 1)], (2, 1)),
    ],
)
def test_pages_come_down_and_then_over_or_over_and_then_down(
    slots: list[tuple[int, int]], following: tuple[int, int]
) -> None:
    assert next_slot([Slot(*slot) for slot in slots]) == Slot(*following)


def test_a_table_cut_sideways_is_one_table() -> None:
    (table,) = logical_tables(document("支出决算表", Drawn(LEFT), Drawn(RIGHT, 2)), ())
    assert (table.n_rows, table.n_cols, table.pages) == (3, 5, (1, 2))
    amount = next(c for c in table.cells if c.text == "3.00")
    assert (amount.row_code, amount.column_path, amount.place.page) == ("201", ("项目支出",), 2)


def test_a_head_cut_in_two_is_one_head_again() -> None:
    left = [
        [("科目名称", 2, 1), ("本年支出", 1, 2), None],
        [None, "合计", "基本支出"],
        ["行政运行", "8.00", "5.00"],
        ["机关服务", "2.00", "1.00"],
    ]
    right = [[("", 1, 2), None], ["项目支出", "经营支出"], ["3.00", ""], ["1.00", ""]]
    (table,) = logical_tables(document("支出决算表", Drawn(left), Drawn(right, 2)), ())
    assert next(c for c in table.cells if c.text == "3.00").column_path == ("本年支出", "项目支出")


def test_columns_that_are_left_out_on_the_next_page_are_told_by_their_places() -> None:
    wide = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["201", "服务", "8.00", "5.00", "3.00"]]
    late = Drawn([["208", "保障", "2.00", "2.00"]], 2, (50.0, 110.0, 170.0, 230.0, 290.0))
    (table,) = logical_tables(document("支出决算表", Drawn(wide), late), ())
    assert [c.column_path for c in table.cells if c.text == "2.00"] == [("合计",), ("基本支出",)]
    assert table.doubtful == (FEWER_COLUMNS,)


def test_columns_in_other_places_are_none_of_the_table() -> None:
    wide = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["201", "服务", "8.00", "5.00", "3.00"]]
    late = Drawn([["208", "保障", "2.00"]], 2, (50.0, 130.0, 210.0, 260.0))
    assert len(draft_tables(document("支出决算表", Drawn(wide), late))) == 2
