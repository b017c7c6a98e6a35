"""`mingzhang compare`: a ranking of one measure, its chart, and the rows behind it."""

from __future__ import annotations

import io
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.shared import OutputOption, fail

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.ask.compare import Ranking

FOLDER = "compare"
COLUMNS = (
    *("rank", "name", "entity_name", "fiscal_year", "doc_kind", "scope_type", "role", "measure"),
    *("function_code", "value_yuan", "value", "unit_raw", "raw", "source_kind"),
    *("page", "source", "doc_id", "fact_id"),
)


class By(StrEnum):
    """What is ranked."""

    entity = "entity"
    division = "division"
    function = "function"


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
    limit: Annotated[int, typer.Option("--limit", "-l", min=1, help="Places to print and draw.")] = 20,
    chart: Annotated[bool, typer.Option("--chart/--no-chart", help="Draw the chart, as PNG and SVG.")] = True,
    output: OutputOption = Path("output"),
) -> None:
    """Rank entities, divisions or functional classes by a measure, with the page behind every figure.

    Prints the ranking; writes the rows behind it (CSV) and a chart (PNG, SVG) to OUTPUT/compare. Each entity
    counts once: a department's own document, or the one that already includes its units.
    """
    from rich.console import Console

    from pipeline.ask.chart import ChartsNotInstalled, draw
    from pipeline.ask.compare import NothingToCompare
    from pipeline.ask.compare import compare as compare_measure
    from pipeline.ask.query import QueryError, connect

    try:
        ranking = compare_measure(
            connect(output), measure, by.value, year, None if kind is None else kind.value, role
        )
    except (QueryError, NothingToCompare) as error:
        fail(str(error))
    _print(ranking, limit, Console())
    folder = output / FOLDER
    base = f"{ranking.measure}-{ranking.by}-{ranking.year}-{ranking.doc_kind}"
    files = {"csv": _rows_as_csv(ranking)}
    if chart:
        try:
            files.update(draw(ranking, limit))
        except ChartsNotInstalled as error:
            typer.echo(f"mingzhang: {error}", err=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ending, data in files.items():
            (folder / f"{base}.{ending}").write_bytes(data)
            typer.echo(folder / f"{base}.{ending}")
    except OSError as error:
        fail(f"{error}; check the folder {output}, its permissions and the space on the disk")


def _print(ranking: Ranking, limit: int, console: Console) -> None:
    from rich.markup import escape
    from rich.table import Table

    from pipeline.ask.chart import scale_of, title_of

    shown = ranking.places[:limit]
    scale, unit = scale_of(max(abs(place.value) for place in shown), ranking.unit)
    table = Table(title=f"{title_of(ranking)} ({ranking.role})", title_justify="left")
    table.add_column("#", justify="right")
    table.add_column(ranking.by, overflow="fold")
    table.add_column(unit, justify="right")
    if any(place.documents > 1 for place in shown):
        table.add_column("documents", justify="right")
    table.add_column("source", overflow="fold")
    for place in shown:
        cells = [str(place.rank), escape(place.name), f"{place.value / scale:,.2f}"]
        if any(p.documents > 1 for p in shown):
            cells.append(str(place.documents))
        table.add_row(*cells, escape(place.source or ""))
    console.print(table)
    if len(ranking.places) > limit:
        console.print(f"{limit} of {len(ranking.places)}; all are in the CSV", style="dim")


def _rows_as_csv(ranking: Ranking) -> bytes:
    from pipeline.ask.safe_csv import write_csv

    places = {place.key: place for place in ranking.places}
    stream = io.StringIO()
    rows = sorted(ranking.rows, key=lambda row: (places[row["key"]].rank, row["key"]))
    full = ({**row, "rank": places[row["key"]].rank, "name": places[row["key"]].name} for row in rows)
    write_csv(stream, COLUMNS, ([row[column] for column in COLUMNS] for row in full))
    return stream.getvalue().encode("utf-8-sig")
