"""The straight lines drawn in a leaf, as the rules that a digital page would have.

A rule is darker than the paper on both sides of it, all along. The picture is therefore pressed together
along the rules that are looked for (noise averages out, and there is less to look at), what is darker than
both sides is kept, and what of it goes on for longer than the stroke of a character is a piece of a rule.
Short pieces count only where they end at rules that cross them: strokes of characters do not. Everything is
measured in points, whatever the resolution.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.picture import Leaf, RasterRules
from extractors.ocr.rule_erasing import without_rules

__all__ = ["raster_rules", "without_rules"]

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
FAINTEST = 10.0
"""Grey levels (of 255) below the paper that a rule has at the least."""
PART_OF_LONG = 0.6
"""A short rule is at least this part as dark as the faint ones among the long rules of the page are."""
UNEVEN = 0.45
"""A rule is as dark all along: so much is the deviation of its darkness, of its mean, with the worst noise. A row
of characters, where strokes follow on one another, has more."""
EVEN = 0.25
"""What no rule needs to be better than."""
SHORTEST = 9.0
"""Points; shorter pieces are strokes of characters, or are found from the rules that they lie between."""
SURE = 60.0
"""A piece of this length (points) is a rule whatever lies at its ends: no character is so wide."""
HELD = 40.0
"""A piece of this length needs a crossing rule at one end; a shorter one at both."""
TOUCH = 2.5
"""Points between the end of a rule and the rule that it meets."""
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


def raster_rules(leaf: Leaf) -> RasterRules:
    """Lines drawn in the leaf: straight, horizontal or vertical, each once, in points of the leaf."""
    cv2.setNumThreads(1)
    across = _Strips.of(leaf.grey, leaf.scale)
    down = _Strips.of(np.ascontiguousarray(leaf.grey.T), leaf.scale)
    pieces = (_pieces(across), _pieces(down))
    kept = _held(pieces, (across, down))
    rules = [kept[0], kept[1]]
    for _ in range(2):
        rules[0] = _with_walls(across, rules[0], rules[1])
        rules[1] = _with_walls(down, rules[1], rules[0])
    return RasterRules(rules[0], rules[1])


@dataclass(frozen=True, slots=True)
class _Strips:
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
    def of(cls, grey: Bytes, scale: float) -> _Strips:
        height, width = grey.shape
        n = max(1, round(width / scale / CELL))
        pressed = cv2.resize(grey, (n, height), interpolation=cv2.INTER_AREA)
        tall = np.ones((2 * max(1, round(THICKEST * scale / 2)) + 1, 1), dtype=np.uint8)
        single = cv2.morphologyEx(pressed, cv2.MORPH_BLACKHAT, tall)
        averaged = cv2.blur(pressed, (SMOOTH, 1))
        smooth = cv2.morphologyEx(averaged, cv2.MORPH_BLACKHAT, tall)
        noise = float(np.median(smooth))
        return cls(single, smooth, scale, width / scale / n, max(FAINTEST, 3 * noise))

    def along(self, path: Floats, columns: NDArray[np.int64]) -> Floats:
        """How dark a rule is in each of these columns whose middle lies in these rows."""
        height, width = self.single.shape
        reach = max(1, round(0.4 * self.scale))
        rows = np.clip(np.rint(path).astype(int), reach, height - 1 - reach)
        columns = np.clip(columns, 0, width - 1)
        found = np.maximum.reduce([self.single[rows + d, columns] for d in range(-reach, reach + 1)])
        return found.astype(np.float64)

    def wall(self, position: float, low: float, high: float, usual: float) -> bool:
        """Is there a rule all along this stretch between two crossing rules?"""
        first, last = int(np.ceil((low + CLEAR) / self.cell)), int((high - CLEAR) / self.cell)
        if last - first < 3:
            return False
        middle = position * self.scale - 0.5
        columns = np.arange(first, last)
        best = 0.0
        ends = max(1, round(ENDS / self.cell))
        for shift in np.arange(-IN_LINE, IN_LINE + 0.1, 0.4):
            seen = self.along(np.full(len(columns), middle + shift * self.scale), columns)
            dark = seen >= max(usual / 2, self.level / 2)
            if dark[:ends].all() and dark[-ends:].all():
                best = max(best, float(dark.mean()))
        return best >= COVERED


@dataclass(frozen=True, slots=True)
class _Pieces:
    """n pieces of rules of one direction."""

    rows: Floats
    """Position, low, high in points, shape (n, 3)."""
    ends: Floats
    """The position at the low and at the high end, shape (n, 2): rules are not quite straight."""
    dark: Floats
    """How dark each is, shape (n,)."""
    uneven: Floats
    """The deviation of its darkness along it, of its mean, shape (n,)."""


def _pieces(strips: _Strips) -> _Pieces:
    level = strips.level
    near = 2 * max(1, round(CREST * strips.scale)) + 1
    crest = cv2.dilate(strips.smooth, np.ones((near, 1), np.uint8))
    mask = ((strips.smooth > level) & (strips.smooth == crest)).astype(np.uint8)
    mask = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    shortest = max(3, round(SHORTEST / strips.cell))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    n, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    rows, ends, dark, uneven = [], [], [], []
    for k in range(1, n):
        x, y, w, h, _ = stats[k].tolist()
        own = labels[y : y + h, x : x + w] == k
        weight = np.where(own, strips.smooth[y : y + h, x : x + w], 0).astype(np.float64)
        total = weight.sum(axis=0)
        path = (weight * np.arange(h)[:, None]).sum(axis=0) / np.maximum(total, 1) + y
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
    return _Pieces(
        np.asarray(rows).reshape(-1, 3), np.asarray(ends).reshape(-1, 2), np.asarray(dark), np.asarray(uneven)
    )


def _line(x: NDArray[np.int64], y: Floats) -> tuple[float, float]:
    """Slope and height at zero of the line through most of the points."""
    if len(x) < 4:
        return 0.0, float(np.median(y))
    third = max(1, len(x) // 3)
    x0, x1 = float(x[:third].mean()), float(x[-third:].mean())
    y0, y1 = float(np.median(y[:third])), float(np.median(y[-third:]))
    slope = (y1 - y0) / (x1 - x0)
    return slope, y0 - slope * x0


def _held(pieces_of: tuple[_Pieces, _Pieces], strips: tuple[_Strips, _Strips]) -> tuple[Floats, Floats]:
    """The pieces that are rules: long ones, and those that others hold at their ends; joined over gaps."""
    both = (_joined(pieces_of[0]), _joined(pieces_of[1]))
    kept = [(each.rows[:, 2] - each.rows[:, 1] >= SURE) & (each.uneven <= UNEVEN) for each in both]
    long_dark = np.concatenate([each.dark[k] for each, k in zip(both, kept, strict=True)])
    long_uneven = np.concatenate([each.uneven[k] for each, k in zip(both, kept, strict=True)])
    if not len(long_dark):
        return both[0].rows[kept[0]], both[1].rows[kept[1]]
    darkness = PART_OF_LONG * float(np.percentile(long_dark, 20))
    unevenness = min(max(1.5 * float(np.percentile(long_uneven, 75)), EVEN), UNEVEN)
    while True:
        before = [int(k.sum()) for k in kept]
        for own, other in ((0, 1), (1, 0)):
            pieces, crossing = both[own], both[other].rows[kept[other]]
            if not len(crossing) or not len(pieces.rows):
                continue
            length = pieces.rows[:, 2] - pieces.rows[:, 1]
            held = [_meets(pieces.rows[:, side], pieces.ends[:, side - 1], crossing) for side in (1, 2)]
            dark = (pieces.dark >= darkness) & (pieces.uneven <= unevenness)
            enough = (held[0] & held[1]) | ((held[0] | held[1]) & (length >= HELD))
            for n in np.flatnonzero(enough & dark & ~kept[own] & (length < SURE)).tolist():
                position, low, high = pieces.rows[n].tolist()
                met = (crossing[:, 1] <= position + TOUCH) & (crossing[:, 2] >= position - TOUCH)
                stops = crossing[met, 0]
                low_stop, high_stop = (float(stops[np.abs(stops - end).argmin()]) for end in (low, high))
                low = low_stop if abs(low - low_stop) <= TOUCH else low
                high = high_stop if abs(high - high_stop) <= TOUCH else high
                enough[n] = strips[own].wall(position, low, high, float(pieces.dark[n]))
            kept[own] |= enough & dark
        if [int(k.sum()) for k in kept] == before:
            return both[0].rows[kept[0]], both[1].rows[kept[1]]


def _meets(ends: Floats, positions: Floats, crossing: Floats) -> NDArray[np.bool_]:
    """Which ends lie on a crossing rule: shape (n,)."""
    near = np.abs(ends[:, None] - crossing[None, :, 0]) <= TOUCH
    near &= (positions[:, None] >= crossing[None, :, 1] - TOUCH) & (
        positions[:, None] <= crossing[None, :, 2] + TOUCH
    )
    found: NDArray[np.bool_] = near.any(axis=1)
    return found


def _joined(pieces: _Pieces) -> _Pieces:
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
    return _Pieces(
        np.asarray([o[0] for o in out]).reshape(-1, 3),
        np.asarray([o[1] for o in out]).reshape(-1, 2),
        dark,
        uneven,
    )


def _with_walls(strips: _Strips, rules: Floats, crossing: Floats) -> Floats:
    """The rules, and what of them was not found between two crossing rules but is dark there all along."""
    if not len(rules) or len(crossing) < 2:
        return rules
    found = []
    for position in _positions(rules[:, 0]):
        own = rules[np.abs(rules[:, 0] - position) <= IN_LINE]
        met = (crossing[:, 1] <= position + TOUCH) & (crossing[:, 2] >= position - TOUCH)
        stops = np.sort(crossing[met, 0])
        usual = _usual(strips, position, own)
        for low, high in zip(stops[:-1], stops[1:], strict=True):
            overlap = np.minimum(own[:, 2], high) - np.maximum(own[:, 1], low)
            if np.maximum(overlap, 0).sum() >= high - low - 2 * TOUCH:
                continue
            if strips.wall(position, low, high, usual):
                found.append((position, low, high))
    return np.concatenate((rules, np.asarray(found).reshape(-1, 3)))


def _usual(strips: _Strips, position: float, own: Floats) -> float:
    """How dark the rules at a position are."""
    spans = [np.arange(round(low / strips.cell), round(high / strips.cell)) for _, low, high in own]
    columns = np.concatenate(spans)
    if not len(columns):
        return 0.0
    return float(np.median(strips.along(np.full(len(columns), position * strips.scale - 0.5), columns)))


def _positions(positions: Floats) -> list[float]:
    """Where rules lie, those nearer than `IN_LINE` together."""
    out: list[list[float]] = []
    for position in np.sort(positions).tolist():
        if out and position - out[-1][-1] <= IN_LINE:
            out[-1].append(position)
        else:
            out.append([position])
    return [float(np.mean(group)) for group in out]
