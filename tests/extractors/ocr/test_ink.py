"""Which ink is of which line; pages are drawn, in points."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractors.ocr.ink import InkLine, ink_lines, lines_in, pieces_of
from extractors.ocr.picture import RasterRules
from tests.extractors.ocr.drawn_pages import SCALE, Bytes, leaf, paper

NO_RULES = np.empty((0, 3))


def bar(pixels: Bytes, x0: float, top: float, x1: float, bottom: float, grey: int = 20) -> None:
    """A stroke that fills a box of points."""
    ends = [(round(x * SCALE), round(y * SCALE)) for x, y in ((x0, top), (x1, bottom))]
    cv2.rectangle(pixels, ends[0], (ends[1][0] - 1, ends[1][1] - 1), (grey, grey, grey), -1)


def boxes(*rows: tuple[float, ...]) -> np.ndarray:
    """Boxes as the detector gives them."""
    return np.asarray(rows, dtype=np.float64).reshape(-1, 4)


def around(line: InkLine) -> list[float]:
    """The box of a line, to half a point."""
    return [round(2 * side) / 2 for side in line.box]


def test_a_line_that_runs_over_a_rule_is_parted_there() -> None:
    page = paper(200, 60)
    bar(page, 20, 20, 30, 28)
    bar(page, 110, 20, 120, 28)
    rules = RasterRules(NO_RULES, np.asarray([(70.0, 0.0, 60.0)]))
    one = ink_lines(leaf(page), boxes((15, 18, 125, 30)))
    two = ink_lines(leaf(page), boxes((15, 18, 125, 30)), rules)
    assert [around(line) for line in one] == [[20, 20, 120, 28]]
    assert [around(line) for line in two] == [[20, 20, 30, 28], [110, 20, 120, 28]]


def test_a_digit_that_the_box_cuts_off_belongs_to_its_line() -> None:
    page = paper(200, 60)
    for x in (20, 27, 34):
        bar(page, x, 20, x + 4, 28)
    (line,) = ink_lines(leaf(page), boxes((19, 18, 32, 30)))
    assert around(line) == [20, 20, 38, 28]


def test_a_neighbour_behind_a_rule_does_not() -> None:
    page = paper(200, 60)
    for x in (20, 27, 36):
        bar(page, x, 20, x + 4, 28)
    rules = RasterRules(NO_RULES, np.asarray([(33.5, 0.0, 60.0)]))
    lines = ink_lines(leaf(page), boxes((19, 18, 32, 30)), rules)
    assert [(around(line), line.is_found) for line in lines] == [
        ([20, 20, 31, 28], True),
        ([36, 20, 40, 28], False),
    ]


def test_ink_that_no_box_holds_is_a_line_that_was_missed() -> None:
    page = paper(200, 60)
    for x in (100, 105):
        bar(page, x, 30, x + 4, 37)
    (line,) = ink_lines(leaf(page), boxes())
    assert around(line) == [100, 30, 109, 37]
    assert not line.is_found


def test_lines_that_touch_are_parted_where_they_touch_least() -> None:
    page = paper(200, 80)
    bar(page, 20, 20, 60, 29)
    bar(page, 20, 31, 60, 40)
    bar(page, 40, 29, 41, 31)  # a tail that reaches the line below
    lines = ink_lines(leaf(page), boxes((18, 19, 62, 30), (18, 30, 62, 41)))
    assert [(around(line)[1], around(line)[3]) for line in lines] == [
        pytest.approx((20, 30), abs=1),
        pytest.approx((30, 40), abs=1),
    ]


def test_a_speck_before_a_line_is_no_part_of_it_and_a_point_behind_it_is() -> None:
    page = paper(200, 60)
    bar(page, 20, 26.5, 21.2, 28)
    for x in (25, 30):
        bar(page, x, 20, x + 4, 28)
    bar(page, 35, 26.5, 36.2, 28)
    (line,) = ink_lines(leaf(page), boxes((18, 18, 38, 30)))
    assert around(line) == pytest.approx([25, 20, 36, 28], abs=0.5)


def test_a_faint_stroke_is_ink_and_the_shadow_of_a_fold_is_not() -> None:
    page = paper(200, 60)
    bar(page, 20, 24, 30, 25, grey=222)
    bar(page, 100, 0, 112, 60, grey=222)
    found = pieces_of(leaf(page), None)
    x = found.box[found.is_text][:, 0] / SCALE
    assert x.tolist() == pytest.approx([20], abs=0.5)


def test_what_is_left_of_a_rule_is_no_text() -> None:
    page = paper(200, 60)
    bar(page, 69.6, 20, 70.4, 28)
    rules = RasterRules(NO_RULES, np.asarray([(70.0, 0.0, 60.0)]))
    assert ink_lines(leaf(page), boxes(), rules) == []
    assert len(ink_lines(leaf(page), boxes())) == 1


def test_other_ink_is_taken_out_of_the_picture_of_a_line() -> None:
    page = paper(200, 60)
    bar(page, 20, 20, 30, 28)
    bar(page, 20, 28.5, 30, 29.5)  # the next line begins within the margin
    line, _ = ink_lines(leaf(page), boxes((18, 19, 32, 28.3), (18, 28.3, 32, 30)))
    assert line.pixels[-2].min() > 200


def test_the_lines_of_a_region_come_from_top_to_bottom() -> None:
    page = paper(200, 80)
    bar(page, 20, 40, 30, 48)
    bar(page, 20, 20, 30, 28)
    bar(page, 100, 20, 110, 28)
    drawn = leaf(page)
    lines = lines_in(drawn, pieces_of(drawn, None), (10, 10, 60, 70))
    assert [around(line) for line in lines] == [[20, 20, 30, 28], [20, 40, 30, 48]]
    assert lines_in(drawn, pieces_of(drawn, None), (60, 10, 90, 70)) == []


def test_a_white_page_has_no_lines() -> None:
    assert ink_lines(replace(leaf(paper(100, 100))), boxes()) == []
