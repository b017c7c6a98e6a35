"""What the cells of a grid say against it: what stands in one cell belongs into several.

A rule that was not seen leaves two amounts, two codes, or a label and its amount in one cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.pdf.glyphs import Glyphs
from patterns import compiled

SHARED = "several amounts in one cell"
STACKED_CODES = "several codes in one cell"
MIXED = "words and amounts in one column of cells"
NEXT_LINE = 0.6
"""A baseline lower by more than this part of the glyph height is the next line's."""
WIDE_GAP = 1.5
"""A gap between a word and an amount wider than so many glyph heights is one between columns."""
MIXED_CELLS = 1
"""So many cells of one column with such a gap are no accident."""
CODE_LENGTHS = frozenset((3, 5, 7))
_NUMERIC = frozenset("0123456789.,-% ")


class Doubts:
    """Looks at the cells of one grid as they are read."""

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self._found: dict[str, None] = {}
        self._mixed: Counter[int] = Counter()

    def see(self, text: str, sequence: Sequence[int], col: int) -> None:
        """Takes the text of a cell, its glyphs (one entry for each character) and its column."""
        if not text or not text[-1].isdigit():
            return
        if text[0] in _NUMERIC:
            if (text.count(".") > 1 or len(text) > 5) and _NUMERIC.issuperset(text):
                self._see_numbers(self._pieces(text, sequence))
        elif "." in text and self._ends_apart(text, sequence):
            self._mixed[col] += 1

    def reasons(self) -> tuple[str, ...]:
        """Why the grid is doubtful; empty for most."""
        if any(count >= MIXED_CELLS for count in self._mixed.values()):
            self._found[MIXED] = None
        return tuple(self._found)

    def _see_numbers(self, pieces: list[str]) -> None:
        amount = compiled("layout")["amount"]
        if len(pieces) < 2:
            return
        if all(amount.fullmatch(piece) for piece in pieces):
            self._found[SHARED] = None
        elif all(piece.isdigit() and len(piece) in CODE_LENGTHS for piece in pieces):
            self._found[STACKED_CODES] = None

    def _pieces(self, text: str, sequence: Sequence[int]) -> list[str]:
        """The text in parts that stand on lines of their own or between blanks."""
        parts = [""]
        last = -1
        for char, g in zip(text, sequence, strict=True):
            if g < 0:
                parts.append("")
                continue
            if last >= 0 and self._falls(last, g):
                parts.append("")
            parts[-1] += char
            last = g
        return [part for part in parts if part]

    def _falls(self, last: int, g: int) -> bool:
        height = self._glyphs.bottom[last] - self._glyphs.top[last]
        return self._glyphs.baseline[g] - self._glyphs.baseline[last] > NEXT_LINE * height

    def _ends_apart(self, text: str, sequence: Sequence[int]) -> bool:
        """Does the text end with an amount that stands far to the right of the words before it?"""
        first = len(text)
        while text[first - 1] in "0123456789.,":
            first -= 1
        before = first - 1
        while before >= 0 and sequence[before] < 0:
            before -= 1
        if before < 0 or compiled("layout")["amount"].fullmatch(text[first:]) is None:
            return False
        g, last = sequence[first], sequence[before]
        height = self._glyphs.bottom[g] - self._glyphs.top[g]
        level = abs(self._glyphs.baseline[g] - self._glyphs.baseline[last]) < NEXT_LINE * height
        return level and self._glyphs.x0[g] - self._glyphs.x1[last] > WIDE_GAP * height
