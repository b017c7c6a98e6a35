"""Lines to paragraphs: which printed lines read on into the next, over page breaks too.

A line reads on when it is full (the next line's first word would not have fitted) and the next one is not
indented. What repeats in the margins of pages of prose (running heads) and page numbers are furniture.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

import patterns
from extractors.pdf.glyphs import Glyphs, is_wide
from extractors.pdf.lines import Line

MARGIN = 0.12
"""The part of the page height at top and bottom where furniture stands."""
FULL = 0.6
"""A line is full when the next word, plus this many ems, would not have fitted."""
FULL_OPEN = 3.5
"""The same where no sentence ends with the line: line breaking may have pulled more than a word down."""
INDENT = 1.2
"""A line that starts this many ems further in begins a paragraph."""
SIZE_CHANGE = 0.15
"""Lines whose sizes differ by more than this part do not read on into one another."""
LINE_PITCH = 2.6
"""Lines of a paragraph stand at most this many glyph heights apart."""
REPEATS = 3
"""So many pages of prose carry a running head before it is taken for one."""
_TERMINAL = "。；;：:！？!?"


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines outside of grids of one page, with what is needed to judge them."""

    number: int
    width: float
    height: float
    glyphs: Glyphs
    lines: tuple[Line, ...]
    has_grid: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that form one paragraph: (index into the list of pages, line)."""

    lines: tuple[tuple[int, Line], ...]
    furniture: bool
    centred: bool
    size: float


def find_furniture(pages: list[PageLines]) -> set[tuple[int, int]]:
    """(index into pages, index into its lines) of page numbers and running heads."""
    page_number = patterns.compiled("layout")["page_number"]
    found: set[tuple[int, int]] = set()
    where: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for p, page in enumerate(pages):
        for n, line in enumerate(page.lines):
            at_top = line.bottom < MARGIN * page.height
            at_bottom = line.top > (1 - MARGIN) * page.height
            if not (at_top or at_bottom):
                continue
            text = line.text(page.glyphs)
            if page_number.fullmatch(text.strip()):
                if at_bottom or n == 0:
                    found.add((p, n))
            else:
                where[text, round(line.baseline / 6)].append((p, n))
    prose = sum(not page.has_grid for page in pages)
    for places in where.values():
        on_prose = sum(not pages[p].has_grid for p, _ in places)
        if on_prose >= REPEATS and on_prose >= 0.25 * prose:
            found.update(places)
    return found


def build_runs(pages: list[PageLines]) -> list[Run]:
    """All paragraphs, page by page, top to bottom."""
    furniture = find_furniture(pages)
    rights, lefts = _margins(pages)
    runs: list[Run] = []
    open_run: list[tuple[int, Line]] = []
    aside: list[Run] = []

    def close() -> None:
        if open_run:
            runs.append(_run(pages, open_run, lefts))
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
            if open_run and not _reads_on(pages, open_run, (p, line), rights, lefts):
                close()
            open_run.append((p, line))
        if page.has_grid:
            close()
    close()
    return runs


def _margins(pages: list[PageLines]) -> tuple[list[float], list[float]]:
    """The right and left edge of running text, per page; pages of one width share theirs."""
    rights: dict[int, list[float]] = defaultdict(list)
    lefts: dict[int, list[float]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            if (
                line.columns > 1
                or line.bottom < MARGIN * page.height
                or line.top > (1 - MARGIN) * page.height
            ):
                continue
            lefts[round(page.width)].append(line.x0)
            if line.x1 - line.x0 > 0.5 * page.width:
                rights[round(page.width)].append(line.x1)
    out_right, out_left = [], []
    for page in pages:
        known_right, known_left = rights[round(page.width)], lefts[round(page.width)]
        out_right.append(_mode(known_right) if known_right else 0.9 * page.width)
        out_left.append(float(np.percentile(known_left, 10)) if known_left else 0.1 * page.width)
    return out_right, out_left


def _mode(values: list[float]) -> float:
    """The commonest position, to 6 points; of full lines there are more than of any other kind."""
    bins = Counter(round(v / 6) for v in values)
    best = max(bins, key=lambda b: (bins[b] + bins.get(b + 1, 0), b))
    return max(v for v in values if round(v / 6) in (best, best + 1))


def _reads_on(
    pages: list[PageLines],
    run: list[tuple[int, Line]],
    following: tuple[int, Line],
    rights: list[float],
    lefts: list[float],
) -> bool:
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
    end = pages[q].glyphs.chars[last.glyphs[-1]]
    slack = FULL if end in _TERMINAL else FULL_OPEN
    if last.x1 + _first_word(line, glyphs) + slack * em <= rights[q] and not _is_block(run, line, em):
        return False
    layout = patterns.compiled("layout")
    if layout["leaders"].search(last.text(pages[q].glyphs)):
        return False
    is_surely_full = last.x1 + _first_word(line, glyphs) + FULL * em > rights[q]
    if layout["mark"].match(line.text(glyphs)):
        heads_part = len(run) == 1 and layout["part"].match(last.text(pages[q].glyphs)) is not None
        if end in _TERMINAL or not is_surely_full or heads_part:
            return False
    if line.x0 <= lefts[p] + INDENT * em:
        return True
    # a block set in as a whole: its lines start where the first one's second line started
    return line.x0 <= last.x0 + 0.5 * em and len(run) > 1 and end not in _TERMINAL


def _is_block(run: list[tuple[int, Line]], line: Line, em: float) -> bool:
    """Lines of a narrow, justified block end where the line above them ended."""
    if len(run) < 2:
        return False
    (_, before), (_, last) = run[-2], run[-1]
    return (
        abs(before.x1 - last.x1) < 0.5 * em and abs(line.x0 - last.x0) < 0.5 * em and line.x1 <= last.x1 + em
    )


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


def _run(pages: list[PageLines], lines: list[tuple[int, Line]], lefts: list[float]) -> Run:
    centred = len(lines) <= 2 and all(
        abs((line.x0 + line.x1) / 2 - pages[p].width / 2) < 1.2 * line.size
        and line.x0 > lefts[p] + 2.5 * line.size
        for p, line in lines
    )
    sizes = [line.size for _, line in lines]
    return Run(tuple(lines), False, centred, float(np.median(sizes)))
