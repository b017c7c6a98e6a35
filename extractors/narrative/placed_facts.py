"""Facts of sentences by where they stand in the text: those of a span, and what they have in common."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractors.records import Fact
from patterns import load
from patterns.shapes.reasons import Reasons

_WORDS = load(Reasons).words
_COMPARED = ("change_", "growth_")
_OUTCOMES = ("final", "completion_rate")
_OF_A_REASON = "reason_amount"
_EXPLAINED_VALUES = (
    "completion_rate",
    "final",
    "initial_budget",
    "full_year_budget",
    "amount",
    "count",
)
"""Roles of what a reason can be about beside a change; a share is never explained."""


class PlacedFacts:
    """The facts of the narrative of a document, in reading order; they are named by their positions."""

    def __init__(self, facts: Sequence[Fact], text: str) -> None:
        self._facts = facts
        self._text = text
        self._starts = [fact.place.start or 0 for fact in facts]

    def __getitem__(self, number: int) -> Fact:
        return self._facts[number]

    def between(self, low: int, high: int) -> range:
        """The facts that begin in `text[low:high]`."""
        return range(bisect_left(self._starts, low), bisect_left(self._starts, high))

    def explainable(self, numbers: Sequence[int]) -> list[int]:
        """Those that are no part of a reason themselves."""
        return [n for n in numbers if self._facts[n].role != _OF_A_REASON]

    def open_between(self, low: int, high: int, at: int) -> list[int]:
        """Facts of a span, without those in brackets that are closed before `at`, unless all changes are."""
        numbers = self.explainable(self.between(low, high))
        outside = [n for n in numbers if not self._in_closed_bracket(self._starts[n], at)]
        return outside if any(self.is_change(n) for n in outside) else numbers

    def behind(self, numbers: Sequence[int], position: int) -> list[int]:
        """Those that begin behind a position."""
        return [n for n in numbers if self._starts[n] > position]

    def is_change(self, number: int) -> bool:
        """Whether a fact is a change or a growth."""
        return self._facts[number].role.startswith(_COMPARED)

    def is_outcome(self, number: int) -> bool:
        """Whether a fact is what became of a budget."""
        return self._facts[number].role in _OUTCOMES

    def has_value(self, number: int) -> bool:
        """Whether a fact has a value that a reason can be about."""
        return self._facts[number].role in _EXPLAINED_VALUES

    def same_statement(self, one: int, other: int) -> bool:
        """Whether two facts are of one statement: a figure with its changes."""
        return self._facts[one].statement == self._facts[other].statement

    def _in_closed_bracket(self, start: int, end: int) -> bool:
        depth = 0
        for character in self._text[start:end]:
            if character in _WORDS.opening:
                depth += 1
            elif character in _WORDS.closing:
                depth -= 1
                if depth < 0:
                    return True
        return False
