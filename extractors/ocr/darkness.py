"""How much darker each pixel is than the paper around it: what tells ink from paper in any light."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

WINDOW = 24.0
"""Paper is judged within so many points: it holds a line and what is above and below it."""
INKED = 36
"""What is darker than its paper by more grey levels (of 255) is ink, whatever its shape."""


def paper_and_darkness(grey: Bytes, scale: float) -> tuple[Bytes, Bytes]:
    """The grey of the paper around each pixel, and by how much the pixel is darker; both as `grey`.

    `scale`: pixels per point.
    """
    size = max(int(WINDOW * scale) | 1, 3)
    paper = cv2.blur(grey, (size, size))
    return np.asarray(paper, dtype=np.uint8), np.asarray(cv2.subtract(paper, grey), dtype=np.uint8)
