"""What a count inherits from the counts before it in its sentence (docs/domain.md §3.2 P15)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extractors.narrative.aspects import Subject
from extractors.narrative.setting import Basis
from patterns import compiled, load
from patterns.shapes.clauses import Clauses
from patterns.shapes.counted import Counted, Noun, Topic

_PATTERNS = compiled(Counted)
_WORDS = load(Counted).words
_FULL_STOP = load(Clauses).words.full_stop
_BRACKETS = load(Clauses).words.brackets


@dataclass(slots=True)
class Tally:
    """What the next count of a sentence inherits."""

    measure: str | None = None
    """The measure counted just before."""
    label: str | None = None
    unit: str | None = None
    topic: Topic | None = None
    """What the sentence goes on to divide: quota, actual, vehicles, …"""
    topic_label: str | None = None
    listed: bool = False
    """其中 or a bracket has begun to list the parts of the topic."""
    pending: list[str] = field(default_factory=list)
    """Quotas of the sentence whose actual numbers have not come yet."""
    queue: list[str] = field(default_factory=list)
    """Nouns of a list whose numbers are to come: 行政编制、事业编制分别为."""
    sentence: str = ""
    """The words of the sentence so far, without its numbers."""
    years_back: int = 0
    """The date for which the counts are told lies in that year before the fiscal year."""
    outer: list[tuple[str | None, Topic | None, bool]] = field(default_factory=list)
    """Measure, topic and `listed` before each open bracket."""

    def enter(self, words: str, basis: Basis) -> str:
        """Takes up the words before a figure; gives those of the figure's own sentence."""
        for match in _PATTERNS["held"].finditer(words):
            self.years_back = _years_back(match, basis)
        _, stop, last = words.rpartition(_FULL_STOP)
        if stop:
            self._end_sentence(last.startswith(_WORDS.continues))
        self.sentence += last
        if _PATTERNS["listed"].search(last):
            self.listed = True
        opens, closes = _BRACKETS
        for character in last:
            if character == opens:
                self.outer.append((self.measure, self.topic, self.listed))
            elif character == closes and self.outer:
                self.measure, self.topic, self.listed = self.outer.pop()
        return str(last)

    def note(self, subject: Subject, unit: str, noun: Noun) -> None:
        """Takes up a count that a noun has found."""
        self.measure, self.unit = subject.measure, unit
        self.label = None if noun.amount_of_all else subject.label
        if noun.paired and self.pending:
            self.pending = []
        elif subject.measure in _quotas():
            self.pending.append(subject.measure)
        if noun.opens is not None and subject.measure in noun.measures.values():
            self.topic, self.topic_label, self.listed = noun.opens, subject.label, False

    def _end_sentence(self, goes_on: bool) -> None:
        """Forgets what a full stop ends; `goes_on` says that the next sentence lists parts of this one."""
        self.sentence, self.queue, self.pending = "", [], []
        if not goes_on:
            self.measure, self.topic, self.listed = None, None, False


def _years_back(held: Any, basis: Basis) -> int:
    """How many years before the fiscal year the date lies for which counts are told."""
    groups: dict[str, str | None] = held.groupdict()
    if groups["prior"]:
        return 1
    year = groups["year"] or groups["end"]
    if not year or basis.fiscal_year is None:
        return 0
    return basis.fiscal_year - int(year)


@cache
def _quotas() -> frozenset[str]:
    """Measures of quotas: an actual number may follow each."""
    paired = {quota for p in _PATTERNS.values() for quota in p.entry.paired}
    return frozenset(paired | {_WORDS.total_quota})
