"""Which strokes of a page can be seen: what they are painted with, on what, and what is painted over them.

Office software draws grid lines in white, or clear, or under the background of a merged cell: they are rules
in the file and none on the page.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.pdf import native

PALE = 250
"""A colour whose least part (of 255) is this or more is white to the eye."""
OPAQUE = 255
INSIDE = 1.0
"""Points: a stroke so far inside the edges of a sheet that is painted over it is covered."""
ON_SHADE = 0.5
"""A white stroke is seen where at least this part of it lies on something darker."""
MAX_PAIRS = 4_000_000
"""More pairs of strokes and areas are not compared: such strokes are taken for seen."""

_covered_strokes = native.function(
    "covered_strokes", None, native.LONG, *[native.POINTER] * 3, native.LONG, *[native.POINTER] * 2,
    native.DOUBLE, native.POINTER,
)  # fmt: skip

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Painted:
    """n path objects in content coordinates, in any order."""

    boxes: Floats
    """Left, bottom, right, top: shape (n, 4)."""
    light: Floats
    """The least of red, green and blue, of 255: shape (n,)."""
    alpha: Floats
    """0 is clear, 255 opaque: shape (n,)."""
    order: Floats
    """The later painted, the greater: shape (n,)."""
    is_area: Flags
    """Filled, and too thick for a rule: shape (n,)."""


def painted_with(paint: Floats) -> Painted:
    """The columns of `Drawn.paint`."""
    light, is_area = paint[:, 4:7].min(axis=1, initial=OPAQUE), paint[:, 9] > 0
    return Painted(paint[:, :4], light, paint[:, 7], paint[:, 8], is_area)


def unseen(strokes: Floats, owner: NDArray[np.int64], painted: Painted) -> Flags:
    """Which strokes (x0, y0, x1, y1) nobody sees: shape (n,). `owner` is the object of each stroke."""
    hidden: Flags = (painted.alpha == 0)[owner]
    areas = np.flatnonzero(painted.is_area & (painted.alpha > 0))
    is_pale = painted.light >= PALE
    sheets = areas[painted.alpha[areas] >= OPAQUE]
    if not is_pale.any() and not len(sheets):
        return hidden
    order = painted.order[owner]
    low = np.minimum(strokes[:, :2], strokes[:, 2:])
    high = np.maximum(strokes[:, :2], strokes[:, 2:])
    pale = np.flatnonzero(~hidden & is_pale[owner])
    if len(pale):
        shades = areas[painted.light[areas] < PALE]
        on_shade = _share_on(low[pale], high[pale], order[pale], painted, shades)
        hidden[pale[on_shade < ON_SHADE]] = True
    if len(sheets):
        under = np.flatnonzero(~hidden & (order < painted.order[sheets].max()))
        hidden[under[_is_covered(low[under], high[under], order[under], painted, sheets)]] = True
    return hidden


def _share_on(low: Floats, high: Floats, order: Floats, painted: Painted, areas: NDArray[np.intp]) -> Floats:
    """The part of each stroke that lies on areas painted before it (overlapping areas count twice)."""
    if not len(areas) or len(low) * len(areas) > MAX_PAIRS:
        return np.full(len(low), 1.0 if len(areas) else 0.0)
    boxes = painted.boxes[areas]
    near = np.minimum(high[:, None], boxes[None, :, 2:]) - np.maximum(low[:, None], boxes[None, :, :2])
    before = (painted.order[areas][None, :] < order[:, None]) & (near.min(axis=2) >= -INSIDE)
    along = np.maximum(near.max(axis=2), 0) * before
    length = np.maximum((high - low).max(axis=1), INSIDE)
    share: Floats = along.sum(axis=1) / length
    return share


def _is_covered(low: Floats, high: Floats, order: Floats, painted: Painted, areas: NDArray[np.intp]) -> Flags:
    """Which strokes lie wholly under an area that is painted after them."""
    if len(low) * len(areas) > MAX_PAIRS:
        return np.zeros(len(low), dtype=bool)
    boxes = painted.boxes[areas]
    if native.LIBRARY is not None:
        return _covered_in_c(low, high, order, boxes, painted.order[areas])
    within = (low[:, None] >= boxes[None, :, :2] - INSIDE).all(axis=2)
    within &= (high[:, None] <= boxes[None, :, 2:] + INSIDE).all(axis=2)
    # a rule on the edge of an area stands out of it by half of its width
    middle = (low + high) / 2
    thin = (high - low).argmin(axis=1)
    place = middle[np.arange(len(low)), thin]
    inner = (place[:, None] > boxes[:, :2][:, thin].T + INSIDE) & (
        place[:, None] < boxes[:, 2:][:, thin].T - INSIDE
    )
    covered: Flags = (within & inner & (painted.order[areas][None, :] > order[:, None])).any(axis=1)
    return covered


def _covered_in_c(low: Floats, high: Floats, order: Floats, boxes: Floats, painted: Floats) -> Flags:
    low, high, order = (np.ascontiguousarray(array) for array in (low, high, order))
    boxes, painted = np.ascontiguousarray(boxes), np.ascontiguousarray(painted)
    covered: Flags = np.empty(len(low), dtype=bool)
    _covered_strokes(
        len(low), low.ctypes.data, high.ctypes.data, order.ctypes.data, len(boxes), boxes.ctypes.data,
        painted.ctypes.data, INSIDE, covered.ctypes.data,
    )  # fmt: skip
    return covered
