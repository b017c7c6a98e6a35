"""Amounts that the grammar does not know, named as a row of the document's own tables names them.

Equal name and equal amount are two witnesses: the sentence repeats that row.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from extractors.records import Fact, Quantity
from patterns import load
from patterns.shapes.readings import Readings
from pipeline.reading.readings.prose import Amount
from pipeline.reading.readings.table_figures import TableFigures

_NAME = 4
"""Shorter names say too little."""
CONSTRUCTION = "table.row·said·fund:table·plain·"
_CONFIDENCE = 0.85


def named_row(amount: Amount, quantity: Quantity, scope: str, known: TableFigures) -> Fact | None:
    """The fact of an unread amount that one figure of the tables bears the name and the value of.

    Of the same row in tables of several funds that of the section's fund is meant, `scope`.
    """
    if not quantity.value_yuan or len(amount.name) < _NAME:
        return None
    rows = [fact for fact in known.of_amount(quantity.value_yuan) if amount.name == known.name(fact)]
    of_scope = [fact for fact in rows if fact.measure == _expenditure().get(scope)]
    rows = of_scope or rows
    meanings = {(f.measure, f.role, f.function_code, f.economic_code, f.item_label) for f in rows}
    return _fact(quantity, rows[0]) if len(meanings) == 1 else None


@cache
def _expenditure() -> dict[str, str]:
    """The expenditure of each fund."""
    return {str(fund): m for fund, m in load(Readings).family[0].by_fund.items()}


def with_code(fact: Fact, known: TableFigures) -> Fact:
    """An item that the sentence only names, with the code that the document's own tables print beside it.

    Name and amount must be those of the row: another item may have the same name.
    """
    if fact.item_label is None or fact.function_code or fact.economic_code or fact.unit is not None:
        return fact
    code = known.code_of(fact.item_label)
    coded = replace(fact, function_code=code, reading="table")
    return coded if code is not None and known.agrees(coded) else fact


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
