"""Where text stands in a leaf: boxes around lines, by a model that gives each pixel's probability of text."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.models import session
from extractors.ocr.picture import Leaf

LOOKED_AT_DPI = 110
"""The model needs no more pixels than these to see a line of 7 points or more."""
SIDE = 32
"""Its input is a multiple of so many pixels wide and high."""
TEXT, LINE = 0.2, 0.4
"""A pixel this probable is text, a region this probable on average is a line; as the model was trained."""
UNCLIP = 1.4
"""The model's regions are shrunk: a line is larger by area x this / perimeter on each side; as trained."""
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""What pixels are normalised by, as trained."""
SMALLEST = 2.0
"""A region less high or wide (points) is a speck."""


def find_lines(leaf: Leaf) -> NDArray[np.float64]:
    """Boxes around the lines of text of a leaf, in points, shape (n, 4), from top to bottom."""
    shrink = min(LOOKED_AT_DPI / leaf.dpi, 1.0)
    height, width = (max(SIDE, round(side * shrink / SIDE) * SIDE) for side in leaf.grey.shape)
    small = cv2.resize(leaf.grey, (width, height), interpolation=cv2.INTER_AREA)
    grey = small.astype(np.float32) / 255
    planes = [(grey - mean) / deviation for mean, deviation in zip(MEAN, DEVIATION, strict=True)]
    probable = session("detect").run(None, {"x": np.stack(planes)[None]})[0][0, 0]
    across, down = leaf.grey.shape[1] / width / leaf.scale, leaf.grey.shape[0] / height / leaf.scale
    found = _regions(probable)
    found[:, 0::2] *= across
    found[:, 1::2] *= down
    large = (found[:, 2] - found[:, 0] >= SMALLEST) & (found[:, 3] - found[:, 1] >= SMALLEST)
    return found[large][np.argsort(found[large, 1], kind="stable")]


def _regions(probable: NDArray[np.float32]) -> NDArray[np.float64]:
    """Boxes in pixels around the regions of a map of probabilities."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        (probable > TEXT).astype(np.uint8), connectivity=8
    )
    sums = np.bincount(labels.ravel(), weights=probable.ravel(), minlength=count)
    left, top, width, height, area = stats[1:].T.astype(np.float64)
    likely = sums[1:] / area >= LINE
    grown = area * UNCLIP / (2 * (width + height))
    x1, y1 = (
        np.minimum(left + width + grown, probable.shape[1]),
        np.minimum(top + height + grown, probable.shape[0]),
    )
    boxes: NDArray[np.float64] = np.column_stack(
        (np.maximum(left - grown, 0), np.maximum(top - grown, 0), x1, y1)
    )
    kept: NDArray[np.float64] = boxes[likely]
    return kept
