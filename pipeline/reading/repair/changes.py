"""Which single changes of numbers make failing identities hold, and which of them is sure enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.tables.cell_values import read_cell
from pipeline.reading.repair.equations import FAILS, HOLDS, MANY_TIMES, NEARLY, Equation
from pipeline.reading.repair.options import Options

MARGIN = 2.3
"""A change has to be so much cheaper than its rivals (natural logarithm): ten times as probable."""
MOST_FOR_ONE = 5.3
"""What a change may cost that one identity wants: one in two hundred."""
MOST_FOR_TWO = 11.5
"""What a change may cost that two independent identities want: one in a hundred thousand."""
PROVEN_BY = 2


@dataclass(frozen=True, slots=True)
class Change:
    """Another string for one number."""

    number: int
    text: str
    cost: float
    listed: bool
    exact: tuple[int, ...]
    """Equations that fail and would hold exactly."""
    near: tuple[int, ...]
    """Equations that fail and would hold but for rounding, which the change is far greater than."""
    independent: int
    """How many of these share no other number that is not nought."""

    @property
    def wanted_by(self) -> tuple[int, ...]:
        """All equations that want it."""
        return (*self.exact, *self.near)

    @property
    def is_proven_twice(self) -> bool:
        """Whether two independent identities want it."""
        return self.independent >= PROVEN_BY


class Search:
    """The numbers of a document as they stand, and the equations over them."""

    def __init__(
        self, equations: Sequence[Equation], texts: Mapping[int, str], options: Mapping[int, Options]
    ) -> None:
        """`texts` is what stands, by number; `options` of those that were looked at."""
        self.equations = equations
        self.texts = dict(texts)
        self.options = options
        self.states = [equation.state(self.texts) for equation in equations]
        self._of_number: dict[int, list[int]] = defaultdict(list)
        for e, equation in enumerate(equations):
            for term in equation.terms:
                self._of_number[term.number].append(e)

    def failing(self) -> list[int]:
        """The equations that fail, those of printings that may be of two things left out."""
        return [
            e
            for e, state in enumerate(self.states)
            if state == FAILS and not self.equations[e].is_soft
        ]

    def in_holding(self, number: int) -> bool:
        """Does an identity hold exactly with a number, that says something of it?"""
        return any(
            self.states[e] == HOLDS and not self.equations[e].is_soft and self._tells(e)
            for e in self._of_number.get(number, ())
        )

    def _tells(self, e: int) -> bool:
        """Are there two numbers in an equation that are not nought?"""
        return len(self.equations[e].others(-2, self.texts)) >= 2

    def accept(self) -> list[Change]:
        """Makes the changes that are sure enough, the surest first, until there is none."""
        made: list[Change] = []
        while True:
            change = self._next()
            if change is None or len(made) >= len(self.options):
                return made
            made.append(change)
            self.texts[change.number] = change.text
            for e in self._of_number[change.number]:
                self.states[e] = self.equations[e].state(self.texts)

    def _next(self) -> Change | None:
        found = self.changes()
        wanting: dict[int, list[Change]] = defaultdict(list)
        for change in found:
            for e in change.wanted_by:
                wanting[e].append(change)
        for change in sorted(found, key=_rank):
            rivals = {id(r): r for e in change.wanted_by for r in wanting[e] if r is not change}
            if self._is_sure(change, list(rivals.values())):
                return change
        return None

    def _is_sure(self, change: Change, rivals: Sequence[Change]) -> bool:
        for rival in rivals:
            if rival.independent > change.independent:
                return False
            if rival.independent == change.independent and rival.cost < change.cost + MARGIN:
                return False
        if change.is_proven_twice:
            return change.cost <= MOST_FOR_TWO
        if not change.exact or not change.listed or change.cost > MOST_FOR_ONE:
            return False
        e = change.exact[0]
        if self.equations[e].is_soft:
            return False
        return self._is_least_sure(change.number, e)

    def _is_least_sure(self, number: int, e: int) -> bool:
        """Is no other number of an equation less sure?"""
        own = self.certainty(number)
        return all(self.certainty(other) > own for other in self.equations[e].numbers if other != number)

    def certainty(self, number: int) -> float:
        """How sure it is what stands in the place of a number, by its readings."""
        options = self.options.get(number)
        return 1.0 if options is None else options.certainty(self.texts[number])

    def changes(self) -> list[Change]:
        """All changes that some failing equation wants and none that holds is against."""
        failing = {number for e in self.failing() for number in self.equations[e].numbers}
        found = []
        for number in sorted(failing):
            options = self.options.get(number)
            if options is None:
                continue
            standing = read_cell(self.texts[number]).value
            for option in options.found:
                if option.text == self.texts[number] or read_cell(option.text).value in (None, standing):
                    continue
                cost = options.score(self.texts[number]) - option.score
                change = self._change(number, option.text, cost, option.listed)
                if change is not None:
                    found.append(change)
        return found

    def _change(self, number: int, text: str, cost: float, listed: bool) -> Change | None:
        after = {**self.texts, number: text}
        exact, near = [], []
        for e in self._of_number[number]:
            equation, before = self.equations[e], self.states[e]
            state = equation.state(after)
            if before != FAILS:
                worse = state == FAILS or (before == HOLDS and state == NEARLY)
                if worse and not equation.is_soft and self._tells(e):
                    return None
            elif state == HOLDS and equation.others(number, after):
                exact.append(e)
            elif state == NEARLY and self._is_seen_through(equation, number, after):
                near.append(e)
        if not any(not self.equations[e].is_soft for e in (*exact, *near)):
            return None
        others = [self.equations[e].others(number, after) for e in (*exact, *near)]
        return Change(number, text, cost, listed, tuple(exact), tuple(near), _independent(others))

    def _is_seen_through(self, equation: Equation, number: int, after: Mapping[int, str]) -> bool:
        term = next(term for term in equation.terms if term.number == number)
        moved = abs(term.side(after[number]).value - term.side(self.texts[number]).value)
        return moved > MANY_TIMES * equation.gap(after).slack and bool(equation.others(number, after))


def _rank(change: Change) -> tuple[object, ...]:
    return (-min(change.independent, PROVEN_BY), -change.independent, change.cost, change.number, change.text)


def _independent(others: Sequence[frozenset[int]]) -> int:
    """How many of these sets have nothing in common, the smallest taken first."""
    taken: set[int] = set()
    count = 0
    for own in sorted(others, key=lambda s: (len(s), sorted(s))):
        if own and taken.isdisjoint(own):
            taken |= own
            count += 1
    return count
