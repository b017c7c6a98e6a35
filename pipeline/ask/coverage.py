"""How much of what should be there a folder holds: whose documents a ranking or an export speaks for.

A folder knows the bodies that its documents are published by or name; how many others should have published,
nobody here can know (view `v_coverage`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from patterns.interface import Text, text_for, texts
from pipeline.language.spoken import language, tr

if TYPE_CHECKING:
    import duckdb

_LEVELS = {
    "department_rollup": "department",
    "department_own": "department",
    "single_unit": "unit",
    "unknown": "unknown",
}
"""Which level of `v_coverage` a scope belongs to."""
SCOPES = tuple(_LEVELS)
"""What documents speak for: a department with its units, its own office, one unit."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of one year and kind of disclosure, and one scope where one is asked for."""

    documents: int
    """Documents that sums and rankings use."""
    bodies: int
    """Bodies whose disclosure is in the folder; of the scope's level where one is asked for."""
    bodies_known: int
    """Bodies of that level that the folder knows of."""


def coverage(
    connection: duckdb.DuckDBPyConnection,
    year: int | None,
    doc_kind: str,
    scope: str | None = None,
    division: str | None = None,
) -> Coverage:
    """The coverage of a year and kind; of all years, scopes and divisions where none is given.

    A body counts in each of several years.
    """
    counted = connection.execute(
        "select count(*) from v_primary_documents "
        "where ($1 is null or fiscal_year = $1) and doc_kind = $2 and ($3 is null or scope_type = $3) "
        "and ($4 is null or division_code = $4)",
        [year, doc_kind, scope, division],
    ).fetchone()
    known = connection.execute(
        "select coalesce(sum(bodies), 0), coalesce(sum(bodies_known), 0) from v_coverage "
        "where ($1 is null or fiscal_year = $1) and doc_kind = $2 and ($3 is null or level = $3) "
        "and ($4 is null or division_code = $4)",
        [year, doc_kind, None if scope is None else _LEVELS.get(scope, scope), division],
    ).fetchone()
    assert counted is not None
    assert known is not None
    return Coverage(int(counted[0]), int(known[0]), int(known[1]))


def coverage_by_division(
    connection: duckdb.DuckDBPyConnection, year: int | None, doc_kind: str, scope: str | None = None
) -> dict[str, Coverage]:
    """The same of every division at once, by its code."""
    counted = connection.execute(
        "select division_code, count(*) from v_primary_documents "
        "where ($1 is null or fiscal_year = $1) and doc_kind = $2 and ($3 is null or scope_type = $3) "
        "and division_code is not null group by all",
        [year, doc_kind, scope],
    ).fetchall()
    known = connection.execute(
        "select division_code, sum(bodies), sum(bodies_known) from v_coverage "
        "where ($1 is null or fiscal_year = $1) and doc_kind = $2 and ($3 is null or level = $3) "
        "and division_code is not null group by all",
        [year, doc_kind, None if scope is None else _LEVELS.get(scope, scope)],
    ).fetchall()
    documents = dict(counted)
    bodies = {code: (int(here), int(every)) for code, here, every in known}
    return {
        code: Coverage(int(documents.get(code, 0)), *bodies.get(code, (0, 0)))
        for code in {*documents, *bodies}
    }


def scope_name(scope: str | None) -> Text:
    """What a scope is called; null is all of them together."""
    return text_for(scope or "all", texts().ranking.scopes)


def coverage_lines(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """For each year and kind of disclosure and each scope, how many documents and bodies the folder has."""
    found = connection.execute(
        "select fiscal_year, doc_kind, scope_type from v_primary_documents "
        "where doc_kind in ('budget', 'final_account') and fiscal_year is not null "
        "group by all order by all"
    ).fetchall()
    lines, words = [], texts().ranking
    for year, kind, scope in found:
        of = coverage(connection, year, kind, scope)
        counted = words.documents.filled(n=of.documents).of(language())
        published = words.published.filled(bodies=of.bodies, known=of.bodies_known).of(language())
        lines.append(
            tr(
                "{kind} {year}, {scope}: {counted}; {published}",
                kind=text_for(kind, words.kinds).of(language()),
                year=year,
                scope=scope_name(scope).of(language()),
                counted=counted,
                published=published,
            )
        )
    return lines
