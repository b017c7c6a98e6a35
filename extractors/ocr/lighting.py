"""Even light: the shadow of a fold, of a hand, of a lamp is divided out, so paper is white everywhere."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.sizes import pressed_to_points

Bytes = NDArray[np.uint8]

WHITE = 245
"""The grey that paper becomes."""
STROKES = 11
"""Points: strokes are thinner; what is dark over more is shade."""
DARKEST = 0.4
"""A shadow leaves this part of the light at the least; what is darker is printed so."""
EVEN = 0.04
"""Light that varies by less needs no dividing."""


def evenly_lit(grey: Bytes, scale: float) -> Bytes:
    """The picture with paper at `WHITE` wherever it is in shade. `scale`: pixels per point."""
    small, _ = pressed_to_points(grey, scale)
    light = light_of(small).astype(np.float32)
    paper = float(np.percentile(light, 90))
    light = np.clip(light, DARKEST * paper, None)
    low, high = float(light.min()), float(light.max())
    if high - low <= EVEN * high:
        return np.asarray(cv2.convertScaleAbs(grey, alpha=WHITE / max(high, 1)), dtype=np.uint8)
    gain = cv2.resize(light, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.clip(gain, 1, 255).astype(np.uint8), scale=WHITE), dtype=np.uint8)


def light_of(small: Bytes) -> Bytes:
    """The paper without what is printed on it; `small` is grey, one pixel for each point."""
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((STROKES, STROKES), np.uint8))
    return np.asarray(cv2.blur(cv2.medianBlur(closed, 5), (5, 5)), dtype=np.uint8)
