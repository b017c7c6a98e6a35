"""Bodies, divisions and measures by a name that somebody writes: what stands above the hits of a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from patterns import load
from patterns.divisions import divisions_called, full_name
from patterns.shapes.measures import Measures
from pipeline.ask.suggestions import near
from pipeline.explorer.edition import Edition
from pipeline.explorer.pages.division_tree import digits

_SHOWN = 8
_BODIES = """
    with named as (
      select entity_id, canonical_name as name, canonical_name as called from entities
      union all
      select a.entity_id, e.canonical_name, a.alias from entity_aliases a join entities e using (entity_id)
      where a.kind <> 'self_reference'
    ), matched as (
      select entity_id, any_value(name) as name, arg_min(called, length(called)) as called,
             min(length(called)) as length
      from named
      where len(list_filter($words, lambda word: not contains(lower(called), word))) = 0
      group by entity_id
    ), counted as (
      select entity_id, count(*) as documents, min(fiscal_year) as first_year, max(fiscal_year) as last_year,
             any_value(division_code) as division_code
      from documents where entity_id in (select entity_id from matched) group by entity_id
    )
    select m.entity_id, m.name, if(m.called = m.name, null, m.called) as called, c.division_code,
           coalesce(c.documents, 0) as documents, c.first_year, c.last_year
    from matched m left join counted c using (entity_id)
    where ($division is null or starts_with(c.division_code, $division))
    order by not starts_with(lower(m.called), $words[1]), coalesce(c.documents, 0) = 0, m.length,
             c.documents desc, m.name, m.entity_id
    limit $limit
"""
_IN_DIVISION = "select count(*) from documents where starts_with(division_code, ?)"
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A body whose name matches."""

    entity_id: str
    name: str
    called: str | None
    """The other name that matched; null where it is the name itself."""
    division_code: str | None
    documents: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """A division that is called so, and how many documents there are of it and what lies in it."""

    code: str
    name: str
    documents: int


def bodies(
    edition: Edition, asked: str, division: str | None = None, limit: int = _SHOWN
) -> tuple[Named, ...]:
    """Bodies in whose name, or another name of theirs, all words stand; the nearest first."""
    words = [word.lower() for word in asked.replace('"', " ").split()]
    if not words or max(map(len, words)) < _SHORTEST:
        return ()
    given = {"words": words, "division": division, "limit": limit}
    return tuple(Named(**row) for row in edition.rows(_BODIES, given))


def divisions(edition: Edition, asked: str) -> tuple[Place, ...]:
    """Divisions that are called so and of which there are documents."""
    found = []
    for code in divisions_called(asked.strip()):
        documents = edition.value(_IN_DIVISION, [digits(code)])
        if documents:
            found.append(Place(code, full_name(code) or code, documents))
    return tuple(found)


def measures(asked: str, limit: int = 5) -> tuple[str, ...]:
    """Ids of measures in one of whose names the words stand, the shortest name first."""
    sought = asked.strip().casefold()
    if len(sought) < _SHORTEST:
        return ()
    found = []
    for measure in load(Measures).measure:
        names = [n for n in (measure.name_zh, measure.name_en, *measure.aliases) if sought in n.casefold()]
        if names:
            found.append((min(map(len, names)), measure.id))
    return tuple(name for _, name in sorted(found)[:limit])


def meant(edition: Edition, asked: str) -> Sequence[str]:
    """Names of bodies that may be meant, where none is called so."""
    known = [row["canonical_name"] for row in edition.rows("select distinct canonical_name from entities")]
    return near(asked, [name for name in known if name])
