"""Automatic lists of a Word document: the number that Word shows before a paragraph and no text holds.

Files say of each level how it counts; what a paragraph's number is follows from all paragraphs before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.frozen import frozen
from extractors.office.list_numbers import SILENT, list_number, zero_padded
from extractors.office.symbols import symbol

LEVELS = 9
_PLACE = re.compile("%([1-9])")


@frozen
class Level:
    """How one level of a list counts and shows its numbers."""

    start: int = 1
    number_format: str = "decimal"
    """A name of ST_NumberFormat (ECMA-376 part 1, 17.18.59); "bullet" shows `text` alone."""
    text: str = ""
    """With %1 … %9 where the numbers of the levels stand."""
    is_legal: bool = False
    """Are the numbers of the levels above shown in digits?"""
    restarts_after: int | None = None
    """The number, from 1, of the level whose next paragraph makes this one begin anew; 0: none does. Null:
    every level above does."""
    is_apart: bool = True
    """Does a tab or a blank follow the number?"""
    custom: str | None = None
    """The first numbers of a format that is in no list: 001, 002, …"""


@frozen
class NumberedList:
    """A list that paragraphs belong to; lists with the same `counts` are counted together."""

    counts: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = field(default_factory=dict)
    """Levels that begin anew, with the number that they begin with, where this list is first met."""


@dataclass(slots=True)
class ListCounter:
    """Counts the paragraphs of all lists of a document in reading order."""

    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _met: set[tuple[int, int]] = field(default_factory=set)

    def mark(self, of: NumberedList, level: int) -> str:
        """The mark before the next paragraph of a list on a level (from 0), with a blank behind it where one
        parts the two: none behind a wide character, which is set apart by itself.

        >>> upper = Level(number_format="chineseCounting", text="%1、")
        >>> lower = Level(text="%1.%2", is_legal=True)
        >>> of, counter = NumberedList("a", {0: upper, 1: lower}), ListCounter()
        >>> [counter.mark(of, level) for level in (0, 1, 1, 0, 1)]
        ['一、', '1.1 ', '1.2 ', '二、', '2.1 ']
        """
        own = of.levels.get(level)
        if own is None:
            return ""
        counts = self._counts.setdefault(of.counts, {})
        first = of.starts.get(level)
        key = (id(of), level)
        if first is not None and key not in self._met:
            counts[level] = first
        else:
            counts[level] = counts[level] + 1 if level in counts else own.start
        self._met.add(key)
        for deeper, how in of.levels.items():
            if deeper > level and (how.restarts_after is None or level < how.restarts_after):
                counts.pop(deeper, None)
        if own.number_format == "bullet":
            shown = "".join(map(symbol, own.text))
        else:
            shown = _PLACE.sub(lambda place: self._number(of, int(place[1]) - 1, own, counts), own.text)
        shown = shown.strip()
        if shown and own.is_apart and unicodedata.east_asian_width(shown[-1]) not in "WF":
            shown += " "
        return shown

    def _number(self, of: NumberedList, level: int, shown_in: Level, counts: Mapping[int, int]) -> str:
        own = of.levels.get(level)
        if own is None:
            return ""
        number = counts.get(level, own.start)
        if own.custom is not None:
            return zero_padded(number, own.custom)
        is_plain = own.number_format in (*SILENT, "decimalZero")
        if shown_in.is_legal and not is_plain:
            return str(number)
        return list_number(number, own.number_format)
