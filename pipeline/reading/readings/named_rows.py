"""Amounts that the grammar does not know, named as a row of the document's own tables names them.

Equal name and equal amount are two witnesses: the sentence repeats that row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.narrative.squeezed import squeeze
from extractors.records import Fact, Quantity, Table
from pipeline.reading.readings.prose import Amount
from pipeline.reading.readings.table_figures import TableFigures

_NAME = 4
"""Shorter names say too little."""
CONSTRUCTION = "table.row·said·fund:table·plain·"
_CONFIDENCE = 0.85


def named_row(
    amount: Amount, quantity: Quantity, tables: Sequence[Table], known: TableFigures
) -> Fact | None:
    """The fact of an unread amount that one figure of the tables bears the name and the value of."""
    if not quantity.value_yuan or len(amount.name) < _NAME:
        return None
    rows = [fact for fact in known.of_amount(quantity.value_yuan) if amount.name in _names(fact, tables)]
    meanings = {(f.measure, f.role, f.function_code, f.economic_code, f.item_label) for f in rows}
    return _fact(quantity, rows[0]) if len(meanings) == 1 else None


def _names(fact: Fact, tables: Sequence[Table]) -> frozenset[str]:
    """What a table calls a figure: its row, without the ordinal before it."""
    if fact.table is None:
        return frozenset()
    labels = (
        cell.row_label or ""
        for cell in tables[fact.table].cells
        if (cell.row, cell.col) == (fact.row, fact.col)
    )
    return frozenset(squeeze(label) for label in (*labels, fact.item_label or ""))


def _fact(quantity: Quantity, row: Fact) -> Fact:
    return replace(
        row,
        place=quantity.place,
        source_kind="narrative",
        section=quantity.section,
        table=None,
        row=None,
        col=None,
        unit_raw=quantity.unit_raw,
        value_raw=quantity.value_raw,
        decimals=quantity.decimals,
        value=quantity.value,
        value_yuan=quantity.value_yuan,
        value_state="printed",
        extractor="statement",
        confidence=_CONFIDENCE,
        construction=f"{CONSTRUCTION}{row.role}",
        reading="table",
        part_of=None,
    )
