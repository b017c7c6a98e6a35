"""The cells of a logical table: each with its row, its column, its value and the value in yuan."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Document, Place
from extractors.records import Cell
from extractors.tables.cell_values import read_cell
from extractors.tables.headers import Header, is_kind
from extractors.tables.money_units import multiplier, unit_in_header
from extractors.tables.row_axis import RowAxis
from extractors.tables.sheets import Sheet, SheetCell, places


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
    cells = named.sheet.cells
    return [_cell(named, cell, place) for cell, place in zip(cells, places(doc, cells), strict=True)]


def _cell(named: NamedSheet, cell: SheetCell, place: Place) -> Cell:
    read = read_cell(cell.text)
    header, axis = named.header, named.axis
    is_header = header.holds(cell)
    value, yuan, state = read.value, None, read.state
    path: tuple[str, ...] = ()
    label = code = None
    if axis is not None:
        kind = axis.kinds[cell.col]
        is_header = is_header or kind == "ordinal"
        if is_header or kind in ("code", "label"):
            value = None
            state = "printed" if state == "printed_zero" else state
        if not is_header:
            row = (cell.row, axis.panel_of[cell.col])
            path = header.path(named.sheet, cell.col, cell.col_span)
            label, code = axis.labels.get(row), axis.codes.get(row)
        if value is not None and not read.is_percent and not (label and is_kind("row.not_money", label)):
            yuan = _yuan(value, path, named.multiplier)
    return Cell(
        place=place,
        row=cell.row,
        col=cell.col,
        row_span=cell.row_span,
        col_span=cell.col_span,
        text=cell.text,
        is_header=is_header,
        row_label=label,
        row_code=code,
        column_path=path,
        value=value,
        value_yuan=yuan,
        value_state=state,
        decimals=None if value is None else read.decimals,
    )


def _yuan(value: Decimal, path: tuple[str, ...], table_multiplier: Decimal | None) -> Decimal | None:
    """Yuan of an amount; null for what is not money and where no unit is known."""
    if not path:
        return None if table_multiplier is None else value * table_multiplier
    if is_kind("header.percent", path[-1]) or is_kind("header.not_money", path[-1]):
        return None
    unit = multiplier(unit_in_header(path[-1])) or table_multiplier
    return None if unit is None else value * unit
