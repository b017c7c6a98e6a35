"""What a recogniser reads in ink that is no writing: specks, the arcs of seals, scribbles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.document import Box
from extractors.ocr.picture import Recognised
from extractors.pdf.lattice import Lattice

SMALLEST = 3.0
"""Points. Print of this height cannot be read by anyone: what is read there is dust or the edge of a rule."""
SHORT, UNSURE = 3, 0.4
"""A piece of so few characters without a digit, each less probable than this on average, is a part of a
drawing. Inside of tables it stays, and is marked by its confidence: there a label may be hard to read."""
MUCH_SMALLER, SMALLER = 0.4, 0.7
"""Outside of tables, so few characters that are smaller than the first part of what is usual on their page,
or beside a seal than the second, are ink of the seal that was not taken out with the rest."""
BESIDE = 1 / 3
"""Beside a seal is what is nearer than this part of its width: the worn side of a ring is not found."""


def is_writing(
    recognised: Recognised, lattices: Sequence[Lattice], seals: Sequence[Box] = ()
) -> NDArray[np.bool_]:
    """Which of the characters are writing, shape (n,); pieces are so or not as a whole."""
    kept = np.ones(len(recognised.chars), dtype=bool)
    usual = float(np.median(recognised.boxes[:, 3] - recognised.boxes[:, 1])) if len(kept) else 0.0
    for piece in np.unique(recognised.line).tolist():
        members = np.flatnonzero(recognised.line == piece)
        boxes = recognised.boxes[members]
        text = "".join(recognised.chars[n] for n in members.tolist())
        size = float(np.median(boxes[:, 3] - boxes[:, 1]))
        least = (SMALLER if _is_beside(boxes, seals) else MUCH_SMALLER) * usual
        if size < SMALLEST or (len(text) <= SHORT and size < least and not _is_inside(boxes, lattices)):
            kept[members] = False
        elif len(text) <= SHORT and float(recognised.confidence[members].mean()) < UNSURE:
            kept[members] = any(map(str.isdigit, text)) or _is_inside(boxes, lattices)
    return kept


def _is_beside(boxes: NDArray[np.float64], seals: Sequence[Box]) -> bool:
    """Whether the middle of these boxes lies in a seal or beside it."""
    x, y = _middle(boxes)
    return any(
        x0 - BESIDE * (x1 - x0) <= x <= x1 + BESIDE * (x1 - x0)
        and top - BESIDE * (x1 - x0) <= y <= bottom + BESIDE * (x1 - x0)
        for x0, top, x1, bottom in seals
    )


def _middle(boxes: NDArray[np.float64]) -> tuple[float, float]:
    return (boxes[:, 0].min() + boxes[:, 2].max()) / 2, (boxes[:, 1].min() + boxes[:, 3].max()) / 2


def _is_inside(boxes: NDArray[np.float64], lattices: Sequence[Lattice]) -> bool:
    """Whether the middle of these boxes lies in a grid."""
    x, y = _middle(boxes)
    return any(
        left <= x <= right and top <= y <= bottom
        for left, top, right, bottom in (lattice.box for lattice in lattices)
    )
