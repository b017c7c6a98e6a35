"""Full-text search over what `pipeline.publishing.search_index` holds.

A query is terms parted by spaces. A term is cut into words as the documents were, and its words must stand
side by side, the first and last perhaps as part of a longer word; all terms must be found. Where that finds
nothing, first the words of each term may stand apart, then any of them is enough; the answer says which it
was.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import combinations
from pathlib import Path
from typing import Any

from pipeline.ask.hits import CLOSES, OPENS, Answer, Filters, Hit, SearchError, Way, WrongSearch
from pipeline.ask.links import page_link
from pipeline.ask.remote import RemoteOutput
from pipeline.ask.suggestions import near, with_near
from pipeline.language.spoken import tr
from pipeline.language.tokens import MARK, runs, words_by
from pipeline.publishing.search_index import INDEX, frequencies, has_full_text, is_current
from pipeline.storage.folders import is_url

ENTRY_KINDS = {
    "titles": "title",
    "sections": "section",
    "projects": "project",
    "reasons": "reason",
    "tables": "table",
}
"""What `--in` names, and the kinds of entries that it means."""
DOC_KINDS = ("final_account", "budget", "self_evaluation", "performance_goal", "evaluation_report", "other")
"""What `documents.doc_kind` can be."""
_USUAL = ("title", "section", "project", "table")
"""Searched unless told otherwise: reasons stand in sections too."""
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


def words(output: Path | str, query: str, within: Sequence[str], filters: Filters, limit: int) -> Answer:
    """The best hits for the words of a query, as strictly as something is found.

    Of a division the filters have the first digits. Raises `SearchError`.
    """
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
    """Raises `SearchError` for an entity that no document is of, `WrongSearch` for an unknown kind."""
    kind, entity = filters.kind, filters.entity
    if kind is not None and kind not in DOC_KINDS:
        problem = tr(
            "there is no kind of document {name}; there are {names}", name=kind, names=", ".join(DOC_KINDS)
        )
        raise WrongSearch(with_near(problem, near(kind, DOC_KINDS)))
    if entity is None:
        return
    is_one = "select 1 from documents where instr(entity_name, ?1) or entity_id = ?1 limit 1"
    if connection.execute(is_one, (entity,)).fetchone() is None:
        known = [name for (name,) in connection.execute("select distinct entity_name from documents") if name]
        problem = tr("no document is of an entity that is called {name}", name=entity)
        raise SearchError(with_near(problem, near(entity, known)))


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
               e.locator, d.source_url, d.source_uri,
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
    for row in rows:
        kind, doc_id, entity, year, doc_kind, document, path, page, locator, *rest = row
        url, uri, title, body, score, start = rest
        same = (doc_id, kind, path, title)
        if same in seen:
            continue
        seen.add(same)
        shown = (_clean(title), page, _clean(body), page_link(url, uri, page, locator), round(-score, 4))
        hits.append(
            Hit(
                kind,
                doc_id,
                entity,
                year,
                doc_kind,
                document,
                path,
                *shown,
                char_start=start,
                locator=locator,
            )
        )
        if len(hits) == limit:
            break
    return hits


def _clean(text: str) -> str:
    """Found words that stand side by side become one; the marks between words go."""
    return " ".join(text.replace(MARK, "").replace(CLOSES + OPENS, "").split())
