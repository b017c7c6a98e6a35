"""The nouns of counts: what a counted number counts, by the words before or behind it.

Which noun means which measure, and what it takes from the list that it stands in, is `patterns/counted.toml`;
the keys of its entries are explained there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from extractors.narrative.aspects import Subject
from extractors.narrative.setting import Setting
from extractors.narrative.squeezed import LONGEST, anchored
from extractors.narrative.subjects import named_measure
from extractors.narrative.tally import Tally
from patterns import Matcher, Pattern, compiled, load
from patterns.shapes.counted import Counted, Noun

_PATTERNS = compiled(Counted)
_STAFF = load(Counted).words.staff
_NEVER = "(?!)"
"""Finds nothing: what a unit without nouns on one side looks for there."""


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """What a noun counts: the subject, the entry that found it, and where it begins in the words before."""

    subject: Subject
    entry: Noun
    start: int | None
    """Null where the noun stands behind the number."""


def find_counted(
    text: str, behind: str, unit: str, setting: Setting, tally: Tally, in_reason: bool = False
) -> CountedNoun | None:
    """The subject of a count of `unit`: `text` are the squeezed words before it, `behind` those after it."""
    text = text[-LONGEST:]
    known = _by_unit().get(unit)
    if known is None or not (known.gate.search(text) or known.behind.match(behind)):
        return None
    for pattern, at_end in known.nouns:
        entry = pattern.entry
        if in_reason != entry.in_reason and not (in_reason and _counts_staff(entry)):
            continue
        match = pattern.search(behind) if at_end is None else at_end.search(text)
        if match is None or not _fits(entry, tally.sentence):
            continue
        measure = _measure(entry, setting, tally)
        if measure:
            label = match.groupdict().get("label")
            if tally.listed and tally.topic in entry.within:
                label = label or tally.topic_label
            return CountedNoun(
                Subject(measure, label=label, by="counted"), entry, None if at_end is None else match.start()
            )
    return None


def _counts_staff(noun: Noun) -> bool:
    """Reasons compare staff with the year before; the caller looks whether they do."""
    return noun.measures.get("", "").startswith(_STAFF)


def _fits(noun: Noun, sentence: str) -> bool:
    """Whether the sentence has what the noun needs before it, and nothing that it must not have."""
    if noun.needs and not _PATTERNS[noun.needs].search(sentence):
        return False
    return not any(_PATTERNS[context].search(sentence) for context in noun.unless)


def _measure(noun: Noun, setting: Setting, tally: Tally) -> str | None:
    """The measure, by the keys of the noun in the order that the pattern file explains."""
    if len(tally.pending) == 1 and (measure := noun.paired.get(tally.pending[0])):
        return measure
    if tally.measure is not None and (measure := noun.after.get(tally.measure)):
        return measure
    if tally.topic is not None:
        if tally.listed and (measure := noun.within.get(tally.topic)):
            return measure
        if measure := noun.under.get(tally.topic):
            return measure
        if noun.within and not noun.everywhere:
            return None
    return named_measure(noun.measures, setting)


_Tried = tuple[Pattern[Noun], Matcher | None]
"""A noun, with its form at the end of a text where it stands before the number."""
_NO_UNIT = ""


@dataclass(frozen=True, slots=True)
class _Unit:
    """The nouns that one counting word takes; `gate` and `behind` find any of them at once."""

    gate: Matcher
    behind: Matcher
    nouns: tuple[_Tried, ...]


@cache
def _by_unit() -> dict[str, _Unit]:
    """The nouns by counting word."""
    known: dict[str, list[_Tried]] = {}
    for pattern, at_end in _nouns():
        for unit in (*pattern.entry.units, *([_NO_UNIT] if pattern.entry.bare else [])):
            known.setdefault(unit, []).append((pattern, at_end))
    return {unit: _unit(unit, nouns) for unit, nouns in known.items()}


def _unit(unit: str, nouns: list[_Tried]) -> _Unit:
    before = "|".join(f"(?:{p.compiled.pattern})" for p, at_end in nouns if at_end is not None)
    behind = "|".join(f"(?:{p.compiled.pattern})" for p, at_end in nouns if at_end is None)
    gate = anchored(f"nouns of {unit}", f"(?:{before or _NEVER})")
    return _Unit(gate, Matcher(unit, "counted.toml", regex.compile(behind or _NEVER)), tuple(nouns))


def _nouns() -> Iterator[_Tried]:
    for pattern in _PATTERNS.values():
        if pattern.id.startswith(("count.", "reason.")):
            yield pattern, anchored(pattern.id, f"(?:{pattern.compiled.pattern})")
        elif pattern.id.startswith("behind."):
            yield pattern, None
