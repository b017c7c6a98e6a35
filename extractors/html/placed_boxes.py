"""Where the elements of a page with a fixed layout lie on their page, and what they draw there."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from extractors.html.elements import Element
from extractors.html.lengths import IDENTITY, points, transformation
from extractors.html.styles import Declarations, Styles
from extractors.html.words import shown
from extractors.pdf.placed_page import ASCENT, DESCENT, PageInk

FULL, HALF = 1.0, 0.5
"""The advance of a wide and of a narrow character, in parts of the size of the font."""
NARROWEST_HALF, WIDEST_HALF = 0.4, 0.62
"""What the advance of narrow characters is in any font of text, in parts of the size."""
LEAST_NARROW, LEAST_SEEN = 4, 5
"""So many narrow characters of a run, and so many runs of a page, tell how wide they are."""
LEAST_WITHIN, THINNEST_HALF = 0.7, 0.25
"""A run of which this part lies before a rule ends before it; its points and commas may be so thin."""
BESIDE_RULE = 0.5
"""Points between text and the rule that it ends before."""
FEWEST = 10
"""One in so many of the bounds may be wrong: runs that overlap."""
BLANK = 0.3
"""A gap of less, in parts of the size, is none."""
THINNEST = 0.05
"""Points; a border of less is none."""
_WIDE = frozenset("WF")
_SIDES = ("left", "top", "right", "bottom")
_NO_COLOUR = ("transparent", "none", "rgba(0,0,0,0)", "rgba(0, 0, 0, 0)")


@dataclass(frozen=True, slots=True)
class Frame:
    """What an element's own places are measured from."""

    x: float
    y: float
    width: float
    height: float
    size: float
    """Of the font, in points."""
    scale_x: float = 1.0
    scale_y: float = 1.0
    hidden: bool = False


class Placing:
    """Puts everything in one page's element onto the ink of that page."""

    def __init__(self, styles: Styles, ink: PageInk) -> None:
        self._styles, self.ink = styles, ink
        self.elements: list[Element] = []
        """Those that text was taken of; `PageInk.sources` says which."""
        self.ignored = 0
        """Elements with a transformation that turns."""
        self._runs: list[Run] = []

    def place(self, page: Element, size: float) -> None:
        """Draws all that is in the element of a page; `size` is that of its font, in points."""
        frame = Frame(0.0, 0.0, self.ink.width, self.ink.height, size)
        waiting: list[tuple[Element | str, Element, Frame, list[float]]] = []
        waiting.extend((child, page, frame, [0.0, 0.0]) for child in reversed(page.children))
        while waiting:
            node, parent, frame, pen = waiting.pop()
            if isinstance(node, str):
                self._text(node, parent, frame, pen)
                continue
            declared = self._styles.of(node)
            if node.tag == "img":
                self.ink.n_images += 1
            if self._styles.is_hidden(node) or node.tag in ("script", "style", "svg"):
                continue
            own, own_pen = self._framed(node, declared, frame, pen)
            waiting.extend((child, node, own, own_pen) for child in reversed(node.children))
        self._set()

    def _framed(
        self, node: Element, declared: Declarations, around: Frame, pen: list[float]
    ) -> tuple[Frame, list[float]]:
        """The frame of an element, with its borders drawn, and where its text begins."""
        size = points(declared.get("font-size", ""), around.size, around.size) or around.size
        if declared.get("position", "") not in ("absolute", "fixed"):
            if not declared:
                return around, pen
            # Runs inside of a placed line: what is set apart by a margin or a width moves what follows.
            pen[0] += points(declared.get("margin-left", ""), size) or 0.0
            if not node.children and (width := points(declared.get("width", ""), size)) is not None:
                pen[0] += width * around.scale_x
            return Frame(*_position(around), size, around.scale_x, around.scale_y), pen
        matrix = transformation(declared["transform"]) if "transform" in declared else IDENTITY
        if abs(matrix[1]) > abs(matrix[0]):
            self.ignored += 1
        scale_x, scale_y = around.scale_x * (abs(matrix[0]) or 1.0), around.scale_y * (abs(matrix[3]) or 1.0)
        line = points(declared.get("line-height", ""), size, size)
        width = points(declared.get("width", ""), size, around.width)
        height = points(declared.get("height", ""), size, around.height)
        left = points(declared.get("left", ""), size, around.width)
        top = points(declared.get("top", ""), size, around.height)
        right = points(declared.get("right", ""), size, around.width)
        bottom = points(declared.get("bottom", ""), size, around.height)
        high = height if height is not None else line if line is not None else size
        x = around.x + (left if left is not None else 0.0) * around.scale_x + matrix[4]
        if left is None and right is not None and width is not None:
            x = around.x + around.width - right - width
        if top is not None:
            y = around.y + top * around.scale_y + matrix[5]
        elif bottom is not None:
            # pdf2htmlEX: placed by the lower edge, and scaled from there.
            y = around.y + around.height - bottom * around.scale_y - high * scale_y
        else:
            y = pen[1] if pen[1] else around.y
        wide = (width or 0.0) * scale_x
        frame = Frame(x, y, wide or around.width, high * scale_y, size, scale_x, scale_y)
        self._borders(declared, x, y, wide, (height or 0.0) * scale_y)
        return frame, [x, y]

    def _borders(self, declared: Declarations, x: float, y: float, width: float, height: float) -> None:
        widths = {side: _border(declared, side) for side in _SIDES}
        if widths["top"]:
            self.ink.stroke(x, y, x + width, y)
        if widths["bottom"]:
            self.ink.stroke(x, y + height, x + width, y + height)
        if widths["left"]:
            self.ink.stroke(x, y, x, y + height)
        if widths["right"]:
            self.ink.stroke(x + width, y, x + width, y + height)
        colour = declared.get("background-color") or declared.get("background") or ""
        if colour and colour not in _NO_COLOUR and width and height:
            self.ink.filled((x, y, x + width, y + height))

    def _text(self, text: str, parent: Element, frame: Frame, pen: list[float]) -> None:
        text = shown(text)
        if not text.strip():
            return
        declared = self._styles.of(parent)
        size_x, size_y = frame.size * frame.scale_x, frame.size * frame.scale_y
        apart = (points(declared.get("letter-spacing", ""), frame.size) or 0.0) * frame.scale_x
        if not pen[0] or pen[0] < frame.x:
            pen[0] = frame.x
        baseline = frame.y + max(frame.height - size_y, 0.0) / 2 + ASCENT * size_y
        self.elements.append(parent)
        self._runs.append(Run(text, pen[0], baseline, size_x, size_y, apart, len(self.elements) - 1))
        pen[0] += self._runs[-1].width(HALF)

    def _set(self) -> None:
        """Sets the characters of all runs. How wide narrow ones are is told by the runs that follow on their
        lines: fonts differ in it, and a page that is saved does not say."""
        lines: dict[int, list[Run]] = {}
        for run in self._runs:
            lines.setdefault(round(run.baseline), []).append(run)
        followed: dict[int, float] = {}
        for runs in lines.values():
            runs.sort(key=lambda run: run.x)
            for run, after in pairwise(runs):
                followed[run.source] = after.x
        halves = [run.half_before(followed[run.source]) for run in self._runs if run.source in followed]
        usual = [half for half in halves if half is not None and NARROWEST_HALF <= half <= WIDEST_HALF]
        # None can be wider than the room before the next run: of all these bounds the least ones count.
        typical = sorted(usual)[len(usual) // FEWEST] if len(usual) >= LEAST_SEEN else HALF
        for run in self._runs:
            half = run.fitted(typical, followed.get(run.source))
            rule = self.ink.next_rule(run.x, run.baseline - ASCENT * run.size_y / 2)
            if rule is not None:
                half = min(half, run.half_within(rule - BESIDE_RULE, half))
            x = run.x
            for char in run.text:
                advance = run.size_x * (FULL if is_wide(char) else half) + run.apart
                top, bottom = run.baseline - ASCENT * run.size_y, run.baseline + DESCENT * run.size_y
                self.ink.char(char, (x, top, x + advance, bottom), run.baseline, run.source)
                x += advance


@dataclass(frozen=True, slots=True)
class Run:
    """Text that is set in one go from a place; sizes and distances in points."""

    text: str
    x: float
    baseline: float
    size_x: float
    size_y: float
    apart: float
    source: int

    def width(self, half: float) -> float:
        """How wide it is where narrow characters are this part of the size."""
        wide = sum(map(is_wide, self.text))
        return self.size_x * (wide * FULL + (len(self.text) - wide) * half) + self.apart * len(self.text)

    def half_before(self, after: float) -> float | None:
        """The width of narrow characters, in parts of the size, with which it ends where the next run begins;
        null where it holds too few of them to say it."""
        narrow = sum(not is_wide(char) for char in self.text)
        if narrow < LEAST_NARROW or after <= self.x:
            return None
        return (after - self.x - self.width(0.0)) / (self.size_x * narrow)

    def half_within(self, end: float, half: float) -> float:
        """The width of its narrow characters with which it ends before a rule; the given one where it goes on
        far beyond, as what overflows its cell does."""
        narrow = sum(not is_wide(char) for char in self.text)
        width = self.width(half)
        if not narrow or self.x + width <= end or end - self.x < LEAST_WITHIN * width:
            return half
        return max((end - self.x - self.width(0.0)) / (self.size_x * narrow), THINNEST_HALF)

    def fitted(self, typical: float, after: float | None) -> float:
        """The width of its narrow characters: the typical one, or that with which it meets the next run where
        it would overlap that or leave less than a blank before it."""
        narrow = sum(not is_wide(char) for char in self.text)
        if after is None or not narrow or after <= self.x:
            return typical
        gap = after - self.x - self.width(typical)
        if gap >= BLANK * self.size_x:
            return typical
        free = (after - self.x - self.width(0.0)) / (self.size_x * narrow)
        return min(max(free, NARROWEST_HALF), WIDEST_HALF)


def is_wide(char: str) -> bool:
    """Whether a character is set as wide as it is high."""
    return unicodedata.east_asian_width(char) in _WIDE


def _position(frame: Frame) -> tuple[float, float, float, float]:
    return frame.x, frame.y, frame.width, frame.height


def _border(declared: Declarations, side: str) -> bool:
    """Whether an element has a visible border at a side."""
    whole = f"{declared.get('border', '')} {declared.get(f'border-{side}', '')}"
    width = points(declared.get(f"border-{side}-width", declared.get("border-width", "")))
    style = f"{declared.get(f'border-{side}-style', declared.get('border-style', ''))}"
    if "none" in whole.split() or style in ("none", "hidden"):
        return False
    if width is None:
        found = (points(part) for part in whole.split() if part[:1].isdigit() or part[:1] == ".")
        width = next((value for value in found if value is not None), None)
    return width is not None and width > THINNEST
