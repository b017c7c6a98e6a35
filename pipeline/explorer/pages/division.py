"""A division: its bodies and their years, what lies in it, what is missing, what was found."""

from __future__ import annotations

from dataclasses import dataclass

from patterns.divisions import CENTRAL, path_of
from pipeline.ask.layout import Column
from pipeline.ask.listing import Listing
from pipeline.explorer.edition import Edition, NotThere
from pipeline.explorer.page import Page
from pipeline.explorer.pages.division_tree import UNKNOWN, Branch, digits, tree
from pipeline.language.spoken import tr

BODIES_ON_A_PAGE = 200
_BODIES = """
    select d.entity_id, coalesce(any_value(e.canonical_name), any_value(d.entity_name), d.entity_id) as name,
           list(distinct d.scope_type) as scope_types,
           list({fiscal_year: d.fiscal_year, doc_kind: d.doc_kind, doc_id: d.doc_id, is_primary: d.is_primary}
                order by d.fiscal_year, d.doc_kind, d.is_primary desc, d.doc_id) as documents
    from documents d left join entities e on e.entity_id = d.entity_id
    where d.division_code is not distinct from $code and d.province is not distinct from $province
      and d.entity_id is not null
    group by d.entity_id order by name, d.entity_id
"""
_NARROWED = """
    select doc_id, coalesce(title, file_name) as title, entity_id, entity_name, doc_kind, fiscal_year,
           group_role
    from documents
    where if($prefix is null, division_code is null, starts_with(division_code, $prefix))
      and ($year is null or fiscal_year = $year)
      and ($kind is null or doc_kind = $kind)
    order by division_code, entity_name nulls last, fiscal_year desc nulls last, title, doc_id limit 500
"""
_UNNAMED = """
    select doc_id, coalesce(title, file_name) as title, doc_kind, fiscal_year from documents
    where division_code is not distinct from $code and province is not distinct from $province
      and entity_id is null
    order by fiscal_year desc nulls last, title, doc_id
"""
_COVERAGE = """
    select fiscal_year, doc_kind, level, bodies, bodies_known, not_in_folder,
           missing_entity_ids from v_coverage
    where division_code is not distinct from $code and province is not distinct from $province
    order by fiscal_year desc, doc_kind, level
"""
_FINDINGS = """
    select severity, count(*) as findings from v_findings
    where doc_id in (select doc_id from documents where division_code is not distinct from $code)
      and province is not distinct from $province
    group by severity order by severity
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A division, and a page of its bodies; a year or kind of which all documents in it are listed."""

    code: str
    page: int = 1
    year: int | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a body."""

    fiscal_year: int | None
    doc_kind: str
    doc_id: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class OfBody:
    """A body and its documents."""

    entity_id: str
    name: str
    scope_types: tuple[str, ...]
    documents: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A document whose body is not known."""

    doc_id: str
    title: str
    doc_kind: str
    fiscal_year: int | None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A document of the division or what lies in it."""

    doc_id: str
    title: str
    entity_id: str | None
    entity_name: str | None
    doc_kind: str
    fiscal_year: int | None
    group_role: str | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A body that has no document of a year and kind."""

    entity_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Covered:
    """How many bodies of one level have published in a year."""

    fiscal_year: int
    doc_kind: str
    level: str
    bodies: int
    bodies_known: int
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """What there is of a division itself, and what lies in it."""

    asked: Asked
    code: str
    name: str | None
    documents: int
    """With those of all divisions in it."""
    years: tuple[int, ...]
    page: int
    pages: int
    all_bodies: int
    bodies: tuple[OfBody, ...]
    unnamed: tuple[Unnamed, ...]
    narrowed: tuple[Narrowed, ...]
    """Documents of the year and kind that are asked for, of the division and all in it; at most 500."""
    within: tuple[Branch, ...]
    coverage: tuple[Covered, ...]
    severities: dict[str, int]
    """Findings in documents of its own bodies."""


def division(edition: Edition, asked: Asked) -> Division:
    """What there is of a division. Raises `NotThere`."""
    path = path_of(asked.code)
    if not path and asked.code not in (CENTRAL, UNKNOWN):
        raise NotThere(
            tr("there is no division with the code {code}; 11 is Beijing, 310107 a district", code=asked.code)
        )
    known = asked.code != UNKNOWN
    given = {"code": asked.code if known else None, "province": asked.code[:2] if known else None}
    rows = edition.rows(_BODIES, given)
    bodies = tuple(
        OfBody(
            row["entity_id"],
            row["name"],
            tuple(sorted(filter(None, row["scope_types"]))),
            tuple(Paper(**one) for one in row["documents"]),
        )
        for row in rows
    )
    unnamed = tuple(Unnamed(**row) for row in edition.rows(_UNNAMED, given))
    within = tree(edition, asked.code) if known else ()
    pages = max(1, -(-len(bodies) // BODIES_ON_A_PAGE))
    page = min(max(asked.page, 1), pages)
    own = sum(len(body.documents) for body in bodies) + len(unnamed)
    return Division(
        asked=asked,
        code=asked.code,
        name=path[-1][1] if path else None,
        documents=own + sum(one.documents for one in within),
        years=tuple(
            sorted({d.fiscal_year for b in bodies for d in b.documents if d.fiscal_year is not None})
        ),
        page=page,
        pages=pages,
        all_bodies=len(bodies),
        bodies=bodies[(page - 1) * BODIES_ON_A_PAGE : page * BODIES_ON_A_PAGE],
        unnamed=unnamed,
        narrowed=_narrowed(edition, asked),
        within=within,
        coverage=tuple(
            Covered(
                row["fiscal_year"],
                row["doc_kind"],
                row["level"],
                row["bodies"],
                row["bodies_known"],
                tuple(map(Missing, row["missing_entity_ids"] or (), row["not_in_folder"] or ())),
            )
            for row in edition.rows(_COVERAGE, given)
        ),
        severities={row["severity"]: row["findings"] for row in edition.rows(_FINDINGS, given)},
    )


def _narrowed(edition: Edition, asked: Asked) -> tuple[Narrowed, ...]:
    if asked.year is None and asked.kind is None:
        return ()
    given = {
        "prefix": None if asked.code == UNKNOWN else digits(asked.code),
        "year": asked.year,
        "kind": asked.kind,
    }
    return tuple(Narrowed(**row) for row in edition.rows(_NARROWED, given))


def listed(record: Division) -> Listing:
    """The documents of its bodies, one in a row."""
    names = ("division_code", "entity_id", "entity_name", "fiscal_year", "doc_kind", "is_primary", "doc_id")
    rows = [
        (record.code, body.entity_id, body.name, one.fiscal_year, one.doc_kind, one.is_primary, one.doc_id)
        for body in record.bodies
        for one in body.documents
    ]
    return Listing(tuple(map(Column, names)), rows)


DIVISION = Page("division", "/in/{code}", "division.html", Asked, division, listed)
