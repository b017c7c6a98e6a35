"""Where lines of running text are broken on a screen, in Chinese and English.

By the width of characters (a Chinese one is two wide): between words and between any two Chinese characters,
never before a closing mark nor behind an opening one. What is longer than a line is broken at its end.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_PARTS = re.compile(r"\s+|[^\s\u2e80-\uffff]+|.", re.DOTALL)
_CLOSING, _OPENING = ("Pe", "Pf", "Po"), ("Ps", "Pi")


def wide(text: str) -> int:
    """Columns that a text takes on a screen."""
    return len(text) + sum(unicodedata.east_asian_width(c) in "WF" for c in text)


def wrapped(text: str, columns: int) -> list[str]:
    """A text in lines that are at most so wide.

    >>> wrapped("one two three", 8), wrapped("", 8)
    (['one two', 'three'], [])
    """
    starts = [0, *breaks(text, columns), len(text)]
    lines = [text[start:end].rstrip() for start, end in pairwise(starts)]
    return lines if text.strip() else []


def breaks(text: str, columns: int) -> list[int]:
    """Where the second line of a text begins, the third, and so on."""
    found, at, width = [], 0, 0
    for unit in _units(text):
        if width and width + wide(unit.rstrip()) > columns:
            found.append(at)
            width = 0
        for character in unit:
            if width and width + wide(character) > columns and not character.isspace():
                found.append(at)
                width = 0
            width += wide(character)
            at += 1
    return found


def _units(text: str) -> Iterator[str]:
    """What no line is broken within, with the blanks behind it."""
    unit = ""
    for part in _PARTS.findall(text):
        before, after = unicodedata.category(unit[-1]) if unit else "", unicodedata.category(part[0])
        if unit and not (part.isspace() or after in _CLOSING or before in _OPENING):
            yield unit
            unit = ""
        unit += part
    if unit:
        yield unit
