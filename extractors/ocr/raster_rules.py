"""The straight lines drawn in a leaf, as the rules that a digital page would have.

A rule is darker than the paper on both sides of it, all along. The picture is therefore pressed together
along the rules that are looked for (noise averages out, and there is less to look at), what is darker than
both sides is kept, and what of it goes on for longer than the stroke of a character is a piece of a rule.
Short pieces count only where they end at rules that cross them: strokes of characters do not. Everything is
measured in points, whatever the resolution.
"""

from __future__ import annotations

import itertools

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.crossed_text import off_text
from extractors.ocr.picture import Leaf, RasterRules
from extractors.ocr.rule_erasing import without_rules
from extractors.ocr.rule_pieces import (
    HELD,
    IN_LINE,
    SURE,
    TOUCH,
    UNEVEN,
    Like,
    Pieces,
    Strips,
    joined,
    pieces_of,
)

__all__ = ["raster_rules", "without_rules"]

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]

PART_OF_LONG = 0.75
"""A short rule is at least this part as dark as the faint ones among the long rules of the page are."""
FAINT = 0.2
"""The part of the length of all long rules that is fainter than what is called faint."""
EVEN = 0.25
"""What no rule needs to be better than."""
TRIM_UNEVEN = 0.6
"""What belongs to a long rule is not more uneven than that; a seal may have lain on it."""
ROUNDS = 4
"""Short rules hold one another: so many times they are looked for."""
DOUBLE, SAME = 2.2, 0.8
"""Rules that lie so near (points) and share this part of the shorter are one, drawn double."""
EDGE = 12.0
"""Points from the edge of the page in which a lone line is the shadow of the sheet."""


def raster_rules(leaf: Leaf) -> RasterRules:
    """Lines drawn in the leaf: straight, horizontal or vertical, each once, in points of the leaf."""
    cv2.setNumThreads(1)
    across = Strips.of(leaf.grey, leaf.scale)
    down = Strips.of(np.ascontiguousarray(leaf.grey.T), leaf.scale)
    kept = _held(pieces_of(across, down), (across, down))
    rules = [kept[0], kept[1]]
    for _ in range(2):
        rules[0] = _with_walls(across, rules[0], rules[1])
        rules[1] = _with_walls(down, rules[1], rules[0])
    rules = [_plausible(rules[0], rules[1], leaf.size[1]), _plausible(rules[1], rules[0], 0.0)]
    rules[0] = off_text(leaf.grey, rules[0], leaf.scale)
    rules[1] = off_text(np.ascontiguousarray(leaf.grey.T), rules[1], leaf.scale)
    return RasterRules(_once(rules[0]), _once(rules[1]))


def _once(rules: Floats) -> Floats:
    """Double rules as one in the middle, and each stretch of a rule once."""
    out: list[list[float]] = []
    for position, low, high in sorted(rules.tolist()):
        for known in out:
            shared = min(high, known[2]) - max(low, known[1])
            if position - known[3] <= DOUBLE and shared >= SAME * (min(high - low, known[2] - known[1])):
                known[0] = known[0] if shared >= high - low else (known[0] + position) / 2
                known[1:] = min(low, known[1]), max(high, known[2]), known[3]
                break
        else:
            out.append([position, low, high, position])
    return np.asarray([row[:3] for row in out]).reshape(-1, 3)


def _plausible(rules: Floats, crossing: Floats, extent: float) -> Floats:
    """The rules without lone ones that are none: the edge of the sheet, and vertical streaks of a scanner.

    `extent` is the size of the page across horizontal rules; 0 for vertical ones.
    """
    near = np.abs(crossing[None, :, 0] - np.clip(crossing[None, :, 0], rules[:, None, 1], rules[:, None, 2]))
    meets = near <= TOUCH
    meets &= (rules[:, None, 0] >= crossing[None, :, 1] - TOUCH) & (
        rules[:, None, 0] <= crossing[None, :, 2] + TOUCH
    )
    inside = (rules[:, 0] > EDGE) & (rules[:, 0] < extent - EDGE)
    kept: Floats = rules[meets.any(axis=1) | inside]
    return kept


def _held(found_pieces: tuple[Pieces, Pieces], strips: tuple[Strips, Strips]) -> tuple[Floats, Floats]:
    """The pieces that are rules: long ones, and those that others hold at their ends; joined over gaps."""
    both = (joined(found_pieces[0]), joined(found_pieces[1]))
    kept = [(each.rows[:, 2] - each.rows[:, 1] >= SURE) & (each.uneven <= UNEVEN) for each in both]
    long_dark = np.concatenate([each.dark[k] for each, k in zip(both, kept, strict=True)])
    long_uneven = np.concatenate([each.uneven[k] for each, k in zip(both, kept, strict=True)])
    if not len(long_dark):
        return both[0].rows[kept[0]], both[1].rows[kept[1]]
    lengths = np.concatenate(
        [(each.rows[:, 2] - each.rows[:, 1])[k] for each, k in zip(both, kept, strict=True)]
    )
    least = PART_OF_LONG * _faint(long_dark, lengths)
    uneven = min(max(1.5 * float(np.percentile(long_uneven, 75)), EVEN), UNEVEN)
    found = [each.rows[k] for each, k in zip(both, kept, strict=True)]
    short = [found[0][:0], found[1][:0]]
    for _ in range(ROUNDS):
        n_before = len(short[0]) + len(short[1])
        for own, other in ((0, 1), (1, 0)):
            crossing = np.concatenate((found[other], short[other]))
            short[own] = _between(both[own], ~kept[own], crossing, strips[own], uneven, least)
        if len(short[0]) + len(short[1]) == n_before:
            break
    out = []
    for own, other in ((0, 1), (1, 0)):
        crossing = np.concatenate((found[other], short[other]))
        out.append(
            np.concatenate(
                (_trimmed(both[own], kept[own], crossing, strips[own], (uneven, least)), short[own])
            )
        )
    return out[0], out[1]


def _faint(dark: Floats, lengths: Floats) -> float:
    """How dark the faint ones among long rules are, each counted by its length: columns of characters that
    look like rules are shorter than rules and fainter."""
    order = np.argsort(dark)
    share = np.cumsum(lengths[order]) / lengths.sum()
    return float(dark[order][int(np.searchsorted(share, FAINT))])


def _between(
    pieces: Pieces, open_: NDArray[np.bool_], crossing: Floats, strips: Strips, uneven: float, least: float
) -> Floats:
    """Of the pieces that are not sure, what goes all the way from one crossing rule to the next."""
    out: list[tuple[float, float, float]] = []
    for n in np.flatnonzero(open_ & (pieces.dark >= least)).tolist():
        position, low, high = pieces.rows[n].tolist()
        stops = _stops(position, low - TOUCH, high + TOUCH, crossing)
        if stops and high - stops[-1][1] >= HELD:
            stops.append((high, high))
        if stops and stops[0][0] - low >= HELD:
            stops.insert(0, (low, low))
        like = Like(float(pieces.dark[n]), uneven, least)
        for a, b in itertools.pairwise(stops):
            if not _stands(strips, pieces, n, a[1], b[0], like):
                continue
            goes_on = bool(out) and out[-1][0] == position and out[-1][2] == a[1]
            out.append((position, out.pop()[1] if goes_on else a[0], b[1]))
    return np.asarray(out).reshape(-1, 3)


def _stands(strips: Strips, pieces: Pieces, n: int, low: float, high: float, like: Like) -> bool:
    """Is the piece a rule all along this stretch of it?"""
    _, *span = pieces.rows[n].tolist()
    first, last = np.interp((low, high), span, pieces.ends[n]).tolist()
    return strips.wall((first, last), low, high, like)


def _stops(position: float, low: float, high: float, crossing: Floats) -> list[tuple[float, float]]:
    """Where rules cross this one, in order: the first and the last of those that are as good as one."""
    met = (crossing[:, 1] <= position + TOUCH) & (crossing[:, 2] >= position - TOUCH)
    met &= (crossing[:, 0] >= low) & (crossing[:, 0] <= high)
    stops: list[tuple[float, float]] = []
    for stop in np.sort(crossing[met, 0]).tolist():
        if stops and stop - stops[-1][0] <= TOUCH:
            stops[-1] = (stops[-1][0], stop)
        else:
            stops.append((stop, stop))
    return stops


def _trimmed(
    pieces: Pieces, kept: NDArray[np.bool_], crossing: Floats, strips: Strips, short: tuple[float, float]
) -> Floats:
    """The rules without what goes on in line with them beyond the last rule that they meet, and is print.

    What is left of a long one must be like a short one then, which is less uneven and not so faint as `short`
    says: characters stacked in rows are a long one, too, and one of their strokes goes from rule to rule.
    """
    uneven, least = short
    out = []
    for n in np.flatnonzero(kept).tolist():
        position, low, high = pieces.rows[n].tolist()
        stops = _stops(position, low + IN_LINE, high - IN_LINE, crossing)
        like = Like(float(pieces.dark[n]), TRIM_UNEVEN, 0)

        edges = [(low, low), *stops, (high, high)]
        while len(edges) > 2 and not _stands(strips, pieces, n, edges[0][1], edges[1][0], like):
            edges.pop(0)
        while len(edges) > 2 and not _stands(strips, pieces, n, edges[-2][1], edges[-1][0], like):
            edges.pop()
        whole = edges[0][0] == low and edges[-1][1] == high
        is_short = edges[-1][1] - edges[0][0] < SURE
        if not whole and is_short and (pieces.uneven[n] > uneven or pieces.dark[n] < least):
            continue
        out.append((position, edges[0][0], edges[-1][1]))
    return np.asarray(out).reshape(-1, 3)


def _with_walls(strips: Strips, rules: Floats, crossing: Floats) -> Floats:
    """The rules, and what of them was not found between two crossing rules but is dark there all along."""
    if not len(rules) or len(crossing) < 2:
        return rules
    found = []
    for position in _positions(rules[:, 0]):
        own = rules[np.abs(rules[:, 0] - position) <= IN_LINE]
        stops = _stops(position, -np.inf, np.inf, crossing)
        dark = _usual(strips, position, own)
        like = Like(dark, UNEVEN, dark / 2)
        for (_, low), (high, _) in itertools.pairwise(stops):
            overlap = np.minimum(own[:, 2], high) - np.maximum(own[:, 1], low)
            if np.maximum(overlap, 0).sum() >= high - low - 2 * TOUCH:
                continue
            if strips.wall((position, position), low, high, like):
                found.append((position, low, high))
    return np.concatenate((rules, np.asarray(found).reshape(-1, 3)))


def _usual(strips: Strips, position: float, own: Floats) -> float:
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
