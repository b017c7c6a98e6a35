"""What in a table looks as if its reading were wrong, where no sum says so.

A known row with a blank cell in a column that is otherwise filled, rows of codes without a code, names that a
rule cuts, two amounts in one cell: each asks for a second opinion, none says that the reading is wrong. Sums
vouch for what they add (`pipeline.audit`); this is for what they do not reach.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
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
    found = [*_two_tables(body)]
    group = group_of(table.canonical_table)
    if group is not None:
        found += [*_odd_texts(body), *_blanks(group, body), *_cut_words(table)]
        found += _odd_heads(group, body) if group.axis != "labels" else _words_and_amounts(body)
    if table.canonical_table in code_tables():
        found += [*_without_code(table, body), *_codes_of_others(body)]
    return frozenset((cell.place.page or 0, cell.row, kind) for cell, kind in found)


_Found = Iterator[tuple[Cell, str]]


def _two_tables(body: Sequence[Cell]) -> _Found:
    """A line of the unit far inside a table: it holds another one."""
    unit = compiled(Tables)["unit_line"]
    lines = ((c, squeeze(c.text)) for c in body if c.row > 2 and c.text)
    return ((c, "two_tables") for c, text in lines if ":" in text and unit.search(text))


def _odd_texts(body: Sequence[Cell]) -> _Found:
    patterns = compiled(Cells)
    for cell in body:
        if not cell.text or cell.value is not None:
            continue
        plain = squeeze(cell.text)
        if whole_code(plain) and cell.row_code:
            continue
        if patterns["two_in_one"].search(unicodedata.normalize("NFKC", cell.text).strip()):
            yield cell, "two_in_one"
        elif cell.column_path and _is_torn(plain):
            yield cell, "torn_number"


def _is_torn(plain: str) -> bool:
    is_rest = compiled(Cells)["torn_number"].search(plain) is not None
    return is_rest and read_cell(plain).state == "printed" and not whole_code(plain)


def _is_total(cell: Cell) -> bool:
    return cell.row_label is not None and is_kind("row.total", bare_label(cell.row_label))


def _blanks(group: Group, body: Sequence[Cell]) -> _Found:
    """Blank cells in columns that are filled but for them, in rows that have a name or amounts."""
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in body:
        rows[cell.row].append(cell)
    columns: dict[int, list[Cell]] = defaultdict(list)
    for row in rows.values():
        for cell in row:
            if cell.value is not None or (_is_named(cell) and _has_rest(row) and not _closes(row)):
                columns[cell.col].append(cell)
    for cells in columns.values():
        amounts = [c for c in cells if c.value is not None]
        blank = [c for c in cells if c.value_state == "blank" and c.column_path and c.col_span == 1]
        if len(amounts) >= ROWS and len(blank) <= max(1, BLANK * len(cells)):
            # Of a summary, sums reach all rows but the totals.
            yield from ((c, "blank") for c in blank if group.axis != "labels" or _is_total(c))


def _has_rest(row: Sequence[Cell]) -> bool:
    """Is a row more than a name: has it amounts, or only one cell that could hold one?"""
    return any(c.value is not None for c in row) or sum(c.value_state == "blank" for c in row) == 1


def _is_named(cell: Cell) -> bool:
    return cell.row_code is not None or (cell.row_label is not None and is_known_label(cell.row_label))


def _closes(row: Sequence[Cell]) -> bool:
    """Do the amounts of a row add up as they stand: one and its parts, on one level or several?"""
    amounts = sorted(c.value for c in row if c.value)
    whole, parts = (amounts[-1], sum(amounts[:-1])) if len(amounts) > 1 else (None, 0)
    return whole is not None and any(parts == whole * levels for levels in range(1, LEVELS + 1))


def _without_code(table: Table, body: Sequence[Cell]) -> _Found:
    """Rows with the name of a code and none, where the table has a column of codes."""
    heads = [c for c in table.cells if c.is_header and is_kind("header.code", c.text)]
    named: dict[int, Cell] = {}
    for cell in body:
        if cell.row_label and cell.value is not None and bare_label(cell.row_label) in _codes_by_name():
            named.setdefault(cell.row, cell)
    bare = [c for c in named.values() if c.row_code is None]
    if heads or len(bare) <= FEW < len(named) - len(bare):
        yield from ((c, "no_code") for c in bare)


def _codes_of_others(body: Sequence[Cell]) -> _Found:
    """Rows whose name is that of a code below the one that was read: a level of it is lost."""
    for cell in body:
        if cell.row_code is None or cell.row_label is None or cell.value is None:
            continue
        codes = _codes_by_name().get(bare_label(cell.row_label), ())
        deeper = any(len(c) > len(cell.row_code) and c.startswith(cell.row_code) for c in codes)
        if deeper and cell.row_code not in codes and len(cell.row_code) in (3, 5):
            yield cell, "other_code"


def _cut_words(table: Table) -> _Found:
    """Words that touch across a rule: it is not there."""
    at: dict[int, list[Cell]] = defaultdict(list)
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.text and cell.place.box is not None:
            rows[cell.row].append(cell)
    for row in rows.values():
        for left, right in pairwise(sorted(row, key=lambda c: c.col)):
            if left.col + left.col_span == right.col and _touch(left, right):
                at[right.col].append(right)
    for cells in at.values():
        if len(cells) >= CUT_ROWS:
            yield from ((c, "cut_words") for c in cells)


def _odd_heads(group: Group, body: Sequence[Cell]) -> _Found:
    """Heads beside their column: a rule cuts head and amounts apart, so that one column is blank and the
    other has no known head, but the two heads together are known."""
    for pair in _neighbours(body):
        if any(_is_word(c) for cells in pair for c in cells):
            continue
        amounts = [sum(map(_is_amount, cells)) for cells in pair]
        if min(amounts) == 0 and max(amounts) >= CUT_ROWS:
            paths = [cells[0].column_path for cells in pair]
            full = pair[amounts.index(max(amounts))][0]
            joined = (*max(paths, key=len)[:-1], "".join(_leaf(path, paths) for path in paths))
            if _entry(group, full.column_path) is None and _entry(group, joined) is not None:
                yield full, "cut_head"
    yield from _words_and_amounts(body)


def _words_and_amounts(body: Sequence[Cell]) -> _Found:
    """One head over a column of words and a column of amounts."""
    for left, right in _neighbours(body):
        words, amounts = sum(map(_is_word, left)), sum(map(_is_amount, right))
        mixed = any(map(_is_amount, left)) or any(map(_is_word, right))
        same = left[0].column_path == right[0].column_path != ()
        if same and words >= CUT_ROWS and amounts >= CUT_ROWS and not mixed:
            yield right[0], "one_head"


def _neighbours(body: Sequence[Cell]) -> Iterator[tuple[list[Cell], list[Cell]]]:
    """Columns that stand side by side, without merged cells."""
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in body:
        if cell.col_span == 1:
            columns[cell.col].append(cell)
    return ((columns[n], columns[n + 1]) for n in sorted(columns) if n + 1 in columns)


def _leaf(path: tuple[str, ...], paths: Sequence[tuple[str, ...]]) -> str:
    """The lowest name above a column that its neighbour does not share."""
    own = [name for name in path if any(name not in other for other in paths)]
    return own[-1] if own else ""


def _entry(group: Group, path: tuple[str, ...]) -> MeasurePattern | None:
    return entry_of(group.name, join_path(path)) if path else None


def _is_word(cell: Cell) -> bool:
    return cell.value is None and read_cell(cell.text).is_word


def _is_amount(cell: Cell) -> bool:
    return cell.value is not None


def _touch(left: Cell, right: Cell) -> bool:
    one, other = left.place.box, right.place.box
    if one is None or other is None or left.place.page != right.place.page:
        return False
    same_line = min(one[3], other[3]) - max(one[1], other[1]) > 0
    return (
        same_line
        and abs(other[0] - one[2]) < TOUCHING
        and is_han(left.text.strip()[-1:] or " ")
        and is_han(right.text.strip()[:1] or " ")
    )


@cache
def _codes_by_name() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in listed_codes():
        found[bare_label(row.name)].add(row.code)
    return {name: frozenset(codes) for name, codes in found.items()}
