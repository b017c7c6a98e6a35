"""`mingzhang compare`: a ranking of one measure, its chart, and the rows behind it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.commands.shared import (
    Form,
    FormOption,
    PublishedOption,
    fail,
    fail_to_write,
    print_listing,
    terminal,
)
from pipeline.language.spoken import language, told, tr

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.ask.compare import Ranked, Ranking
    from pipeline.ask.layout import Kind as ColumnKind

FOLDER = "compare"
COLUMNS = (
    *("rank", "name", "entity_name", "fiscal_year", "doc_kind", "scope_type", "role", "measure"),
    *("function_code", "value_yuan", "value", "unit_raw", "raw", "source_kind", "derivation", "confidence"),
    *("page", "source", "doc_id", "fact_id"),
)
_LEAST_SHOWN = Decimal("0.01")
"""A figure that would be printed as less gives its unit to the others: 0.00 is no place in a ranking."""
COVERAGE = ("documents_ranked", "documents", "bodies", "bodies_known")
"""Of year, kind and scope, and of the division where divisions are ranked: what the ranking speaks for."""


class By(StrEnum):
    """What is ranked."""

    entity = "entity"
    division = "division"
    function = "function"


class Scope(StrEnum):
    """What documents speak for."""

    department_rollup = "department_rollup"
    department_own = "department_own"
    single_unit = "single_unit"
    unknown = "unknown"
    all = "all"


class Kind(StrEnum):
    """Kind of document."""

    budget = "budget"
    final_account = "final_account"


def compare(
    measure: Annotated[str, typer.Argument(metavar="MEASURE", help="As in `mingzhang measures`.")],
    by: Annotated[By, typer.Option("--by", help="What is ranked.")] = By.entity,
    year: Annotated[
        int | None, typer.Option("--year", "-y", help="Fiscal year [default: the one with most documents].")
    ] = None,
    kind: Annotated[
        Kind | None, typer.Option("--kind", "-k", help="Kind of document [default: the one with most].")
    ] = None,
    role: Annotated[
        str | None,
        typer.Option("--role", help="Role of the figures [default: final, initial_budget or count]."),
    ] = None,
    scope: Annotated[
        Scope | None,
        typer.Option(
            "--scope", help="What documents speak for [default: entities the one with most, else all]."
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-l", min=1, help="Places to print and draw.")] = 20,
    chart: Annotated[bool, typer.Option("--chart/--no-chart", help="Draw the chart, as PNG and SVG.")] = True,
    output: PublishedOption = "output",
    form: FormOption = Form.table,
) -> None:
    """Rank entities, divisions or classes by a measure, with pages.

    Prints the ranking; writes the rows behind it (CSV) and a chart (PNG, SVG) to OUTPUT/compare. With
    --format csv or json it prints these rows instead and writes nothing. Each entity
    counts once: a department's own document, or the one that already includes its units. Departments with
    their units, own offices and single units are ranked apart.
    """
    from pipeline.ask.chart import ChartsNotInstalled, draw
    from pipeline.ask.compare import NoSuchMeasure, NothingToCompare
    from pipeline.ask.compare import compare as compare_measure
    from pipeline.ask.layout import Column
    from pipeline.ask.listing import Listing
    from pipeline.ask.query import QueryError, connect
    from pipeline.storage.folders import open_folder

    try:
        kind_asked = None if kind is None else kind.value
        scope_asked = None if scope is None else scope.value
        ranking = compare_measure(connect(output), measure, by.value, year, kind_asked, role, scope_asked)
    except NoSuchMeasure as error:
        fail(str(error), 2)
    except (QueryError, NothingToCompare) as error:
        fail(str(error))
    if form is not Form.table:
        print_listing(Listing(tuple(map(Column, (*COLUMNS, *COVERAGE))), list(_rows(ranking))), form)
        return
    _print(ranking, limit, terminal())
    base = f"{ranking.measure}-{ranking.by}-{ranking.year}-{ranking.doc_kind}-{ranking.scope or Scope.all}"
    files = {"csv": _rows_as_csv(ranking)}
    if chart:
        try:
            files.update(draw(ranking, limit))
        except ChartsNotInstalled as error:
            typer.echo(f"mingzhang: {told(str(error))}", err=True)
    try:
        folder = open_folder(output)
        for ending, data in files.items():
            folder.put_bytes(f"{FOLDER}/{base}.{ending}", data)
            typer.echo(f"{folder.url}/{FOLDER}/{base}.{ending}")
    except OSError as error:
        fail_to_write(error, f"the folder {output}")


def _print(ranking: Ranking, limit: int, console: Console) -> None:
    from pipeline.ask.chart import coverage_of, scale_of, title_of
    from pipeline.ask.coverage import scope_name
    from pipeline.ask.layout import Column, note, print_rows

    shown = ranking.places[:limit]
    scale, unit = scale_of(max(abs(place.value) for place in shown), ranking.unit)
    smallest = min((abs(place.value) for place in shown if place.value), default=scale)
    if smallest / scale < _LEAST_SHOWN:
        scale, unit = scale_of(smallest, ranking.unit)
    console.print(
        tr("{title} ({count})", title=title_of(ranking), count=told(ranking.role)),
        style="italic",
        markup=False,
        soft_wrap=not console.is_terminal,
    )
    columns: list[Column] = []
    rows: list[list[Any]] = []

    def column(name: str, kind: ColumnKind, values: Iterable[Any]) -> None:
        columns.append(Column(name, kind))
        rows.append(list(values))

    column("#", "number", (place.rank for place in shown))
    column(told(ranking.by), "name", (place.name for place in shown))
    column(unit, "number", (f"{place.value / scale:,.2f}" for place in shown))
    if any(place.documents > 1 for place in shown):
        column(tr("documents"), "number", (place.documents for place in shown))
    known = [place.coverage for place in shown]
    if any(known):
        column(tr("of bodies known"), "name", (of and f"{of.bodies} / {of.bodies_known}" for of in known))
    if ranking.scope is None:
        scopes = (tr(", ").join(scope_name(s).of(language()) for s in place.scopes) for place in shown)
        column(tr("scope"), "text", scopes)
    column(tr("source"), "source", (place.source for place in shown))
    print_rows(console, columns, list(zip(*rows, strict=True)))
    if ranking.by == "entity" and ranking.scope is None:
        note(console, tr("different scopes are ranked together; --scope ranks one"))
    note(console, tr("; ").join(remark.of(language()) for remark in coverage_of(ranking)))
    if len(ranking.places) > limit:
        note(console, tr("{count} of {all}; all are in the CSV", count=limit, all=len(ranking.places)))


def _rows_as_csv(ranking: Ranking) -> bytes:
    from pipeline.ask.safe_csv import write_csv

    stream = io.StringIO()
    write_csv(stream, (*COLUMNS, *COVERAGE), _rows(ranking))
    return stream.getvalue().encode("utf-8-sig")


def _rows(ranking: Ranking) -> Iterator[list[Any]]:
    """The rows behind the ranking, by rank: the columns `COLUMNS` and `COVERAGE`."""
    places = {place.key: place for place in ranking.places}
    for row in sorted(ranking.rows, key=lambda row: (places[row["key"]].rank, row["key"])):
        place = places[row["key"]]
        full = {**row, "rank": place.rank, "name": place.name}
        yield [*(full[column] for column in COLUMNS), *_covered(ranking, place)]


def _covered(ranking: Ranking, place: Ranked) -> tuple[int, int, int, int]:
    """The columns `COVERAGE`."""
    of = place.coverage or ranking.coverage
    ranked = place.documents if place.coverage else len({row["doc_id"] for row in ranking.rows})
    return ranked, of.documents, of.bodies, of.bodies_known
