"""How a figure of money or a percentage is read in the flow of its sentence."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from extractors.frozen import replaced
from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.bare_values import read_bare_value, says_only_the_whole
from extractors.narrative.changes import read_change
from extractors.narrative.comparators import comparator_in, names_year
from extractors.narrative.heads import is_part_of, placed
from extractors.narrative.named_parts import part_of_same, read_known_part, read_named_part
from extractors.narrative.rates import read_rate
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Setting
from extractors.narrative.sides import side_of
from extractors.narrative.squeezed import clause_start
from extractors.narrative.values import read_value
from extractors.records import Quantity
from patterns import load
from patterns.shapes.clauses import Clauses

_WORDS = load(Clauses).words
_SILENT_SECTIONS = frozenset(_WORDS.silent_sections + _WORDS.other_money)


def is_silent(setting: Setting) -> bool:
    """Whether a section speaks of other money than that of the body: of projects, of what it does."""
    return bool(setting.canonical & _SILENT_SECTIONS)


def read_figure(
    quantity: Quantity, words: str, setting: Setting, sentence: Sentence, side: str | None
) -> Aspects | None:
    """How a figure is read by the words before it; null where they do not say it.

    `side` is what the paragraphs were about last. The sentence takes up what the next figure inherits.
    """
    kind = quantity.kind
    if is_silent(setting):
        return None
    if quantity.where == "reason":
        return Aspects("reason_amount") if kind == "amount" and sentence.subject else None
    if kind not in ("amount", "percent"):
        return None
    sentence.is_part, sentence.unsaid = False, None
    totals = sentence.totals if sentence.is_fresh else {}
    aspects = _under(sentence, setting, lambda s: read_change(words, s, kind, sentence.comparator, totals))
    if aspects is not None:
        if aspects.about_other or _changes_side(aspects, sentence.subject):
            sentence.subject = None
        sentence.unsaid = aspects if aspects.subject is None and not aspects.about_other else None
        if aspects.subject is not None:
            sentence.listed = False
        elif sentence.listed:
            sentence.comparator = aspects.comparator or sentence.comparator
            return None
    else:
        aspects = (
            _under(
                sentence,
                setting,
                lambda s: read_rate(words, s, sentence.before, sentence.subject, sentence.budget),
            )
            if kind == "percent"
            else _read_value(quantity, words, setting, sentence, side)
        )
        sentence.comparator = comparator_in(words, setting.basis) or sentence.comparator
        if kind == "amount":
            sentence.listed = words.startswith(_WORDS.list_mark)
    if aspects is None:
        if kind == "amount":
            sentence.subject, sentence.last = None, None
        return None
    if aspects.budget_basis:
        sentence.budget = aspects.budget_basis
    if aspects.comparator and aspects.role != "completion_rate":
        sentence.comparator = aspects.comparator
    elif aspects.years_back == 1 and aspects.role is not None:
        sentence.comparator = aspects.role  # 2026年预算数10万元,2025年预算数9万元,增加1万元
    return aspects


def _read_value(
    quantity: Quantity, words: str, setting: Setting, sentence: Sentence, side: str | None
) -> Aspects | None:
    """A value: of a subject that is known, of the one that the heading names, or of a part by its name."""
    value = quantity.value_yuan
    aspects = _under(sentence, setting, lambda s: read_value(words, s, side), value)
    subject = aspects.subject if aspects is not None else None
    is_open = aspects is None or (subject is None and sentence.subject is None)
    if is_open or says_only_the_whole(subject, sentence.heading):
        bare = read_bare_value(words, setting, sentence)
        if bare is not None:
            return bare
    is_bare = aspects is not None and aspects.subject is None and not names_year(words[clause_start(words) :])
    if aspects is not None and is_bare and _is_again(aspects, value, sentence):
        return None
    head = sentence.within()
    if aspects is None:
        part = read_named_part(words, value, head, setting)
        sentence.is_part = part is not None
        return part or read_known_part(words, value, sentence.known, setting)
    if aspects.subject is not None and head is not None and head.listed:
        same = part_of_same(words, aspects.subject, value, head)
        if same is not None:
            return replaced(aspects, subject=same)
    return aspects


def _is_again(aspects: Aspects, value: Decimal | None, sentence: Sentence) -> bool:
    """Whether a value without subject or year of its own would be a second one of the subject before it."""
    told = sentence.told.get((sentence.subject, aspects.role))
    return told is not None and told != value


def _under(
    sentence: Sentence,
    setting: Setting,
    read: Callable[[Setting], Aspects | None],
    value: Decimal | None = None,
) -> Aspects | None:
    """What is read in the setting of the list that the figure stands in, as a part of its head.

    Behind the full stop of a list the section counts again, but for what is a part by nature.
    """
    within = sentence.within()
    head = within.holding(value) if within is not None else None
    if head is None:
        return read(setting)
    if not head.listed:
        plain = read(setting)
        subject = plain.subject if plain is not None else None
        if subject is not None and not is_part_of(subject, head):
            return plain
    aspects = read(head.setting(setting))
    if aspects is None or aspects.subject is None:
        return aspects
    sentence.is_part = True
    return replaced(aspects, subject=placed(aspects.subject, head, value))


def _changes_side(aspects: Aspects, subject: Subject | None) -> bool:
    """True for a change of expenditure behind a figure of income, and the other way round."""
    side = side_of(subject.measure) if subject is not None else None
    return aspects.side is not None and side is not None and aspects.side != side
