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
CORE, SKIRT = 0.5, 0.04
"""Where a rule has so much of its darkness, nothing else can be told in it; where it has less than the second
part, it has ended. Between them is its blurred side."""
LEAST = 25
"""Percent of a rule have no figures beside them, even in a full column: rows are higher than figures."""
BARE = 0.1
"""A rule shows what it is itself where nothing stands beside it: on this part of it at the least."""
INKED, FAINT = 0.3, 25.0
"""What is beside a rule is ink if it has this part of the rule's darkness and is so many grey levels darker
than the paper."""


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
        _take_out(strip, _path(strip, middle - top, scale), round(SIDE * scale))


def _take_out(strip: Bytes, path: NDArray[np.int64], reach: int) -> None:
    """Takes the rule that lies in these rows, one for each column, out of a strip.

    Its blurred sides are what it adds where nothing stands beside it, and are subtracted: a digit that
    touches the rule stays whole.
    """
    columns = np.arange(strip.shape[1])
    offsets = np.arange(-reach, reach + 1)
    rows = np.clip(path[None, :] + offsets[:, None], 0, strip.shape[0] - 1)
    around = strip[rows, columns[None, :]].astype(np.float32)
    paper = float(np.percentile(around, 90))
    dark = paper - around
    usual = np.percentile(dark, LEAST, axis=1)
    begin, end = _within(usual, int(usual.argmax()), SKIRT * float(usual.max()))
    begin, end = max(begin - 1, 0), min(end + 1, len(dark) - 1)
    beside = np.concatenate((dark[:begin], dark[end + 1 :]))
    bare = beside.max(axis=0, initial=0) < max(INKED * float(usual.max()), FAINT)
    # Where something stands beside it nearly everywhere, what is always there is the rule.
    own = usual if bare.mean() < BARE else np.percentile(dark[:, bare], 75, axis=1)
    deepest = float(own.max())
    if deepest <= 0:
        return
    first, last = _within(own, int(own.argmax()), CORE * deepest)
    begin, end = min(begin, first), max(end, last)
    cleared = np.maximum(around, np.minimum(around + own[:, None], paper))
    above, below = cleared[max(first - 1, 0)], cleared[min(last + 1, len(cleared) - 1)]
    share = (np.arange(1, last - first + 2) / (last - first + 2))[:, None]
    cleared[first : last + 1] = np.maximum(around[first : last + 1], above * (1 - share) + below * share)
    cleared[:, bare] = np.maximum(cleared[:, bare], paper)
    strip[rows[begin : end + 1], columns[None, :]] = cleared[begin : end + 1].astype(np.uint8)


def _within(values: Floats, middle: int, least: float) -> tuple[int, int]:
    """The first and last position around the middle that have at least so much."""
    first = last = middle
    while first > 0 and values[first - 1] >= least:
        first -= 1
    while last < len(values) - 1 and values[last + 1] >= least:
        last += 1
    return first, last


def _path(strip: Bytes, middle: int, scale: float) -> NDArray[np.int64]:
    """The row of the rule in each column of the strip."""
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
    path: NDArray[np.int64] = np.rint(np.interp(at, np.arange(n), rows)).astype(np.int64)
    return path
