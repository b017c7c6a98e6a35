"""Which documents say something of each other: the rows of `documents`, arranged, by twos."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Row = dict[str, Any]
Kind = Literal["part", "prior", "budget", "unit", "revised"]
"""The tables of `patterns/across.toml`."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents to be compared; what differs is said of the first."""

    kind: Kind
    first: Row
    second: Row


def pairs(documents: Sequence[Row]) -> Iterator[Pair]:
    """The documents that say something of each other; `documents` are arranged rows."""
    for kind, find in _KINDS.items():
        for first, second in find(documents):
            yield Pair(kind, first, second)


def _parts(documents: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Two files of one disclosure, both ways: either file may have the sentences."""
    for part, primary in _in_group(documents, "part", "primary_doc_id"):
        yield part, primary
        yield primary, part


def _years(documents: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """A year and the year before."""
    known = _by_disclosure(documents)
    for (entity, kind, year, scope), later in sorted(known.items(), key=str):
        earlier = known.get((entity, kind, year - 1, scope))
        if earlier is not None:
            yield later, earlier


def _accounts(documents: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """A final account and its budget."""
    known = _by_disclosure(documents)
    for (entity, kind, year, scope), account in sorted(known.items(), key=str):
        budget = known.get((entity, "budget", year, scope))
        if kind == "final_account" and budget is not None:
            yield account, budget


def _units(documents: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """A unit and the rollup that it is counted in."""
    return _in_group(documents, "included", "counted_in")


def _revised(documents: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """The document that was replaced, and the one that counts."""
    return _in_group(documents, "replaced", "primary_doc_id")


_KINDS: dict[Kind, Callable[[Sequence[Row]], Iterator[tuple[Row, Row]]]] = {
    "part": _parts,
    "prior": _years,
    "budget": _accounts,
    "unit": _units,
    "revised": _revised,
}


def _in_group(documents: Sequence[Row], role: str, column: str) -> Iterator[tuple[Row, Row]]:
    """The documents of a role in their group, each with the one that its column names."""
    by_id = {document["doc_id"]: document for document in documents}
    for document in documents:
        if document["group_role"] == role and document[column] in by_id:
            yield document, by_id[document[column]]


def _by_disclosure(documents: Sequence[Row]) -> dict[tuple[Any, ...], Row]:
    """The document that stands for the disclosure of each entity, kind, year and scope."""
    return {
        (d["entity_id"], d["doc_kind"], d["fiscal_year"], d["scope_type"]): d
        for d in documents
        if d["is_primary"] and d["entity_id"] and d["fiscal_year"]
    }
