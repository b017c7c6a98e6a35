"""Two-sided summaries: fixed labels on either side, functional classes on the right, funds above."""

from __future__ import annotations

from extractors.records import Cell
from extractors.tables.column_measures import entry_of
from extractors.tables.meanings import Meaning
from extractors.tables.row_labels import bare_label, function_class
from extractors.tables.statutory_table import StatutoryTable
from patterns import compiled
from patterns.shapes.column_measures import ColumnMeasures, MeasurePattern


def label_axis_meaning(table: StatutoryTable, cell: Cell, path: str) -> Meaning | None:
    """What a value beside a fixed label or the name of a class is; `path` may name a fund."""
    if cell.row_label is None:
        return None
    side = entry_of("side", path)
    label = entry_of("label", bare_label(cell.row_label))
    if label is not None:
        return _fixed_row(table, cell, label, side)
    code = cell.row_code if cell.row_code and cell.row_code[0] == "2" else None
    code = code or (None if table.is_economic(cell) else function_class(cell.row_label))
    if code is None:
        return None
    if side is None:
        total = "fiscal.expenditure" if _is_fiscal(table) else "expenditure.total"
        return Meaning(total, table.group.scope, code)
    return _of_entry(table, side, code)


def _fixed_row(
    table: StatutoryTable, cell: Cell, label: MeasurePattern, side: MeasurePattern | None
) -> Meaning | None:
    if side is not None and not (_is_fiscal(table) and label.by_fund):
        return None
    if (cell.row, cell.col) in table.parts_of_balances:
        return None
    if side is not None:
        return _of_entry(table, side)
    if label.alone is not None and not table.has_grand_total:
        label = compiled(ColumnMeasures)[label.alone].entry
    return _of_entry(table, label)


def _of_entry(
    table: StatutoryTable, entry: MeasurePattern, function_code: str | None = None
) -> Meaning | None:
    measure = entry.fiscal if _is_fiscal(table) else entry.measure
    scope = table.group.scope if entry.scope is None else entry.scope
    return Meaning(measure, scope, function_code) if measure else None


def _is_fiscal(table: StatutoryTable) -> bool:
    return table.group.name == "fiscal_summary"
