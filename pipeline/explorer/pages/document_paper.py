"""The paper of a page: how large it is, and whether there is a picture of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.explorer.edition import Edition, Row
from pipeline.language.spoken import tr
from pipeline.reports.originals import NoOriginal
from pipeline.reports.page_pictures import NoPicture

A4 = (595.0, 842.0)
_BORDER = 36.0
"""Points of paper beyond the last box, where the size of the page is not known."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One page as a sheet."""

    width: float
    """Points, as displayed."""
    height: float
    has_picture: bool
    why_not: str | None
    """Why there is no picture, and what to do, in the language of the person."""


def paper(edition: Edition, document: Row, page: int, boxes: Iterable[tuple[float, ...]]) -> Paper:
    """The paper of a page. Without the original it is as large as what was read on it needs."""
    try:
        sizes = edition.pictures.sizes(document)
    except (NoOriginal, NoPicture) as error:
        return _around(boxes, str(error))
    if not 0 < page <= len(sizes):
        return _around(boxes, tr("the file has no such page"))
    width, height = sizes[page - 1]
    return Paper(round(width, 2), round(height, 2), True, None)


def _around(boxes: Iterable[tuple[float, ...]], why_not: str) -> Paper:
    """A4, upright or lying, or larger."""
    here = list(boxes)
    right = max((box[2] for box in here), default=0.0) + _BORDER
    bottom = max((box[3] for box in here), default=0.0) + _BORDER
    width, height = A4 if right <= A4[0] or bottom > A4[0] else A4[::-1]
    return Paper(max(width, round(right, 2)), max(height, round(bottom, 2)), False, why_not)
