"""How a figure of money or a percentage is read in the flow of its sentence."""

from __future__ import annotations

from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.changes import read_change
from extractors.narrative.comparators import comparator_in
from extractors.narrative.rates import read_rate
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Setting
from extractors.narrative.sides import side_of
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
    aspects = read_change(words, setting, kind, sentence.comparator)
    if aspects is not None:
        if aspects.about_other or _changes_side(aspects, sentence.subject):
            sentence.subject = None
        if aspects.subject is not None:
            sentence.listed = False
        elif sentence.listed:
            return None
    else:
        aspects = (
            read_rate(words, setting, sentence.before, sentence.subject, sentence.budget)
            if kind == "percent"
            else read_value(words, setting, side)
        )
        sentence.comparator = comparator_in(words, setting.basis) or sentence.comparator
        if kind == "amount":
            sentence.listed = words.startswith(_WORDS.list_mark)
    if aspects is None:
        if kind == "amount":
            sentence.subject = None
        return None
    if aspects.budget_basis:
        sentence.budget = aspects.budget_basis
    if aspects.comparator and aspects.role != "completion_rate":
        sentence.comparator = aspects.comparator
    return aspects


def _changes_side(aspects: Aspects, subject: Subject | None) -> bool:
    """True for a change of expenditure behind a figure of income, and the other way round."""
    side = side_of(subject.measure) if subject is not None else None
    return aspects.side is not None and side is not None and aspects.side != side
