"""Shares and rates of completion: 占收入合计的 90%, 完成年初预算的 75% (docs/domain.md §3.2 P3–P5, P7)."""

from __future__ import annotations

from extractors.frozen import replaced
from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.setting import ALL_FUNDS, Setting
from extractors.narrative.squeezed import clause_start
from extractors.narrative.subjects import find_subject
from extractors.narrative.values import budget_named
from patterns import compiled
from patterns.shapes.clauses import Clauses

_PATTERNS = compiled(Clauses)


def read_rate(
    words: str,
    setting: Setting,
    before: Aspects | None,
    subject_before: Subject | None = None,
    budget: str | None = None,
) -> Aspects | None:
    """A share or a rate of completion; null where the words say something else.

    `before` is how the figure before it was read: 完成预算10万元的 8%, 增加17.04万元（ 15.36%）;
    `subject_before` is what that figure was about, `budget` the one that the sentence has named.
    """
    if before is not None and before.role is not None:
        if before.budget_basis and _PATTERNS["role.follows_budget"].search(words):
            return _completion(before.budget_basis)
        if before.role.startswith("change_") and _PATTERNS["role.repeats"].search(words):
            return replaced(before, role=before.role.replace("change_", "growth_"), subject=None)
    if match := _PATTERNS["role.completion"].search(words):
        of = match["of"] or ""
        basis = budget_named(of)
        if _PATTERNS["basis.bare"].search(of):
            basis = budget or basis
        if basis is None:
            return None
        subject = find_subject(words[: match.start()], setting)
        return _completion(basis, subject)
    if match := _PATTERNS["role.share"].search(words):
        head = words[clause_start(words[: match.start()]) : match.start()]
        part = find_subject(head, setting)
        if part is None and _PATTERNS["share.of_other"].search(head):
            return None
        denominator = _denominator(match["of"], part or subject_before, setting)
        return Aspects("share", part, denominator=denominator)
    return None


def _denominator(words: str, part: Subject | None, setting: Setting) -> str | None:
    """The measure that 占…的 names; null where it names none.

    本年支出合计 in a section about one fund means that of the section, but for the fund's own total.
    """
    total = find_subject(words, setting) if words else None
    if total is not None and part is not None and total.measure == part.measure and not part.is_item:
        total = find_subject(words, replaced(setting, scope=ALL_FUNDS, canonical=frozenset()))
    return None if total is None or total == part else total.measure


def _completion(budget: str | None, subject: Subject | None = None) -> Aspects:
    """A rate of completion is of the budget that its words name."""
    return Aspects("completion_rate", subject, comparator=budget, denominator=budget, budget_basis=budget)
