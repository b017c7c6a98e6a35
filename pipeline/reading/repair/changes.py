"""Which changes of numbers make failing identities hold, and which of them is sure enough.

A change is of one number; of several only where they are printings of one figure that were misread alike, and
each of them is wanted by an identity of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.tables.cell_values import read_cell
from pipeline.reading.repair.equations import FAILS, HOLDS, MANY_TIMES, NEARLY, Equation
from pipeline.reading.repair.options import Option, Options

MARGIN = 2.3
"""A change has to be so much cheaper than its rivals (natural logarithm): ten times as probable."""
MOST_FOR_ONE = 3.0
"""What a change may cost that one identity wants: one in twenty."""
MOST_FOR_TOGETHER = 5.0
"""What a change of several printings of one figure may cost."""
MOST_FOR_TWO = 11.5
"""What a change may cost that two independent identities want: one in a hundred thousand."""
PROVEN_BY = 2
MOST_ALIKE = 4
"""So many printings of a figure are changed together at most."""
SETTLED = 0.9
"""Readings that leave less open than this agree; else the number is doubtful."""


@dataclass(frozen=True, slots=True)
class Change:
    """Other strings for one number, or for several that print one figure."""

    moves: Mapping[int, str]
    cost: float
    listed: bool
    """Whether a recogniser gave all of the strings."""
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

    @property
    def rank(self) -> tuple[object, ...]:
        """The surest first."""
        return (-self.independent, self.cost, sorted(self.moves.items()))


class Search:
    """The numbers of a document as they stand, and the equations over them."""

    def __init__(
        self,
        equations: Sequence[Equation],
        texts: Mapping[int, str],
        options: Mapping[int, Options],
        certainties: Mapping[int, float] | None = None,
    ) -> None:
        """`texts` is what stands, by number; `options` of those that were looked at. `certainties` says how
        sure numbers are of which more is known than their readings say."""
        self.certainties = certainties or {}
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
        return [e for e, state in enumerate(self.states) if state == FAILS and not self.equations[e].is_soft]

    def in_holding(self, number: int) -> bool:
        """Does an identity hold exactly with a number, that says something of it?"""
        return any(
            self.states[e] == HOLDS and not self.equations[e].is_soft and self._tells(e)
            for e in self._of_number.get(number, ())
        )

    def certainty(self, number: int) -> float:
        """How sure it is what stands in the place of a number, by its readings."""
        if number in self.certainties:
            return self.certainties[number]
        options = self.options.get(number)
        return 1.0 if options is None else options.certainty(self.texts[number])

    def accept(self) -> list[Change]:
        """Makes the changes that are sure enough, the surest first, until there is none."""
        made: list[Change] = []
        while len(made) <= len(self.options):
            change = self._next()
            if change is None:
                break
            made.append(change)
            self.texts.update(change.moves)
            for e in {e for number in change.moves for e in self._of_number[number]}:
                self.states[e] = self.equations[e].state(self.texts)
        return made

    def _tells(self, e: int) -> bool:
        """Are there two numbers in an equation that are not nought?"""
        return len(self.equations[e].others((), self.texts)) >= 2

    def _next(self) -> Change | None:
        found = self.changes()
        wanting: dict[int, list[Change]] = defaultdict(list)
        for change in found:
            for e in change.wanted_by:
                wanting[e].append(change)
        for change in sorted(found, key=lambda c: c.rank):
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
        if any(self._leaves_open(change, n) for n in change.moves):
            return False
        if len(change.moves) > 1:  # printings of one figure: what wants one of them may be a printing as well
            return change.cost <= MOST_FOR_TOGETHER and all(
                self._may_move(n, e)
                for n in change.moves
                for e in change.exact
                if n in self.equations[e].numbers and not self.equations[e].is_soft
            )
        if change.is_proven_twice:
            return change.cost <= MOST_FOR_TWO
        if not change.exact or not change.listed or change.cost > MOST_FOR_ONE:
            return False
        e = change.exact[0]
        return not self.equations[e].is_soft and all(self._may_move(n, e) for n in change.moves)

    def _leaves_open(self, change: Change, number: int) -> bool:
        """Is another option about as probable, and told apart by nothing that rounding does not explain?"""
        wanting = [self.equations[e] for e in change.wanted_by if number in self.equations[e].numbers]
        chosen = self.options[number].named(change.moves[number])
        value = read_cell(chosen.text).value
        return any(
            option.score > chosen.score - MARGIN
            and read_cell(option.text).value != value
            and all(e.state({**self.texts, **change.moves, number: option.text}) != FAILS for e in wanting)
            for option in self._others_of(number)
        )

    def _may_move(self, number: int, e: int) -> bool:
        """Are all other numbers of an equation sure, and surer than this one?"""
        own = self.certainty(number)
        least = SETTLED if own < SETTLED else own
        return all(self.certainty(other) > least for other in self.equations[e].numbers if other != number)

    def changes(self) -> list[Change]:
        """All changes that some failing equation wants and none that holds is against."""
        failing = {number for e in self.failing() for number in self.equations[e].numbers}
        found: dict[tuple[tuple[int, str], ...], Change] = {}
        for number in sorted(failing):
            for option in self._others_of(number):
                change = self._change({number: option.text})
                if change is not None:
                    found.setdefault(tuple(sorted(change.moves.items())), change)
        return list(found.values())

    def _others_of(self, number: int) -> Iterator[Option]:
        """The options of a number that are another value than what stands."""
        options = self.options.get(number)
        if options is None:
            return
        standing = read_cell(self.texts[number]).value
        for option in options.found:
            if read_cell(option.text).value not in (None, standing):
                yield option

    def _change(self, moves: Mapping[int, str]) -> Change | None:
        """What comes of moves; null where no failing equation wants them all, or one that holds would not."""
        after = {**self.texts, **moves}
        exact, near = [], []
        for e in sorted({e for number in moves for e in self._of_number[number]}):
            equation, before = self.equations[e], self.states[e]
            state = equation.state(after)
            if before != FAILS:
                worse = state == FAILS or (before == HOLDS and state == NEARLY)
                if worse and not equation.is_soft and self._tells(e):
                    together = self._together(e, moves)
                    return None if together is None else self._change(together)
            elif not equation.others(moves, after):
                continue
            elif state == HOLDS:
                exact.append(e)
            elif state == NEARLY and self._is_seen_through(equation, after):
                near.append(e)
        if not all(self._is_wanted(number, moves, (*exact, *near)) for number in moves):
            return None
        others = [self.equations[e].others(moves, after) for e in (*exact, *near)]
        cost, listed = 0.0, True
        for number, text in moves.items():
            option = self.options[number].named(text)
            cost += self.options[number].score(self.texts[number]) - option.score
            listed = listed and option.listed
        return Change(moves, cost, listed, tuple(exact), tuple(near), _independent(others))

    def _is_wanted(self, number: int, moves: Mapping[int, str], wanting: Sequence[int]) -> bool:
        """Has a number an identity that wants it to move, and that none of the others stands in?"""
        return any(
            number in self.equations[e].numbers
            and len(self.equations[e].numbers & moves.keys()) == 1
            and not self.equations[e].is_soft
            for e in wanting
        )

    def _together(self, e: int, moves: Mapping[int, str]) -> Mapping[int, str] | None:
        """The moves with that of the one other number of an equation, where both print one figure."""
        others = self.equations[e].others(moves, self.texts)
        partner = next(iter(others)) if len(others) == 1 else None
        if partner is None or partner not in self.options or len(moves) >= MOST_ALIKE:
            return None
        for option in self._others_of(partner):
            if self.equations[e].state({**self.texts, **moves, partner: option.text}) == HOLDS:
                return {**moves, partner: option.text}
        return None

    def _is_seen_through(self, equation: Equation, after: Mapping[int, str]) -> bool:
        """Is a change far greater than what rounding leaves open?"""
        moved = abs(equation.gap(after).value - equation.gap(self.texts).value)
        return moved > MANY_TIMES * equation.gap(after).slack


def _independent(others: Sequence[frozenset[int]]) -> int:
    """How many of these sets have nothing in common, the smallest taken first."""
    taken: set[int] = set()
    count = 0
    for own in sorted(others, key=lambda s: (len(s), sorted(s))):
        if own and taken.isdisjoint(own):
            taken |= own
            count += 1
    return count
