"""Search: words and figures in all documents, each hit with its place; bodies by name above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.ask.layout import Column
from pipeline.ask.listing import Listing
from pipeline.ask.search import CLOSES, OPENS, Filters, SearchError
from pipeline.ask.search import Hit as Found
from pipeline.explorer.edition import Edition
from pipeline.explorer.page import Page
from pipeline.explorer.pages.bodies_named import Named, Place, bodies, divisions, meant, measures

Part = Literal["titles", "sections", "projects", "reasons", "tables"]
ON_A_PAGE = 20
MOST_PAGES = 50
_REACH = 4000
"""So many characters behind where a hit begins its words are looked for."""
_MARKED = re.compile(f"{OPENS}([^{CLOSES}]+){CLOSES}")
_TEXTS = """
    select h.n, substr(t.text, h.start + 1, $reach) as text
    from (select unnest($numbers) as n, unnest($documents) as doc_id, unnest($starts) as start) h
    join (select doc_id, text from texts where doc_id in (select unnest($documents))) t using (doc_id)
"""
_CHOICES = """
    select list(distinct fiscal_year order by fiscal_year desc) filter (fiscal_year is not null) as years,
           list(distinct doc_kind order by doc_kind) as kinds
    from documents
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Words or a figure, and what narrows."""

    q: str = ""
    division: str | None = None
    """A code, its first digits, or a name."""
    year: int | None = None
    kind: str | None = None
    entity: str | None = None
    """Part of a body's name, or its id."""
    within: list[Part] = field(default_factory=list)
    """Where words are looked for; everywhere but in reasons where nothing is chosen."""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet."""

    text: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where words or a figure stand."""

    kind: str
    """title, section, project, reason, table; of a figure cell or quantity."""
    doc_id: str
    page: int | None
    mark: dict[str, Any]
    """What is marked on its page: start and end, table with row and col, or quantity."""
    entity_name: str | None
    fiscal_year: int | None
    doc_kind: str | None
    document: str | None
    path: str
    """The headings it stands under."""
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    row_label: str | None
    column: str | None
    printed: str | None
    unit: str | None
    match: str | None
    """as_printed, other_unit, rounded, no_unit"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found."""

    asked: Asked
    way: str | None
    """phrase: as asked; words: the words of a term may stand apart; any: not all words were found."""
    hits: tuple[Hit, ...]
    more: bool
    problem: str | None
    """Why it was not searched."""
    bodies: tuple[Named, ...]
    divisions: tuple[Place, ...]
    measures: tuple[str, ...]
    meant: tuple[str, ...]
    """Names of bodies that may have been meant, where nothing was found."""
    years: tuple[int, ...]
    """What may be chosen to narrow."""
    kinds: tuple[str, ...]


def search(edition: Edition, asked: Asked) -> Answer:
    """What stands where."""
    choices = edition.row(_CHOICES) or {}
    hits: Sequence[Found] = ()
    way = problem = None
    page = min(max(asked.page, 1), MOST_PAGES)
    query = asked.q.strip()
    if query:
        try:
            filters = Filters(asked.entity, asked.division, asked.year, asked.kind)
            answer = edition.search(query, asked.within, filters, page * ON_A_PAGE + 1)
            hits, way = answer.hits, answer.way
        except SearchError as error:
            problem = str(error)
    shown = hits[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    named = bodies(edition, query) if query and page == 1 else ()
    return Answer(
        asked=asked,
        way=way,
        hits=_shown(edition, shown),
        more=len(hits) > page * ON_A_PAGE and page < MOST_PAGES,
        problem=problem,
        bodies=named,
        divisions=divisions(edition, query) if query and page == 1 else (),
        measures=measures(query) if query and page == 1 else (),
        meant=tuple(meant(edition, query)) if query and not shown and not named else (),
        years=tuple(choices.get("years") or ()),
        kinds=tuple(choices.get("kinds") or ()),
    )


def _shown(edition: Edition, hits: Sequence[Found]) -> tuple[Hit, ...]:
    marks = _marks(edition, hits)
    return tuple(
        Hit(
            kind=hit.kind,
            doc_id=hit.doc_id,
            page=hit.page,
            mark=mark,
            entity_name=hit.entity_name,
            fiscal_year=hit.fiscal_year,
            doc_kind=hit.doc_kind,
            document=hit.document,
            path=hit.path,
            title=pieces(hit.title),
            snippet=pieces(hit.snippet),
            row_label=hit.row_label,
            column=hit.column,
            printed=hit.printed,
            unit=hit.unit,
            match=hit.match,
        )
        for hit, mark in zip(hits, marks, strict=True)
    )


def _marks(edition: Edition, hits: Sequence[Found]) -> list[dict[str, Any]]:
    """What is marked of each hit: a cell, a quantity, or the first of its words behind where it begins."""
    marks: list[dict[str, Any]] = [{} for _ in hits]
    words: dict[int, str] = {}
    for n, hit in enumerate(hits):
        if hit.table_id is not None:
            marks[n] = {"table": hit.table_id, "row": hit.row, "col": hit.col}
        elif hit.quantity_id is not None:
            marks[n] = {"quantity": hit.quantity_id}

        elif hit.char_start is not None and (
            found := _MARKED.search(hit.snippet) or _MARKED.search(hit.title)
        ):
            words[n] = found[1]
    if words:
        given = {
            "numbers": list(words), "documents": [hits[n].doc_id for n in words],
            "starts": [hits[n].char_start for n in words], "reach": _REACH,
        }  # fmt: skip
        for row in edition.rows(_TEXTS, given):
            n = row["n"]
            start = hits[n].char_start or 0
            at = _spaced(words[n]).search(row["text"] or "")
            marks[n] = {"start": start, "end": start + 1}
            if at is not None:
                marks[n] = {"start": start + at.start(), "end": start + at.end()}
    return marks


def _spaced(word: str) -> re.Pattern[str]:
    """A word as a text may have it: white space between its characters, whatever their case."""
    return re.compile(r"\s*".join(map(re.escape, "".join(word.split()))), re.IGNORECASE)


def pieces(text: str) -> tuple[Piece, ...]:
    """A text with marks around what was found, in pieces.

    >>> [(p.text, p.is_found) for p in pieces("a " + OPENS + "b" + CLOSES)]
    [('a ', False), ('b', True)]
    """
    found = []
    for n, part in enumerate(re.split(f"[{OPENS}{CLOSES}]", text)):
        if part:
            found.append(Piece(part, n % 2 == 1))
    return tuple(found)


def listed(record: Answer) -> Listing:
    """The hits of this page."""
    names = (
        "kind", "entity_name", "fiscal_year", "doc_kind", "path", "title", "snippet", "printed", "unit",
        "match",
        "doc_id", "page",
    )  # fmt: skip
    rows = [
        (
            hit.kind, hit.entity_name, hit.fiscal_year, hit.doc_kind, hit.path,
            "".join(piece.text for piece in hit.title), "".join(piece.text for piece in hit.snippet),
            hit.printed, hit.unit, hit.match, hit.doc_id, hit.page,
        )
        for hit in record.hits
    ]  # fmt: skip
    return Listing(tuple(map(Column, names)), rows)


@dataclass(frozen=True, slots=True)
class Suggested:
    """Bodies and divisions by what was written so far."""

    q: str
    bodies: tuple[Named, ...]
    divisions: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class AskedSuggested:
    """What was written so far."""

    q: str = ""


def suggested(edition: Edition, asked: AskedSuggested) -> Suggested:
    """Bodies and divisions whose names match."""
    query = asked.q.strip()
    return Suggested(query, bodies(edition, query), divisions(edition, query) if query else ())


SEARCH = Page("search", "/search", "search.html", Asked, search, listed)
SUGGESTED = Page("suggested", "/suggested", "suggested.html", AskedSuggested, suggested)
