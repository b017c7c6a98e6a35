"""Values: budgets and accounts, of this year and of the one before (docs/domain.md §3.1)."""

from __future__ import annotations

from extractors.narrative.aspects import Aspects
from extractors.narrative.comparators import comparator_of, is_of_execution, years_back
from extractors.narrative.setting import Basis, Setting
from extractors.narrative.squeezed import clause_start
from extractors.narrative.subjects import find_subject
from patterns import compiled, load
from patterns.shapes.clauses import Clauses

_PATTERNS = compiled(Clauses)
_PAIRED = load(Clauses).words.paired
_COMPARED_ROLES = frozenset({"prior_final", "prior_budget", "initial_budget", "full_year_budget"})
"""Comparators that are also the role of the value compared with."""


def read_value(words: str, setting: Setting, side: str | None) -> Aspects | None:
    """A value: of the subject that the words name or, where they only name a budget or an account, of the
    subject before it.

    Null where neither is so: the figure is about something that the catalogue does not know. `side` is what
    the sentence was about before.
    """
    if match := _PATTERNS["role.completed_value"].search(words):
        budget = budget_named(match["of"])
        return Aspects(budget, budget_basis=budget)
    if match := _PATTERNS["role.compared_value"].search(words):
        comparator = comparator_of(match["what"], setting.basis)
        back = 1 if (comparator or "").startswith("prior") else 0
        subject = find_subject(words[: match.start()], setting, side)
        role = comparator if comparator in _COMPARED_ROLES else None
        return Aspects(role, subject, comparator=comparator, years_back=back)
    if _PATTERNS["stop.project"].search(words[clause_start(words) :]):
        return None
    subject = find_subject(words, setting, side)
    if subject is None and not _PATTERNS["basis.states_value"].search(words):
        return None
    is_part = subject is not None and subject.measure not in _PAIRED
    if is_part and _PATTERNS["stop.sum_of_list"].search(words):
        return None
    role, back, budget_basis = value_role(words, setting.basis)
    if subject is not None and subject.role is not None:
        role, budget_basis = subject.role, None
    return Aspects(role, subject, years_back=back, budget_basis=budget_basis)


def value_role(words: str, basis: Basis) -> tuple[str | None, int, str | None]:
    """Role, years back and budget basis of a value, from the clause that it stands in.

    The role is null for a year that is neither the fiscal year nor the one before.
    """
    clause = words[clause_start(words) :]
    back = years_back(clause, basis) or 0
    if back not in (0, 1):
        return None, 0, None
    plain = _PATTERNS["basis.fund_name"].sub("", clause)
    budget = budget_named(plain)
    if basis.is_budget:
        if back and is_of_execution(plain):
            return "prior_final", back, None
        return ("prior_budget" if back else "initial_budget"), back, None
    if budget == "full_year_budget":
        return budget, back, budget
    if budget and not back:
        return "initial_budget", 0, budget
    return (None if budget else "prior_final") if back else "final", back, None


def budget_named(words: str) -> str | None:
    """The budget of an account that the words name: initial_budget or full_year_budget; null for none."""
    if _PATTERNS["basis.full_year"].search(words):
        return "full_year_budget"
    return "initial_budget" if _PATTERNS["basis.initial"].search(words) else None
