"""Statutory tables: tables that the catalogue knows, with what their cells have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.document import UNTRUSTED
from extractors.records import Cell, Identity, Table
from extractors.tables.cell_values import squeeze
from extractors.tables.column_measures import entry_of, group_of, join_path
from extractors.tables.column_roles import FULL_YEAR_BUDGET, INITIAL_BUDGET, years_in
from extractors.tables.headers import is_kind
from extractors.tables.inferred_codes import inferred_codes
from extractors.tables.row_labels import bare_label
from patterns import compiled
from patterns.shapes.column_measures import ColumnMeasures, Group
from patterns.shapes.tables import TableKind, Tables

ITEMS = ("three_public.abroad", "three_public.reception")
"""Measures that every 三公 table by item has a row of."""
BALANCES = ("balance.opening", "balance.closing")


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
        return label is not None and _has_economic_head(label)


def statutory_table(table: Table, position: int, identity: Identity) -> StatutoryTable | None:
    """A table as a statutory one; null for those that give no facts: unknown to the catalogue, or without
    columns to trust."""
    group = group_of(table.canonical_table)
    if group is None or table.canonical_table is None or table.moved_placeholders:
        return None
    if not UNTRUSTED.isdisjoint(table.doubtful):
        return None
    body = [cell for cell in table.cells if not cell.is_header]
    rows: dict[int, list[Cell]] = {}
    for cell in body:
        rows.setdefault(cell.row, []).append(cell)
    paths = sorted({join_path(c.column_path) for c in body if c.column_path})
    entries = [entry_of("income", p) for p in paths]
    labels = sorted({bare_label(c.row_label) for c in table.cells if c.row_label})
    years = years_in([squeeze(c.text) for c in table.cells if c.is_header])
    year = identity.fiscal_year or max(years, default=None)
    grand_total = compiled(ColumnMeasures)["label.grand_total"]
    return StatutoryTable(
        table=table,
        position=position,
        group=group,
        kind="bd" if table.canonical_table.startswith("bd") else "fa",
        fiscal_year=year,
        basis=_basis(table.note_raw),
        rows=rows,
        has_opening=any(
            (e is not None and e.measure == "balance.opening") or entry_of("carried", p) is not None
            for e, p in zip(entries, paths, strict=True)
        ),
        has_meetings=any(entry_of("beside", p) is not None for p in [*paths, *labels]),
        has_grand_total=any(grand_total.search(label) for label in labels),
        has_economic_panel=any(
            c.column_path and c.value is None and _is_label(c) and _has_economic_head(c) for c in table.cells
        ),
        by_item=any(_names_item(c) for c in body if c.value is None),
        parts_of_balances=_parts_of_balances(body),
        inferred=inferred_codes(table, year) if group.axis == "code" else {},
    )


def _is_label(cell: Cell) -> bool:
    """Whether the cell is the label of its own row."""
    return bool(cell.row_label) and cell.row_label == "".join(cell.text.split())


def _has_economic_head(cell: Cell) -> bool:
    return is_kind("header.economic", "/".join(cell.column_path))


def _names_item(cell: Cell) -> bool:
    entry = entry_of("three_public", bare_label(cell.text)) if cell.text else None
    return entry is not None and entry.measure in ITEMS


def _parts_of_balances(body: Iterable[Cell]) -> frozenset[tuple[int, int]]:
    inside: dict[int, bool] = {}
    parts: set[tuple[int, int]] = set()
    for cell in body:
        entry = entry_of("label", bare_label(cell.row_label)) if cell.row_label else None
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
