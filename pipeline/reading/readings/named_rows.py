"""Amounts that the grammar does not know, named as a row of the document's own tables names them.

Equal name and equal amount are two witnesses: the sentence repeats that row.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from extractors.narrative.squeezed import squeeze
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
    rows = _rows(amount.name, quantity.value_yuan, scope, known)
    return _fact(quantity, rows[0]) if len({_meaning(row) for row in rows}) == 1 else None


def _rows(name: str, yuan: Decimal | None, scope: str, known: TableFigures) -> list[Fact]:
    """The figures of tables of a name and an amount; those of the fund of `scope` where there are several."""
    if not yuan or len(name) < _NAME:
        return []
    rows = [fact for fact in known.of_amount(yuan) if name == known.name(fact)]
    return [fact for fact in rows if fact.measure == _expenditure().get(scope)] or rows


@cache
def _expenditure() -> dict[str, str]:
    """The expenditure of each fund."""
    return {str(fund): m for fund, m in load(Readings).family[0].by_fund.items()}


def as_printed(fact: Fact, scope: str, known: TableFigures) -> Fact:
    """An item that the sentence only names, as the row of the document's own tables with its name and amount.

    Both must be those of the row: another item may have the same name. Where no row is, its code may be known
    by its name and its amount alone.
    """
    if fact.item_label is None or fact.function_code or fact.economic_code or fact.unit is not None:
        return fact
    rows = _rows(squeeze(fact.item_label), fact.value_yuan, scope, known)
    rows = [row for row in rows if row.role == fact.role and (row.function_code or row.economic_code)]
    if len({_meaning(row) for row in rows}) == 1:
        return _as(fact, rows[0])
    code = known.code_of(fact.item_label)
    coded = replace(fact, function_code=code, reading="table")
    return coded if code is not None and known.agrees(coded) else fact


def _as(fact: Fact, row: Fact) -> Fact:
    return replace(
        fact,
        measure=row.measure,
        scope=row.scope,
        function_code=row.function_code,
        economic_code=row.economic_code,
        part_of=None,
        reading="table",
    )


def _meaning(fact: Fact) -> tuple[str | None, ...]:
    return (fact.measure, fact.role, fact.function_code, fact.economic_code, fact.item_label)


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
