"""Which ink is of a line: points behind brackets, no specks, no rules that lean."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.ocr.ink import ink_lines, pieces_of
from extractors.ocr.picture import RasterRules
from tests.extractors.ocr.drawn_pages import SCALE, leaf, paper, rule

NONE = np.empty((0, 3))


def block(pixels, x0: float, top: float, x1: float, bottom: float) -> None:
    """Ink in a box (points)."""
    corners = [(round(x * SCALE), round(y * SCALE)) for x, y in ((x0, top), (x1, bottom))]
    cv2.rectangle(pixels, *corners, (20, 20, 20), -1)


def end_of_line(pixels) -> float:
    found = ink_lines(leaf(pixels), np.asarray([(19.0, 19.0, 113.0, 31.0)]))
    return max(line.box[2] for line in found)


@pytest.mark.parametrize(
    ("behind", "side", "end"),
    [
        (7.0, 1.6, 108.8),  # a full stop behind a bracket: 0.7 of the height, a sixth of it large
        (7.0, 0.4, 100.0),  # a speck there
        (4.0, 0.4, 104.6),  # the point of a number stands nearer
        (10.0, 1.6, 100.0),  # nothing of this line stands so far away
    ],
)
def test_where_a_line_ends(behind, side, end):
    pixels = paper(200, 60)
    for x in range(20, 100, 10):
        block(pixels, x, 20, x + 8, 30)
    block(pixels, 99, 20, 100, 30)
    block(pixels, 100 + behind, 30 - side, 100 + behind + side, 30)
    assert end_of_line(pixels) == pytest.approx(end, abs=0.6)


def test_behind_what_is_no_bracket_a_point_stands_near():
    pixels = paper(200, 60)
    for x in range(20, 100, 10):
        block(pixels, x, 20, x + 8, 30)
    block(pixels, 105, 28.4, 106.6, 30)
    assert end_of_line(pixels) == pytest.approx(98, abs=0.6)


def test_the_end_of_a_rule_that_leans_is_no_character():
    pixels = paper(200, 200)
    rule(pixels, 102.4, 20, 102.4, 45, width=3)  # 2.4 points beside where the rest of the rule is
    block(pixels, 102, 60, 104, 72)  # a 1 that stands as near
    upright = RasterRules(NONE, np.asarray([(100.0, 20.0, 180.0)]))
    pieces = pieces_of(leaf(pixels), upright)
    tops = (pieces.box[pieces.is_text, 1] / SCALE).tolist()
    assert tops == [pytest.approx(60, abs=0.5)]
