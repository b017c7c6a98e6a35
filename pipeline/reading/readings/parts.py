"""What a part takes from its head: the fund, and the item that it is a part of."""

from __future__ import annotations

from dataclasses import replace

from extractors.records import Fact, Quantity
from patterns import load
from patterns.shapes.measures import Measure, Measures
from pipeline.reading.readings.families import as_measure, fund_of, members, of_fund
from pipeline.reading.readings.prose import Amount
from pipeline.reading.readings.table_figures import TableFigures

_NATURE = frozenset({"basic", "project", "personnel", "public"})
"""Families that say how money is spent: an item has such parts as well as the whole body has."""
_INSIDE = {
    "all_funds": ("all_funds", "fiscal", "gpb", "gov_fund", "state_capital"),
    "fiscal": ("fiscal", "gpb", "gov_fund", "state_capital"),
}
"""Funds that are part of a wider one."""
_PARTS: dict[str, list[Measure]] = {}
for _measure in load(Measures).measure:
    _PARTS.setdefault(_measure.parent or "", []).append(_measure)
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
        own = replace(
            _in_fund(part, head),
            scope=head.scope,
            function_code=head.function_code,
            economic_code=head.economic_code,
            item_label=head.item_label,
        )
        # 人员经费 of an item is a measure of its own; where the catalogue has none, a part by its name
        return (
            own
            if own.measure != head.measure
            else _labelled(part, name or places[0].family.id, head, head_at)
        )
    if part.economic_code and spends(head) and not spends(part) and fund_of(part) == fund_of(head):
        return as_measure(part, head.measure)
    fund = fund_of(head)
    if fund is None or says_fund(part):
        return None
    return of_fund(part, fund)


def _in_fund(part: Fact, head: Fact) -> Fact:
    """A part as money of the head's fund; as the head's own measure where the catalogue has no other."""
    fund = fund_of(head)
    found = part if fund == fund_of(part) else of_fund(part, fund) if fund is not None else None
    return as_measure(part, head.measure) if found is None else found


def _labelled(part: Fact, name: str, head: Fact, head_at: int) -> Fact:
    return replace(
        as_measure(part, head.measure),
        scope=head.scope,
        function_code=head.function_code,
        economic_code=head.economic_code,
        item_label=name,
        part_of=head_at,
    )


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
    measure = _own_measure(quantity, head, known) or _named_measure(amount.name, head)
    code = known.code_of(amount.name)
    is_below = bool(code and head.function_code and code.startswith(head.function_code))
    return replace(
        head if measure is None else as_measure(head, measure),
        place=quantity.place,
        section=quantity.section,
        reasons=(),
        function_code=code if is_below else head.function_code,
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
        part_of=head_at if measure is None and not is_below else None,
    )


def as_known_part(fact: Fact, quantity: Quantity, known: TableFigures) -> Fact:
    """A part that the grammar has by its name, as the measure that its amount or its name is known for."""
    if fact.item_label is None or fact.function_code or fact.economic_code or fact.unit is not None:
        return fact
    whole = replace(fact, item_label=None)
    measure = _own_measure(quantity, whole, known) or _named_measure(fact.item_label, whole)
    if measure is None:
        return fact
    return replace(as_measure(whole, measure), part_of=None, reading="table")


def _own_measure(quantity: Quantity, head: Fact, known: TableFigures) -> str | None:
    """The measure of a part of a plain total, where the tables print just its amount as one of that fund."""
    if is_item(head) or not quantity.value_yuan:
        return None
    totals = known.totals_of(quantity.value_yuan, head.role) - {head.measure}
    below = {m for m in totals if _is_below(m, head)}
    same = {m for m in below if any(p.fund == fund_of(head) for p in members().get(m, ()))}
    found = same or below
    return next(iter(found)) if len(found) == 1 else None


def _named_measure(name: str, head: Fact) -> str | None:
    """The part of the head that the catalogue knows by a name that ends so: 购置费 of the vehicles."""
    if is_item(head):
        return None
    named = [
        m.id for m in _PARTS.get(head.measure, ()) if any(n.endswith(name) for n in (m.name_zh, *m.aliases))
    ]
    return named[0] if len(named) == 1 else None


def _is_below(measure: str, head: Fact) -> bool:
    """Is a measure a part of the head's, or another way in which money of its fund is spent?"""
    if any(m.id == measure for m in _PARTS.get(head.measure, ())):
        return True
    inside = _INSIDE.get(fund_of(head) or "")
    places = [p for p in members().get(measure, ()) if p.family.id in _NATURE]
    return any(p.fund == fund_of(head) or (inside is not None and p.fund in inside) for p in places)


def is_other_part(fact: Fact, head: Fact) -> bool:
    """May a figure be a part by its name only: is the head an item or a way of spending, of which it is none?

    What the catalogue knows as a part of the head is confirmed by the sum: the tables print something else.
    """
    return (is_item(head) or spends(head)) and not _is_below(fact.measure, head)


def says_fund(fact: Fact) -> bool:
    """Do the words of a figure name its fund?"""
    return _SAID in (fact.construction or "")
