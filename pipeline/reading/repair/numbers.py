"""The numbers in the cells of recognised pages, by where they stood when the document was first read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from extractors.document import Document
from extractors.edited import Replacement
from extractors.tables.cell_values import is_code, read_cell, squeeze
from pipeline.reading.repair.grammar import Grammar, grammars, plain_digits
from pipeline.reading.repair.second_look import Span

SEVERAL = 3
"""A string that so many numbers of a column say is a habit of it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or what should be one, in a cell."""

    start: int
    end: int
    raw: str
    """As it was read first."""
    confidence: float
    """The least probability of its characters."""
    grammar: Grammar
    """How its column writes numbers."""
    habit: Mapping[str, float] = field(default_factory=dict, repr=False)
    """Of strings that other numbers of its column say, the share of these."""

    @property
    def is_parted(self) -> bool:
        """Is there a gap in it: may a part of it be none of it?"""
        return " " in self.raw.strip()

    @property
    def span(self) -> Span:
        """Where it stood when the document was first read."""
        return self.start, self.end


def numbers_of(document: Document) -> list[Number]:
    """The numbers in cells of recognised pages, in reading order; no codes, and nothing glued to words."""
    confidence = document.char_confidence
    if confidence is None:
        return []
    found = []
    for grid in document.grids:
        known = grammars(grid)
        said = Counter((cell.col, squeeze(cell.text)) for cell in grid.cells if is_numeric(cell.text))
        for cell in grid.cells:
            if cell.start >= cell.end or not is_numeric(cell.text):
                continue
            own = confidence[cell.start : cell.end]
            own = own[~np.isnan(own)]
            if not len(own):
                continue  # print
            grammar = known[cell.col]
            if is_code(cell.text) and not grammar.is_of_amounts:
                continue
            raw = document.text[cell.start : cell.end]
            habit = _habit(said, cell.col, squeeze(cell.text))
            found.append(Number(cell.start, cell.end, raw, float(own.min()), grammar, habit))
    return sorted(found, key=lambda number: number.span)


def _habit(said: Counter[tuple[int, str]], column: int, own: str) -> Mapping[str, float]:
    """What the other numbers of a column say, where several of them say the same."""
    others = {text: count - (text == own) for (col, text), count in said.items() if col == column}
    total = sum(others.values())
    return {text: count / total for text, count in others.items() if count >= SEVERAL}


def is_numeric(text: str) -> bool:
    """Whether a cell holds a number, or what looks like one that was misread.

    >>> [is_numeric(text) for text in ("1,234.56", "12O.5l", "1.234.56", "2024年", "合计", "--")]
    [True, True, True, False, False, False]
    """
    if read_cell(text).value is not None:
        return True
    return plain_digits(squeeze(text)) is not None


class Layout:
    """Where spans lie once some others of the text are replaced, and where they lay before."""

    def __init__(self, replacements: Iterable[Replacement]) -> None:
        """`replacements` do not overlap."""
        self._old: list[Span] = []
        self._new: list[Span] = []
        moved = 0
        for start, end, text in sorted(replacements):
            self._old.append((start, end))
            self._new.append((start + moved, start + moved + len(text)))
            moved += len(text) - (end - start)

    def now(self, span: Span) -> Span:
        """Where a span lies that is replaced as a whole or not at all."""
        return _carried(span, self._old, self._new)

    def before(self, span: Span) -> Span:
        """Where a span lay that was replaced as a whole or not at all."""
        return _carried(span, self._new, self._old)


def _carried(span: Span, one: Sequence[Span], other: Sequence[Span]) -> Span:
    n = bisect_right(one, (span[0], span[1]))
    if not n:
        return span
    if one[n - 1] == span:
        return other[n - 1]
    moved = other[n - 1][1] - one[n - 1][1]
    return span[0] + moved, span[1] + moved
