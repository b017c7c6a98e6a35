"""Pieces of rules in a picture: what is darker than the paper on both sides of it, for longer than a stroke.

The picture is pressed together along the rules that are looked for: noise averages out, and there is less to
look at. Everything is measured in points, whatever the resolution.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]

CELL = 0.75
"""Points along a rule that are averaged to one value."""
SMOOTH = 9
"""So many of those are averaged again before a rule is looked for: two strokes of a character or so."""
THICKEST = 3.5
"""Points; what is thicker is an area and no rule."""
CREST = 0.75
"""Points; where it is darkest within so many, there is the middle of a rule."""
BLOCK = 24
"""Cells over which a rule is straight."""
FAINTEST = 10.0
"""Grey levels (of 255) below the paper that a rule has at the least."""
SHORTEST = 9.0
"""Points; shorter pieces are strokes of characters, or are found from the rules that they lie between."""
SURE = 60.0
"""A piece of this length (points) is a rule whatever lies at its ends: no character is so wide."""
HELD = 40.0
"""A piece of this length needs a crossing rule at one end; a shorter one at both."""
TOUCH = 2.5
"""Points between the end of a rule and the rule that it meets."""
UNEVEN = 0.45
"""A rule is as dark all along: so much is the deviation of its darkness, of its mean, with the worst noise.
A row of characters, where strokes follow on one another, has more."""
GAP = 8.0
"""Points that a rule may be interrupted: a fold, a dirty glass, a seal that was taken out."""
PART_OF_LENGTH = 0.25
"""The part of the longer of two pieces that a gap between them may have: characters stand in line, too."""
IN_LINE = 1.2
"""Points that two pieces of one rule may lie apart across it."""
COVERED = 0.8
"""The part of a rule that must be dark: strokes in a row of characters have gaps between them."""
CLEAR = 0.9
"""Points beside a crossing rule in which nothing is darker than both sides of it."""
ENDS = 1.5
"""Points beyond those that must be dark: a rule goes up to the one that it meets, a character does not."""


@dataclass(frozen=True, slots=True)
class Like:
    """What a rule looks like on the page."""

    dark: float
    """How dark it is where it is seen."""
    uneven: float
    """The deviation of its darkness, of its mean, at the most."""
    least: float
    """How dark it is at the least."""


@dataclass(frozen=True, slots=True)
class Strips:
    """A leaf pressed together along the rules that are looked for: rows are pixels, columns are cells."""

    single: Bytes
    """How much darker than both sides, cell by cell."""
    smooth: Bytes
    """The same of `SMOOTH` cells together."""
    scale: float
    """Pixels per point, down the rows."""
    cell: float
    """Points per column."""
    level: float
    """What is darker by so much is dark."""

    @classmethod
    def of(cls, grey: Bytes, scale: float) -> Strips:
        """The strips of a page (grey pixels), pressed along its rows; `scale`: pixels per point."""
        height, width = grey.shape
        n = max(1, round(width / scale / CELL))
        pressed = cv2.resize(grey, (n, height), interpolation=cv2.INTER_AREA)
        tall = np.ones((2 * max(1, round(THICKEST * scale / 2)) + 1, 1), dtype=np.uint8)
        single = cv2.morphologyEx(pressed, cv2.MORPH_BLACKHAT, tall)
        averaged = cv2.blur(pressed, (SMOOTH, 1))
        smooth = cv2.morphologyEx(averaged, cv2.MORPH_BLACKHAT, tall)
        noise = float(np.median(smooth))
        return cls(
            np.asarray(single, np.uint8),
            np.asarray(smooth, np.uint8),
            scale,
            width / scale / n,
            max(FAINTEST, 3 * noise),
        )

    def along(self, path: Floats, columns: NDArray[np.int64]) -> Floats:
        """How dark a rule is in each of these columns whose middle lies in these rows."""
        height, width = self.single.shape
        reach = max(1, round(0.4 * self.scale))
        rows = np.clip(np.rint(path).astype(int), reach, height - 1 - reach)
        columns = np.clip(columns, 0, width - 1)
        found = np.maximum.reduce([self.single[rows + d, columns] for d in range(-reach, reach + 1)])
        return np.asarray(found, dtype=np.float64)

    def wall(self, ends: tuple[float, float], low: float, high: float, like: Like) -> bool:
        """Is there a rule all along this stretch between two crossing rules? `ends`: its positions there."""
        first, last = int(np.ceil((low + CLEAR) / self.cell)), int((high - CLEAR) / self.cell)
        if last - first < 3:
            return False
        columns = np.arange(first, last)
        middle = np.linspace(*ends, len(columns)) * self.scale - 0.5
        n_end = max(1, round(ENDS / self.cell))
        limit = max(like.dark / 2, self.level / 2)
        for shift in (0.0, -0.4, 0.4, -0.8, 0.8, -IN_LINE, IN_LINE):
            seen = self.along(middle + shift * self.scale, columns)
            dark = seen >= limit
            if (
                dark[:n_end].all()
                and dark[-n_end:].all()
                and dark.mean() >= COVERED
                and seen.std() <= like.uneven * seen.mean()
                and np.median(seen) >= like.least
            ):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Pieces:
    """n pieces of rules of one direction."""

    rows: Floats
    """Position, low, high in points, shape (n, 3)."""
    ends: Floats
    """The position at the low and at the high end, shape (n, 2): rules are not quite straight."""
    dark: Floats
    """How dark each is, shape (n,)."""
    uneven: Floats
    """The deviation of its darkness along it, of its mean, shape (n,)."""

    def with_more(self, other: Pieces) -> Pieces:
        """These and others."""
        return Pieces(
            np.concatenate((self.rows, other.rows)),
            np.concatenate((self.ends, other.ends)),
            np.concatenate((self.dark, other.dark)),
            np.concatenate((self.uneven, other.uneven)),
        )


def pieces_of(across: Strips, down: Strips) -> tuple[Pieces, Pieces]:
    """Pieces of horizontal and of vertical rules: all that are long, and of the others those that are as long
    as `HELD` or end where a long piece of the other direction lies; most strokes of characters do not."""
    strips = (across, down)
    found = [_components(each) for each in strips]
    widths = [stats[:, cv2.CC_STAT_WIDTH] * each.cell for each, (_, stats) in zip(strips, found, strict=True)]
    long = [_measured(strips[k], *found[k], np.flatnonzero(widths[k] >= SURE)) for k in (0, 1)]
    both = []
    for own, other in ((0, 1), (1, 0)):
        lines = long[other].rows[long[other].uneven <= UNEVEN, 0]
        _, stats = found[own]
        low = np.asarray(stats[:, cv2.CC_STAT_LEFT] * strips[own].cell, dtype=np.float64)
        some = (widths[own] < SURE) & (
            (widths[own] >= HELD) | _near(low, lines) | _near(low + widths[own], lines)
        )
        if not len(lines):
            some[:] = False
        both.append(long[own].with_more(_measured(strips[own], *found[own], np.flatnonzero(some))))
    return both[0], both[1]


def _near(ends: Floats, lines: Floats) -> NDArray[np.bool_]:
    """Which ends lie at a line; what was smoothed reaches a little farther than it is long."""
    if not len(lines):
        return np.zeros(len(ends), dtype=bool)
    near: NDArray[np.bool_] = np.abs(ends[:, None] - lines[None, :]).min(axis=1) <= TOUCH + SMOOTH * CELL / 2
    return near


def _components(strips: Strips) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Where it is dark for longer than a stroke: labels, and what OpenCV says of each but the ground (0)."""
    near = 2 * max(1, round(CREST * strips.scale)) + 1
    crest = cv2.dilate(strips.smooth, np.ones((near, 1), np.uint8))
    mask = ((strips.smooth > strips.level) & (strips.smooth == crest)).astype(np.uint8)
    mask = np.asarray(cv2.dilate(mask, np.ones((3, 1), np.uint8)), dtype=np.uint8)
    shortest = max(3, round(SHORTEST / strips.cell))
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    measures = np.array(stats, dtype=np.int32)
    measures[0] = 0
    return np.asarray(labels, dtype=np.int32), measures


def _measured(
    strips: Strips, labels: NDArray[np.int32], stats: NDArray[np.int32], which: NDArray[np.intp]
) -> Pieces:
    """These components as pieces of rules; those that are none are left out."""
    level = strips.level
    rows, ends, dark, uneven = [], [], [], []
    for k in which.tolist():
        x, y, w, h, _ = stats[k].tolist()
        if not w:
            continue
        own = labels[y : y + h, x : x + w] == k
        weight = np.where(own, strips.smooth[y : y + h, x : x + w], 0).astype(np.float64)
        path = _path(weight, strips.scale) + y
        if (own.sum(axis=0) > (THICKEST + 1) * strips.scale).mean() > 0.5:
            continue
        along = np.arange(x, x + w)
        seen = strips.along(path, along)
        usual = float(np.median(seen))
        lit = np.flatnonzero(seen >= max(usual / 2, level / 2))
        if not len(lit) or len(lit) < COVERED * (lit[-1] - lit[0] + 1):
            continue
        low, high = lit[0], lit[-1] + 1
        if (high - low) * strips.cell < SHORTEST - CELL:
            continue
        slope, middle = _line(along[low:high], path[low:high])
        first = (middle + slope * (x + low)) / strips.scale
        last = (middle + slope * (x + high)) / strips.scale
        half = 0.5 / strips.scale
        position = float(np.median(path[low:high])) / strips.scale + half
        rows.append((position, (x + low) * strips.cell, (x + high) * strips.cell))
        ends.append((first + half, last + half))
        dark.append(usual)
        uneven.append(seen[low:high].std() / max(seen[low:high].mean(), 1.0))
    return Pieces(
        np.asarray(rows).reshape(-1, 3), np.asarray(ends).reshape(-1, 2), np.asarray(dark), np.asarray(uneven)
    )


def _path(weight: Floats, scale: float) -> Floats:
    """The row of a rule in each column: the middle of what is dark near the darkest row thereabouts."""
    h, w = weight.shape
    if h > 3:
        darkest = weight.argmax(axis=0)
        n = max(1, w // BLOCK)
        starts = np.linspace(0, w, n + 1).astype(int)
        usual = [np.median(darkest[a:b]) for a, b in itertools.pairwise(starts.tolist())]
        there = np.interp(np.arange(w), (starts[:-1] + starts[1:]) / 2, usual)
        weight = np.where(np.abs(np.arange(h)[:, None] - there) <= max(1.0, CREST * scale), weight, 0)
    total = weight.sum(axis=0)
    path: Floats = (weight * np.arange(h)[:, None]).sum(axis=0) / np.maximum(total, 1)
    if h > 3:
        path = np.where(total > 0, path, there)
    return path


def _line(x: NDArray[np.int64], y: Floats) -> tuple[float, float]:
    """Slope and height at zero of the line through most of the points."""
    if len(x) < 4:
        return 0.0, float(np.median(y))
    third = max(1, len(x) // 3)
    x0, x1 = float(x[:third].mean()), float(x[-third:].mean())
    y0, y1 = float(np.median(y[:third])), float(np.median(y[-third:]))
    slope = (y1 - y0) / (x1 - x0)
    return slope, y0 - slope * x0


def joined(pieces: Pieces) -> Pieces:
    """Pieces that go on in one another over a small gap, or lie beside one another, made one."""
    order = np.argsort(pieces.rows[:, 1], kind="stable")
    rows, ends, other = (
        pieces.rows[order],
        pieces.ends[order],
        np.column_stack((pieces.dark, pieces.uneven))[order],
    )
    out: list[tuple[list[float], list[float], Floats]] = []
    for row, end, own in zip(rows.tolist(), ends.tolist(), other, strict=True):
        best, least = -1, IN_LINE
        for k in range(len(out) - 1, -1, -1):
            known, known_ends, _ = out[k]
            longer = max(row[2] - row[1], known[2] - known[1])
            if row[1] > known[2] + min(GAP, PART_OF_LENGTH * longer):
                continue
            share = min(max((row[1] - known[1]) / max(known[2] - known[1], CELL), 0), 1)
            apart = abs(end[0] - (known_ends[0] + share * (known_ends[1] - known_ends[0])))
            if apart < least:
                best, least = k, apart
        if best < 0:
            out.append((row, end, own))
            continue
        known, known_ends, known_own = out[best]
        a, b = known[2] - known[1], row[2] - row[1]
        out[best] = (
            [(known[0] * a + row[0] * b) / (a + b), known[1], max(known[2], row[2])],
            [known_ends[0], end[1] if row[2] >= known[2] else known_ends[1]],
            (known_own * a + own * b) / (a + b),
        )
    dark, uneven = np.asarray([o[2] for o in out]).reshape(-1, 2).T
    return Pieces(
        np.asarray([o[0] for o in out]).reshape(-1, 3),
        np.asarray([o[1] for o in out]).reshape(-1, 2),
        dark,
        uneven,
    )
