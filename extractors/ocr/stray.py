"""What is dark on a page and no print: shadows along its edges, the ground beside it, punch holes."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.document import Box
from extractors.ocr.lighting import WHITE
from extractors.ocr.sizes import pressed_to_points

Bytes = NDArray[np.uint8]

DARK = 150
"""The grey of an evenly lit page that is darker than paper."""
STROKE = 9
"""Points: no stroke of print is so thick."""
MARGIN = 60
"""Points from the edge within which a hole is punched."""
HOLE = (12, 26)
"""Points across a punch hole (5.5 mm and 6 mm with a torn edge)."""


def without_stray(grey: Bytes, scale: float) -> tuple[Bytes, tuple[Box, ...]]:
    """The page with such places white, and their boxes in points. `scale`: pixels per point."""
    small, _ = pressed_to_points(grey, scale)
    dark = (small < DARK).astype(np.uint8)
    thick = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((STROKE, STROKE), np.uint8))
    if not thick.any():
        return grey, ()
    height, width = small.shape
    n, labels, stats, _ = cv2.connectedComponentsWithStats(thick, connectivity=8)
    boxes: list[Box] = []
    mask = np.zeros(small.shape, dtype=np.uint8)
    for k in range(1, n):
        x, y, w, h, area = stats[k].tolist()
        to_edge = min(x, y, width - x - w, height - y - h)
        at_edge = to_edge <= 1
        hole = to_edge <= MARGIN and HOLE[0] <= min(w, h) and max(w, h) <= HOLE[1] and area >= 0.65 * w * h
        if at_edge or hole:
            mask[labels == k] = 1
            boxes.append((float(x), float(y), float(x + w), float(y + h)))
    if not boxes:
        return grey, ()
    grown = cv2.dilate(mask, np.ones((7, 7), np.uint8))
    whole = cv2.resize(grown, grey.shape[::-1], interpolation=cv2.INTER_NEAREST)
    cleaned = grey.copy()
    cleaned[whole > 0] = WHITE
    return cleaned, tuple(boxes)
