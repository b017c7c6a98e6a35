"""Where the header of a sheet ends, and the path of header texts above every column.

Headers are merged both ways and may take several rows; the last of them may be header and total row at once
(类|款|项|合计|2,946.25: docs/domain.md §2.2). Rows of column numbers belong to the header and are never
amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from extractors.tables.cell_values import (
    code_in_label,
    is_code,
    is_numbered_label,
    is_ordinal,
    read_cell,
    squeeze,
)
from extractors.tables.sheets import Sheet, SheetCell
from patterns import compiled

PATTERN_FILE = "columns"
MAX_HEADER_ROWS = 8
WORDS_SHARE = 0.5
"""The part of a row's words that must be header words for the row to be one more header row."""
REPEAT_SHARE = 0.8
"""The part of a header row's cells that must come again for a row to be that header, repeated."""


@lru_cache(maxsize=1 << 14)
def is_kind(kind: str, text: str) -> bool:
    """Whether a text is of the named kind of `patterns/columns.toml` (`header.code`, `row.total`, …)."""
    return compiled(PATTERN_FILE)[kind].search(squeeze(text)) is not None


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet.

    `rows` are all rows that are header (captions inside the grid, column numbers and repeated headers
    included); `naming` are those whose texts name the columns; `mixed` is a row that is header and data.
    """

    rows: frozenset[int]
    naming: tuple[int, ...]
    mixed: int | None = None
    n_rows: int = 0
    """How many rows at the top are header, without a mixed row."""
    _paths: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict, repr=False)

    def holds(self, cell: SheetCell) -> bool:
        """Whether a cell is header."""
        return cell.row in self.rows or (cell.row == self.mixed and is_kind("header.level", cell.text))

    def path(self, sheet: Sheet, col: int, col_span: int) -> tuple[str, ...]:
        """Header texts above these columns, top to bottom, white space removed, repeats dropped."""
        key = (col, col_span)
        if key not in self._paths:
            self._paths[key] = self._read_path(sheet, col, col_span)
        return self._paths[key]

    def _read_path(self, sheet: Sheet, col: int, col_span: int) -> tuple[str, ...]:
        names: list[str] = []
        rows = [*self.naming, *([self.mixed] if self.mixed is not None else [])]
        for row in rows:
            above = [
                (width, -cell.col, cell)
                for cell in sheet.row(row)
                if cell.text and self.holds(cell)
                if (width := _overlap(sheet, cell, col, col_span)) > 0
            ]
            if not above:
                continue
            name = "".join(max(above, key=lambda a: a[:2])[2].text.split())
            if not names or names[-1] != name:
                names.append(name)
        return tuple(names)


def find_header(sheet: Sheet, caption_rows: int, repeats: Sequence[int] = ()) -> Header:
    """The header of a sheet below its caption rows; `repeats` are rows where a grid begins anew."""
    end, mixed = _header_end(sheet, caption_rows)
    naming = tuple(r for r in range(caption_rows, end) if sheet.texts(r) and not _is_number_row(sheet, r))
    rows = set(range(end))
    for start in repeats:
        rows.update(_repeated(sheet, start, naming, end))
    return Header(frozenset(rows), naming, mixed, end)


def same_header(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two rows of texts are one header row, printed twice."""
    if not first or not second:
        return False
    a, b = {squeeze(t) for t in first}, {squeeze(t) for t in second}
    return len(a & b) >= REPEAT_SHARE * max(len(a), len(b))


def looks_like_header(texts: Sequence[str]) -> bool:
    """Whether a row of texts, seen alone, is a header row: header words only, no number, no code."""
    return (
        len(texts) > 1
        and all(read_cell(t).value is None and not is_numbered_label(t) for t in texts)
        and sum(is_kind("header.word", t) for t in texts) > REPEAT_SHARE * len(texts)
    )


def _header_end(sheet: Sheet, first: int) -> tuple[int, int | None]:
    """The row after the header, and the row that is header and data at once."""
    row = first
    covered = first
    """Rows above this one are inside the row span of a header cell."""
    opened: list[tuple[int, int]] = []
    """Columns of header cells that still wait for the names below them."""
    while row < min(sheet.n_rows, first + MAX_HEADER_ROWS):
        cells = [c for c in sheet.row(row) if c.text]
        texts = [c.text for c in cells]
        if not cells:
            if row >= covered and not (opened and _continues_below(sheet, row)):
                break
            row += 1
            continue
        if row > first and _is_number_row(sheet, row):
            row += 1
            continue
        if any(_is_data(t) for t in texts):
            levels = sum(is_kind("header.level", t) for t in texts)
            return row, row if levels > 1 else None
        if row > first and row >= covered and not _names_more(cells, opened, sheet):
            break
        if row == first and len(texts) == 1 and is_numbered_label(texts[0]):
            break
        covered = max([covered, *(c.row + c.row_span for c in cells if c.row_span < MAX_HEADER_ROWS)])
        opened = _still_open(cells, opened)
        row += 1
    return row, None


def _is_data(text: str) -> bool:
    value = read_cell(text)
    return value.value is not None or is_code(text) or code_in_label(text) is not None


def _names_more(cells: Sequence[SheetCell], opened: Sequence[tuple[int, int]], sheet: Sheet) -> bool:
    """Whether a row of words goes on with the header."""
    if any(is_numbered_label(c.text) and not _below(c, opened) for c in cells):
        return False
    words = sum(is_kind("header.word", c.text) for c in cells)
    if any(is_kind("header.sum", c.text) for c in cells) and _fills(cells, opened):
        return True
    if any(_below(c, opened) for c in cells):
        return words >= WORDS_SHARE * len(cells) and not (
            len(cells) == 1 and is_kind("row.total", cells[0].text)
        )
    return words == len(cells) and sum(c.col_span for c in cells) * 2 > sheet.n_cols and len(cells) > 1


def _below(cell: SheetCell, opened: Sequence[tuple[int, int]]) -> bool:
    return any(first <= cell.col < last and cell.col_span < last - first for first, last in opened)


def _fills(cells: Sequence[SheetCell], opened: Sequence[tuple[int, int]]) -> bool:
    """Whether different words stand side by side below every open header, without a gap: names of columns,
    whatever the words are. A row of data leaves blanks or holds numbers."""
    inside = [[c for c in cells if first <= c.col < last] for first, last in opened]
    return (
        sum(map(len, inside)) == len(cells) == len({c.text for c in cells})
        and max((len(group) for group in inside), default=0) > 2
        and all(
            sum(c.col_span for c in group) == last - first
            for group, (first, last) in zip(inside, opened, strict=True)
        )
    )


def _still_open(cells: Sequence[SheetCell], opened: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Wide header cells without names below them yet."""
    left = [(a, b) for a, b in opened if not any(a <= c.col < b for c in cells)]
    return left + [(c.col, c.col + c.col_span) for c in cells if c.col_span > 1]


def _continues_below(sheet: Sheet, row: int) -> bool:
    texts = sheet.texts(row + 1)
    return looks_like_header(texts)


def _is_number_row(sheet: Sheet, row: int) -> bool:
    """Whether a row numbers the columns: 栏次 1 2 3 …, ** 1 2, (1) (2)."""
    texts = sheet.texts(row)
    numbers = [t for t in texts if is_ordinal(t)]
    words = [t for t in texts if not is_ordinal(t)]
    if len(numbers) < 2 or any(
        not is_kind("header.ordinal", t) and read_cell(t).state != "dash" and not is_kind("header.level", t)
        for t in words
    ):
        return (
            any(is_kind("header.ordinal", t) for t in words)
            and len(numbers) > 1
            and len(words) < len(numbers)
        )
    values = [int("".join(ch for ch in squeeze(t).split("=")[0] if ch.isdigit()) or 0) for t in numbers]
    return values[0] in (1, 2) and all(b - a in (0, 1) for a, b in pairwise(values))


def _repeated(sheet: Sheet, start: int, naming: Sequence[int], end: int) -> set[int]:
    """Rows from `start` on that print the header again (captions inside the grid included)."""
    rows: set[int] = set()
    if not naming:
        return rows
    for row in range(start, min(start + end + 1, sheet.n_rows)):
        texts = sheet.texts(row)
        if any(same_header(sheet.texts(n), texts) for n in naming) or (rows and _is_number_row(sheet, row)):
            rows.update(range(start, row + 1))
    return rows


def _overlap(sheet: Sheet, cell: SheetCell, col: int, col_span: int) -> float:
    first, last = max(cell.col, col), min(cell.col + cell.col_span, col + col_span)
    return sheet.width(first, last) if last > first else 0.0
