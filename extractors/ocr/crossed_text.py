"""Rows of characters that look like a rule: their strokes stand in one line, and more of them beside it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.darkness import INKED, paper_and_darkness

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float64]

LONG = 260.0
"""A rule longer than this (points) is one whatever stands beside it."""
NEAR, FAR = 1.3, 3.2
"""Points above and below a rule between which text is looked for: that of a cell stands further away."""
PART = 0.45
"""A row of characters has ink in this part of its length, above and below any line through it."""


def off_text(grey: Bytes, rules: Floats, scale: float) -> Floats:
    """The horizontal rules (n, 3) of a page without those that go through a row of characters."""
    if not len(rules):
        return rules
    ink = paper_and_darkness(grey, scale)[1] > INKED
    kept = [not _is_text(ink, rule, scale) for rule in rules.tolist()]
    left: Floats = rules[np.asarray(kept, dtype=bool)]
    return left


def _is_text(ink: NDArray[np.bool_], rule: list[float], scale: float) -> bool:
    position, low, high = rule
    if high - low > LONG:
        return False
    first, last = max(round((low + FAR) * scale), 0), min(round((high - FAR) * scale), ink.shape[1])
    if last - first < FAR * scale:
        return False
    middle = position * scale - 0.5
    near, far = NEAR * scale, FAR * scale
    above = ink[max(round(middle - far), 0) : max(round(middle - near), 0), first:last]
    below = ink[round(middle + near) : round(middle + far), first:last]
    return all(len(side) and float(side.any(axis=0).mean()) >= PART for side in (above, below))
