"""Pictures of sheets to pages: what was done to the sheet is known, and undone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.ocr.picture import Leaf, Picture
from extractors.ocr.straighten import leaves_of
from tests.extractors.ocr.drawn_pages import SCALE, Bytes, figures, noisy, paper, rule, seal, table, write

XS = [40.0, 160.0, 280.0, 400.0, 520.0]
YS = [float(y) for y in range(80, 330, 20)]


def _table_page() -> Bytes:
    page = paper(560, 400)
    write(page, 180, 50, "Budget of the year 2024", size=1.2)
    table(page, XS, YS)
    figures(page, XS, YS)
    return page


def _prose_page(width: float = 400, height: float = 560) -> Bytes:
    page = paper(width, height)
    for n, y in enumerate(range(60, round(height) - 60, 16)):
        write(page, 40, y, f"Line {n} tells of the budget of the bureau for 2024", size=0.62)
    return page


def _placed(leaf: Leaf, x: float, y: float) -> tuple[float, float]:
    """A point of the leaf in points of the picture."""
    moved = leaf.matrix @ (x, y, 1)
    return float(moved[0] / moved[2]), float(moved[1] / moved[2])


def _leaf_point(leaf: Leaf, x: float, y: float) -> tuple[float, float]:
    moved = np.linalg.inv(leaf.matrix) @ (x, y, 1)
    return float(moved[0] / moved[2]), float(moved[1] / moved[2])


def _turned(page: Bytes, degrees: float) -> tuple[Bytes, NDArray[np.float64]]:
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(page, matrix, (width, height), borderValue=(250, 250, 250)), matrix


@pytest.mark.parametrize("degrees", [-1.5, -0.3, 0.7, 3.0])
def test_skew_is_found_within_a_tenth_of_a_degree(degrees: float) -> None:
    for page in (_table_page(), _prose_page()):
        turned, _ = _turned(page, degrees)
        (leaf,) = leaves_of(Picture(noisy(turned), 200.0))
        found = np.degrees(np.arctan2(leaf.matrix[1, 0], leaf.matrix[0, 0]))
        assert found == pytest.approx(-degrees, abs=0.1)


def test_points_of_a_leaf_lead_back_to_the_picture() -> None:
    page, matrix = _turned(_table_page(), 1.2)
    (leaf,) = leaves_of(Picture(page, 200.0))
    corner = matrix @ (40 * SCALE, 80 * SCALE, 1) / SCALE
    x, y = _leaf_point(leaf, *corner)
    dark = leaf.grey[
        round((y - 1) * SCALE) : round((y + 1.5) * SCALE), round((x + 2) * SCALE) : round((x + 50) * SCALE)
    ]
    assert dark.min(axis=0).max() < 120  # the upper rule of the table runs there
    assert _placed(leaf, x, y) == pytest.approx(corner, abs=1e-6)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_quarter_turns_are_undone(turns: int) -> None:
    upright = _prose_page()
    lying = np.ascontiguousarray(np.rot90(upright, -turns))  # clockwise
    (leaf,) = leaves_of(Picture(lying, 200.0))
    assert leaf.quarters == 4 - turns
    expected = cv2.cvtColor(upright, cv2.COLOR_RGB2GRAY)
    assert leaf.grey.shape == expected.shape
    assert ((leaf.grey < 128) == (expected < 128)).mean() > 0.99
    width, height = leaf.size
    back = {1: (height, 0.0), 2: (width, height), 3: (0.0, width)}  # where its upper left corner lies
    assert _placed(leaf, 0, 0) == pytest.approx(back[turns], abs=1)


def test_photograph_is_made_rectangular_and_even() -> None:
    page = _table_page()
    height, width = page.shape[:2]
    corners = np.asarray(((150, 120), (1600, 180), (1650, 1180), (110, 1100)), dtype=np.float32)
    flat = np.asarray(((0, 0), (width, 0), (width, height), (0, height)), dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners)
    ground = np.full((1300, 1800, 3), 70, dtype=np.uint8)
    photo = cv2.warpPerspective(page, matrix, (1800, 1300), dst=ground, borderMode=cv2.BORDER_TRANSPARENT)
    photo = (photo * np.linspace(1, 0.6, 1800)[None, :, None]).astype(np.uint8)
    (leaf,) = leaves_of(Picture(photo, 200.0))
    for x in (40, 280, 520):
        for y in (80, 200, 320):
            there = matrix @ (x * SCALE, y * SCALE, 1)
            at = _leaf_point(leaf, *(there[:2] / there[2] / SCALE))
            across = leaf.size[0] / 560, leaf.size[1] / 400
            assert at == pytest.approx((x * across[0], y * across[1]), abs=1)
    assert np.percentile(leaf.grey[::20, ::20], 50) == pytest.approx(245, abs=6)


def test_shadow_of_a_fold_does_not_cut_the_sheet() -> None:
    page = _table_page()
    x = np.arange(page.shape[1])
    shade = 1 - 0.45 * np.exp(-(((x - 700) / 30) ** 2))
    (leaf,) = leaves_of(Picture((page * shade[None, :, None]).astype(np.uint8), 200.0))
    assert leaf.size == pytest.approx((560, 400), abs=1)
    assert leaf.grey[: round(20 * SCALE)].min() > 195  # from 138


def test_blank_back_has_no_leaf_though_the_front_shines_through() -> None:
    assert leaves_of(Picture(noisy(paper(400, 560)), 200.0)) == []
    through = 255 - (255 - cv2.GaussianBlur(_prose_page()[:, ::-1], (0, 0), 3).astype(float)) * 0.12
    assert leaves_of(Picture(noisy(through.astype(np.uint8)), 200.0)) == []
    page = paper(400, 560)
    write(page, 190, 500, "- 12 -")
    assert len(leaves_of(Picture(noisy(page), 200.0))) == 1


def test_two_pages_on_a_sheet_are_two_leaves() -> None:
    sheet = np.hstack((_prose_page(), _prose_page()))
    left, right = leaves_of(Picture(noisy(sheet), 200.0))
    assert _placed(left, 0, 0) == pytest.approx((0, 0), abs=2)
    assert left.size[0] + right.size[0] == pytest.approx(800, abs=1)
    assert _placed(right, 0, 0) == pytest.approx((left.size[0], 0), abs=2)
    assert 380 < left.size[0] < 430


def test_broad_table_is_one_leaf() -> None:
    page = paper(800, 560)
    for y in range(80, 500, 20):
        rule(page, 40, y, 760, y)
        for x in (50, 160, 270, 480, 590, 700):
            write(page, x, y + 14, "1,234.56")
    (leaf,) = leaves_of(Picture(noisy(page), 200.0))
    assert leaf.size == pytest.approx((800, 560), abs=1)


def test_table_without_rules_is_one_leaf() -> None:
    page = paper(800, 560)
    for y in range(80, 500, 20):
        for x in (50, 160, 270, 480, 590, 700):
            write(page, x, y, "1,234.56")
    assert len(leaves_of(Picture(page, 200.0))) == 1


def test_seal_of_a_turned_page_is_told_where_it_lies() -> None:
    page = _table_page()
    seal(page, 300, 200, 58)
    lying = np.ascontiguousarray(np.rot90(page, -1))
    (leaf,) = leaves_of(Picture(lying, 200.0))
    (box,) = leaf.seals
    assert box == pytest.approx((241, 141, 359, 259), abs=5)
    assert leaf.seal_pixels is not None
    assert leaf.seal_pixels.shape == leaf.grey.shape
    middle = leaf.seal_pixels[
        round(190 * SCALE) : round(200 * SCALE), round(296 * SCALE) : round(304 * SCALE)
    ]
    assert middle.min() < 150  # the star


def test_punch_hole_is_stray() -> None:
    page = _prose_page()
    cv2.circle(page, (round(20 * SCALE), round(280 * SCALE)), round(8 * SCALE), (30, 30, 30), -1)
    (leaf,) = leaves_of(Picture(page, 200.0))
    (box,) = leaf.stray
    assert box == pytest.approx((12, 272, 28, 288), abs=3)
    assert leaf.grey[round(280 * SCALE), round(20 * SCALE)] > 230
