"""Numbering marks at the beginning of a line (docs/domain.md §1.2).

The systems are data: `patterns/numbering.toml`. Marks are read before any Unicode normalisation, because
NFKC turns ⑴ into (1) and ： into :.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from extractors.frozen import frozen
from patterns import Pattern, compiled, load
from patterns.shapes.numbering import Numbering, NumberSystem

UNKNOWN_RANK = 9
"""The rank of headings without a number: inside of all systems."""


@frozen
class Mark:
    """A numbering mark, `text[start:end]`; the title begins at `end`."""

    system: str
    number_raw: str
    """As printed, without the punctuation that belongs to the system: 一, 12, ⑴, 第一部分, 图1."""
    ordinal: int | None
    start: int
    end: int


def parse_mark(text: str, start: int = 0, end: int | None = None) -> Mark | None:
    """The numbering mark that begins exactly at `start`, or null.

    >>> parse_mark("(三)支出")
    Mark(system='cn_paren', number_raw='三', ordinal=3, start=0, end=3)
    >>> parse_mark("1.5万元") is None
    True
    """
    end = len(text) if end is None else end
    if start >= end:
        return None
    for pattern in _by_first().get(text[start], ()):
        mark = pattern.match(text, start, end)
        if mark is not None and mark.end() > start:
            number = mark.group("number")
            return Mark(pattern.id, number, ordinal_of(number), start, mark.end())
    return None


def rank_of(system: str) -> int:
    """Where a system usually stands: 1 outermost. Only for what a document leaves open."""
    return _ranks().get(system, UNKNOWN_RANK)


def ordinal_of(number: str) -> int | None:
    """The value of a printed number, or null where there is none.

    >>> [ordinal_of(n) for n in ("十二", "第二十三条", "⑷", "０３", "㈢", "图12", "附件")]
    [12, 23, 4, 3, 3, 12, None]
    """
    digits = [c for c in number if c.isdecimal()]
    if digits:
        return int("".join(digits).translate({ord(c): str(unicodedata.digit(c)) for c in digits}))
    chinese = [c for c in number if c in load(Numbering).digits]
    if chinese:
        return _chinese(chinese)
    for char in number:
        # CIRCLED and PARENTHESIZED numbers carry their value in the Unicode database.
        value = unicodedata.numeric(char, None)
        if value is not None:
            return int(value)
    return None


def _chinese(numerals: list[str]) -> int:
    values = load(Numbering).digits
    total = current = 0
    for numeral in numerals:
        value = values[numeral]
        if value >= 10:
            total += (current or 1) * value
            current = 0
        else:
            current = value
    return total + current


@cache
def _by_first() -> dict[str, tuple[Pattern[NumberSystem], ...]]:
    table: dict[str, list[Pattern[NumberSystem]]] = {}
    for pattern in compiled(Numbering).values():
        for char in pattern.entry.first:
            table.setdefault(char, []).append(pattern)
    return {char: tuple(patterns) for char, patterns in table.items()}


@cache
def _ranks() -> dict[str, int]:
    return {system: pattern.entry.rank for system, pattern in compiled(Numbering).items()}
