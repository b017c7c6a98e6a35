"""Seals and stamps: taken out of a picture by their colour, print under them kept, and kept apart.

What tells a stamp from coloured print is its outline: a closed ring (circle, oval) or frame (square) of one
hue, as large as stamps are, with what it says inside. A red headline or the red figures of a table have none.
A grey scan has no colours, and keeps its seals.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.sizes import pressed_to_points
from extractors.ocr.unmixing import unmixed

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]
PixelBox = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

COLOURED = 45
"""A pixel whose strongest and weakest channels differ by this much (of 255) has a colour."""
PALE = 30
"""Pixels that hang together with such have it, too, if they have this much of it."""
LEAST, MOST = 25.0, 215.0
"""Points: the smallest name chop (9 mm), and the widest seal (75 mm) that are looked for."""
SQUAREST, LONGEST = 1.0, 1.9
"""An oval is not longer than so many times its width: invoice stamps are 40 by 30 mm."""
OFF_OVAL = 0.12
"""By this part the area of what is inked differs from that of the oval, at the most."""
GAP = 3
"""Points that the ring of a seal may be interrupted, by print over it or by worn ink."""
WIDE_GAP = 8
"""The same where lines of print and rules go through a pale one."""
AROUND = 20
"""Points around what hangs together in which more of the ring may be."""
ROUND = 0.72
"""The part of a ring that must be inked."""
FRAMED = 0.75
"""The part of each side of a frame that must be inked."""
TILTED = 12.0
"""Degrees that a hand sets a stamp askew at the most."""
LOW, HIGH = 14.0, 60.0
"""Points: an oblong stamp has one line or two."""
FILLED = 0.6
"""A frame of which more is inked is an area of colour."""


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A picture without its seals."""

    grey: Bytes
    """Shape (height, width)."""
    seals: Bytes | None
    """What was taken out, dark on white; null where nothing was."""
    boxes: tuple[PixelBox, ...]


def without_seals(pixels: Bytes, scale: float) -> Unsealed:
    """The picture in grey, its seals taken out. `pixels`: (height, width, 3), RGB; `scale`: pixels per
    point."""
    grey: Bytes = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    small, step = pressed_to_points(pixels, scale)
    balanced = _balanced(small)
    chroma = balanced.max(axis=2) - balanced.min(axis=2)
    if not (chroma > COLOURED).any():
        return Unsealed(grey, None, ())
    boxes: list[PixelBox] = []
    seals: Bytes | None = None
    height, width = grey.shape
    for channel, coloured in _hues(balanced, chroma):
        for area, inside in _stamps(coloured):
            x, y, w, h = area
            left, top = int(x * step[0]), int(y * step[1])
            right, bottom = min(width, int((x + w) * step[0]) + 1), min(height, int((y + h) * step[1]) + 1)
            part = pixels[top:bottom, left:right]
            within = cv2.resize(inside.astype(np.uint8), (right - left, bottom - top)) > 0
            taken = _taken_out(part, grey[top:bottom, left:right], within, channel, scale)
            if taken is None:
                continue
            if seals is None:
                seals = np.full(grey.shape, 255, dtype=np.uint8)
            grey[top:bottom, left:right], own = taken
            seals[top:bottom, left:right] = np.minimum(seals[top:bottom, left:right], own)
            boxes.append((left, top, right, bottom))
    return Unsealed(grey, seals, tuple(boxes))


def _balanced(small: Bytes) -> NDArray[np.int16]:
    """The pixels as if the paper were white: under a lamp everything is yellow."""
    light = np.percentile(small.reshape(-1, 3)[::7], 90, axis=0)
    return np.clip(small * (245.0 / np.maximum(light, 60)), 0, 255).astype(np.int16)


def _hues(balanced: NDArray[np.int16], chroma: NDArray[np.int16]) -> list[tuple[tuple[int, ...], Flags]]:
    """The inks that stamps are of: the channels in which each is lightest, and where it is."""
    red, green, blue = (balanced[:, :, k] for k in range(3))
    found: list[tuple[tuple[int, ...], Flags]] = []
    for channels, lighter in (
        ((0,), red - np.maximum(green, blue)),
        ((0, 2), np.where(blue >= red, np.minimum(2 * (blue - green), chroma), 0)),
    ):
        off = np.minimum(lighter, chroma)
        strong, pale = off > COLOURED, (off > PALE).astype(np.uint8)
        n, labels = cv2.connectedComponents(pale, connectivity=8)
        inked = np.bincount(labels[strong], minlength=n) > 0
        inked[0] = False
        found.append((channels, np.asarray(inked[labels], dtype=bool)))
    return found


def _stamps(coloured: Flags) -> list[tuple[PixelBox, Flags]]:
    """Boxes (x, y, width, height) and insides of what has the outline of a stamp."""
    found: list[tuple[PixelBox, Flags]] = []
    left = coloured
    for gap in (GAP, WIDE_GAP):
        if not left.any():
            break
        found += _outlined(left, gap)
        left = left.copy()
        for (x, y, w, h), inside in found:
            left[y : y + h, x : x + w] &= ~inside
    return found


def _outlined(coloured: Flags, gap: int) -> list[tuple[PixelBox, Flags]]:
    """The same, of what hangs together over gaps of so many pixels."""
    mask = coloured.astype(np.uint8)
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((2 * gap + 1, 2 * gap + 1), np.uint8))
    n, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    found = []
    for k in range(1, n):
        x, y, w, h, area = stats[k].tolist()
        if not (LEAST <= max(w, h) <= 2 * MOST and min(w, h) >= LEAST / 2 and area >= LEAST):
            continue
        own = (labels[y : y + h, x : x + w] == k) & coloured[y : y + h, x : x + w]
        border = np.asarray((x <= 1, y <= 1, x + w >= mask.shape[1] - 1, y + h >= mask.shape[0] - 1))
        x0, y0 = max(x - AROUND, 0), max(y - AROUND, 0)
        room = coloured[y0 : y + h + AROUND, x0 : x + w + AROUND]
        alone = room & (labels[y0 : y + h + AROUND, x0 : x + w + AROUND] == k)
        if (ring := _ring(alone, border)) is not None:
            # pieces of it that do not hang together with the others tell better where it lies
            whole = None if border.any() else _ring(room, border)
            found.append(_cropped(ring if whole is None else whole, x0, y0))
        elif (inside := _frame(own, bool(border.any()))) is not None:
            found.append(((x, y, w, h), inside))
        elif min(w, h) > 2 * LEAST:
            found += [((x + a, y + b, *size), disk) for (a, b, *size), disk in _joined_rings(own)]
    return found


def _cropped(inside: Flags, left: int, top: int) -> tuple[PixelBox, Flags]:
    """The box of what is inside, and that; `inside` begins at this point."""
    x, y, w, h = cv2.boundingRect(inside.astype(np.uint8))
    return (x + left, y + top, w, h), inside[y : y + h, x : x + w]


def _ring(own: Flags, border: Flags) -> Flags | None:
    """The inside of the circle or oval that these pixels are drawn in; null where there is none. There is
    room around them where the sheet goes on, for a ring may do so beyond its pieces that hang together."""
    ys, xs = np.nonzero(own)
    hull = cv2.convexHull(np.column_stack((xs, ys)).astype(np.int32))[:, 0].astype(np.float32)
    h, w = own.shape
    # a seal across the edge of the sheet has only the part of its ring that is not on the edge
    cut = (
        (border[0] & (hull[:, 0] <= 1)) | (border[1] & (hull[:, 1] <= 1))
        | (border[2] & (hull[:, 0] >= w - 2)) | (border[3] & (hull[:, 1] >= h - 2))
    )  # fmt: skip
    if (~cut).sum() < 6:
        return None
    (cx, cy), (d0, d1), turned = cv2.fitEllipse(hull[~cut])
    short, long = sorted((d0, d1))
    if not (short >= LEAST and long <= MOST and SQUAREST <= long / max(short, 1) <= LONGEST):
        return None
    inside = np.zeros(own.shape, np.uint8)
    cv2.ellipse(inside, ((cx, cy), (d0 + 3, d1 + 3), turned), 1, -1)
    if (own & (inside == 0)).sum() > 0.03 * own.sum():
        return None
    whole = cv2.contourArea(hull) / (np.pi * short * long / 4)
    if not border.any() and not 1 - OFF_OVAL <= whole <= 1 + OFF_OVAL:
        return None
    return inside > 0 if _inked(own, ((cx, cy), (d0, d1), turned)) else None


def _inked(own: Flags, ellipse: tuple[tuple[float, float], tuple[float, float], float]) -> bool:
    """Is the ellipse (middle, diameters, degrees turned) drawn in these pixels, as far as they reach?"""
    (cx, cy), (d0, d1), turned = ellipse
    h, w = own.shape
    angles = np.arange(0, 2 * np.pi, np.pi / 60)
    turn = np.radians(turned)
    inked = np.zeros(len(angles), dtype=bool)
    seen = np.zeros(len(angles), dtype=bool)
    for share in np.arange(0.9, 1.03, 0.02):
        a, b = share * d0 / 2 * np.cos(angles), share * d1 / 2 * np.sin(angles)
        x = np.rint(cx + a * np.cos(turn) - b * np.sin(turn)).astype(int)
        y = np.rint(cy + a * np.sin(turn) + b * np.cos(turn)).astype(int)
        there = (x >= 0) & (y >= 0) & (x < w) & (y < h)
        seen |= there
        inked[there] |= own[y[there], x[there]]
    return bool(seen.mean() >= 0.3 and inked[seen].mean() >= ROUND)


def _joined_rings(own: Flags) -> list[tuple[PixelBox, Flags]]:
    """The circles that these pixels are drawn in, where several seals touch."""
    h, w = own.shape
    drawn = cv2.GaussianBlur(own.astype(np.uint8) * 255, (3, 3), 0)
    circles = cv2.HoughCircles(
        drawn, cv2.HOUGH_GRADIENT, 1, LEAST, param1=120, param2=22, minRadius=30, maxRadius=int(MOST / 2)
    )
    found: list[tuple[PixelBox, Flags]] = []
    for cx, cy, radius in np.reshape(circles, (-1, 3))[:12].tolist() if circles is not None else ():
        if len(found) == 4 or not _inked(own, ((cx, cy), (2 * radius, 2 * radius), 0.0)):
            continue
        x, y = max(0, int(cx - 1.05 * radius) - 2), max(0, int(cy - 1.05 * radius) - 2)
        right, bottom = min(w, int(cx + 1.05 * radius) + 3), min(h, int(cy + 1.05 * radius) + 3)
        if any(
            known[0] <= cx <= known[0] + known[2] and known[1] <= cy <= known[1] + known[3]
            for known, _ in found
        ):
            continue
        disk = np.zeros(own.shape, np.uint8)
        cv2.circle(disk, (round(cx), round(cy)), round(1.05 * radius) + 2, 1, -1)
        found.append(((x, y, right - x, bottom - y), disk[y:bottom, x:right] > 0))
    return found


def _frame(own: Flags, at_edge: bool) -> Flags | None:
    """The inside of the square or of the oblong that these pixels are drawn in; null where there is none.
    Only in a square away from the edge of the sheet may more be inked than not."""
    ys, xs = np.nonzero(own)
    middle, size, turned = cv2.minAreaRect(np.column_stack((xs, ys)).astype(np.int32))
    if abs(turned) > 45:
        size, turned = (size[1], size[0]), turned - np.copysign(90, turned)
    w, h = round(size[0]) + 1, round(size[1]) + 1
    oblong = max(w, h) > 2 * min(w, h)
    if abs(turned) > TILTED or max(w, h) > (MOST if oblong else MOST / 2):
        return None
    if oblong and not LOW <= min(w, h) <= HIGH:
        return None
    turn = cv2.getRotationMatrix2D(middle, turned, 1.0)
    turn[:, 2] += np.asarray(((w - 1) / 2 - middle[0], (h - 1) / 2 - middle[1]))
    upright = cv2.warpAffine(own.astype(np.uint8), turn, (w, h), flags=cv2.INTER_NEAREST) > 0
    reach = max(2, round(0.08 * min(h, w)))
    sides = (
        upright[:reach].any(axis=0),
        upright[-reach:].any(axis=0),
        upright[:, :reach].any(axis=1),
        upright[:, -reach:].any(axis=1),
    )
    if min(side.mean() for side in sides) < FRAMED:
        return None
    if (oblong or at_edge) and upright[reach:-reach, reach:-reach].mean() > FILLED:
        return None
    inside = np.zeros(own.shape, np.uint8)
    corners = cv2.boxPoints((middle, (w + 2, h + 2), turned))
    cv2.fillConvexPoly(inside, np.rint(corners).astype(np.int32), 1)
    return inside > 0


def _taken_out(
    part: Bytes, grey: Bytes, inside: Flags, channels: tuple[int, ...], scale: float
) -> tuple[Bytes, Bytes] | None:
    """The part in grey without the ink of a stamp, and that ink; null where there is next to none."""
    light = part[:, :, list(channels)].max(axis=2)
    strong = inside & (cv2.subtract(light, part.min(axis=2)) > COLOURED)
    if strong.sum() < LEAST * scale:
        return None
    new = unmixed(part, grey, inside, strong, scale)
    ink = 255 - np.where(strong, cv2.subtract(new, part.min(axis=2)), 0)
    return new, ink.astype(np.uint8)
