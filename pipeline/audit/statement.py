"""The figures of one item in one statement of the narrative."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.records import Fact
from pipeline.audit.evidence import Evidence
from pipeline.figures.tolerance import Side

BUDGETS = ("initial_budget", "full_year_budget")
CURRENT = ("final", *BUDGETS)
"""Roles of the figures of the document's year."""


def by_item(evidence: Evidence, positions: Sequence[int]) -> Iterator[list[int]]:
    """The facts of a statement by what they are about, in reading order."""
    items: dict[object, list[int]] = defaultdict(list)
    for n in positions:
        items[*_item(evidence.facts[n]), evidence.facts[n].value_year].append(n)
    yield from items.values()


def _item(f: Fact) -> tuple[object, ...]:
    """What a fact is about, whatever its year."""
    label = None if f.function_code or f.economic_code else f.item_label
    return (f.measure, f.function_code, f.economic_code, label, f.unit)


@dataclass(frozen=True, slots=True)
class StatedItem:
    """The facts of one item in one statement, by position."""

    evidence: Evidence
    positions: Sequence[int]
    statement: Sequence[int] = ()
    """All facts of the statement; empty: those of the item."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the document."""
        return self.evidence.facts

    def one(self, *roles: str, before: int | None = None, comparator: str | None = None) -> int | None:
        """The fact of one of these roles; null where there is none or where they differ.

        Of several figures the nearest before position `before` is meant when they are the same item's.
        """
        amounts = [
            n
            for n in self.positions
            if self.facts[n].role in roles
            and self.facts[n].value_yuan is not None
            and (comparator is None or self.facts[n].comparator == comparator)
        ]
        if before is not None:
            amounts = [n for n in amounts if n < before] or amounts
        return self._last_of_equal(amounts)

    def earlier(self, n: int, roles: Sequence[str]) -> int | None:
        """The figure of last year, or of the budget, of the item of fact `n`, in the same statement."""
        item = _item(self.facts[n])
        return self._last_of_equal(
            [
                m
                for m in self.statement or self.positions
                if self.facts[m].role in roles
                and self.facts[m].value_yuan is not None
                and _item(self.facts[m]) == item
            ]
        )

    def value_of(self, n: int) -> int | None:
        """The figure of this year that a change or rate speaks of."""
        comparator = self.facts[n].comparator
        return self.one(*(role for role in CURRENT if role != comparator), before=n)

    def side(self, n: int) -> Side:
        """The amount of a fact with the slack of its decimals."""
        return self.evidence.side(n)

    def _last_of_equal(self, amounts: Sequence[int]) -> int | None:
        return amounts[-1] if len({self.facts[n].value_yuan for n in amounts}) == 1 else None
