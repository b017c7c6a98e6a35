"""Cells right: one rule for every tool.

A gold cell is right when a table of the page holds its value, in a row that carries its label or code, in a
column that carries its header:

- value: the cell's text is the same number (full width, separators, blanks, line breaks and % disregarded);
- row: to the left of the value stands the row's label, or its code: as a cell, as a run of digits within one,
  or spread over neighbouring cells (208 | 05 | 06). A row that the page leaves without label is any row;
- column: all levels of the header stand above the value in its column (or the texts there, written together,
  end with the levels written together: a header that was cut over several rows).

So a tool need not know what is a header: it is scored on where it puts the strings. What has been interpreted
(`ReadCell`) is scored by the label, code and path that it was given, with the same comparison of columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.sheets import Sheet

NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
WHITE = re.compile(r"\s+")
QUOTES = re.compile(r"[\"'“”‘’「」]")
ORDINAL = re.compile(r"^(其中:?|\(?[一二三四五六七八九十]+\)?[、.]|\(?\d+\)?[、.](?!\d))")
CODE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class GoldCell:
    """One cell of a hand-made answer; label "" where the page prints none."""

    label: str
    code: str
    path: tuple[str, ...]
    """Header texts from the outermost to the innermost, in comparable form."""
    value: Decimal


@dataclass(frozen=True, slots=True)
class ReadCell:
    """One cell as an interpreting tool gives it."""

    label: str
    code: str
    path: tuple[str, ...]
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Score:
    """How many gold cells were found: with value, row and column; with value and row; with the value."""

    right: int = 0
    in_row: int = 0
    present: int = 0
    total: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.in_row + other.in_row,
            self.present + other.present,
            self.total + other.total,
        )


def number(text: str | None) -> Decimal | None:
    """The number that a cell prints, null where it is none.

    >>> number("１,234.\\n50"), number("8.06%"), number("—"), number("2010301 行政运行")
    (Decimal('1234.50'), Decimal('8.06'), None, None)
    """
    plain = WHITE.sub("", unicodedata.normalize("NFKC", text or "")).replace(",", "").rstrip("%")
    return Decimal(plain) if NUMBER.fullmatch(plain) else None


def comparable(text: str | None) -> str:
    """A label without what tools and typists do differently: width, blanks, quotes, the ordinal before it.

    >>> comparable("一、一般公共预算\\n拨款收入"), comparable("“三公”经费"), comparable("**")
    ('一般公共预算拨款收入', '三公经费', '')
    """
    plain = QUOTES.sub("", WHITE.sub("", unicodedata.normalize("NFKC", text or "")))
    plain = ORDINAL.sub("", plain)
    return plain if any(c.isalnum() for c in plain) else ""


def path_of(text: str) -> tuple[str, ...]:
    """The levels of a gold column path, which are joined by "/"."""
    return tuple(level for part in text.split("/") if (level := comparable(part)))


def score_sheets(sheets: Sequence[Sheet], gold: Iterable[GoldCell]) -> Score:
    """Scores what a tool gives as plain tables of one page."""
    places: dict[Decimal, list[tuple[Sheet, int, int]]] = {}
    for sheet in sheets:
        for r, row in enumerate(sheet):
            for c, text in enumerate(row):
                if (value := number(text)) is not None:
                    places.setdefault(value, []).append((sheet, r, c))
    score = Score()
    for cell in gold:
        same = places.get(cell.value, [])
        rowed = [place for place in same if _in_row(place[0][place[1]][: place[2]], cell)]
        right = any(same_column(_above(*place), cell.path) for place in rowed)
        score += Score(int(right), int(bool(rowed)), int(bool(same)), 1)
    return score


def score_read(cells: Sequence[ReadCell], gold: Iterable[GoldCell]) -> Score:
    """Scores what has been interpreted: cells with label, code and column path."""
    score = Score()
    for cell in gold:
        same = [c for c in cells if c.value == cell.value]
        rowed = [
            c
            for c in same
            if not cell.label
            or comparable(c.label) == cell.label
            or (cell.code and re.sub(r"\D", "", c.code) == cell.code)
        ]
        right = any(same_column([comparable(level) for level in c.path], cell.path) for c in rowed)
        score += Score(int(right), int(bool(rowed)), int(bool(same)), 1)
    return score


def same_column(texts: Sequence[str], path: Sequence[str]) -> bool:
    """Whether header texts, outermost first, name the column of a gold path.

    >>> same_column(["支出", "合计"], ["支出", "合计"]), same_column(["支出", "基本支出"], ["支出", "合计"])
    (True, False)
    """
    if not texts or not path:
        return False
    return set(path) <= set(texts) or "".join(texts).endswith("".join(path))


def _in_row(left: Sequence[str], cell: GoldCell) -> bool:
    if not cell.label or any(comparable(text) == cell.label for text in left):
        return True
    return bool(cell.code) and cell.code in set(_codes(left))


def _codes(left: Sequence[str]) -> Iterator[str]:
    """Digit runs of each cell, and of up to three neighbouring cells written together."""
    texts = [text for n, text in enumerate(left) if n == 0 or text != left[n - 1]]
    for text in texts:
        yield from CODE.findall(text)
    plain = [WHITE.sub("", text) for text in texts]
    for width in (2, 3):
        for n in range(len(plain) - width + 1):
            run = plain[n : n + width]
            if all(part.isdigit() for part in run):
                yield "".join(run)


def _above(sheet: Sheet, row: int, col: int) -> list[str]:
    """Texts above a position that are no numbers, from the top; a text that spans rows counts once."""
    texts: list[str] = []
    for upper in sheet[:row]:
        if number(upper[col]) is None and (text := comparable(upper[col])) and text not in texts[-1:]:
            texts.append(text)
    return texts
