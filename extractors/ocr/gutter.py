"""Two pages on one sheet: where the gutter between them lies, if there is one.

A broad table is no pair of pages: a rule that crosses the middle forbids the cut, and each half must be a
text of its own, with full lines or with rules that begin and end in it.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

BROAD = 1.2
"""A sheet with two pages is so many times as broad as high, at the least."""
MIDDLE = (0.42, 0.58)
"""Where a gutter lies, in parts of the breadth."""
BLANK = 24
"""Points without print at the gutter: two inner margins."""
INK = 60
"""Grey levels below paper that print has."""
CROSSING = 60
"""Points of a rule on either side of the middle together."""
FULL = 0.3
"""A line of text runs on over this part of a half."""
LINES = 4
"""So many of them are a text."""
WORD = 14
"""Points between words of one line at the most."""


def gutter_of(small: Bytes) -> float | None:
    """Where two pages meet, in points from the left; null on a sheet that is one page. `small` is grey and
    evenly lit, one pixel for each point."""
    height, width = small.shape
    if width < BROAD * height:
        return None
    ink = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((9, 9), np.uint8)) > INK
    ink[:, : width // 50] = ink[:, -(width // 50) :] = False
    rules = cv2.morphologyEx(
        cv2.dilate(ink.astype(np.uint8), np.ones((2, 3), np.uint8)),
        cv2.MORPH_OPEN,
        np.ones((1, CROSSING), np.uint8),
    )
    low, high = (round(share * width) for share in MIDDLE)
    middle = rules[:, low:high]
    if (middle.sum(axis=1) >= 0.9 * (high - low)).any():
        return None
    # specks of dust are no print: a column is blank when next to nothing stands in it
    empty = cv2.blur(ink.sum(axis=0).astype(np.float32)[None], (3, 1))[0] <= 0.002 * height
    best, run = (0, 0), 0
    for column in range(low, high):
        run = run + 1 if empty[column] else 0
        if run > best[0]:
            best = (run, column)
    if best[0] < BLANK:
        return None
    cut = best[1] - best[0] / 2
    halves = (ink[:, : int(cut)], ink[:, int(cut) :])
    return float(cut) if all(_is_text(half) for half in halves) else None


def _is_text(half: NDArray[np.bool_]) -> bool:
    """Does the half have lines that run on for long?"""
    joined = cv2.morphologyEx(half.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, WORD), np.uint8))
    long = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, int(FULL * half.shape[1])), np.uint8))
    rows = np.asarray(long, dtype=np.uint8).max(axis=1) > 0
    n_lines = int((rows[1:] & ~rows[:-1]).sum())
    return n_lines >= LINES
