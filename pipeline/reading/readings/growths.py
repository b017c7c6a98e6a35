"""Whose change is it? A change and the growth beside it say what the figure was that they are of.

change / (figure − change) is the growth: of the figures before a change, the one for which that holds is
meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.records import Fact
from patterns import load
from patterns.shapes.readings import Readings
from pipeline.figures.intervals import FAIL, growth, percentage_result
from pipeline.figures.printings import side_of
from pipeline.reading.readings.owners import of_owner, subject_of

_ROLES = frozenset(load(Readings).limits.roles)
_CHANGE, _GROWTH = "change_", "growth_"


@dataclass(frozen=True, slots=True)
class Pair:
    """A change and its growth, by position."""

    change: int
    rate: int


def pairs_of(facts: Sequence[Fact]) -> Iterator[Pair]:
    """Each growth with the change before it in its statement, where both are printed and not nothing."""
    last: dict[object, int] = {}
    for n, fact in enumerate(facts):
        kind = fact.role.partition("_")[0]
        key = (fact.statement, fact.comparator, fact.measure, fact.unit)
        if kind == "change" and fact.value:
            last[key] = n
        elif kind == "growth" and fact.value and key in last:
            yield Pair(last.pop(key), n)


def fits(facts: Sequence[Fact], value: int, pair: Pair) -> bool:
    """Is the growth that of this value by this change?"""
    one, change = side_of(facts[value], ()), side_of(facts[pair.change], ())
    rate = facts[pair.rate]
    exact = growth(one, change) if one is not None and change is not None else None
    if exact is None or rate.value is None:
        return False
    return percentage_result(rate.value, rate.decimals or 0, exact) != FAIL


def with_owners(facts: Sequence[Fact], paragraphs: Sequence[int | None]) -> list[Fact]:
    """The facts, changes and growths given to the figure of their paragraph that they fit.

    `paragraphs` are, for each fact, the paragraph that it stands in. What fits its own figure, or none, or
    several, stays where the grammar put it.
    """
    found = list(facts)
    values: dict[int | None, list[int]] = defaultdict(list)
    for n, fact in enumerate(facts):
        if fact.role in _ROLES and fact.value_yuan and fact.source_kind == "narrative":
            values[paragraphs[n]].append(n)
    for pair in pairs_of(facts):
        rate = facts[pair.rate]
        before = [n for n in values[paragraphs[pair.rate]] if n < pair.rate]
        own = [n for n in before if facts[n].statement == rate.statement]
        if paragraphs[pair.rate] is None or any(fits(facts, n, pair) for n in own):
            continue
        owners = [n for n in before if n not in own and fits(facts, n, pair)]
        if len({subject_of(facts[n]) for n in owners}) == 1:
            for n in (pair.change, pair.rate):
                owner = facts[owners[-1]]
                is_same = subject_of(found[n]) == subject_of(owner)
                found[n] = of_owner(found[n], owner, found[n].reading if is_same else "growth")
    return found
