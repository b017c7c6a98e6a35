"""What happens to a page on its way through a scanner, a fax or a camera: each a function of its parameters.

Lengths are in points of the paper, so that a parameter means the same at any resolution. Whatever is drawn by
chance comes from the generator that is given.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from benchmarks.scans.sheets import POINTS_PER_INCH, Lens, Pixels, Sheet, by_matrix


def skewed(sheet: Sheet, degrees: float) -> Sheet:
    """Laid on the glass not quite straight: turned about its middle, paper around it."""
    height, width = sheet.pixels.shape[:2]
    turn = np.vstack((cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), (0.0, 0.0, 1.0)))
    return by_matrix(sheet, turn, width, height)


def turned(sheet: Sheet, quarters: int) -> Sheet:
    """Fed sideways or upside down: so many quarter turns clockwise."""
    for _ in range(quarters % 4):
        height = sheet.size[1]
        step = np.array([[0.0, -1.0, height], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
        sheet = sheet.moved(np.ascontiguousarray(np.rot90(sheet.pixels, k=-1)), step)
        sheet = replace(sheet, dpi=sheet.dpi[::-1])
    return sheet


def blurred(sheet: Sheet, points: float) -> Sheet:
    """Out of focus: a Gaussian of this deviation."""
    return sheet.drawn(cv2.GaussianBlur(sheet.pixels, (0, 0), sheet.pixels_of(points)))


def noisy(sheet: Sheet, rng: Generator, levels: float) -> Sheet:
    """Sensor noise: a deviation of so many of 255 levels at every pixel, much the same in all colours."""
    height, width = sheet.pixels.shape[:2]
    grey = rng.standard_normal((height, width, 1), dtype=np.float32) * np.float32(levels)
    colour = rng.standard_normal((height, width, 3), dtype=np.float32) * np.float32(levels / 3)
    return sheet.drawn(sheet.pixels + grey + colour)


def faded(sheet: Sheet, black: int, white: int) -> Sheet:
    """Contrast lost: black becomes `black`, white becomes `white`."""
    return sheet.drawn(black + sheet.pixels.astype(np.float32) * ((white - black) / 255))


def speckled(sheet: Sheet, rng: Generator, specks: int, points: float = 0.6) -> Sheet:
    """Dust: dark specks of at most this radius anywhere."""
    height, width = sheet.pixels.shape[:2]
    pixels = sheet.pixels.copy()
    for _ in range(specks):
        at = (int(rng.integers(width)), int(rng.integers(height)))
        radius = max(1, round(sheet.pixels_of(points * rng.uniform(0.4, 1.0))))
        level = int(rng.integers(20, 120))
        cv2.circle(pixels, at, radius, (level, level, level), -1, cv2.LINE_AA)
    return sheet.drawn(pixels)


def folded(sheet: Sheet, rng: Generator, depth: float, points: float = 14.0, across: bool = True) -> Sheet:
    """The shadow of a fold through the middle third: `depth` of the light is lost at its darkest, on one side
    of the fold more than on the other."""
    length = sheet.pixels.shape[0 if across else 1]
    at = length * rng.uniform(1 / 3, 2 / 3)
    off = np.arange(length) - at
    width = sheet.pixels_of(points)
    shade = depth * np.exp(-np.abs(off) / np.where(off < 0, width, width / 3))
    light = (1 - shade).astype(np.float32)
    light = light[:, None, None] if across else light[None, :, None]
    return sheet.drawn(sheet.pixels * light)


def bilevel(sheet: Sheet, threshold: int = 150) -> Sheet:
    """Black and white only."""
    grey = cv2.cvtColor(sheet.pixels, cv2.COLOR_RGB2GRAY)
    return replace(sheet, pixels=np.where(grey < threshold, 0, 255).astype(np.uint8), bilevel=True)


def as_fax(sheet: Sheet, across: float = 204.0, down: float = 196.0) -> Sheet:
    """Scanned with the resolutions of a fax (group 3, fine)."""
    height, width = sheet.pixels.shape[:2]
    size = round(width * across / sheet.dpi[0]), round(height * down / sheet.dpi[1])
    pixels = cv2.resize(sheet.pixels, size, interpolation=cv2.INTER_AREA)
    return replace(sheet, pixels=np.asarray(pixels, dtype=np.uint8), dpi=(across, down))


def dropped_out(sheet: Sheet, rng: Generator, lines: int) -> Sheet:
    """Scan lines lost on the telephone: white from somewhere to somewhere, one or two pixels high."""
    height, width = sheet.pixels.shape[:2]
    pixels = sheet.pixels.copy()
    for _ in range(lines):
        row, start = int(rng.integers(height)), int(rng.integers(width))
        pixels[row : row + int(rng.integers(1, 3)), start : start + int(rng.integers(width // 8, width))] = (
            255
        )
    return sheet.drawn(pixels)


def salted(sheet: Sheet, rng: Generator, share: float) -> Sheet:
    """This share of the pixels turned over: black on white and white on black."""
    flipped = rng.random(sheet.pixels.shape[:2]) < share
    pixels = sheet.pixels.copy()
    pixels[flipped] = 255 - pixels[flipped]
    return sheet.drawn(pixels)


def lit(sheet: Sheet, rng: Generator, depth: float) -> Sheet:
    """Uneven light: brightest somewhere, `depth` of it lost in the farthest corner, and slightly yellow."""
    height, width = sheet.pixels.shape[:2]
    down, across = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    far = np.hypot(across - rng.uniform(0.1, 0.9), down - rng.uniform(0.1, 0.9))
    light = (1 - depth * (far / far.max()) ** 1.5).astype(np.float32)[:, :, None]
    light = light * np.array((1.0, 0.985, 0.94), dtype=np.float32)
    return sheet.drawn(sheet.pixels * light)


def photographed(sheet: Sheet, rng: Generator, tilt: float, k: float, ground: int = 70) -> Sheet:
    """Taken by hand: each corner of the sheet off by up to `tilt` of its sides, seen through a lens of
    distortion `k`, a darker ground around it."""
    height, width = sheet.pixels.shape[:2]
    margin = 0.06
    outer = (round(width * (1 + 2 * margin)), round(height * (1 + 2 * margin)))
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), dtype=np.float32)
    inward = np.sign(np.array((width, height)) / 2 - corners)
    shift = inward * rng.uniform(0, tilt, (4, 2)) * np.array((width, height))
    target = (corners + np.array((margin * width, margin * height)) + shift).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target).astype(np.float64)
    lens = Lens((outer[0] / 2, outer[1] / 2), float(np.hypot(*outer)) / 2, k)
    rows, cols = np.mgrid[0 : outer[1], 0 : outer[0]]
    seen = lens.undone(np.column_stack((cols.ravel(), rows.ravel())).astype(np.float64))
    lifted = np.column_stack((seen, np.ones(len(seen)))) @ np.linalg.inv(matrix).T
    source = (lifted[:, :2] / lifted[:, 2:]).astype(np.float32).reshape(outer[1], outer[0], 2)
    paper = _looked_up(sheet.pixels, source, cv2.INTER_CUBIC, 255)
    mask = _looked_up(np.full((height, width), 255, np.uint8), source, cv2.INTER_LINEAR, 0)
    share = (mask / np.float32(255))[:, :, None]
    grain = cv2.GaussianBlur(rng.standard_normal(outer[::-1], dtype=np.float32) * 60, (0, 0), 6)
    table = np.array((1.0, 0.85, 0.7), dtype=np.float32) * ground + grain[:, :, None]
    pixels = np.clip(paper * share + table * (1 - share), 0, 255).astype(np.uint8)
    scale = np.diag((sheet.dpi[0] / POINTS_PER_INCH, sheet.dpi[0] / POINTS_PER_INCH, 1.0))
    of_points = POINTS_PER_INCH / sheet.dpi[0]
    in_points = Lens((lens.centre[0] * of_points, lens.centre[1] * of_points), lens.radius * of_points, k)
    return sheet.moved(pixels, np.linalg.inv(scale) @ matrix @ scale, in_points)


def _looked_up(pixels: Pixels, source: NDArray[np.float32], how: int, around: int) -> NDArray[np.uint8]:
    """For each place of the new picture, the pixels at the place (x, y) that `source` names."""
    border = (around, around, around)
    xs, ys = np.ascontiguousarray(source[:, :, 0]), np.ascontiguousarray(source[:, :, 1])
    found = cv2.remap(pixels, xs, ys, how, borderMode=cv2.BORDER_CONSTANT, borderValue=border)
    return np.asarray(found, dtype=np.uint8)
