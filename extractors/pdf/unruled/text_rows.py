"""Rows of a table that no rule separates: which of its lines are one row.

A label that was wrapped stands on several lines and its amounts on the first, the middle, the last of them or
between two. What tells: rows are farther apart than lines of one label, a wrapped line is full, and no row
has two lines of amounts.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from extractors.pdf.lines import Line
from extractors.pdf.unruled.stretches import Stretch

OVERLAP = 0.8
"""Lines closer than this many ems cannot be of two rows: they would touch."""
BESIDE = 1.15
"""Nor can lines closer than this that have nothing in the same column: an amount half a line beside its
label."""
WRAP_PITCH = 2.2
"""Lines of one label are at most this many ems apart."""
FULL = 1.35
"""A line is full when less than this many ems are left in its column."""
TIE = 0.12
"""Distances that differ by less than this many ems are the same."""
ABOVE_BASELINE = 0.3
"""A rule between two lines lies more than this many ems above the baseline of the lower: else it runs through
its text."""
USUAL = 1.02
"""Lines of one label are no farther apart than rows usually are, within this factor."""
UNKNOWN_PITCH = 9.0
"""Ems between two rows where no two lines of amounts follow one another: farther than any row."""


def group_rows(
    lines: Sequence[Line],
    rows: Sequence[Sequence[Stretch]],
    column_of: Callable[[Stretch], int],
    begins: Callable[[Sequence[Stretch]], bool],
    rules: Sequence[float] = (),
) -> list[list[int]]:
    """Positions in `lines` by row, top to bottom. `begins` says of a line that its words begin a row; `rules`
    are the positions of rules across the table: none of them runs through a row."""
    if not lines:
        return []
    right: dict[int, float] = {}
    for row in rows:
        for s in row:
            column = column_of(s)
            right[column] = max(right.get(column, s.x1), s.x1)
    anchors = [any(s.is_amount for s in row) for row in rows]
    pitch = _row_pitch(lines, anchors)
    ruled = _separates_rows(lines, anchors, rules)
    joined: list[bool] = []
    for n in range(len(lines) - 1):
        above, below = lines[n], lines[n + 1]
        distance = (below.baseline - above.baseline) / above.size
        if any(above.baseline < y < below.baseline - ABOVE_BASELINE * below.size for y in rules):
            joined.append(False)
        elif (
            ruled
            or distance < OVERLAP
            or (distance < BESIDE and _are_beside(rows[n], rows[n + 1], column_of))
        ):
            joined.append(True)
        else:
            # codes and amounts stand in the middle of their row: below words alone they begin nothing
            begun = begins(rows[n + 1]) or (_is_coded(rows[n + 1]) and (anchors[n] or _is_coded(rows[n])))
            wrapped = distance <= min(WRAP_PITCH, pitch * USUAL) and not begun
            joined.append(wrapped and _goes_on(rows[n], rows[n + 1], column_of, right, above.size))
    groups = [[0]]
    for n, is_joined in enumerate(_cut_between_anchors(lines, anchors, joined), 1):
        if is_joined:
            groups[-1].append(n)
        else:
            groups.append([n])
    return groups


def _are_beside(
    above: Sequence[Stretch], below: Sequence[Stretch], column_of: Callable[[Stretch], int]
) -> bool:
    """Whether two lines fill different columns, one with amounts and the other without."""
    different = {column_of(s) for s in above}.isdisjoint(column_of(s) for s in below)
    return different and any(s.is_amount for s in above) != any(s.is_amount for s in below)


def _row_pitch(lines: Sequence[Line], anchors: Sequence[bool]) -> float:
    """The usual distance between two lines of amounts, in ems."""
    distances = sorted(
        (b.baseline - a.baseline) / a.size
        for (a, b), (x, y) in zip(itertools.pairwise(lines), itertools.pairwise(anchors), strict=True)
        if x and y
    )
    return distances[len(distances) // 2] if distances else UNKNOWN_PITCH


def _separates_rows(lines: Sequence[Line], anchors: Sequence[bool], rules: Sequence[float]) -> bool:
    """Whether there is a rule between any two lines of amounts: then rules alone tell the rows."""
    at = [line.baseline for line, anchor in zip(lines, anchors, strict=True) if anchor]
    between = [any(a < y < b for y in rules) for a, b in itertools.pairwise(at)]
    return len(between) > 1 and all(between)


def _goes_on(
    above: Sequence[Stretch],
    below: Sequence[Stretch],
    column_of: Callable[[Stretch], int],
    right: dict[int, float],
    size: float,
) -> bool:
    """Whether a full label above goes on in the same column below."""
    full = {column_of(s) for s in above if not s.is_number and s.x1 > right[column_of(s)] - FULL * size}
    words = [column_of(s) for s in below if not s.is_number]
    return bool(words) and any(c in full for c in words)


def _is_coded(row: Sequence[Stretch]) -> bool:
    return row[0].text.isdecimal() and not row[0].is_amount


def _cut_between_anchors(lines: Sequence[Line], anchors: Sequence[bool], joined: list[bool]) -> list[bool]:
    """`joined` with every chain cut that holds two lines of amounts: at its widest gap, else where both
    labels are balanced about their amounts."""
    cut = list(joined)
    marked = [n for n, anchor in enumerate(anchors) if anchor]
    start = -1
    for a, b in itertools.pairwise(marked):
        links = range(a, b)
        if all(cut[n] for n in links):
            gaps = {n: (lines[n + 1].baseline - lines[n].baseline) / lines[n].size for n in links}
            widest = max(gaps.values())
            ties = [n for n in links if gaps[n] > widest - TIE]
            best = min(ties, key=lambda n: _unbalance(lines, start + 1, n, a))
            cut[best] = False
            start = best
        else:
            start = max(n for n in links if not cut[n])
    return cut


def _unbalance(lines: Sequence[Line], first: int, last: int, anchor: int) -> float:
    """How far the middle of these lines lies from the line of their amounts."""
    middle = (lines[first].baseline + lines[last].baseline) / 2
    return abs(middle - lines[anchor].baseline)
