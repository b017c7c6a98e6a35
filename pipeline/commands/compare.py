"""`mingzhang compare`: a ranking of one measure, its chart, and the rows behind it."""

from __future__ import annotations

import io
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.shared import PublishedOption, fail, fail_to_write

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.ask.compare import Ranked, Ranking

FOLDER = "compare"
COLUMNS = (
    *("rank", "name", "entity_name", "fiscal_year", "doc_kind", "scope_type", "role", "measure"),
    *("function_code", "value_yuan", "value", "unit_raw", "raw", "source_kind", "derivation", "confidence"),
    *("page", "source", "doc_id", "fact_id"),
)
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
) -> None:
    """Rank entities, divisions or functional classes by a measure, with the page behind every figure.

    Prints the ranking; writes the rows behind it (CSV) and a chart (PNG, SVG) to OUTPUT/compare. Each entity
    counts once: a department's own document, or the one that already includes its units. Departments with
    their units, own offices and single units are ranked apart.
    """
    from rich.console import Console

    from pipeline.ask.chart import ChartsNotInstalled, draw
    from pipeline.ask.compare import NothingToCompare
    from pipeline.ask.compare import compare as compare_measure
    from pipeline.ask.query import QueryError, connect
    from pipeline.storage.folders import open_folder

    try:
        kind_asked = None if kind is None else kind.value
        scope_asked = None if scope is None else scope.value
        ranking = compare_measure(connect(output), measure, by.value, year, kind_asked, role, scope_asked)
    except (QueryError, NothingToCompare) as error:
        fail(str(error))
    _print(ranking, limit, Console())
    base = f"{ranking.measure}-{ranking.by}-{ranking.year}-{ranking.doc_kind}-{ranking.scope or Scope.all}"
    files = {"csv": _rows_as_csv(ranking)}
    if chart:
        try:
            files.update(draw(ranking, limit))
        except ChartsNotInstalled as error:
            typer.echo(f"mingzhang: {error}", err=True)
    try:
        folder = open_folder(output)
        for ending, data in files.items():
            folder.put_bytes(f"{FOLDER}/{base}.{ending}", data)
            typer.echo(f"{folder.url}/{FOLDER}/{base}.{ending}")
    except OSError as error:
        fail_to_write(error, f"the folder {output}")


def _print(ranking: Ranking, limit: int, console: Console) -> None:
    from rich.markup import escape
    from rich.table import Table

    from pipeline.ask.chart import coverage_of, scale_of, title_of
    from pipeline.ask.coverage import scope_name

    shown = ranking.places[:limit]
    scale, unit = scale_of(max(abs(place.value) for place in shown), ranking.unit)
    table = Table(title=f"{title_of(ranking)} ({ranking.role})", title_justify="left")
    table.add_column("#", justify="right")
    table.add_column(ranking.by, overflow="fold")
    table.add_column(unit, justify="right")
    if any(place.documents > 1 for place in shown):
        table.add_column("documents", justify="right")
    if any(place.coverage for place in shown):
        table.add_column("of bodies known", justify="right")
    if ranking.scope is None:
        table.add_column("scope", overflow="fold")
    table.add_column("source", overflow="fold")
    for place in shown:
        cells = [str(place.rank), escape(place.name), f"{place.value / scale:,.2f}"]
        if any(p.documents > 1 for p in shown):
            cells.append(str(place.documents))
        if place.coverage is not None:
            cells.append(f"{place.coverage.bodies} / {place.coverage.bodies_known}")
        if ranking.scope is None:
            cells.append(", ".join(scope_name(scope).en for scope in place.scopes))
        table.add_row(*cells, escape(place.source or ""))
    console.print(table)
    if ranking.by == "entity" and ranking.scope is None:
        console.print("different scopes are ranked together; --scope ranks one", style="yellow")
    console.print("; ".join(remark.en for remark in coverage_of(ranking)), style="dim")
    if len(ranking.places) > limit:
        console.print(f"{limit} of {len(ranking.places)}; all are in the CSV", style="dim")


def _rows_as_csv(ranking: Ranking) -> bytes:
    from pipeline.ask.safe_csv import write_csv

    places = {place.key: place for place in ranking.places}
    stream = io.StringIO()
    rows = sorted(ranking.rows, key=lambda row: (places[row["key"]].rank, row["key"]))
    full = ({**row, "rank": places[row["key"]].rank, "name": places[row["key"]].name} for row in rows)
    lines = ([*(row[column] for column in COLUMNS), *_covered(ranking, places[row["key"]])] for row in full)
    write_csv(stream, (*COLUMNS, *COVERAGE), lines)
    return stream.getvalue().encode("utf-8-sig")


def _covered(ranking: Ranking, place: Ranked) -> tuple[int, int, int, int]:
    """The columns `COVERAGE`."""
    of = place.coverage or ranking.coverage
    ranked = place.documents if place.coverage else len({row["doc_id"] for row in ranking.rows})
    return ranked, of.documents, of.bodies, of.bodies_known
