"""Facts from statutory tables: one for every printed amount whose column and row the catalogue knows.

docs/domain.md §2.2, "Which measure a table's column carries". Blank cells give no facts; a total row carries
no code; the place of a fact is its cell's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.records import Cell, Fact, Identity, Table
from extractors.tables.cell_values import squeeze
from extractors.tables.code_axis import code_axis_meaning
from extractors.tables.column_measures import entry_of, join_path
from extractors.tables.column_roles import FULL_YEAR_BUDGET, INITIAL_BUDGET, role_of, years_in
from extractors.tables.item_axis import procurement_meaning, three_public_meaning
from extractors.tables.label_axis import label_axis_meaning
from extractors.tables.meanings import Meaning
from extractors.tables.statutory_table import StatutoryTable, statutory_table

EXTRACTOR = "table"
ASSUMED_UNIT = 0.9
"""Confidence in an amount whose unit is that of the document's other tables."""
NAMES, INFERRED = "names", 0.8
"""The extractor of facts whose code is inferred from the names of rows, and the confidence in them."""
_BUDGET_BASIS = {INITIAL_BUDGET: "initial", FULL_YEAR_BUDGET: "full_year"}


def facts_from_tables(tables: Sequence[Table], identity: Identity) -> list[Fact]:
    """Facts of all tables that the catalogue knows, in the order of their cells.

    `table`, `row`, `col` of a fact are the position in `tables` and its cell's coordinates.
    """
    facts: list[Fact] = []
    for position, table in enumerate(tables):
        statutory = statutory_table(table, position, identity)
        if statutory is not None:
            facts.extend(_facts(statutory))
    return facts


def _facts(table: StatutoryTable) -> Iterator[Fact]:
    for row in sorted(table.rows):
        for cell in table.rows[row]:
            if cell.value is None or (cell.value_yuan is None and table.table.unit_multiplier is not None):
                continue
            path = join_path(cell.column_path)
            meaning = _meaning(table, cell, path)
            if meaning is None:
                continue
            role = role_of(_role_text(table, cell, path), table.kind, table.fiscal_year, table.basis)
            if role is not None:
                yield _fact(table, cell, meaning, *role)


def _is_assumed(table: Table, cell: Cell) -> bool:
    return table.unit_raw is None and table.unit_multiplier is not None and cell.value_yuan is not None


def _meaning(table: StatutoryTable, cell: Cell, path: str) -> Meaning | None:
    if table.group.axis == "labels":
        return label_axis_meaning(table, cell, path)
    if table.group.name == "three_public":
        return three_public_meaning(table, cell, path)
    if table.group.name == "procurement":
        return procurement_meaning(table, cell, path)
    return code_axis_meaning(table, cell, path)


def _role_text(table: StatutoryTable, cell: Cell, path: str) -> str:
    """The column's path, and the row label where the rows are years and changes."""
    label = squeeze(cell.row_label or "")
    if table.group.axis == "items" and (years_in([label]) or entry_of("role", label) is not None):
        return f"{label}/{path}"
    return path


def _fact(table: StatutoryTable, cell: Cell, meaning: Meaning, role: str, year: int | None) -> Fact:
    inferred = meaning.is_coded and table.inferred_code(cell) is not None
    return Fact(
        place=cell.place,
        measure=meaning.measure,
        role=role,
        source_kind="table",
        scope=meaning.scope,
        section=table.table.section,
        table=table.position,
        row=cell.row,
        col=cell.col,
        value_year=year if year is not None else table.fiscal_year,
        function_code=meaning.function_code,
        economic_code=meaning.economic_code,
        item_label=meaning.item_label,
        unit_raw=table.table.unit_raw,
        value_raw=cell.text,
        decimals=cell.decimals,
        value=cell.value,
        value_yuan=cell.value_yuan,
        budget_basis=_BUDGET_BASIS.get(role) if table.kind == "fa" else None,
        value_state=cell.value_state,
        extractor=NAMES if inferred else EXTRACTOR,
        confidence=INFERRED if inferred else ASSUMED_UNIT if _is_assumed(table.table, cell) else 1.0,
    )
