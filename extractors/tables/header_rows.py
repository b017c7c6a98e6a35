"""Which rows of a sheet are its header.

Headers are merged both ways and may take several rows; the last of them may be header and total row at once
(类|款|项|合计|2,946.25: docs/domain.md §2.2). Rows of column numbers belong to the header and are never
amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.tables.cell_values import (
    code_in_label,
    is_code,
    is_numbered_label,
    is_ordinal,
    read_cell,
    squeeze,
)
from extractors.tables.headers import Header, is_kind, looks_like_header, same_header
from extractors.tables.sheets import Sheet, SheetCell

MAX_HEADER_ROWS = 8
WORDS_SHARE = 0.5
"""The part of a row's words that must be header words for the row to be one more header row."""


@dataclass(frozen=True, slots=True)
class _Open:
    """The columns of a wide header cell that still waits for the names below it."""

    first: int
    last: int
    """Exclusive."""

    @property
    def width(self) -> int:
        """How many columns wait."""
        return self.last - self.first

    def holds(self, cell: SheetCell) -> bool:
        """Whether a cell begins in one of them."""
        return self.first <= cell.col < self.last


def find_header(sheet: Sheet, caption_rows: int, repeats: Sequence[int] = ()) -> Header:
    """The header of a sheet below its caption rows; `repeats` are rows where a grid begins anew."""
    if _is_form_head(sheet, caption_rows):
        caption_rows += 1
    end, mixed = _header_end(sheet, caption_rows)
    naming = tuple(r for r in range(caption_rows, end) if sheet.texts(r) and not _is_number_row(sheet, r))
    rows = set(range(end))
    for start in repeats:
        rows.update(_repeated(sheet, start, naming, end))
    return Header(frozenset(rows), naming, mixed, end)


def _is_form_head(sheet: Sheet, row: int) -> bool:
    """Whether a row names a body, beside its label, above a row that heads columns."""
    if row + 1 >= sheet.n_rows:
        return False
    texts = sheet.texts(row)
    if len(texts) != 2 or not is_kind("header.form_head", texts[0]) or is_kind("header.word", texts[1]):
        return False
    below = [c.text for c in sheet.row(row + 1) if c.text]
    words = sum(is_kind("header.word", text) for text in below)
    return len(below) > 2 and words >= WORDS_SHARE * len(below) and not any(map(_is_data, below))


def _header_end(sheet: Sheet, first: int) -> tuple[int, int | None]:
    """The row after the header, and the row that is header and data at once."""
    row = first
    covered = first
    """Rows above this one are inside the row span of a header cell."""
    opened: list[_Open] = []
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


def _names_more(cells: Sequence[SheetCell], opened: Sequence[_Open], sheet: Sheet) -> bool:
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


def _below(cell: SheetCell, opened: Sequence[_Open]) -> bool:
    return any(wide.holds(cell) and cell.col_span < wide.width for wide in opened)


def _fills(cells: Sequence[SheetCell], opened: Sequence[_Open]) -> bool:
    """Whether different words stand side by side below every open header, without a gap: names of columns,
    whatever the words are. A row of data leaves blanks or holds numbers."""
    inside = [[c for c in cells if wide.holds(c)] for wide in opened]
    return (
        sum(map(len, inside)) == len(cells) == len({c.text for c in cells})
        and max((len(group) for group in inside), default=0) > 2
        and all(
            sum(c.col_span for c in group) == wide.width for group, wide in zip(inside, opened, strict=True)
        )
    )


def _still_open(cells: Sequence[SheetCell], opened: Sequence[_Open]) -> list[_Open]:
    """Wide header cells without names below them yet."""
    left = [wide for wide in opened if not any(map(wide.holds, cells))]
    return left + [_Open(c.col, c.col + c.col_span) for c in cells if c.col_span > 1]


def _continues_below(sheet: Sheet, row: int) -> bool:
    return looks_like_header(sheet.texts(row + 1))


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
    values = [_column_number(t) for t in numbers]
    return values[0] in (1, 2) and all(b - a in (0, 1) for a, b in pairwise(values))


def _column_number(text: str) -> int:
    """3, (3) and 3=1+2 are 3."""
    return int("".join(ch for ch in squeeze(text).split("=")[0] if ch.isdigit()))


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
