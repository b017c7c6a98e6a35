"""The role and year of a column's figures: initial budget, final account, last year's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from patterns import compiled
from patterns.shapes.column_measures import ColumnMeasures
from patterns.shapes.tables import TableKind

INITIAL_BUDGET, FULL_YEAR_BUDGET = "initial_budget", "full_year_budget"
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def years_in(texts: Sequence[str]) -> list[int]:
    """Years that these texts name, in order.

    >>> years_in(["2025年执行数", "2026年预算数"])
    [2025, 2026]
    """
    return [int(y) for t in texts for y in _YEAR.findall(t)]


@lru_cache(maxsize=1 << 12)
def role_of(
    text: str, kind: TableKind, fiscal_year: int | None, basis: str | None
) -> tuple[str, int | None] | None:
    """Role and year of a column (or of a row that names a year); null for changes and rates.

    `text` is the squeezed path; `kind` is `bd` or `fa`; `basis` is what a note says that 预算数 are.

    >>> role_of("2025年执行数", "bd", 2026, None), role_of("预算数", "fa", 2024, "initial_budget")
    (('prior_final', 2025), ('initial_budget', None))
    """
    patterns = compiled(ColumnMeasures)

    def says(which: str) -> bool:
        return patterns[f"role.{which}"].search(text) is not None

    if says("change"):
        return None
    years = years_in([text])
    year = years[-1] if years else None
    executed = says("executed")
    is_prior = says("prior") or (year is not None and fiscal_year is not None and year < fiscal_year)
    if year is None and is_prior and fiscal_year is not None:
        year = fiscal_year - 1
    if kind == "bd":
        if executed or is_prior:
            return ("prior_final" if executed else "prior_budget"), year
        return INITIAL_BUDGET, year
    if is_prior:
        return ("prior_final" if executed or not says("budget") else "prior_budget"), year
    if says("initial"):
        return INITIAL_BUDGET, year
    if says("full_year"):
        return FULL_YEAR_BUDGET, year
    if says("budget") and not executed:
        return (basis or FULL_YEAR_BUDGET), year
    return "final", year
