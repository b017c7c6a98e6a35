"""What the cells of a grid say against it: what stands in one cell belongs into several.

A rule that was not seen leaves two amounts, two codes, or a label and its amount in one cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.pdf.cell_text import NEXT_LINE, NUMERIC, PrintedCells
from extractors.pdf.glyphs import Glyphs
from patterns import compiled
from patterns.shapes.layout import Layout

SHARED = "several amounts in one cell"
STACKED_CODES = "several codes in one cell"
MIXED = "words and amounts in one column of cells"
GLUED = "words before an amount in a column of amounts"
WIDE_GAP = 1.5
"""A gap between a word and an amount wider than so many glyph heights is one between columns."""
MAINLY = 2
"""A column with more than so many amounts for each cell of words is one of amounts."""
CODE_LENGTHS = frozenset((3, 5, 7))
"""Digits of a code of the functional classification, by its level."""
SHORTEST_PAIR = 5
"""A text of no more characters holds no two codes or amounts without decimals."""


def doubts_of(
    glyphs: Glyphs, printed: PrintedCells, texts: Sequence[str], columns: Sequence[int]
) -> tuple[str, ...]:
    """Why a grid is doubtful; empty for most. `texts` and `columns` are those of its cells."""
    if not printed.is_suspect:
        return ()
    doubts = Doubts(glyphs)
    for n, (text, column) in enumerate(zip(texts, columns, strict=True)):
        if text and text[-1].isdigit():
            doubts.see(text, printed.sequence_of(n), column)
    return doubts.reasons()


class Doubts:
    """Looks at the cells of one grid as they are read."""

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self._reasons: dict[str, None] = {}
        self._mixed: Counter[int] = Counter()
        self._glued: Counter[int] = Counter()
        self._amounts: Counter[int] = Counter()

    def see(self, text: str, sequence: Sequence[int], col: int) -> None:
        """Takes the text of a cell, its glyphs (one entry for each character) and its column."""
        if not text or not text[-1].isdigit():
            return
        if text[0] in NUMERIC:
            if (text.count(".") > 1 or len(text) > SHORTEST_PAIR) and NUMERIC.issuperset(text):
                self._see_numbers(self._pieces(text, sequence))
            self._amounts[col] += "." in text
        elif "." in text and (first := self._amount_at_end(text, sequence)):
            kind = self._mixed if self._stands_apart(first, sequence) else self._glued
            kind[col] += 1

    def reasons(self) -> tuple[str, ...]:
        """Why the grid is doubtful; empty for most."""
        if self._mixed:
            self._reasons[MIXED] = None
        if any(self._amounts[col] > MAINLY * count for col, count in self._glued.items()):
            self._reasons[GLUED] = None
        return tuple(self._reasons)

    def _see_numbers(self, pieces: list[str]) -> None:
        words = compiled(Layout)
        if len(pieces) < 2:
            if pieces and words["amounts_run_together"].fullmatch(pieces[0]):
                self._reasons[SHARED] = None
            return
        if all(words["amount"].fullmatch(piece) for piece in pieces):
            self._reasons[SHARED] = None
        elif all(piece.isdigit() and len(piece) in CODE_LENGTHS for piece in pieces):
            self._reasons[STACKED_CODES] = None

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

    def _amount_at_end(self, text: str, sequence: Sequence[int]) -> int:
        """Where the amount at the end begins, if it is on the line of the words before it; else 0."""
        first = len(text)
        while first and text[first - 1] in "0123456789.,":
            first -= 1
        if not first or compiled(Layout)["amount"].fullmatch(text[first:]) is None:
            return 0
        before = next((g for g in reversed(sequence[:first]) if g >= 0), -1)
        if before < 0 or not self._glyphs.chars[before].isalnum():  # a comparison sign belongs to a target
            return 0
        return 0 if self._falls(before, sequence[first]) else first

    def _stands_apart(self, first: int, sequence: Sequence[int]) -> bool:
        g = sequence[first]
        before = next(g for g in reversed(sequence[:first]) if g >= 0)
        height = self._glyphs.bottom[g] - self._glyphs.top[g]
        return self._glyphs.x0[g] - self._glyphs.x1[before] > WIDE_GAP * height
