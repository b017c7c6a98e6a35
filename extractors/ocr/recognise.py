"""The text of a leaf: lines are found, parted at rules, and read; what is unsure, by a larger model too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.cleaned import cleaned
from extractors.ocr.decode import Characters, agreed, most_probable
from extractors.ocr.detect import find_lines
from extractors.ocr.ink import InkLine, ink_lines
from extractors.ocr.models import Name, alphabet, session
from extractors.ocr.numerals import has_other_minus, is_number, is_odd, without_dust
from extractors.ocr.picture import Leaf, RasterRules, Recognised
from extractors.ocr.typeset import ReadLine, typeset

HEIGHT = 48
"""A line is read at so many pixels of height, as the models were trained."""
STEP = 8
"""The models give one step for so many pixels of width."""
BUCKET = 64
"""Lines are filled up to a multiple of so many pixels: what a line is read as does not depend on its
neighbours, and few widths are met."""
BATCH = 8
"""So many lines of one width are read at once; more take memory and no less time."""
MOST_WIDE = 3_200
"""A longer line (pixels) is read narrower."""
SURE, SURE_NUMBER = 0.9, 0.98
"""A line with a character less probable than this is read again by the larger model; nothing in a number is
borne out by what stands beside it."""
READABLE = 0.5
"""A line that the detector did not find is text only if its characters are so probable on average."""


def read_leaf(leaf: Leaf, rules: RasterRules | None = None) -> Recognised:
    """The characters of a leaf; `rules` part its lines, for no character lies across one.

    Raises `NoRecogniser` without the extra `ocr`.
    """
    clean = cleaned(leaf, rules)
    return typeset(read_lines(ink_lines(clean, find_lines(clean), rules), leaf.scale))


def read_lines(lines: Sequence[InkLine], scale: float) -> list[ReadLine]:
    """What is read in each line; lines that the detector did not find are left out where nothing is."""
    pictures = [line.pixels for line in lines]
    first = [_read(steps, "read") for steps in steps_of(pictures, "read")]
    unsure = [n for n, read in enumerate(first) if _is_unsure(read)]
    again = steps_of([pictures[n] for n in unsure], "read_again")
    for n, steps in zip(unsure, again, strict=True):
        first[n] = agreed(first[n], _read(steps, "read_again"))
    return [
        ReadLine(
            line, _without_dust(read), STEP * line.pixels.shape[0] / HEIGHT / scale / _squeezed(line.pixels)
        )
        for line, read in zip(lines, first, strict=True)
        if line.is_found or (read.chars and float(read.probability.mean()) >= READABLE)
    ]


def _read(steps: NDArray[np.float32], model: Name) -> Characters:
    """What is most probable; a dash before a number is its minus."""
    read = most_probable(steps, alphabet(model))
    if has_other_minus("".join(read.chars)):
        return Characters(["-", *read.chars[1:]], read.first, read.last, read.probability)
    return read


def _without_dust(read: Characters) -> Characters:
    start, end = without_dust("".join(read.chars))
    if end - start == len(read.chars):
        return read
    return Characters(
        read.chars[start:end], read.first[start:end], read.last[start:end], read.probability[start:end]
    )


def _is_unsure(read: Characters) -> bool:
    text = "".join(read.chars)
    sure = SURE_NUMBER if is_number(text) else SURE
    return not text or float(read.probability.min()) < sure or is_odd(text)


def _squeezed(picture: NDArray[np.uint8]) -> float:
    height, width = picture.shape
    share: float = MOST_WIDE * height / (width * HEIGHT)
    return min(1.0, share)


def steps_of(pictures: Sequence[NDArray[np.uint8]], model: Name) -> list[NDArray[np.float32]]:
    """The model's probabilities for pictures of lines, shape (height, width) each: shape (steps, classes)."""
    inputs = [_input(picture) for picture in pictures]
    by_width: dict[int, list[int]] = defaultdict(list)
    for n, (pixels, _) in enumerate(inputs):
        by_width[pixels.shape[1]].append(n)
    found: list[NDArray[np.float32]] = [np.empty((0, 0), np.float32)] * len(pictures)
    for _, members in sorted(by_width.items()):
        for at in range(0, len(members), BATCH):
            batch = members[at : at + BATCH]
            stacked = np.stack([inputs[n][0] for n in batch])[:, None]
            output = session(model).run(None, {"x": np.repeat(stacked, 3, axis=1)})[0]
            for n, steps in zip(batch, output, strict=True):
                found[n] = steps[: -(-inputs[n][1] // STEP)]
    return found


def _input(picture: NDArray[np.uint8]) -> tuple[NDArray[np.float32], int]:
    """The picture as the models take it, filled up with grey, and how wide it is in that."""
    height, width = picture.shape
    scaled = min(max(round(width * HEIGHT / height), 1), MOST_WIDE)
    kind = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    shrunk = cv2.resize(picture, (scaled, HEIGHT), interpolation=kind)
    filled = np.zeros((HEIGHT, -(-scaled // BUCKET) * BUCKET), np.float32)
    filled[:, :scaled] = shrunk.astype(np.float32) / 127.5 - 1
    return filled, scaled
