"""One measure compared: a ranking or a few bodies over their years, each figure a click from its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from pipeline.ask.chart_words import coverage_of, title_of
from pipeline.ask.comparable import AGAINST_BUDGET, By, Comparable, Form, counted
from pipeline.ask.compare import EVERY_SCOPE, NothingToCompare, Ranked, Ranking, compare, measure_id
from pipeline.ask.division_asked import UnknownDivision, division_prefix
from pipeline.ask.layout import Column
from pipeline.ask.listing import Listing
from pipeline.ask.over_years import OverYears, over_years
from pipeline.ask.remarks import basis, reason, remark
from pipeline.ask.rows_behind import columns, rows_of
from pipeline.explorer import names
from pipeline.explorer.edition import Edition, WrongAsked
from pipeline.explorer.page import Page
from pipeline.explorer.pages.compare_options import Options, kind_name, options
from pipeline.language.spoken import language, tr

ON_A_PAGE = 100
MOST_BODIES = 12
_FIRST = "three_public.total"
"""What is shown to who has chosen nothing."""
_SHOWN_LEFT_OUT = 200


@dataclass(frozen=True, slots=True)
class AskedCompare:
    """What is compared; what is null is chosen for the person, and said."""

    measure: str = _FIRST
    form: Form = "amount"
    by: By = "entity"
    year: int | None = None
    """0 is every year, of forms that hold each body against itself."""
    before: int | None = None
    """The earlier of two years."""
    kind: Literal["budget", "final_account"] | None = None
    role: str | None = None
    scope: str | None = None
    division: str | None = None
    code: str | None = None
    """Of the functional or economic classification."""
    total: str | None = None
    """The measure of which shares are taken."""
    order: Literal["most", "least"] = "most"
    page: int = 1
    body: list[str] = field(default_factory=list)
    """Ids of bodies: they are shown over their years instead of a ranking."""


@dataclass(frozen=True, slots=True)
class Against:
    """A figure that another is held against, with its place."""

    measure: str
    name: str
    value: Decimal
    raw: str | None
    basis: str
    page: int | None
    doc_id: str | None
    fact_id: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One place of the ranking."""

    rank: int
    name: str
    entity_id: str | None
    entity_name: str | None
    division_code: str | None
    year: int | None
    value: Decimal
    figure: Decimal | None
    against: Decimal | None
    held: tuple[Against, ...]
    documents: int
    bodies: int | None
    """Of a division: its bodies whose documents are here."""
    bodies_known: int | None
    scopes: tuple[str, ...]
    page: int | None
    doc_id: str | None
    fact_id: str | None
    raw: str | None
    """As printed; null where it is computed, or the sum of several."""
    flags: tuple[str, ...]
    remarks: tuple[str, ...]
    """The flags in words."""


@dataclass(frozen=True, slots=True)
class Unranked:
    """A figure without a rank."""

    name: str
    entity_id: str | None
    value: Decimal | None
    why: str
    page: int | None
    doc_id: str | None
    fact_id: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A measure compared."""

    asked: AskedCompare
    """As it was answered: what was not asked for is filled in."""
    title: str
    problem: str | None
    """Why there is nothing to show."""
    chosen: tuple[str, ...]
    """What was chosen for the person, in words."""
    unit: str
    """Of `value`: 元 (yuan), a measure word, or %."""
    figure_unit: str
    """Of the figures and of what they are held against."""
    lines: tuple[Line, ...]
    """Those of this page of the list."""
    places: int
    """All that have a rank."""
    pages: int
    middle: tuple[Decimal, Decimal, Decimal] | None
    """Lower quartile, median and upper quartile of all."""
    coverage: tuple[str, ...]
    """What the documents speak for, in words."""
    warnings: tuple[str, ...]
    """What misleads who does not know it."""
    left_out: tuple[Unranked, ...]
    left_out_count: int
    left_out_why: tuple[tuple[str, int], ...]
    years: OverYears | None
    """Bodies over their years, where some are asked for."""
    options: Options


def compared(edition: Edition, asked: AskedCompare) -> Compared:
    """The measure compared."""
    try:
        measure = measure_id(asked.measure)
        if asked.body:
            return _over_years(edition, asked, measure)
        return _shown(edition, asked, ranking_of(edition, asked))
    except (NothingToCompare, UnknownDivision) as error:
        return _nothing(edition, asked, str(error))


def ranking_of(edition: Edition, asked: AskedCompare) -> Ranking:
    """The ranking that is asked for. Raises `NothingToCompare`, `UnknownDivision`."""
    with edition.connected() as connection:
        return compare(
            connection,
            asked.measure,
            asked.by,
            asked.year,
            asked.kind,
            asked.role,
            asked.scope,
            form=asked.form,
            total=asked.total,
            before=asked.before,
            division=None if asked.division is None else division_prefix(asked.division),
            code=asked.code,
            least_first=asked.order == "least",
        )


def _shown(edition: Edition, asked: AskedCompare, ranking: Ranking) -> Compared:
    pages = max(1, -(-len(ranking.places) // ON_A_PAGE))
    page = min(max(1, asked.page), pages)
    shown = ranking.places[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    whys: dict[str, int] = {}
    for one in ranking.left_out:
        whys[reason(one.why)] = whys.get(reason(one.why), 0) + 1
    return Compared(
        asked=AskedCompare(
            measure=ranking.measure,
            form=asked.form,
            by=asked.by,
            year=ranking.year,
            before=ranking.before if asked.before else None,
            kind="final_account" if ranking.doc_kind == "final_account" else "budget",
            role=asked.role,
            scope=ranking.scope or EVERY_SCOPE,
            division=asked.division,
            code=asked.code,
            total=ranking.total if asked.by in ("entity", "division") and not asked.code else None,
            order=asked.order,
            page=page,
        ),
        title=title_of(ranking),
        problem=None,
        chosen=_chosen(ranking),
        unit=ranking.unit,
        figure_unit=ranking.figure_unit,
        lines=tuple(_line(ranking, place) for place in shown),
        places=len(ranking.places),
        pages=pages,
        middle=ranking.quartiles,
        coverage=tuple(one.of(language()) for one in coverage_of(ranking)),
        warnings=tuple(_warnings(ranking)),
        left_out=tuple(
            Unranked(one.name, one.entity_id, one.value, reason(one.why), one.page, one.doc_id, one.fact_id)
            for one in ranking.left_out[:_SHOWN_LEFT_OUT]
        ),
        left_out_count=len(ranking.left_out),
        left_out_why=tuple(sorted(whys.items(), key=lambda item: -item[1])),
        years=None,
        options=options(edition, ranking.measure, ranking.there),
    )


def _line(ranking: Ranking, place: Ranked) -> Line:
    own = ranking.by in ("entity", "item")
    coverage = place.coverage
    return Line(
        rank=place.rank,
        name=place.name,
        entity_id=place.entity_id if own else None,
        entity_name=place.entity_name if ranking.by == "item" else None,
        division_code=place.key if ranking.by == "division" else None,
        year=place.fiscal_year,
        value=place.value,
        figure=place.figure,
        against=place.against,
        held=tuple(
            Against(
                one.measure,
                names.measure(one.measure),
                one.value,
                one.raw,
                basis(one.basis),
                one.page,
                one.doc_id,
                one.fact_id,
            )
            for one in place.held
        ),
        documents=place.documents,
        bodies=None if coverage is None else coverage.bodies,
        bodies_known=None if coverage is None else coverage.bodies_known,
        scopes=place.scopes,
        page=place.page,
        doc_id=place.doc_id,
        fact_id=place.fact_id,
        raw=place.raw if place.documents == 1 else None,
        flags=place.flags,
        remarks=tuple(map(remark, place.flags)),
    )


def _chosen(ranking: Ranking) -> tuple[str, ...]:
    """What was chosen, in words: each with what it could be otherwise in the form."""
    said = {
        "fiscal_year": tr("the year {year}", year=ranking.year) if ranking.year else tr("every year"),
        "doc_kind": kind_name(ranking.doc_kind),
        "scope_type": names.scope(ranking.scope),
    }
    return tuple(said[name] for name in ranking.chosen if name in said)


def _warnings(ranking: Ranking) -> Iterator[str]:
    if ranking.by == "division":
        yield tr(
            "Sums of the documents that are here, not of whole divisions: the last columns say how many bodies "
            "have published. Per head, shares and growth compare divisions better."
        )
    elif (
        ranking.by == "entity"
        and ranking.scope is None
        and len({s for p in ranking.places for s in p.scopes}) > 1
    ):
        yield tr(
            "Departments with their units stand beside own offices and single units: greater amounts may only be "
            "those of more units."
        )
    elif ranking.by == "item":
        yield tr("Items are as documents list them: one may contain another, and many documents list none.")
    elif ranking.by in ("function", "economic"):
        yield tr("Sums over the documents that are here; the link leads to the largest figure of each class.")
    if ranking.form in AGAINST_BUDGET:
        yield tr(
            "More than an initial budget is often what was added during the year; more than the budget of the "
            "whole year is not."
        )
    if ranking.form == "per_head":
        yield tr(
            "Heads are the staff that the same document prints: people who are paid otherwise are not in it."
        )


def _over_years(edition: Edition, asked: AskedCompare, measure: str) -> Compared:
    with edition.connected() as connection:
        found = over_years(connection, measure, asked.body[:MOST_BODIES], asked.kind)
    if not found.bodies:
        return _nothing(
            edition, asked, tr("none of these bodies prints {measure}", measure=names.measure(measure))
        )
    scopes = {body.scope_type for body in found.bodies}
    warnings = []
    if len(scopes) > 1:
        warnings.append(
            tr(
                "These bodies do not speak for the same: {scopes}",
                scopes=tr(", ").join(map(names.scope, sorted(scopes))),
            )
        )
    if len(asked.body) > MOST_BODIES:
        warnings.append(tr("the first {count} of the bodies are shown", count=MOST_BODIES))
    title = tr(
        "{measure} over the years, {kind}", measure=names.measure(measure), kind=kind_name(found.doc_kind)
    )
    empty = _nothing(edition, asked, "")
    return replace(
        empty,
        asked=replace(asked, measure=measure, kind=found.doc_kind if asked.kind else None),  # type: ignore[arg-type]
        title=title,
        problem=None,
        unit=found.unit,
        figure_unit=found.unit,
        warnings=tuple(warnings),
        years=found,
    )


def _nothing(edition: Edition, asked: AskedCompare, problem: str) -> Compared:
    """The form, and why there is nothing below it."""
    try:
        measure = measure_id(asked.measure)
        with edition.connected() as connection:
            there = counted(connection, Comparable(measure))
    except NothingToCompare:
        measure, there = _FIRST, []
    return Compared(
        asked=asked,
        title=names.measure(asked.measure),
        problem=problem,
        chosen=(),
        unit="",
        figure_unit="",
        lines=(),
        places=0,
        pages=1,
        middle=None,
        coverage=(),
        warnings=(),
        left_out=(),
        left_out_count=0,
        left_out_why=(),
        years=None,
        options=options(edition, measure, there),
    )


def taken(edition: Edition, asked: AskedCompare) -> Listing:
    """All rows behind the ranking, or the figures of the bodies over their years."""
    if asked.body:
        return _taken_over_years(compared(edition, asked))
    try:
        ranking = ranking_of(edition, asked)
    except (NothingToCompare, UnknownDivision) as error:
        raise WrongAsked(str(error)) from error
    return Listing(tuple(map(Column, columns(ranking, links=False))), list(rows_of(ranking, links=False)))


def _taken_over_years(record: Compared) -> Listing:
    heads = ("entity_name", "entity_id", "fiscal_year", "doc_kind", "scope_type", "measure", "value", "unit", "raw",
             "page", "doc_id", "fact_id")  # fmt: skip
    if record.years is None:
        raise WrongAsked(record.problem or "")
    rows = [
        [body.name, body.entity_id, one.year, record.years.doc_kind, body.scope_type, record.years.measure, one.value,
         record.years.unit, one.raw, one.page, one.doc_id, one.fact_id]
        for body in record.years.bodies
        for one in body.figures
    ]  # fmt: skip
    return Listing(tuple(map(Column, heads)), rows)


COMPARE = Page(
    "compare",
    "/compare",
    "compare.html",
    AskedCompare,
    compared,
    listing=lambda record: _taken_over_years(record),
    whole=taken,
)
