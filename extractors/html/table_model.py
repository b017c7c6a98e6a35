"""The cells of a table as HTML's table model places them: with row and column spans, whatever overlaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractors.errors import Unreadable
from extractors.html.elements import Element

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 100_000, 1_000, 1_000_000
"""Of a table; a browser cuts column spans at the second."""
_GROUPS = ("thead", "tbody", "tfoot")


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in the grid of its table, from 0."""

    element: Element
    row: int
    col: int
    row_span: int
    col_span: int


@dataclass(frozen=True, slots=True)
class TableModel:
    """The grid of a table."""

    cells: tuple[Placed, ...]
    n_rows: int
    n_cols: int
    hidden: tuple[Element, ...]
    """Rows and cells that are not shown."""


def table_model(table: Element, is_hidden: Callable[[Element], bool]) -> TableModel:
    """The grid of a `table` element; hidden rows, columns and cells take no part in it.

    A head stands above the body and a foot below it wherever they are written. A cell that would lie on
    another is put behind it. Rows and columns in which no cell begins are none: a span that reaches further
    than the table has cells makes no column. Raises `Unreadable` ("too_large") for more cells than any
    table has.
    """
    rows: list[tuple[Element, Element | None]] = []
    hidden: list[Element] = []
    for row, group in _rows(table):
        if is_hidden(row) or (group is not None and is_hidden(group)):
            hidden.append(row)
        else:
            rows.append((row, group))
    if len(rows) > MOST_ROWS:
        raise _too_large(f"{len(rows)} rows")
    last_of_group = {id(group): n for n, (_, group) in enumerate(rows)}
    cells: list[Placed] = []
    taken: list[int] = []
    """Of each column, the first row that is free below what reaches down in it."""
    for n, (row, group) in enumerate(rows):
        col = 0
        end_of_group = last_of_group[id(group)] + 1
        for cell in row.elements:
            if cell.tag not in ("td", "th"):
                continue
            if is_hidden(cell):
                hidden.append(cell)
                continue
            while col < len(taken) and taken[col] > n:
                col += 1
            col_span = min(_span(cell.attribute("colspan")) or 1, MOST_COLUMNS)
            row_span = _span(cell.attribute("rowspan"))
            last = end_of_group if row_span == 0 else min(n + row_span, end_of_group)
            # A span ends where something reaches down into it.
            reach = range(1, min(col_span, len(taken) - col))
            free = next((k for k in reach if taken[col + k] > n), col_span)
            cells.append(Placed(cell, n, col, max(1, last - n), free))
            if col + free > MOST_COLUMNS or len(cells) > MOST_CELLS:
                raise _too_large(f"more than {MOST_COLUMNS} columns or {MOST_CELLS} cells")
            taken.extend([0] * (col + free - len(taken)))
            for k in range(col, col + free):
                taken[k] = max(last, n + 1)
            col += free
    unseen = _hidden_columns(table, is_hidden)
    if unseen:
        hidden += [c.element for c in cells if _is_within(c, unseen)]
        cells = [c for c in cells if not _is_within(c, unseen)]
    return _drawn_together(cells, unseen, hidden)


def _drawn_together(cells: list[Placed], unseen: set[int], hidden: list[Element]) -> TableModel:
    """The cells on the rows and columns in which some cell begins, none of them hidden."""
    first_rows = sorted({cell.row for cell in cells})
    first_cols = sorted({next(c for c in range(cell.col, _end(cell)) if c not in unseen) for cell in cells})
    placed: list[Placed] = []
    for cell in cells:
        row, last_row = (bisect_left(first_rows, n) for n in (cell.row, cell.row + cell.row_span))
        col, last_col = (bisect_left(first_cols, n) for n in (cell.col, _end(cell)))
        placed.append(Placed(cell.element, row, col, last_row - row, last_col - col))
    return TableModel(tuple(placed), len(first_rows), len(first_cols), tuple(hidden))


def _end(cell: Placed) -> int:
    return cell.col + cell.col_span


def _is_within(cell: Placed, columns: set[int]) -> bool:
    return all(col in columns for col in range(cell.col, _end(cell)))


def _hidden_columns(table: Element, is_hidden: Callable[[Element], bool]) -> set[int]:
    """The columns that `col` elements hide, as Excel writes them."""
    columns: set[int] = set()
    at = 0
    for group in table.elements:
        if group.tag not in ("colgroup", "col"):
            continue
        inner = [e for e in group.elements if e.tag == "col"] or [group]
        for col in inner:
            width = max(1, min(_span(col.attribute("span")), MOST_COLUMNS - at))
            if is_hidden(col) or is_hidden(group):
                columns.update(range(at, at + width))
            at = min(at + width, MOST_COLUMNS)
    return columns


def _rows(table: Element) -> Iterator[tuple[Element, Element | None]]:
    """The rows, each with its group: heads, then bodies, then feet."""
    parts: dict[str, list[tuple[Element, Element | None]]] = {name: [] for name in _GROUPS}
    for child in table.elements:
        if child.tag == "tr":
            parts["tbody"].append((child, None))
        elif child.tag in parts:
            parts[child.tag] += [(row, child) for row in child.elements if row.tag == "tr"]
    for name in _GROUPS:
        yield from parts[name]


def _span(value: str) -> int:
    """A span as HTML reads it: digits at its beginning; 1 where there are none, 0 only where it says so."""
    digits = ""
    for char in value.strip():
        if not ("0" <= char <= "9"):
            break
        digits += char
    return min(int(digits[:9]), MOST_ROWS) if digits else 1


def _too_large(what: str) -> Unreadable:
    return Unreadable("too_large", f"a web page with a table of {what}; a hostile or damaged file")
