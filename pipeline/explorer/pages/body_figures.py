"""The figures of a body over its years: each with its place, and what is to be known of it in codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from patterns import load
from patterns.shapes.measures import Measures
from pipeline.explorer.edition import Edition, Row

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("totals", ("income_expenditure_total", "income.", "expenditure.", "balance.")),
    ("fiscal", ("fiscal.", "gpb.", "gov_fund.", "state_capital.")),
    ("three_public", ("three_public.",)),
    ("running", ("agency_operating", "procurement.", "gov_service_purchase", "meetings.", "training.")),
    ("staff", ("staff.", "org.")),
    ("assets", ("assets.",)),
    ("performance", ("perf.",)),
)
"""Sections of the page, and how the measures in them begin."""
ROLES = ("final", "full_year_budget", "initial_budget", "count")
"""Of figures of one measure and year, in this order."""
_SCOPES = ("all_funds", "fiscal", "gpb", "unknown", "gov_fund", "state_capital")
_PANEL = """
    select entity_id, fiscal_year, scope_type, doc_kind, measure, scope, role, coalesce(value_yuan,
           value) as value,
           value_yuan is not null as is_money, source_kind, confidence, doc_id, page, fact_id, flags,
           coalesce(previous_value_yuan, previous_count) as previous, coalesce(change_yuan,
             change_count) as change,
           previous_basis, why_not_comparable, previous_fact_id, previous_page, previous_doc_id,
           coalesce(other_value_yuan, other_value) as other, other_in, other_page, other_fact_id, other_doc_id
    from v_panel
    where entity_id in (select unnest($bodies)) and province is not distinct from $province
      and coalesce(value_yuan, value) is not null
    order by fiscal_year, entity_id = $series, entity_id, measure, scope, role
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure and where it is printed."""

    value: Decimal
    """Yuan, or a number of what the measure counts."""
    doc_id: str
    page: int | None
    fact_id: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one year."""

    year: int
    value: Decimal
    doc_id: str
    page: int | None
    fact_id: str
    printed_in: int
    """The year of the document: a later one where it prints the year before beside its own."""
    entity_id: str
    is_implied: bool
    """Not printed itself: the document prints the change since then."""
    confidence: float | None
    flags: tuple[str, ...]
    """Those of `v_panel`."""
    previous: Decimal | None
    """Of the year before, where the two are the same thing."""
    change: Decimal | None
    previous_basis: str | None
    why_not_comparable: str | None
    other: Printed | None
    """What another printing says instead."""
    other_in: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A measure with its funds and role, over the years."""

    measure: str
    scope: str
    role: str
    is_money: bool
    figures: tuple[Figure | None, ...]
    """One for each year of `Figures.years`; null where nothing is printed."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of whole bodies that a series has."""

    years: tuple[int, ...]
    """In their order."""
    groups: tuple[Group, ...]

    def lines_of(self, measure: str) -> tuple[Line, ...]:
        """The lines of one measure, final accounts first."""
        return tuple(line for group in self.groups for line in group.lines if line.measure == measure)


def figures(edition: Edition, bodies: Sequence[str], series: str, province: str | None) -> Figures:
    """The figures of a body that was called by these ids over its years."""
    asked = {"bodies": list(bodies), "series": series, "province": province}
    rows = edition.rows(_PANEL, asked)
    by_line: dict[tuple[str, str, str], dict[int, Figure]] = {}
    money: dict[tuple[str, str, str], bool] = {}
    for row in rows:
        key = row["measure"], row["scope"], row["role"]
        of_years = by_line.setdefault(key, {})
        money[key] = row["is_money"]
        before = _year_before(row)
        if before is not None:
            of_years.setdefault(before.year, before)
        of_years[row["fiscal_year"]] = _figure(row)  # a document of the year itself comes before
    years = tuple(sorted({year for of_years in by_line.values() for year in of_years}))
    lines = [
        Line(*key, money[key], tuple(of_years.get(year) for year in years))
        for key, of_years in by_line.items()
    ]
    return Figures(years, _grouped(lines))


def _figure(row: Row) -> Figure:
    return Figure(
        year=row["fiscal_year"],
        value=row["value"],
        doc_id=row["doc_id"],
        page=row["page"],
        fact_id=row["fact_id"],
        printed_in=row["fiscal_year"],
        entity_id=row["entity_id"],
        is_implied=False,
        confidence=row["confidence"],
        flags=tuple(row["flags"]),
        previous=row["previous"],
        change=row["change"],
        previous_basis=row["previous_basis"],
        why_not_comparable=row["why_not_comparable"],
        other=None
        if row["other_fact_id"] is None or row["other"] is None
        else Printed(row["other"], row["other_doc_id"], row["other_page"], row["other_fact_id"]),
        other_in=row["other_in"],
    )


def _year_before(row: Row) -> Figure | None:
    """What a document prints or implies of the year before its own; null where another document says it."""
    if row["previous"] is None or row["previous_fact_id"] is None:
        return None
    if row["previous_basis"] == "document of the year before":
        return None
    return Figure(
        year=row["fiscal_year"] - 1,
        value=row["previous"],
        doc_id=row["previous_doc_id"],
        page=row["previous_page"],
        fact_id=row["previous_fact_id"],
        printed_in=row["fiscal_year"],
        entity_id=row["entity_id"],
        is_implied=row["previous_basis"] == "implied by the printed change",
        confidence=None,
        flags=(),
        previous=None,
        change=None,
        previous_basis=row["previous_basis"],
        why_not_comparable=None,
        other=None,
        other_in=None,
    )


def _grouped(lines: Iterable[Line]) -> tuple[Group, ...]:
    found: dict[str, list[Line]] = {}
    for line in sorted(lines, key=_place):
        found.setdefault(group_of(line.measure), []).append(line)
    names = [name for name, _ in GROUPS]
    order = sorted(found, key=lambda name: names.index(name) if name in names else len(names))
    return tuple(Group(name, tuple(found[name])) for name in order)


def group_of(measure: str) -> str:
    """The section in which a measure is shown.

    >>> group_of("gpb.personnel"), group_of("something.new")
    ('fiscal', 'other')
    """
    return next((name for name, begins in GROUPS if measure.startswith(begins)), "other")


def _place(line: Line) -> tuple[Any, ...]:
    order = measure_order()
    role = ROLES.index(line.role) if line.role in ROLES else len(ROLES)
    scope = _SCOPES.index(line.scope) if line.scope in _SCOPES else len(_SCOPES)
    return order.get(line.measure, len(order)), line.measure, scope, role


@cache
def measure_order() -> dict[str, int]:
    """The place of each measure in the list of them."""
    return {measure.id: n for n, measure in enumerate(load(Measures).measure)}
