"""Formulas that a workbook keeps without their results: sums, differences, products of cells that are known.

What more a formula asks for (conditions, look-ups, other files) is not evaluated: its cell stays without a
value. The arithmetic is Excel's: fifteen digits are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, DecimalException

from extractors.office.kept_cells import KeptCell
from extractors.office.shown_numbers import kept_number, round_to

MAX_STEPS = 2_000_000
"""So many cells are looked up for all formulas of a workbook."""
MAX_DEPTH = 60
"""So many formulas may lean on one another, and so many brackets stand in each other."""
MAX_LENGTH = 2000
MAX_PLACES = 15
Cells = Mapping[tuple[int, int], KeptCell]

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<range>(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?
        \$?(?P<c1>[A-Za-z]{1,3})\$?(?P<r1>[0-9]{1,7})(?::\$?(?P<c2>[A-Za-z]{1,3})\$?(?P<r2>[0-9]{1,7}))?(?![\w(]))
    |(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
    |(?P<function>SUM|ROUND|ABS|\+?N)\(
    |(?P<sign>[-+*/(),%])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?<![\w$.'])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\w(!])|'(?:[^']|'')*'|\"[^\"]*\""
)


class Unknown(Exception):
    """A formula that is not evaluated here."""


class Formulas:
    """Evaluates the formulas of a workbook."""

    def __init__(self, sheets: Mapping[str, Cells]) -> None:
        """`sheets` are all cells by the names of their sheets, in any case of letters."""
        self._sheets = {name.lower(): cells for name, cells in sheets.items()}
        self._known: dict[tuple[str, int, int], Decimal | None] = {}
        self._steps = 0

    def value(self, sheet: str, row: int, col: int) -> Decimal | None:
        """The result of the formula in a cell; null where it is not evaluated."""
        try:
            return self._cell(sheet.lower(), row, col, 0)
        except (Unknown, DecimalException, OverflowError, RecursionError):
            return None

    def _cell(self, sheet: str, row: int, col: int, depth: int) -> Decimal:
        """The number in a cell; 0 for an empty one."""
        self._steps += 1
        if self._steps > MAX_STEPS or depth > MAX_DEPTH:
            raise Unknown
        cells = self._sheets.get(sheet)
        if cells is None:
            raise Unknown
        cell = cells.get((row, col))
        if cell is None:
            return Decimal(0)
        if cell.formula is None or cell.is_counted:
            if cell.value is None:
                return Decimal(0)
            if isinstance(cell.value, str):
                raise Unknown
            return cell.value
        key = (sheet, row, col)
        if key not in self._known:
            self._known[key] = None  # a formula that leads to itself has no value
            self._known[key] = _Reading(cell.formula, sheet, self._cell, self._range, depth + 1).result()
        value = self._known[key]
        if value is None:
            raise Unknown
        return value

    def _range(self, sheet: str, corners: tuple[int, int, int, int], depth: int) -> Iterator[Decimal]:
        """The numbers in a range; texts and empty cells are left out, as SUM does."""
        cells = self._sheets.get(sheet)
        if cells is None:
            raise Unknown
        row, col, last_row, last_col = corners
        area = (last_row - row + 1) * (last_col - col + 1)
        if area <= len(cells):
            inside = [(r, c) for r in range(row, last_row + 1) for c in range(col, last_col + 1)]
        else:
            inside = [(r, c) for r, c in cells if row <= r <= last_row and col <= c <= last_col]
        self._steps += min(area, len(cells))
        if self._steps > MAX_STEPS:
            raise Unknown
        for r, c in inside:
            cell = cells.get((r, c))
            if cell is None or (cell.is_counted and not isinstance(cell.value, Decimal)):
                if cell is not None and isinstance(cell.value, str) and cell.value.startswith("#"):
                    raise Unknown  # an error in a range is the sum's, too
                continue
            yield self._cell(sheet, r, c, depth)


class _Reading:
    """One formula, read from left to right."""

    def __init__(
        self,
        text: str,
        sheet: str,
        cell: Callable[[str, int, int, int], Decimal],
        numbers: Callable[[str, tuple[int, int, int, int], int], Iterator[Decimal]],
        depth: int,
    ) -> None:
        if len(text) > MAX_LENGTH:
            raise Unknown
        self._text, self._sheet, self._cell, self._numbers, self._depth = text, sheet, cell, numbers, depth
        self._at = 0
        self._brackets = 0

    def result(self) -> Decimal:
        """The value of the whole formula."""
        value = self._sum()
        if self._text[self._at :].strip():
            raise Unknown
        return _kept(value)

    def _next(self) -> re.Match[str]:
        found = _TOKEN.match(self._text, self._at)
        if found is None:
            raise Unknown
        return found

    def _sign(self) -> str:
        """The sign that comes next, not yet taken; empty for anything else."""
        found = _TOKEN.match(self._text, self._at)
        return (found["sign"] or "") if found else ""

    def _take(self) -> None:
        self._at = self._next().end()

    def _sum(self) -> Decimal:
        value = self._product()
        while (sign := self._sign()) in ("+", "-"):
            self._take()
            more = self._product()
            value = value + more if sign == "+" else value - more
        return value

    def _product(self) -> Decimal:
        value = self._factor()
        while (sign := self._sign()) in ("*", "/"):
            self._take()
            more = self._factor()
            if sign == "/" and not more:
                raise Unknown
            value = _kept(value * more if sign == "*" else value / more)
        return value

    def _factor(self) -> Decimal:
        self._brackets += 1
        if self._brackets > MAX_DEPTH * 10:
            raise Unknown
        found = self._next()
        self._at = found.end()
        if found["number"]:
            value = Decimal(found["number"])
        elif found["range"]:
            if found["c2"]:
                raise Unknown
            corners = _corners(found)
            value = self._cell(self._sheet_of(found), corners[0], corners[1], self._depth)
        elif found["function"]:
            value = self._function(found["function"].upper())
        elif found["sign"] == "-":
            return -self._factor()
        elif found["sign"] == "+":
            return self._factor()
        elif found["sign"] == "(":
            value = self._sum()
            self._close()
        else:
            raise Unknown
        while self._sign() == "%":
            self._take()
            value = value / 100
        return value

    def _function(self, name: str) -> Decimal:
        if name == "SUM":
            return self._sum_of()
        value = self._sum()
        if name == "ROUND":
            if self._sign() != ",":
                raise Unknown
            self._take()
            places = int(self._sum())
            if not 0 <= places <= MAX_PLACES:
                raise Unknown
            value = round_to(value, places)
        elif name == "ABS":
            value = abs(value)
        self._close()
        return value

    def _sum_of(self) -> Decimal:
        total = Decimal(0)
        while True:
            found = self._next()
            if found["range"] and self._text[found.end() :].lstrip()[:1] in (",", ")"):
                self._at = found.end()
                total += sum(self._numbers(self._sheet_of(found), _corners(found), self._depth), Decimal(0))
            else:
                total += self._sum()
            if self._sign() != ",":
                break
            self._take()
        self._close()
        return total

    def _close(self) -> None:
        if self._sign() != ")":
            raise Unknown
        self._take()

    def _sheet_of(self, found: re.Match[str]) -> str:
        name = found["sheet"]
        if name is None:
            return self._sheet
        return (name[1:-1].replace("''", "'") if name.startswith("'") else name).lower()


def _kept(value: Decimal) -> Decimal:
    return kept_number(float(value))


def _corners(found: re.Match[str]) -> tuple[int, int, int, int]:
    col, row = column_number(found["c1"]), int(found["r1"]) - 1
    last_col = column_number(found["c2"]) if found["c2"] else col
    last_row = int(found["r2"]) - 1 if found["r2"] else row
    return min(row, last_row), min(col, last_col), max(row, last_row), max(col, last_col)


def column_number(letters: str) -> int:
    """A column by its letters, from 0.

    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def shifted(formula: str, rows: int, cols: int) -> str:
    """A formula as it reads in a cell so many rows and columns further: what is shared is written once.

    >>> shifted("SUM(D6:E6)+$A$1", 2, 1)
    'SUM(E8:F8)+$A$1'
    """

    def moved(found: re.Match[str]) -> str:
        if found[2] is None:
            return found[0]
        col, row = column_number(found[2]), int(found[4])
        col, row = (col if found[1] else col + cols), (row if found[3] else row + rows)
        if col < 0 or row < 1:
            return "#REF!"
        return f"{found[1]}{column_letters(col)}{found[3]}{row}"

    return _REFERENCE.sub(moved, formula)


def column_letters(number: int) -> str:
    """The letters of a column from 0."""
    letters = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
