"""Pages drawn for tests: lines, rows of characters and seals at known places, in points."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.picture import Leaf

SCALE = 200 / 72
Bytes = NDArray[np.uint8]


def paper(width: float, height: float) -> Bytes:
    """White paper of a size in points, RGB, 200 dpi."""
    return np.full((round(height * SCALE), round(width * SCALE), 3), 250, dtype=np.uint8)


def leaf(pixels: Bytes) -> Leaf:
    """The picture as a leaf that needs no straightening."""
    return Leaf(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), 200.0, np.eye(3))


def rule(pixels: Bytes, x0: float, y0: float, x1: float, y1: float, width: int = 2, grey: int = 40) -> None:
    """A line from one point to another, `width` in pixels."""
    ends = [(round(x * SCALE), round(y * SCALE)) for x, y in ((x0, y0), (x1, y1))]
    cv2.line(pixels, ends[0], ends[1], (grey, grey, grey), width)


def table(pixels: Bytes, xs: list[float], ys: list[float]) -> None:
    """All the rules of a grid with these edges."""
    for y in ys:
        rule(pixels, xs[0], y, xs[-1], y)
    for x in xs:
        rule(pixels, x, ys[0], x, ys[-1])


def figures(pixels: Bytes, xs: list[float], ys: list[float], text: str = "1,234.56") -> None:
    """The same figure in every cell of the grid."""
    for x in xs[:-1]:
        for top, bottom in pairwise(ys):
            write(pixels, x + 4, (top + bottom) / 2 + 3.5, text)


def write(
    pixels: Bytes,
    x: float,
    y: float,
    text: str,
    colour: tuple[int, int, int] = (20, 20, 20),
    size: float = 0.7,
) -> None:
    """A text, 7 points high, that begins at a point of its baseline."""
    at = (round(x * SCALE), round(y * SCALE))
    cv2.putText(pixels, text, at, cv2.FONT_HERSHEY_SIMPLEX, size, colour, 2, cv2.LINE_AA)


def seal(pixels: Bytes, x: float, y: float, radius: float, ink: tuple[int, int, int] = (215, 40, 45)) -> None:
    """A round seal with a star, multiplied into what is there."""
    drawn = np.zeros(pixels.shape[:2], dtype=np.uint8)
    middle = (round(x * SCALE), round(y * SCALE))
    cv2.circle(drawn, middle, round(radius * SCALE), 255, 7, cv2.LINE_AA)
    turns = -np.pi / 2 + np.arange(5) * 4 * np.pi / 5
    star = [(middle[0] + 45 * np.cos(a), middle[1] + 45 * np.sin(a)) for a in turns]
    cv2.fillPoly(drawn, [np.asarray(star, dtype=np.int32)], 255)
    share = drawn[..., None] / 255
    inked = pixels * (1 - share) + pixels * share * (np.asarray(ink) / 255)
    pixels[:] = inked.astype(np.uint8)


def noisy(pixels: Bytes, seed: int = 1) -> Bytes:
    """Blurred, with noise, pressed by JPEG 35."""
    rng = np.random.default_rng(seed)
    grain = rng.normal(0, 10, pixels.shape[:2])[..., None]
    out = np.clip(cv2.GaussianBlur(pixels, (0, 0), 1.0) + grain, 0, 255).astype(np.uint8)
    return cv2.imdecode(cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, 35])[1], cv2.IMREAD_COLOR)
