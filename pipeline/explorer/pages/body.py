"""A body over its renames: figures over the years, each with its place, documents and findings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.ask.layout import Column
from pipeline.ask.listing import Listing
from pipeline.explorer.edition import Edition, Row, WrongAsked
from pipeline.explorer.page import Page
from pipeline.explorer.pages.body_figures import Figures, Line, figures
from pipeline.explorer.pages.body_identity import Identity, identity
from pipeline.explorer.pages.body_spending import (
    Classes,
    Disclosure,
    Execution,
    PerHead,
    classes,
    execution,
    per_head,
)
from pipeline.explorer.pages.body_three_public import ThreePublic, three_public
from pipeline.language.spoken import tr

_USUAL = (
    "expenditure.total",
    "fiscal.expenditure",
    "gpb.expenditure",
    "income_expenditure_total",
    "three_public.total",
)
"""The measure that is drawn where none is chosen: of these the one with most years, the first of equals."""
_DOCUMENTS = """
    select doc_id, province, entity_id, entity_name, title, file_name, doc_kind, fiscal_year, scope_type,
           group_role, page_count, published_on, source_date, is_primary, primary_doc_id,
           (select count(*) from findings n where n.doc_id = d.doc_id) as findings
    from documents d
    where entity_id in (select unnest($bodies))
    order by fiscal_year desc nulls last, doc_kind, is_primary desc, group_role, doc_id
"""
_OPENNESS = """
    select fiscal_year, doc_kind, doc_id, openness, asked, openness_of_asked, other_file, tables, detail,
           sections,
           three_public, reasons, performance, consistency
    from v_openness where entity_id in (select unnest($bodies)) order by doc_kind, fiscal_year
"""
_COUNTED = """
    select n.severity, count(*) as findings from findings n
    where n.doc_id in (select unnest($documents)) group by n.severity order by n.severity
"""
_GRAVEST = """
    select finding_id, doc_id, page, code, severity, message_zh, message_en, gap_yuan, confidence
    from findings where doc_id in (select unnest($documents))
    order by case severity when 'error' then 0 when 'warning' then 1 else 2 end, gap_yuan desc nulls last,
             confidence desc, finding_id
    limit 5
"""
COMPONENTS = ("tables", "detail", "sections", "three_public", "reasons", "performance", "consistency")


@dataclass(frozen=True, slots=True)
class Asked:
    """A body, and the measure that is drawn."""

    entity_id: str
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the body."""

    doc_id: str
    entity_id: str
    entity_name: str | None
    title: str | None
    file_name: str
    doc_kind: str
    fiscal_year: int | None
    scope_type: str | None
    group_role: str | None
    page_count: int | None
    published_on: Any
    """Date that it prints; null where it prints none."""
    source_date: Any
    findings: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the series, and what is another there than before."""

    year: int
    breaks: tuple[str, ...]
    """break_in_series, scope_type_changed"""
    scope_types: tuple[str, ...]
    """What its documents speak for."""
    is_printed_later: bool
    """All its figures stand in the documents of the year after it, which print them beside their own."""


@dataclass(frozen=True, slots=True)
class Openness:
    """How open a disclosure is, from 0 to 100, and its parts."""

    fiscal_year: int | None
    doc_kind: str
    doc_id: str
    openness: Decimal
    asked: Decimal
    """The points that the files at hand could earn."""
    of_asked: float | None
    other_file: str | None
    parts: dict[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding and its place."""

    finding_id: str
    doc_id: str
    page: int | None
    code: str
    severity: str
    message_zh: str
    message_en: str
    gap_yuan: Decimal | None


@dataclass(frozen=True, slots=True)
class Body:
    """All of it."""

    identity: Identity
    years: tuple[Year, ...]
    measure: str | None
    """The one that is drawn; null where there are no figures."""
    measures: tuple[str, ...]
    """Those that can be."""
    drawn: tuple[Line, ...]
    figures: Figures
    three_public: tuple[ThreePublic, ...]
    execution: tuple[Execution, ...]
    classes: tuple[Classes, ...]
    per_head: tuple[PerHead, ...]
    openness: tuple[Openness, ...]
    documents: tuple[Document, ...]
    severities: dict[str, int]
    """How many findings of each."""
    findings: tuple[Finding, ...]
    """The gravest."""


def body(edition: Edition, asked: Asked) -> Body:
    """What there is of a body. Raises `NotThere`, `WrongAsked`."""
    who = identity(edition, asked.entity_id)
    of = figures(edition, who.bodies, who.series_id, who.province)
    measures = tuple(dict.fromkeys(line.measure for group in of.groups for line in group.lines))
    measure = _chosen(asked.measure, measures, of)
    documents = edition.rows(_DOCUMENTS, {"bodies": list(who.bodies)})
    ids = [row["doc_id"] for row in documents]
    return Body(
        identity=who,
        years=_years(of, documents),
        measure=measure,
        measures=measures,
        drawn=() if measure is None else of.lines_of(measure),
        figures=of,
        three_public=three_public(of),
        execution=execution(edition, who.bodies, who.province),
        classes=tuple(
            found
            for disclosure in _newest(documents)
            for found in classes(edition, who.bodies, who.province, disclosure)
        ),
        per_head=per_head(edition, [row for row in documents if row["group_role"] in ("primary", "part")]),
        openness=tuple(_openness(row) for row in edition.rows(_OPENNESS, {"bodies": list(who.bodies)})),
        documents=tuple(Document(**{name: row[name] for name in Document.__slots__}) for row in documents),
        severities={row["severity"]: row["findings"] for row in edition.rows(_COUNTED, {"documents": ids})},
        findings=tuple(
            Finding(**{name: row[name] for name in Finding.__slots__})
            for row in edition.rows(_GRAVEST, {"documents": ids})
        ),
    )


def _chosen(asked: str | None, measures: tuple[str, ...], of: Figures) -> str | None:
    if asked is not None:
        if asked not in measures:
            raise WrongAsked(
                tr("this body prints nothing of {measure}; choose another measure on its page", measure=asked)
            )
        return asked
    usual = [one for one in _USUAL if one in measures] or list(measures[:1])
    return max(
        usual, key=lambda one: max(map(_years_of, of.lines_of(one))), default=None
    )  # the first of equals


def _years_of(line: Line) -> int:
    return sum(figure is not None for figure in line.figures)


def _years(of: Figures, documents: list[Row]) -> tuple[Year, ...]:
    lines = [line for group in of.groups for line in group.lines]
    found = []
    for at, year in enumerate(of.years):
        own = [figure for line in lines if (figure := line.figures[at]) is not None]
        flags = {flag for figure in own for flag in figure.flags}
        scopes = {
            row["scope_type"]
            for row in documents
            if row["fiscal_year"] == year and row["group_role"] in ("primary", "part") and row["scope_type"]
        }
        breaks = tuple(flag for flag in ("break_in_series", "scope_type_changed") if flag in flags)
        later = all(figure.printed_in != year for figure in own)
        found.append(Year(year, breaks, tuple(sorted(scopes)), later))
    return tuple(found)


def _newest(documents: list[Row]) -> list[Disclosure]:
    """The newest budget and the newest final account, with all files that belong to each."""
    found = []
    for kind in ("final_account", "budget"):
        own = [row for row in documents if row["doc_kind"] == kind and row["fiscal_year"] is not None]
        own = [row for row in own if row["group_role"] in ("primary", "part")]
        if own:
            year = own[0]["fiscal_year"]
            of_it = tuple(row for row in own if row["fiscal_year"] == year)
            found.append(Disclosure(year, kind, of_it))
    return found


def _openness(row: Row) -> Openness:
    return Openness(
        fiscal_year=row["fiscal_year"],
        doc_kind=row["doc_kind"],
        doc_id=row["doc_id"],
        openness=row["openness"],
        asked=row["asked"],
        of_asked=row["openness_of_asked"],
        other_file=row["other_file"],
        parts={name: row[name] for name in COMPONENTS},
    )


def listed(record: Body) -> Listing:
    """Every figure of the body over its years, with its place."""
    names = (
        "entity_id", "entity_name", "fiscal_year", "measure", "scope", "role", "value_yuan", "value",
        "printed_in",
        "flags", "why_not_comparable", "doc_id", "page", "fact_id",
    )  # fmt: skip
    rows = [
        (
            figure.entity_id, record.identity.name, figure.year, line.measure, line.scope, line.role,
            figure.value if line.is_money else None, None if line.is_money else figure.value,
            figure.printed_in, " ".join(figure.flags), figure.why_not_comparable,
            figure.doc_id, figure.page, figure.fact_id,
        )
        for group in record.figures.groups
        for line in group.lines
        for figure in line.figures
        if figure is not None
    ]  # fmt: skip
    return Listing(tuple(map(Column, names)), rows)


BODY = Page("body", "/b/{entity_id}", "body.html", Asked, body, listed)
