"""The sheet in a photograph: four corners on a darker ground."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float64]

LEAST_PART = 0.3
"""The part of the picture that the sheet fills at the least."""
DARKER = 0.8
"""The ground is not brighter than this part of the sheet."""
SOLID = 0.95
"""The part of its four-sided outline that the sheet fills."""
BRIGHT_GROUND = 0.15
"""The part of the ground that may be as bright as the sheet."""
OFF = 3.0
"""Points that a sheet's edge must lie inside of the picture's on one side at least."""


def corners_of(small: Bytes) -> Floats | None:
    """The corners of the sheet, shape (4, 2): x and y, from the upper left clockwise; null where the picture
    shows nothing but the sheet. `small` is grey, one pixel for each point."""
    height, width = small.shape
    smooth = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), 5)
    level, _ = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = (smooth > level).astype(np.uint8)
    inside, outside = smooth[bright > 0], smooth[bright == 0]
    if not len(outside) or np.median(outside) > DARKER * np.median(inside):
        return None
    bright = np.asarray(cv2.morphologyEx(bright, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8)), dtype=np.uint8)
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    outline = max(contours, key=cv2.contourArea)
    hull = cv2.convexHull(outline)
    if cv2.contourArea(outline) < LEAST_PART * height * width:
        return None
    corners = _four_sided(np.asarray(hull, dtype=np.int32))
    if corners is None or cv2.contourArea(outline) < SOLID * cv2.contourArea(corners.astype(np.float32)):
        return None
    corners = _fitted(corners, outline[:, 0].astype(np.float64))
    far = np.asarray((corners[:, 0], corners[:, 1], width - corners[:, 0], height - corners[:, 1]))
    if (far.min(axis=1) <= OFF).all():
        return None
    ground = np.ones_like(bright)
    cv2.fillConvexPoly(ground, np.rint(corners).astype(np.int32), 0)
    if bright[ground > 0].mean() > BRIGHT_GROUND:  # beyond the shadow of a fold the sheet goes on
        return None
    return corners


def _four_sided(hull: NDArray[np.int32]) -> Floats | None:
    length = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.05):
        outline = cv2.approxPolyDP(hull, share * length, True)[:, 0].astype(np.float64)
        if len(outline) == 4:
            first = int(outline.sum(axis=1).argmin())
            ordered = np.roll(outline, -first, axis=0)
            ahead, behind = ordered[1] - ordered[0], ordered[3] - ordered[0]
            if ahead[0] * behind[1] - ahead[1] * behind[0] < 0:
                ordered = ordered[[0, 3, 2, 1]]
            return ordered
        if len(outline) < 4:
            return None
    return None


def _fitted(corners: Floats, outline: Floats) -> Floats:
    """The corners where lines through the sides meet: the outline is rounded at its corners."""
    lines = []
    for k in range(4):
        start, end = corners[k], corners[(k + 1) % 4]
        along = (end - start) / max(float(np.linalg.norm(end - start)), 1.0)
        across = np.asarray((-along[1], along[0]))
        at = (outline - start) @ along / max(float(np.linalg.norm(end - start)), 1.0)
        off = (outline - start) @ across
        own = (at > 0.05) & (at < 0.95) & (np.abs(off) < 6)
        if own.sum() < 20:
            return corners
        for _ in range(2):
            slope, offset = np.polyfit(at[own], off[own], 1)
            own &= np.abs(off - (slope * at + offset)) < 1.5
            if own.sum() < 20:
                return corners
        lines.append((start + across * offset, end + across * (offset + slope)))
    fitted = []
    for k in range(4):
        (a, b), (c, d) = lines[k - 1], lines[k]
        matrix = np.column_stack((b - a, c - d))
        if abs(np.linalg.det(matrix)) < 1e-6:
            return corners
        fitted.append(a + (b - a) * np.linalg.solve(matrix, c - a)[0])
    return np.asarray(fitted)
