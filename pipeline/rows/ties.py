"""What ties a document to others, beside its rows: kept in the head of its bundle, read without the rest.

A document has the key of its disclosure and those of every body that it names: its publisher, the department
that this belongs to, the units that it lists, the bodies of a reform. Documents that share a key are arranged
together when they are published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import patterns
from extractors.identity.departments import kind_of
from patterns.shapes.renames import Renames

Row = dict[str, Any]
BODY = "body "
_DISCLOSURE = "disclosure "
_ENTITY_PARTS = 3


@dataclass(frozen=True, slots=True)
class Ties:
    """What decides with which documents one stands, and how it does."""

    keys: tuple[str, ...]
    text_sha256: str | None
    tables: tuple[str, ...]
    """Canonical tables."""


def ties(rows: Mapping[str, Sequence[Row]]) -> Ties:
    """The ties of a document by its rows of each dataset; those that it lacks count as empty."""
    (document,) = rows["documents"]
    texts = rows.get("texts") or [{"text_sha256": None}]
    tables = {row["canonical_table"] for row in rows.get("tables", ())} - {None}
    keys = keys_of(document, rows.get("units_listed", ()), rows.get("entity_relations", ()))
    return Ties(tuple(sorted(keys)), texts[0]["text_sha256"], tuple(sorted(tables)))


def keys_of(document: Row, units: Iterable[Row], relations: Iterable[Row]) -> frozenset[str]:
    """The keys of a document; `units` and `relations` are its rows of `units_listed` and `entity_relations`."""
    bodies = {document["entity_id"], document["parent_entity_id"]}
    bodies |= {unit["entity_id"] for unit in units}
    for relation in relations:
        bodies |= {relation["from_entity_id"], relation["to_entity_id"]}
    bodies.discard(None)
    bodies |= {other for body in tuple(bodies) for other in _reformed(body)}
    return frozenset({f"{_DISCLOSURE}{document['content_group_id']}", *(f"{BODY}{body}" for body in bodies)})


def _reformed(body: str) -> Iterator[str]:
    """What became of a body in a reform, and what it came from (patterns/renames.toml)."""
    parts = body.split(":")
    if len(parts) != _ENTITY_PARTS:
        return
    code, slug, _ = parts
    for reform in patterns.load(Renames).reform:
        for change in reform.changes:
            if slug in (change.before, change.after):
                for other in (change.before, change.after):
                    if other is not None:
                        yield f"{code}:{other}:{kind_of(other)}"
