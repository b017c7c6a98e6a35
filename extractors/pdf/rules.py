"""The drawn rules of a page: every straight horizontal or vertical stroke, however it was drawn.

Rules come as strokes, as thin filled rectangles, as the borders of cell rectangles, as many strokes in one
path object, and inside form XObjects (the Shenzhen files keep all of theirs there).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.pdf import native, walk
from extractors.pdf.frame import Frame
from extractors.pdf.painted import painted_with, unseen

MAX_SLANT = 1.0
"""How far the ends of a straight rule may differ across its direction, in points."""
MIN_RULE_LENGTH = 2.0
"""A shorter stroke (points) is a dot, a corner or a dash."""
ON_EDGE = 1.0
"""A rule this many points outside of the page is still its edge."""

_straight_rules = native.function(
    "straight_rules", None, native.LONG, native.POINTER, native.INT, *[native.POINTER] * 2, native.INT,
    *[native.POINTER] * 4,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rules:
    """Horizontal and vertical rules as displayed; each row is (position, low end, high end) in points."""

    horizontal: NDArray[np.float64]
    vertical: NDArray[np.float64]
    n_images: int
    n_drawn: int
    """Objects of the page and points of its paths that were looked at."""
    truncated: bool
    """True when the page has more of them than are looked at."""
    hidden_horizontal: NDArray[np.bool_]
    """Which of the rules nobody sees, shape (n,)."""
    hidden_vertical: NDArray[np.bool_]
    object_horizontal: NDArray[np.int64]
    """The address of the path object of each rule, while the page is open; 0 in a form."""
    object_vertical: NDArray[np.int64]
    unmeasured: frozenset[bytes]
    """Names of fonts that are not embedded and of which PDFium left a string without width out of
    its text: a blank, or what it has no glyph for."""


def read_rules(page: int, frame: Frame) -> Rules:
    """All rules of the page at this handle address, as they lie in the frame."""
    drawn = walk.WALK.read_drawn(page)
    hidden = unseen(drawn.strokes, drawn.owners, painted_with(drawn.paint))
    marks = np.column_stack((hidden, drawn.addresses[drawn.owners])).astype(np.float64)
    horizontal, vertical = straight_rules(drawn.strokes, marks, frame)
    return Rules(
        horizontal[:, :3],
        vertical[:, :3],
        drawn.n_images,
        drawn.n_looked_at,
        drawn.truncated,
        horizontal[:, 3] > 0,
        vertical[:, 3] > 0,
        horizontal[:, 4].astype(np.int64),
        vertical[:, 4].astype(np.int64),
        drawn.unmeasured,
    )


def straight_rules(
    ends: NDArray[np.float64], marks: NDArray[np.float64], frame: Frame
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The horizontal and the vertical rules among n segments of the content: position, low and high end, and
    their `marks`, shape (n, any number)."""
    if native.LIBRARY is not None:
        return _straight_in_c(ends, marks, frame)
    x0, y0 = frame.display(ends[:, 0], ends[:, 1])
    x1, y1 = frame.display(ends[:, 2], ends[:, 3])
    across, down = np.abs(x1 - x0), np.abs(y1 - y0)
    flat = (down <= MAX_SLANT) & (across >= MIN_RULE_LENGTH)
    steep = (across <= MAX_SLANT) & (down >= MIN_RULE_LENGTH) & ~flat
    width, height = frame.size
    horizontal = np.column_stack(((y0 + y1) / 2, np.minimum(x0, x1), np.maximum(x0, x1), marks))[flat]
    vertical = np.column_stack(((x0 + x1) / 2, np.minimum(y0, y1), np.maximum(y0, y1), marks))[steep]
    return _visible(horizontal, height, width), _visible(vertical, width, height)


def _straight_in_c(
    ends: NDArray[np.float64], marks: NDArray[np.float64], frame: Frame
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    n, n_marks = marks.shape
    ends, marks, sides = np.ascontiguousarray(ends), np.ascontiguousarray(marks), frame.sides
    limits, counts = np.asarray((MAX_SLANT, MIN_RULE_LENGTH, ON_EDGE)), np.empty(2, dtype=np.int64)
    horizontal, vertical = np.empty((n, 3 + n_marks)), np.empty((n, 3 + n_marks))
    _straight_rules(
        n, ends.ctypes.data, n_marks, marks.ctypes.data, sides.ctypes.data, frame.rotation,
        limits.ctypes.data, horizontal.ctypes.data, vertical.ctypes.data, counts.ctypes.data,
    )  # fmt: skip
    n_horizontal, n_vertical = counts.tolist()
    return horizontal[:n_horizontal], vertical[:n_vertical]


def _visible(rules: NDArray[np.float64], across: float, along: float) -> NDArray[np.float64]:
    """The parts inside the page; what lies wholly outside of it is not displayed."""
    position, low, high = rules.T[:3]
    inside: NDArray[np.bool_] = (
        (position >= -ON_EDGE) & (position <= across + ON_EDGE) & (high >= 0) & (low <= along)
    )
    return rules[inside]
