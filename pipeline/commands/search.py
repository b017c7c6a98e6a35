"""`mingzhang search`: words in titles, text, projects, reasons and tables, with section and page."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.commands.shared import PublishedOption, fail
from pipeline.language.spoken import told, tr

if TYPE_CHECKING:
    from pipeline.ask.search import Answer, Hit


class Form(StrEnum):
    """How hits are printed."""

    table = "table"
    csv = "csv"
    json = "json"


class Part(StrEnum):
    """Where words are looked for."""

    titles = "titles"
    sections = "sections"
    projects = "projects"
    reasons = "reasons"
    tables = "tables"


def search(
    query: Annotated[
        str, typer.Argument(metavar="WORDS", help='Words, all of them; a "phrase" in double quotes.')
    ],
    output: PublishedOption = "output",
    within: Annotated[
        list[Part] | None,
        typer.Option("--in", help="Only there; may be given several times [default: all but reasons]."),
    ] = None,
    entity: Annotated[str | None, typer.Option(help="Part of the entity's name, or its id.")] = None,
    division: Annotated[
        str | None, typer.Option(help="Division code, or its first digits: 11 is Beijing.")
    ] = None,
    year: Annotated[int | None, typer.Option(help="Fiscal year.")] = None,
    kind: Annotated[str | None, typer.Option(help="Kind of document: final_account, budget, …")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="Hits at most.")] = 20,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print the hits.")] = Form.table,
) -> None:
    """Find words in the documents: best hits first, each with document, section and page.

    Exit status: 0 something was found, 1 nothing, or there is no index, 2 wrong usage.
    """
    from pipeline.ask.search import Filters, SearchError
    from pipeline.ask.search import search as find

    try:
        answer = find(
            output,
            query,
            within=[part.value for part in within or ()],
            filters=Filters(entity, division, year, kind),
            limit=limit,
        )
    except SearchError as error:
        fail(str(error))
    if not answer.hits:
        nothing = tr("nothing found; try fewer words, or other filters")
        typer.echo(f"mingzhang: {nothing}", err=True)
    elif widened := _widened(answer.way):
        typer.echo(f"mingzhang: {widened}", err=True)
    match form:
        case Form.table:
            _print(answer)
        case Form.csv:
            _write_csv(answer)
        case Form.json:
            typer.echo(json.dumps([_record(hit) for hit in answer.hits], ensure_ascii=False, indent=1))
    raise typer.Exit(0 if answer.hits else 1)


def _widened(way: str) -> str:
    """What is said of an answer that was looked for in a wider way; empty for others."""
    match way:
        case "words":
            return tr("no place has these phrases; places that have all words of them:")
        case "any":
            return tr("no place has all of these words; places that have some:")
    return ""


def _print(answer: Answer) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for number, hit in enumerate(answer.hits, 1):
        parts = (hit.entity_name, hit.fiscal_year, told(hit.doc_kind or ""))
        who = " · ".join(str(part) for part in parts if part)
        page = tr(", page {page}", page=hit.page) if hit.page is not None else ""
        console.print(
            Text(f"{number}. ") + Text(who, style="bold") + Text(f"  {told(hit.kind)}{page}", style="dim")
        )
        for text in (hit.path, hit.title if hit.kind != "section" or not hit.path else "", hit.snippet):
            if text:
                console.print(Text("   ") + _shown(text))
        if hit.source:
            console.print(Text(f"   {hit.source}", style="dim"), soft_wrap=True)


def _shown(text: str) -> Any:
    """The text with the words that were found in colour."""
    from rich.text import Text

    from pipeline.ask.search import CLOSES, OPENS

    shown = Text()
    for piece in text.split(OPENS):
        found, mark, rest = piece.partition(CLOSES)
        shown.append(found, style="bold yellow" if mark else "")
        shown.append(rest)
    return shown


def _record(hit: Hit) -> dict[str, Any]:
    """A hit as a flat record, the words that were found between marks."""
    from dataclasses import asdict

    return {key: _marked(value) if isinstance(value, str) else value for key, value in asdict(hit).items()}


def _marked(text: str) -> str:
    from patterns.interface import texts
    from pipeline.ask.search import CLOSES, OPENS

    before, behind = texts().search.marks
    return text.replace(OPENS, before).replace(CLOSES, behind)


def _write_csv(answer: Answer) -> None:
    from dataclasses import fields

    from pipeline.ask.safe_csv import write_csv
    from pipeline.ask.search import Hit

    rows = [list(_record(hit).values()) for hit in answer.hits]
    write_csv(sys.stdout, [column.name for column in fields(Hit)], rows)
