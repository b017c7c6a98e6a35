"""`mingzhang search`: words in titles, text, projects, reasons and tables, with section and page."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.commands.shared import Form, FormOption, PublishedOption, fail, print_listing, terminal
from pipeline.language.places import place_spoken
from pipeline.language.spoken import told, tr

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.ask.search import Answer, Hit


_INDENT = 3


class Part(StrEnum):
    """Where words are looked for."""

    titles = "titles"
    sections = "sections"
    projects = "projects"
    reasons = "reasons"
    tables = "tables"


def search(
    query: Annotated[
        str,
        typer.Argument(
            metavar="WORDS",
            help='Words, all of them; a "phrase" in double quotes; or one figure, such as 52.99 or 529,900.',
        ),
    ],
    output: PublishedOption = "output",
    within: Annotated[
        list[Part] | None,
        typer.Option("--in", help="Only there; may be given several times [default: all but reasons]."),
    ] = None,
    entity: Annotated[str | None, typer.Option(help="Part of the entity's name, or its id.")] = None,
    division: Annotated[
        str | None, typer.Option(help="Name of a division, its code, or first digits of it: 11 is Beijing.")
    ] = None,
    year: Annotated[int | None, typer.Option(help="Fiscal year.")] = None,
    kind: Annotated[str | None, typer.Option(help="Kind of document: final_account, budget, …")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="Hits at most.")] = 20,
    form: FormOption = Form.table,
) -> None:
    """Find words or a figure: best hits first, with section and page.

    A figure is found in tables and sentences however it is printed: 529,900 also as 52.99 万元, which is
    marked as the same money in another unit. Words are looked for in titles, text, projects and tables.

    Exit status: 0 something was found, 1 nothing, or there is no index, 2 wrong usage.
    """
    from pipeline.ask.search import Filters, SearchError, WrongSearch
    from pipeline.ask.search import search as find

    try:
        answer = find(
            output,
            query,
            within=[part.value for part in within or ()],
            filters=Filters(entity, division, year, kind),
            limit=limit,
        )
    except WrongSearch as error:
        fail(str(error), 2)
    except SearchError as error:
        fail(str(error))
    if not answer.hits:
        nothing = tr("nothing found; try fewer words, or other filters")
        typer.echo(f"mingzhang: {nothing}", err=True)
    elif widened := _widened(answer.way):
        typer.echo(f"mingzhang: {widened}", err=True)
    if form is Form.table:
        _print(answer, terminal())
    else:
        from dataclasses import fields

        from pipeline.ask.layout import Column
        from pipeline.ask.listing import Listing
        from pipeline.ask.search import Hit

        columns = tuple(Column(column.name) for column in fields(Hit))
        print_listing(Listing(columns, [list(_record(hit).values()) for hit in answer.hits]), form)
    raise typer.Exit(0 if answer.hits else 1)


def _widened(way: str) -> str:
    """What is said of an answer that was looked for in a wider way; empty for others."""
    match way:
        case "words":
            return tr("no place has these phrases; places that have all words of them:")
        case "any":
            return tr("no place has all of these words; places that have some:")
    return ""


def _matched(match: str | None) -> str:
    """What is said of a figure that is not printed as it is asked for; empty for others."""
    match match:
        case "other_unit":
            return tr("the same money, printed in another unit")
        case "rounded":
            return tr("not the same: it rounds to this figure")
        case "no_unit":
            return tr("the same number, of which the unit is not known")
    return ""


def _print(answer: Answer, console: Console) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from pipeline.ask.layout import linked

    def say(text: Text, indent: int = 0) -> None:
        if console.is_terminal:
            console.print(Padding(text, (0, 0, 0, indent)))
        else:
            console.print(Text(" " * indent) + text, soft_wrap=True)

    for number, hit in enumerate(answer.hits, 1):
        parts = (hit.entity_name, hit.fiscal_year, told(hit.doc_kind or ""))
        who = " · ".join(str(part) for part in parts if part)
        place = place_spoken(hit.page, hit.locator)
        page = tr(", {place}", place=place) if place else ""
        say(Text(f"{number}. ") + Text(who, style="bold") + Text(f"  {told(hit.kind)}{page}", style="dim"))
        title = hit.title if hit.kind != "section" or not hit.path else ""
        for text in (hit.path, _figure(hit) if hit.printed else title, hit.snippet):
            if text:
                say(_shown(text), _INDENT)
        if matched := _matched(hit.match):
            say(Text(matched, style="yellow"), _INDENT)
        if hit.source:
            console.print(Text("   ") + linked(console, hit.source, hit.source, "dim"), soft_wrap=True)


def _figure(hit: Hit) -> str:
    """A figure with its row and column."""
    from pipeline.ask.search import CLOSES, OPENS

    where = " | ".join(part for part in (hit.row_label, hit.column) if part)
    if not where:
        return ""
    unit = f" {hit.unit}" if hit.unit else ""
    return f"{where}: {OPENS}{hit.printed}{CLOSES}{unit}"


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
