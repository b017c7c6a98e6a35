"""The tables of a page as they were read: the grid of what stands there, below the heads of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.explorer.edition import Edition, Row
from pipeline.explorer.pages.document_printed import CELL_COLUMNS, Printed
from pipeline.explorer.pages.document_words import table_name

Place = tuple[int, int]
Keys = Mapping[tuple[str | None, int | None, int | None], str]
"""Of numbers, by table, row and column."""
_TABLE_COLUMNS = (
    *("table_id", "canonical_table", "title_raw", "unit_raw", "unit_multiplier", "n_rows", "n_cols"),
    *("pages", "ties_out", "is_declared_empty", "note_raw", "page", "char_start", "confidence"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid; what a merged cell covers is not repeated."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    is_head: bool
    """Does it name columns?"""
    is_label: bool
    """Does it name its row?"""
    key: str | None
    """Of the number that it prints (`printed`); null for words."""
    is_repeated: bool
    """Is it printed on another page, and shown here so that this part can be read?"""


@dataclass(frozen=True, slots=True)
class Grid:
    """The part of a table that stands on one page."""

    table_id: str
    title: str
    canonical_table: str | None
    called: str | None
    """What the statutory table is called, in the language of the person."""
    unit: str | None
    yuan: Decimal | None
    """Yuan for one printed unit."""
    n_rows: int
    """Of the whole table."""
    n_cols: int
    first_row: int
    last_row: int
    pages: tuple[int, ...]
    previous_page: int | None
    next_page: int | None
    ties_out: bool | None
    """Do all identities hold that it has a part in? Null where none could be asked."""
    is_declared_empty: bool
    note: str | None
    rows: tuple[tuple[Cell, ...], ...]


def tables_on(edition: Edition, document: Row, page: int | None) -> list[Row]:
    """The tables that have a part on a page; of a text without pages all of them."""
    if page is None:
        return edition.of_document("tables", document, _TABLE_COLUMNS)
    return edition.of_document(
        "tables", document, _TABLE_COLUMNS, where="list_contains(pages, $here)", values={"here": page}
    )


def cells_on(edition: Edition, document: Row, page: int | None, tables: Sequence[Row]) -> list[Row]:
    """The cells of a page, and those of earlier pages that name its columns or reach into it."""
    if not tables:
        return []
    ids = [table["table_id"] for table in tables]
    values: Row
    if page is None:
        where, values = "table_id in $tables", {"tables": ids}
    else:
        where = "table_id in $tables and (page = $here or (page < $here and (is_header or row_span > 1)))"
        values = {"tables": ids, "here": page}
    return edition.of_document("table_cells", document, CELL_COLUMNS, where=where, values=values)


def grids(
    tables: Iterable[Row], cells: Iterable[Row], page: int | None, printed: Iterable[Printed]
) -> list[Grid]:
    """The grids of a page, in the order in which they are printed."""
    keys: Keys = {(p.table_id, p.row, p.col): p.key for p in printed if p.table_id is not None}
    of_table: dict[str, list[Row]] = {}
    for cell in cells:
        of_table.setdefault(cell["table_id"], []).append(cell)
    found = [
        _grid(table, of_table.get(table["table_id"], []), page, keys)
        for table in sorted(tables, key=lambda table: table["char_start"] or 0)
    ]
    return [grid for grid in found if grid is not None]


def _grid(
    table: Row,
    cells: Sequence[Row],
    page: int | None,
    keys: Keys,
) -> Grid | None:
    here = [cell for cell in cells if page is None or cell["page"] == page]
    if not here:
        return None
    first, last = min(c["row"] for c in here), max(c["row"] for c in here)
    has_heads = any(cell["is_header"] for cell in here)
    heads = (
        [] if has_heads else _first_block({c["row"] for c in cells if c["is_header"] and c["row"] < first})
    )
    pages = tuple(table["pages"] or ())
    return Grid(
        table_id=table["table_id"],
        title=" ".join((table["title_raw"] or "").split()),
        canonical_table=table["canonical_table"],
        called=table_name(table["canonical_table"]),
        unit=table["unit_raw"],
        yuan=table["unit_multiplier"],
        n_rows=table["n_rows"],
        n_cols=table["n_cols"],
        first_row=first,
        last_row=last,
        pages=pages,
        previous_page=max((p for p in pages if page is not None and p < page), default=None),
        next_page=min((p for p in pages if page is not None and p > page), default=None),
        ties_out=table["ties_out"],
        is_declared_empty=table["is_declared_empty"],
        note=table["note_raw"],
        rows=tuple(
            _rows(table["table_id"], table["n_cols"], cells, [*heads, *range(first, last + 1)], first, keys)
        ),
    )


def _first_block(rows: set[int]) -> list[int]:
    """The rows that follow each other from the first on: heads may be printed again on every page."""
    found = sorted(rows)
    return [row for n, row in enumerate(found) if row == found[0] + n]


def _rows(
    table_id: str,
    n_cols: int,
    cells: Iterable[Row],
    shown: Sequence[int],
    first: int,
    keys: Keys,
) -> Iterable[tuple[Cell, ...]]:
    """The rows to show: each place is covered once, what nothing covers is an empty cell."""
    at = {row: n for n, row in enumerate(shown)}
    starts: dict[Place, Row] = {}
    cell: Row | None
    for cell in cells:
        covered = [at[row] for row in range(cell["row"], cell["row"] + max(cell["row_span"], 1)) if row in at]
        if covered and (cell["row"] in at or cell["row_span"] > 1):
            starts[covered[0], cell["col"]] = {**cell, "row_span": covered[-1] - covered[0] + 1}
    taken: set[Place] = set()
    for n, row in enumerate(shown):
        line = []
        for col in range(n_cols):
            if (n, col) in taken:
                continue
            cell = starts.get((n, col))
            down, across = (1, 1) if cell is None else _free(cell, n, col, n_cols, len(shown), taken)
            taken |= {(n + i, col + j) for i in range(down) for j in range(across)}
            line.append(_cell(table_id, row, col, down, across, cell, first, keys))
        yield tuple(line)


def _free(cell: Row, n: int, col: int, n_cols: int, n_rows: int, taken: set[Place]) -> Place:
    """How far a cell reaches down and across before the grid ends or another cell stands."""
    down = min(max(cell["row_span"], 1), n_rows - n)
    across = 1
    while across < cell["col_span"] and col + across < n_cols and (n, col + across) not in taken:
        across += 1
    return down, across


def _cell(
    table_id: str,
    row: int,
    col: int,
    down: int,
    across: int,
    cell: Row | None,
    first: int,
    keys: Keys,
) -> Cell:
    if cell is None:
        return Cell(row, col, down, across, "", False, False, None, False)
    text = cell["text"] or ""
    return Cell(
        row=cell["row"],
        col=col,
        row_span=down,
        col_span=across,
        text=text,
        is_head=bool(cell["is_header"]),
        is_label=bool(text) and not cell["is_header"] and cell["value"] is None and cell["row_label"] == text,
        key=keys.get((table_id, cell["row"], cell["col"])),
        is_repeated=cell["row"] < first,
    )
