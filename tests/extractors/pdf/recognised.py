"""A recogniser that reads what it is told: for tests of what is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from extractors.ocr.picture import Leaf, Picture, RasterRules, Recognised
from extractors.pdf import guards, reader, scanned
from extractors.pdf.glyphs import is_wide
from tests.extractors.pdf.printed import ASCENT, DESCENT, EM, String

NO_RULES = np.empty((0, 3))


def read_as(*strings: String, confidence: float = 0.9) -> Recognised:
    """What a recogniser gives that reads these strings, each in one piece."""
    chars, boxes, baselines, lines = [], [], [], []
    for number, (left, baseline, text) in enumerate(strings):
        x = left
        for char in text:
            width = EM if is_wide(char) else EM / 2
            chars.append(char)
            boxes.append((x, baseline - ASCENT, x + width, baseline + DESCENT))
            baselines.append(baseline)
            lines.append(number)
            x += width
    return Recognised(
        chars,
        np.asarray(boxes, dtype=np.float64).reshape(-1, 4),
        np.asarray(baselines, dtype=np.float64),
        np.full(len(chars), confidence, dtype=np.float32),
        np.asarray(lines, dtype=np.int32),
    )


def ruled(xs: Sequence[float], ys: Sequence[float]) -> RasterRules:
    """The rules of a whole grid with these edges."""
    horizontal = np.asarray([(y, xs[0], xs[-1]) for y in ys], dtype=np.float64)
    vertical = np.asarray([(x, ys[0], ys[-1]) for x in xs], dtype=np.float64)
    return RasterRules(horizontal, vertical)


def leaf(width: float = 595.0, height: float = 842.0, matrix: object = None, *, ink: bool = True) -> Leaf:
    """A leaf of this size in points, at 72 pixels an inch; its matrix is the identity where none is given."""
    grey = np.full((round(height), round(width)), 255, dtype=np.uint8)
    if ink:
        grey[100:110, 100:200] = 0
    return Leaf(grey, 72.0, np.eye(3) if matrix is None else np.asarray(matrix, dtype=np.float64))


@dataclass
class Told:
    """What the recogniser says of the pictures that it is given, one after the other; the last stays."""

    pages: list[list[tuple[Leaf, Recognised, RasterRules]] | Exception] = field(default_factory=list)
    seen: list[Picture] = field(default_factory=list)
    """The pictures that it was given."""


def tell(monkeypatch: pytest.MonkeyPatch, *pages: object, available: bool = True) -> Told:
    """Puts such a recogniser in the place of ours; a page is an exception, leaves, or one reading."""
    told = Told()
    for page in pages:
        one = [(leaf(), page, RasterRules(NO_RULES, NO_RULES))] if isinstance(page, Recognised) else page
        told.pages.append(one)
    said: dict[int, tuple[Recognised, RasterRules]] = {}

    def leaves_in(picture: Picture) -> list[Leaf]:
        page = told.pages[min(len(told.seen), len(told.pages) - 1)]
        told.seen.append(picture)
        if isinstance(page, Exception):
            raise page
        said.update({id(one): (recognised, rules) for one, recognised, rules in page})
        return [one for one, _, _ in page]

    monkeypatch.setattr(scanned, "leaves_in", leaves_in)
    monkeypatch.setattr(scanned, "recognised_on", lambda one: said[id(one)])
    for module in (reader, guards):
        monkeypatch.setattr(module, "recogniser_available", lambda: available)
    return told
