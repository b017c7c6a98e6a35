"""Glyphs that PDFium leaves out of its text: strings without width, in fonts that are not embedded.

Where neither the file nor the machine has the font, PDFium cannot measure its Chinese glyphs; a string of one
of them, or one set sideways, then has no width and is dropped (beijing/cc6b58d7d88d prints its headings
character by character so). pdfminer needs no font to place them. It reads such a page a second time.

PDFium has fonts of its own for the standard ones (Times, Helvetica, Courier and what passes for them) and
measures what they print: there a string without width is blank.
"""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

from extractors.pdf.frame import Frame
from extractors.pdf.glyphs import Glyphs, make_glyphs, plain_character

SAME_PLACE = 2.0
"""Two readers place one glyph at most this many points apart."""
TRIALS = 2
"""On so many pages the strings without width of a font are looked at before they pass for blanks."""
RARE = 3
"""Characters that a page has at most so often tell how the coordinates of two readers differ."""

QUARTER = 90
"""Degrees."""
STANDARD_FONT = re.compile(
    rb"(?:(?:Times(?: ?New ?Roman)?|Helvetica|Arial|Courier(?: ?New)?)(?:PS)?(?:MT)?"
    rb"(?:[-,](?:Roman|Bold|Italic|Oblique)+(?:MT)?)?|Symbol|ZapfDingbats)"
)
"""Names of the standard 14 fonts (ISO 32000-1, 9.6.2.2) and of their usual substitutes."""

Point = tuple[float, float]


class Omitted:
    """What pdfminer reads on pages of one document; opened only when a page is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pages: list[Any] = []
        self._further: Iterator[Any] | None = None
        """The pages behind these; null until the document is opened."""
        self._resources: Any = None
        self._fruitless: Counter[bytes] = Counter()
        """Per font, on how many pages nothing of it was missing."""

    def complete(
        self,
        glyphs: Glyphs,
        number: int,
        frame: Frame,
        fonts: frozenset[bytes],
        only_upright: bool = False,
    ) -> Glyphs | None:
        """The glyphs of page `number` (1-based) and those left out; null where pdfminer cannot read it.

        `only_upright` leaves out what is turned in the frame.
        `fonts` may have strings that were left out, standard fonts have none. Mostly these are blanks: a font
        of which nothing was missing on `TRIALS` pages is not looked at again.
        """
        fonts = frozenset(font for font in fonts if not STANDARD_FONT.fullmatch(font))
        if all(self._fruitless[font] >= TRIALS for font in fonts):
            return glyphs
        try:
            printed = list(self._characters(number, frame))
            if only_upright:
                printed = [c for c in printed if c.matrix[0] > abs(c.matrix[1])]
        except Exception:  # hostile files make pdfminer fail in many ways; PDFium's reading remains
            return None
        merged = _merged(glyphs, printed, frame)
        if len(merged) == len(glyphs):
            self._fruitless.update(fonts)
        return merged

    def _characters(self, number: int, frame: Frame) -> Iterator[Any]:
        from pdfminer.converter import PDFPageAggregator
        from pdfminer.pdfdocument import PDFDocument
        from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
        from pdfminer.pdfpage import PDFPage
        from pdfminer.pdfparser import PDFParser

        class Device(PDFPageAggregator):
            """Only characters are asked for."""

            def paint_path(self, *_: object) -> None: ...

            def render_image(self, *_: object) -> None: ...

        if self._further is None:
            self._further = PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(self._data))))
            self._resources = PDFResourceManager()
        self._pages += itertools.islice(self._further, max(number - len(self._pages), 0))
        page, resources = self._pages[number - 1], self._resources
        device = Device(resources, laparams=None)
        own = page.rotate
        page.rotate = (own + QUARTER * frame.quarters) % (4 * QUARTER)
        PDFPageInterpreter(resources, device).process_page(page)
        page.rotate = own
        yield from _leaves(device.get_result())


def _leaves(item: Any) -> Iterator[Any]:
    """The characters of a layout, those inside figures (form XObjects) included."""
    from pdfminer.layout import LTChar, LTContainer

    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for inner in item:
            yield from _leaves(inner)


def _merged(glyphs: Glyphs, printed: list[Any], frame: Frame) -> Glyphs:
    """`glyphs` with what is missing of `printed`, each behind the one that the file writes before it."""
    height = frame.size[1]
    chars = [plain_character(ord(c.get_text())) if len(c.get_text()) == 1 else "" for c in printed]
    origins = [(float(c.matrix[4]), height - float(c.matrix[5])) for c in printed]
    dx, dy = _shift(glyphs, chars, origins)
    near: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n, (x, y) in enumerate(zip(glyphs.x0, glyphs.baseline, strict=True)):
        near[round(x / SAME_PLACE), round(y / SAME_PLACE)].append(n)
    before = -1
    behind: list[int] = []
    added, baselines, boxes = [], list(glyphs.baseline), [glyphs.boxes]
    for item, char, (lx, ly) in zip(printed, chars, origins, strict=True):
        x, y = lx + dx, ly + dy
        if not char or char.isspace():
            continue
        same = _at(glyphs, near, x, y)
        if same is not None:
            before = same
            continue
        behind.append(before)
        added.append(char)
        baselines.append(y)
        top, bottom = height - item.y1 + dy, height - item.y0 + dy
        boxes.append(np.asarray([[item.x0 + dx, top, item.x1 + dx, bottom]]))
    if not added:
        return glyphs
    order = np.argsort([*range(len(glyphs)), *behind], kind="stable")
    chars, source = [*glyphs.chars, *added], [*glyphs.source, *[-1] * len(added)]
    return make_glyphs(
        [chars[n] for n in order],
        np.asarray(baselines)[order],
        np.concatenate(boxes)[order],
        [source[n] for n in order],
    )


def _at(glyphs: Glyphs, near: dict[tuple[int, int], list[int]], x: float, y: float) -> int | None:
    """The glyph at a place; null where there is none."""
    column, row = round(x / SAME_PLACE), round(y / SAME_PLACE)
    for c in (column - 1, column, column + 1):
        for r in (row - 1, row, row + 1):
            for n in near.get((c, r), ()):
                if abs(x - glyphs.x0[n]) <= SAME_PLACE and abs(y - glyphs.baseline[n]) <= SAME_PLACE:
                    return n
    return None


def _shift(glyphs: Glyphs, chars: list[str], origins: list[Point]) -> Point:
    """How far glyphs stand from where pdfminer puts them: the two may measure from different page boxes."""
    counts, own = Counter(chars), Counter(glyphs.chars)
    places: dict[str, list[Point]] = defaultdict(list)
    for char, x, y in zip(glyphs.chars, glyphs.x0, glyphs.baseline, strict=True):
        if own[char] <= RARE:
            places[char].append((x, y))
    votes: Counter[tuple[int, int]] = Counter()
    for char, (lx, ly) in zip(chars, origins, strict=True):
        if char and counts[char] <= RARE:
            votes.update((round(x - lx), round(y - ly)) for x, y in places.get(char, ()))
    best = max(votes, key=lambda v: (votes[v], v), default=(0, 0))
    return (float(best[0]), float(best[1])) if votes[best] >= RARE else (0.0, 0.0)
