"""The parts of one document as listings: what a command prints of them, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from extractors.document import Place
from pipeline.ask.layout import Cell, Column, Linked
from pipeline.ask.layout import Kind as ColumnKind
from pipeline.ask.listing import Listing
from pipeline.reading.extraction import Extraction

Rows = Iterable[Sequence[Any]]
_NUMBERS = ("page", "year", "printed", "value", "yuan", "level", "rows", "columns", "weight", "score")
_TEXTS = ("title", "item", "indicator", "target", "actual", "name")


def part(extraction: Extraction, name: str, source: str = "") -> Listing:
    """One of `PARTS` of a document; pages lead to those of `source`, a path or an address.

    Where places are not pages alone, the locator stands behind the page.
    """
    heads, rows = PARTS[name](extraction)
    if extraction.document.locators is not None:
        heads = (heads[0], "locator", *heads[1:])
        rows = [(place, place.locator, *others) for place, *others in rows]
    return listed(heads, rows, source)


def listed(heads: Sequence[str], rows: Rows, source: str = "") -> Listing:
    """Rows below their heads; a `Place` among the values is its page."""
    return Listing(
        tuple(Column(head, _kind(head)) for head in heads),
        [[_cell(value, source) for value in row] for row in rows],
    )


def _kind(head: str) -> ColumnKind:
    return "number" if head in _NUMBERS else "text" if head in _TEXTS else "name"


def _cell(value: Any, source: str) -> Cell:
    if not isinstance(value, Place):
        return value
    return Linked(value.page, f"{source}#page={value.page}") if source and value.page else value.page


def _outline(x: Extraction) -> tuple[Sequence[str], Rows]:
    heads = ("page", "level", "number", "title", "kind")
    return heads, [(s.place, s.level, s.number_raw, s.title, s.kind) for s in x.sections]


def _tables(x: Extraction) -> tuple[Sequence[str], Rows]:
    heads = ("page", "title", "canonical_table", "unit", "rows", "columns", "engine", "ties_out")
    return heads, [
        (t.place, t.title_raw, t.canonical_table, t.unit_raw, t.n_rows, t.n_cols, t.engine, t.ties_out)
        for t in x.tables
    ]


def _forms(x: Extraction) -> tuple[Sequence[str], Rows]:
    heads = ("page", "name", "kind", "score", "weight")
    return heads, [(p.place, p.name_raw, p.form_kind, p.total_score, p.total_weight) for p in x.projects]


def _quantities(x: Extraction) -> tuple[Sequence[str], Rows]:
    heads = ("page", "kind", "place", "printed", "unit", "value", "yuan")
    return heads, [
        (q.place, q.kind, q.where, q.value_raw, q.unit_raw, q.value, q.value_yuan) for q in x.quantities
    ]


def _facts(x: Extraction) -> tuple[Sequence[str], Rows]:
    heads = ("page", "measure", "role", "code", "item", "year", "printed", "yuan", "from")
    return heads, [
        (
            *(f.place, f.measure, f.role, f.function_code or f.economic_code, f.item_label),
            *(f.value_year, f.value_raw, f.value_yuan, f.source_kind),
        )
        for f in x.facts
    ]


PARTS: dict[str, Callable[[Extraction], tuple[Sequence[str], Rows]]] = {
    "outline": _outline,
    "tables": _tables,
    "forms": _forms,
    "quantities": _quantities,
    "facts": _facts,
}
