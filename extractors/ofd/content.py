"""What a page of an OFD file draws: characters, straight rules, pictures (GB/T 33190-2016)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from math import hypot

from lxml import etree

from extractors.document import Box
from extractors.errors import Unreadable
from extractors.pdf.placed_page import ASCENT, DESCENT, PageInk

POINTS_PER_MM = 72 / 25.4
MOST_OBJECTS, MOST_IN_ALL = 500_000, 3_000_000
"""Objects of one page; objects and characters of a whole file, which has a hundredth."""
DEEPEST = 64
"""Of blocks in blocks."""
MOST_DELTAS = 100_000
FARTHEST = 1e6
"""Millimetres; what lies or reaches farther is no measure of a page."""
SMALLEST = 0.2
"""Of a font, in points: less is not seen."""
FULL, HALF = 1.0, 0.5
"""The advance of a wide and of a narrow character where none is written, in parts of the size."""
UPRIGHT = 0.3
"""The slant of a baseline that still counts as level."""
_COMMAND = re.compile(r"([MSLQBAC])|(-?[0-9]*\.?[0-9]+(?:[eE]-?[0-9]+)?)")
_ARGUMENTS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_WIDE = frozenset("WF")
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Budget:
    """What a file may still draw."""

    def __init__(self) -> None:
        self.left = MOST_IN_ALL

    def spend(self, count: int) -> None:
        """Raises `Unreadable` ("too_large") where it is used up."""
        self.left -= count
        if self.left < 0:
            raise Unreadable(
                "too_large",
                f"an OFD file that draws more than {MOST_IN_ALL} objects and characters; split it",
            )


class Drawn:
    """Draws the objects of pages and templates on the ink of a page."""

    def __init__(self, ink: PageInk, budget: Budget) -> None:
        self.ink, self._budget = ink, budget
        self.images: list[tuple[str, Box]] = []
        """Resource and box of the pictures."""
        self.unseen = 0
        """Objects that say that they are not shown."""
        self.composites = 0
        """Drawings by reference, which are not followed."""
        self.truncated = False
        self._left = MOST_OBJECTS

    def content(self, root: etree._Element) -> None:
        """Everything in the layers of a page's or template's part."""
        for layer in root.iterfind("{*}Content/{*}Layer"):
            self._block(layer)

    def _block(self, block: etree._Element) -> None:
        waiting: list[tuple[Iterator[etree._Element], int]] = [(iter(block), 0)]
        while waiting:
            items, depth = waiting[-1]
            item = next(items, None)
            if item is None:
                waiting.pop()
                continue
            if self._left <= 0:
                self.truncated = True
                return
            self._left -= 1
            self._budget.spend(1)
            name = local(item)
            if item.get("Visible", "true").lower() == "false":
                self.unseen += 1
            elif name == "PageBlock" and depth < DEEPEST:
                waiting.append((iter(item), depth + 1))
            elif name == "TextObject":
                self._text(item)
            elif name == "PathObject":
                self._path(item)
            elif name == "ImageObject":
                self._image(item)
            elif name == "CompositeObject":
                self.composites += 1

    def _text(self, item: etree._Element) -> None:
        x0, y0, _, _ = boundary(item)
        matrix = matrix_of(item)
        size = number(item.get("Size"), 0.0)
        scale = number(item.get("HScale"), 1.0)
        if _is_unseen(item, size * hypot(matrix[2], matrix[3])):
            self.unseen += 1
            return
        x = y = 0.0
        for code in item.iterfind("{*}TextCode"):
            text = code.text or ""
            x, y = number(code.get("X"), x), number(code.get("Y"), y)
            self._budget.spend(len(text))
            right, down = deltas(code.get("DeltaX"), len(text)), deltas(code.get("DeltaY"), len(text))
            at_x, at_y = x, y
            for n, char in enumerate(text):
                natural = size * scale * (FULL if is_wide(char) else HALF)
                step = right[n] if n < len(right) else None
                advance = min(step, natural) if step is not None and step > 0 else natural
                self._glyph(char, (x0, y0), matrix, (at_x, at_y), (advance, size))
                at_x += step if step is not None else (natural if n >= len(down) else 0.0)
                at_y += down[n] if n < len(down) else 0.0

    def _glyph(
        self,
        char: str,
        origin: tuple[float, float],
        matrix: Matrix,
        at: tuple[float, float],
        extent: tuple[float, float],
    ) -> None:
        advance, size = extent
        corners = [
            _placed(matrix, origin, at[0] + dx, at[1] + dy)
            for dx, dy in (
                (0, -ASCENT * size),
                (advance, -ASCENT * size),
                (0, DESCENT * size),
                (advance, DESCENT * size),
            )
        ]
        _, baseline = _placed(matrix, origin, *at)
        xs, ys = [c[0] for c in corners], [c[1] for c in corners]
        a, b = matrix[0], matrix[1]
        if abs(b) > UPRIGHT * hypot(a, b) or a < 0:
            self.ink.n_turned += 1
        self.ink.char(char, (min(xs), min(ys), max(xs), max(ys)), baseline)

    def _path(self, item: etree._Element) -> None:
        data = item.find("{*}AbbreviatedData")
        if data is None or not data.text:
            return
        origin, matrix = boundary(item)[:2], matrix_of(item)
        strokes = item.get("Stroke", "true").lower() != "false"
        fills = item.get("Fill", "false").lower() == "true"
        for points, is_straight in subpaths(data.text):
            placed = [_placed(matrix, origin, x, y) for x, y in points]
            if strokes and is_straight:
                for (ax, ay), (bx, by) in pairwise(placed):
                    self.ink.stroke(ax, ay, bx, by)
            if fills and placed:
                xs, ys = [p[0] for p in placed], [p[1] for p in placed]
                self.ink.filled((min(xs), min(ys), max(xs), max(ys)))

    def _image(self, item: etree._Element) -> None:
        self.ink.n_images += 1
        x, y, width, height = (v * POINTS_PER_MM for v in boundary(item))
        self.images.append((item.get("ResourceID", ""), (x, y, x + width, y + height)))


def _is_unseen(item: etree._Element, size: float) -> bool:
    """Whether nobody sees the text of an object of this size (millimetres): it has no colour, no filling, or
    is too small."""
    filled = item.get("Fill", "true").lower() != "false" or item.get("Stroke", "false").lower() == "true"
    return size * POINTS_PER_MM < SMALLEST or not filled or number(item.get("Alpha"), 255.0) <= 0


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def boundary(item: etree._Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of an object, in millimetres."""
    values = numbers(item.get("Boundary"), 4)
    return (*values,) if len(values) == 4 else (0.0, 0.0, 0.0, 0.0)  # type: ignore[return-value]


def matrix_of(item: etree._Element) -> Matrix:
    """The transformation of an object's own coordinates."""
    values = numbers(item.get("CTM"), 6)
    return (*values,) if len(values) == 6 else IDENTITY  # type: ignore[return-value]


def numbers(text: str | None, most: int) -> list[float]:
    """Numbers parted by blanks; none where one is none."""
    parts = (text or "").split(None, most)[:most]
    found = [_measured(part) for part in parts]
    return [value for value in found if value is not None] if None not in found else []


def number(text: str | None, otherwise: float) -> float:
    """A number of an attribute."""
    found = numbers(text, 1)
    return found[0] if found else otherwise


def deltas(text: str | None, count: int) -> list[float]:
    """The steps between characters, no more than `count`; `g n v` says v n times.

    >>> deltas("g 3 5.5 4", 9), deltas("g 1000000000 1", 2)
    ([5.5, 5.5, 5.5, 4.0], [1.0, 1.0])
    """
    found: list[float] = []
    parts = iter((text or "").split(None, MOST_DELTAS)[:MOST_DELTAS])
    try:
        for part in parts:
            if len(found) >= count:
                break
            if part == "g":
                times, value = int(next(parts)), _measured(next(parts))
                if value is None:
                    break
                found += [value] * min(max(times, 0), count - len(found))
            else:
                value = _measured(part)
                if value is None:
                    break
                found.append(value)
    except (ValueError, StopIteration):
        return found
    return found


def _measured(text: str) -> float | None:
    """A number within what any page measures; null for what is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) <= FARTHEST else None  # also what is not finite


def subpaths(data: str) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The subpaths of abbreviated path data, each with its points and whether all of it is straight.

    >>> [*subpaths("M 0 0 L 10 0 L 10 5 C")]
    [([(0.0, 0.0), (10.0, 0.0), (10.0, 5.0), (0.0, 0.0)], True)]
    """
    points: list[tuple[float, float]] = []
    is_straight = True
    command, arguments = "", list[float]()
    for match in _COMMAND.finditer(data):
        if match[1]:
            command, arguments = match[1], []
            if command == "C" and points:
                points.append(points[0])
            continue
        value = _measured(match[2])
        if value is None:
            return
        arguments.append(value)
        if not command or len(arguments) < _ARGUMENTS[command]:
            continue
        end = (arguments[-2], arguments[-1])
        if command in ("M", "S"):
            if len(points) > 1:
                yield points, is_straight
            points, is_straight = [end], True
        else:
            is_straight = is_straight and command == "L"
            points.append(end)
        arguments = []
    if len(points) > 1:
        yield points, is_straight


def is_wide(char: str) -> bool:
    """Whether a character is as wide as it is high."""
    return unicodedata.east_asian_width(char) in _WIDE or char in "“”‘’…—"


def _placed(matrix: Matrix, origin: tuple[float, float], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (
        (a * x + c * y + e + origin[0]) * POINTS_PER_MM,
        (b * x + d * y + f + origin[1]) * POINTS_PER_MM,
    )
