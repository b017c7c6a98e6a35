"""What people put on paper after it was printed: seals, stamps, signatures."""

from __future__ import annotations

from functools import cache
from importlib import resources

import cv2
import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw, ImageFont

from benchmarks.scans.sheets import Pixels, Sheet

SEAL_TEXTS = (
    "东河区财政局",
    "青山县卫生健康委员会",
    "临江市教育局",
    "河口区人民政府办公室",
    "南湖镇人民政府",
)
STAMP_TEXTS = ("已审核 2024.8.15", "与原件核对无误", "财务专用章", "收文 第 0317 号")
Colour = tuple[int, int, int]


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Noto Sans SC, of the `charts` extra, so many pixels high."""
    with resources.as_file(resources.files("zhplot") / "fonts" / "NotoSansSC-Regular.ttf") as path:
        return ImageFont.truetype(str(path), size)


def sealed(sheet: Sheet, rng: Generator, strength: float, points: float = 60.0) -> Sheet:
    """A red seal (42 mm: circle, star, the name of a body along the circle) over what is printed.

    It lies somewhere in the middle of the page, its ink uneven; `strength` of its colour reaches the paper.
    """
    radius = sheet.pixels_of(points)
    height, width = sheet.pixels.shape[:2]
    centre = (width * rng.uniform(0.25, 0.75), height * rng.uniform(0.2, 0.8))
    ink = _seal(rng, round(radius), SEAL_TEXTS[int(rng.integers(len(SEAL_TEXTS)))])
    red = (int(rng.integers(195, 230)), int(rng.integers(20, 60)), int(rng.integers(30, 70)))
    at = (round(centre[0] - ink.shape[1] / 2), round(centre[1] - ink.shape[0] / 2))
    return sheet.drawn(_inked(sheet.pixels, ink * strength, at, red))


def stamped(sheet: Sheet, rng: Generator) -> Sheet:
    """A framed stamp of one line, red or blue, where nothing is printed."""
    text = STAMP_TEXTS[int(rng.integers(len(STAMP_TEXTS)))]
    face = font(round(sheet.pixels_of(13)))
    left, top, right, bottom = face.getbbox(text)
    edge = round(sheet.pixels_of(5))
    size = (round(right - left) + 4 * edge, round(bottom - top) + 4 * edge)
    picture = Image.new("L", size, 0)
    draw = ImageDraw.Draw(picture)
    draw.rectangle(
        (edge // 2, edge // 2, size[0] - edge // 2, size[1] - edge // 2), outline=255, width=edge // 3
    )
    draw.text((2 * edge - left, 2 * edge - top), text, 255, font=face)
    picture = picture.rotate(float(rng.uniform(-6, 6)), expand=True)
    colour = (200, 40, 50) if rng.random() < 0.5 else (40, 60, 170)
    return _beside(sheet, rng, np.asarray(picture) / 255 * 0.85, colour)


def signed(sheet: Sheet, rng: Generator) -> Sheet:
    """A signature in blue or black ink where nothing is printed: strokes that swing as a hand does."""
    width, height = round(sheet.pixels_of(95)), round(sheet.pixels_of(34))
    ink = np.zeros((height, width), np.uint8)
    thick = max(2, round(sheet.pixels_of(1.1)))
    for part in range(int(rng.integers(2, 4))):
        steps = int(rng.integers(6, 11))
        xs = np.linspace(0.05, 0.33, steps) + part * 0.3 + rng.normal(0, 0.03, steps)
        ys = 0.5 + rng.uniform(-0.4, 0.4, steps)
        fine = np.linspace(0, steps - 1, steps * 12)
        curve = np.column_stack((_smooth(xs, fine) * width, _smooth(ys, fine) * height))
        cv2.polylines(ink, [np.round(curve).astype(np.int32)], False, 255, thick, cv2.LINE_AA)
    colour = (25, 35, 110) if rng.random() < 0.5 else (35, 35, 40)
    return _beside(sheet, rng, ink / 255 * 0.95, colour)


def _smooth(values: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Values between values, rounded off like the strokes of a pen."""
    low = np.clip(np.floor(at).astype(int), 0, len(values) - 2)
    part = at - low
    ease = part * part * (3 - 2 * part)
    return np.asarray(values[low] * (1 - ease) + values[low + 1] * ease)


def _beside(sheet: Sheet, rng: Generator, ink: np.ndarray, colour: Colour) -> Sheet:
    at = blank_place(sheet.pixels, ink.shape[1], ink.shape[0], rng)
    return sheet if at is None else sheet.drawn(_inked(sheet.pixels, ink, at, colour))


def blank_place(pixels: Pixels, width: int, height: int, rng: Generator) -> tuple[int, int] | None:
    """The left and top of a blank place of this size, drawn by chance; null where the page has none."""
    dark = (pixels.min(axis=2) < 200).astype(np.uint8)
    total = cv2.integral(dark)
    step = max(1, height // 4)
    rows = np.arange(0, dark.shape[0] - height, step)
    cols = np.arange(0, dark.shape[1] - width, step)
    if not len(rows) or not len(cols):
        return None
    near = total[np.ix_(rows, cols)] - total[np.ix_(rows + height, cols)]
    inside = near - total[np.ix_(rows, cols + width)] + total[np.ix_(rows + height, cols + width)]
    free = np.argwhere(inside == 0)
    if not len(free):
        return None
    row, col = free[int(rng.integers(len(free)))]
    return int(cols[col]), int(rows[row])


def _seal(rng: Generator, radius: int, text: str) -> np.ndarray:
    """Ink from 0 to 1, shape (2 r, 2 r)."""
    size = 2 * radius
    picture = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(picture)
    line = max(2, radius // 18)
    draw.ellipse((line, line, size - line, size - line), outline=255, width=line)
    star = [
        (
            radius + radius * (0.3 if n % 2 == 0 else 0.115) * np.sin(n * np.pi / 5),
            radius - radius * (0.3 if n % 2 == 0 else 0.115) * np.cos(n * np.pi / 5),
        )
        for n in range(10)
    ]
    draw.polygon(star, fill=255)
    high = round(radius * 0.27)
    spread = min(250.0, 30.0 * len(text))
    for n, char in enumerate(text):
        angle = -spread / 2 + spread * (n + 0.5) / len(text)
        glyph = Image.new("L", (high * 2, high * 2), 0)
        ImageDraw.Draw(glyph).text((high, high), char, 255, font=font(high), anchor="mm")
        glyph = glyph.rotate(-angle, resample=Image.Resampling.BICUBIC)
        turn = np.radians(angle)
        x = radius + radius * 0.74 * np.sin(turn) - high
        y = radius - radius * 0.74 * np.cos(turn) - high
        picture.paste(255, (round(x), round(y)), glyph)
    picture = picture.rotate(float(rng.uniform(-25, 25)), resample=Image.Resampling.BICUBIC)
    uneven = cv2.GaussianBlur(rng.normal(0, 1, (size, size)), (0, 0), radius / 12)
    uneven = 0.85 + 0.15 * uneven / max(float(np.abs(uneven).max()), 1e-9)
    return np.asarray(picture) / 255 * uneven


def _inked(pixels: Pixels, ink: np.ndarray, at: tuple[int, int], colour: Colour) -> np.ndarray:
    """Ink (0 to 1) of a colour on the paper: it takes light away from what is there."""
    found = pixels.astype(np.float32)
    left, top = max(at[0], 0), max(at[1], 0)
    right = min(at[0] + ink.shape[1], pixels.shape[1])
    bottom = min(at[1] + ink.shape[0], pixels.shape[0])
    cut = ink[top - at[1] : bottom - at[1], left - at[0] : right - at[0], None]
    through = 1 - cut * (1 - np.array(colour) / 255)
    found[top:bottom, left:right] *= through
    return found
