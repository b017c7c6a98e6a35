"""One document in the terminal: what the tool sees in it, with pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from extractors.document import Place
from extractors.records import Table as TableRecord
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
    console.print(f"{who.title or 'untitled'}", style="bold", markup=False, highlight=False)
    facts = [
        f"{len(x.document.pages)} pages" if x.document.pages else x.document.media_type,
        x.status,
        who.doc_kind,
        f"year {who.fiscal_year or 'unknown'}",
        f"entity {who.entity_name or 'unknown'}",
        f"division {who.division_code or 'unknown'}",
        f"scope {who.scope_type}" + (f" ({who.scope_method})" if who.scope_method else ""),
        f"{len(who.units)} units listed",
    ]
    console.print(" · ".join(facts), markup=False, highlight=False)
    if scanned := _scanned(x):
        console.print(f"scan: {scanned}", style="yellow", markup=False, highlight=False)
    console.print(f"doc_id {x.doc_id}", style="dim", highlight=False)
    for note in x.document.notes:
        console.print(f"note: {note}", style="yellow", markup=False, highlight=False)


def _scanned(x: Extraction) -> str:
    """How many pages were recognised, and how many readings of them nothing decided; empty for print."""
    recognised = sum(page.origin == "ocr" for page in x.document.pages)
    if not recognised:
        return ""
    repaired = sum(bool(reading.repaired_by) for reading in x.document.readings)
    doubtful = sum(reading.doubtful for reading in x.document.readings)
    return (
        f"{recognised} of {len(x.document.pages)} pages by OCR, {repaired} readings repaired, {doubtful} open"
    )


def _outline(x: Extraction, console: Console) -> None:
    from rich.markup import escape
    from rich.tree import Tree

    tree = Tree("outline")
    nodes: dict[int, Tree] = {}
    for n, s in enumerate(x.sections):
        parent = tree if s.parent is None else nodes.get(s.parent, tree)
        kind = "" if s.kind == "heading" else f" [dim]{s.kind}[/dim]"
        nodes[n] = parent.add(
            f"{escape(' '.join(p for p in (s.number_raw, s.title) if p))}{kind}{_page(s.place)}"
        )
    _heading(console, "Outline", len(x.sections))
    if x.sections:
        console.print(tree)


def _tables(x: Extraction, console: Console) -> None:
    _heading(console, "Tables", len(x.tables))
    for t in x.tables:
        _table(t, console, [loss for loss in x.losses if loss.is_of(t)])


def _table(t: TableRecord, console: Console, losses: Sequence[Loss]) -> None:
    from rich.table import Table
    from rich.text import Text

    pages = ", ".join(str(p) for p in t.pages)
    title = (
        f"{t.title_raw or 'untitled'} · {t.canonical_table or 'not recognised'} · {t.unit_raw or 'no unit'}"
    )
    lost = (f"lost: {loss.n_amounts} amounts in {loss.reason}" for loss in losses)
    caption = " · ".join((f"page {pages}", f"{t.n_rows} × {t.n_cols}", t.engine, *_trust(t), *lost))
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
        yield "ties out" if t.ties_out else "does not add up"
    if len(t.agreement) > 1:
        yield f"read alike by {' and '.join(t.agreement)}"
    yield from t.doubtful


def _forms(x: Extraction, console: Console) -> None:
    _heading(console, "Forms", len(x.projects))
    for p in x.projects:
        score = "" if p.total_score is None else f" · {p.total_score:f} of {_plain(p.total_weight)}"
        console.print(
            f"{p.name_raw or 'unnamed'} · {p.form_kind}{score}{_plain_page(p.place)}",
            style="bold",
            markup=False,
            highlight=False,
        )
        _grid(
            console,
            ("fund", "initial", "full year", "executed", "rate", "weight", "score"),
            [
                (
                    f.fund_type,
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


def _quantities(x: Extraction, console: Console) -> None:
    _heading(console, "Quantities", len(x.quantities))
    _grid(
        console,
        ("page", "kind", "place", "printed", "unit", "value", "yuan"),
        [
            (q.place.page, q.kind, q.where, q.value_raw, q.unit_raw, q.value, q.value_yuan)
            for q in x.quantities
        ],
    )


def _facts(x: Extraction, console: Console) -> None:
    _heading(console, "Facts", len(x.facts))
    _grid(
        console,
        ("page", "measure", "role", "code", "item", "year", "printed", "yuan", "from"),
        [
            (
                f.place.page,
                f.measure,
                f.role,
                f.function_code or f.economic_code,
                f.item_label,
                f.value_year,
                f.value_raw,
                f.value_yuan,
                f.source_kind,
            )
            for f in x.facts
        ],
    )


VIEWS: dict[str, Callable[[Extraction, Console], None]] = {
    "outline": _outline,
    "tables": _tables,
    "forms": _forms,
    "quantities": _quantities,
    "facts": _facts,
}


def _heading(console: Console, title: str, count: int) -> None:
    console.print()
    console.rule(f"{title} ({count})", align="left")


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
    return f" [dim]p. {place.page}[/dim]" if place.page else ""


def _plain_page(place: Place) -> str:
    return f" · p. {place.page}" if place.page else ""
