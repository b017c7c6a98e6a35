"""What is asked of PDFium for every character and object of a page, in C or in Python.

`WALK` is `walk_native` where that was compiled, else `walk_pure`: two modules that give the same arrays, bit
for bit.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extractors.pdf import native, walk_native, walk_pure
from extractors.pdf.frame import FloatArray, Frame


class Walk(Protocol):
    """The calls; a page and a text page are handle addresses, n `numbers` are those of its characters."""

    def codes(self, text_page: int, count: int) -> NDArray[np.uint32]:
        """The UTF-16 codes of all characters, shape (count,); `NOTHING` for a blank that PDFium made up."""

    def places(
        self, text_page: int, numbers: NDArray[np.int64], frame: Frame
    ) -> tuple[FloatArray, FloatArray]:
        """As displayed: advance width by ascent and descent (x0, top, x1, bottom), shape (n, 4); the
        baselines, shape (n,)."""

    def sizes(self, text_page: int, numbers: NDArray[np.int64]) -> FloatArray:
        """The sizes of their fonts as displayed, in points, shape (n,)."""

    def angles(self, text_page: int, numbers: NDArray[np.int64]) -> FloatArray:
        """How far they are turned in the content, in radians, shape (n,)."""


WALK: Walk = walk_pure
if native.LIBRARY is not None:
    WALK = walk_native
