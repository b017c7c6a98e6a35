"""What ties a document to others, beside its rows: kept in the head of its bundle, read without the rest.

A document has the key of its disclosure and those of every body that it names: its publisher, the department
that this belongs to, the units that it lists, those of which it says what became of them. Documents that
share a key are arranged together when they are published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
BODY = "body "
_DISCLOSURE = "disclosure "


@dataclass(frozen=True, slots=True)
class Ties:
    """What decides with which documents one stands, and how it does."""

    keys: tuple[str, ...]
    text_sha256: str | None
    tables: tuple[str, ...]
    """Canonical tables."""
    figures: str | None = None
    """A hash of its key figures, the same for a PDF and a web page that print the same; null where it prints
    none."""


def ties(rows: Mapping[str, Sequence[Row]]) -> Ties:
    """The ties of a document by its rows of each dataset; those that it lacks count as empty."""
    (document,) = rows["documents"]
    texts = rows.get("texts") or [{"text_sha256": None}]
    tables = {row["canonical_table"] for row in rows.get("tables", ())} - {None}
    keys = keys_of(document, rows.get("units_listed", ()), rows.get("entity_relations", ()))
    figures = _hash_of_figures(rows.get("key_facts", ()))
    return Ties(tuple(sorted(keys)), texts[0]["text_sha256"], tuple(sorted(tables)), figures)


def _hash_of_figures(facts: Iterable[Row]) -> str | None:
    """Of what is printed: which sentence or table says it, and how often, makes no difference."""
    printed = {
        f"{f['measure']} {f['role']} {f['function_code']} {f['value_yuan']}"
        for f in facts
        if f["value_yuan"] is not None and f["source_kind"] != "derived"
    }
    return hashlib.sha256("\n".join(sorted(printed)).encode()).hexdigest() if printed else None


def keys_of(document: Row, units: Iterable[Row], relations: Iterable[Row]) -> frozenset[str]:
    """The keys of a document by its rows of `documents`, `units_listed` and `entity_relations`."""
    bodies = {document["entity_id"], document["parent_entity_id"]}
    bodies |= {unit["entity_id"] for unit in units}
    for relation in relations:
        bodies |= {relation["from_entity_id"], relation["to_entity_id"]}
    bodies.discard(None)
    return frozenset({f"{_DISCLOSURE}{document['content_group_id']}", *(f"{BODY}{body}" for body in bodies)})
