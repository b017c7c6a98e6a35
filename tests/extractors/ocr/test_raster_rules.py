"""Lines of a picture as rules: every expected position is where the test drew it."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.ocr.raster_rules import raster_rules, without_rules
from extractors.pdf.lattice import find_lattices
from tests.extractors.ocr.drawn_pages import SCALE, Bytes, figures, leaf, noisy, paper, rule, table, write

XS, YS = [30.0, 120.0, 200.0, 280.0], [40.0, 54.0, 68.0, 82.0, 96.0]


def _page() -> Bytes:
    page = paper(320, 220)
    table(page, XS, YS)
    figures(page, XS, YS)
    return page


@pytest.mark.parametrize("degraded", [False, True])
def test_grid_of_close_rows_has_its_cells_and_no_more(degraded: bool) -> None:
    page = noisy(_page()) if degraded else _page()
    rules = raster_rules(leaf(page))
    (lattice,) = find_lattices(rules.horizontal, rules.vertical)
    assert lattice.x_edges == pytest.approx(XS, abs=1)
    assert lattice.y_edges == pytest.approx(YS, abs=1)
    assert len(lattice.cells) == 12


def test_text_alone_has_no_rules() -> None:
    page = paper(320, 220)
    for y in range(40, 200, 12):
        write(page, 30, y, "HEELLTTIIFF--__==11EEFFHHTT")
    rules = raster_rules(leaf(noisy(page)))
    assert len(rules.vertical) == 0
    assert len(rules.horizontal) == 0


def test_merged_cell_is_not_cut_by_the_strokes_of_its_text() -> None:
    page = paper(320, 220)
    table(page, [30, 280], [40, 54])
    table(page, XS, YS[1:])
    write(page, 113, 50.5, "IIIIIIIII")
    rules = raster_rules(leaf(noisy(page)))
    (lattice,) = find_lattices(rules.horizontal, rules.vertical)
    assert lattice.cells[0] == (0, 0, 1, 3)
    assert len(lattice.cells) == 10


def test_broken_and_doubled_rules_are_one() -> None:
    page = paper(320, 220)
    table(page, XS, YS)
    page[round(68 * SCALE) - 3 : round(68 * SCALE) + 4, round(150 * SCALE) : round(156 * SCALE)] = 250
    rule(page, 30, 41.5, 280, 41.5)
    rules = raster_rules(leaf(noisy(page)))
    near = rules.horizontal[np.abs(rules.horizontal[:, 0] - 68) < 1]
    assert near.shape == (1, 3)
    assert near[0, 1:] == pytest.approx((30, 280), abs=1.5)
    (lattice,) = find_lattices(rules.horizontal, rules.vertical)
    assert len(lattice.cells) == 12


def test_bent_rule_is_one() -> None:
    page = paper(320, 220)
    for step in range(50):  # sinks by three points over the whole breadth, as paper curls
        x0, x1 = 30 + 5 * step, 35 + 5 * step
        for y in (60.0, 90.0):
            rule(page, x0, y + 3 * (step / 50) ** 2, x1, y + 3 * ((step + 1) / 50) ** 2)
    rules = raster_rules(leaf(page))
    assert len(rules.horizontal) == 2
    assert rules.horizontal[:, 2] - rules.horizontal[:, 1] == pytest.approx((250, 250), abs=3)


def test_lone_line_at_the_edge_of_the_sheet_is_no_rule() -> None:
    page = paper(320, 220)
    rule(page, 0, 215, 320, 215)
    rule(page, 30, 110, 280, 110)
    rules = raster_rules(leaf(page))
    assert rules.horizontal[:, 0] == pytest.approx([110], abs=1)


def test_erased_rules_leave_the_figures_that_touch_them() -> None:
    page = paper(320, 220)
    write(page, 40, 80, "8888888")
    alone = leaf(page).grey.copy()
    rule(page, 30, 80, 280, 80)  # along the feet of the figures
    table(page, XS, [80, 110, 140])
    own = leaf(page)
    erased = without_rules(own, raster_rules(own))
    inked = alone < 128
    assert (erased < 160)[inked].mean() > 0.85
    assert (erased < 160)[~inked].mean() < 0.003
