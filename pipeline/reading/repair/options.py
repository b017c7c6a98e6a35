"""What may stand where a number was read, and what each reading costs.

Two readings of one picture are taken as independent: the probability of a string is that by the first model
times that by the second. The cost of an option is how much less probable it is than the most probable one,
in natural logarithms.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Candidate
from extractors.tables.cell_values import read_cell, squeeze
from pipeline.reading.repair.numbers import Number

UNSEEN = 0.002
"""Probability of a string that a model does not name."""
ANOTHER = 0.3
"""The part of what the first model leaves open that falls on any one other string."""
AGAINST_GRAMMAR = 0.05
"""How much less probable a string is that its column would not write so."""
HABIT = 20
"""How much more probable a string is at most that most numbers of its column say."""
NO_NUMBER = 0.001
"""The same of a string that is no number."""
VARIANT, VARIANT_UNSEEN = 0.02, 0.005
"""Probability of a string of the same digits that fits its column, where the one that was read does not:
before a second look, and after one that did not see it."""
SIGN = 0.01
"""Probability that a minus was lost."""
SURE = 0.97
"""A first reading that is more probable is taken for sure until an identity says otherwise."""


@dataclass(frozen=True, slots=True)
class Option:
    """A string that may stand there."""

    text: str
    score: float
    """Logarithm of its probability, up to what all options of a number share."""
    listed: bool = True
    """Whether a recogniser gave it; others come of the grammar."""


@dataclass(frozen=True, slots=True)
class Options:
    """All that may stand in one place, the most probable first."""

    found: tuple[Option, ...]

    @property
    def best(self) -> Option:
        """The most probable."""
        return self.found[0]

    def named(self, text: str) -> Option:
        """The option of a string; one that no recogniser gave is next to impossible."""
        return next((o for o in self.found if o.text == text), Option(text, math.log(UNSEEN**2), False))

    def score(self, text: str) -> float:
        """The score of a string."""
        return self.named(text).score

    def certainty(self, text: str) -> float:
        """The share of probability that falls on a string and on others of the same value."""
        weights = [math.exp(option.score - self.best.score) for option in self.found]
        value = read_cell(text).value
        own = sum(
            w
            for w, option in zip(weights, self.found, strict=True)
            if option.text == text or (value is not None and read_cell(option.text).value == value)
        )
        return own / (sum(weights) + math.exp(math.log(UNSEEN**2) - self.best.score))


def options_of(number: Number, looked: Sequence[Candidate] | None) -> Options:
    """What may stand in the place of a number; `looked` is what a second look gave, null without one."""
    raw = squeeze(number.raw)
    first = min(max(number.confidence, UNSEEN), 1 - UNSEEN)
    second = {squeeze(c.text): max(c.probability, UNSEEN) for c in reversed(looked or ())}
    found: dict[str, Option] = {}
    for text in dict.fromkeys((raw, *second)):
        if not text:
            continue
        score = math.log(first if text == raw else max(UNSEEN, (1 - first) * ANOTHER))
        if looked:
            score += math.log(second.get(text, UNSEEN))
        if not number.grammar.allows(text):
            score += math.log(_against(text))
        if text in number.habit:
            score += math.log(1 + HABIT * number.habit[text])
        found[text] = Option(text, score)
    base = found[raw].score
    if not number.grammar.allows(raw):
        base -= math.log(_against(raw))
    variant = math.log(VARIANT_UNSEEN if looked else VARIANT)
    for text in number.grammar.variants(raw):
        found.setdefault(text, Option(text, base + variant, listed=False))
    value = read_cell(raw).value
    if value is not None and value > 0 and raw[:1].isdigit():
        found.setdefault("-" + raw, Option("-" + raw, found[raw].score + math.log(SIGN), listed=False))
    return Options(tuple(sorted(found.values(), key=lambda option: (-option.score, option.text))))


def _against(text: str) -> float:
    """How probable a string is that its column would not write so."""
    return NO_NUMBER if read_cell(text).value is None else AGAINST_GRAMMAR
