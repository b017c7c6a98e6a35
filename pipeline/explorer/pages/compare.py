"""One measure compared: a ranking or a few bodies over their years, each figure a click from its page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from pipeline.ask.chart_words import coverage_of, title_of
from pipeline.ask.comparable import By, Comparable, Form, counted
from pipeline.ask.compare import EVERY_SCOPE, NothingToCompare, Ranking, compare, measure_id
from pipeline.ask.division_asked import UnknownDivision, division_prefix
from pipeline.ask.layout import Column
from pipeline.ask.listing import Listing
from pipeline.ask.over_years import OverYears, over_years
from pipeline.ask.remarks import reason
from pipeline.ask.rows_behind import columns, rows_of
from pipeline.explorer import names
from pipeline.explorer.edition import Edition, WrongAsked
from pipeline.explorer.page import Page
from pipeline.explorer.pages.compare_lines import Line, Unranked, chosen, line_of, unranked, warnings
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
class Compared:
    """A measure compared."""

    asked: AskedCompare
    """As it was asked."""
    answered: AskedCompare
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
    with edition.cursor() as connection:
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
        asked=replace(asked, measure=ranking.measure),
        answered=AskedCompare(
            measure=ranking.measure,
            form=asked.form,
            by=asked.by,
            year=ranking.year,
            before=ranking.before,
            kind="final_account" if ranking.doc_kind == "final_account" else "budget",
            role=asked.role,
            scope=ranking.scope or EVERY_SCOPE,
            division=asked.division,
            code=asked.code,
            total=ranking.total,
            order=asked.order,
            page=page,
        ),
        title=title_of(ranking),
        problem=None,
        chosen=chosen(ranking),
        unit=ranking.unit,
        figure_unit=ranking.figure_unit,
        lines=tuple(line_of(ranking, place) for place in shown),
        places=len(ranking.places),
        pages=pages,
        middle=ranking.quartiles,
        coverage=tuple(one.of(language()) for one in coverage_of(ranking)),
        warnings=tuple(warnings(ranking)),
        left_out=tuple(unranked(one) for one in ranking.left_out[:_SHOWN_LEFT_OUT]),
        left_out_count=len(ranking.left_out),
        left_out_why=tuple(sorted(whys.items(), key=lambda item: -item[1])),
        years=None,
        options=options(edition, ranking.measure, ranking.there),
    )


def _over_years(edition: Edition, asked: AskedCompare, measure: str) -> Compared:
    with edition.cursor() as connection:
        found = over_years(connection, measure, asked.body[:MOST_BODIES], asked.kind)
    if not found.bodies:
        return _nothing(
            edition, asked, tr("none of these bodies prints {measure}", measure=names.measure(measure))
        )
    scopes = {body.scope_type for body in found.bodies}
    misleading = []
    if len(scopes) > 1:
        misleading.append(
            tr(
                "These bodies do not speak for the same: {scopes}",
                scopes=tr(", ").join(map(names.scope, sorted(scopes))),
            )
        )
    if len(asked.body) > MOST_BODIES:
        misleading.append(tr("the first {count} of the bodies are shown", count=MOST_BODIES))
    title = tr(
        "{measure} over the years, {kind}", measure=names.measure(measure), kind=kind_name(found.doc_kind)
    )
    empty = _nothing(edition, asked, "")
    return replace(
        empty,
        asked=replace(asked, measure=measure),
        answered=replace(
            asked, measure=measure, kind="budget" if found.doc_kind == "budget" else "final_account"
        ),
        title=title,
        problem=None,
        unit=found.unit,
        figure_unit=found.unit,
        warnings=tuple(misleading),
        years=found,
    )


def _nothing(edition: Edition, asked: AskedCompare, problem: str) -> Compared:
    """The form, and why there is nothing below it."""
    try:
        measure = measure_id(asked.measure)
        with edition.cursor() as connection:
            there = counted(connection, Comparable(measure))
    except NothingToCompare:
        measure, there = _FIRST, []
    return Compared(
        asked=asked,
        answered=asked,
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
        return over_the_years(compared(edition, asked))
    try:
        ranking = ranking_of(edition, asked)
    except (NothingToCompare, UnknownDivision) as error:
        raise WrongAsked(str(error)) from error
    return Listing(tuple(map(Column, columns(ranking, links=False))), list(rows_of(ranking, links=False)))


def over_the_years(record: Compared) -> Listing:
    """The figures of bodies over their years. Raises `WrongAsked` where there are none."""
    heads = ("entity_name", "entity_id", "fiscal_year", "doc_kind", "scope_type", "measure", "value", "unit",
             "raw", "page", "doc_id", "fact_id")  # fmt: skip
    if record.years is None:
        raise WrongAsked(record.problem or "")
    of = record.years
    rows = [
        [body.name, body.entity_id, one.year, of.doc_kind, body.scope_type, of.measure, one.value, of.unit,
         one.raw, one.page, one.doc_id, one.fact_id]
        for body in of.bodies
        for one in body.figures
    ]  # fmt: skip
    return Listing(tuple(map(Column, heads)), rows)


COMPARE = Page(
    "compare",
    "/compare",
    "compare.html",
    AskedCompare,
    compared,
    listing=over_the_years,
    whole=taken,
)
