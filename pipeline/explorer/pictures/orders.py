"""What a process that draws is asked for, and what it answers: all that goes through its pipe."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.reports.page_pictures import NoPictureKind, Whole

Sizes = tuple[tuple[float, float], ...]
"""Width and height in points of each page as displayed."""


@dataclass(frozen=True, slots=True)
class PageOrder:
    """A page, or of it the strip around some boxes, as WebP."""

    doc_id: str
    page: int
    scale: float
    """Pixels per point."""
    boxes: tuple[Whole, ...] = ()
    """Drawn on it, in points."""
    margin: float | None = None
    """Points of page above and below the boxes; null for the page as a whole."""


@dataclass(frozen=True, slots=True)
class SizesOrder:
    """The sizes of all pages."""

    doc_id: str


Order = PageOrder | SizesOrder


@dataclass(frozen=True, slots=True)
class Needed:
    """The process does not have the bytes of the document: they are sent, and it goes on."""


@dataclass(frozen=True, slots=True)
class Sorry:
    """Why there is no picture."""

    kind: NoPictureKind


Answer = bytes | Sizes | Sorry
