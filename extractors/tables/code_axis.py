"""Tables whose rows are classification codes, units, sources or a total: the column names the measure."""

from __future__ import annotations

from extractors.records import Cell
from extractors.tables.catalogue import CODE_LENGTHS
from extractors.tables.cell_values import code_in_label, is_code, squeeze
from extractors.tables.column_measures import entry_of
from extractors.tables.headers import is_kind
from extractors.tables.meanings import Meaning
from extractors.tables.row_labels import CLASS_LENGTH, bare_label, function_class
from extractors.tables.statutory_table import BALANCES, CodedRow, StatutoryTable

FUNCTION = "2"
"""What functional codes begin with."""


def code_axis_meaning(table: StatutoryTable, cell: Cell, path: str) -> Meaning | None:
    """What a value under the column `path` is; null where column or row give no fact."""
    group, row = table.group, _row_of(table, cell)
    if row.measure is not None:
        return Meaning(row.measure, group.scope)
    entry = entry_of(group.name, path)
    if entry is None or not entry.measure:
        return None
    measure = (table.has_opening and entry.measure_with_opening) or entry.measure
    scope = (group.scope if entry.scope is None else entry.scope) or None
    if row.is_total:
        return Meaning(measure, scope)
    function_code, economic_code = row.function_code, row.economic_code
    if group.axis == "code" and function_code is None and economic_code is None and cell.row_label:
        if table.is_economic(cell):  # names of economic classes only: which code they have is not said
            return None
        if table.has_economic_panel:  # then the other panel is of functional classes, all of one level
            function_code = function_class(cell.row_label)
    coded = function_code is not None or economic_code is not None
    if not coded and measure == "income.total":
        source = _source_of_row(table, cell)
        if source is not None:
            return Meaning(source, scope) if source else None
    if not coded and cell.row_label is None:
        return None
    item = cell.row_label if group.axis == "items" or not coded else None
    return Meaning(measure, scope, function_code, economic_code, item)


def _row_of(table: StatutoryTable, cell: Cell) -> CodedRow:
    """What the row of a cell is, in the cell's panel."""
    key = (cell.row, cell.row_label, cell.row_code)
    found = table.coded_rows.get(key)
    if found is None:
        found = table.coded_rows[key] = _read_row(table, cell)
    return found


def _read_row(table: StatutoryTable, cell: Cell) -> CodedRow:
    entry = entry_of("row", bare_label(cell.row_label)) if cell.row_label else None
    if entry is not None and table.group.name in entry.groups:
        return CodedRow(measure=entry.measure)
    if table.is_total(cell):
        return CodedRow(is_total=True)
    if inferred := table.inferred_code(cell):
        is_function = inferred[0] == FUNCTION
        return CodedRow(inferred, None) if is_function else CodedRow(None, inferred)
    return CodedRow(*_codes(table, cell))


def _source_of_row(table: StatutoryTable, cell: Cell) -> str | None:
    """The source of income that a row is, where the rows are sources; "" for a part of one, null for neither.

    A subtotal is of the source whose merged cell begins beside it; a row below that repeats its measure is a
    part of it.
    """
    fund = ""
    for row in range(cell.row, -1, -1):
        texts = [bare_label(c.text) for c in table.rows.get(row, ()) if c.text and c.value is None]
        names = [t for t in texts if not is_kind("header.sum", t)]
        if names and len(names) < len(texts):
            fund = next((m for t in names if (m := _income_of(t))), "")
            if row == cell.row:
                return fund
            break
    own = _income_of(bare_label(cell.row_label or ""))
    return "" if own == fund else own


def _income_of(label: str) -> str | None:
    entry = entry_of("label", label)
    is_source = entry is not None and entry.measure.startswith(("income.", *BALANCES))
    return entry.measure if entry is not None and is_source else None


def _codes(table: StatutoryTable, cell: Cell) -> tuple[str | None, str | None]:
    """Functional and economic code of a row; further ones may stand in its other label cells."""
    is_unit_code = False
    codes: list[str] = [cell.row_code] if cell.row_code else []
    for other in table.rows[cell.row]:
        if other.value is not None or not other.text or not other.column_path:
            continue
        text = squeeze(other.text)
        if text == cell.row_code and is_kind("header.unit_axis", other.column_path[-1]):
            is_unit_code = True
        code = text if is_code(text) and len(text) > CLASS_LENGTH else code_in_label(text)
        if code is not None and code not in codes:
            codes.append(code)
    if is_unit_code:
        codes = codes[1:]
    whole = [c for c in codes if len(c) in CODE_LENGTHS]
    function = next((c for c in whole if c[0] == "2"), None)
    economic = next((c for c in whole if c[0] == "3"), None)
    own = cell.row_code
    if economic is None and own and own[0] == "5" and len(own) in CODE_LENGTHS:
        economic = own
    return function, economic
