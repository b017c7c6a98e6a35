"""What of an output goes into a site: documents, with their bodies and divisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.ask.division_asked import division_prefix
from pipeline.ask.suggestions import near, with_near
from pipeline.explorer.edition import Edition, NotThere
from pipeline.language.spoken import tr

_NOTHING_BELOW = "00"
_BODIES = """
    select e.entity_id from entities e where e.entity_id = $1 or e.canonical_name = $1
    union
    select a.entity_id from entity_aliases a where a.alias = $1
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for; nothing is everything."""

    entities: tuple[str, ...] = ()
    """Ids or names of bodies."""
    divisions: tuple[str, ...] = ()
    """Codes or names, with all that lies in them."""
    years: tuple[int, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not (self.entities or self.divisions or self.years)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What that is in one edition."""

    documents: Mapping[str, str | None]
    """Ids, and where each is published."""
    bodies: frozenset[str]
    divisions: frozenset[str]
    """Codes of the divisions of the documents."""
    findings: frozenset[str]
    is_everything: bool

    def has_division(self, code: str) -> bool:
        """Whether a chosen document is of a division or of one in it; `code` may be its first digits."""
        prefix = code
        for _ in range(2):
            prefix = prefix.removesuffix(_NOTHING_BELOW) if len(prefix) > 2 else prefix
        return any(one.startswith(prefix) for one in self.divisions)


def chosen(edition: Edition, choice: Choice) -> Chosen:
    """The documents of a choice. Raises `NotThere` where there are none, `UnknownDivision`."""
    where: list[str] = ["true"]
    values: dict[str, Any] = {}
    if choice.entities:
        where.append("entity_id in $entities")
        values["entities"] = [one for name in choice.entities for one in _bodies(edition, name)]
    if choice.divisions:
        prefixes = [division_prefix(one) for one in choice.divisions]
        where.append("len([p for p in $prefixes if starts_with(division_code, p)]) > 0")
        values["prefixes"] = prefixes
    if choice.years:
        where.append("fiscal_year in $years")
        values["years"] = list(choice.years)
    rows = edition.rows(
        f"select doc_id, source_url, entity_id, division_code from documents where {' and '.join(where)} "
        "order by doc_id",
        values,
    )
    if not rows:
        raise NotThere(tr("none of the documents is of what was asked for; leave out a condition"))
    ids = [row["doc_id"] for row in rows]
    findings = edition.rows("select finding_id from findings where doc_id in $ids", {"ids": ids})
    return Chosen(
        {row["doc_id"]: row["source_url"] for row in rows},
        frozenset(row["entity_id"] for row in rows if row["entity_id"]),
        frozenset(row["division_code"] for row in rows if row["division_code"]),
        frozenset(row["finding_id"] for row in findings),
        choice.is_everything,
    )


def _bodies(edition: Edition, name: str) -> Sequence[str]:
    """The ids of the bodies that are called so. Raises `NotThere`."""
    found = [row["entity_id"] for row in edition.rows(_BODIES, [name])]
    if not found:
        names = [row["canonical_name"] for row in edition.rows("select canonical_name from entities")]
        problem = tr("there is no body {name} in this output", name=name)
        raise NotThere(with_near(problem, near(name, names)))
    return found
