"""What a document is: the head of each of its pages; and what may be marked in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.explorer.edition import Row
from pipeline.explorer.pages.document_words import word
from pipeline.language.spoken import tr

_SHOWN_ID = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What an address marks: one figure, one finding, or characters of the text."""

    fact: str | None = None
    """A fact, by its id."""
    finding: str | None = None
    """A finding, by its id."""
    table: str | None = None
    """A cell, by the id of its table, with `row` and `col`."""
    row: int | None = None
    col: int | None = None
    quantity: str | None = None
    """A quantity of running text, by its id."""
    start: int | None = None
    """Characters of the canonical text, from `start` up to `end`."""
    end: int | None = None

    @property
    def anything(self) -> bool:
        """Is something marked?"""
        return any(
            value is not None for value in (self.fact, self.finding, self.table, self.quantity, self.start)
        )


@dataclass(frozen=True, slots=True)
class Head:
    """What a document is."""

    doc_id: str
    title: str
    """As printed; where it has none, body, year and kind, or the name of the file."""
    entity_id: str | None
    entity_name: str | None
    division_code: str | None
    fiscal_year: int | None
    doc_kind: str
    scope_type: str
    status: str
    page_count: int | None
    """Null for a text, which has no pages."""
    text_origin: str
    published_on: date | None
    source_url: str | None
    file_name: str
    is_scan: bool
    """Was any of it recognised from pictures?"""


def head(document: Row) -> Head:
    """The head of a row of `documents`."""
    return Head(
        doc_id=document["doc_id"],
        title=document["title"]
        or _named(document)
        or document["file_name"]
        or document["doc_id"][:_SHOWN_ID],
        is_scan=document["text_origin"] in ("ocr", "mixed"),
        **{name: document[name] for name in _AS_IT_IS},
    )


def _named(document: Row) -> str | None:
    if document["entity_name"] is None or document["fiscal_year"] is None:
        return None
    return tr(
        "{body}, {kind} {year}",
        body=document["entity_name"],
        kind=word("kind", document["doc_kind"]),
        year=document["fiscal_year"],
    )


_AS_IT_IS = (
    *("entity_id", "entity_name", "division_code", "fiscal_year", "doc_kind", "scope_type", "status"),
    *("page_count", "text_origin", "published_on", "source_url", "file_name"),
)


def box_of(row: Mapping[str, Any]) -> tuple[float, ...] | None:
    """x0, top, x1, bottom in points from the top left of the page as displayed; null without one."""
    box = row["bbox"]
    return None if box is None else tuple(round(float(side), 2) for side in box)
