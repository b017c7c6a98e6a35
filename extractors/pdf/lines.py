"""Glyphs to lines of text: baselines clustered, letter-spacing mended.

A line is a list of glyph indices, with `BLANK` or `TAB` where white space belongs between two glyphs.
Between Chinese characters and their neighbours a blank carries no meaning (justified and letter-spaced
text is full of them) and is dropped, unless it is as wide as a gap between two columns.
"""

from __future__ import annotations

import ctypes
import itertools

import numpy as np

from extractors.frozen import frozen
from extractors.pdf import native
from extractors.pdf.glyph_columns import GlyphColumns, columns_of
from extractors.pdf.glyphs import Glyphs, is_wide, text_of

BLANK, TAB = -1, -2
"""Entries of a line that stand for inserted white space."""
WHITE = {BLANK: " ", TAB: "\t"}

BASELINE_TOLERANCE = 0.45
"""Glyphs whose baselines differ by less than this part of the glyph height share a line."""
WORD_GAP = 0.22
"""A gap wider than this part of the em separates two words of Latin letters or digits."""
BLANK_GAP = 0.1
"""The same where the file writes a blank between them."""
SET_APART = 0.8
"""A gap wider than this part of the em sets Chinese words apart, as in 「第一部分　部门概况」,"""
SET_APART_BY_BLANK = 0.3
"""or than this part where the file writes a blank,"""
APART_SHARE = 5
"""if there is at most one such gap for so many pairs of neighbours: else the line is justified."""
SMALLEST = 0.01
"""Points; a font of no size is taken for this one: sizes measure gaps."""
COLUMN_GAP = 2.0
"""A gap wider than this many ems separates two columns of text on one line."""
DOUBLED = 0.12
"""A glyph printed again within this part of its height is fake bold, not a second character."""
CLOSE_NUMBERS = 0.06
"""Between two numbers a gap is at least this part of the em wider than between two digits."""
LETTER_SPACED = 3
"""So many single digits in a row, each apart from the next, are one letter-spaced number."""
LONGEST_TITLE = 24
"""A letter-spaced title has at most so many characters;"""
TITLE_GAP = 0.4
"""each of its gaps is wider than this part of the em,"""
EVEN = 2.2
"""and the widest is less than so many times the middle one."""
STRETCH_GAP = 0.9
"""A gap wider than this many ems separates two cells of a line in a table without rules."""
NUMBER_GAP = 0.2
"""The same between two numbers."""
EDGE_GAP = 0.3
"""The same between a number and words."""
AMOUNT_GAP = 0.15
"""The same behind an amount that is complete: two sides of a table can stand as close as that."""
IN_NUMBERS = frozenset("0123456789.,-")
_NUMBER_SIGNS = "0123456789.,"
_SPACED_SIGNS = "0123456789.,%"
_POINTER, _LONG = native.POINTER, ctypes.c_int64
_find = native.function(
    "find_lines",
    _LONG,
    *(_POINTER, _POINTER, _POINTER, _POINTER, _LONG, _POINTER, _LONG),
    *(_POINTER, _POINTER, _POINTER, _POINTER),
)


@frozen
class Line:
    """One printed line: glyph indices with white space marks, box in points, size of its glyphs."""

    glyphs: tuple[int, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    text: str
    """What the line prints, white space where it carries meaning."""
    columns: int = 1
    """How many stretches of text the line has between gaps of `COLUMN_GAP` ems."""
    is_parted: bool = True
    """Whether a cell of a table without rules can end inside of it."""


def build_lines(glyphs: Glyphs, members: list[int]) -> list[Line]:
    """The lines that these glyphs form, top to bottom, each read left to right."""
    columns = columns_of(glyphs) if members else None
    lines = None if columns is None else _natively_built(columns, members)
    return lines if lines is not None else lines_in_python(glyphs, members)


def _natively_built(columns: GlyphColumns, members: list[int]) -> list[Line] | None:
    n = len(members)
    numbers, own = np.empty(6 * n), np.asarray(members, dtype=np.int64)
    counts, sequence = np.empty(3 * n, dtype=np.int32), np.empty(3 * n, dtype=np.int64)
    codes = np.empty(3 * n, dtype=np.uint32)
    n_lines = _find(
        *(*columns.boxes_to_kinds, len(columns.codes), own.ctypes.data, n, numbers.ctypes.data),
        *(counts.ctypes.data, sequence.ctypes.data, codes.ctypes.data),
    )
    if n_lines < 0:
        return None
    lines: list[Line] = []
    start = 0
    shapes = counts[: 3 * n_lines].reshape(-1, 3).tolist()
    boxes = numbers[: 6 * n_lines].reshape(-1, 6).tolist()
    total = sum(length for length, _, _ in shapes)
    text, glyphs = text_of(codes[:total]), tuple(sequence[:total].tolist())
    for (length, n_columns, parted), (x0, top, x1, bottom, baseline, size) in zip(shapes, boxes, strict=True):
        end = start + length
        own_text, own_glyphs = text[start:end], glyphs[start:end]
        lines.append(Line(own_glyphs, x0, top, x1, bottom, baseline, size, own_text, n_columns, parted == 1))
        start = end
    return lines


def lines_in_python(glyphs: Glyphs, members: list[int]) -> list[Line]:
    """What `native/lines.c` does."""
    if not members:
        return []
    baseline, top, bottom = glyphs.baseline, glyphs.top, glyphs.bottom
    order = sorted(members, key=baseline.__getitem__)
    lines: list[Line] = []
    row = [order[0]]
    for g in order[1:]:
        last = row[-1]
        height = min(bottom[g] - top[g], bottom[last] - top[last])
        if baseline[g] - baseline[last] > BASELINE_TOLERANCE * height:
            _append_line(lines, glyphs, row)
            row = []
        row.append(g)
    _append_line(lines, glyphs, row)
    return lines


def _append_line(lines: list[Line], glyphs: Glyphs, row: list[int]) -> None:
    chars, x0, x1 = glyphs.chars, glyphs.x0, glyphs.x1
    ids = sorted(row, key=x0.__getitem__)
    solid = [g for g in ids if not chars[g].isspace()]
    if not solid:
        return
    top, bottom, wide = glyphs.top, glyphs.bottom, glyphs.wide
    # a Chinese glyph is one em wide; the heights of boxes differ from font to font
    size = _middle([x1[g] - x0[g] for g in solid if wide[g]] or [bottom[g] - top[g] for g in solid])
    size = max(size, SMALLEST)
    if len(solid) == len(ids) and _is_tight(solid, glyphs, size):
        sequence, columns = solid, 1
    else:
        sequence, columns = _spaced(_without_doubles(solid, glyphs, size), ids, glyphs, size)
    lines.append(
        Line(
            tuple(sequence),
            x0[solid[0]],
            min([top[g] for g in solid]),
            max([x1[g] for g in solid]),
            max([bottom[g] for g in solid]),
            _middle([glyphs.baseline[g] for g in solid]),
            size,
            "".join([chars[g] if g >= 0 else WHITE[g] for g in sequence]),
            columns,
            _is_parted([g for g in sequence if g >= 0], glyphs, size),
        )
    )


def _is_tight(ids: list[int], glyphs: Glyphs, size: float) -> bool:
    """Is nothing doubled and no gap wide enough to mean anything? Then there is nothing to mend."""
    x0, x1 = glyphs.x0, glyphs.x1
    doubled, gap = DOUBLED * size, WORD_GAP * size
    return all(doubled <= x0[g] - x0[p] and x0[g] - x1[p] <= gap for p, g in itertools.pairwise(ids))


def _is_parted(ids: list[int], glyphs: Glyphs, size: float) -> bool:
    """Is a gap wide enough for a cell to end there, or may the line begin with an amount that is complete?"""
    chars, wide = glyphs.chars, glyphs.wide
    begins_number = not wide[ids[0]] or chars[ids[0]].isdigit()
    for p, g in itertools.pairwise(ids):
        gap = glyphs.x0[g] - glyphs.x1[p]
        sides = (chars[p] in IN_NUMBERS) + (chars[g] in IN_NUMBERS)
        if gap > AMOUNT_GAP * size and (
            gap > (STRETCH_GAP, EDGE_GAP, NUMBER_GAP)[sides] * size or (wide[g] and begins_number)
        ):
            return True
    return False


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _without_doubles(ids: list[int], glyphs: Glyphs, size: float) -> list[int]:
    chars, xs = glyphs.chars, glyphs.x0
    limit = DOUBLED * size
    kept: list[int] = []
    for g in ids:
        near = len(kept) - 1
        while near >= 0 and xs[g] - xs[kept[near]] < limit:
            if chars[g] == chars[kept[near]]:
                break
            near -= 1
        else:
            kept.append(g)
            continue
        if near < 0:
            kept.append(g)
    return kept


def _spaced(kept: list[int], with_blanks: list[int], glyphs: Glyphs, size: float) -> tuple[list[int], int]:
    """The sequence with white space where it carries meaning, and the number of columns."""
    chars = glyphs.chars
    x0, x1 = [glyphs.x0[g] for g in kept], [glyphs.x1[g] for g in kept]
    blanks = {g for g in with_blanks if chars[g].isspace()}
    has_blank_before = _blank_before(kept, with_blanks, blanks)
    gaps = [x0[i] - x1[i - 1] for i in range(1, len(kept))]
    letter_spaced = _is_letter_spaced([chars[g] for g in kept], gaps, size)
    apart = _set_apart([chars[g] for g in kept], gaps, has_blank_before, size)
    out = [kept[0]]
    columns = 1
    for i in range(1, len(kept)):
        gap = gaps[i - 1]
        if gap > COLUMN_GAP * size and not letter_spaced:
            out.append(TAB)
            columns += 1
        elif (
            not (is_wide(chars[kept[i]]) or is_wide(chars[kept[i - 1]]))
            and (gap > WORD_GAP * size or (has_blank_before[i] and gap > BLANK_GAP * size))
        ) or (i in apart and not letter_spaced):
            out.append(BLANK)
        out.append(kept[i])
    return _part_numbers(_join_spaced_digits(out, chars), glyphs, size), columns


def _set_apart(chars: list[str], gaps: list[float], blank_before: list[bool], size: float) -> set[int]:
    """Where a blank between two Chinese characters separates words: where such blanks are few in a line."""
    wide = [i for i in range(1, len(chars)) if is_wide(chars[i]) and is_wide(chars[i - 1])]
    far, far_by_blank = SET_APART * size, SET_APART_BY_BLANK * size
    apart = {i for i in wide if gaps[i - 1] > far or (blank_before[i] and gaps[i - 1] > far_by_blank)}
    return apart if len(apart) <= max(1, len(wide) // APART_SHARE) else set()


def _blank_before(kept: list[int], ids: list[int], blanks: set[int]) -> list[bool]:
    position = {g: n for n, g in enumerate(ids)}
    return [i > 0 and bool(blanks) and ids[position[g] - 1] in blanks for i, g in enumerate(kept)]


def _is_letter_spaced(chars: list[str], gaps: list[float], size: float) -> bool:
    """A title such as 目　　录: every gap is wide, and all alike."""
    if not gaps or len(chars) > LONGEST_TITLE:
        return False
    return min(gaps) > TITLE_GAP * size and max(gaps) < EVEN * _middle(gaps) and all(map(is_wide, chars))


def _join_spaced_digits(sequence: list[int], chars: list[str]) -> list[int]:
    """Drops the blanks inside 「2 0 2 6」 and 「1 2 1 , 3 4 5 . 6 7」."""
    if BLANK not in sequence:
        return sequence

    def single(k: int) -> bool:
        """Is the glyph at k a digit or a mark inside numbers that stands alone?"""
        g = sequence[k]
        return (
            g >= 0
            and chars[g] in _SPACED_SIGNS
            and (k == 0 or sequence[k - 1] < 0 or is_wide(chars[sequence[k - 1]]))
            and (k == len(sequence) - 1 or sequence[k + 1] < 0 or is_wide(chars[sequence[k + 1]]))
        )

    drop: set[int] = set()
    k = 0
    while k < len(sequence):
        if not single(k):
            k += 1
            continue
        run = [k]
        while k + 2 < len(sequence) and sequence[k + 1] == BLANK and single(k + 2):
            k += 2
            run.append(k)
        if len(run) >= LETTER_SPACED:
            drop.update(n + 1 for n in run[:-1])
        k += 1
    return [g for n, g in enumerate(sequence) if n not in drop]


def _part_numbers(sequence: list[int], glyphs: Glyphs, size: float) -> list[int]:
    """A blank wherever a number ends in a run of digits with several decimal points: labels of a chart stand
    so close that only the widest gaps tell them apart."""
    chars = glyphs.chars
    out: list[int] = []
    for is_number, group in itertools.groupby(sequence, lambda g: g >= 0 and chars[g] in _NUMBER_SIGNS):
        run = list(group)
        if is_number and sum(chars[g] == "." for g in run) > 1:
            gaps = [glyphs.x0[g] - glyphs.x1[p] for p, g in itertools.pairwise(run)]
            apart = _middle(gaps) + CLOSE_NUMBERS * size
            for gap, g in zip([0.0, *gaps], run, strict=True):
                out += [BLANK, g] if gap > apart else [g]
        else:
            out += run
    return out


def join_cell(lines: list[Line], glyphs: Glyphs) -> list[int]:
    """The lines of one cell as one sequence: blanks only between Latin words and between numbers."""
    out: list[int] = []
    chars = glyphs.chars
    for line in lines:
        if out and breaks_word(chars[out[-1]], chars[line.glyphs[0]]):
            out.append(BLANK)
        for k, g in enumerate(line.glyphs):
            if g >= 0:
                out.append(g)
            elif not (is_wide(chars[line.glyphs[k - 1]]) or is_wide(chars[line.glyphs[k + 1]])):
                out.append(BLANK)
    return out


def breaks_word(left: str, right: str) -> bool:
    """Does a line that ends with `left` need a blank before the next line's `right`?"""
    return left.isascii() and right.isascii() and left.isalpha() and right.isalpha()
