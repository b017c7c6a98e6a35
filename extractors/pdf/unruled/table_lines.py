"""Which lines of a page are a table without vertical rules, and which of them its header.

A run of lines that each hold an amount and something beside it, one below the other; above them the lines of
heads up to a rule, to the line of the unit, to the title, or to a gap.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.glyphs import Glyphs
from extractors.pdf.lines import Line
from extractors.pdf.unruled.heads import Interval
from extractors.pdf.unruled.stretches import Stretch
from extractors.pdf.unruled.text_rows import ABOVE_BASELINE, BESIDE, OVERLAP
from patterns import compiled, load
from patterns.shapes.layout import Layout

MIN_ROWS = 3
"""So many lines with amounts, one below the other, make a table; or"""
MIN_AMOUNTS = 4
"""so many amounts in one line below a header."""
ROW_PITCH = 4.5
"""Rows of one table stand at most this many ems apart."""
HEAD_PITCH = 4.2
"""Lines of a header and its first row stand at most this many ems apart, if the rows stand no farther."""
FIRST_LINE = 1.8
"""The first line of a head of the last column stands at most this many ems above the others."""
ROW_PITCHES = 1.3
"""If they do: at most so many times as far as the first lines of the body."""
FIRST_ROWS = 4
"""So many lines of the body tell how far apart its rows stand."""
MAX_BETWEEN = 5
"""Lines of labels between two lines of amounts."""
MAX_HEADER_LINES = 12
"""More lines above the amounts are no header."""
HEADER_HEIGHT = 60.0
"""Points; the rule over a header has no other rule so close above it: that would be one inside of it."""
LARGER = 1.15
"""A title is set larger than this many times the size of the body."""
LONGEST_HEAD = 20
"""A single text of more characters is no head."""
SHORTEST_CODE = 3
"""Digits; fewer are an ordinal."""
MIN_NUMBERS = 2
"""So many numbers of columns in a line, beside at most"""
MAX_OTHERS = 2
"""so many other texts, number the columns."""
RULE_SHARE = 0.6
"""A rule across a table is at least this part as long as the table is wide."""


@dataclass(frozen=True, slots=True)
class UnruledPage:
    """The lines of a page outside of ruled grids, taken apart."""

    lines: tuple[Line, ...]
    rows: list[list[Stretch]]
    """The stretches of each line."""
    glyphs: Glyphs
    rules: NDArray[np.float64]
    """Horizontal rules: (position, low, high)."""


def is_row(row: Sequence[Stretch]) -> bool:
    """Whether a line holds an amount and something beside it."""
    return len(row) >= 2 and any(s.is_amount for s in row)


def run_end(page: UnruledPage, start: int) -> int | None:
    """Where the run of lines ends whose first line of amounts is `start`; null where none begins there."""
    lines, rows = page.lines, page.rows
    if not is_row(rows[start]):
        return None
    end = start + 1
    for n in range(start + 1, len(lines)):
        if lines[n].baseline - lines[n - 1].baseline > ROW_PITCH * lines[n].size:
            break
        if is_row(rows[n]):
            end = n + 1
        elif n - end >= MAX_BETWEEN or _is_above_table(page, n) or _is_sentence(rows[n]):
            break
    return end


def is_table(page: UnruledPage, top: int, start: int, stop: int) -> bool:
    """Whether lines `start` to `stop`, with a header from line `top` on, hold enough amounts for a table."""
    rows = [row for row in page.rows[start:stop] if is_row(row)]
    if len(rows) >= MIN_ROWS:
        return True
    return top < start and any(sum(s.is_amount for s in row) >= MIN_AMOUNTS for row in rows)


def _is_sentence(row: Sequence[Stretch]) -> bool:
    full_stop = load(Layout).full_stop
    return any(full_stop in s.text for s in row)


def _is_above_table(page: UnruledPage, n: int) -> bool:
    """Whether line n names a table, its unit or its body: no table goes on over it."""
    return compiled(Layout)["above_table"].search(page.lines[n].text) is not None


def _begins_row(row: Sequence[Stretch]) -> bool:
    """Whether a line begins as fixed rows do (一、), or with a code."""
    first = row[0].text
    return (first.isdecimal() and len(first) >= SHORTEST_CODE) or has_mark(row)


def has_mark(row: Sequence[Stretch]) -> bool:
    """Whether a text of a line begins with a mark (一、)."""
    mark = compiled(Layout)["mark"]
    return any(mark.match(s.text) is not None for s in row)


def is_number_line(row: Sequence[Stretch]) -> bool:
    """Whether a line numbers the columns: 栏次 1 2 3."""
    number = compiled(Layout)["column_number"]
    plain = [s for s in row if number.fullmatch(s.text)]
    return len(plain) >= MIN_NUMBERS and len(row) - len(plain) <= MAX_OTHERS


def across(page: UnruledPage, x0: float, x1: float) -> list[float]:
    """Positions of the rules that cross most of this width."""
    rules = page.rules
    if not len(rules):
        return []
    covered = np.minimum(rules[:, 2], x1) - np.maximum(rules[:, 1], x0)
    return sorted(rules[covered >= RULE_SHARE * (x1 - x0), 0].tolist())


def first_row_of(page: UnruledPage, start: int, low: int) -> int:
    """Lines above the first amounts that are body already: an overlapping label, rows of words, 栏次 1 2."""
    lines, rows = page.lines, page.rows
    x0, x1 = rows[start][0].x0, rows[start][-1].x1
    rules = across(page, x0, x1)
    first = start
    while first > low:
        above = lines[first - 1]
        distance = (lines[first].baseline - above.baseline) / above.size
        if any(above.baseline < y < lines[first].baseline - ABOVE_BASELINE * above.size for y in rules):
            break
        begins = _begins_row(rows[first - 1]) and not _is_above_table(page, first - 1)
        amounts = [s.x0 for s in rows[first] if s.is_amount]
        is_label = not amounts or rows[first - 1][0].x1 < min(amounts)
        beside = distance < BESIDE and is_label and _are_beside(rows[first - 1], rows[first])
        touches = distance < OVERLAP or beside
        if distance > HEAD_PITCH or not (touches or (begins and len(rows[first - 1]) > 1)):
            break
        first -= 1
    while first > low and is_number_line(rows[first - 1]):
        first -= 1
    return first


def _are_beside(above: Sequence[Stretch], below: Sequence[Stretch]) -> bool:
    """Whether nothing of one line stands over anything of the other."""
    return not any(a.x0 < b.x1 and a.x1 > b.x0 for a in above for b in below)


def header_start(page: UnruledPage, first_row: int, stop: int, low: int) -> int:
    """The lines of the header: up to the rule above it, to the line of the unit, the title, or a gap."""
    lines, rows = page.lines, page.rows
    width = (min(r[0].x0 for r in rows[first_row:stop]), max(r[-1].x1 for r in rows[first_row:stop]))
    rules = across(page, *width)
    pitch = max(HEAD_PITCH, ROW_PITCHES * _row_pitch(page, first_row))
    first = n = first_row
    while n > max(low, first_row - MAX_HEADER_LINES):
        above = lines[n - 1]
        gap = (lines[n].baseline - above.baseline) / max(above.size, lines[n].size)
        if gap > pitch or _is_above_table(page, n - 1) or _is_sentence(rows[n - 1]):
            break
        low_end = lines[n].baseline - ABOVE_BASELINE * lines[n].size
        has_between = any(above.baseline < y < low_end for y in rules)
        has_close_above = any(0 < above.baseline - y < HEADER_HEIGHT for y in rules)
        if n < first_row and has_between and not has_close_above:
            break  # the rule over the header
        n -= 1
        # a line of one cell belongs to the header only below a line of several, beside the line below it, or
        # as a head over others
        is_small = above.size <= LARGER * max(lines[first_row].size, lines[n + 1].size)
        if len(rows[n]) >= 2 or (
            first == n + 1 and is_small and (gap < BESIDE or _is_over(rows[n][0], width, gap))
        ):
            first = n
    return first


def _row_pitch(page: UnruledPage, first_row: int) -> float:
    """The distance of the first lines of the body, in ems."""
    lines = page.lines[first_row : first_row + FIRST_ROWS]
    return max(((b.baseline - a.baseline) / a.size for a, b in itertools.pairwise(lines)), default=0.0)


def are_labels(page: UnruledPage, above: range, body: range) -> bool:
    """Whether lines above the first amounts stand where the body has no amounts: lines of a label."""
    amounts = [s for n in body for s in page.rows[n] if s.is_amount]
    words = [s for n in above for s in page.rows[n]]
    return (
        bool(words)
        and not any(w.x0 < a.x1 and w.x1 > a.x0 for w in words for a in amounts)
        and all(any(w.x0 < s.x1 and w.x1 > s.x0 for n in body for s in page.rows[n]) for w in words)
    )


def _is_over(head: Stretch, width: Interval, gap: float) -> bool:
    """Whether a single text can be a head over a part of the table below it, or the first line of a head."""
    left, right = width
    em = (head.x1 - head.x0) / len(head.text)
    if compiled(Layout)["mark"].match(head.text) or len(head.text) > LONGEST_HEAD:
        return False
    inside = left + em < head.x0 and head.middle < right + em
    return inside and (head.x1 < right or gap <= FIRST_LINE)


def last_line(page: UnruledPage, stop: int) -> int:
    """The lower half of the last row's label, where its amounts stand above the middle of it."""
    while stop < len(page.lines):
        line, above = page.lines[stop], page.lines[stop - 1]
        distance = (line.baseline - above.baseline) / line.size
        touches = distance < OVERLAP or (
            distance < BESIDE and _are_beside(page.rows[stop - 1], page.rows[stop])
        )
        if not touches or _is_above_table(page, stop):
            break
        stop += 1
    return stop
