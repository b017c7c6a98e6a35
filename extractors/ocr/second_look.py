"""A second look at single lines: read by both models in several renderings, and every reading kept.

Readings that agree although the picture was rendered otherwise and another model read it are confidence; no
proof. What identities choose from are the strings that come out of it, with their probabilities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.document import Box, Candidate
from extractors.ocr.cleaned import cleaned
from extractors.ocr.decode import candidates
from extractors.ocr.ink import InkLine, lines_in, pieces_of
from extractors.ocr.models import Name, alphabet
from extractors.ocr.numerals import MINUSES, NUMERIC, without_dust
from extractors.ocr.picture import Leaf, RasterRules
from extractors.ocr.recognise import steps_of

MOST = 12
"""So many strings are kept of each reading, and of all together."""
LEAST = 1e-4
"""A string less probable than this is not kept."""
READERS: tuple[tuple[Name, float], ...] = (("read", 1.0), ("read_again", 2.0))
"""The models and what the word of each weighs: the larger one errs half as often."""
PADDING = 0.15
"""One rendering has so much more paper around the line, in parts of its height."""
SHARPENED = 1.0
"""One has so much of what a blurred picture lacks added."""


def look_again(
    leaf: Leaf, rules: RasterRules, regions: Sequence[Box], numeric: Sequence[bool]
) -> list[tuple[Candidate, ...]]:
    """What may stand in each region of a leaf (points), the most probable first.

    `numeric` says which of them hold numbers: these are read as digits and signs only. What is wrapped in its
    region is one string. Nothing where a region has no ink.
    """
    leaf = cleaned(leaf, rules)
    pieces = pieces_of(leaf, rules)
    lines = [lines_in(leaf, pieces, region) for region in regions]
    flat = [(line, is_number) for own, is_number in zip(lines, numeric, strict=True) for line in own]
    read = iter(_read([line for line, _ in flat], [is_number for _, is_number in flat]))
    return [_joined([next(read) for _ in own]) for own in lines]


def _read(lines: Sequence[InkLine], numeric: Sequence[bool]) -> list[dict[str, float]]:
    """The strings that may stand in each line, with their probabilities."""
    renderings = [rendering for line in lines for rendering in _renderings(line)]
    found: list[dict[str, float]] = [defaultdict(float) for _ in lines]
    share = 1 / (len(renderings) // max(len(lines), 1) or 1) / sum(weight for _, weight in READERS)
    for model, weight in READERS:
        letters = alphabet(model)
        steps = steps_of(renderings, model)
        for n, own in enumerate(steps):
            line = n * len(lines) // len(steps)
            told = _one_minus(own, letters) if numeric[line] else own
            for string in candidates(told, letters, MOST, NUMERIC if numeric[line] else None):
                start, end = without_dust(string.text) if numeric[line] else (0, None)
                found[line][string.text[start:end]] += weight * share * string.probability
    return found


def _one_minus(steps: NDArray[np.float32], letters: tuple[str, ...]) -> NDArray[np.float32]:
    """The probabilities, those of all dashes together as that of the minus."""
    dashes = [n for n, letter in enumerate(letters) if letter in MINUSES]
    summed: NDArray[np.float32] = steps.copy()
    summed[:, letters.index("-")] += steps[:, dashes].sum(axis=1)
    return summed


def _joined(lines: Sequence[dict[str, float]]) -> tuple[Candidate, ...]:
    """The strings of lines that follow on one another, as one."""
    whole = {"": 1.0}
    for line in lines:
        longer = [(p * q, text + more) for text, p in whole.items() for more, q in line.items()]
        whole = {text: p for p, text in sorted(longer, key=lambda found: (-found[0], found[1]))[:MOST]}
    ranked = sorted(((p, text) for text, p in whole.items() if text), key=lambda found: (-found[0], found[1]))
    return tuple(Candidate(text, round(min(p, 1.0), 6)) for p, text in ranked if p >= LEAST)


def _renderings(line: InkLine) -> list[NDArray[np.uint8]]:
    """The picture of a line as it is, with more paper around it, and sharpened."""
    pixels = line.pixels
    pad = max(1, round(PADDING * pixels.shape[0]))
    paper = float(np.percentile(pixels, 90))
    padded = cv2.copyMakeBorder(pixels, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=(paper,))
    blurred = cv2.GaussianBlur(pixels, (0, 0), max(pixels.shape[0] / 24, 0.6))
    sharp = cv2.addWeighted(pixels, 1 + SHARPENED, blurred, -SHARPENED, 0)
    return [np.asarray(each, dtype=np.uint8) for each in (pixels, padded, sharp)]
