"""What in a table looks as if its reading were wrong, where no sum says so.

A known row with a blank cell in a column that is otherwise filled, rows of codes without a code, names that a
rule cuts, two amounts in one cell: each asks for a second opinion, none says that the reading is wrong. Sums
vouch for what they add (`pipeline.audit`); this is for what they do not reach.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from extractors.records import Cell, Table
from extractors.tables.cell_values import read_cell, squeeze, whole_code
from extractors.tables.column_measures import code_tables, entry_of, group_of, join_path
from extractors.tables.headers import is_kind
from extractors.tables.row_labels import bare_label, is_known_label
from patterns import compiled
from patterns.codes import listed_codes
from patterns.han import is_han
from patterns.shapes.cells import Cells
from patterns.shapes.column_measures import Group, MeasurePattern
from patterns.shapes.tables import Tables

ROWS, BLANK = 5, 0.1
"""A column is filled where so many of its rows at least have an amount, and no more than one, or so large a
part of them, is blank."""
FEW = 2
"""Of rows that print codes, so many may lack one."""
LEVELS = 3
"""An amount is divided into parts and these into parts, no more than so often."""
TOUCHING = 0.6
"""Points between two words on either side of a rule: less than any cell leaves as a margin."""
TORN = "torn_number"
"""The kind of what is left of an amount."""
CUT_ROWS = 2
"""So many rows must have words that touch at one rule."""


def suspicions(table: Table) -> frozenset[tuple[int, int, str]]:
    """What is odd in a table: (page, row, kind); nothing in tables without pages.

    Kinds: `two_in_one`, `torn_number`, `blank`, `no_code`, `other_code`, `cut_words`, `cut_head`, `one_head`,
    `two_tables`.
    """
    body = [c for c in table.cells if not c.is_header and c.place.page is not None]
    if not body or table.moved_placeholders:
        return frozenset()
    words = [c for c in body if c.value is None and c.text]
    found = [*_two_tables(words)]
    group = group_of(table.canonical_table)
    if group is not None:
        found += [*_odd_texts(words), *_blanks(group, body), *_cut_words(table)]
        columns = _columns(body)
        found += [*(_odd_heads(group, columns) if group.axis != "labels" else ()), *_one_head(columns)]
    if table.canonical_table in code_tables():
        found += [*_without_code(table, body), *_codes_of_others(body)]
    return frozenset((cell.place.page or 0, cell.row, kind) for cell, kind in found)


_Found = Iterator[tuple[Cell, str]]


def _two_tables(words: Sequence[Cell]) -> _Found:
    """A line of the unit far inside a table: it holds another one."""
    return ((c, "two_tables") for c in words if c.row > 2 and _has_unit_line(c.text))


@lru_cache(maxsize=1 << 13)
def _has_unit_line(text: str) -> bool:
    plain = squeeze(text)
    return ":" in plain and compiled(Tables)["unit_line"].search(plain) is not None


def _odd_texts(words: Sequence[Cell]) -> _Found:
    for cell in words:
        kind = _odd_kind(cell.text)
        if kind is None or (kind == TORN and not cell.column_path):
            continue
        if cell.row_code is None or not whole_code(squeeze(cell.text)):
            yield cell, kind


@lru_cache(maxsize=1 << 13)
def _odd_kind(text: str) -> str | None:
    """What is odd in a text that is no number."""
    if compiled(Cells)["two_in_one"].search(unicodedata.normalize("NFKC", text).strip()):
        return "two_in_one"
    return TORN if _is_torn(squeeze(text)) else None


def _is_torn(plain: str) -> bool:
    is_rest = compiled(Cells)["torn_number"].search(plain) is not None
    return is_rest and read_cell(plain).state == "printed" and not whole_code(plain)


def _is_total(cell: Cell) -> bool:
    return cell.row_label is not None and is_kind("row.total", bare_label(cell.row_label))


def _blanks(group: Group, body: Sequence[Cell]) -> _Found:
    """Blank cells in columns that are filled but for them, in rows that have a name or amounts."""
    columns: dict[int, list[Cell]] = defaultdict(list)
    for row in _rows(body):
        amounts = sorted(c.value for c in row if c.value is not None)
        is_open = _has_rest(row, amounts) and not _closes(amounts)
        for cell in row:
            if cell.value is not None or (is_open and _is_named(cell)):
                columns[cell.col].append(cell)
    for cells in columns.values():
        n_amounts = sum(c.value is not None for c in cells)
        if n_amounts < ROWS or len(cells) == n_amounts:
            continue
        blank = [c for c in cells if c.value_state == "blank" and c.column_path and c.col_span == 1]
        if len(blank) <= max(1, BLANK * len(cells)):
            # Of a summary, sums reach all rows but the totals.
            yield from ((c, "blank") for c in blank if group.axis != "labels" or _is_total(c))


def _rows(body: Sequence[Cell]) -> list[list[Cell]]:
    """The cells of each row, top to bottom."""
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in body:
        rows[cell.row].append(cell)
    return list(rows.values())


def _has_rest(row: Sequence[Cell], amounts: Sequence[Decimal]) -> bool:
    """Is a row more than a name: has it amounts, or only one cell that could hold one?"""
    return bool(amounts) or sum(c.value_state == "blank" for c in row) == 1


def _is_named(cell: Cell) -> bool:
    return cell.row_code is not None or (cell.row_label is not None and is_known_label(cell.row_label))


def _closes(amounts: Sequence[Decimal]) -> bool:
    """Do the amounts of a row, least first, add up as they stand: one and its parts, on one level or
    several?"""
    printed = [amount for amount in amounts if amount]
    if len(printed) < 2:
        return False
    whole, parts = printed[-1], sum(printed[:-1])
    return any(parts == whole * levels for levels in range(1, LEVELS + 1))


def _without_code(table: Table, body: Sequence[Cell]) -> _Found:
    """Rows with the name of a code and none, where the table has a column of codes."""
    codes = _codes_by_name()
    named: dict[int, Cell] = {}
    for cell in body:
        is_open = cell.row_label and cell.value is not None and cell.row not in named
        if is_open and bare_label(cell.row_label or "") in codes:
            named[cell.row] = cell
    bare = [c for c in named.values() if c.row_code is None]
    if not bare:
        return
    heads = any(c.is_header and is_kind("header.code", c.text) for c in table.cells)
    if heads or len(bare) <= FEW < len(named) - len(bare):
        yield from ((c, "no_code") for c in bare)


def _codes_of_others(body: Sequence[Cell]) -> _Found:
    """Rows whose name is that of a code below the one that was read: a level of it is lost."""
    for cell in body:
        if cell.value is None or cell.row_code is None or cell.row_label is None:
            continue
        if len(cell.row_code) in (3, 5) and _is_of_deeper(cell.row_code, cell.row_label):
            yield cell, "other_code"


@lru_cache(maxsize=1 << 12)
def _is_of_deeper(code: str, label: str) -> bool:
    """Is a name that of a code below this one, and not of this one?"""
    codes = _codes_by_name().get(bare_label(label), frozenset())
    return code not in codes and any(len(c) > len(code) and c.startswith(code) for c in codes)


def _cut_words(table: Table) -> _Found:
    """Words that touch across a rule: it is not there."""
    at: dict[int, list[Cell]] = defaultdict(list)
    printed = [c for c in table.cells if c.text and c.place.box is not None]
    for row in _rows(printed):
        for left, right in pairwise(sorted(row, key=lambda c: c.col)):
            beside = left.value is None is right.value and left.col + left.col_span == right.col
            if beside and _touch(left, right):
                at[right.col].append(right)
    for cells in at.values():
        if len(cells) >= CUT_ROWS:
            yield from ((c, "cut_words") for c in cells)


@dataclass(frozen=True, slots=True)
class _Column:
    """The cells of a column that are not merged with others of their row."""

    cells: Sequence[Cell]
    words: int
    amounts: int

    @property
    def path(self) -> tuple[str, ...]:
        return self.cells[0].column_path


def _columns(body: Sequence[Cell]) -> dict[int, _Column]:
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in body:
        if cell.col_span == 1:
            columns[cell.col].append(cell)
    return {
        col: _Column(cells, sum(map(_is_word, cells)), sum(c.value is not None for c in cells))
        for col, cells in columns.items()
    }


def _odd_heads(group: Group, columns: Mapping[int, _Column]) -> _Found:
    """Heads beside their column: a rule cuts head and amounts apart, so that one column is blank and the
    other has no known head, but the two heads together are known."""
    for pair in _neighbours(columns):
        if any(column.words for column in pair):
            continue
        amounts = [column.amounts for column in pair]
        if min(amounts) == 0 and max(amounts) >= CUT_ROWS:
            paths = [column.path for column in pair]
            full = pair[amounts.index(max(amounts))].cells[0]
            joined = (*max(paths, key=len)[:-1], "".join(_leaf(path, paths) for path in paths))
            if _entry(group, full.column_path) is None and _entry(group, joined) is not None:
                yield full, "cut_head"


def _one_head(columns: Mapping[int, _Column]) -> _Found:
    """One head over a column of words and a column of amounts."""
    for left, right in _neighbours(columns):
        same = left.path == right.path != ()
        mixed = left.amounts or right.words
        if same and left.words >= CUT_ROWS and right.amounts >= CUT_ROWS and not mixed:
            yield right.cells[0], "one_head"


def _neighbours(columns: Mapping[int, _Column]) -> Iterator[tuple[_Column, _Column]]:
    """Columns that stand side by side."""
    return ((columns[n], columns[n + 1]) for n in sorted(columns) if n + 1 in columns)


def _leaf(path: tuple[str, ...], paths: Sequence[tuple[str, ...]]) -> str:
    """The lowest name above a column that its neighbour does not share."""
    own = [name for name in path if any(name not in other for other in paths)]
    return own[-1] if own else ""


def _entry(group: Group, path: tuple[str, ...]) -> MeasurePattern | None:
    return entry_of(group.name, join_path(path)) if path else None


def _is_word(cell: Cell) -> bool:
    return cell.value is None and read_cell(cell.text).is_word


def _touch(left: Cell, right: Cell) -> bool:
    if not (is_han(left.text.strip()[-1:] or " ") and is_han(right.text.strip()[:1] or " ")):
        return False
    one, other = left.place.box, right.place.box
    if one is None or other is None or left.place.page != right.place.page:
        return False
    same_line = min(one[3], other[3]) - max(one[1], other[1]) > 0
    return same_line and abs(other[0] - one[2]) < TOUCHING


@cache
def _codes_by_name() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in listed_codes():
        found[bare_label(row.name)].add(row.code)
    return {name: frozenset(codes) for name, codes in found.items()}
