"""The header of a table without rules between its columns: which texts of its lines are one head.

Lines of one head stand close below one another and are centred alike; a wrapped line is full. Which head
stands over which, `head_tree` says.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.pdf.lines import Line
from extractors.pdf.unruled.head_columns import match
from extractors.pdf.unruled.head_tree import head_tree
from extractors.pdf.unruled.heads import LEVEL, Head, Interval, head_of, with_line
from extractors.pdf.unruled.stretches import Stretch

TIGHT_PITCH = 0.8
"""Lines of one head are more than this many ems apart;"""
WRAP_PITCH = 1.8
"""mostly at most this many,"""
WIDE_PITCH = 2.3
"""and never more than this."""
SAME_MIDDLE = 0.75
"""Lines of one head are centred within so many ems,"""
SAME_LEFT = 1.0
"""or begin within so many points."""
WIDER = 1.0
"""A line of a head is at most this many ems wider than the line above it, if both are centred."""
SAME_LINE = 0.15
"""Baselines that differ by less than this many ems are of one line."""
BETWEEN = 2.0
"""A text between two others stands in the middle of them within this many ems."""
CELL_MARGIN = 0.8
"""So many ems of a column's width stay blank beside a full line."""
BESIDE_COLUMN = 1.0
"""A head stands out of its column by less than this many ems."""

Rule = tuple[float, float, float]
"""A horizontal rule: position, low and high end."""


def read_heads(
    lines: Sequence[Line],
    rows: Sequence[Sequence[Stretch]],
    edges: Sequence[float],
    columns: Sequence[Interval],
    rules: Sequence[Rule] = (),
) -> list[Head]:
    """The heads of the top level, left to right, of the header that these lines form.

    `rows` are the texts of the lines; `edges` are the right edges of columns of amounts, which tell how wide
    these are; `columns` is what the body fills; no rule runs through a head.
    """
    heads: list[Head] = []
    for line, row in zip(lines, rows, strict=True):
        above = [_above(stretch, heads, rules) for stretch in row]
        new: list[Head] = []
        for n, (stretch, k) in enumerate(zip(row, above, strict=True)):
            if k is not None and _goes_on(_Beside(row, above, n), heads[k], edges):
                heads[k] = with_line(heads[k], stretch, line.size)
            else:
                new.append(head_of(stretch, line.size))
        heads.extend(new)
    return head_tree(_with_reach(heads, columns))


@dataclass(frozen=True, slots=True)
class _Beside:
    """The n-th text of a line among the others, each with the position of the head that it can go on."""

    row: Sequence[Stretch]
    above: Sequence[int | None]
    n: int


def _goes_on(text: _Beside, head: Head, edges: Sequence[float]) -> bool:
    """Whether a text that can go on a head does so."""
    stretch = text.row[text.n]
    if _is_between(text, head):
        return False
    if _is_full(head.last, stretch, edges, head.size):
        return True
    beside = [text.above[m] for m in (text.n - 1, text.n + 1) if 0 <= m < len(text.row)]
    is_close = stretch.baseline - head.last.baseline <= WRAP_PITCH * head.size
    return is_close and all(k is not None for k in beside)


def _with_reach(heads: Sequence[Head], columns: Sequence[Interval]) -> list[Head]:
    """The heads, those of single columns with what their columns fill."""
    lowest = sorted((h for h in heads if not _has_below(h, heads)), key=lambda h: h.middle)
    reached: dict[Head, Head] = {}
    for head, k in zip(lowest, match(lowest, columns), strict=True):
        if k is not None:
            left, right = columns[k]
            x0, x1 = min(head.x0, left), max(head.x1, right)
            is_leaf = head.overlaps(left, right) and not any(
                h.height > head.height + LEVEL * head.size and h.overlaps(x0, x1) for h in heads
            )
            reached[head] = replace(head, reach=(x0, x1), is_leaf=is_leaf)
    return [reached.get(head, head) for head in heads]


def _has_below(head: Head, heads: Sequence[Head]) -> bool:
    low = head.height + LEVEL * head.size
    return any(h.height > low and h.overlaps(head.x0, head.x1) for h in heads)


def _above(stretch: Stretch, heads: Sequence[Head], rules: Sequence[Rule]) -> int | None:
    """The position of the head whose last line this stretch can go on."""
    for k in reversed(range(len(heads))):
        head, last = heads[k], heads[k].last
        near = TIGHT_PITCH * head.size < stretch.baseline - last.baseline <= WIDE_PITCH * head.size
        same = abs(last.middle - stretch.middle) <= SAME_MIDDLE * head.size
        widths = stretch.x1 - stretch.x0 <= last.x1 - last.x0 + (WIDER + SAME_MIDDLE) * head.size
        if near and widths and (same or abs(last.x0 - stretch.x0) < SAME_LEFT):
            ruled = any(last.baseline < y < stretch.baseline and a < stretch.middle < b for y, a, b in rules)
            # a text higher than its cell runs over the rule: it is written in one piece
            return None if ruled and stretch.glyphs[0] != last.glyphs[-1] + 1 else k
    return None


def _is_full(stretch: Stretch, following: Stretch, edges: Sequence[float], size: float) -> bool:
    """Whether a line of a head fills the width of its column: what follows would not fit. (No line
    ends with an opening bracket or begins with a closing one.)"""
    needed = size * _first_unit(following.text)
    outside = BESIDE_COLUMN * size
    for left, right in itertools.pairwise(edges):
        if left - outside < stretch.x0 and stretch.x1 < right + outside:
            return stretch.x1 - stretch.x0 + needed > right - left - CELL_MARGIN * size
    return False


def _is_between(text: _Beside, head: Head) -> bool:
    """Whether a text stands between two like it, none of them below a text of its own: the heads of three
    columns below a head over all of them."""
    row, above, n = text.row, text.above, text.n
    if not 0 < n < len(row) - 1 or above[n - 1] is not None or above[n + 1] is not None:
        return False
    left, right = row[n - 1], row[n + 1]
    level = max(abs(s.baseline - row[n].baseline) for s in (left, right)) < SAME_LINE * head.size
    return level and abs((left.middle + right.middle) / 2 - head.middle) < BETWEEN * head.size


def _first_unit(text: str) -> int:
    """How many characters at the beginning of a line cannot be parted."""
    length = 1
    while length < len(text) and unicodedata.category(text[length - 1]) in ("Ps", "Pi"):
        length += 1
    while length < len(text) and unicodedata.category(text[length]) in ("Pe", "Pf", "Po"):
        length += 1
    return length
