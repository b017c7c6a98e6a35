"""What is drawn on a page: the strokes of its paths, and what each path is painted with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.frame import FloatArray

MAX_RULE_THICKNESS = 3.0
"""A filled rectangle thinner than this (points) is a rule, a thicker one is shading."""
RECTANGLE_SEGMENTS = 5
"""A filled path of so few segments is one rectangle (or draws nothing)."""
MAX_OBJECTS = 200_000
"""So many objects and path points of a page are looked at: a drawing of more is no table."""
MAX_FORM_DEPTH = 8
"""Forms in forms are followed so far; a form may hold itself."""
MAX_FONT_NAME = 128
"""Bytes; a longer name of a font is cut off."""
NO_WIDTH = 0.01
"""PDFium leaves a string that is narrower than this (points) out of its text."""
PAINT_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Drawn:
    """m strokes of n path objects, in content coordinates."""

    strokes: FloatArray
    """The ends of each: x0, y0, x1, y1; shape (m, 4)."""
    owners: NDArray[np.int64]
    """The number of each stroke's object, shape (m,)."""
    paint: FloatArray
    """Box (left, bottom, right, top), red, green, blue, alpha, order (the later painted, the greater), is it
    filled and too thick for a rule (0, 1); shape (n, 10)."""
    addresses: NDArray[np.int64]
    """The address of each object while the page is open, 0 in a form; shape (n,)."""
    n_images: int
    n_looked_at: int
    """Objects of the page and points of its paths."""
    truncated: bool
    """True when the page has more of them than `MAX_OBJECTS`."""
    unmeasured: frozenset[bytes]
    """Names of fonts that are not embedded and of which PDFium left a string without width out of
    its text: a blank, or what it has no glyph for."""
