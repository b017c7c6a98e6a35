"""Edges of columns over several pages, in points."""

from __future__ import annotations

import pytest

from extractors.document import Grid
from extractors.tables.column_edges import columns_of, continues, shared_edges


def grid(*edges: float, n_cols: int | None = None) -> Grid:
    return Grid(0, 0, 1, len(edges) - 1 if n_cols is None else n_cols, (), 1, x_edges=edges)


FIRST = (50.0, 110.0, 170.0, 230.0, 290.0)


@pytest.mark.parametrize(
    ("edges", "same"),
    [
        (FIRST, True),
        (tuple(x + 3.5 for x in FIRST), True),
        (tuple(x + 40.0 for x in FIRST), True),
        (tuple(x - 40.0 for x in FIRST), True),
        (tuple(x + 40.5 for x in FIRST), False),
        ((50.0, 113.5, 170.0, 230.0, 290.0), True),
        ((50.0, 114.0, 170.0, 230.0, 290.0), False),
        ((50.0, 170.0, 290.0), True),
        ((50.0, 290.0), False),
        ((50.0, 110.0, 170.0, 230.0, 260.0, 290.0), True),
        ((110.0, 170.0, 230.0, 290.0), False),
        ((38.0, *FIRST), True),
        ((37.0, *FIRST), False),
        ((), False),
    ],
)
def test_a_page_goes_on_where_its_edges_are_the_same_or_some_of_them(
    edges: tuple[float, ...], same: bool
) -> None:
    assert continues(FIRST, grid(*edges, n_cols=max(0, len(edges) - 1))) is same


def test_few_edges_need_half_of_the_columns_more_need_a_third() -> None:
    many = tuple(50.0 + 60 * i for i in range(13))
    assert continues(many, grid(*many[:4], many[-1]))
    assert not continues(many, grid(*many[:3], many[-1]))
    eight = many[:8]
    assert not continues(eight, grid(eight[0], eight[3], eight[-1]))
    assert not continues(eight, grid(eight[0], eight[2], eight[4], eight[-1]))
    assert continues(many[:7], grid(many[0], many[2], many[4], many[6]))


def test_edges_of_all_pages_in_the_place_of_the_first() -> None:
    assert shared_edges([grid(*FIRST), grid(*(x + 20 for x in FIRST))]) == list(FIRST)
    finer = grid(50.0, 80.0, 110.0, 170.0, 230.0, 290.0)
    assert shared_edges([grid(*FIRST), finer]) == [50.0, 80.0, 110.0, 170.0, 230.0, 290.0]
    shifted = grid(*(x + 20 for x in finer.x_edges))
    assert shared_edges([grid(*FIRST), shifted]) == [50.0, 80.0, 110.0, 170.0, 230.0, 290.0]


def test_edges_of_other_widths_are_left_out() -> None:
    assert shared_edges([grid(*FIRST), grid(50.0, 90.0, 150.0, 210.0, 290.0)]) == list(FIRST)


def test_a_grid_without_layout_has_no_edges() -> None:
    assert shared_edges([grid(*FIRST), grid(n_cols=4)]) == []
    assert shared_edges([]) == []


def test_columns_of_a_page_in_those_of_the_table() -> None:
    assert columns_of(grid(50.0, 170.0, 290.0), FIRST) == [0, 2, 4]
    assert columns_of(grid(70.0, 190.0, 310.0), FIRST) == [0, 2, 4]
    assert columns_of(grid(n_cols=3), ()) == [0, 1, 2, 3]


def test_columns_drawn_anew_correspond_by_their_order() -> None:
    assert columns_of(grid(50.0, 90.0, 150.0, 210.0, 290.0), FIRST) == [0, 1, 2, 3, 4]
    assert columns_of(grid(*(50.0 + 7 * i for i in range(7))), FIRST) == [0, 1, 2, 3, 4, 4, 4]


def test_a_shifted_page_may_lack_a_narrow_column_on_either_side() -> None:
    assert continues((50.0, 110.0, 170.0, 230.0, 240.0), grid(70.0, 130.0, 190.0, 250.0))
    assert continues((50.0, 60.0, 120.0, 180.0), grid(80.0, 140.0, 200.0))


@pytest.mark.parametrize(("last", "same"), [(182.0, True), (183.0, False)])
def test_the_last_column_that_is_missing_is_at_most_twelve_points_wide(last: float, same: bool) -> None:
    assert continues((50.0, 110.0, 170.0, last), grid(50.0, 110.0, 170.0)) is same


def test_one_column_goes_on_in_one_column_or_two() -> None:
    assert continues((50.0, 290.0), grid(50.0, 290.0))
    assert continues((50.0, 170.0, 290.0), grid(50.0, 290.0))
    assert not continues((50.0, 130.0, 210.0, 290.0), grid(50.0, 290.0))
    assert not continues((50.0,), grid(50.0))


def test_a_column_of_more_than_three_and_a_half_points_is_one_of_its_own() -> None:
    assert shared_edges([grid(50.0, 170.0), grid(50.0, 53.5, 170.0)]) == [50.0, 170.0]
    assert shared_edges([grid(50.0, 170.0), grid(50.0, 54.0, 170.0)]) == [50.0, 54.0, 170.0]


def test_pages_after_one_that_is_drawn_otherwise_still_count() -> None:
    other, finer = grid(50.0, 90.0, 150.0, 210.0, 290.0), grid(50.0, 80.0, *FIRST[1:])
    assert shared_edges([grid(*FIRST), other, finer]) == [50.0, 80.0, *FIRST[1:]]
    assert shared_edges([grid(*FIRST), grid(*FIRST), finer]) == [50.0, 80.0, *FIRST[1:]]


def test_of_as_many_edges_those_of_the_page_are_all_in_the_table() -> None:
    assert continues((50.0, 110.0, 170.0, 290.0), grid(50.0, 52.0, 170.0, 290.0))
    assert not continues((50.0, 52.0, 170.0, 290.0), grid(50.0, 110.0, 170.0, 290.0))
