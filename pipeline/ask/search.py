"""Search of published documents: their words (`word_search`), and figures however they are printed
(`figure_search`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.ask.division_asked import UnknownDivision, division_prefix
from pipeline.ask.figure_search import CELL, QUANTITY, Found, find_figure
from pipeline.ask.figures_asked import Figure, figure_asked
from pipeline.ask.hits import CLOSES, OPENS, Answer, Filters, Hit, SearchError, WrongSearch
from pipeline.ask.query import QueryError, connect
from pipeline.ask.word_search import ENTRY_KINDS, words

FindFigure = Callable[..., list[Found]]
"""As `find_figure`, without its connection."""
__all__ = [
    "CLOSES",
    "ENTRY_KINDS",
    "OPENS",
    "Answer",
    "Filters",
    "Hit",
    "SearchError",
    "WrongSearch",
    "search",
]


def search(
    output: Path | str,
    query: str,
    *,
    within: Sequence[str] = (),
    filters: Filters | None = None,
    limit: int = 20,
    find: FindFigure | None = None,
) -> Answer:
    """The best hits, at most `limit`, best first; equal ones by document and place.

    `within` are keys of `ENTRY_KINDS`; `find` finds figures for who has the output open. Raises `SearchError`
    where there is no index or no word in the query, `WrongSearch` for filters that name what there is not.
    """
    filters = _meant(filters or Filters())
    figure = figure_asked(query)
    find = find or partial(_found, output)
    figures = _figures(find, figure, within, filters, limit) if figure else []
    if figure is None:
        return words(output, query, within, filters, limit)
    try:
        in_texts = words(output, query, within, filters, limit)
    except SearchError:
        if not figures:
            raise
        in_texts = Answer((), "phrase")
    shown = {(hit.doc_id, hit.page, hit.locator) for hit in figures}
    others = [
        hit
        for hit in in_texts.hits
        if hit.kind != "section" or (hit.doc_id, hit.page, hit.locator) not in shown
    ]
    if in_texts.way != "phrase":
        others = [] if figures else others
    hits = [*others, *figures] if figure.plain else [*figures, *others]
    return Answer(tuple(hits[:limit]), "phrase" if figures else in_texts.way)


def _meant(filters: Filters) -> Filters:
    """The filters with the first digits of the division that is meant."""
    if filters.division is None:
        return filters
    try:
        return replace(filters, division=division_prefix(filters.division))
    except UnknownDivision as error:
        raise WrongSearch(str(error)) from error


def _found(output: Path | str, figure: Figure, **asked: Any) -> list[Found]:
    return find_figure(connect(output), figure, **asked)


def _figures(
    find: FindFigure, figure: Figure, within: Sequence[str], filters: Filters, limit: int
) -> list[Hit]:
    """Where a figure stands; nowhere where the datasets cannot be asked: then words are all there is."""
    cells, sentences = not within or "tables" in within, not within or "sections" in within
    try:
        found = find(
            figure, cells=cells, sentences=sentences, limit=limit,
            entity=filters.entity, division=filters.division, year=filters.year, kind=filters.kind,
        )  # fmt: skip
    except QueryError:
        return []
    return [_hit(one) for one in found]


def _hit(found: Found) -> Hit:
    return Hit(
        kind=found.kind,
        doc_id=found.doc_id,
        entity_name=found.entity_name,
        fiscal_year=found.fiscal_year,
        doc_kind=found.doc_kind,
        document=found.document,
        path=found.title,
        title=found.row_label or "",
        page=found.page,
        locator=found.locator,
        snippet=_marked(found.sentence, found.printed),
        source=found.source,
        score=0.0,
        char_start=found.char_start,
        row_label=found.row_label,
        column=found.column,
        printed=found.printed,
        unit=found.unit,
        match=found.match,
        table_id=found.id if found.kind == CELL else None,
        row=found.row,
        col=found.col,
        quantity_id=found.id if found.kind == QUANTITY else None,
    )


def _marked(sentence: str, printed: str) -> str:
    return sentence.replace(printed, f"{OPENS}{printed}{CLOSES}", 1)
