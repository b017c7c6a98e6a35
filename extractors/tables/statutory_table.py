"""Statutory tables: tables that the catalogue knows, with what their cells have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.document import UNTRUSTED
from extractors.records import Cell, Identity, Table
from extractors.tables.cell_values import squeeze
from extractors.tables.column_measures import entry_of, group_of, join_path
from extractors.tables.column_roles import FULL_YEAR_BUDGET, INITIAL_BUDGET, years_in
from extractors.tables.headers import is_kind
from extractors.tables.inferred_codes import inferred_codes
from extractors.tables.row_labels import bare_label
from patterns import compiled
from patterns.shapes.column_measures import ColumnMeasures, Group, MeasurePattern
from patterns.shapes.tables import TableKind, Tables

ITEMS = ("three_public.abroad", "three_public.reception")
"""Measures that every 三公 table by item has a row of."""
BALANCES = ("balance.opening", "balance.closing")


@dataclass(frozen=True, slots=True)
class CodedRow:
    """What a row of a table of codes is, whichever column its cells are in."""

    function_code: str | None = None
    economic_code: str | None = None
    measure: str | None = None
    """Of a row that is of one measure in all columns."""
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class StatutoryTable:
    """A table whose columns and rows give facts."""

    table: Table
    position: int
    """Of the table among those of the document."""
    group: Group
    kind: TableKind
    fiscal_year: int | None
    basis: str | None
    """The role of the figures of the column 预算数, where a note says it."""
    rows: dict[int, list[Cell]]
    """The cells of each row that are no header, left to right."""
    has_opening: bool
    """Whether a column is carried over from last year, or lies on accounts."""
    has_meetings: bool
    """Whether meetings or training stand beside the three public expenses."""
    has_grand_total: bool
    has_economic_panel: bool
    """Whether some label column is of an economic classification."""
    by_item: bool
    """Whether the rows of a 三公 table are its items."""
    parts_of_balances: frozenset[tuple[int, int]]
    """(row, column) of cells whose row names a fund below a row of carry-over."""
    inferred: dict[tuple[int, str], str]
    """(row, label) → the code of rows that print their names only."""
    coded_rows: dict[tuple[int, str | None, str | None], CodedRow] = field(default_factory=dict, repr=False)
    """By row, label and code, what is known of a row already: its cells share it."""

    def is_total(self, cell: Cell) -> bool:
        """Is the row a total? One without a label is, but not beside a panel that is longer than its own."""
        if cell.row_label is None:
            return cell.row_code is None and not self.has_economic_panel
        return is_kind("row.total", bare_label(cell.row_label))

    def inferred_code(self, cell: Cell) -> str | None:
        """The code of a cell's row where it was inferred from the names of the rows."""
        return self.inferred.get((cell.row, cell.row_label or ""))

    def is_economic(self, cell: Cell) -> bool:
        """Whether the labels of the cell's panel are of an economic classification."""
        labels = [
            c
            for c in self.rows[cell.row]
            if c.col < cell.col and c.column_path and c.row_label == cell.row_label and _is_label(c)
        ]
        label = max(labels, key=lambda c: c.col, default=None)
        return label is not None and _is_economic_head(label.column_path)


def statutory_table(table: Table, position: int, identity: Identity) -> StatutoryTable | None:
    """A table as a statutory one; null for those that give no facts: unknown to the catalogue, or without
    columns to trust."""
    group = group_of(table.canonical_table)
    if group is None or table.canonical_table is None or table.moved_placeholders:
        return None
    if not UNTRUSTED.isdisjoint(table.doubtful):
        return None
    body = [cell for cell in table.cells if not cell.is_header]
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in body:
        rows[cell.row].append(cell)
    words = [cell for cell in body if cell.value is None]
    columns = {cell.column_path for cell in body}
    paths = [join_path(path) for path in columns if path]
    labels = {bare_label(label) for label in {cell.row_label for cell in body} if label}
    year = identity.fiscal_year
    if year is None:
        year = max(years_in([squeeze(c.text) for c in table.cells if c.is_header]), default=None)
    economic = {path for path in columns if path and _is_economic_head(path)}
    return StatutoryTable(
        table=table,
        position=position,
        group=group,
        kind="bd" if table.canonical_table.startswith("bd") else "fa",
        fiscal_year=year,
        basis=_basis(table.note_raw),
        rows=rows,
        has_opening=any(map(_is_opening, paths)),
        has_meetings=any(entry_of("beside", text) is not None for text in (*paths, *labels)),
        has_grand_total=any(map(_is_grand_total, labels)),
        has_economic_panel=any(c.column_path in economic and _is_label(c) for c in words),
        by_item=any(map(_names_item, {c.text for c in words})),
        parts_of_balances=_parts_of_balances(body),
        inferred=inferred_codes(table, year) if group.axis == "code" else {},
    )


def _is_label(cell: Cell) -> bool:
    """Whether the cell is the label of its own row."""
    return bool(cell.row_label) and cell.row_label == "".join(cell.text.split())


@lru_cache(maxsize=1 << 12)
def _is_economic_head(path: tuple[str, ...]) -> bool:
    return is_kind("header.economic", "/".join(path))


def _is_opening(path: str) -> bool:
    entry = entry_of("income", path)
    return (entry is not None and entry.measure == "balance.opening") or entry_of("carried", path) is not None


@lru_cache(maxsize=1 << 12)
def _is_grand_total(label: str) -> bool:
    return compiled(ColumnMeasures)["label.grand_total"].search(label) is not None


def _names_item(text: str) -> bool:
    entry = entry_of("three_public", bare_label(text)) if text else None
    return entry is not None and entry.measure in ITEMS


def _parts_of_balances(body: Iterable[Cell]) -> frozenset[tuple[int, int]]:
    inside: dict[int, bool] = {}
    parts: set[tuple[int, int]] = set()
    entries: dict[str, MeasurePattern | None] = {}
    for cell in body:
        label = cell.row_label
        if not label:
            continue
        if label not in entries:
            entries[label] = entry_of("label", bare_label(label))
        entry = entries[label]
        if entry is None:
            continue
        if not entry.part_of_balance:
            inside[cell.col] = entry.measure in BALANCES
        elif inside.get(cell.col):
            parts.add((cell.row, cell.col))
    return frozenset(parts)


def _basis(note: str | None) -> str | None:
    """What a note says that the column 预算数 holds: the role of its figures."""
    plain = squeeze(note or "")
    patterns = compiled(Tables)
    if patterns["initial_basis"].search(plain):
        return INITIAL_BUDGET
    return FULL_YEAR_BUDGET if patterns["full_year_basis"].search(plain) else None
