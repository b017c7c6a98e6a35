"""Which amounts of the prose are parts of which: a head, and the figures behind it that add up to it.

What adds up to the printed digit belongs together, whatever the words are that lead from one to the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from patterns import load
from patterns.shapes.readings import Readings
from pipeline.reading.readings.prose import Amount

_LIMITS = load(Readings).limits
_TRIED = 4
"""A part is left at so many places."""
_STEPS = 400
"""A head whose parts are not found in so many steps has none."""


def sum_trees(amounts: Sequence[Amount]) -> dict[int, int]:
    """For amounts that are parts: the position of their head. Both are positions in `amounts`."""
    trees = _Trees(amounts)
    parents: dict[int, int] = {}
    for head in range(len(amounts)):
        for part in trees.parts[head]:
            parents[part] = head
    return parents


class _Trees:
    """Found from the last amount to the first, so that the parts of a part are known."""

    def __init__(self, amounts: Sequence[Amount]) -> None:
        self._amounts = amounts
        self._steps = 0
        self.parts: list[tuple[int, ...]] = [() for _ in amounts]
        self._ends = list(range(1, len(amounts) + 1))
        """Behind the parts of each amount."""
        for head in reversed(range(len(amounts))):
            self._find(head)

    def _find(self, head: int) -> None:
        """The lists behind a head that add up to it: there may be several, one after the other."""
        if self._amounts[head].side.value <= 0:
            return
        at = head + 1
        while True:
            self._steps = 0
            parts = self._list(head, at, (), Decimal(0), Decimal(0))
            if not parts:
                return
            self._break_up(parts)
            parts = self._with_zeros(head, parts)
            self.parts[head] += parts
            at = self._ends[head] = self._ends[parts[-1]]

    def _list(
        self, head: int, at: int, parts: tuple[int, ...], value: Decimal, slack: Decimal
    ) -> tuple[int, ...]:
        """The parts from `at` on that fill a head up; empty where none do."""
        self._steps += 1
        whole = self._amounts[head]
        if not self._may_be(head, at) or self._steps > _STEPS:
            return ()
        part = self._amounts[at]
        if part.side.value > whole.side.value + whole.side.slack:
            return ()
        if 0 < part.side.value <= 2 * whole.side.slack:
            return ()  # less than a unit of the head's last digit: it adds nothing, and proves nothing
        parts = (*parts, at)
        value, slack = value + part.side.value, slack + part.side.slack
        apart = value - whole.side.value
        if abs(apart) <= min(slack + whole.side.slack, 4 * whole.side.slack) and self._is_list(parts):
            return parts
        if apart > slack + whole.side.slack:
            return ()
        for following in self._next(at):
            if found := self._list(head, following, parts, value, slack):
                return found
        return ()

    def _next(self, part: int) -> list[int]:
        """Where the next part may stand: behind the parts of this one, told in full or only some of them."""
        after = self._ends[part]
        found = [after]
        if (numbered := self._numbered(part)) is not None and numbered > after:
            found.insert(0, numbered)
        while after < len(self._amounts) and len(found) < _TRIED:
            inside = self._amounts[after]
            if not inside.is_part and after == self._ends[part]:
                break
            if inside.side.value > self._amounts[part].side.value:
                break
            after = self._ends[after]
            found.append(after)
        if part + 1 not in found:
            found.append(part + 1)  # its parts only seem to be: 450, 250 and 200 are siblings in 900
        return found

    def _break_up(self, parts: Sequence[int]) -> None:
        """What turned out to be siblings are no parts of one another."""
        for part, following in pairwise(parts):
            if following < self._ends[part] and following in self.parts[part]:
                self.parts[part], self._ends[part] = (), part + 1

    def _numbered(self, part: int) -> int | None:
        """The next amount with an ordinal of the same kind; null for parts without one."""
        kind = self._amounts[part].ordinal
        if kind is None:
            return None
        reach = range(part + 1, min(part + _LIMITS.reach, len(self._amounts)))
        return next((n for n in reach if self._amounts[n].ordinal == kind), None)

    def _may_be(self, head: int, part: int) -> bool:
        amounts = self._amounts
        if part >= len(amounts) or part - head > _LIMITS.reach:
            return False
        return amounts[part].section == amounts[head].section

    def _is_list(self, parts: Sequence[int]) -> bool:
        """No accident: two that are not nothing, or one that is called a part."""
        filled = [n for n in parts if self._amounts[n].side.value]
        if len(filled) >= _LIMITS.members:
            return True
        return bool(filled) and self._amounts[parts[0]].is_part

    def _with_zeros(self, head: int, parts: tuple[int, ...]) -> tuple[int, ...]:
        """Parts that are nothing stand behind the others too."""
        at, like = self._ends[parts[-1]], self._amounts[parts[-1]].ordinal
        while self._may_be(head, at):
            amount = self._amounts[at]
            if amount.side.value or amount.is_part or amount.ordinal != like:
                break
            parts, at = (*parts, at), at + 1
        return parts
