"""The construction of a statement: which parts of the grammar gave a figure its meaning.

Facts of one construction are right or wrong together, so constructions have a record: how often did the
documents' own sums and tables bear them out (`patterns/records.csv`)?
"""

from __future__ import annotations

from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import ALL_FUNDS, Setting

SEPARATOR = "·"
_ROLES = {"change": "change", "growth": "growth", "prior": "prior"}


def construction(subject: Subject, aspects: Aspects, setting: Setting, sentence: Sentence) -> str:
    """The name of a construction: pattern of the subject, whether it was said, fund, list, kind of role.

    >>> named = Subject("gpb.expenditure", fund="gpb", by="noun.expenditure_total")
    >>> construction(named, Aspects("final", named), Setting("fiscal"), Sentence())
    'noun.expenditure_total·said·fund:said·plain·final'
    """
    said = "said" if aspects.subject is not None else "inherited"
    parts = (
        subject.by or "unknown",
        said,
        f"fund:{_fund(subject, setting)}",
        _list(sentence),
        _role(aspects),
    )
    return SEPARATOR.join(parts)


def _fund(subject: Subject, setting: Setting) -> str:
    """Where the fund comes from: the words, the section, or nothing."""
    if subject.fund or subject.scope:
        return "said"
    return "heading" if setting.scope != ALL_FUNDS else "none"


def _list(sentence: Sentence) -> str:
    """Whether the figure stands in brackets, under a head, or by itself."""
    if sentence.outer:
        return "bracket"
    if sentence.itemised:
        return "list"
    return "plain"


def _role(aspects: Aspects) -> str:
    role = aspects.role or "none"
    if role == "share" and aspects.denominator is not None:
        return "share:said"
    return _ROLES.get(role.partition("_")[0], role)
