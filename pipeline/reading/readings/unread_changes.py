"""Changes that the grammar gave to nobody: the growth beside them says whose they are.

A change behind a list may be of the whole, of its last member or of what the paragraph opened with; if it
fits one of these figures with its growth, it is that one's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from extractors.narrative.aspects import Aspects
from extractors.narrative.changes import read_change
from extractors.narrative.setting import Settings
from extractors.records import Fact, Quantity
from patterns import load
from patterns.shapes.readings import Readings
from pipeline.figures.intervals import FAIL, growth, percentage_result
from pipeline.figures.printings import side_of
from pipeline.reading.readings.owners import subject_of
from pipeline.reading.readings.prose import facts_at

_ROLES = frozenset(load(Readings).limits.roles)
CONSTRUCTION = "growth·inherited·fund:head·list·"


@dataclass(frozen=True, slots=True)
class _Printed:
    """A quantity with what its words say of it."""

    quantity: Quantity
    aspects: Aspects

    @property
    def value(self) -> Decimal:
        """Signed."""
        return self.quantity.value * (-1 if self.aspects.direction == -1 else 1)


def unread_changes(
    quantities: Sequence[Quantity],
    words: Sequence[str],
    paragraphs: Sequence[int | None],
    facts: Sequence[Fact],
    fact_paragraphs: Sequence[int | None],
    settings: Settings,
) -> Iterator[Fact]:
    """The facts of changes and growths that none has, where one figure before them in their paragraph fits.

    `words` and `paragraphs` are, for each quantity, the words before it and the paragraph that it stands in.
    """
    read = facts_at(facts)
    for n, (amount, percent) in enumerate(pairwise(quantities)):
        if (amount.kind, percent.kind) != ("amount", "percent") or paragraphs[n] != paragraphs[n + 1]:
            continue
        if any((q.place.start or 0) in read or q.where != "body" for q in (amount, percent)):
            continue
        change = _aspects(amount, words[n], None, settings)
        rate = _aspects(percent, words[n + 1], change.aspects.comparator if change else None, settings)
        if change is None or rate is None or not change.value:
            continue
        before = [
            fact
            for fact, paragraph in zip(facts, fact_paragraphs, strict=True)
            if paragraph == paragraphs[n] and (fact.place.start or 0) < (amount.place.start or 0)
        ]
        owners = [f for f in before if f.role in _ROLES and _fits(f, change, rate)]
        if len({subject_of(f) for f in owners}) == 1:
            yield _fact(owners[-1], change)
            yield _fact(owners[-1], rate)


def _aspects(quantity: Quantity, words: str, before: str | None, settings: Settings) -> _Printed | None:
    setting = settings.at(quantity.place.start or 0)
    aspects = read_change(words, setting, quantity.kind, before)
    if aspects is None or aspects.role is None or aspects.subject is not None or aspects.residue:
        return None
    return _Printed(quantity, aspects)


def _fits(fact: Fact, change: _Printed, rate: _Printed) -> bool:
    side = side_of(fact, ())
    apart = side_of(_fact(fact, change), ())
    exact = growth(side, apart) if side is not None and apart is not None else None
    return exact is not None and percentage_result(rate.value, rate.quantity.decimals, exact) != FAIL


def _fact(owner: Fact, printed: _Printed) -> Fact:
    """A change or a growth as that of a figure."""
    quantity, aspects = printed.quantity, printed.aspects
    sign = -1 if aspects.direction == -1 else 1
    return replace(
        owner,
        place=quantity.place,
        section=quantity.section,
        role=aspects.role or "",
        reasons=(),
        unit_raw=quantity.unit_raw,
        value_raw=quantity.value_raw,
        decimals=quantity.decimals,
        value=printed.value,
        value_yuan=None if quantity.value_yuan is None else quantity.value_yuan * sign,
        direction=(printed.value > 0) - (printed.value < 0),
        comparator=aspects.comparator,
        value_state="printed",
        construction=f"{CONSTRUCTION}{(aspects.role or '').partition('_')[0]}",
        reading="growth",
    )
