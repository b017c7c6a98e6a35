"""How a page is displayed: its visible box and its rotation."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractors.document import Turn

FloatArray = NDArray[np.float64]
Ordinate = TypeVar("Ordinate", float, FloatArray)


@dataclass(frozen=True, slots=True)
class Frame:
    """How the coordinates of a page's content map to the page as displayed."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int
    """Quarter turns clockwise."""
    quarters: int = 0
    """So many of them are not the page's: the content stands upright only with them (`turned`)."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as displayed, in points."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation % 2 else (width, height)

    @property
    def turn(self) -> Turn | None:
        """How the content is turned on the page as displayed; null where it stands upright."""
        if not self.quarters:
            return None
        width, height = self.size
        return Turn(self.quarters, *((height, width) if self.quarters % 2 else (width, height)))

    def turned(self, quarters: int) -> Frame:
        """The frame in which content stands upright that is turned on the page."""
        return replace(self, rotation=(self.rotation + quarters) % 4, quarters=quarters)

    def display(self, x: Ordinate, y: Ordinate) -> tuple[Ordinate, Ordinate]:
        """Points of the content (numbers or arrays), from the top-left corner of the page as displayed."""
        if self.rotation == 1:
            return y - self.bottom, x - self.left
        if self.rotation == 2:
            return self.right - x, y - self.bottom
        if self.rotation == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


def page_frame(page: int) -> Frame:
    """The visible box and the rotation of the page at this handle address."""
    handle = ctypes.cast(page, raw.FPDF_PAGE)
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(handle, ctypes.byref(box)) or box.right <= box.left:
        width, height = raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle)
        return Frame(0.0, 0.0, width, height, 0)
    return Frame(box.left, box.bottom, box.right, box.top, max(raw.FPDFPage_GetRotation(handle), 0))
