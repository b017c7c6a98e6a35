"""One document in the terminal: what the tool sees in it, with pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from extractors.document import Place
from extractors.records import Table as TableRecord
from pipeline.ask.division_asked import division_called
from pipeline.ask.layout import Column, print_rows
from pipeline.ask.links import link_of
from pipeline.ask.listing import Listing, write_listing
from pipeline.audit.words import measure_names
from pipeline.language.places import place_spoken
from pipeline.language.spoken import language, told, tr
from pipeline.reading.extraction import Extraction
from pipeline.reading.losses import Loss
from pipeline.reports.document_parts import listed, part

if TYPE_CHECKING:
    from rich.console import Console
    from rich.tree import Tree

_CELL_WIDTH = 28


def show(extraction: Extraction, console: Console, section: str | None = None, source: str = "") -> None:
    """Prints the document's identity and one of its `VIEWS`, or all; pages lead to those of `source`."""
    _identity(extraction, console)
    for name, view in VIEWS.items():
        if section in (None, name):
            view(extraction, console, source)


def _identity(x: Extraction, console: Console) -> None:
    who = x.identity
    _say(console, who.title or tr("untitled"), "bold")
    facts = [
        tr("{count} pages", count=len(x.document.pages)) if x.document.pages else x.document.media_type,
        told(x.status),
        told(who.doc_kind),
        tr("year {year}", year=who.fiscal_year or tr("unknown")),
        tr("entity {name}", name=who.entity_name or tr("unknown")),
        tr("division {code}", code=_division(who.division_code)),
        tr("scope {scope}", scope=told(who.scope_type))
        + (f" ({told(who.scope_method)})" if who.scope_method else ""),
        tr("{count} units listed", count=len(who.units)),
    ]
    _say(console, " · ".join(facts))
    if scanned := _scanned(x):
        _say(console, tr("scan: {pages}", pages=scanned), "yellow")
    _say(console, f"doc_id {x.doc_id}", "dim")
    for note in x.document.notes:
        _say(console, tr("note: {note}", note=told(note)), "yellow")


def _say(console: Console, text: str, style: str = "") -> None:
    """A line, folded where a terminal is narrower, never in a pipe."""
    from rich.text import Text

    console.print(Text(text, style=style), soft_wrap=not console.is_terminal)


def _division(code: str | None) -> str:
    if code is None:
        return tr("unknown")
    name = division_called(code)
    return code if name == code else f"{code} {name}"


def _scanned(x: Extraction) -> str:
    """How many pages were recognised, and how many readings of them nothing decided; empty for print."""
    recognised = sum(page.origin == "ocr" for page in x.document.pages)
    if not recognised:
        return ""
    repaired = sum(bool(reading.repaired_by) for reading in x.document.readings)
    doubtful = sum(reading.doubtful for reading in x.document.readings)
    return tr(
        "{count} of {all} pages by OCR, {repaired} readings repaired, {open} open",
        count=recognised,
        all=len(x.document.pages),
        repaired=repaired,
        open=doubtful,
    )


def _outline(x: Extraction, console: Console, source: str) -> None:
    from rich.markup import escape
    from rich.tree import Tree

    tree = Tree(tr("outline"))
    nodes: dict[int, Tree] = {}
    for n, s in enumerate(x.sections):
        parent = tree if s.parent is None else nodes.get(s.parent, tree)
        kind = "" if s.kind == "heading" else f" [dim]{told(s.kind)}[/dim]"
        nodes[n] = parent.add(
            f"{escape(' '.join(p for p in (s.number_raw, s.title) if p))}{kind}{_page(s.place, source)}"
        )
    _heading(console, tr("Outline"), len(x.sections))
    if x.sections and console.is_terminal:
        console.print(tree)
    elif x.sections:
        write_listing(_in_words(part(x, "outline", source)), "table", console.file, console)


def _tables(x: Extraction, console: Console, _source: str) -> None:
    _heading(console, tr("Tables"), len(x.tables))
    for t in x.tables:
        _table(t, console, [loss for loss in x.losses if loss.is_of(t)])


def _table(t: TableRecord, console: Console, losses: Sequence[Loss]) -> None:
    from rich.table import Table
    from rich.text import Text

    pages = ", ".join(str(p) for p in t.pages)
    title = " · ".join(
        (
            t.title_raw or tr("untitled"),
            t.canonical_table or tr("not recognised"),
            t.unit_raw or tr("no unit"),
        )
    )
    lost = (
        tr("lost: {count} amounts in {reason}", count=loss.n_amounts, reason=told(loss.reason))
        for loss in losses
    )
    where = tr("page {pages}", pages=pages) if pages else place_spoken(None, t.place.locator)
    caption = " · ".join((*filter(None, (where,)), f"{t.n_rows} × {t.n_cols}", t.engine, *_trust(t), *lost))
    rows: dict[int, dict[int, Text]] = {}
    for c in t.cells:
        style = "bold" if c.is_header else ("green" if c.value is not None else "")
        rows.setdefault(c.row, {})[c.col] = Text(c.text.replace("\n", " "), style=style)
    _say(console, title, "italic")
    shown = [[rows[number].get(col, Text("")) for col in range(t.n_cols)] for number in sorted(rows)]
    if console.is_terminal:
        grid = Table(show_header=False, show_lines=False)
        for _ in range(t.n_cols):
            grid.add_column(max_width=_CELL_WIDTH, overflow="ellipsis", no_wrap=True)
        for row in shown:
            grid.add_row(*row)
        console.print(grid)
    else:
        print_rows(console, [Column(str(col)) for col in range(t.n_cols)], shown)
    _say(console, caption, "dim")
    console.print()


def _trust(t: TableRecord) -> Iterator[str]:
    """What speaks for the reading of a table and what against it."""
    if t.ties_out is not None:
        yield tr("ties out") if t.ties_out else tr("does not add up")
    if len(t.agreement) > 1:
        yield tr("read alike by {engines}", engines=tr(" and ").join(t.agreement))
    yield from (told(doubt) for doubt in t.doubtful)


def _forms(x: Extraction, console: Console, _source: str) -> None:
    _heading(console, tr("Forms"), len(x.projects))
    for p in x.projects:
        score = ""
        if p.total_score is not None:
            score = tr(" · {score:f} of {marks}", score=p.total_score, marks=_plain(p.total_weight))
        name, kind = p.name_raw or tr("unnamed"), told(p.form_kind)
        _say(console, f"{name} · {kind}{score}{_plain_page(p.place)}", "bold")
        _grid(
            console,
            ("fund", "initial", "full year", "executed", "rate", "weight", "score"),
            [
                (
                    told(f.fund_type),
                    f.initial_budget,
                    f.full_year_budget,
                    f.executed,
                    f.execution_rate,
                    f.weight,
                    f.score,
                )
                for f in p.funds
            ],
        )
        _grid(
            console,
            ("level 1", "level 2", "indicator", "target", "actual", "weight", "score"),
            [
                (i.level1_raw, i.level2_raw, i.level3_raw, i.target_raw, i.actual_raw, i.weight, i.score)
                for i in p.indicators
            ],
        )


def _quantities(x: Extraction, console: Console, source: str) -> None:
    _heading(console, tr("Quantities"), len(x.quantities))
    if x.quantities:
        write_listing(_in_words(part(x, "quantities", source)), "table", console.file, console)


def _facts(x: Extraction, console: Console, source: str) -> None:
    _heading(console, tr("Facts"), len(x.facts))
    if x.facts:
        write_listing(_in_words(part(x, "facts", source)), "table", console.file, console)


_NAMES = ("kind", "role", "place", "from")
"""Columns whose values are names that are data."""


def _in_words(listing: Listing) -> Listing:
    """Names that are data in words of the person's language."""
    known = {} if language() == "en" else measure_names()
    of_column = [column.name for column in listing.columns]

    def shown(column: str, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return known.get(value, value) if column == "measure" else told(value) if column in _NAMES else value

    return Listing(
        listing.columns,
        [[shown(name, value) for name, value in zip(of_column, row, strict=True)] for row in listing.rows],
    )


VIEWS: dict[str, Callable[[Extraction, Console, str], None]] = {
    "outline": _outline,
    "tables": _tables,
    "forms": _forms,
    "quantities": _quantities,
    "facts": _facts,
}


def _heading(console: Console, title: str, count: int) -> None:
    console.print()
    if console.is_terminal:
        console.rule(tr("{title} ({count})", title=title, count=count), align="left")
    else:
        console.print(tr("{title} ({count})", title=title, count=count), highlight=False)


def _grid(console: Console, heads: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    if rows:
        write_listing(listed(heads, rows), "table", console.file, console)


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _page(place: Place, source: str) -> str:
    from rich.markup import escape

    if not place.page:
        told = place_spoken(None, place.locator)
        return f" [dim]{escape(told)}[/dim]" if told else ""
    link = link_of(f"{source}#page={place.page}") if source else None
    page = tr("p. {page}", page=place.page)
    return f" [dim][link={link}]{page}[/link][/dim]" if link else f" [dim]{page}[/dim]"


def _plain_page(place: Place) -> str:
    told = tr("p. {page}", page=place.page) if place.page else place_spoken(None, place.locator)
    return f" · {told}" if told else ""
