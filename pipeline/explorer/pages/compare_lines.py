"""The lines of a ranking as a page shows them, and what misleads who does not know it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.ask.comparable import AGAINST_BUDGET
from pipeline.ask.compare import LeftOut, Ranked, Ranking
from pipeline.ask.remarks import basis, reason, remark
from pipeline.explorer import names
from pipeline.explorer.pages.compare_options import kind_name
from pipeline.language.spoken import tr


@dataclass(frozen=True, slots=True)
class Against:
    """A figure that another is held against, with its place."""

    measure: str
    name: str
    value: Decimal
    raw: str | None
    basis: str
    page: int | None
    doc_id: str | None
    fact_id: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One place of the ranking."""

    rank: int
    key: str
    name: str
    entity_id: str | None
    entity_name: str | None
    division_code: str | None
    year: int | None
    value: Decimal
    figure: Decimal | None
    against: Decimal | None
    held: tuple[Against, ...]
    documents: int
    bodies: int | None
    """Of a division: its bodies whose documents are here."""
    bodies_known: int | None
    scopes: tuple[str, ...]
    page: int | None
    doc_id: str | None
    fact_id: str | None
    raw: str | None
    """As printed; null where it is computed, or the sum of several."""
    flags: tuple[str, ...]
    remarks: tuple[str, ...]
    """The flags in words."""


@dataclass(frozen=True, slots=True)
class Unranked:
    """A figure without a rank."""

    name: str
    entity_id: str | None
    value: Decimal | None
    why: str
    page: int | None
    doc_id: str | None
    fact_id: str | None
    raw: str | None


def line_of(ranking: Ranking, place: Ranked) -> Line:
    """One place of a ranking."""
    own = ranking.by in ("entity", "item")
    coverage = place.coverage
    return Line(
        rank=place.rank,
        key=place.key,
        name=place.name,
        entity_id=place.entity_id if own else None,
        entity_name=place.entity_name if ranking.by == "item" else None,
        division_code=place.key if ranking.by == "division" else None,
        year=place.fiscal_year,
        value=place.value,
        figure=place.figure,
        against=place.against,
        held=tuple(
            Against(
                one.measure,
                names.measure(one.measure),
                one.value,
                one.raw,
                basis(one.basis),
                one.page,
                one.doc_id,
                one.fact_id,
            )
            for one in place.held
        ),
        documents=place.documents,
        bodies=None if coverage is None else coverage.bodies,
        bodies_known=None if coverage is None else coverage.bodies_known,
        scopes=place.scopes,
        page=place.page,
        doc_id=place.doc_id,
        fact_id=place.fact_id,
        raw=place.raw if place.documents == 1 else None,
        flags=place.flags,
        remarks=tuple(map(remark, place.flags)),
    )


def chosen(ranking: Ranking) -> tuple[str, ...]:
    """What was chosen, in words: each with what it could be otherwise in the form."""
    said = {
        "fiscal_year": tr("the year {year}", year=ranking.year) if ranking.year else tr("every year"),
        "doc_kind": kind_name(ranking.doc_kind),
        "scope_type": names.scope(ranking.scope),
    }
    return tuple(said[name] for name in ranking.chosen if name in said)


def warnings(ranking: Ranking) -> Iterator[str]:
    """What misleads who does not know it."""
    if ranking.by == "division":
        yield tr(
            "Sums of the documents that are here, not of whole divisions: the last columns say how many "
            "bodies have published. Per head, shares and growth compare divisions better."
        )
    elif (
        ranking.by == "entity"
        and ranking.form in ("amount", "change", "gap")
        and ranking.scope is None
        and len({s for p in ranking.places for s in p.scopes}) > 1
    ):
        yield tr(
            "Departments with their units stand beside own offices and single units: greater amounts may "
            "only be those of more units."
        )
    elif ranking.by == "item":
        yield tr("Items are as documents list them: one may contain another, and many documents list none.")
    elif ranking.by in ("function", "economic"):
        yield tr("Sums over the documents that are here; the link leads to the largest figure of each class.")
    if ranking.form in AGAINST_BUDGET:
        yield tr(
            "More than an initial budget is often what was added during the year; more than the budget of "
            "the whole year is not."
        )
    if ranking.form == "per_head":
        yield tr(
            "Heads are the staff that the same document prints: people who are paid otherwise are not in it."
        )


def unranked(one: LeftOut) -> Unranked:
    """A figure without a rank."""
    return Unranked(
        one.name, one.entity_id, one.value, reason(one.why), one.page, one.doc_id, one.fact_id, one.raw
    )
