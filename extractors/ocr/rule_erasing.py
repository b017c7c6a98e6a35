"""The picture of a page without its rules, so that a recogniser reads no strokes into them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.picture import Leaf, RasterRules

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float64]

BLOCK = 8.0
"""Points along a rule over which it is straight."""
REACH = 1.6
"""Points that a rule may wander from its position: paper curls."""
SIDE = 2.0
"""Points beside a rule that are looked at to see where it ends."""
SKIRT = 0.12
"""The part of its darkness that the blurred side of a rule still has."""


def without_rules(leaf: Leaf, rules: RasterRules) -> Bytes:
    """The leaf's pixels with its rules gone, shape as `leaf.grey`.

    Across a rule, what stands above it is led over to what stands below: paper to paper, and a stroke that
    crosses or touches the rule goes on.
    """
    grey = leaf.grey.copy()
    _erase(grey, rules.horizontal, leaf.scale)
    if len(rules.vertical):
        turned = np.ascontiguousarray(grey.T)
        _erase(turned, rules.vertical, leaf.scale)
        grey = np.ascontiguousarray(turned.T)
    return grey


def _erase(grey: Bytes, rules: Floats, scale: float) -> None:
    height, width = grey.shape
    reach = round((REACH + SIDE) * scale)
    for position, low, high in rules.tolist():
        first, last = max(0, round((low - 0.7) * scale)), min(width, round((high + 0.7) * scale))
        middle = round(position * scale - 0.5)
        top, bottom = max(0, middle - reach), min(height, middle + reach + 1)
        if last - first < 2 or bottom - top < 5:
            continue
        strip = grey[top:bottom, first:last]
        path, half = _path(strip, middle - top, scale)
        offsets = np.arange(-half, half + 1)
        columns = np.arange(last - first)
        above = np.clip(path - half - 1, 0, strip.shape[0] - 1)
        below = np.clip(path + half + 1, 0, strip.shape[0] - 1)
        share = ((offsets + half + 1) / (2 * half + 2))[:, None]
        led = strip[above, columns] * (1 - share) + strip[below, columns] * share
        rows = np.clip(path[None, :] + offsets[:, None], 0, strip.shape[0] - 1)
        # what is lighter already stays: nothing is made darker than it was
        strip[rows, columns[None, :]] = np.maximum(strip[rows, columns[None, :]], led.astype(np.uint8))


def _path(strip: Bytes, middle: int, scale: float) -> tuple[NDArray[np.int64], int]:
    """The row of the rule in each column of the strip, and how many rows it reaches to either side."""
    n = max(1, round(strip.shape[1] / (BLOCK * scale)))
    blocks = cv2.resize(strip, (n, strip.shape[0]), interpolation=cv2.INTER_AREA)
    tall = np.ones((2 * round(SIDE * scale) + 1, 1), np.uint8)
    dark = cv2.morphologyEx(blocks, cv2.MORPH_BLACKHAT, tall).astype(np.float64)
    away = np.abs(np.arange(strip.shape[0]) - middle) > REACH * scale
    dark[away] = 0
    profile = np.median(dark, axis=1)
    usual = int(profile.argmax()) if profile.max() > 0 else middle
    near = np.abs(np.arange(strip.shape[0]) - usual) > max(1, round(0.8 * scale))
    dark[near] = 0
    rows = np.where(dark.max(axis=0) > 0, dark.argmax(axis=0), usual)
    if n >= 3:  # a block in which something else is darker follows its neighbours
        padded = np.concatenate((rows[:1], rows, rows[-1:]))
        rows = np.median(np.stack((padded[:-2], padded[1:-1], padded[2:])), axis=0)
    at = (np.arange(strip.shape[1]) + 0.5) * n / strip.shape[1] - 0.5
    path = np.rint(np.interp(at, np.arange(n), rows)).astype(np.int64)
    whole = cv2.morphologyEx(np.median(blocks, axis=1).astype(np.uint8)[:, None], cv2.MORPH_BLACKHAT, tall)[
        :, 0
    ].astype(np.float64)
    limit = SKIRT * whole[usual]
    half = 1
    while half < round(SIDE * scale / 1.5) and (
        (usual - half - 1 >= 0 and whole[usual - half - 1] > limit)
        or (usual + half + 1 < len(whole) and whole[usual + half + 1] > limit)
    ):
        half += 1
    return path, half
