"""The ink of each line: boxes of text, parted at rules and between lines, cut down to what is printed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.document import Box
from extractors.ocr.picture import Leaf, RasterRules

MARGIN = 0.12
"""So much paper above and below a line, in parts of its height, is given to the model with it."""
CONTRAST = 40
"""Ink is darker than its paper by more than this, of 255; less is the paper's own grain."""
SPECK = 0.35
"""A band of ink lower than this part of the highest band beside it is an accent of it, no line."""
INSET = 1.0
"""A rule within so many points of the end of a box parts nothing."""
COVERED = 0.6
"""A rule parts a line if it covers this part of its height."""
LOWEST = 3.0
"""Text is at least so many points high."""
APART = 0.04
"""Bands of ink with more than this part of their height without ink between them are lines of their own."""


@dataclass(frozen=True, slots=True)
class InkLine:
    """One line of ink."""

    box: Box
    """Around the ink, in points of the leaf."""
    left: float
    """Where `pixels` begins, in points of the leaf."""
    pixels: NDArray[np.uint8]
    """The line with some paper around it, shape (height, width)."""
    ink: NDArray[np.bool_]
    """Which of these pixels are ink."""


def ink_lines(leaf: Leaf, boxes: NDArray[np.float64], rules: RasterRules | None = None) -> list[InkLine]:
    """The lines of ink in these boxes (points, shape (n, 4)) of a leaf."""
    found: list[InkLine] = []
    for box in boxes.tolist():
        for part in _between_rules(tuple(box), rules):
            found += _lines_of(leaf, part)
    return found


def _between_rules(box: Box, rules: RasterRules | None) -> Iterator[Box]:
    """The parts of a box between the rules that cross it."""
    if rules is None:
        yield box
        return
    x0, top, x1, bottom = box
    for low, high in _parts(x0, x1, top, bottom, rules.vertical):
        for above, below in _parts(top, bottom, low, high, rules.horizontal):
            yield (low, above, high, below)


def _parts(
    start: float, end: float, low: float, high: float, rules: NDArray[np.float64]
) -> list[tuple[float, float]]:
    """The parts from start to end between rules that cover most of what lies between low and high."""
    if not len(rules):
        return [(start, end)]
    position, begins, ends = rules.T[:3]
    overlap = np.minimum(ends, high) - np.maximum(begins, low)
    crossing = (position > start + INSET) & (position < end - INSET) & (overlap >= COVERED * (high - low))
    edges = [start, *np.sort(position[crossing]).tolist(), end]
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a > 2 * INSET]


def threshold(pixels: NDArray[np.uint8]) -> float:
    """The grey below which a pixel of a small picture is ink; 0 where it has none."""
    dark, light = np.percentile(pixels, (1, 90)).tolist()
    if light - dark < CONTRAST:
        return 0.0
    level, _ = cv2.threshold(pixels, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    low: float = dark + 0.25 * (light - dark)
    high: float = dark + 0.7 * (light - dark)
    return min(max(float(level), low), high)


def _lines_of(leaf: Leaf, box: Box) -> Iterator[InkLine]:
    scale = leaf.scale
    height, width = leaf.grey.shape
    x0, y0 = max(int(box[0] * scale), 0), max(int(box[1] * scale), 0)
    x1, y1 = min(int(np.ceil(box[2] * scale)), width), min(int(np.ceil(box[3] * scale)), height)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    crop = leaf.grey[y0:y1, x0:x1]
    ink = crop < threshold(crop)
    for top, bottom in _bands(ink, LOWEST * scale):
        columns = np.flatnonzero(ink[top:bottom].any(axis=0))
        if not len(columns):
            continue
        margin = max(round(MARGIN * (bottom - top)), 1)
        left, right = x0 + int(columns[0]), x0 + int(columns[-1]) + 1
        upper, lower = max(y0 + top - margin, 0), min(y0 + bottom + margin, height)
        first, last = max(left - 2 * margin, 0), min(right + 2 * margin, width)
        pixels = leaf.grey[upper:lower, first:last]
        # What of the lines above and below lies in the margin is not this line's ink.
        own = np.zeros(pixels.shape, dtype=bool)
        inner = ink[top:bottom, max(first - x0, 0) : last - x0]
        begin = max(x0 - first, 0)
        own[y0 + top - upper : y0 + bottom - upper, begin : begin + inner.shape[1]] = inner
        yield InkLine(
            (left / scale, (y0 + top) / scale, right / scale, (y0 + bottom) / scale),
            first / scale,
            pixels,
            own,
        )


def _bands(ink: NDArray[np.bool_], lowest: float) -> list[tuple[int, int]]:
    """The rows of ink that make a line each, as (first, one behind the last)."""
    printed = np.concatenate(([0], ink.any(axis=1).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(printed))
    bands = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if not bands:
        return []
    tallest = max(b - a for a, b in bands)
    merged = [bands[0]]
    for top, bottom in bands[1:]:
        above, below = merged[-1]
        accent = min(below - above, bottom - top) < SPECK * tallest
        if top - below <= APART * tallest or (accent and top - below < tallest / 3):
            merged[-1] = (above, bottom)
        else:
            merged.append((top, bottom))
    return [(a, b) for a, b in merged if b - a >= min(lowest, tallest)]
