"""Families of measures: the same kind of money of another fund, or with what was carried over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractors.records import Fact
from patterns import load
from patterns.shapes.measures import Measures
from patterns.shapes.readings import Family, Fund, Readings


@dataclass(frozen=True, slots=True)
class Member:
    """Where a measure stands in its family."""

    family: Family
    fund: Fund
    carries_over: bool


@cache
def members() -> dict[str, tuple[Member, ...]]:
    """The places of each measure; 收支总计 stands on both sides."""
    found: dict[str, tuple[Member, ...]] = {}
    for family in load(Readings).family:
        for carries_over, by_fund in ((False, family.by_fund), (True, family.with_carry_over)):
            for fund, measure in by_fund.items():
                found[measure] = (*found.get(measure, ()), Member(family, fund, carries_over))
    return found


@cache
def _scopes() -> dict[str, str | None]:
    return {m.id: m.scope for m in load(Measures).measure}


def fund_of(fact: Fact) -> Fund | None:
    """The fund that the measure of a fact is of; null where it is of no family."""
    places = members().get(fact.measure)
    return places[0].fund if places else None


def of_fund(fact: Fact, fund: Fund) -> Fact | None:
    """The same kind of money of a fund; null where the catalogue has none, or it is that already."""
    for place in members().get(fact.measure, ()):
        by_fund = place.family.with_carry_over if place.carries_over else place.family.by_fund
        measure = by_fund.get(fund)
        if measure is not None and measure != fact.measure:
            return as_measure(fact, measure)
    return None


def other_funds(fact: Fact) -> Iterator[Fact]:
    """The readings of a fact as money of other funds, in the order of the catalogue."""
    for place in members().get(fact.measure, ()):
        by_fund = place.family.with_carry_over if place.carries_over else place.family.by_fund
        for measure in by_fund.values():
            if measure != fact.measure:
                yield as_measure(fact, measure)


def other_balances(fact: Fact) -> Iterator[Fact]:
    """The readings of a total with what was carried over, or without it; items carry nothing over."""
    if fact.function_code or fact.economic_code or fact.item_label:
        return
    for place in members().get(fact.measure, ()):
        by_fund = place.family.by_fund if place.carries_over else place.family.with_carry_over
        measure = by_fund.get(place.fund)
        if measure is not None:
            yield as_measure(fact, measure)


def as_measure(fact: Fact, measure: str) -> Fact:
    """A fact as one of another measure, in the scope that this implies."""
    return replace(fact, measure=measure, scope=_scopes().get(measure) or fact.scope)
