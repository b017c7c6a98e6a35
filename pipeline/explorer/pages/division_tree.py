"""The divisions of an output as a tree: provinces, their cities, their districts, with what is there."""

from __future__ import annotations

from dataclasses import dataclass

from patterns.divisions import path_of
from pipeline.explorer.edition import Edition

_DIVISIONS = """
    select division_code as code, count(*) as documents, count(distinct entity_id) as bodies,
           min(fiscal_year) as first_year, max(fiscal_year) as last_year
    from documents where division_code is not null group by all
"""


def digits(code: str) -> str:
    """The first digits that all divisions in one have.

    >>> digits("310000"), digits("320500"), digits("310107"), digits("000000")
    ('31', '3205', '310107', '00')
    """
    return code[:2] if code[2:] == "0000" else code.removesuffix("00")


@dataclass(frozen=True, slots=True)
class Branch:
    """A division, and those in it of which there are documents."""

    code: str
    name: str | None
    """Without what it lies in; null where it is in no list."""
    own_documents: int
    """Of bodies of the division itself."""
    own_bodies: int
    documents: int
    """With those of all in it."""
    bodies: int
    first_year: int | None
    last_year: int | None
    within: tuple[Branch, ...]


def tree(edition: Edition, below: str | None = None) -> tuple[Branch, ...]:
    """The divisions of which there are documents, the outermost first; `below` leaves what lies in one."""
    counted = {row["code"]: row for row in edition.rows(_DIVISIONS)}
    names: dict[str, str | None] = {}
    children: dict[str | None, set[str]] = {}
    for code in counted:
        parent: str | None = None
        path: list[tuple[str, str | None]] = [*path_of(code)] or [(code, None)]
        for each, name in path:
            names[each] = name
            children.setdefault(parent, set()).add(each)
            parent = each

    def branch(code: str) -> Branch:
        within = tuple(branch(child) for child in sorted(children.get(code, ())))
        own = counted.get(code)
        years = [year for one in within for year in (one.first_year, one.last_year)]
        years += [] if own is None else [own["first_year"], own["last_year"]]
        known = [year for year in years if year is not None]
        documents, bodies = (0, 0) if own is None else (own["documents"], own["bodies"])
        return Branch(
            code=code,
            name=names[code],
            own_documents=documents,
            own_bodies=bodies,
            documents=documents + sum(one.documents for one in within),
            bodies=bodies + sum(one.bodies for one in within),
            first_year=min(known, default=None),
            last_year=max(known, default=None),
            within=within,
        )

    return tuple(branch(code) for code in sorted(children.get(below, ())))
