"""The models read what is drawn, at its place; a second look gives strings to choose from."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from extractors.ocr.picture import Leaf, RasterRules
from extractors.ocr.raster_rules import raster_rules
from extractors.ocr.recognise import read_leaf
from extractors.ocr.second_look import look_again
from tests.pipeline.drawn_budget import HEAD, ROW, ROWS, TOP, XS
from tests.pipeline.scanned_budget import DPI, HEIGHT, picture


@cache
def budget() -> tuple[Leaf, RasterRules]:
    """The drawn budget as a leaf that lies straight."""
    leaf = Leaf(np.asarray(picture(), dtype=np.uint8), float(DPI), np.eye(3))
    return leaf, raster_rules(leaf)


def cell(row: int, col: int) -> tuple[float, float, float, float]:
    """The box of a cell of the drawn budget, its head in row 0."""
    top = HEIGHT - TOP + row * ROW
    return XS[col], top, XS[col + 1], top + ROW


def test_every_cell_is_read_within_its_rules() -> None:
    leaf, rules = budget()
    found = read_leaf(leaf, rules)
    x, y = (found.boxes[:, 0] + found.boxes[:, 2]) / 2, (found.boxes[:, 1] + found.boxes[:, 3]) / 2
    for row, line in enumerate((HEAD, *ROWS)):
        for col, text in enumerate(line):
            x0, top, x1, bottom = cell(row, col)
            inside = np.flatnonzero((x > x0) & (x < x1) & (y > top) & (y < bottom))
            assert "".join(found.chars[n] for n in inside[np.argsort(x[inside])]) == text


def test_characters_are_as_large_as_they_are_drawn_and_stand_on_one_baseline() -> None:
    leaf, rules = budget()
    found = read_leaf(leaf, rules)
    sizes = found.boxes[:, 3] - found.boxes[:, 1]
    baselines = {round(float(b)) for b, line in zip(found.baseline, found.line, strict=True) if line == 0}
    assert len(baselines) == 1
    assert np.median(sizes) == pytest.approx(10, abs=1.5)
    assert found.confidence.min() > 0.5
    assert found.confidence.max() <= 1


def test_a_second_look_has_what_is_printed_first() -> None:
    leaf, rules = budget()
    regions = [cell(row + 1, 2) for row in range(len(ROWS))]
    looks = look_again(leaf, rules, regions, [True] * len(regions))
    assert [look[0].text for look in looks] == [line[2] for line in ROWS]
    for look in looks:
        assert sum(candidate.probability for candidate in look) <= 1.0001
        assert look[0].probability > 0.5


def test_where_nothing_is_printed_nothing_may_stand() -> None:
    leaf, rules = budget()
    assert look_again(leaf, rules, [(10, 560, 60, 580)], [True]) == [()]


def test_the_same_leaf_is_read_alike_and_a_line_does_not_depend_on_its_neighbours() -> None:
    leaf, rules = budget()
    first, second = (look_again(leaf, rules, [cell(1, 2), cell(2, 2)], [True, True]) for _ in range(2))
    alone = look_again(leaf, rules, [cell(2, 2)], [True])
    assert first == second
    assert alone == first[1:]
