"""What a counted number counts: the noun before or behind it, and what the counts before it leave open.

Which noun means which measure, and what it takes from the list that it stands in, is `patterns/counted.toml`;
the keys of its entries are explained there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import regex

from extractors.narrative.setting import LONGEST, Setting, Subject, anchored
from extractors.narrative.subjects import named_measure
from patterns import Matcher, Pattern, compiled, load

_PATTERNS = compiled("counted")
_WORDS: dict[str, str] = load("counted")["words"]


@dataclass(slots=True)
class Tally:
    """What the next count of a sentence inherits."""

    measure: str | None = None
    """The measure counted just before."""
    label: str | None = None
    unit: str | None = None
    topic: str | None = None
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
    outer: list[tuple[str | None, str | None, bool]] = field(default_factory=list)
    """Measure, topic and `listed` before each open bracket."""

    def end_sentence(self, goes_on: bool) -> None:
        """Forgets what a full stop ends; `goes_on` says that the next sentence lists parts of this one."""
        self.sentence, self.queue, self.pending = "", [], []
        if not goes_on:
            self.measure, self.topic, self.listed = None, None, False

    def note(self, subject: Subject, unit: str, entry: dict[str, Any]) -> None:
        """Takes up a count; `entry` is that of the pattern that found it."""
        self.measure, self.unit = subject.measure, unit
        self.label = None if entry.get("amount_of_all") else subject.label
        if entry.get("paired") and self.pending:
            self.pending = []
        elif subject.measure in _quotas():
            self.pending.append(subject.measure)
        if "opens" in entry and subject.measure in entry["measures"].values():
            self.topic, self.topic_label, self.listed = entry["opens"], subject.label, False


@dataclass(frozen=True, slots=True)
class Counted:
    """The subject of a count, the pattern that found it, and where its noun begins in the words before."""

    subject: Subject
    entry: dict[str, Any]
    start: int | None


def find_counted(
    text: str, behind: str, unit: str, setting: Setting, tally: Tally, in_reason: bool = False
) -> Counted | None:
    """The subject of a count of `unit`: `text` are the squeezed words before it, `behind` those after it."""
    text = text[-LONGEST:]
    known = _by_unit().get(unit)
    if known is None or not (known.gate.search(text) or known.behind.match(behind)):
        return None
    for pattern, at_end in known.nouns:
        entry = pattern.entry
        if in_reason != entry.get("in_reason", False) and not (in_reason and _counts_staff(entry)):
            continue
        match = pattern.search(behind) if at_end is None else at_end.search(text)
        if match is None or not _fits(entry, tally.sentence):
            continue
        measure = _measure(entry, setting, tally)
        if measure:
            label = match.groupdict().get("label")
            if tally.listed and tally.topic in entry.get("within", {}):
                label = label or tally.topic_label
            return Counted(Subject(measure, label=label), entry, None if at_end is None else match.start())
    return None


def _counts_staff(entry: dict[str, Any]) -> bool:
    """Reasons compare staff with the year before; the caller looks whether they do."""
    return bool(entry["measures"].get("", "").startswith(_WORDS["staff"]))


def _fits(entry: dict[str, Any], sentence: str) -> bool:
    needs = entry.get("needs")
    if needs and not _PATTERNS[needs].search(sentence):
        return False
    return not any(_PATTERNS[context].search(sentence) for context in entry.get("unless", ()))


def _measure(entry: dict[str, Any], setting: Setting, tally: Tally) -> str | None:
    """The measure, by the keys of the entry in the order that the pattern file explains."""
    if "paired" in entry and len(tally.pending) == 1:
        measure = entry["paired"].get(tally.pending[0])
        if measure:
            return str(measure)
    if measure := entry.get("after", {}).get(tally.measure):
        return str(measure)
    if tally.listed and (measure := entry.get("within", {}).get(tally.topic)):
        return str(measure)
    if measure := entry.get("under", {}).get(tally.topic):
        return str(measure)
    if tally.topic and "within" in entry and not entry.get("everywhere"):
        return None
    return named_measure(entry["measures"], setting, None, None)


@dataclass(frozen=True, slots=True)
class _Unit:
    """The nouns that one counting word takes; `gate` and `behind` find any of them at once."""

    gate: Matcher
    behind: Matcher
    nouns: tuple[tuple[Pattern[Any], Matcher | None], ...]


@cache
def _by_unit() -> dict[str, _Unit]:
    """By counting word: patterns of nouns, with their form at the end of a text where they stand before."""
    known: dict[str, list[tuple[Pattern[Any], Matcher | None]]] = {}
    for pattern, at_end in _nouns():
        for unit in (*pattern.entry["units"], *([""] if pattern.entry.get("bare") else [])):
            known.setdefault(unit, []).append((pattern, at_end))
    return {unit: _unit(unit, nouns) for unit, nouns in known.items()}


def _unit(unit: str, nouns: list[tuple[Pattern[Any], Matcher | None]]) -> _Unit:
    never = "(?!)"
    before = "|".join(f"(?:{p.compiled.pattern})" for p, at_end in nouns if at_end is not None)
    behind = "|".join(f"(?:{p.compiled.pattern})" for p, at_end in nouns if at_end is None)
    gate = anchored(f"nouns of {unit}", f"(?:{before or never})")
    return _Unit(gate, Matcher(unit, "counted.toml", regex.compile(behind or never)), tuple(nouns))


def _nouns() -> Iterator[tuple[Pattern[Any], Matcher | None]]:
    for pattern in _PATTERNS.values():
        if pattern.id.startswith(("count.", "reason.")):
            yield pattern, anchored(pattern.id, f"(?:{pattern.compiled.pattern})")
        elif pattern.id.startswith("behind."):
            yield pattern, None


@cache
def _quotas() -> frozenset[str]:
    """Measures of quotas: an actual number may follow each."""
    paired = {quota for p in _PATTERNS.values() for quota in p.entry.get("paired", {})}
    return frozenset(paired | {_WORDS["total_quota"]})
