"""From a picture of a sheet to its pages: upright, straight, evenly lit, without seals."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.document import Box
from extractors.ocr.gutter import gutter_of
from extractors.ocr.handwriting import without_handwriting
from extractors.ocr.lighting import evenly_lit
from extractors.ocr.picture import Leaf, Picture
from extractors.ocr.seals import Unsealed, without_seals
from extractors.ocr.sheet import corners_of
from extractors.ocr.sizes import pressed_to_points
from extractors.ocr.skew import skew_of
from extractors.ocr.stray import without_stray
from extractors.ocr.upright import quarter_turns

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float64]

STRAIGHT = 0.03
"""Degrees; a page that lies less askew is left as it is."""
INKED = 45
"""Grey levels below paper that print on this side of the sheet has; what shines through has fewer."""
LEAST_INK = 40
"""Square points of ink that a page has at the least: a page number and no more is still a page."""


def leaves_of(picture: Picture) -> list[Leaf]:
    """The pages in the picture, in reading order: none on a blank back, two on a sheet with a gutter."""
    cv2.setNumThreads(1)
    scale = picture.scale
    unsealed = without_seals(picture.pixels, scale)
    warp = _straight(unsealed.grey, scale)
    grey = evenly_lit(warp.of(unsealed.grey), scale)
    quarters = quarter_turns(grey, scale)
    grey = np.ascontiguousarray(np.rot90(grey, -quarters))
    warp = warp.turned(quarters)
    small, step = pressed_to_points(grey, scale)
    if is_blank(small):
        return []
    cut = gutter_of(small)
    if cut is None:
        return [_leaf(grey, warp, (0, grey.shape[1]), unsealed, scale, quarters)]
    column = round(cut * step[0])
    parts = ((0, column), (column, grey.shape[1]))
    small_cut = round(cut)
    halves = (small[:, :small_cut], small[:, small_cut:])
    return [
        _leaf(grey, warp, part, unsealed, scale, quarters)
        for part, half in zip(parts, halves, strict=True)
        if not is_blank(half)
    ]


def is_blank(small: Bytes) -> bool:
    """Is nothing printed on this side? `small` is grey and evenly lit, one pixel for each point."""
    strokes = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((9, 9), np.uint8))
    edge = max(1, min(small.shape) // 40)
    strokes = strokes[edge:-edge, edge:-edge]
    inked = (strokes > INKED).astype(np.uint8)
    n, _, stats, _ = cv2.connectedComponentsWithStats(inked, connectivity=8)
    areas = stats[1:n, cv2.CC_STAT_AREA]
    return int(areas[areas >= 4].sum()) < LEAST_INK  # single points are dust


@dataclass(frozen=True, slots=True)
class _Warp:
    """How the pixels of a straight page lie in the picture."""

    matrix: Floats
    """Shape (3, 3): from pixels of the page to pixels of the picture, both counted from corners."""
    size: tuple[int, int]
    """Width and height of the page in pixels."""

    def of(self, grey: Bytes) -> Bytes:
        """The page."""
        if np.array_equal(self.matrix, np.eye(3)):
            return grey
        half = np.asarray(((1, 0, 0.5), (0, 1, 0.5), (0, 0, 1)))  # pixels are counted from their middles here
        matrix = np.linalg.inv(half) @ self.matrix @ half
        border = int(np.percentile(grey[::16, ::16], 90))
        moved = cv2.warpPerspective(
            grey,
            matrix,
            self.size,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=border,
        )
        return np.asarray(moved, dtype=np.uint8)

    def turned(self, quarters: int) -> _Warp:
        """The same for the page turned clockwise."""
        width, height = self.size
        matrix = self.matrix
        for _ in range(quarters):
            # a point of the turned page lies at (y, height - x) of the page before
            matrix = matrix @ np.asarray(((0, 1, 0), (-1, 0, height), (0, 0, 1)))
            width, height = height, width
        return _Warp(matrix, (width, height))


def _straight(grey: Bytes, scale: float) -> _Warp:
    """The sheet cut out of the picture, and turned by its skew."""
    height, width = grey.shape
    small, step = pressed_to_points(grey, scale)
    corners = corners_of(small)
    if corners is None:
        warp = _Warp(np.eye(3), (width, height))
    else:
        corners = (corners + 0.5) * step
        warp = _of_corners(corners)
        small, step = pressed_to_points(warp.of(grey), scale)
    angle = skew_of(small if scale <= 1 else _halved(warp.of(grey), scale))
    if abs(angle) <= STRAIGHT:
        return warp
    width, height = warp.size
    turn = np.vstack((cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1), (0, 0, 1)))
    return _Warp(warp.matrix @ turn, warp.size)


def _halved(grey: Bytes, scale: float) -> Bytes:
    """The picture with about one and a half pixels for each point."""
    k = min(1.0, 1.5 / scale)
    return np.asarray(cv2.resize(grey, None, fx=k, fy=k, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _of_corners(corners: Floats) -> _Warp:
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = round((sides[0] + sides[2]) / 2), round((sides[1] + sides[3]) / 2)
    page = np.asarray(((0, 0), (width, 0), (width, height), (0, height)), dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(page, corners.astype(np.float32))
    return _Warp(np.asarray(matrix, dtype=np.float64), (width, height))


def _leaf(
    grey: Bytes, warp: _Warp, part: tuple[int, int], unsealed: Unsealed, scale: float, quarters: int
) -> Leaf:
    """One page: the columns `part` of the straight sheet."""
    first, last = part
    own = np.ascontiguousarray(grey[:, first:last])
    shift = np.asarray(((1, 0, first), (0, 1, 0), (0, 0, 1)), dtype=np.float64)
    to_pixels = warp.matrix @ shift
    own, stray = without_stray(own, scale)
    own, written = without_handwriting(own, scale)
    pixels: Bytes | None = None
    seals: tuple[Box, ...] = ()
    if unsealed.seals is not None:
        seals = tuple(
            box for each in unsealed.boxes if (box := _moved(each, to_pixels, own.shape, scale)) is not None
        )
        if seals:
            pixels = _Warp(to_pixels, (last - first, grey.shape[0])).of(unsealed.seals)
    to_points = np.diag((1 / scale, 1 / scale, 1))
    matrix = to_points @ to_pixels @ np.linalg.inv(to_points)
    return Leaf(own, scale * 72, matrix / matrix[2, 2], quarters, seals, pixels, stray + written)


def _moved(
    box: tuple[int, int, int, int], to_picture: Floats, shape: tuple[int, ...], scale: float
) -> Box | None:
    """A box of the picture in points of the leaf; null where it lies outside of it."""
    left, top, right, bottom = box
    corners = np.asarray(
        ((left, top, 1), (right, top, 1), (right, bottom, 1), (left, bottom, 1)), dtype=np.float64
    )
    moved = corners @ np.linalg.inv(to_picture).T
    points = moved[:, :2] / moved[:, 2:]
    low, high = points.min(axis=0), points.max(axis=0)
    if high.min() <= 0 or low[0] >= shape[1] or low[1] >= shape[0]:
        return None
    x0, y0 = np.maximum(low, 0) / scale
    x1, y1 = np.minimum(high, (shape[1], shape[0])) / scale
    return (float(x0), float(y0), float(x1), float(y1))
