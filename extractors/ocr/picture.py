"""Pictures of pages, and what is recognised in them.

Pixels are arrays of shape (height, width, 3), uint8, RGB, or (height, width) where colour is gone. Everything
that is found is given in points, like print: a `Picture` knows how many pixels make one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.document import Box

POINTS_PER_INCH = 72.0


@dataclass(frozen=True, slots=True)
class Picture:
    """What a page looks like."""

    pixels: NDArray[np.uint8]
    """Shape (height, width, 3), RGB."""
    dpi: float
    """Pixels per inch."""

    @property
    def scale(self) -> float:
        """Pixels per point."""
        return self.dpi / POINTS_PER_INCH

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        height, width = self.pixels.shape[:2]
        return width / self.scale, height / self.scale


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page in a picture, made upright and straight. A picture has none (a blank back), one, or two."""

    grey: NDArray[np.uint8]
    """Its pixels, shape (height, width), paper light, seals and stains of colour taken out."""
    dpi: float
    matrix: NDArray[np.float64]
    """Shape (3, 3): from points of the leaf, as homogeneous columns, to points of the picture."""
    quarters: int = 0
    """Quarter turns clockwise that made it upright."""
    seals: tuple[Box, ...] = ()
    """Where seals were taken out, in points of the leaf."""
    seal_pixels: NDArray[np.uint8] | None = None
    """What was taken out, dark on white, same shape as `grey`; null where nothing was."""
    stray: tuple[Box, ...] = ()
    """Shadows, punch holes, handwriting: what no character is read in, in points of the leaf."""

    @property
    def scale(self) -> float:
        """Pixels per point."""
        return self.dpi / POINTS_PER_INCH

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        height, width = self.grey.shape
        return width / self.scale, height / self.scale


@dataclass(frozen=True, slots=True)
class RasterRules:
    """Straight lines drawn in a leaf, as rules: rows of (position, low end, high end) in points."""

    horizontal: NDArray[np.float64]
    """Shape (n, 3)."""
    vertical: NDArray[np.float64]
    """Shape (n, 3)."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """n characters read in a leaf, line by line; coordinates in points of the leaf."""

    chars: list[str]
    """One character each."""
    boxes: NDArray[np.float64]
    """Shape (n, 4): x0, top, x1, bottom; as wide as the character's advance, as high as its line."""
    baseline: NDArray[np.float64]
    """Shape (n,)."""
    confidence: NDArray[np.float32]
    """The model's probability of each character, 0 to 1, shape (n,)."""
    line: NDArray[np.int32]
    """The number of the line that each was read in, shape (n,)."""
