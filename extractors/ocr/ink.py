"""The ink of each line: what is printed, taken apart into connected pieces and given to the lines found.

A model says where lines are, roughly: it cuts a digit off here and runs over a rule there, and misses a lone
figure in a wide cell. Ink says exactly where they end, and what is left over is a line that was missed.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.document import Box
from extractors.ocr.darkness import INKED, paper_and_darkness
from extractors.ocr.picture import Leaf, RasterRules

MARGIN = 0.12
"""So much paper above and below a line, in parts of its height, is given to the model with it."""
BESIDE = 0.4
"""The same before and behind it: a minus may be too faint to be ink and plain to the model."""
GRAIN, FAINTEST = 5.0, 16
"""A stroke is darker than the paper around it by more than so many times the paper's own grain, but by so
many of 255 grey levels at the least; what is `INKED` is ink whatever its shape."""
STROKE = 3.5
"""A faint stroke is thinner than so many points."""
SPECK = 0.12
"""A piece of ink smaller than this (square points) is dust; the point of a number of 6 points is larger."""
ACCENT = 0.35
"""A band of ink lower than this part of the highest band beside it is an accent of it, no line."""
INSET = 1.0
"""A rule within so many points of the end of a box parts nothing."""
ON_RULE = 1.8
"""Ink wholly within so many points of a rule is the rule's."""
LEANING, SLIM = 3.6, 10.0
"""So is ink within so many points that is longer along it than so many times its width: of a rule that leans,
one end is missed. No character is so slim."""
COVERED = 0.6
"""A rule parts a line if it covers this part of its height."""
LOWEST, HIGHEST = 3.0, 60.0
"""Text is at least and at most so many points high."""
LONG, THIN = 30.0, 2.5
"""Ink longer and thinner than this (points) is a rule."""
REACH = 0.7
"""A piece of ink this near to the end of a line, in parts of its height, belongs to it."""
APART = 0.04
"""Bands of ink with more than this part of their height without ink between them are lines of their own."""
SMALL, BEFORE, BEHIND = 0.25, 0.22, 0.5
"""Pieces smaller than the first part of their line's height are points or specks. No line begins with a point
that stands apart; one that stands so far behind its end is not of it."""
BRACKET, POINT, BEHIND_BRACKET = 0.35, 0.1, 0.9
"""But behind a bracket or a quotation mark, which is not wider than the first part and leaves most of its own
room blank, a piece of at least the second part both ways may be the full stop, up to the third."""
SHARED, TALLER = 0.4, 1.15
"""A piece that shares this part of the height of two lines, and is so much higher than either, is of both."""
LEFT_OVER = 0.5
"""Pieces that are left over and this near to each other, in parts of their height, are one line."""

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class InkLine:
    """One line of ink."""

    box: Box
    """Around the ink, in points of the leaf."""
    left: float
    """Where `pixels` begins, in points of the leaf."""
    pixels: NDArray[np.uint8]
    """The line with some paper around it, shape (height, width); other ink is taken out."""
    ink: NDArray[np.bool_]
    """Which of these pixels are ink of the line."""
    is_found: bool = True
    """False for a line that the model did not find."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The connected pieces of ink of a leaf; all in pixels."""

    labels: NDArray[np.int32]
    """The number of the piece that each pixel belongs to, 0 for paper, shape (height, width)."""
    box: IntArray
    """Around each piece, shape (n, 4); that of number 0 means nothing."""
    is_text: NDArray[np.bool_]
    """Which pieces may be parts of characters, shape (n,)."""


def ink_lines(leaf: Leaf, boxes: NDArray[np.float64], rules: RasterRules | None = None) -> list[InkLine]:
    """The lines of ink of a leaf; a model found those in these boxes (points, shape (n, 4))."""
    pieces = pieces_of(leaf, rules)
    parts = [part for box in boxes.tolist() for part in _between_rules(tuple(box), rules)]
    pieces = _parted_pieces(pieces, parts, leaf.scale)
    owner = _owners(pieces, np.asarray(parts).reshape(-1, 4), leaf.scale, rules)
    found: list[InkLine] = []
    for members in _members(owner, len(parts)):
        if len(members):
            found += _lines_of(leaf, pieces, members)
    for members in _left_over(pieces, owner, leaf.scale, rules):
        found += _lines_of(leaf, pieces, members, is_found=False)
    return found


def pieces_of(leaf: Leaf, rules: RasterRules | None) -> Pieces:
    """The connected pieces of ink of a leaf; those of its rules are no text."""
    return _without_rules(_find_pieces(leaf), leaf.scale, rules)


def _find_pieces(leaf: Leaf) -> Pieces:
    scale = leaf.scale
    _, darker = paper_and_darkness(leaf.grey, scale)
    grain = float(np.percentile(darker[::3, ::3], 75)) if darker.size else 0.0  # half of it is lighter
    least = min(max(GRAIN * grain, FAINTEST), INKED)
    # What is faint is ink only where it is a stroke: lighter on both sides; the shadow of a fold is broad.
    length = max(round(STROKE * scale), 3)
    sides = [np.ones((length, 1), np.uint8), np.ones((1, length), np.uint8)]
    stroke = np.maximum.reduce([cv2.morphologyEx(leaf.grey, cv2.MORPH_BLACKHAT, side) for side in sides])
    ink = ((darker > INKED) | ((darker > least) & (stroke > least))).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    left, top, width, height, area = stats.T.astype(np.int64)
    long, thin = LONG * scale, THIN * scale
    rule = ((width > long) & (height < thin)) | ((height > long) & (width < thin))
    dust = area < SPECK * scale**2
    is_text = ~rule & ~dust & (height < HIGHEST * scale)
    is_text[0] = False
    return Pieces(
        labels.astype(np.int32, copy=False), np.column_stack((left, top, left + width, top + height)), is_text
    )


def _without_rules(pieces: Pieces, scale: float, rules: RasterRules | None) -> Pieces:
    """The pieces, those that lie wholly on a rule no part of the text: what is left of it."""
    if rules is None:
        return pieces
    is_text = pieces.is_text.copy()
    width, height = (pieces.box[:, 2:] - pieces.box[:, :2]).T
    slim = (height > SLIM * width, width > SLIM * height)
    for drawn, axis in ((rules.vertical, 0), (rules.horizontal, 1)):
        for position, low, high in drawn.tolist():
            near, far = pieces.box[:, axis] / scale - position, pieces.box[:, axis + 2] / scale - position
            on = ((near > -ON_RULE) & (far < ON_RULE)) | (slim[axis] & (near > -LEANING) & (far < LEANING))
            along = (pieces.box[:, 1 - axis] < high * scale) & (pieces.box[:, 3 - axis] > low * scale)
            is_text &= ~(on & along)
    return Pieces(pieces.labels, pieces.box, is_text)


def _between_rules(box: Box, rules: RasterRules | None) -> list[Box]:
    """The parts of a box between the rules that cross it."""
    if rules is None:
        return [box]
    x0, top, x1, bottom = box
    return [
        (low, above, high, below)
        for low, high in _parts(x0, x1, top, bottom, rules.vertical)
        for above, below in _parts(top, bottom, low, high, rules.horizontal)
    ]


def _parts(
    start: float, end: float, low: float, high: float, rules: NDArray[np.float64]
) -> list[tuple[float, float]]:
    """The parts from start to end between rules that cover most of what lies between low and high."""
    if not len(rules):
        return [(start, end)]
    position = rules[:, 0]
    crossing = (position > start + INSET) & (position < end - INSET) & _covers(rules, low, high)
    edges = [start, *np.sort(position[crossing]).tolist(), end]
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a > 2 * INSET]


def _covers(rules: NDArray[np.float64], low: float, high: float) -> NDArray[np.bool_]:
    covered: NDArray[np.bool_] = np.minimum(rules[:, 2], high) - np.maximum(rules[:, 1], low) >= COVERED * (
        high - low
    )
    return covered


def _parted_pieces(pieces: Pieces, parts: Sequence[Box], scale: float) -> Pieces:
    """The pieces, those of two lines that touch parted between the lines, where they have least ink."""
    boxes = np.asarray(parts, dtype=np.float64).reshape(-1, 4) * scale
    labels, found, is_text = pieces.labels, pieces.box, pieces.is_text
    x = (found[:, 0] + found[:, 2]) / 2
    split: list[tuple[int, int]] = []
    for piece in np.flatnonzero(is_text).tolist():
        _, top, _, bottom = found[piece].tolist()
        inside = (boxes[:, 0] <= x[piece]) & (x[piece] <= boxes[:, 2])
        height = boxes[:, 3] - boxes[:, 1]
        shared = np.minimum(boxes[:, 3], bottom) - np.maximum(boxes[:, 1], top)
        lines = boxes[inside & (shared > SHARED * height) & (bottom - top > TALLER * height)]
        if len(lines) < 2:
            continue
        lines = lines[np.argsort(lines[:, 1], kind="stable")]
        above, below = lines[0], lines[1]
        low, high = (above[1] + above[3]) / 2, (below[1] + below[3]) / 2
        split.append((piece, _thinnest(labels, found[piece], piece, int(low), int(high))))
    if not split:
        return pieces
    labels, n = labels.copy(), len(found)
    grown = np.concatenate((found, np.zeros((len(split), 4), dtype=found.dtype)))
    for k, (piece, row) in enumerate(split):
        x0, top, x1, bottom = found[piece].tolist()
        lower = labels[row:bottom, x0:x1]
        lower[lower == piece] = n + k
        grown[piece], grown[n + k] = (x0, top, x1, row), (x0, row, x1, bottom)
    return Pieces(labels, grown, np.concatenate((is_text, np.ones(len(split), dtype=bool))))


def _thinnest(labels: NDArray[np.int32], box: IntArray, piece: int, low: int, high: int) -> int:
    """The row between two where a piece has least ink."""
    low, high = max(low, int(box[1]) + 1), min(high, int(box[3]) - 1)
    if high <= low:
        return max(int(box[1]) + 1, min(low, int(box[3]) - 1))
    ink = (labels[low : high + 1, box[0] : box[2]] == piece).sum(axis=1)
    return low + int(ink.argmin())


def _owners(
    pieces: Pieces, parts: NDArray[np.float64], scale: float, rules: RasterRules | None
) -> NDArray[np.int64]:
    """The part that each piece belongs to, -1 for none: that which holds its middle, or ends beside it."""
    owner = np.full(len(pieces.box), -1, dtype=np.int64)
    if not len(parts):
        return owner
    text = np.flatnonzero(pieces.is_text)
    x = (pieces.box[text, 0] + pieces.box[text, 2]) / 2 / scale
    y = (pieces.box[text, 1] + pieces.box[text, 3]) / 2 / scale
    nearest = np.full(len(text), np.inf)
    for n, (x0, top, x1, bottom) in enumerate(parts.tolist()):
        reach = REACH * (bottom - top)
        low, high = _room(x0, x1, top, bottom, reach, rules)
        level = np.flatnonzero((y > top) & (y < bottom) & (x > low) & (x < high))
        beyond = np.maximum(np.maximum(x0 - x[level], x[level] - x1), 0.0)
        # A piece inside two boxes belongs to the one whose middle is nearer to its own.
        distance = beyond + np.abs(y[level] - (top + bottom) / 2) / (bottom - top)
        better = distance < nearest[level]
        owner[text[level[better]]] = n
        nearest[level[better]] = distance[better]
    return owner


def _room(
    x0: float, x1: float, top: float, bottom: float, reach: float, rules: RasterRules | None
) -> tuple[float, float]:
    """How far to the left and right a line may go on: not over a rule."""
    low, high = x0 - reach, x1 + reach
    if rules is None or not len(rules.vertical):
        return low, high
    beside = rules.vertical[_covers(rules.vertical, top, bottom), 0]
    before, behind = beside[beside <= x0 + INSET], beside[beside >= x1 - INSET]
    return max(low, before.max(initial=-np.inf)), min(high, behind.min(initial=np.inf))


def _members(owner: NDArray[np.int64], n_parts: int) -> list[IntArray]:
    """The pieces of each part."""
    order = np.argsort(owner, kind="stable")
    edges = np.searchsorted(owner[order], np.arange(n_parts + 1))
    return [order[a:b] for a, b in itertools.pairwise(edges.tolist())]


def _left_over(
    pieces: Pieces, owner: NDArray[np.int64], scale: float, rules: RasterRules | None
) -> list[IntArray]:
    """Pieces that no part owns, those that stand beside each other together, where they may be a line."""
    free = np.flatnonzero(pieces.is_text & (owner < 0))
    height = pieces.box[free, 3] - pieces.box[free, 1]
    seeds = free[height >= LOWEST * scale]
    groups: list[list[int]] = []
    ends: list[tuple[float, float, float]] = []
    for piece in seeds[np.argsort(pieces.box[seeds, 0], kind="stable")].tolist():
        x0, top, x1, bottom = (float(side) for side in pieces.box[piece])
        for n, (right, above, below) in enumerate(ends):
            near = x0 - right <= LEFT_OVER * (below - above)
            level = min(bottom, below) - max(top, above) >= min(bottom - top, below - above) / 2
            if near and level and not _parted(right / scale, x0 / scale, top / scale, bottom / scale, rules):
                groups[n].append(piece)
                ends[n] = (max(x1, right), min(top, above), max(bottom, below))
                break
        else:
            groups.append([piece])
            ends.append((x1, top, bottom))
    small = free[height < LOWEST * scale]
    for group, (right, above, below) in zip(groups, ends, strict=True):
        left = pieces.box[group, 0].min()
        reach = LEFT_OVER * (below - above)
        box = pieces.box[small]
        inside = (box[:, 0] >= left - reach) & (box[:, 2] <= right + reach) & (box[:, 1] >= above)
        group.extend(small[inside & (box[:, 3] <= below + reach)].tolist())
    return [np.asarray(sorted(group), dtype=np.int64) for group in groups]


def _parted(left: float, right: float, top: float, bottom: float, rules: RasterRules | None) -> bool:
    """Whether a rule stands between two pieces."""
    if rules is None or not len(rules.vertical):
        return False
    position = rules.vertical[:, 0]
    between = (position > min(left, right) - INSET) & (position < right + INSET)
    return bool((between & _covers(rules.vertical, top, bottom)).any())


def lines_in(leaf: Leaf, pieces: Pieces, region: Box) -> list[InkLine]:
    """The lines of ink with their middle in a region (points), from top to bottom."""
    scale = leaf.scale
    x = (pieces.box[:, 0] + pieces.box[:, 2]) / 2 / scale
    y = (pieces.box[:, 1] + pieces.box[:, 3]) / 2 / scale
    x0, top, x1, bottom = region
    members = np.flatnonzero(pieces.is_text & (x > x0) & (x < x1) & (y > top) & (y < bottom))
    return _lines_of(leaf, pieces, members) if len(members) else []


def _lines_of(leaf: Leaf, pieces: Pieces, members: IntArray, is_found: bool = True) -> list[InkLine]:
    """The lines that these pieces make."""
    boxes = pieces.box[members]
    found: list[InkLine] = []
    for top, bottom in _bands(boxes, LOWEST * leaf.scale):
        middle = (boxes[:, 1] + boxes[:, 3]) / 2
        own = (middle >= top) & (middle <= bottom) & ~_is_dust(boxes, top, bottom)
        found.append(_cut(leaf, pieces, members[own], boxes[own], is_found))
    return found


def _is_dust(boxes: IntArray, top: float, bottom: float) -> NDArray[np.bool_]:
    """Which pieces are specks that stand apart before or behind what these levels hold of a line."""
    height = bottom - top
    small = (boxes[:, 2:] - boxes[:, :2] < SMALL * height).all(axis=1)
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    large = ~small & (middle >= top) & (middle <= bottom)
    if not large.any():
        return np.zeros(len(boxes), dtype=bool)
    before = boxes[:, 2] < boxes[large, 0].min() - BEFORE * height
    last = np.flatnonzero(large)[boxes[large, 2].argmax()]
    is_point = (boxes[:, 2:] - boxes[:, :2] >= POINT * height).all(axis=1)
    may_be_far = is_point & (boxes[last, 2] - boxes[last, 0] <= BRACKET * height)
    behind = boxes[:, 0] > boxes[last, 2] + np.where(may_be_far, BEHIND_BRACKET, BEHIND) * height
    dust: NDArray[np.bool_] = small & (before | behind)
    return dust


def _cut(leaf: Leaf, pieces: Pieces, members: IntArray, boxes: IntArray, is_found: bool) -> InkLine:
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    margin = max(round(MARGIN * (bottom - top)), 1)
    height, width = leaf.grey.shape
    upper, lower = max(top - margin, 0), min(bottom + margin, height)
    beside = max(round(BESIDE * (bottom - top)), 2)
    first, last = max(left - beside, 0), min(right + beside, width)
    labels = pieces.labels[upper:lower, first:last]
    own = np.isin(labels, members)
    pixels = leaf.grey[upper:lower, first:last]
    others = (labels > 0) & ~own
    if others.any():
        foreign = cv2.dilate(others.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & ~own
        pixels = pixels.copy()
        pixels[foreign] = np.percentile(pixels, 90)
    box = (left / leaf.scale, top / leaf.scale, right / leaf.scale, bottom / leaf.scale)
    return InkLine(box, first / leaf.scale, pixels, own, is_found)


def _bands(boxes: IntArray, lowest: float) -> list[tuple[float, float]]:
    """Top and bottom of each line that pieces in these boxes make."""
    order = np.argsort(boxes[:, 1], kind="stable")
    bands: list[list[float]] = []
    for top, bottom in boxes[order][:, [1, 3]].tolist():
        if bands and top < bands[-1][1]:
            bands[-1][1] = max(bands[-1][1], bottom)
        else:
            bands.append([top, bottom])
    tallest = max(bottom - top for top, bottom in bands)
    merged = [bands[0]]
    for top, bottom in bands[1:]:
        above, below = merged[-1]
        accent = min(below - above, bottom - top) < ACCENT * tallest
        if top - below <= APART * tallest or (accent and top - below < tallest / 3):
            merged[-1][1] = bottom
        else:
            merged.append([top, bottom])
    return [(a, b) for a, b in merged if b - a >= min(lowest, tallest)]
