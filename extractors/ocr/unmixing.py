"""Print and the coloured ink of a stamp over it, told apart by colour.

A stamp takes light from the colours unevenly, print evenly. In any channel, ink and print together are paper
less the light that each has taken; blur, faded contrast and shade change all channels alike. So the grey that
the print would have alone is the grey that is seen, and a fixed part of the colour that is seen: for one
stamp the same part everywhere.

Scans keep grey at full resolution and colour at half of it. The colour that is seen is therefore a blurred
one; the sharp one is looked for that has the same blur, and that makes nothing brighter than paper.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.lighting import light_of
from extractors.ocr.sizes import pressed_to_points

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

SHARED = 2.2
"""Pixels: by such a Gaussian colour is blurred that was kept at half of the resolution, and pressed hard."""
ROUNDS = 3
"""The sharp colour is found in so many steps; more of them only sharpen noise."""
BLACKEST = 0.5
"""Percent of the pixels are blacker, in their darkest channel, than what is taken for black."""
FULL = 98
"""Percentile of the colour that is taken for that of the thickest ink."""
MOSTLY = 75
"""Percent of the ink lie on bare paper at the least."""
THICKER = 1.1
"""Some of it may be thicker by this."""
LEAST = 0.05
"""Ink darkens by this part of its colour at the least."""
MARGIN = 0.3
"""Black is darker than ink on paper by this part of what that darkens, at the least."""
BARE = 30
"""Percentile of the darkness for its colour that ink on bare paper has: print over it only darkens."""


def unmixed(part: Bytes, grey: Bytes, inside: Flags, strong: Flags, scale: float) -> Bytes:
    """The grey of a picture without the ink that is `strong` in it.

    `part`: (height, width, 3), RGB; `grey`: the same without colour; `inside`: where that ink may be;
    `scale`: pixels per point.
    """
    seen = grey.astype(np.float32)
    colour = _colour(part, strong)
    smooth = np.asarray(cv2.GaussianBlur(colour, (0, 0), SHARED), dtype=np.float32)
    dark, paper = _darkness(seen, smooth, strong, scale)
    deepest = max(
        float(np.percentile(smooth[strong], FULL)),
        float(np.percentile((paper - seen)[strong], MOSTLY)) / dark,  # thin strokes of it are all blur
    )
    light = float(np.percentile(paper, 50))
    bare = light - dark * deepest
    black = min(float(np.percentile(part.min(axis=2), BLACKEST)), bare - MARGIN * (light - bare))
    most = np.minimum(
        np.maximum(paper - seen, 0) / dark,
        np.maximum(seen - black, 0) * (THICKER * deepest / (bare - black)),
    )
    most[~inside] = 0
    sharp = np.clip(colour, 0, most)
    for _ in range(ROUNDS):
        missing = colour - cv2.GaussianBlur(sharp, (0, 0), SHARED)
        sharp = np.clip(sharp + missing, 0, most)
    return np.asarray(np.clip(np.rint(seen + dark * sharp), 0, 255), dtype=np.uint8)


def _colour(part: Bytes, strong: Flags) -> Floats:
    """How much of the ink's colour each pixel has, 0 where it is as grey as the paper."""
    light = np.percentile(part.reshape(-1, 3)[::7], 90, axis=0)
    balanced = part * (245.0 / np.maximum(light, 60)).astype(np.float32)
    off = balanced[strong].mean(axis=0)
    off -= off.mean()
    return np.asarray(balanced @ (off / np.linalg.norm(off)), dtype=np.float32)


def _darkness(seen: Floats, colour: Floats, strong: Flags, scale: float) -> tuple[float, Floats]:
    """How much darker the ink makes paper for each part of its colour, and the paper without either."""
    smooth = cv2.GaussianBlur(seen, (0, 0), SHARED)
    dark = 1.0
    paper: Floats = seen
    for _ in range(3):
        without = np.clip(smooth + dark * np.maximum(colour, 0), 0, 255).astype(np.uint8)
        small, _ = pressed_to_points(without, scale)
        light = cv2.resize(light_of(small), seen.shape[::-1], interpolation=cv2.INTER_LINEAR)
        paper = np.asarray(light, dtype=np.float32)
        dark = float(np.percentile((paper - smooth)[strong] / colour[strong], BARE))
    return max(dark, LEAST), paper
