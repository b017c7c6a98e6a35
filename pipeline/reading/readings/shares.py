"""What are the shares of a list of? Of the total of which all of them are so many per cent.

A share whose words name no total is of the one that the section has named before, says the grammar. Where
that does not fit, the total is taken for which every share of the list does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.records import Fact
from patterns import load
from patterns.shapes.measures import Measures
from patterns.shapes.readings import Readings
from pipeline.figures.intervals import FAIL, percentage_result, ratio
from pipeline.figures.printings import side_of
from pipeline.figures.tolerance import Side

_ROLES = frozenset(load(Readings).limits.roles)
_SHARE_OF = {m.id: m.share_of for m in load(Measures).measure}
_SAID = "share:said"


@dataclass(frozen=True, slots=True)
class _Share:
    """A share and the amount that it is of, by position."""

    share: int
    part: int


def with_denominators(
    facts: Sequence[Fact], table_facts: Sequence[Fact], sections: Sequence[int | None]
) -> list[Fact]:
    """The facts, shares of lists with the total that all of them fit.

    `sections` are, for each fact, the section that holds lists together. A list that fits what the grammar
    says, or several totals of different amounts, stays as it is.
    """
    found = list(facts)
    printed = _totals(table_facts)
    for (section, _, role), shares in _lists(facts, sections).items():
        stated = _totals([f for n, f in enumerate(facts) if sections[n] == section])
        totals = {m: side for (m, of), side in {**printed, **stated}.items() if of == role}
        if _all_fit(facts, shares, totals):
            continue
        fitting = {
            m: side.value
            for m, side in totals.items()
            if _may_be(facts, shares, m) and _fit(facts, shares, side)
        }
        if len(set(fitting.values())) == 1:
            for one in shares:
                share = found[one.share]
                if share.denominator not in fitting:
                    found[one.share] = replace(share, denominator=next(iter(fitting)), reading="share")
    return found


def _all_fit(facts: Sequence[Fact], shares: Sequence[_Share], totals: Mapping[str, Side]) -> bool:
    """Are all of one total already, and fit it?"""
    named = {facts[one.share].denominator for one in shares}
    total = totals.get(next(iter(named)) or "") if len(named) == 1 else None
    return total is not None and _fit(facts, shares, total)


def _lists(
    facts: Sequence[Fact], sections: Sequence[int | None]
) -> Mapping[tuple[int | None, str, str], list[_Share]]:
    """The shares of each section whose words name no total, by kind of money and role of their parts."""
    parts: dict[tuple[object, ...], int] = {}
    found: dict[tuple[int | None, str, str], list[_Share]] = defaultdict(list)
    for n, fact in enumerate(facts):
        key = (fact.statement, fact.measure, fact.function_code, fact.economic_code, fact.item_label)
        if fact.role in _ROLES and fact.value_yuan is not None:
            parts[key] = n
        elif fact.role == "share" and key in parts and _SAID not in (fact.construction or ""):
            kind, part = fact.measure.partition(".")[0], parts[key]
            found[sections[n], kind, facts[part].role].append(_Share(n, part))
    return found


def _totals(facts: Sequence[Fact]) -> dict[tuple[str, str], Side]:
    """The totals among facts that have one amount, by measure and role."""
    sides: dict[tuple[str, str], set[Side]] = defaultdict(set)
    for fact in facts:
        plain = not (fact.function_code or fact.economic_code or fact.item_label or fact.unit)
        side = side_of(fact, ()) if fact.role in _ROLES and fact.value_yuan and plain else None
        if side is not None:
            sides[fact.measure, fact.role].add(side)
    return {key: next(iter(s)) for key, s in sides.items() if len({side.value for side in s}) == 1}


def _may_be(facts: Sequence[Fact], shares: Sequence[_Share], measure: str) -> bool:
    """Is it a total that the catalogue knows all of them to be parts of?"""
    return all(measure in _SHARE_OF.get(facts[one.share].measure, ()) for one in shares)


def _fit(facts: Sequence[Fact], shares: Sequence[_Share], total: Side) -> bool:
    """Are all of them so many per cent of a total? What is nothing is nothing of any."""
    tried = 0
    for one in shares:
        share, part = facts[one.share], side_of(facts[one.part], ())
        exact = ratio(part, total) if part is not None else None
        if not share.value or exact is None:
            continue
        tried += 1
        if percentage_result(share.value, share.decimals or 0, exact) == FAIL:
            return False
    return tried > 0
