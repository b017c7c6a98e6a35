"""Amounts that the grammar does not know, named as a row of the document's own tables names them.

Equal name and equal amount are two witnesses: the sentence repeats that row.
"""

from __future__ import annotations

from collections.abc import Sequence
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


def named_row(amount: Amount, quantity: Quantity, head: Fact | None, known: TableFigures) -> Fact | None:
    """The fact of an unread amount that one figure of the tables bears the name and the value of.

    `head` is what it is a part of. Of one row in several columns and tables, that of the head's measure is
    meant, then that of the section's fund.
    """
    measures = (*((head.measure,) if head is not None else ()), _expenditure().get(amount.scope))
    row = _row(amount.name, quantity.value_yuan, measures, known)
    return _fact(quantity, row) if row is not None else None


def _row(name: str, yuan: Decimal | None, measures: Sequence[str | None], known: TableFigures) -> Fact | None:
    """The figure of the one row of a name and an amount, in the first of `measures` that has it.

    Null where rows of several items have both, or several measures and none of those asked for.
    """
    if not yuan or len(name) < _NAME:
        return None
    rows = [fact for fact in known.of_amount(yuan) if name == known.name(fact)]
    if len({(row.function_code, row.economic_code, row.item_label, row.role) for row in rows}) != 1:
        return None
    for measure in measures:
        if found := [row for row in rows if row.measure == measure]:
            return found[0]
    return rows[0] if len({row.measure for row in rows}) == 1 else None


@cache
def _expenditure() -> dict[str, str]:
    """The expenditure of each fund."""
    families = {family.id: family for family in load(Readings).family}
    return {str(fund): measure for fund, measure in families["expenditure"].by_fund.items()}


def as_printed(fact: Fact, scope: str, known: TableFigures) -> Fact:
    """An item that the sentence only names, as the row of the document's own tables with its name and amount.

    Both must be those of the row: another item may have the same name. Where no row is, its code may be known
    by its name and its amount alone.
    """
    if fact.item_label is None or fact.function_code or fact.economic_code or fact.unit is not None:
        return fact
    measures = (fact.measure, _expenditure().get(scope))
    row = _row(squeeze(fact.item_label), fact.value_yuan, measures, known)
    if row is not None and row.role == fact.role and (row.function_code or row.economic_code):
        return _as(fact, row)
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
