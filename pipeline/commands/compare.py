"""`mingzhang compare`: a ranking of one measure, its chart, and the rows behind it."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
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

    from pipeline.ask.compare import Ranking
    from pipeline.ask.layout import Kind as ColumnKind

FOLDER = "compare"


class By(StrEnum):
    """What is ranked."""

    entity = "entity"
    division = "division"
    function = "function"
    economic = "economic"
    item = "item"


class As(StrEnum):
    """In which form it is ranked."""

    amount = "amount"
    per_head = "per_head"
    share = "share"
    change = "change"
    growth = "growth"
    gap = "gap"
    execution_rate = "execution_rate"


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
        int | None,
        typer.Option(
            "--year", "-y", help="Fiscal year [default: the one with most documents]; 0 is every year."
        ),
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
    ranked_as: Annotated[
        As,
        typer.Option(
            "--as",
            help="The figure itself, per head of staff, a share, change or growth since an earlier year, the "
            "gap to the budget, or its execution rate.",
        ),
    ] = As.amount,
    total: Annotated[
        str | None,
        typer.Option("--total", help="Measure of which shares are taken [default: the one that fits]."),
    ] = None,
    before: Annotated[
        int | None, typer.Option("--before", help="The earlier of two years [default: the year before].")
    ] = None,
    division: Annotated[
        str | None,
        typer.Option("--division", "-d", help="Only in this division: its name, code or first digits."),
    ] = None,
    code: Annotated[
        str | None, typer.Option("--code", help="Only of this functional or economic class: 205, 30217.")
    ] = None,
    least: Annotated[bool, typer.Option("--least", help="The least first.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-l", min=1, help="Places to print and draw.")] = 20,
    chart: Annotated[bool, typer.Option("--chart/--no-chart", help="Draw the chart, as PNG and SVG.")] = True,
    output: PublishedOption = "output",
    form: FormOption = Form.table,
) -> None:
    """Rank entities, divisions, classes or items by a measure, with pages.

    Prints the ranking; writes the rows behind it (CSV) and a chart (PNG, SVG) to OUTPUT/compare. With
    --format csv or json it prints these rows instead and writes nothing. Each entity
    counts once: a department's own document, or the one that already includes its units. Departments with
    their units, own offices and single units are ranked apart. What is not comparable has no rank: it is
    counted, with the reasons.
    """
    from pipeline.ask.chart import ChartsNotInstalled, draw
    from pipeline.ask.compare import NoSuchMeasure, NothingToCompare
    from pipeline.ask.compare import compare as compare_measure
    from pipeline.ask.division_asked import UnknownDivision, division_prefix
    from pipeline.ask.layout import Column
    from pipeline.ask.listing import Listing
    from pipeline.ask.query import QueryError, connect
    from pipeline.ask.rows_behind import columns, rows_of
    from pipeline.storage.folders import open_folder

    try:
        kind_asked = None if kind is None else kind.value
        scope_asked = None if scope is None else scope.value
        ranking = compare_measure(
            connect(output),
            measure,
            by.value,
            year,
            kind_asked,
            role,
            scope_asked,
            form=ranked_as.value,
            total=total,
            before=before,
            division=None if division is None else division_prefix(division),
            code=code,
            least_first=least,
        )
    except (NoSuchMeasure, UnknownDivision) as error:
        fail(str(error), 2)
    except (QueryError, NothingToCompare) as error:
        fail(str(error))
    if form is not Form.table:
        print_listing(Listing(tuple(map(Column, columns(ranking))), list(rows_of(ranking))), form)
        return
    _print(ranking, limit, terminal())
    years, scopes = ranking.year or "all", ranking.scope or Scope.all
    base = f"{ranking.measure}-{ranking.by}-{years}-{ranking.doc_kind}-{scopes}"
    base = "-".join(
        [base, *(p for p in (ranking.form if ranking.form != "amount" else "", division, code) if p)]
    )
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
    from pipeline.ask.amounts import column_unit, in_column, signed
    from pipeline.ask.chart_words import coverage_of, title_of
    from pipeline.ask.coverage import scope_name
    from pipeline.ask.layout import Column, note, print_rows
    from pipeline.ask.remarks import reason
    from pipeline.language.places import place_spoken

    shown = ranking.places[:limit]
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

    unit, figures = ranking.unit, ranking.figure_unit or ranking.unit
    write = signed if ranking.form in ("change", "growth", "gap") else in_column
    column("#", "number", (place.rank for place in shown))
    column(told(ranking.by), "name", (place.name for place in shown))
    if ranking.by == "item":
        column(told("entity_name"), "name", (place.entity_name for place in shown))
    column(column_unit(unit), "number", (write(place.value, unit) for place in shown))
    if ranking.form != "amount":
        others = "" if ranking.form == "per_head" else figures
        column(tr("figure"), "number", (in_column(place.figure, figures) for place in shown))
        column(tr("held against"), "number", (in_column(place.against, others) for place in shown))
    if any(place.documents > 1 for place in shown):
        column(tr("documents"), "number", (place.documents for place in shown))
    known = [place.coverage for place in shown]
    if any(known):
        column(tr("of bodies known"), "name", (of and f"{of.bodies} / {of.bodies_known}" for of in known))
    if ranking.scope is None:
        scopes = (tr(", ").join(scope_name(s).of(language()) for s in place.scopes) for place in shown)
        column(tr("scope"), "text", scopes)
    if any(place.locator for place in shown):
        spoken = (place_spoken(place.page, place.locator) for place in shown)
        column(tr("place"), "text", spoken)
    column(tr("source"), "source", (place.source for place in shown))
    if ranking.form not in ("amount", "share"):
        column(
            tr("source of the other"),
            "source",
            (place.held[0].source if place.held else None for place in shown),
        )
    print_rows(console, columns, list(zip(*rows, strict=True)))
    if ranking.by == "entity" and ranking.scope is None:
        note(console, tr("different scopes are ranked together; --scope ranks one"))
    note(console, tr("; ").join(remark.of(language()) for remark in coverage_of(ranking)))
    whys = Counter(one.why for one in ranking.left_out)
    if whys:
        reasons = tr("; ").join(f"{reason(why)} ({count})" for why, count in whys.most_common())
        note(console, tr("without a rank: {reasons}", reasons=reasons))
    if len(ranking.places) > limit:
        note(console, tr("{count} of {all}; all are in the CSV", count=limit, all=len(ranking.places)))


def _rows_as_csv(ranking: Ranking) -> bytes:
    from pipeline.ask.rows_behind import columns, rows_of
    from pipeline.ask.safe_csv import write_csv

    stream = io.StringIO()
    write_csv(stream, columns(ranking), rows_of(ranking))
    return stream.getvalue().encode("utf-8-sig")
