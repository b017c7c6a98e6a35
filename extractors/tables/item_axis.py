"""Tables of items: the three public expenses, and procurement by kind."""

from __future__ import annotations

from extractors.records import Cell
from extractors.tables.catalogue import bare_title
from extractors.tables.cell_values import squeeze
from extractors.tables.column_measures import entry_of
from extractors.tables.column_roles import years_in
from extractors.tables.headers import is_kind
from extractors.tables.meanings import Meaning
from extractors.tables.row_labels import bare_label
from extractors.tables.statutory_table import StatutoryTable


def three_public_meaning(table: StatutoryTable, cell: Cell, path: str) -> Meaning | None:
    """One row, transposed, or several rows a unit: the column names the item, else the row."""
    is_total = table.is_total(cell)
    label = bare_label(cell.row_label) if cell.row_label else ""
    by_row = entry_of("three_public", label) if label and not is_total else None
    if by_row is None and table.by_item:
        if not is_total:
            return None
        by_row = entry_of("three_public", label)
    entry = by_row or entry_of("three_public", path) or entry_of("three_public_column", path)
    if entry is None:
        return None
    measure = entry.measure
    if (by_row is None or is_total) and table.has_meetings and entry.measure_with_meetings is not None:
        measure = entry.measure_with_meetings
    if not measure:
        return None
    item = None if by_row is not None or is_total else _item(table, cell)
    return Meaning(measure, _fund(table, path), item_label=item)


def _fund(table: StatutoryTable, path: str) -> str | None:
    """The scope of a value: of its column, of the title, of such tables."""
    side = entry_of("side", path)
    if side is not None and side.scope is not None:
        return side.scope
    core, hints = bare_title(table.table.title_raw or "")
    titled = entry_of("title_scope", "".join([*hints, core]))
    return titled.scope if titled is not None else table.group.scope


def _item(table: StatutoryTable, cell: Cell) -> str | None:
    """The unit that a row is of: its label, unless that is a year; then the nearest label above it."""
    label = cell.row_label
    if label is not None and not years_in([label]) and entry_of("role", squeeze(label)) is None:
        return label
    for row in range(cell.row, -1, -1):
        for other in table.rows.get(row, ()):
            if other.text and other.column_path and is_kind("header.unit_axis", other.column_path[-1]):
                return "".join(other.text.split())
    return None


def procurement_meaning(table: StatutoryTable, cell: Cell, path: str) -> Meaning | None:
    """Procurement: the total row, and the rows of goods, works and services."""
    entry = entry_of("procurement", path)
    if entry is None:
        return None
    for other in table.rows[cell.row]:
        if other.value is None and other.text:
            kind = entry_of("bought", bare_label(other.text))
            if kind is not None:
                return Meaning(kind.measure, None)
    return Meaning(entry.measure, None) if table.is_total(cell) else None
