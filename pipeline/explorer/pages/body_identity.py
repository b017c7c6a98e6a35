"""Who a body is: its names over renames and mergers, what it belongs to, and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.explorer.edition import Edition, NotThere
from pipeline.language.spoken import tr

_KNOWN = """
    select entity_id, canonical_name as name, division_code, province from entities where entity_id = $id
    union all
    select entity_id, min(entity_name), min(division_code), min(province)
    from documents where entity_id = $id group by entity_id
    union all
    select entity_id, min(unit_name_raw), split_part(entity_id, ':', 1), left(entity_id, 2)
    from units_listed where entity_id = $id group by entity_id
    union all
    select entity_id, name, split_part(entity_id, ':', 1), left(entity_id, 2) from (
      select from_entity_id as entity_id, from_name as name from entity_relations where from_entity_id = $id
      union all
      select to_entity_id, to_name from entity_relations where to_entity_id = $id limit 1)
    limit 1
"""
_SERIES = """
    with recursive moves as (
      select distinct from_entity_id, to_entity_id from entity_relations
      where kind in ('rename', 'merge') and from_entity_id is not null and to_entity_id is not null
    ), own as (
      select $id as entity_id
      union
      select m.from_entity_id from own join moves m on m.to_entity_id = own.entity_id
    )
    select entity_id from own
    where entity_id in (select entity_id from entities) or entity_id in (select entity_id from documents)
"""
_NEWEST = """
    select coalesce((select any_value(series_id) from v_entity_series where entity_id = $id),
           $id) as series_id
"""
_ALIASES = """
    select alias, kind, doc_id, page, char_start, char_end from entity_aliases
    where entity_id in (select unnest($bodies)) and kind <> 'self_reference'
    qualify row_number() over (partition by alias
      order by kind <> 'former_name', doc_id, page, char_start) = 1
    order by alias
"""
_RELATIONS = """
    select kind, from_entity_id, from_name, to_entity_id, to_name, effective_from, effective_to, method,
           source,
           doc_id, page, char_start, char_end
    from entity_relations
    where from_entity_id in (select unnest($bodies)) or to_entity_id in (select unnest($bodies))
    order by effective_from nulls last, kind, from_name, to_name
"""
_PARENTS = """
    select d.parent_entity_id as entity_id, any_value(coalesce(e.canonical_name, i.value)) as name,
           any_value(i.doc_id) as doc_id, any_value(i.page) as page
    from documents d
    left join entities e on e.entity_id = d.parent_entity_id
    left join identity_evidence i on i.doc_id = d.doc_id and i.field = 'parent_entity_id'
    where d.entity_id in (select unnest($bodies)) and d.parent_entity_id is not null
    group by d.parent_entity_id order by name
"""
_UNITS = """
    with newest as (
      select doc_id from documents
      where entity_id in (select unnest($bodies)) and doc_id in (select doc_id from units_listed)
      order by fiscal_year desc nulls last, is_primary desc, doc_id limit 1
    )
    select u.unit_name_raw as name, u.note_raw as note, u.entity_id, u.kind, coalesce(u.is_own,
           false) as is_own,
           u.doc_id, u.page, u.char_start, u.char_end,
           (select count(*) from documents d where d.entity_id = u.entity_id) as documents
    from units_listed u join newest using (doc_id)
    order by u.ordinal
"""


_OF_UNIT = ("name", "note", "entity_id", "kind", "is_own", "documents")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed."""

    doc_id: str
    page: int | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of the body, and a place where it is printed."""

    name: str
    kind: str
    place: Place


@dataclass(frozen=True, slots=True)
class Relation:
    """A rename, merger, split, creation or abolition."""

    kind: str
    from_id: str | None
    from_name: str | None
    to_id: str | None
    to_name: str | None
    effective_from: date | None
    effective_to: date | None
    source: str | None
    """The decision, where no document of the body says it."""
    place: Place | None


@dataclass(frozen=True, slots=True)
class Other:
    """Another body."""

    entity_id: str
    name: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that the newest document lists."""

    name: str
    note: str | None
    entity_id: str | None
    kind: str
    is_own: bool
    documents: int
    """How many documents of its own are here."""
    place: Place


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a body is."""

    entity_id: str
    name: str
    division_code: str | None
    province: str | None
    series_id: str
    """The body that it became in the end; itself where it has not changed."""
    bodies: tuple[str, ...]
    """The ids under which its figures stand: its own and those of what went into it."""
    aliases: tuple[Alias, ...]
    relations: tuple[Relation, ...]
    parents: tuple[Other, ...]
    units: tuple[Unit, ...]


def identity(edition: Edition, entity_id: str) -> Identity:
    """Who a body is. Raises `NotThere` where no document names it."""
    row = edition.row(_KNOWN, {"id": entity_id})
    if row is None:
        raise NotThere(
            tr("there is no body {entity_id} in this output; search for its name", entity_id=entity_id)
        )
    series: str = edition.value(_NEWEST, {"id": entity_id})
    bodies = [row["entity_id"] for row in edition.rows(_SERIES, {"id": series})] or [entity_id]
    given = {"bodies": bodies}
    return Identity(
        **(
            row
            if (row["division_code"] or "").isdigit()
            else {**row, "division_code": None, "province": None}
        ),
        series_id=series,
        bodies=tuple(sorted(bodies, key=lambda body: (body != series, body))),
        aliases=tuple(Alias(one["alias"], one["kind"], _place(one)) for one in edition.rows(_ALIASES, given)),
        relations=_relations(edition, bodies),
        parents=tuple(
            Other(one["entity_id"], one["name"] or one["entity_id"], _at(one["doc_id"], one["page"]))
            for one in edition.rows(_PARENTS, given)
        ),
        units=tuple(
            Unit(**{name: one[name] for name in _OF_UNIT}, place=_place(one))
            for one in edition.rows(_UNITS, given)
        ),
    )


def _relations(edition: Edition, bodies: Sequence[str]) -> tuple[Relation, ...]:
    return tuple(
        Relation(
            kind=one["kind"],
            from_id=one["from_entity_id"],
            from_name=one["from_name"],
            to_id=one["to_entity_id"],
            to_name=one["to_name"],
            effective_from=one["effective_from"],
            effective_to=one["effective_to"],
            source=one["source"],
            place=None if one["doc_id"] is None else _place(one),
        )
        for one in edition.rows(_RELATIONS, {"bodies": list(bodies)})
    )


def _place(row: dict[str, object]) -> Place:
    return Place(*(row[name] for name in ("doc_id", "page", "char_start", "char_end")))  # type: ignore[arg-type]


def _at(doc_id: str | None, page: int | None) -> Place | None:
    return None if doc_id is None else Place(doc_id, page, None, None)
