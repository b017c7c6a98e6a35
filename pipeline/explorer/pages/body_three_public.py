"""Travel abroad, vehicles and receptions side by side, for each year and role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.explorer.pages.body_figures import ROLES, Figure, Figures

ITEMS = (
    "three_public.abroad", "three_public.vehicle_purchase", "three_public.vehicle_operation",
    "three_public.reception",
)  # fmt: skip
"""The items that add up to the total: vehicles are told in two."""
TOTAL = "three_public.total"


@dataclass(frozen=True, slots=True)
class ThreePublic:
    """The items of one year and role."""

    year: int
    role: str
    scope: str
    items: Mapping[str, Figure | None]
    """By measure: `ITEMS` and `TOTAL`."""


def three_public(of: Figures) -> tuple[ThreePublic, ...]:
    """The items over the years; of several funds those that have most items, so that all are of one."""
    lines = [line for measure in (*ITEMS, TOTAL) for line in of.lines_of(measure)]
    found = []
    for at, year in enumerate(of.years):
        for role in reversed(ROLES[:-1]):
            by_scope: dict[str, dict[str, Figure]] = {}
            for line in lines:
                if line.role == role and (figure := line.figures[at]) is not None:
                    by_scope.setdefault(line.scope, {})[line.measure] = figure
            if by_scope:
                scope, items = max(by_scope.items(), key=lambda one: (len(one[1]), one[0] != "unknown"))
                found.append(
                    ThreePublic(year, role, scope, {name: items.get(name) for name in (*ITEMS, TOTAL)})
                )
    return tuple(found)
