"""What a part takes from its head: the fund, and the item that it is a part of."""

from __future__ import annotations

from dataclasses import replace

from extractors.records import Fact, Quantity
from pipeline.reading.readings.families import as_measure, fund_of, members, of_fund
from pipeline.reading.readings.prose import Amount

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
    is_item = bool(head.function_code or head.economic_code or head.item_label)
    is_plain = not (part.function_code or part.economic_code or part.item_label)
    places = members().get(part.measure, ())
    if is_item and is_plain and any(p.family.id in _NATURE for p in places):
        return replace(
            as_measure(part, head.measure),
            scope=head.scope,
            function_code=head.function_code,
            economic_code=head.economic_code,
            item_label=name or places[0].family.id,
            part_of=head_at,
        )
    fund = fund_of(head)
    if fund is None or says_fund(part):
        return None
    return of_fund(part, fund)


def named_part(amount: Amount, quantity: Quantity, head: Fact, head_at: int) -> Fact | None:
    """An amount that the grammar does not know, as the part of its head that it is proved to be.

    Null where it has no name. A part is never the figure of the whole body: it has a label, and a head.
    """
    if len(amount.name) < _SHORTEST:
        return None
    return replace(
        head,
        place=quantity.place,
        section=quantity.section,
        reasons=(),
        item_label=amount.name,
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
        part_of=head_at,
    )


def says_fund(fact: Fact) -> bool:
    """Do the words of a figure name its fund?"""
    return _SAID in (fact.construction or "")
