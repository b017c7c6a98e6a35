"""A sheet as a scanner or a camera sees it, and where what was printed on it lies now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]
Points = NDArray[np.float64]
"""Shape (n, 2): x and y in points, origin top-left."""
Pixels = NDArray[np.uint8]
"""Shape (height, width, 3), RGB, or (height, width)."""
POINTS_PER_INCH = 72.0
_ALONG = np.linspace(0.0, 1.0, 9)
_SETTLED = 30
"""Rounds after which the inverse of a lens is found to a hundredth of a pixel; a dozen are enough."""


@dataclass(frozen=True, slots=True)
class Lens:
    """A barrel distortion about a centre: what lies at radius r (as part of `radius`) is seen k r² nearer."""

    centre: tuple[float, float]
    radius: float
    k: float

    def undone(self, seen: Points) -> Points:
        """Where the points seen lie without the lens."""
        off = (seen - np.asarray(self.centre)) / self.radius
        found: Points = np.asarray(self.centre) + (
            off * (1 + self.k * (off**2).sum(axis=1, keepdims=True)) * self.radius
        )
        return found

    def seen(self, points: Points) -> Points:
        """Where the points are seen through the lens."""
        found = points.copy()
        for _ in range(_SETTLED):
            found += points - self.undone(found)
        return found


@dataclass(frozen=True, slots=True)
class Warp:
    """Where points of a digital page lie on the page of the scan."""

    steps: tuple[NDArray[np.float64] | Lens, ...] = ()
    """One after the other: matrices of shape (3, 3) on homogeneous points, and lenses."""

    def then(self, step: NDArray[np.float64] | Lens) -> Warp:
        """This one, and a step after it."""
        return Warp((*self.steps, step))

    def points(self, points: Points) -> Points:
        """Where the points lie.

        >>> Warp((np.array([[1.0, 0, 5], [0, 1, 7], [0, 0, 1]]),)).points(np.array([[1.0, 2.0]])).tolist()
        [[6.0, 9.0]]
        """
        for step in self.steps:
            if isinstance(step, Lens):
                points = step.seen(points)
            else:
                lifted = np.column_stack((points, np.ones(len(points)))) @ step.T
                points = lifted[:, :2] / lifted[:, 2:]
        return points

    def sides(self, box: Box) -> Points:
        """How far each side of a box reaches on the scan: left, top, right, bottom, each as (low, high).

        A side that is no longer straight or upright reaches from somewhere to somewhere; a box turned by a
        quarter has another side on the left.
        """
        x0, top, x1, bottom = box
        xs, ys = x0 + (x1 - x0) * _ALONG, top + (bottom - top) * _ALONG
        lines = [np.column_stack((np.full(len(ys), x), ys)) for x in (x0, x1)]
        lines += [np.column_stack((xs, np.full(len(xs), y))) for y in (top, bottom)]
        drawn = [self.points(line) for line in lines]
        by_x = sorted(drawn, key=lambda line: float(line[:, 0].mean()))
        by_y = sorted(drawn, key=lambda line: float(line[:, 1].mean()))
        ordered = (by_x[0][:, 0], by_y[0][:, 1], by_x[-1][:, 0], by_y[-1][:, 1])
        return np.array([(side.min(), side.max()) for side in ordered])

    def box(self, box: Box) -> Box:
        """The box around what was in a box."""
        sides = self.sides(box)
        return (float(sides[0, 0]), float(sides[1, 0]), float(sides[2, 1]), float(sides[3, 1]))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a scan."""

    pixels: Pixels
    dpi: tuple[float, float]
    """Across and down; they differ on a fax."""
    warps: Mapping[int, Warp] = field(default_factory=dict)
    """By digital page, 1-based: where it lies on this one."""
    quality: int | None = None
    """Of the JPEG that it is kept as; null where nothing is lost."""
    bilevel: bool = False
    """Black and white only."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        height, width = self.pixels.shape[:2]
        return width / self.dpi[0] * POINTS_PER_INCH, height / self.dpi[1] * POINTS_PER_INCH

    def pixels_of(self, points: float) -> float:
        """How many pixels so many points are, across."""
        return points * self.dpi[0] / POINTS_PER_INCH

    def drawn(self, pixels: NDArray[np.generic]) -> Sheet:
        """The same sheet with other pixels in the same places."""
        return replace(self, pixels=np.clip(pixels, 0, 255).astype(np.uint8))

    def moved(self, pixels: Pixels, *steps: NDArray[np.float64] | Lens) -> Sheet:
        """With pixels that were moved, and the steps, in points, that say where to."""
        warps = dict(self.warps)
        for number, warp in warps.items():
            for step in steps:
                warp = warp.then(step)  # noqa: PLW2901
            warps[number] = warp
        return replace(self, pixels=pixels, warps=warps)


def by_matrix(sheet: Sheet, matrix: NDArray[np.float64], width: int, height: int, paper: int = 255) -> Sheet:
    """The sheet drawn through a matrix that takes its pixels to those of a picture of this size."""
    pixels = cv2.warpPerspective(
        sheet.pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(paper, paper, paper)
    )
    scale = np.diag((sheet.dpi[0] / POINTS_PER_INCH, sheet.dpi[1] / POINTS_PER_INCH, 1.0))
    return sheet.moved(np.asarray(pixels, dtype=np.uint8), np.linalg.inv(scale) @ matrix @ scale)
