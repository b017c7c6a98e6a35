"""What a figure in a sentence is about: a measure, or an item of a classification.

The words before a number are matched squeezed, at their end: fund prefix, noun, filling words, number.
Which measure a noun means depends on the scope of its section (docs/domain.md §3.5); the table of nouns is
`patterns/clauses.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from extractors.frozen import replaced
from extractors.narrative.aspects import Subject
from extractors.narrative.items import find_item
from extractors.narrative.setting import Setting
from extractors.narrative.squeezed import LONGEST, anchored
from patterns import Matcher, Pattern, compiled, load
from patterns.shapes.clauses import Clause, Clauses, Scope

_PATTERNS = compiled(Clauses)
_ITEM_MEASURE = load(Clauses).item_measure
_ARRANGED = load(Clauses).words.arranged
_AFTER = _PATTERNS["fund.behind"].compiled.pattern
_MARKED = ("item.code", "item.coded_name", "item.path", "item.dashed")
"""Items that are called such, by mark or code."""
_ITEM = "item"
"""The measure of a noun that is an item of a classification: the expenditure of the fund."""
_FUNDS: tuple[Scope, ...] = ("gpb", "gov_fund", "state_capital", "fiscal")


def find_subject(text: str, setting: Setting, side: str | None = None) -> Subject | None:
    """The subject at the end of `text` (squeezed): a noun or an item directly before a number; else null.

    `side` is income or expenditure, what the sentence was about before; 一般公共预算拨款 alone needs it.
    """
    text = text[-LONGEST:]
    subject = _noun(text, setting, side)
    if subject is not None and subject.by in generic_nouns() and subject.fund is None:
        item = find_item(text, setting)  # …(款):预算支出合计 is the item's
        return item if item is not None and item.by in _MARKED else subject
    return subject or find_item(text, setting)


def match_subject(text: str, setting: Setting, side: str | None = None) -> Subject | None:
    """The subject that all of `text` (squeezed) names, with no word before it; else null."""
    match = _noun_match(text)
    if match is not None:
        return _named(match, setting, side) if match.start() == 0 else None
    subject = find_item(text, setting)
    return subject if subject is not None and text.startswith(subject.label or "\n") else None


def noun_start(text: str) -> int | None:
    """Where the noun at the end of `text` (squeezed) begins; null where there is none."""
    match = _noun_match(text)
    return match.start() if match is not None else None


def names_unknown(text: str, setting: Setting) -> bool:
    """True where `text` (squeezed) ends with a noun that means no measure in this setting."""
    return _noun_match(text[-LONGEST:]) is not None and find_subject(text, setting) is None


def _noun(text: str, setting: Setting, side: str | None) -> Subject | None:
    match = _noun_match(text)
    return None if match is None else _named(match, setting, side)


def _named(match: Any, setting: Setting, side: str | None) -> Subject | None:
    """What a match of the noun patterns means in a setting."""
    groups = match.groupdict()
    prefix = next((p for p in _FUNDS if groups[p] or groups.get(f"after_{p}")), None)
    for name, pattern in _noun_patterns().items():
        if groups[name] is not None:
            subject = _noun_subject(pattern.entry, groups[name], setting, prefix, side)
            return None if subject is None else replaced(subject, by=pattern.id)
    return None


def _noun_subject(
    entry: Clause, printed: str, setting: Setting, prefix: Scope | None, side: str | None
) -> Subject | None:
    """What a noun with its fund prefix means; null where it says nothing here."""
    measure = named_measure(entry.measures, setting, prefix, side)
    if measure is None:
        return None
    inside = _PATTERNS["fund"].search(printed) if entry.fund_inside or measure == _ITEM else None
    named = next((p for p in _FUNDS if inside and inside[p] is not None), None)
    if measure == _ITEM:
        measure = _ITEM_MEASURE[prefix or named or setting.scope]
    return Subject(
        measure,
        economic_code=entry.economic_code,
        label=entry.label,
        role=entry.role,
        side=entry.side,
        fund=prefix,
        scope=named if entry.fund_inside else None,
    )


def named_measure(
    measures: Mapping[str, str], setting: Setting, prefix: str | None = None, side: str | None = None
) -> str | None:
    """The measure of a noun, by the keys that the pattern file explains; null where it says nothing."""
    keys = [f"part:{setting.scope}"] if setting.headed else []
    keys += [key for key in measures if _names_section(key, setting)]
    if prefix:
        keys += [f"{setting.scope}:{prefix}", f":{prefix}|{side}", f":{prefix}"]
    keys += [setting.scope, ""]
    return next((measures[key] for key in keys if key in measures), None) or None


def _names_section(key: str, setting: Setting) -> bool:
    scope, mark, canonical = key.partition("@")
    return bool(mark) and scope in ("", setting.scope) and canonical in setting.canonical


@lru_cache(maxsize=256)
def _noun_match(text: str) -> Any:
    """The noun at the end of a text. A figure asks several times, and sentences of one form repeat."""
    return _nouns().search(text)


@cache
def generic_nouns() -> frozenset[str]:
    """The ids of nouns that say only that the whole is meant."""
    return frozenset(p.id for p in _noun_patterns().values() if p.entry.generic)


@cache
def _noun_patterns() -> dict[str, Pattern[Clause]]:
    """Noun patterns by the name of their group in the one expression that finds them all."""
    nouns = [p for p in _PATTERNS.values() if p.id.startswith("noun.")]
    return {f"n{number}": pattern for number, pattern in enumerate(nouns)}


@cache
def _nouns() -> Matcher:
    patterns = _noun_patterns().items()
    fund = _PATTERNS["fund"].compiled.pattern
    behind = rf"(?:(?:{_AFTER})(?=\p{{Han}}))?"
    alone = "|".join(
        f"(?P<{name}>{p.compiled.pattern}){behind if p.entry.fund_behind else ''}"
        for name, p in patterns
        if not p.entry.needs_prefix
    )
    prefixed = "|".join(f"(?P<{name}>{p.compiled.pattern})" for name, p in patterns)
    return anchored("nouns", rf"(?:(?:{fund})(?:{_ARRANGED})?(?:{prefixed})|(?:{alone}))")
