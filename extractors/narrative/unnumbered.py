"""Statements that have no number: 无此项支出, 与上年持平, 为0, 增长-- (docs/domain.md §3.3).

Where they stand is found in each paragraph first; what they are about is read in the flow of the sentence, as
that of a figure. `patterns/unnumbered.toml` has the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.narrative.clauses import (
    Basis,
    Reading,
    comparator_in,
    comparator_named,
    growth_of,
    level_roles,
    value_role,
)
from extractors.narrative.reasons import reason_spans
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Setting, Subject, squeeze
from extractors.narrative.subjects import find_subject, find_whole
from patterns import compiled, load

_PATTERNS = compiled("unnumbered")
_WORDS = load("unnumbered")["words"]
_QUIET = frozenset(_WORDS["quiet_sections"])
_TABLE_NOTE: dict[str, str] = load("unnumbered")["table_note"]
_CLAUSE_MARKS: list[str] = load("clauses")["words"]["clause_marks"]
_NEGATIONS: tuple[str, ...] = tuple(_WORDS["negations"])


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """Where a paragraph says something without a number: span in the text, and the squeezed words."""

    start: int
    end: int
    kind: str
    """level, none, zero, incomparable"""
    said: str
    against: str = ""
    """What is compared with, of level."""
    head: str = ""
    """The words before the negation, of none."""
    objects: str = ""
    """What there is none of."""
    about: bool = False
    """基本持平: only about as much."""
    behind: str = ""
    """The words behind it in the paragraph."""


def find_unnumbered(text: str, start: int, end: int) -> Iterator[Unnumbered]:
    """The statements without a number of one paragraph of `text`, in reading order."""
    raw = text[start:end]
    if _PATTERNS["hint"].search(raw) is None:
        return
    squeezed = squeeze(raw)
    found = list(_PATTERNS["said"].finditer(squeezed))
    if any(word in squeezed for word in _NEGATIONS):
        spans = [match.span() for match in found]
        found += [m for m in _PATTERNS["none"].finditer(squeezed) if not _overlaps(m.span(), spans)]
        found.sort(key=lambda match: match.start())
    if not found:
        return
    offsets = [at for at, character in enumerate(raw) if squeeze(character)]
    reasons = reason_spans(raw)
    for match in found:
        groups = match.groupdict()
        kind = next((k for k in ("level", "zero", "incomparable") if groups.get(k) is not None), "none")
        first, last = match.span("mark" if kind == "incomparable" else kind if kind != "none" else 0)
        if any(begin <= offsets[last - 1] < stop for begin, stop in reasons):
            continue  # why something is so, not that it is
        yield Unnumbered(
            start + offsets[first],
            start + offsets[last - 1] + 1,
            kind,
            squeezed[first:last],
            groups.get("against") or groups.get("than") or "",
            groups.get("head") or "",
            groups.get("objects") or "",
            groups.get("about") is not None,
            squeezed[last:],
        )


def _overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(begin < span[1] and span[0] < stop for begin, stop in others)


def read_unnumbered(
    said: Unnumbered, words: str, setting: Setting, basis: Basis, sentence: Sentence
) -> list[tuple[Subject, Reading]]:
    """What is stated, about which subject; empty where it is not sure.

    `words` are the squeezed words of the sentence before it.
    """
    if setting.quiet:
        return []
    if said.kind == "level":
        return _level(said, words, setting, basis, sentence)
    if said.kind == "none":
        return _none(said, words, setting, basis, sentence)
    if said.kind == "incomparable":
        return _incomparable(words, setting, basis, sentence)
    return []


def _incomparable(
    words: str, setting: Setting, basis: Basis, sentence: Sentence
) -> list[tuple[Subject, Reading]]:
    """增长--, or 无法计算增减比率 behind a change: a growth without a value, once."""
    reading = growth_of(words, setting, basis, sentence.comparator)
    subject = reading.subject or sentence.subject if reading is not None else None
    if reading is None and (sentence.subject, sentence.comparator) in sentence.changed:
        subject = sentence.subject
        roles = level_roles(sentence.comparator)
        reading = (
            Reading(roles[1], comparator=sentence.comparator, stated="not_comparable") if roles else None
        )
    if reading is None or subject is None or (subject, reading.comparator) in sentence.rated:
        return []
    return [(subject, reading)]


def _level(
    said: Unnumbered, words: str, setting: Setting, basis: Basis, sentence: Sentence
) -> list[tuple[Subject, Reading]]:
    """与上年持平: change and growth of nothing, unless the sentence has stated the change itself."""
    against = comparator_named(said.against, basis) if said.against else None
    comparator = against or comparator_in(words, basis) or (None if said.against else sentence.comparator)
    roles = level_roles(comparator)
    if comparator is None or not roles:
        return []
    subject = find_subject(words, setting)
    if subject is None and not sentence.listed and _PATTERNS["level.plain_head"].search(words):
        subject = sentence.subject
    sentence.comparator = comparator
    if subject is None or (subject, comparator) in sentence.changed:
        return []
    if said.about:
        roles = roles[:1]  # a rate of about nothing is none that is said
    state = "stated_equal"
    return [(subject, Reading(role, direction=0, comparator=comparator, stated=state)) for role in roles]


def _none(
    said: Unnumbered, words: str, setting: Setting, basis: Basis, sentence: Sentence
) -> list[tuple[Subject, Reading]]:
    """无此项支出: a value of nothing, unless the paragraph has stated the value itself."""
    if setting.canonical & _QUIET or _PATTERNS["none.unsure"].search(said.head):
        return []
    role, back, budget_basis = value_role(said.head + said.objects, basis)
    if role is None or back:
        return []
    subjects = _missing(said, setting, sentence)
    if _is_table_note(said, words):
        families = tuple(_TABLE_NOTE[c] for c in sorted(setting.canonical & _TABLE_NOTE.keys()))
        subjects = [s for s in subjects if families and s.measure.startswith(families)]
    reading = Reading(role, budget_basis=budget_basis, stated="stated_none")
    return [(s, reading) for s in dict.fromkeys(subjects) if s not in sentence.valued]


def _missing(said: Unnumbered, setting: Setting, sentence: Sentence) -> list[Subject]:
    """What there is none of."""
    if _PATTERNS["none.this_item"].search(said.objects):
        return [sentence.subject] if sentence.subject is not None else []
    if _PATTERNS["none.carried"].search(said.objects):
        return []
    text = _PATTERNS["none.lead"].sub("", said.objects)
    text = _PATTERNS["none.arranged"].sub("", _PATTERNS["none.trail"].sub("", text))
    if not text:
        subject = find_subject(said.head, setting, _WORDS["expenditure"])
        return [subject] if subject is not None else []
    if match := _PATTERNS["none.both_sides"].search(text):
        fund = text[: match.start()]
        sides = [find_whole(fund + _WORDS[side], setting) for side in ("income", "expenditure")]
        return [s for s in sides if s is not None]
    whole = find_whole(text, setting, "expenditure")
    if whole is not None:
        return [whole]
    pieces = _PATTERNS["none.joint"].compiled.split(text)
    found = [find_whole(piece, setting, "expenditure") for piece in pieces]
    return [s for s in found if s is not None] if len(pieces) > 1 and found[0] is not None else []


def _is_table_note(said: Unnumbered, words: str) -> bool:
    before = words + said.head
    return bool(
        _PATTERNS["none.table_note"].search(said.behind) or _PATTERNS["none.note_mark"].search(before)
    )
