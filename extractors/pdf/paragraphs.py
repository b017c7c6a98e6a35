"""Lines to paragraphs: which printed lines read on into the next, over page breaks too.

A line reads on when it is full (the next line's first word would not have fitted) and the next one is not
indented. What repeats in the margins of pages of prose (running heads) and page numbers are furniture.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median

import numpy as np

from extractors.frozen import frozen
from extractors.pdf.glyphs import Glyphs, is_wide
from extractors.pdf.lines import Line
from patterns import compiled, load
from patterns.shapes.layout import Layout

MARGIN = 0.12
"""The part of the page height at top and bottom where furniture stands."""
FULL = 0.6
"""A line is full when the next word, plus this many ems, would not have fitted."""
FULL_OPEN = 3.5
"""The same where no sentence ends with the line: line breaking may have pulled more than a word down."""
INDENT = 1.2
"""A line that starts this many ems further in begins a paragraph."""
PARAGRAPH_INDENT = 3.0
"""The first line of a paragraph begins at most so many ems behind the left edge of running text."""
SIZE_CHANGE = 0.15
"""Lines whose sizes differ by more than this part do not read on into one another."""
LINE_PITCH = 2.6
"""Lines of a paragraph stand at most this many glyph heights apart."""
LOWER = 0.75
"""Above this part of the page's height no line is a page number."""
COUNTED = 2
"""A line that counts so many pages is their number, wherever it stands below that."""
REPEATS = 3
"""So many pages of prose carry a running head before it is taken for one,"""
PROSE_SHARE = 0.25
"""and at least this part of all pages of prose."""
SAME_PLACE = 6.0
"""Positions are told apart to so many points: running heads and right edges waver by less."""
LONG_LINE = 0.5
"""A line longer than this part of the page's width may tell where running text ends."""
LEFT_PERCENTILE = 10
"""So many of a hundred lines may hang out to the left of running text."""
USUAL_LEFT, USUAL_RIGHT = 0.1, 0.9
"""The edges of running text in parts of the page's width, where no line tells them."""
SAME_EDGE = 0.5
"""Edges of lines of one block differ by less than this many ems."""
OVERHANG = 1.0
"""A line of a block may end this many ems behind the line above it: a closing mark hangs out."""
CENTRED_LINES = 2
"""No paragraph of more lines is centred."""
OFF_CENTRE = 1.2
"""The middle of a centred line lies within this many ems of the middle of the page,"""
SET_IN = 2.5
"""and it begins more than this many ems behind the left edge of running text."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines outside of grids of one page, with what is needed to judge them."""

    number: int
    width: float
    height: float
    glyphs: Glyphs
    lines: tuple[Line, ...]
    has_grid: bool


@frozen
class Run:
    """Lines that form one paragraph: (index into the list of pages, line)."""

    lines: tuple[tuple[int, Line], ...]
    furniture: bool
    centred: bool
    size: float


@dataclass(frozen=True, slots=True)
class _Margins:
    """The left and right edge of running text on a page, in points."""

    left: float
    right: float


def find_furniture(pages: list[PageLines]) -> set[tuple[int, int]]:
    """(index into pages, index into its lines) of page numbers and running heads."""
    page_number = compiled(Layout)["page_number"]
    furniture: set[tuple[int, int]] = set()
    places_of: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for p, page in enumerate(pages):
        for n, line in enumerate(page.lines):
            if not _is_in_margin(line, page):
                continue
            text = line.text
            if page_number.fullmatch(text.strip()):
                if _is_at_bottom(line, page) or n == 0:
                    furniture.add((p, n))
            else:
                places_of[text, round(line.baseline / SAME_PLACE)].append((p, n))
    furniture |= _counted(pages)
    prose = sum(not page.has_grid for page in pages)
    for places in places_of.values():
        on_prose = sum(not pages[p].has_grid for p, _ in places)
        if on_prose >= REPEATS and on_prose >= PROSE_SHARE * prose:
            furniture.update(places)
    return furniture


def _counted(pages: list[PageLines]) -> set[tuple[int, int]]:
    """Last lines of pages that number them though they stand above the margin: between dashes in the lower
    part of the page, or counting pages in one place."""
    patterns = compiled(Layout)
    found: set[tuple[int, int]] = set()
    counting: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for p, page in enumerate(pages):
        n = len(page.lines) - 1
        if n < 1 or page.lines[n].top < LOWER * page.height:
            continue
        text = page.lines[n].text.strip()
        number = patterns["counting_line"].fullmatch(text)
        if number is None:
            continue
        if patterns["dashed_page_number"].fullmatch(text):
            found.add((p, n))
        else:
            place = round(page.lines[n].baseline / SAME_PLACE)
            counting[page.number - int(number["number"]), place].append((p, n))
    return found.union(*(lines for lines in counting.values() if len(lines) >= COUNTED))


def build_runs(pages: list[PageLines]) -> list[Run]:
    """All paragraphs, page by page, top to bottom."""
    furniture = find_furniture(pages)
    margins = _margins(pages)
    runs: list[Run] = []
    open_run: list[tuple[int, Line]] = []
    aside: list[Run] = []

    def close() -> None:
        if open_run:
            runs.append(_run(pages, open_run, margins))
            open_run.clear()
        runs.extend(aside)
        aside.clear()

    for p, page in enumerate(pages):
        for n, line in enumerate(page.lines):
            if (p, n) in furniture:
                aside.append(Run(((p, line),), True, False, line.size))
                if not open_run:
                    close()
                continue
            if open_run and not _reads_on(pages, open_run, (p, line), margins):
                close()
            open_run.append((p, line))
        if page.has_grid:
            close()
    close()
    return runs


def _is_in_margin(line: Line, page: PageLines) -> bool:
    return line.bottom < MARGIN * page.height or _is_at_bottom(line, page)


def _is_at_bottom(line: Line, page: PageLines) -> bool:
    return line.top > (1 - MARGIN) * page.height


def _margins(pages: list[PageLines]) -> list[_Margins]:
    """The margins of each page; pages of one width share theirs."""
    rights: dict[int, list[float]] = defaultdict(list)
    lefts: dict[int, list[float]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            if line.columns > 1 or _is_in_margin(line, page):
                continue
            lefts[round(page.width)].append(line.x0)
            if line.x1 - line.x0 > LONG_LINE * page.width:
                rights[round(page.width)].append(line.x1)
    left_of = {width: float(np.percentile(known, LEFT_PERCENTILE)) for width, known in lefts.items()}
    right_of = {width: _mode(known) for width, known in rights.items()}
    return [
        _Margins(
            left_of.get(round(page.width), USUAL_LEFT * page.width),
            right_of.get(round(page.width), USUAL_RIGHT * page.width),
        )
        for page in pages
    ]


def _mode(values: list[float]) -> float:
    """The commonest position; of full lines there are more than of any other kind."""
    bins = Counter(round(v / SAME_PLACE) for v in values)
    best = max(bins, key=lambda b: (bins[b] + bins.get(b + 1, 0), b))
    return max(v for v in values if round(v / SAME_PLACE) in (best, best + 1))


def _reads_on(
    pages: list[PageLines], run: list[tuple[int, Line]], following: tuple[int, Line], margins: list[_Margins]
) -> bool:
    """Does the last line of a run go on with the following one?"""
    p, line = following
    q, last = run[-1]
    if last.columns > 1 or line.columns > 1:
        return False
    em = last.size
    if abs(line.size - em) > SIZE_CHANGE * em:
        return False
    if p == q and line.baseline - last.baseline > LINE_PITCH * em:
        return False
    if p > q + 1:
        return False
    glyphs = pages[p].glyphs
    ends_sentence = pages[q].glyphs.chars[last.glyphs[-1]] in load(Layout).sentence_ends
    needed, right = last.x1 + _first_word(line, glyphs), margins[q].right
    slack = FULL if ends_sentence else FULL_OPEN
    is_short = needed + slack * em <= right and not _is_block(run, line, em)
    if is_short and (ends_sentence or not _is_open(pages, run, (p, line), margins)):
        return False
    layout = compiled(Layout)
    last_text = last.text
    if layout["leaders"].search(last_text):
        return False
    is_surely_full = needed + FULL * em > right
    if layout["mark"].match(line.text):
        heads_part = len(run) == 1 and layout["part"].match(last_text) is not None
        if ends_sentence or not is_surely_full or heads_part:
            return False
    if line.x0 <= margins[p].left + INDENT * em:
        return True
    # a block set in as a whole: its lines start where the first one's second line started
    return line.x0 <= last.x0 + SAME_EDGE * em and len(run) > 1 and not ends_sentence


def _is_open(
    pages: list[PageLines], run: list[tuple[int, Line]], following: tuple[int, Line], margins: list[_Margins]
) -> bool:
    """Is a long line that ends no sentence followed by one at the very left? Then a word is broken in two, or
    the paragraph is set narrower than the others. (What is long and begins anew is indented.)"""
    (p, line), (q, last) = following, run[-1]
    return (
        last.x1 - last.x0 > LONG_LINE * pages[q].width
        and abs(line.x0 - margins[p].left) < SAME_EDGE * line.size
        and last.x0 <= margins[q].left + PARAGRAPH_INDENT * last.size
        and is_wide(pages[q].glyphs.chars[last.glyphs[-1]])
        and is_wide(pages[p].glyphs.chars[line.glyphs[0]])
    )


def _is_block(run: list[tuple[int, Line]], line: Line, em: float) -> bool:
    """Lines of a narrow, justified block end where the line above them ended."""
    if len(run) < 2:
        return False
    (_, before), (_, last) = run[-2], run[-1]
    same_right = abs(before.x1 - last.x1) < SAME_EDGE * em
    same_left = abs(line.x0 - last.x0) < SAME_EDGE * em
    return same_right and same_left and line.x1 <= last.x1 + OVERHANG * em


def _first_word(line: Line, glyphs: Glyphs) -> float:
    """The width of what could not have been broken off this line's start, in points."""
    first = line.glyphs[0]
    end = glyphs.x1[first]
    if not is_wide(glyphs.chars[first]):
        for g in line.glyphs[1:]:
            if g < 0 or is_wide(glyphs.chars[g]):
                break
            end = glyphs.x1[g]
    return end - glyphs.x0[first]


def _run(pages: list[PageLines], lines: list[tuple[int, Line]], margins: list[_Margins]) -> Run:
    centred = len(lines) <= CENTRED_LINES and all(
        abs((line.x0 + line.x1) / 2 - pages[p].width / 2) < OFF_CENTRE * line.size
        and line.x0 > margins[p].left + SET_IN * line.size
        for p, line in lines
    )
    return Run(tuple(lines), False, centred, median([line.size for _, line in lines]))
