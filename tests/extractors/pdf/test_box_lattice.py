"""Cells given as boxes."""

from __future__ import annotations

import pytest

from extractors.pdf.box_lattice import lattice_of


def places(boxes):
    found = lattice_of(boxes, "x")
    return None if found is None else [(c.row, c.col, c.row_span, c.col_span) for c in found.cells]


def test_boxes_of_merged_cells_become_spans_and_gaps_become_cells() -> None:
    # A merged head over two columns, one body cell missing at the lower left.
    lattice = lattice_of([(0, 0, 200, 20), (0, 20, 100, 40), (100.4, 20, 200, 40), (100, 40.5, 200, 60)], "x")
    assert lattice is not None
    assert [(c.row, c.col, c.row_span, c.col_span) for c in lattice.cells] == [
        (0, 0, 1, 2),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
        (2, 0, 1, 1),
        (2, 1, 1, 1),
    ]
    assert lattice.owner.tolist() == [[0, 0], [1, 2], [3, 4]]
    assert lattice.x_edges == (0.0, 100.0, 200.0)
    assert lattice.y_edges == (0.0, 20.0, 40.0, 60.0)
    assert (lattice.engine, lattice.doubtful) == ("x", ())


def test_a_single_column_of_boxes_is_no_table_and_a_single_row_is_one() -> None:
    assert places([(0, 0, 100, 20), (0, 20, 100, 40)]) is None
    assert places([]) is None
    assert places([(0, 0, 100, 20), (100, 0, 200, 20)]) == [(0, 0, 1, 1), (0, 1, 1, 1)]


@pytest.mark.parametrize(("gap", "n_cols"), [(3.0, 2), (3.1, 3)])
def test_edges_of_columns_three_points_apart_are_one(gap, n_cols) -> None:
    found = lattice_of([(0, 0, 100, 20), (100 + gap, 0, 200, 20)], "x")
    assert len(found.x_edges) - 1 == n_cols


@pytest.mark.parametrize(("gap", "n_rows"), [(2.0, 2), (2.1, 3)])
def test_edges_of_rows_two_points_apart_are_one(gap, n_rows) -> None:
    found = lattice_of([(0, 0, 100, 20), (100, 0, 200, 20), (0, 20 + gap, 100, 40)], "x")
    assert len(found.y_edges) - 1 == n_rows


def test_of_boxes_that_overlap_the_upper_one_is_the_cell() -> None:
    boxes = [(100, 10, 200, 40), (0, 0, 200, 20), (0, 20, 100, 40)]
    assert places(boxes) == [(0, 0, 2, 2), (2, 0, 1, 1), (2, 1, 1, 1)]


def test_a_box_thinner_than_the_snap_distance_is_no_cell() -> None:
    assert places([(0, 0, 100, 20), (100, 0, 200, 20), (200, 0, 202, 20)]) == [(0, 0, 1, 1), (0, 1, 1, 1)]
