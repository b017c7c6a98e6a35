"""A sheet of cells as a spreadsheet has it: what is in its cells, what is merged, what is hidden."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.frozen import frozen

MAX_CELLS = 1_000_000
"""So many cells of one document are laid out; the largest disclosure that was seen has a tenth of it."""


@frozen
class SheetCell:
    """What a cell shows."""

    text: str
    stored: str | None = None
    """The number that is kept, where another is shown."""
    boxed: bool = False
    """Whether lines are drawn at its sides, or both above and below it."""
    centred: bool = False
    bold: bool = False
    size: float | None = None
    """Of the font, in points."""


@frozen
class Merge:
    """Cells that are one: from (row, col) to (last_row, last_col), 0-based, the last ones included."""

    row: int
    col: int
    last_row: int
    last_col: int


class Spans:
    """Whole numbers in ranges: rows or columns that are hidden."""

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        """`ranges` are pairs of first and last, the last included.

        >>> hidden = Spans([(3, 5), (5, 8), (20, 20)])
        >>> 4 in hidden, 9 in hidden, hidden.between(2, 21)
        (True, False, 7)
        """
        self._first: list[int] = []
        self._last: list[int] = []
        self._before: list[int] = []
        total = 0
        for first, last in sorted(ranges):
            if self._last and first <= self._last[-1] + 1:
                total += max(0, last - self._last[-1])
                self._last[-1] = max(self._last[-1], last)
            elif first <= last:
                self._first.append(first)
                self._last.append(last)
                self._before.append(total)
                total += last - first + 1

    def __contains__(self, number: int) -> bool:
        at = bisect_right(self._first, number) - 1
        return at >= 0 and number <= self._last[at]

    def __bool__(self) -> bool:
        return bool(self._first)

    def between(self, first: int, end: int) -> int:
        """How many lie in `first` ≤ n < `end`."""
        return self._below(end) - self._below(first)

    def _below(self, number: int) -> int:
        at = bisect_right(self._first, number - 1) - 1
        if at < 0:
            return 0
        return self._before[at] + min(number - 1, self._last[at]) - self._first[at] + 1


@dataclass(slots=True)
class Worksheet:
    """A sheet. Rows and columns are 0-based; cells without text count where they are boxed."""

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict, repr=False)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: Spans = field(default_factory=Spans)
    hidden_cols: Spans = field(default_factory=Spans)
    widths: dict[int, float] = field(default_factory=dict)
    """Of columns, in points."""
