"""What a hand wrote on a page: strokes as high as no print, thin, and running in all directions."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.document import Box
from extractors.ocr.lighting import WHITE

Bytes = NDArray[np.uint8]

FINE = 2.0
"""Pixels for each point that are looked at: a pen is half a millimetre broad."""
DARK = 165
"""The grey of an evenly lit page that is darker than paper."""
HIGH, WIDE = 14.0, 14.0
"""Points that what hangs together is high and wide at the least: print of the text is smaller."""
HIGHEST, WIDEST = 90.0, 260.0
"""Points that a signature is high and wide at the most."""
FILLED = 0.3
"""The part of its box that it inks at the most."""
ALONG = 12.0
"""Degrees from upright or level within which a stroke is one of print."""
STRAIGHT = 0.45
"""The part of the edges of its strokes that run so, at the most; all directions alike have 0.27."""

NEAR, PIECE = 6.0, 8.0
"""Points: what is so near to it and so large may be a piece of it."""
OFF = 0.25
"""A line of print reaches as far up and down as what stands in it, but for this part of its height."""
MORE = 2.5
"""Characters of it are so many times as high and as broad, at the most: it may be a part of one."""
BESIDE = 6.0
"""The line goes on within so many times its height: characters of headlines stand up to five apart."""
COMPANY = 1.0
"""What of the line is near is so broad, in parts of its height."""


def without_handwriting(grey: Bytes, scale: float) -> tuple[Bytes, tuple[Box, ...]]:
    """The page with handwriting gone, and its boxes in points. `grey`: evenly lit; `scale`: pixels per
    point."""
    k = min(1.0, FINE / scale)
    small = np.asarray(cv2.resize(grey, None, fx=k, fy=k, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    points = scale * k
    dark = (small < DARK).astype(np.uint8)
    _, found, measures, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    labels, stats = np.asarray(found, dtype=np.int32), np.asarray(measures, dtype=np.int32)
    w, h, area = (stats[:, k] for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    some = (h >= HIGH * points) & (w >= WIDE * points) & (h <= HIGHEST * points) & (w <= WIDEST * points)
    some &= area <= FILLED * w * h
    some[0] = False
    written = [k for k in np.flatnonzero(some).tolist() if _runs_about(labels, stats[k], k)]
    if not written:
        return grey, ()
    while in_line := [k for k in written if _in_line(stats[k], _others(stats, written))]:
        written = [k for k in written if k not in in_line]
    written += [k for k in _close(stats, written, points) if _runs_about(labels, stats[k], k)]
    if not written:
        return grey, ()
    mask = np.zeros(small.shape, np.uint8)
    boxes: list[Box] = []
    for number in written:
        x, y, wide, high, _ = stats[number].tolist()
        mask[y : y + high, x : x + wide] |= labels[y : y + high, x : x + wide] == number
        boxes.append((x / points, y / points, (x + wide) / points, (y + high) / points))
    grown = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    whole = cv2.resize(grown, grey.shape[::-1], interpolation=cv2.INTER_NEAREST)
    cleaned = grey.copy()
    cleaned[whole > 0] = WHITE
    return cleaned, tuple(boxes)


def _others(stats: NDArray[np.int32], written: list[int]) -> NDArray[np.int32]:
    """What is not handwriting."""
    keep = np.ones(len(stats), dtype=bool)
    keep[[0, *written]] = False
    return stats[keep]


def _close(stats: NDArray[np.int32], written: list[int], points: float) -> list[int]:
    """Smaller pieces that stand close to handwriting."""
    x, y, w, h = (stats[:, k] for k in range(4))
    near = np.zeros(len(stats), dtype=bool)
    for number in written:
        left, top, wide, high, _ = stats[number].tolist()
        beside = (x < left + wide + NEAR * points) & (x + w > left - NEAR * points)
        near |= beside & (y < top + high) & (y + h > top)
    near &= (np.maximum(w, h) >= PIECE * points) & (np.maximum(w, h) <= HIGHEST * points)
    near[[0, *written]] = False
    found: list[int] = np.flatnonzero(near).tolist()
    return found


def _in_line(one: NDArray[np.int32], print_: NDArray[np.int32]) -> bool:
    """Does it stand in a line of print that is as high as it is? So do characters of headlines."""
    x, y, wide, high, _ = one.tolist()
    left, top, w, h = (print_[:, k] for k in range(4))
    own = (top < y + high) & (top + h > y) & (np.maximum(w, h) >= OFF * high) & (h <= MORE * high)
    own &= w <= MORE * high
    own &= (left < x + wide + BESIDE * high) & (left + w > x - BESIDE * high)
    if not own.any():
        return False
    reaches = top[own].min() <= y + OFF * high and (top + h)[own].max() >= y + (1 - OFF) * high
    return bool(reaches and w[own].sum() >= COMPANY * high)


def _runs_about(labels: NDArray[np.int32], stats: NDArray[np.int32], number: int) -> bool:
    """Do its strokes run in all directions, and not mostly upright and level?"""
    x, y, wide, high, _ = stats.tolist()
    own = np.pad(labels[y : y + high, x : x + wide] == number, 3).astype(np.float32)
    soft = cv2.GaussianBlur(own, (0, 0), 1.0)
    down, across = np.abs(cv2.Sobel(soft, cv2.CV_32F, 0, 1)), np.abs(cv2.Sobel(soft, cv2.CV_32F, 1, 0))
    size = np.hypot(down, across)
    straight = np.minimum(down, across) <= np.tan(np.radians(ALONG)) * np.maximum(down, across)
    return float(size[straight].sum()) <= STRAIGHT * float(size.sum())
