"""What a recogniser reads in ink that is no writing: specks, the arcs of seals, scribbles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.picture import Recognised
from extractors.pdf.lattice import Lattice

SMALLEST = 3.0
"""Points. Print of this height cannot be read by anyone: what is read there is dust or the edge of a rule."""
SHORT, UNSURE = 3, 0.4
"""A piece of so few characters without a digit, each less probable than this on average, is a part of a
drawing. Inside of tables it stays, and is marked by its confidence: there a label may be hard to read."""


def is_writing(recognised: Recognised, lattices: Sequence[Lattice]) -> NDArray[np.bool_]:
    """Which of the characters are writing, shape (n,); pieces are so or not as a whole."""
    kept = np.ones(len(recognised.chars), dtype=bool)
    for piece in np.unique(recognised.line).tolist():
        members = np.flatnonzero(recognised.line == piece)
        boxes = recognised.boxes[members]
        text = "".join(recognised.chars[n] for n in members.tolist())
        if float(np.median(boxes[:, 3] - boxes[:, 1])) < SMALLEST:
            kept[members] = False
        elif len(text) <= SHORT and float(recognised.confidence[members].mean()) < UNSURE:
            kept[members] = any(map(str.isdigit, text)) or _is_inside(boxes, lattices)
    return kept


def _is_inside(boxes: NDArray[np.float64], lattices: Sequence[Lattice]) -> bool:
    """Whether the middle of these boxes lies in a grid."""
    x, y = (boxes[:, 0].min() + boxes[:, 2].max()) / 2, (boxes[:, 1].min() + boxes[:, 3].max()) / 2
    return any(
        left <= x <= right and top <= y <= bottom
        for left, top, right, bottom in (lattice.box for lattice in lattices)
    )
