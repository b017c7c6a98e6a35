"""Search over what `pipeline.publishing.search_index` holds: words, phrases, filters, ranked hits, figures.

A query is terms parted by spaces. A term is cut into words as the documents were, and its words must stand
side by side, the first and last perhaps as part of a longer word; all terms must be found. Where that finds
nothing, first the words of each term may stand apart, then any of them is enough; the answer says which it
was. A query that is one figure is also looked for in cells and sentences, however it is printed there
(`pipeline.ask.figure_search`).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

from pipeline.ask.division_asked import UnknownDivision, division_prefix
from pipeline.ask.figure_search import Found, find_figure
from pipeline.ask.figures_asked import Figure, figure_asked
from pipeline.ask.links import page_link
from pipeline.ask.query import QueryError, connect
from pipeline.ask.remote import RemoteOutput
from pipeline.ask.suggestions import near, with_near
from pipeline.language.spoken import tr
from pipeline.language.tokens import MARK, runs, words_by
from pipeline.publishing.search_index import INDEX, frequencies, has_full_text, is_current
from pipeline.storage.folders import is_url

Way = Literal["phrase", "words", "any"]
ENTRY_KINDS = {
    "titles": "title",
    "sections": "section",
    "projects": "project",
    "reasons": "reason",
    "tables": "table",
}
"""What `--in` names, and the kinds of entries that it means."""
_USUAL = ("title", "section", "project", "table")
"""Searched unless told otherwise: reasons stand in sections too."""
OPENS, CLOSES = "\x02", "\x03"
"""Around a word that was found."""
_TERM = re.compile(r'"([^"]+)"|“([^”]+)”|(\S+)')
_WEIGHTS = (5.0, 1.0, 0.3)
"""Of a word in the title, the body, and the name of entity and document."""
_SNIPPET_WORDS = 28
_LONGEST_RUN = 64
_SHORTEST_PART = 2
"""Characters of a word that is looked for inside of longer words too."""
_MOST_WORDS = 40
_MOST_PHRASES = 120
_CANDIDATES = 20
"""So many rows for one hit are looked at: stretches of one section are one hit."""


class SearchError(ValueError):
    """A search that cannot be answered; the message says why and what to do."""


class WrongSearch(SearchError):
    """One that cannot be answered as it was asked: a filter names what there is not."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents are searched; empty means all."""

    entity: str | None = None
    """Part of the entity's name, or its id."""
    division: str | None = None
    """Code of a division, its first digits, or its name."""
    year: int | None = None
    kind: str | None = None
    """doc_kind: final_account, budget, …"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words or the figure were found. `title` and `snippet` have `OPENS` and `CLOSES`
    around words.
    """

    kind: str
    """title, section, project, reason, table; of a figure cell or quantity."""
    doc_id: str
    entity_name: str | None
    fiscal_year: int | None
    doc_kind: str | None
    document: str | None
    path: str
    title: str
    page: int | None
    snippet: str
    source: str | None
    """The document with `#page=N`."""
    score: float
    char_start: int | None = field(default=None)
    row_label: str | None = None
    """Of a cell."""
    column: str | None = None
    """Its column path, from the outermost header."""
    printed: str | None = None
    """A figure as it is printed, without its unit."""
    unit: str | None = None
    match: str | None = None
    """How a figure is the one that was asked for: `pipeline.ask.figure_search.MATCHES`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits, the best first, and how strictly they answer."""

    hits: tuple[Hit, ...]
    way: Way
    """phrase: as asked; words: the words of a term may stand apart; any: not all words were found."""


def search(
    output: Path | str,
    query: str,
    *,
    within: Sequence[str] = (),
    filters: Filters | None = None,
    limit: int = 20,
) -> Answer:
    """The best hits, at most `limit`, best first; equal ones by document and place.

    `within` are keys of `ENTRY_KINDS`. Raises `SearchError` where there is no index or no word in the query,
    `WrongSearch` for filters that name what there is not.
    """
    filters = _meant(filters or Filters())
    figure = figure_asked(query)
    figures = _figures(output, figure, within, filters, limit) if figure else []
    if figure is None:
        return _words(output, query, within, filters, limit)
    try:
        words = _words(output, query, within, filters, limit)
    except SearchError:
        if not figures:
            raise
        words = Answer((), "phrase")
    pages = {(hit.doc_id, hit.page) for hit in figures}
    others = [hit for hit in words.hits if hit.kind != "section" or (hit.doc_id, hit.page) not in pages]
    if words.way != "phrase":
        others = [] if figures else others
    hits = [*others, *figures] if figure.plain else [*figures, *others]
    return Answer(tuple(hits[:limit]), "phrase" if figures else words.way)


def _meant(filters: Filters) -> Filters:
    """The filters with the first digits of the division that is meant."""
    if filters.division is None:
        return filters
    try:
        return replace(filters, division=division_prefix(filters.division))
    except UnknownDivision as error:
        raise WrongSearch(str(error)) from error


def _figures(
    output: Path | str, figure: Figure, within: Sequence[str], filters: Filters, limit: int
) -> list[Hit]:
    """Where a figure stands; nowhere where the datasets cannot be asked: then words are all there is."""
    cells, sentences = not within or "tables" in within, not within or "sections" in within
    try:
        found = find_figure(
            connect(output), figure, cells=cells, sentences=sentences, limit=limit,
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
        snippet=_marked(found.sentence, found.printed),
        source=found.source,
        score=0.0,
        char_start=found.char_start,
        row_label=found.row_label,
        column=found.column,
        printed=found.printed,
        unit=found.unit,
        match=found.match,
    )


def _marked(sentence: str, printed: str) -> str:
    return sentence.replace(printed, f"{OPENS}{printed}{CLOSES}", 1)


def _words(output: Path | str, query: str, within: Sequence[str], filters: Filters, limit: int) -> Answer:
    path = _index(output)
    if not has_full_text():
        raise SearchError("this Python's SQLite has no FTS5, which full-text search needs; use another build")
    if not is_url(output) and Path(output).is_file():
        raise SearchError(tr("{output} is a file; --output takes the folder of a run", output=output))
    if not path.is_file():
        raise SearchError(f"there is no search index in {output}; run `mingzhang run PATH --output {output}`")
    with closing(sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True, timeout=10)) as connection:
        try:
            if not is_current(connection):
                raise SearchError(f"{path} is of another version; run `mingzhang run` again")
            _refuse_unknown(connection, filters)
            terms = _terms(connection, query)
            if not terms:
                raise SearchError(f"there is no word to look for in {query!r}")
            kinds = [ENTRY_KINDS[name] for name in within] or list(_USUAL)
            ways = _expressions(connection, terms)
            for way, expression in ways:
                hits = _hits(connection, expression, kinds, filters, limit)
                if hits or way == ways[-1][0]:
                    return Answer(tuple(hits), way)
        except sqlite3.DatabaseError as error:
            raise SearchError(f"{path} cannot be read ({error}); delete it and run again") from error
    raise AssertionError("the last way always answers")


def _refuse_unknown(connection: sqlite3.Connection, filters: Filters) -> None:
    """Raises `WrongSearch` for an entity or a kind that no document of the folder has, with those that may be
    meant.
    """
    for value, column, problem in (
        (
            filters.entity,
            "entity_name",
            tr("no document is of an entity that is called {name}", name=filters.entity),
        ),
        (filters.kind, "doc_kind", tr("there is no document of the kind {name}", name=filters.kind)),
    ):
        if value is None:
            continue
        known = [name for (name,) in connection.execute(f"select distinct {column} from documents") if name]
        ids = connection.execute("select 1 from documents where entity_id = ? limit 1", (value,)).fetchone()
        is_part = column == "entity_name" and any(value in name for name in known)
        if value not in known and not is_part and not (column == "entity_name" and ids):
            raise WrongSearch(with_near(problem, near(value, known)))


def _index(output: Path | str) -> Path:
    """Where the index stands; that of an object store is brought to this machine."""
    if not is_url(output):
        return Path(output) / INDEX
    try:
        return RemoteOutput(str(output)).search_index()
    except (ValueError, OSError) as error:
        raise SearchError(str(error)) from error


def _terms(connection: sqlite3.Connection, query: str) -> list[list[str]]:
    """The words of each term, cut as the documents were."""
    longest = [run[:_LONGEST_RUN] for run in runs(query)]
    pieces = {run[a:b] for run in longest for a, b in combinations(range(len(run) + 1), 2)}
    known, total = frequencies(connection, sorted(pieces))
    found = [words_by("".join(groups), known, total) for groups in _TERM.findall(query)]
    return [term for term in found if term]


def _phrases(connection: sqlite3.Connection, term: Sequence[str]) -> list[str]:
    """The phrases that hold a term: 人员增加 stands in 在职人员 增加 too, and 人员 in 人员经费."""
    first, last = term[0], term[-1]
    if len(term) == 1:
        if len(first) < _SHORTEST_PART:
            return [_quoted(term)]
        return [_quoted([word]) for word in (first, *_holding(connection, "instr(word, ?1)", first))]
    begins = [first, *_holding(connection, "substr(word, -length(?1)) = ?1", first)]
    ends = [last, *_holding(connection, "substr(word, 1, length(?1)) = ?1", last)]
    return [_quoted([a, *term[1:-1], b]) for a in begins for b in ends][:_MOST_PHRASES]


def _holding(connection: sqlite3.Connection, condition: str, part: str) -> list[str]:
    """Words of the documents that hold a part, the commonest first."""
    sql = f"select word from words where {condition} and word <> ?1 order by frequency desc, word limit ?2"
    return [word for (word,) in connection.execute(sql, (part, _MOST_WORDS))]


def _expressions(connection: sqlite3.Connection, terms: Sequence[Sequence[str]]) -> list[tuple[Way, str]]:
    """FTS5 expressions, the strictest first, without those that say the same again."""
    exact = [" OR ".join(_phrases(connection, term)) for term in terms]
    single = [" OR ".join(_phrases(connection, [word])) for term in terms for word in term]
    ways: list[tuple[Way, str]] = [("phrase", _all(exact)), ("words", _all(single))]
    if len(single) == 1:
        return ways[:1]
    if len(single) == len(terms):
        del ways[1]
    return [*ways, ("any", " OR ".join(single))]


def _all(expressions: Sequence[str]) -> str:
    return " AND ".join(f"({expression})" for expression in expressions)


def _quoted(term: Sequence[str]) -> str:
    return '"' + " ".join(term).replace('"', '""') + '"'


def _hits(
    connection: sqlite3.Connection, expression: str, kinds: Sequence[str], filters: Filters, limit: int
) -> list[Hit]:
    conditions = [f"e.kind in ({', '.join('?' * len(kinds))})"]
    values: list[Any] = [*kinds]
    for condition, value in (
        ("(instr(d.entity_name, ?) or d.entity_id = ?)", filters.entity),
        ("substr(d.division_code, 1, length(?)) = ?", filters.division),
        ("d.fiscal_year = ?", filters.year),
        ("d.doc_kind = ?", filters.kind),
    ):
        if value is not None:
            conditions.append(condition)
            values += [value] * condition.count("?")
    weights = ", ".join(map(str, _WEIGHTS))
    rows = connection.execute(
        f"""
        select e.kind, e.doc_id, d.entity_name, d.fiscal_year, d.doc_kind, d.title, e.path, e.page,
               d.source_url, d.source_uri,
               highlight(entry_text, 0, '{OPENS}', '{CLOSES}'),
               snippet(entry_text, 1, '{OPENS}', '{CLOSES}', '…', {_SNIPPET_WORDS}),
               bm25(entry_text, {weights}) as score, e.char_start
        from entry_text
        join entries e on e.id = entry_text.rowid
        join documents d on d.doc_id = e.doc_id
        where entry_text match ? and {" and ".join(conditions)}
        order by score, d.source_uri, e.doc_id, e.char_start, e.kind
        limit ?
        """,
        (expression, *values, limit * _CANDIDATES),
    )
    hits: list[Hit] = []
    seen: set[tuple[str, str, str, str]] = set()
    for (
        kind,
        doc_id,
        entity,
        year,
        doc_kind,
        document,
        path,
        page,
        url,
        uri,
        title,
        body,
        score,
        start,
    ) in rows:
        same = (doc_id, kind, path, title)
        if same in seen:
            continue
        seen.add(same)
        source = page_link(url, uri, page)
        shown = (_clean(title), page, _clean(body), source, round(-score, 4), start)
        hits.append(Hit(kind, doc_id, entity, year, doc_kind, document, path, *shown))
        if len(hits) == limit:
            break
    return hits


def _clean(text: str) -> str:
    """Found words that stand side by side become one; the marks between words go."""
    return " ".join(text.replace(MARK, "").replace(CLOSES + OPENS, "").split())
