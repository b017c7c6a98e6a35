"""What a figure is compared with: last year's account or budget, this year's budget (docs/domain.md §3.3)."""

from __future__ import annotations

from typing import Literal

from extractors.narrative.setting import Basis
from patterns import compiled
from patterns.shapes.clauses import Clauses

_PATTERNS = compiled(Clauses)
OTHER = "other"
"""What is compared with has no role here: 比2019年. A growth behind it is compared with it too."""
_ROLE_SUFFIX = {
    "prior_final": "yoy",
    "prior_budget": "yoy",
    "prior_execution": "yoy",
    "initial_budget": "vs_initial_budget",
}


def changed_role(stem: Literal["change", "growth"], comparator: str | None) -> str | None:
    """The role of a change or growth against `comparator`; null where there is none for it.

    >>> changed_role("growth", "prior_budget"), changed_role("change", "other")
    ('growth_yoy', None)
    """
    suffix = _ROLE_SUFFIX.get(comparator or "")
    return f"{stem}_{suffix}" if suffix else None


def level_roles(comparator: str | None) -> tuple[str, ...]:
    """The roles of what is said to be as before: the change and the growth that there is none of."""
    change, growth = changed_role("change", comparator), changed_role("growth", comparator)
    return (change, growth) if change and growth else ()


def comparator_in(words: str, basis: Basis) -> str | None:
    """What the words compare with: prior_final, prior_budget, prior_execution, initial_budget, …"""
    comparator = None
    for match in _PATTERNS["comparator"].finditer(words):
        if match["same_period"]:
            comparator = _prior(basis)
        else:
            comparator = comparator_of(match["what"] or match["open"] or "", basis) or comparator
    return comparator


def compares(words: str) -> bool:
    """True where the words name what they compare with."""
    matches = _PATTERNS["comparator"].finditer(words)
    return any((m["what"] or m["open"] or "").strip() for m in matches)


def comparator_named(phrase: str, basis: Basis) -> str | None:
    """What a phrase is compared with that names only it, 与 or 比 before it or not: 与上年预算数."""
    return comparator_in(phrase, basis) or comparator_of(phrase, basis)


def comparator_of(phrase: str, basis: Basis) -> str | None:
    """What a phrase is compared with that names only it: 上年预算数; null for earlier and later years."""
    back = years_back(phrase, basis)
    if back not in (0, 1, None):
        return None
    if back == 1:
        return "prior_execution" if is_of_execution(phrase) else _prior(basis)
    if _PATTERNS["against.full_year"].search(phrase):
        return "full_year_budget"
    if _PATTERNS["against.budget"].search(phrase):
        return "initial_budget" if not basis.is_budget else "prior_budget"
    return None


def is_of_execution(words: str) -> bool:
    """Whether the words speak of what was carried out of a budget: 上年执行数."""
    return _PATTERNS["against.execution"].search(words) is not None


def years_back(words: str, basis: Basis) -> int | None:
    """How many years before the fiscal year the words speak of; null where they name none."""
    if _PATTERNS["against.prior"].search(words):
        return 1
    years = [int(m["year"]) for m in _PATTERNS["year"].finditer(words)]
    if not years or basis.fiscal_year is None:
        return None
    return basis.fiscal_year - years[-1]


def names_year(words: str) -> bool:
    """Whether the words name a year, by number or as the one before.

    >>> names_year("2024年预算安排"), names_year("预算")
    (True, False)
    """
    return any(_PATTERNS[name].search(words) for name in ("year", "against.prior"))


def _prior(basis: Basis) -> str:
    """What 上年 is: of a budget last year's budget, of an account last year's account."""
    return "prior_budget" if basis.is_budget else "prior_final"
