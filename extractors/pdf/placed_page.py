"""A page of characters and rules whose places another format gives: read as a page of print is.

OFD and web pages with a fixed layout say where each character and each rule lies, as a PDF does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.document import Box
from extractors.pdf.frame import Frame
from extractors.pdf.glyphs import make_glyphs, no_glyphs, plain_character
from extractors.pdf.lattice import find_lattices
from extractors.pdf.page import PageContent, page_of_glyphs

MAX_SLANT = 1.0
"""How far the ends of a straight rule may differ across its direction, in points."""
MIN_RULE_LENGTH = 2.0
"""A shorter stroke (points) is a dot, a corner or a dash."""
THICKEST = 3.0
"""A filled box up to so thick, in points, is a rule."""
ASCENT, DESCENT = 0.88, 0.12
"""Parts of the size of a font above and below the baseline, as in Chinese fonts."""


class PageInk:
    """What is on one page, while it is gathered; coordinates in points as displayed, from its upper left."""

    def __init__(self, number: int, width: float, height: float) -> None:
        """`number` is 1-based."""
        self.number, self.width, self.height = number, width, height
        self.sources: list[int] = []
        """Of each character that `content` keeps, which `source` it was added with."""
        self.n_images = 0
        self.n_turned = 0
        """Characters that do not stand upright."""
        self.n_outside = 0
        """Characters that lie beside the page, which nobody sees."""
        self._chars: list[str] = []
        self._boxes: list[Box] = []
        self._baselines: list[float] = []
        self._horizontal: list[tuple[float, float, float]] = []
        self._vertical: list[tuple[float, float, float]] = []
        self._uprights: list[tuple[float, float, float]] = []
        """`_vertical` by place, when it was last asked for."""

    @property
    def n_chars(self) -> int:
        """Characters so far."""
        return len(self._chars)

    def char(self, char: str, box: Box, baseline: float, source: int = -1) -> None:
        """Adds a character, if it is one that is printed; `source` says of what it is part."""
        plain = plain_character(ord(char))
        x0, top, x1, bottom = box
        if x1 < 0 or bottom < 0 or x0 > self.width or top > self.height:
            self.n_outside += not char.isspace()
        elif plain:
            self._chars.append(plain)
            self._boxes.append(box)
            self._baselines.append(baseline)
            self.sources.append(source)

    def stroke(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Adds a straight line; what is neither level nor upright is none of a table."""
        across, down = abs(x1 - x0), abs(y1 - y0)
        if down <= MAX_SLANT and across >= MIN_RULE_LENGTH:
            self._horizontal.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif across <= MAX_SLANT and down >= MIN_RULE_LENGTH:
            self._vertical.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def filled(self, box: Box) -> None:
        """Adds a filled box: a rule where it is thin, else nothing that parts cells."""
        x0, top, x1, bottom = box
        if bottom - top <= THICKEST:
            self.stroke(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
        elif x1 - x0 <= THICKEST:
            self.stroke((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)

    def framed(self, box: Box) -> None:
        """Adds the four sides of a box."""
        x0, top, x1, bottom = box
        for side in (
            (x0, top, x1, top),
            (x0, bottom, x1, bottom),
            (x0, top, x0, bottom),
            (x1, top, x1, bottom),
        ):
            self.stroke(*side)

    def next_rule(self, x: float, y: float) -> float | None:
        """Where the first upright rule to the right of a point passes it; null where none does."""
        if len(self._uprights) != len(self._vertical):
            self._uprights = sorted(self._vertical)
        for at in range(
            bisect_right(self._uprights, (x + MAX_SLANT, float("inf"), 0.0)), len(self._uprights)
        ):
            position, low, high = self._uprights[at]
            if low <= y <= high:
                return position
        return None

    def content(self) -> PageContent:
        """The page, read; glyphs keep the order in which they were added."""
        horizontal, vertical = (_inside(_rules(r), *s) for r, s in self._sides())
        glyphs = no_glyphs()
        if self._chars:
            boxes = np.asarray(self._boxes, dtype=np.float64)
            glyphs = make_glyphs(
                self._chars, np.asarray(self._baselines, dtype=np.float64), boxes, [-1] * len(self._chars)
            )
        lattices = find_lattices(horizontal, vertical)
        content = page_of_glyphs(
            self.number, Frame(0.0, 0.0, self.width, self.height, 0), glyphs, lattices, horizontal
        )
        page = replace(content.page, has_image=self.n_images > 0)
        return replace(content, page=page, n_rules=len(horizontal) + len(vertical))

    def _sides(self) -> Sequence[tuple[list[tuple[float, float, float]], tuple[float, float]]]:
        return (self._horizontal, (self.height, self.width)), (self._vertical, (self.width, self.height))


def _rules(rules: list[tuple[float, float, float]]) -> NDArray[np.float64]:
    return np.asarray(rules, dtype=np.float64).reshape(-1, 3)


def _inside(rules: NDArray[np.float64], across: float, along: float) -> NDArray[np.float64]:
    position, low, high = rules.T
    inside = (position >= -MAX_SLANT) & (position <= across + MAX_SLANT) & (high >= 0) & (low <= along)
    kept: NDArray[np.float64] = rules[inside]
    return kept
