"""Cells from rules, given as (position, low, high)."""

from __future__ import annotations

import numpy as np

from extractors.pdf.lattice import find_lattices

ROWS = np.asarray([(100.0, 50.0, 200.0), (120.0, 50.0, 200.0), (140.0, 50.0, 200.0)])
COLUMNS = [(50.0, 100.0, 140.0), (120.0, 100.0, 140.0), (200.0, 100.0, 140.0)]


def test_a_column_cut_above_and_below_by_page_breaks_belongs_to_the_grid() -> None:
    """北京市应急管理局 2026, p. 28: the project's name stands beside the grid, between rules without rows."""
    (lattice,) = find_lattices(ROWS, np.asarray([(10.0, 100.0, 140.0), *COLUMNS]))
    assert lattice.x_edges == (10.0, 50.0, 120.0, 200.0)
    first = next(c for c in lattice.cells if c.col == 0)
    assert (first.row, first.row_span, first.col_span) == (0, 2, 1)


def test_columns_without_a_rule_above_beside_others_that_have_one() -> None:
    """北京市水务局 2026, p. 42: name and goal go on from the page before, indicators begin."""
    rows = np.asarray([(100.0, 120.0, 200.0), (120.0, 50.0, 200.0), (140.0, 50.0, 200.0)])
    (lattice,) = find_lattices(rows, np.asarray(COLUMNS))
    assert lattice.open_above == (0,)
    (lattice,) = find_lattices(ROWS, np.asarray(COLUMNS))
    assert lattice.open_above == ()


def test_a_rule_of_another_length_beside_the_grid_is_no_column() -> None:
    (lattice,) = find_lattices(ROWS, np.asarray([(10.0, 90.0, 300.0), *COLUMNS]))
    assert lattice.x_edges == (50.0, 120.0, 200.0)


def test_the_columns_of_a_neighbouring_grid_of_the_same_height_stay_there() -> None:
    right = np.asarray([(100.0, 300.0, 400.0), (140.0, 300.0, 400.0)])
    others = [(300.0, 100.0, 140.0), (350.0, 100.0, 140.0), (400.0, 100.0, 140.0)]
    left, other = find_lattices(np.concatenate((ROWS, right)), np.asarray([*COLUMNS, *others]))
    assert (left.x_edges, other.x_edges) == ((50.0, 120.0, 200.0), (300.0, 350.0, 400.0))
