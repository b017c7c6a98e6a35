"""Heads of columns that no rule separates: the text of one header cell, and the heads that it stands over."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.pdf.unruled.stretches import Stretch

LEVEL = 0.3
"""Heads whose middles differ by more than this many ems are not at one height."""
OFF_CENTRE = 1.0
"""A head over several columns is centred over them within this part of a column's width."""
ASCENT, DESCENT = 0.86, 0.14
"""How far a text reaches above and below its baseline, in ems: a font's box can be higher than its line."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The text of one header cell, and the heads below it. Each is itself only, whatever it is equal to."""

    glyphs: tuple[int, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    last: Stretch
    """Its last line."""
    text: str
    reach: Interval
    """What its column fills, where it heads one; else its own width."""
    is_leaf: bool = False
    """Whether it stands right over a column and over no other head."""
    below: tuple[Head, ...] = ()

    @property
    def middle(self) -> float:
        """Half way between its left and its right edge."""
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        """Half way between its top and its bottom, from the top of the page."""
        return (self.top + self.bottom) / 2

    @property
    def leaves(self) -> list[Head]:
        """The heads of single columns below it, left to right; itself where there are none."""
        return [leaf for head in self.below for leaf in head.leaves] if self.below else [self]

    @property
    def is_centred(self) -> bool:
        """Whether it and all heads below it stand in the middle of what they are over."""
        if not self.below:
            return True
        leaves = self.leaves
        left, right = min(h.reach[0] for h in leaves), max(h.reach[1] for h in leaves)
        off = abs(self.middle - (left + right) / 2)
        return off <= OFF_CENTRE * (right - left) / len(leaves) and all(h.is_centred for h in self.below)

    @property
    def depth(self) -> int:
        """How many levels of heads there are from this one down."""
        return 1 + max((h.depth for h in self.below), default=0)

    def overlaps(self, left: float, right: float) -> bool:
        """Whether its text stands above or below some of this width."""
        return self.x0 < right and self.x1 > left


def head_of(stretch: Stretch, size: float) -> Head:
    """A head of one line, set in this size."""
    top, bottom = stretch.baseline - ASCENT * size, stretch.baseline + DESCENT * size
    x0, x1 = stretch.x0, stretch.x1
    return Head(stretch.glyphs, x0, x1, top, bottom, size, stretch, stretch.text, (x0, x1))


def with_line(head: Head, stretch: Stretch, size: float) -> Head:
    """The head with one more line at its end, set in this size."""
    x0, x1 = min(head.x0, stretch.x0), max(head.x1, stretch.x1)
    return replace(
        head,
        glyphs=head.glyphs + stretch.glyphs,
        x0=x0,
        x1=x1,
        bottom=stretch.baseline + DESCENT * size,
        last=stretch,
        text=head.text + stretch.text,
        reach=(x0, x1),
    )
