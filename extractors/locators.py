"""Places in formats without pages: where in a workbook, a web page or a word document each character stands.

A locator names a place as its format's own tools do: `xlsx:附表2!C12:D12` as a spreadsheet does,
`html:/html/body/div[2]/table[1]/tbody/tr[4]/td[3]` as XPath does, `docx:/t[3]/r[5]/c[2]` by table, row and
cell, `csv:cell=5,3` as RFC 7111 and `text:line=41,42` as RFC 5147 do. It never
stands in for a page: a sheet is not printed on one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

_CELLS = re.compile(r"(?P<sheet>.*)!(?P<first>[A-Z]+[0-9]+)(?::(?P<last>[A-Z]+[0-9]+))?", re.DOTALL)
_CSV = re.compile(r"cell=(\d+),(\d+)(?:-(\d+),(\d+))?")
_LINES = re.compile(r"line=(\d+),(\d+)")
_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_PLAIN_SHEET = re.compile(r"[^\W\d]\w*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}|[Rr][0-9]*[Cc][0-9]*")


@dataclass(frozen=True, slots=True)
class Locators:
    """Where the spans of a document's text stand in its source.

    Spans are sorted, do not overlap, and may be empty: an empty cell has a place, too.
    """

    scheme: str
    """What the places are of: xlsx, xls, html, docx, doc, csv, text."""
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)
    names: Sequence[str] = field(repr=False)
    """The place of each span, without the scheme."""

    def of(self, start: int, end: int) -> str | None:
        """The place of `text[start:end]`: of the one span that it lies in, or what is around all of them.

        Null where it lies in none.

        >>> found = Locators("xlsx", (0, 4), (3, 6), ("收入!A1", "收入!B2"))
        >>> found.of(1, 2), found.of(0, 6), found.of(3, 4)
        ('xlsx:收入!A1', 'xlsx:收入!A1:B2', None)
        """
        first = bisect_left(self.ends, start)
        if start < end:  # a span that only ends where this begins is not met
            while first < len(self.ends) and self.ends[first] == start and self.starts[first] < start:
                first += 1
        last = max(bisect_right(self.starts, max(start, end - 1)) - 1, first)
        if first >= len(self.starts) or self.starts[first] > max(start, end - 1):
            return None
        name = self.names[first] if first == last else around(self.names[first], self.names[last])
        return f"{self.scheme}:{name}"


def around(first: str, last: str) -> str:
    """What holds two places: the range of two cells, the path that two paths share; of two sheets the first.

    >>> around("收入!B3", "收入!A5:C5"), around("/t[1]/r[2]/c[1]", "/t[1]/r[3]/c[1]")
    ('收入!A3:C5', '/t[1]')
    >>> around("/p[1]", "/p[2]"), around("cell=5,3", "cell=6,1"), around("line=4,5", "line=7,8")
    ('/', 'cell=5,1-6,3', 'line=4,8')
    """
    if first == last:
        return first
    one, other = _CELLS.fullmatch(first), _CELLS.fullmatch(last)
    if one and other:
        if one["sheet"] != other["sheet"]:
            return first
        corners = [_position(m[side] or m["first"]) for m in (one, other) for side in ("first", "last")]
        low = min(col for col, _ in corners), min(row for _, row in corners)
        high = max(col for col, _ in corners), max(row for _, row in corners)
        return f"{one['sheet']}!{cell_range(low[1], low[0], high[1], high[0])}"
    if (cell := _CSV.fullmatch(first)) and (end := _CSV.fullmatch(last)):
        rows = [int(number) for m in (cell, end) for number in (m[1], m[3]) if number]
        cols = [int(number) for m in (cell, end) for number in (m[2], m[4]) if number]
        return f"cell={min(rows)},{min(cols)}-{max(rows)},{max(cols)}"
    if (line := _LINES.fullmatch(first)) and (end := _LINES.fullmatch(last)):
        return f"line={line[1]},{end[2]}"
    shared: list[str] = []
    for a, b in zip(first.split("/"), last.split("/"), strict=False):
        if a != b:
            break
        shared.append(a)
    return "/".join(shared) or "/"


def cell_name(row: int, col: int) -> str:
    """A cell as spreadsheets call it; row and column from 0.

    >>> cell_name(11, 2), cell_name(0, 701), cell_name(0, 702)
    ('C12', 'ZZ1', 'AAA1')
    """
    letters = ""
    col += 1
    while col:
        col, letter = divmod(col - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def cell_range(row: int, col: int, last_row: int, last_col: int) -> str:
    """A range of cells, or the one cell that it is; rows and columns from 0, the last ones included."""
    first = cell_name(row, col)
    return first if (row, col) == (last_row, last_col) else f"{first}:{cell_name(last_row, last_col)}"


def sheet_name(name: str) -> str:
    """The name of a sheet as it stands before a cell: in quotes where it holds more than letters.

    >>> sheet_name("附表2"), sheet_name("1 收入"), sheet_name("A1"), sheet_name("甲's")
    ('附表2', "'1 收入'", "'A1'", "'甲''s'")
    """
    if _PLAIN_SHEET.fullmatch(name) and not _LIKE_A_CELL.fullmatch(name):
        return name
    return "'" + name.replace("'", "''") + "'"


def _position(cell: str) -> tuple[int, int]:
    """Column and row from 0 of a cell as spreadsheets call it."""
    match = _CELL.fullmatch(cell)
    assert match is not None
    col = 0
    for letter in match[1]:
        col = 26 * col + ord(letter) - ord("A") + 1
    return col - 1, int(match[2]) - 1
