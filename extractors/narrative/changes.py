"""Changes and growth: 比上年增加 372.23万元, 下降 8.06% (docs/domain.md §3.2 P2, P6, P20)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from extractors.frozen import replaced
from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.comparators import OTHER, changed_role, comparator_in, comparator_of, compares
from extractors.narrative.setting import Setting
from extractors.narrative.sides import side_of_words
from extractors.narrative.squeezed import clause_start
from extractors.narrative.subjects import find_subject, names_unknown
from patterns import compiled, load
from patterns.shapes.clauses import Clauses

_PATTERNS = compiled(Clauses)
_COMMA = load(Clauses).words.comma


def read_change(
    words: str,
    setting: Setting,
    kind: str,
    before: str | None,
    totals: Mapping[str, Subject] = MappingProxyType({}),
) -> Aspects | None:
    """A change (of an amount) or growth (of a percentage); null where the words say something else.

    `before` is the comparator of the change before it in the sentence, which a growth clause inherits;
    `totals` are those of income and expenditure that a bare 支出 stands for.
    """
    match = _PATTERNS["role.change"].search(words)
    if match is None:
        return _change_before(words, setting, kind)
    head = words[: match.start()]
    comparator = comparator_in(words, setting.basis) or (OTHER if compares(words) else before)
    opened = _PATTERNS["comparator"].search(words, max(0, clause_start(head.rstrip(_COMMA))))
    subject_words = head
    if opened is not None and opened.start() < len(head) and opened.end() >= len(head.rstrip(_COMMA)):
        subject_words = head[: opened.start()]
    # 增减 has its direction in the sign of the number.
    direction = 0 if match["residue"] else (-1 if match["minus"] else 1)
    subject = find_subject(subject_words, setting)
    side = side_of_words(subject_words) if subject is None else None
    if side is not None and _PATTERNS["change.of_side"].search(subject_words):
        subject = totals.get(side)
    about_other = subject is None and (
        names_unknown(subject_words, setting)
        or _PATTERNS["change.of_other"].search(subject_words) is not None
    )
    role = changed_role("change" if kind == "amount" else "growth", comparator)
    return Aspects(
        role=None if about_other else role,
        subject=subject,
        about_other=about_other,
        side=side if subject is None else None,
        direction=direction,
        comparator=comparator,
        residue=match["residue"] is not None,
    )


def growth_without_value(words: str, setting: Setting, before: str | None) -> Aspects | None:
    """A growth that has no number: 增长 --."""
    growth = read_change(words, setting, "percent", before)
    if growth is None or growth.role is None:
        return None
    return replaced(growth, direction=None, stated="not_comparable")


def _change_before(words: str, setting: Setting, kind: str) -> Aspects | None:
    """A change whose word stands before what is compared with: 小于上年预算数 403.75万元."""
    match = _PATTERNS["role.change_before"].search(words) if kind == "amount" else None
    comparator = comparator_of(match["what"], setting.basis) if match is not None else None
    role = changed_role("change", comparator)
    if match is None or role is None:
        return None
    direction = -1 if match["minus"] else 1
    subject = find_subject(words[: match.start()], setting)
    return Aspects(role, subject, direction=direction, comparator=comparator)
