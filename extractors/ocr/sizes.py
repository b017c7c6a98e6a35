"""Pictures made small: what needs no detail is decided on one pixel for each point."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def pressed_to_points(
    pixels: NDArray[np.uint8], scale: float
) -> tuple[NDArray[np.uint8], tuple[float, float]]:
    """The picture with one pixel for each point, and how many pixels of the picture one of them is, across
    and down. A picture with fewer pixels than points stays as it is."""
    height, width = pixels.shape[:2]
    if scale <= 1:
        return pixels, (1.0, 1.0)
    small = max(1, round(width / scale)), max(1, round(height / scale))
    pressed = np.asarray(cv2.resize(pixels, small, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return pressed, (width / small[0], height / small[1])
