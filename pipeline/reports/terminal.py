"""One document in the terminal: what the tool sees in it, with pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from extractors.document import Place
from extractors.records import Table as TableRecord
from pipeline.language.spoken import language, told, tr
from pipeline.reading.extraction import Extraction
from pipeline.reading.losses import Loss

if TYPE_CHECKING:
    from rich.console import Console
    from rich.tree import Tree

_CELL_WIDTH = 28


def show(extraction: Extraction, console: Console, section: str | None = None) -> None:
    """Prints the document's identity and one of its `VIEWS`, or all of them."""
    _identity(extraction, console)
    for name, view in VIEWS.items():
        if section in (None, name):
            view(extraction, console)


def _identity(x: Extraction, console: Console) -> None:
    who = x.identity
    console.print(who.title or tr("untitled"), style="bold", markup=False, highlight=False)
    facts = [
        tr("{count} pages", count=len(x.document.pages)) if x.document.pages else x.document.media_type,
        told(x.status),
        told(who.doc_kind),
        tr("year {year}", year=who.fiscal_year or tr("unknown")),
        tr("entity {name}", name=who.entity_name or tr("unknown")),
        tr("division {code}", code=_division(who.division_code) or tr("unknown")),
        tr("scope {scope}", scope=told(who.scope_type))
        + (f" ({told(who.scope_method)})" if who.scope_method else ""),
        tr("{count} units listed", count=len(who.units)),
    ]
    console.print(" · ".join(facts), markup=False, highlight=False)
    if scanned := _scanned(x):
        console.print(tr("scan: {pages}", pages=scanned), style="yellow", markup=False, highlight=False)
    console.print(f"doc_id {x.doc_id}", style="dim", highlight=False)
    for note in x.document.notes:
        console.print(tr("note: {note}", note=told(note)), style="yellow", markup=False, highlight=False)


def _division(code: str | None) -> str:
    """A division's code with its name; empty where there is none."""
    from patterns.divisions import full_name

    return "" if code is None else f"{code} {full_name(code) or ''}".strip()


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


def _outline(x: Extraction, console: Console) -> None:
    from rich.markup import escape
    from rich.tree import Tree

    tree = Tree(tr("outline"))
    nodes: dict[int, Tree] = {}
    for n, s in enumerate(x.sections):
        parent = tree if s.parent is None else nodes.get(s.parent, tree)
        kind = "" if s.kind == "heading" else f" [dim]{told(s.kind)}[/dim]"
        nodes[n] = parent.add(
            f"{escape(' '.join(p for p in (s.number_raw, s.title) if p))}{kind}{_page(s.place)}"
        )
    _heading(console, tr("Outline"), len(x.sections))
    if x.sections:
        console.print(tree)


def _tables(x: Extraction, console: Console) -> None:
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
    where = tr("page {pages}", pages=pages)
    caption = " · ".join((where, f"{t.n_rows} × {t.n_cols}", t.engine, *_trust(t), *lost))
    grid = Table(
        title=Text(title), caption=caption, show_header=False, show_lines=False, title_justify="left"
    )
    for _ in range(t.n_cols):
        grid.add_column(max_width=_CELL_WIDTH, overflow="ellipsis", no_wrap=True)
    rows: dict[int, dict[int, Text]] = {}
    for c in t.cells:
        style = "bold" if c.is_header else ("green" if c.value is not None else "")
        rows.setdefault(c.row, {})[c.col] = Text(c.text.replace("\n", " "), style=style)
    for number in sorted(rows):
        grid.add_row(*(rows[number].get(col, Text("")) for col in range(t.n_cols)))
    console.print(grid)


def _trust(t: TableRecord) -> Iterator[str]:
    """What speaks for the reading of a table and what against it."""
    if t.ties_out is not None:
        yield tr("ties out") if t.ties_out else tr("does not add up")
    if len(t.agreement) > 1:
        yield tr("read alike by {engines}", engines=tr(" and ").join(t.agreement))
    yield from (told(doubt) for doubt in t.doubtful)


def _forms(x: Extraction, console: Console) -> None:
    _heading(console, tr("Forms"), len(x.projects))
    for p in x.projects:
        score = (
            ""
            if p.total_score is None
            else tr(" · {score:f} of {marks}", score=p.total_score, marks=_plain(p.total_weight))
        )
        console.print(
            f"{p.name_raw or tr('unnamed')} · {told(p.form_kind)}{score}{_plain_page(p.place)}",
            style="bold",
            markup=False,
            highlight=False,
        )
        _grid(
            console,
            (
                *(tr("fund"), tr("initial"), tr("full year"), tr("executed")),
                *(tr("rate"), tr("weight"), tr("score")),
            ),
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
            (
                *(tr("level 1"), tr("level 2"), tr("indicator"), tr("target")),
                *(tr("actual"), tr("weight"), tr("score")),
            ),
            [
                (i.level1_raw, i.level2_raw, i.level3_raw, i.target_raw, i.actual_raw, i.weight, i.score)
                for i in p.indicators
            ],
        )


def _quantities(x: Extraction, console: Console) -> None:
    _heading(console, tr("Quantities"), len(x.quantities))
    _grid(
        console,
        (tr("page"), tr("kind"), tr("place"), tr("printed"), tr("unit"), tr("value"), tr("yuan")),
        [
            (q.place.page, told(q.kind), told(q.where), q.value_raw, q.unit_raw, q.value, q.value_yuan)
            for q in x.quantities
        ],
    )


def _facts(x: Extraction, console: Console) -> None:
    _heading(console, tr("Facts"), len(x.facts))
    _grid(
        console,
        (
            *(tr("page"), tr("measure"), tr("role"), tr("code"), tr("item")),
            *(tr("year"), tr("printed"), tr("yuan"), tr("from")),
        ),
        [
            (
                f.place.page,
                _measure(f.measure),
                told(f.role),
                f.function_code or f.economic_code,
                f.item_label,
                f.value_year,
                f.value_raw,
                f.value_yuan,
                told(f.source_kind),
            )
            for f in x.facts
        ],
    )


def _measure(measure: str) -> str:
    """A measure by its id in English, by its Chinese name in Chinese."""
    from pipeline.audit.words import measure_names

    return measure if language() == "en" else measure_names().get(measure, measure)


VIEWS: dict[str, Callable[[Extraction, Console], None]] = {
    "outline": _outline,
    "tables": _tables,
    "forms": _forms,
    "quantities": _quantities,
    "facts": _facts,
}


def _heading(console: Console, title: str, count: int) -> None:
    console.print()
    console.rule(tr("{title} ({count})", title=title, count=count), align="left")


def _grid(console: Console, heads: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    from rich.markup import escape
    from rich.table import Table

    if not rows:
        return
    grid = Table()
    for head in heads:
        grid.add_column(head, overflow="fold")
    for row in rows:
        grid.add_row(*(escape(_plain(value)) for value in row))
    console.print(grid)


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _page(place: Place) -> str:
    return f" [dim]{tr('p. {page}', page=place.page)}[/dim]" if place.page else ""


def _plain_page(place: Place) -> str:
    return " · " + tr("p. {page}", page=place.page) if place.page else ""
