"""Lines of text taken apart where cells end: the stretches between gaps."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from extractors.frozen import frozen
from extractors.pdf.glyphs import Glyphs
from extractors.pdf.lines import AMOUNT_GAP, EDGE_GAP, IN_NUMBERS, NUMBER_GAP, STRETCH_GAP, Line
from patterns import compiled
from patterns.shapes.layout import Layout

_BEGINS_AMOUNT = frozenset("0123456789-−")
LETTER_SPACED = 3
"""So many digits set apart are one number,"""
SPACED_GAP = 0.7
"""each less than this many ems from the next, and none"""
UNEVEN = 1.25
"""so many times as far as the first two;"""
LEAST_GAP = 0.1
"""a first gap narrower than this many ems counts as one of this."""
LONGEST_PIECE = 3
"""A piece of such a number has at most so many characters."""
CLEAR = 2.0
"""A gap between cells is at least so many times the usual gap of the stretch: else it is letter-spaced."""


@frozen
class Stretch:
    """What stands in one cell of a line."""

    glyphs: tuple[int, ...]
    x0: float
    x1: float
    text: str
    baseline: float
    is_amount: bool = False
    """A number that only an amount looks like; no code, no year, no ordinal."""

    @property
    def middle(self) -> float:
        """Half way between its left and its right edge."""
        return (self.x0 + self.x1) / 2

    @property
    def is_number(self) -> bool:
        """Whether it is an amount, or nothing but digits."""
        return self.is_amount or self.text.isdecimal()


def make_stretch(run: list[int], glyphs: Glyphs, *, is_first: bool = False) -> Stretch:
    """The stretch that these glyphs, left to right, print.

    A number without decimals is an amount only where it is not the first of its line (`is_first`): codes are.
    """
    text = "".join([glyphs.chars[g] for g in run])
    words = compiled(Layout)
    is_amount = text[0] in _BEGINS_AMOUNT and (
        words["amount"].fullmatch(text) is not None
        or (not is_first and words["whole_amount"].fullmatch(text) is not None)
    )
    return Stretch(
        tuple(run),
        glyphs.x0[run[0]],
        max([glyphs.x1[g] for g in run]),
        text,
        glyphs.baseline[run[0]],
        is_amount,
    )


def may_have_amounts(line: Line) -> bool:
    """Whether a line can have several stretches and one of them be an amount."""
    return line.is_parted and not _BEGINS_AMOUNT.isdisjoint(line.text)


def stretches_of(line: Line, glyphs: Glyphs) -> list[Stretch]:
    """The stretches of a line, left to right."""
    chars, x0, x1, size = glyphs.chars, glyphs.x0, glyphs.x1, line.size
    words = compiled(Layout)
    amount, whole, unit = words["amount"], words["whole_amount"], words["after_amount"]
    out: list[Stretch] = []
    run: list[int] = []

    def close() -> None:
        made = make_stretch(run, glyphs, is_first=not out)
        if out and out[-1].is_amount and unit.match(made.text):  # 「12.50 万元」 is prose
            out[-1] = replace(out[-1], is_amount=False)
        out.append(made)
        run.clear()

    def is_complete(text: str) -> bool:
        return amount.fullmatch(text) is not None or (bool(out) and whole.fullmatch(text) is not None)

    solid = [g for g in line.glyphs if g >= 0]
    for before, g in itertools.pairwise([solid[0], *solid]):
        gap = x0[g] - x1[before]
        if gap > AMOUNT_GAP * size:
            sides = (chars[before] in IN_NUMBERS) + (chars[g] in IN_NUMBERS)
            limit = (STRETCH_GAP, EDGE_GAP, NUMBER_GAP)[sides]
            if gap > limit * size or (glyphs.wide[g] and is_complete("".join([chars[k] for k in run]))):
                close()
        run.append(g)
    close()
    return _spaced_numbers_joined(out, glyphs, size) if len(out) > LETTER_SPACED else out


def _spaced_numbers_joined(stretches: list[Stretch], glyphs: Glyphs, size: float) -> list[Stretch]:
    """Numbers that are set digit by digit, each as far from the next: 8 7 3 . 2 7."""
    out: list[Stretch] = []
    run: list[Stretch] = []

    def close() -> None:
        if len(run) >= LETTER_SPACED and sum(len(s.text) == 1 for s in run) > 1:
            out.append(make_stretch([g for s in run for g in s.glyphs], glyphs, is_first=not out))
        else:
            out.extend(run)
        run.clear()

    for s in stretches:
        if len(s.text) > LONGEST_PIECE or not all(c in IN_NUMBERS for c in s.text):
            close()
            out.append(s)
            continue
        if run:
            gap = s.x0 - run[-1].x1
            usual = run[1].x0 - run[0].x1 if len(run) > 1 else gap
            if gap > SPACED_GAP * size or gap > UNEVEN * max(usual, LEAST_GAP * size):
                close()
        run.append(s)
    close()
    return out


def cut(
    stretch: Stretch, columns: Sequence[tuple[float, float]], glyphs: Glyphs, gap: float
) -> list[Stretch]:
    """The stretch taken apart at gaps of at least `gap` points that no column's text lies across, if these
    gaps are no letter-spacing."""
    gaps = [glyphs.x0[b] - glyphs.x1[a] for a, b in itertools.pairwise(stretch.glyphs)]
    if not gaps or max(gaps) < gap:
        return [stretch]
    usual = sorted(gaps)[len(gaps) // 2]
    parts: list[list[int]] = [[stretch.glyphs[0]]]
    for (a, b), wide in zip(itertools.pairwise(stretch.glyphs), gaps, strict=True):
        if wide >= max(gap, CLEAR * usual):
            left, right = glyphs.x1[a], glyphs.x0[b]
            if not any(x0 < left and right < x1 for x0, x1 in columns):
                parts.append([])
        parts[-1].append(b)
    return [make_stretch(part, glyphs) for part in parts] if len(parts) > 1 else [stretch]
