"""Which way the text of a page stands: upright as displayed, or turned by quarters.

A wide table is often turned on an upright page instead of the page itself. Read as it is displayed, its rows
are columns from right to left.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from extractors.pdf import walk
from extractors.pdf.frame import Frame
from extractors.pdf.glyphs import Glyphs

LEAST_TURNED = 8
"""Fewer turned glyphs are a mark in the margin, and no content."""
STRAIGHT = 0.2
"""From one glyph of a line to the next, the baseline moves by less than this part of the step."""
NEAR = 2.5
"""The next glyph of a line is at most so many glyph heights away."""
LOOKED_AT = 48
"""So many of the places that may be turned are asked for their angle before the page passes for upright."""
OFF_QUARTER = 0.05
"""Text within this part of a quarter turn stands in the direction of the quarter."""


@dataclass(frozen=True, slots=True)
class Directions:
    """How the glyphs of a page stand."""

    quarters: Mapping[int, int]
    """By number in the text page, the quarter turns clockwise that make a glyph upright; 0 if it is."""
    order: tuple[int, ...]
    """The directions of the page, that of most glyphs first."""


def directions_of(text_page: int, glyphs: Glyphs, frame: Frame) -> Directions | None:
    """The directions in which the glyphs of the text page at this address stand; null where all are upright.

    Asking for the angle of a glyph costs a call: only where steps between glyphs go down, up or backwards
    are some asked, and all only where one of these is turned.
    """
    suspects = _may_be_turned(glyphs)
    step = max(1, len(suspects) // LOOKED_AT)
    if not any(_quarters(text_page, [glyphs.source[g] for g in suspects[::step]], frame)):
        return None
    quarters = dict(zip(glyphs.source, _quarters(text_page, glyphs.source, frame), strict=True))
    solid = Counter(
        quarters[s] for s, char in zip(glyphs.source, glyphs.chars, strict=True) if not char.isspace()
    )
    if sum(count for turn, count in solid.items() if turn) < LEAST_TURNED:
        return None
    order = tuple(turn for turn, _ in sorted(solid.items(), key=lambda item: (-item[1], item[0])))
    return Directions(quarters, order)


def _may_be_turned(glyphs: Glyphs) -> list[int]:
    """Glyphs from which the next one is not reached along the line."""
    if len(glyphs) < LEAST_TURNED:
        return []
    dx, dy = np.diff(glyphs.middle_x), np.abs(np.diff(glyphs.middle_y))
    odd = np.flatnonzero((dx < 0) | (dy > dx))
    dx, dy, boxes = dx[odd], dy[odd], glyphs.boxes[odd]
    size = NEAR * np.maximum(boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0])
    across = (np.abs(dx) <= STRAIGHT * dy) & (dy <= size)
    backwards = (dx < 0) & (dx >= -size) & (dy <= STRAIGHT * -dx)
    suspects: list[int] = odd[across | backwards].tolist()
    return suspects


def _quarters(text_page: int, numbers: list[int], frame: Frame) -> list[int]:
    """The quarter turns that make each glyph upright; 0 also for what stands aslant."""
    angles = walk.WALK.angles(text_page, np.asarray(numbers, dtype=np.int64))
    turns = angles / (math.pi / 2) + frame.rotation
    whole = np.rint(turns)
    quarters: list[int] = np.where(np.abs(turns - whole) <= OFF_QUARTER, -whole % 4, 0).astype(int).tolist()
    return quarters
