"""How a column writes its numbers: decimals, separators of thousands; and what a misread number was meant as.

Digits are never changed here, only the small signs between them, which are lost first when a page is scanned,
and letters that look like digits.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extractors.document import Grid
from extractors.tables.cell_values import is_code, read_cell, squeeze

_T = TypeVar("_T")
LEAST = 3
"""So many numbers of a column tell how it writes them."""
MOST = 0.8
"""The share of them that has to agree."""
LETTERS = str.maketrans({"O": "0", "o": "0", "D": "0", "Q": "0", "l": "1", "I": "1", "|": "1", "i": "1"})
"""Letters that stand where digits were printed."""
_NUMBER_LIKE = re.compile(r"[-+−(]?\d[\d.,，。·'’:;]*\)?%?")
_SEPARATORS = re.compile(r"[.,，。·'’:;]")
_GROUPED = re.compile(r"[-+−(]?\d{1,3}(?:,\d{3})*(?:\.\d+)?\)?%?")
_UNGROUPED = re.compile(r"[-+−(]?\d+(?:\.\d+)?\)?%?")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the numbers of a column have in common; null where they have nothing in common, or are too few."""

    decimals: int | None = None
    grouped: bool | None = None
    """Whether thousands are set apart."""
    is_of_amounts: bool = False
    """Whether most cells with digits are numbers that are no codes."""

    def allows(self, text: str) -> bool:
        """Whether a number is written as its column writes numbers; noughts may be written shorter.

        >>> twos = Grammar(2, True)
        >>> [twos.allows(t) for t in ("1,234.56", "0", "1234.56", "1,23.56", "12.5", "12O.50")]
        [True, True, False, False, False, False]
        """
        plain = squeeze(text)
        value = read_cell(plain)
        if value.value is None:
            return False
        if not value.value:
            return True
        if self.decimals is not None and value.decimals != self.decimals:
            return False
        shape = {True: _GROUPED, False: _UNGROUPED, None: None}[self.grouped]
        if shape is not None and shape.fullmatch(plain) is None:
            return False
        return _GROUPED.fullmatch(plain) is not None or _UNGROUPED.fullmatch(plain) is not None

    def variants(self, text: str) -> Iterator[str]:
        """What a misread number was meant as if all of its digits are right.

        >>> list(Grammar(2, True).variants("1,234,56")), list(Grammar(2, True).variants("12O.5l"))
        (['1,234.56'], ['120.51'])
        >>> list(Grammar(2, True).variants("123456")), list(Grammar(2, True).variants("1,234.5"))
        (['1,234.56'], [])
        """
        plain = squeeze(text).translate(LETTERS)
        if self.allows(plain):
            if plain != squeeze(text):
                yield plain
            return
        if _NUMBER_LIKE.fullmatch(plain) is None or self.decimals is None:
            return
        parts = _SEPARATORS.split(plain.strip("-+−()%"))
        digits = "".join(parts)
        last = parts[-1] if len(parts) > 1 else ""
        point_lost = len(parts) == 1 or len(last) == 3 + self.decimals
        if not digits.isdigit() or not (len(last) == self.decimals or point_lost):
            return
        whole, fraction = digits[: len(digits) - self.decimals], digits[len(digits) - self.decimals :]
        if not whole or (len(whole) > 1 and whole[0] == "0"):
            return
        if self.grouped:
            whole = f"{int(whole):,}"
        sign = "-" if plain[0] in "-−" else ""
        found = sign + whole + (f".{fraction}" if fraction else "")
        if self.allows(found):
            yield found


def plain_digits(text: str) -> str | None:
    """A text that looks like a number, letters that look like digits replaced; null for others."""
    if not any(map(str.isdigit, text)):
        return None
    plain = text.translate(LETTERS)
    return plain if _NUMBER_LIKE.fullmatch(plain) else None


def grammars(grid: Grid) -> Mapping[int, Grammar]:
    """The grammar of each column of a grid."""
    columns: dict[int, list[str]] = defaultdict(list)
    for cell in grid.cells:
        columns[cell.col].append(cell.text)
    every = _grammar([t for texts in columns.values() for t in texts if not is_code(t)])
    found: dict[int, Grammar] = defaultdict(Grammar)
    for column, texts in columns.items():
        own = _grammar(texts)
        if own.is_of_amounts and own.decimals is None and any(read_cell(t).decimals for t in texts):
            own = Grammar(every.decimals, own.grouped, True)
        if own.is_of_amounts and own.grouped is None:
            own = Grammar(own.decimals, every.grouped, True)
        found[column] = own
    return found


def _grammar(texts: Sequence[str]) -> Grammar:
    numbers = [(squeeze(t), read_cell(t)) for t in texts]
    with_value = [(text, v) for text, v in numbers if v.value]
    amounts = [(text, v) for text, v in with_value if not is_code(text)]
    decimals = _common([v.decimals for _, v in amounts])
    big = ["," in text for text, v in amounts if v.value is not None and abs(v.value) >= 1000]
    grouped = _common(big)
    return Grammar(decimals, grouped, bool(amounts) and 2 * len(amounts) > len(with_value))


def _common(values: Sequence[_T]) -> _T | None:
    """What most of several values are."""
    if len(values) < LEAST:
        return None
    value, count = Counter(values).most_common(1)[0]
    return value if count >= MOST * len(values) else None
