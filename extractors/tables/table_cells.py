"""The cells of a logical table: each with its row, its column, its value and the value in yuan."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Document
from extractors.records import Cell
from extractors.tables.cell_values import read_cell
from extractors.tables.headers import Header, is_kind
from extractors.tables.money_units import multiplier, unit_in_header
from extractors.tables.row_axis import RowAxis
from extractors.tables.sheets import Sheet, places

_NAMING = ("code", "label")
"""Kinds of columns whose numbers are no values."""


@dataclass(frozen=True, slots=True)
class NamedSheet:
    """A sheet with what names its columns and rows."""

    sheet: Sheet
    header: Header
    axis: RowAxis | None
    """Null for a text export with moved placeholders, whose columns are not known."""
    multiplier: Decimal | None
    """Yuan per printed unit; null where no unit is known."""


def table_cells(doc: Document, named: NamedSheet) -> list[Cell]:
    """The cells of a sheet, by row, then column."""
    header, axis = named.header, named.axis
    columns: dict[tuple[int, int], tuple[tuple[str, ...], Decimal | None]] = {}
    header_rows, mixed = header.rows, header.mixed
    cells: list[Cell] = []
    for cell, place in zip(named.sheet.cells, places(doc, named.sheet.cells), strict=True):
        row, col = cell.row, cell.col
        read = read_cell(cell.text)
        value, yuan, state = read.value, None, read.state
        kind = "value" if axis is None else axis.kinds[col]
        is_header = kind == "ordinal" or row in header_rows or (row == mixed and header.holds(cell))
        path: tuple[str, ...] = ()
        label = code = None
        if axis is not None and (is_header or kind in _NAMING):
            value = None
            state = "printed" if state == "printed_zero" else state
        if axis is not None and not is_header:
            key = (row, axis.panel_of[col])
            label, code = axis.labels.get(key), axis.codes.get(key)
            span = (col, cell.col_span)
            column = columns.get(span)
            if column is None:
                column = columns[span] = _column(named, *span)
            path, unit = column
            if value is not None and unit is not None and not read.is_percent:
                yuan = None if label and is_kind("row.not_money", label) else value * unit
        cells.append(
            Cell(
                place,
                row,
                col,
                cell.row_span,
                cell.col_span,
                cell.text,
                is_header,
                label,
                code,
                path,
                value,
                yuan,
                state,
                None if value is None else read.decimals,
                cell.drawn.stored,
            )
        )
    return cells


def _column(named: NamedSheet, col: int, span: int) -> tuple[tuple[str, ...], Decimal | None]:
    """The path of the columns below which a cell lies, and yuan per unit printed there."""
    path = named.header.path(named.sheet, col, span)
    return path, _unit(path, named.multiplier)


def _unit(path: tuple[str, ...], table_multiplier: Decimal | None) -> Decimal | None:
    """Yuan per unit printed below a path; null for what is not money and where no unit is known."""
    if not path:
        return table_multiplier
    if is_kind("header.percent", path[-1]) or is_kind("header.not_money", path[-1]):
        return None
    return multiplier(unit_in_header(path[-1])) or table_multiplier
