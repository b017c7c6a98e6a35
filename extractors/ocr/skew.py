"""By how much a page lies askew: the angle at which its lines of print and its rules are sharpest."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

LARGEST = 8.0
"""Degrees that a sheet lies askew at the most: nobody feeds it more so."""
COARSE, FINE = 0.2, 0.02
"""Degrees between the angles that are tried, first everywhere and then about the best of them."""
BEST = 3
"""So many of the first are looked at again."""
FEW, MANY = 12_000, 60_000
"""So many dark pixels are looked at, first and then."""
DARKER = 40
"""Grey levels that a pixel of a stroke is darker than what is around it."""
STROKE = 5
"""Pixels (of a tenth of a millimetre or two) that a stroke is thinner than."""


def skew_of(small: NDArray[np.uint8]) -> float:
    """The angle in degrees, clockwise as one looks at it, by which the page is turned; 0 where it shows none.

    `small` is grey, with one or two pixels for each point.
    """
    strokes = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((STROKE, STROKE), np.uint8))
    ys, xs = np.nonzero(strokes > DARKER)
    if len(ys) < 50:
        return 0.0
    # pixels stand in rows: without chance they would fall on lines best where nothing is turned
    chance = np.random.default_rng(0).uniform(-0.5, 0.5, (2, len(ys)))
    y, x = ys - small.shape[0] / 2 + chance[0], xs - small.shape[1] / 2 + chance[1]
    some = slice(None, None, max(1, len(ys) // FEW))
    angles = np.arange(-LARGEST, LARGEST + COARSE / 2, COARSE)
    coarse = _sharpness(y[some], x[some], angles, 3.0)
    near = np.concatenate(
        [angle + np.arange(-COARSE, COARSE + 0.025, 0.05) for angle in angles[np.argsort(coarse)[-BEST:]]]
    )
    near = np.unique(near.round(3))
    best = near[_sharpness(y[some], x[some], near, 1.5).argmax()]
    some = slice(None, None, max(1, len(ys) // MANY))
    for span, step in ((0.06, FINE),):
        angles = best + np.arange(-span, span + step / 2, step)
        sharp = _sharpness(y[some], x[some], angles, 1.0)
        best = angles[sharp.argmax()]
    return float(best)


def _sharpness(
    y: NDArray[np.float64], x: NDArray[np.float64], angles: NDArray[np.float64], bin_size: float
) -> NDArray[np.float64]:
    """How unevenly the points fall on lines at each angle, and across them."""
    out = np.zeros(len(angles))
    for k, angle in enumerate(np.radians(angles)):
        sine, cosine = np.sin(angle), np.cos(angle)
        for across in (y * cosine - x * sine, x * cosine + y * sine):
            counts = np.bincount(((across - across.min()) / bin_size).astype(np.int64)).astype(np.float64)
            out[k] += np.square(counts).sum()
    return out
