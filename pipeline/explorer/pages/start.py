"""The first page: the one box to search, what is in the output, and what is worth a look in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from patterns.divisions import CENTRAL
from pipeline.explorer.edition import Edition
from pipeline.explorer.page import Nothing, Page
from pipeline.explorer.pages.division_tree import UNKNOWN, Branch, tree

_COUNTED = "select count(*) as documents, count(distinct entity_id) as bodies from documents"
_CELLS = """
    select province, doc_kind, fiscal_year, count(*) as documents, count(distinct entity_id) as bodies
    from documents group by all
    order by province nulls last, doc_kind, fiscal_year nulls last
"""
_COVERAGE = """
    select province, fiscal_year, doc_kind, sum(bodies)::bigint as bodies,
           sum(bodies_known)::bigint as bodies_known
    from v_coverage where level = 'department'
    group by all order by province, fiscal_year, doc_kind
"""
_NEWEST = """
    select doc_id, entity_id, coalesce(entity_name, file_name) as name, title, doc_kind, fiscal_year,
           coalesce(published_on, source_date, file_modified_at::date) as published_on
    from documents where status <> 'not_disclosure'
    order by coalesce(published_on, source_date, file_modified_at::date) desc nulls last, doc_id limit 8
"""
_GRAVEST = """
    select finding_id, doc_id, page, entity_id, entity_name, fiscal_year, doc_kind, code, severity,
           message_zh,
           message_en, gap_yuan
    from v_findings where severity = 'error'
    order by gap_yuan desc nulls last, confidence desc, finding_id limit 8
"""
_SEVERITIES = "select severity, count(*) as findings from findings group by severity order by severity"
_LAST_RUN = "select * from runs order by started_at desc limit 1"
_FAILURES = """
    select coalesce(error_kind, status) as reason, count(*) as inputs from receipts
    where run_id = ? and status not in ('ok', 'partial', 'not_disclosure')
    group by 1 order by 2 desc, 1
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """Documents of one year."""

    fiscal_year: int | None
    documents: int


@dataclass(frozen=True, slots=True)
class OfProvince:
    """The documents of one kind in a province, over the years."""

    code: str
    """Of the division: six digits, or unknown."""
    doc_kind: str
    years: tuple[Counted, ...]
    """One for each year of `Start.years`; none of it is 0."""


@dataclass(frozen=True, slots=True)
class Covered:
    """How many departments of a province have published, of those that are known."""

    code: str
    fiscal_year: int
    doc_kind: str
    bodies: int
    bodies_known: int


@dataclass(frozen=True, slots=True)
class Newest:
    """A document."""

    doc_id: str
    entity_id: str | None
    name: str
    title: str | None
    doc_kind: str
    fiscal_year: int | None
    published_on: date | None
    """As it prints, else as it was fetched, else as its file was changed last."""


@dataclass(frozen=True, slots=True)
class Grave:
    """A finding and its place."""

    finding_id: str
    doc_id: str
    page: int | None
    entity_id: str | None
    entity_name: str | None
    fiscal_year: int | None
    doc_kind: str
    code: str
    severity: str
    message_zh: str
    message_en: str
    gap_yuan: Decimal | None


@dataclass(frozen=True, slots=True)
class LastRun:
    """What the newest run did."""

    run_id: str
    started_at: datetime
    finished_at: datetime | None
    inputs: int
    ok: int
    partial: int
    failed: int
    not_disclosure: int
    waiting: int
    unchanged: int
    failures: dict[str, int]
    """By reason."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the output holds."""

    documents: int
    bodies: int
    years: tuple[int | None, ...]
    provinces: tuple[OfProvince, ...]
    coverage: tuple[Covered, ...]
    newest: tuple[Newest, ...]
    severities: dict[str, int]
    gravest: tuple[Grave, ...]
    last_run: LastRun | None
    divisions: tuple[Branch, ...]


def start(edition: Edition, asked: Nothing) -> Start:
    """What the output holds."""
    del asked
    counted = edition.row(_COUNTED) or {"documents": 0, "bodies": 0}
    cells = edition.rows(_CELLS)
    years = tuple(sorted({row["fiscal_year"] for row in cells}, key=lambda year: (year is None, year)))
    return Start(
        **counted,
        years=years,
        provinces=_provinces(cells, years),
        coverage=tuple(
            Covered(
                _code(row["province"]),
                row["fiscal_year"],
                row["doc_kind"],
                row["bodies"],
                row["bodies_known"],
            )
            for row in edition.rows(_COVERAGE)
        ),
        newest=tuple(Newest(**row) for row in edition.rows(_NEWEST)),
        severities={row["severity"]: row["findings"] for row in edition.rows(_SEVERITIES)},
        gravest=tuple(Grave(**row) for row in edition.rows(_GRAVEST)),
        last_run=_last_run(edition),
        divisions=tree(edition),
    )


def _provinces(cells: list[dict[str, Any]], years: tuple[int | None, ...]) -> tuple[OfProvince, ...]:
    found: dict[tuple[str | None, str], dict[int | None, int]] = {}
    for row in cells:
        found.setdefault((row["province"], row["doc_kind"]), {})[row["fiscal_year"]] = row["documents"]
    return tuple(
        OfProvince(_code(province), kind, tuple(Counted(year, of_years.get(year, 0)) for year in years))
        for (province, kind), of_years in found.items()
    )


def _code(province: str | None) -> str:
    return UNKNOWN if province is None else f"{province}{CENTRAL[len(province) :]}"


def _last_run(edition: Edition) -> LastRun | None:
    row = edition.row(_LAST_RUN)
    if row is None:
        return None
    failures = {one["reason"]: one["inputs"] for one in edition.rows(_FAILURES, [row["run_id"]])}
    names = [name for name in LastRun.__slots__ if name != "failures"]
    return LastRun(**{name: row[name] for name in names}, failures=failures)


START = Page("start", "/", "start.html", Nothing, start)
