"""What reforms did to the entities of a run: relations that no document states (patterns/renames.toml)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

import patterns
from extractors.identity.departments import kind_of, name_of
from extractors.identity.divisions import CENTRAL
from patterns.shapes.renames import Renames
from pipeline.datasets.ids import short_id
from pipeline.datasets.schema import datasets

Row = dict[str, Any]
REFORM_CONFIDENCE = 0.6
"""A reform is general: that this division carried it out so is likely, not stated."""


def reform_relations(entities: Iterable[Row], stated: Iterable[Row]) -> list[Row]:
    """Rows of `entity_relations` for reforms that touch an entity of the run.

    A change is left out where a document states that something became of the same body.
    """
    known = {e["entity_id"]: e for e in entities}
    known_changes = {(r["kind"], r["from_entity_id"]) for r in stated if r["from_entity_id"] is not None}
    known_changes |= {("created", r["to_entity_id"]) for r in stated if r["to_entity_id"] is not None}
    rows: dict[str, Row] = {}
    for entity in known.values():
        for row in _changes(entity, known):
            subject = row["from_entity_id"] or row["to_entity_id"]
            if (row["kind"], subject) not in known_changes:
                rows.setdefault(row["relation_id"], row)
    return [rows[relation_id] for relation_id in sorted(rows)]


def _changes(entity: Row, known: dict[str, Row]) -> Iterator[Row]:
    code = entity["division_code"]
    if code is None or entity["entity_id"].count(":") != 2:
        return
    slug = entity["function_slug"]
    for reform in patterns.load(Renames).reform:
        first, last = reform.central if code == CENTRAL else reform.local
        for change in reform.changes:
            before, after = change.before, change.after
            if slug not in (before, after):
                continue
            yield {
                **dict.fromkeys(datasets()["entity_relations"].schema.names),
                "relation_id": short_id("reform", reform.id, change.kind, code, before, after),
                "from_entity_id": _id(code, before),
                "to_entity_id": _id(code, after),
                "from_name": _name(code, before, known),
                "to_name": _name(code, after, known),
                "kind": change.kind,
                "effective_from": datetime.date.fromisoformat(first),
                "effective_to": datetime.date.fromisoformat(last),
                "method": "reform",
                "source": reform.source,
                "extractor": "reforms",
                "confidence": REFORM_CONFIDENCE,
            }


def _id(code: str, slug: str | None) -> str | None:
    return f"{code}:{slug}:{kind_of(slug)}" if slug is not None else None


def _name(code: str, slug: str | None, known: dict[str, Row]) -> str | None:
    if slug is None:
        return None
    entity = known.get(f"{code}:{slug}:{kind_of(slug)}")
    return entity["canonical_name"] if entity is not None else name_of(slug, code)
