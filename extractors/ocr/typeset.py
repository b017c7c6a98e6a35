"""Characters that were read, set where their ink is: as glyphs of print have their places."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.decode import Characters
from extractors.ocr.ink import InkLine
from extractors.ocr.numerals import NUMERIC
from extractors.ocr.picture import Recognised

ASCENT, DESCENT = 0.88, 0.12
"""Parts of the size above and below the baseline, as in Chinese fonts."""
HAN_INK, HAN_BELOW = 0.92, 0.08
"""The ink of a line with Chinese characters is so high, and reaches so far below the baseline, in parts of
the size."""
DIGIT_INK = 0.72
"""The same for a line of digits, which stand on the baseline."""
FULL, HALF = 1.0, 0.55
"""The advance of a Chinese character and of a digit, in parts of the size."""
FAINT = 0.12
"""A row with less than this part of the ink of the fullest row holds tails of commas, not the line."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of ink, and what was read in it."""

    ink: InkLine
    read: Characters
    points_per_step: float


def typeset(lines: Sequence[ReadLine]) -> Recognised:
    """The characters of these lines, in their order; blanks between words are characters, too."""
    chars: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    baselines: list[float] = []
    confidence: list[float] = []
    numbers: list[int] = []
    for number, line in enumerate(lines):
        printed = _printed(line.read.chars)
        if not printed:
            continue
        own = [line.read.chars[n] for n in printed]
        size, baseline = _size_and_baseline(line, own)
        top, bottom = baseline - ASCENT * size, baseline + DESCENT * size
        for (x0, x1), char, n in zip(_extents(line, printed, own, size), own, printed, strict=True):
            chars.append(char)
            boxes.append((x0, top, x1, bottom))
            baselines.append(baseline)
            confidence.append(float(line.read.probability[n]))
            numbers.append(number)
    return Recognised(
        chars,
        np.asarray(boxes, dtype=np.float64).reshape(-1, 4),
        np.asarray(baselines, dtype=np.float64),
        np.asarray(confidence, dtype=np.float32),
        np.asarray(numbers, dtype=np.int32),
    )


def _printed(chars: Sequence[str]) -> list[int]:
    """Which characters are set: blanks only within a line, one in a row, and none beside a digit."""
    kept: list[int] = []
    for n, char in enumerate(chars):
        within = kept and n + 1 < len(chars) and not any(map(_parts, (chars[kept[-1]], chars[n + 1])))
        if not char.isspace() or within:
            kept.append(n)
    return kept


def _parts(char: str) -> bool:
    """Whether a blank beside a character says nothing: it is a blank itself, or of a number."""
    return char.isspace() or char in NUMERIC


def is_full_width(char: str) -> bool:
    """Whether a character is as wide as it is high: Chinese characters and their punctuation."""
    return ord(char) >= 0x2E80


def _size_and_baseline(line: ReadLine, chars: Sequence[str]) -> tuple[float, float]:
    """The size of the font and the level of the baseline, in points."""
    rows = line.ink.ink.sum(axis=1)
    full = np.flatnonzero(rows >= FAINT * max(int(rows.max()), 1))
    per_row = (line.ink.box[3] - line.ink.box[1]) / max(len(np.flatnonzero(rows)), 1)
    first_row = int(np.flatnonzero(rows)[0]) if rows.any() else 0
    top = line.ink.box[1] + (int(full[0]) - first_row) * per_row
    bottom = line.ink.box[1] + (int(full[-1]) + 1 - first_row) * per_row
    if any(map(is_full_width, chars)):
        size = (line.ink.box[3] - line.ink.box[1]) / HAN_INK
        return size, line.ink.box[3] - HAN_BELOW * size
    size = max(bottom - top, (line.ink.box[3] - line.ink.box[1]) / 2) / DIGIT_INK
    return size, bottom


def _extents(
    line: ReadLine, printed: Sequence[int], chars: Sequence[str], size: float
) -> list[tuple[float, float]]:
    """Left and right end of each character, in points: its ink, and the room that print gives it around it.

    Runs of ink go to the character whose middle is nearest; a run of several characters is parted evenly
    between their middles.
    """
    steps = (line.read.first + line.read.last + 1)[list(printed)] / 2
    ink = _runs(line, line.ink.left + steps * line.points_per_step)
    found: list[tuple[float, float]] = []
    for n, ((low, high), char) in enumerate(zip(ink, chars, strict=True)):
        spare = max((FULL if is_full_width(char) else HALF) * size - (high - low), 0) / 2
        before = (ink[n - 1][1] + low) / 2 if n else -np.inf
        after = (high + ink[n + 1][0]) / 2 if n + 1 < len(ink) else np.inf
        found.append((max(low - spare, before), min(high + spare, after)))
    return found


def _runs(line: ReadLine, middles: NDArray[np.float64]) -> list[tuple[float, float]]:
    """The ends of the ink of each character, in points."""
    columns = np.concatenate(([0], line.ink.ink.any(axis=0).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(columns))
    per_column = (line.ink.box[2] - line.ink.box[0]) / max(edges[-1] - edges[0], 1) if len(edges) else 1.0
    starts = line.ink.left + edges[::2] * per_column
    ends = line.ink.left + edges[1::2] * per_column
    low = np.full(len(middles), np.inf)
    high = np.full(len(middles), -np.inf)
    borders = (middles[:-1] + middles[1:]) / 2
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        inside = np.flatnonzero((middles >= start) & (middles <= end))
        if len(inside) <= 1:
            n = int(inside[0]) if len(inside) else int(np.abs(middles - (start + end) / 2).argmin())
            low[n], high[n] = min(low[n], start), max(high[n], end)
            continue
        cuts = [start, *borders[inside[0] : inside[-1]].tolist(), end]
        for n, (a, b) in zip(inside.tolist(), itertools.pairwise(cuts), strict=True):
            low[n], high[n] = min(low[n], a), max(high[n], b)
    blank = high < low
    low[blank] = high[blank] = middles[blank]
    return list(zip(low.tolist(), high.tolist(), strict=True))
