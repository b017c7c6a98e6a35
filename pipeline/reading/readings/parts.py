"""What a part takes from its head: the fund, and the item that it is a part of."""

from __future__ import annotations

from dataclasses import replace

from extractors.records import Fact, Quantity
from pipeline.reading.readings.families import as_measure, fund_of, members, of_fund
from pipeline.reading.readings.prose import Amount
from pipeline.reading.readings.table_figures import TableFigures

_NATURE = frozenset({"basic", "project", "personnel", "public"})
"""Families that say how money is spent: an item has such parts as well as the whole body has."""
CONSTRUCTION = "sum.part·said·fund:head·list·"
_CONFIDENCE = 0.85
_SHORTEST = 2
"""Characters of a name."""
_SAID = "·fund:said·"


def as_part(part: Fact, name: str, head: Fact, head_at: int) -> Fact | None:
    """The reading of `part` that its head gives it; null where that is the reading that it has.

    `name` is what the sentence calls it, `head_at` the position of the head.
    """
    if part.unit != head.unit or part.role != head.role:
        return None
    places = members().get(part.measure, ())
    if is_item(head) and not is_item(part) and any(p.family.id in _NATURE for p in places):
        return replace(
            as_measure(part, head.measure),
            scope=head.scope,
            function_code=head.function_code,
            economic_code=head.economic_code,
            item_label=name or places[0].family.id,
            part_of=head_at,
        )
    if part.economic_code and spends(head) and not spends(part) and fund_of(part) == fund_of(head):
        return as_measure(part, head.measure)
    fund = fund_of(head)
    if fund is None or says_fund(part):
        return None
    return of_fund(part, fund)


def is_item(fact: Fact) -> bool:
    """Is a figure of an item, not of the body's whole money of its kind?"""
    return bool(fact.function_code or fact.economic_code or fact.item_label)


def spends(fact: Fact) -> bool:
    """Does its measure say how money is spent: basic or project expenditure?"""
    return any(p.family.id in _NATURE for p in members().get(fact.measure, ()))


def named_part(
    amount: Amount, quantity: Quantity, head: Fact, head_at: int, known: TableFigures
) -> Fact | None:
    """An amount that the grammar does not know, as the part of its head that it is proved to be.

    Null where it has no name. A part is never the figure of the whole body: it has a label, and a head.
    """
    if len(amount.name) < _SHORTEST:
        return None
    measure = _own_measure(quantity, head, known)
    return replace(
        head if measure is None else as_measure(head, measure),
        place=quantity.place,
        section=quantity.section,
        reasons=(),
        item_label=amount.name if measure is None else None,
        unit_raw=quantity.unit_raw,
        value_raw=quantity.value_raw,
        decimals=quantity.decimals,
        value=quantity.value,
        value_yuan=quantity.value_yuan,
        direction=None,
        comparator=None,
        value_state="printed" if quantity.value else "printed_zero",
        confidence=_CONFIDENCE,
        construction=f"{CONSTRUCTION}{head.role}",
        reading="sum",
        part_of=head_at if measure is None else None,
    )


def _own_measure(quantity: Quantity, head: Fact, known: TableFigures) -> str | None:
    """The measure of a part of a plain total, where the tables print just its amount as one of that fund."""
    if is_item(head) or not quantity.value_yuan:
        return None
    totals = known.totals_of(quantity.value_yuan, head.role) - {head.measure}
    measure = next(iter(totals)) if len(totals) == 1 else None
    places = members().get(measure or "", ())
    fits = any(p.family.id in _NATURE and p.fund == fund_of(head) for p in places)
    return measure if fits else None


def says_fund(fact: Fact) -> bool:
    """Do the words of a figure name its fund?"""
    return _SAID in (fact.construction or "")
