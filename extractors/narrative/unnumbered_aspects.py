"""What statements without a number say, and of what (docs/domain.md §3.3)."""

from __future__ import annotations

from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.changes import growth_without_value
from extractors.narrative.comparators import changed_role, comparator_in, comparator_named, level_roles
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Setting
from extractors.narrative.subjects import find_subject, match_subject
from extractors.narrative.unnumbered import Unnumbered
from extractors.narrative.values import value_role
from patterns import compiled, load
from patterns.shapes import unnumbered as shape

_PATTERNS = compiled(shape.Unnumbered)
_WORDS = load(shape.Unnumbered).words
_QUIET = frozenset(_WORDS.quiet_sections)
_TABLE_NOTE = load(shape.Unnumbered).table_note


def read_unnumbered(
    statement: Unnumbered, words: str, setting: Setting, sentence: Sentence
) -> list[tuple[Subject, Aspects]]:
    """What is stated, about which subject; empty where it is not sure.

    `words` are the squeezed words of the sentence before it.
    """
    if setting.quiet:
        return []
    if statement.kind == "level":
        return _level(statement, words, setting, sentence)
    if statement.kind == "none":
        return _none(statement, words, setting, sentence)
    if statement.kind == "incomparable":
        return _incomparable(words, setting, sentence)
    return []


def _incomparable(words: str, setting: Setting, sentence: Sentence) -> list[tuple[Subject, Aspects]]:
    """增长--, or 无法计算增减比率 behind a change: a growth without a value, once."""
    growth = growth_without_value(words, setting, sentence.comparator)
    subject = growth.subject or sentence.subject if growth is not None else None
    if growth is None and (sentence.subject, sentence.comparator) in sentence.changed:
        subject = sentence.subject
        role = changed_role("growth", sentence.comparator)
        growth = Aspects(role, comparator=sentence.comparator, stated="not_comparable") if role else None
    if growth is None or subject is None or (subject, growth.comparator) in sentence.rated:
        return []
    return [(subject, growth)]


def _level(
    statement: Unnumbered, words: str, setting: Setting, sentence: Sentence
) -> list[tuple[Subject, Aspects]]:
    """与上年持平: change and growth of nothing, unless the sentence has stated the change itself."""
    named = comparator_named(statement.against, setting.basis) if statement.against else None
    inherited = None if statement.against else sentence.comparator
    comparator = named or comparator_in(words, setting.basis) or inherited
    roles = level_roles(comparator)
    if comparator is None or not roles:
        return []
    subject = find_subject(words, setting)
    if subject is None and not sentence.listed and _PATTERNS["level.plain_head"].search(words):
        subject = sentence.subject
    sentence.comparator = comparator
    if subject is None or (subject, comparator) in sentence.changed:
        return []
    if statement.about:
        roles = roles[:1]  # a rate of about nothing is none that is said
    state = "stated_equal"
    return [(subject, Aspects(role, direction=0, comparator=comparator, stated=state)) for role in roles]


def _none(
    statement: Unnumbered, words: str, setting: Setting, sentence: Sentence
) -> list[tuple[Subject, Aspects]]:
    """无此项支出: a value of nothing, unless the paragraph has stated the value itself."""
    if setting.canonical & _QUIET or _PATTERNS["none.unsure"].search(statement.head):
        return []
    role, back, budget_basis = value_role(statement.head + statement.objects, setting.basis)
    if role is None or back:
        return []
    subjects = _missing(statement, setting, sentence)
    if _is_table_note(statement, words):
        families = tuple(_TABLE_NOTE[c] for c in sorted(setting.canonical & _TABLE_NOTE.keys()))
        subjects = [s for s in subjects if families and s.measure.startswith(families)]
    aspects = Aspects(role, budget_basis=budget_basis, stated="stated_none")
    return [(s, aspects) for s in dict.fromkeys(subjects) if s not in sentence.valued]


def _missing(statement: Unnumbered, setting: Setting, sentence: Sentence) -> list[Subject]:
    """What there is none of."""
    if _PATTERNS["none.this_item"].search(statement.objects):
        return [sentence.subject] if sentence.subject is not None else []
    if _PATTERNS["none.carried"].search(statement.objects):
        return []
    text = _PATTERNS["none.lead"].sub("", statement.objects)
    text = _PATTERNS["none.arranged"].sub("", _PATTERNS["none.trail"].sub("", text))
    if not text:
        subject = find_subject(statement.head, setting, _WORDS.expenditure)
        return [subject] if subject is not None else []
    if match := _PATTERNS["none.both_sides"].search(text):
        fund = text[: match.start()]
        sides = [match_subject(fund + side, setting) for side in (_WORDS.income, _WORDS.expenditure)]
        return [s for s in sides if s is not None]
    subject = match_subject(text, setting, "expenditure")
    if subject is not None:
        return [subject]
    pieces = _PATTERNS["none.joint"].compiled.split(text)
    subjects = [match_subject(piece, setting, "expenditure") for piece in pieces]
    return [s for s in subjects if s is not None] if len(pieces) > 1 and subjects[0] is not None else []


def _is_table_note(statement: Unnumbered, words: str) -> bool:
    before = words + statement.head
    return bool(
        _PATTERNS["none.table_note"].search(statement.behind) or _PATTERNS["none.note_mark"].search(before)
    )
