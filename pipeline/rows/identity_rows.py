"""Rows of identity: names, units, and what the answers about a document rest on."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Place
from extractors.identity.divisions import body_division
from extractors.records import Identity
from pipeline.figures import normalise
from pipeline.rows.contacts import Rows
from pipeline.rows.provenance import DocumentRows, Row

NOWHERE = Place(None, None, None, None)


def add_names(rows: DocumentRows, identity: Identity, found: Rows) -> None:
    """entity_aliases, entity_relations, units_listed, identity_evidence."""
    seen: set[tuple[str, str]] = set()
    for row in _aliases(rows, identity):
        key = (row["entity_id"], row["alias"])
        if key not in seen:
            seen.add(key)
            found["entity_aliases"].append(row)
    found["entity_relations"].extend(_relations(rows, identity))
    for ordinal, unit in enumerate(identity.units):
        found["units_listed"].append(
            {
                "doc_id": rows.doc,
                "ordinal": ordinal,
                "unit_name_raw": unit.unit_name_raw,
                "note_raw": unit.note_raw,
                "entity_id": rows.entity if unit.is_own else body_id(rows, unit.unit_name_raw, identity),
                "kind": unit.kind,
                "is_own": unit.is_own,
                **rows.provenance(unit.place, "identity"),
            }
        )
    for ordinal, told in enumerate(identity.evidence):
        found["identity_evidence"].append(
            {
                "doc_id": rows.doc,
                "ordinal": ordinal,
                "field": told.field,
                "value": told.value,
                "method": told.method,
                **rows.provenance(told.place or NOWHERE, "identity", told.confidence),
            }
        )


def parent_id(rows: DocumentRows, identity: Identity) -> str | None:
    """The entity that the document says its publisher belongs to; null where it says none."""
    if identity.parent_name is None:
        return None
    parent = body_id(rows, identity.parent_name, identity)
    return None if parent == rows.entity else parent


def _aliases(rows: DocumentRows, identity: Identity) -> Iterator[Row]:
    """The publisher as printed, other names that the document gives, names of listed units."""
    own = next((e.place for e in identity.evidence if e.field == "entity_name"), None) or NOWHERE
    if rows.entity is not None:
        yield _alias(rows, rows.entity, identity.entity_name, "publisher", own)
    for alias in identity.aliases:
        is_own = alias.name == identity.entity_name
        entity = rows.entity if is_own else body_id(rows, alias.name, identity)
        if entity is not None:
            yield _alias(rows, entity, alias.alias, alias.kind, alias.place or own)
    for relation in identity.relations:
        if relation.kind == "rename" and relation.before is not None and relation.after is not None:
            entity = body_id(rows, relation.after, identity)
            if entity is not None:
                yield _alias(rows, entity, relation.before, "former_name", relation.place)
    for unit in identity.units:
        entity = rows.entity if unit.is_own else body_id(rows, unit.unit_name_raw, identity)
        if entity is not None:
            yield _alias(rows, entity, unit.unit_name_raw, "listed", unit.place)


def _alias(rows: DocumentRows, entity: str, alias: str | None, kind: str, place: Place) -> Row:
    return {
        "entity_id": entity,
        "alias": alias,
        "doc_id": rows.doc,
        "kind": kind,
        **rows.provenance(place, "identity"),
    }


def _relations(rows: DocumentRows, identity: Identity) -> Iterator[Row]:
    for relation in identity.relations:
        before, after = (
            body_id(rows, name, identity) if name is not None else None
            for name in (relation.before, relation.after)
        )
        yield {
            "relation_id": rows.id("relation", relation.kind, relation.before, relation.after),
            "from_entity_id": before,
            "to_entity_id": after,
            "from_name": relation.before,
            "to_name": relation.after,
            "kind": relation.kind,
            "effective_from": normalise.iso_date(relation.earliest),
            "effective_to": normalise.iso_date(relation.latest),
            "method": "statement",
            "doc_id": rows.doc,
            "source": None,
            **rows.provenance(relation.place, "identity"),
        }


def body_id(rows: DocumentRows, name: str, identity: Identity) -> str | None:
    """The entity that a name in this document means: its own division, or else the document's.

    Null where neither is known.
    """
    code = body_division(name, rows.division, identity.fiscal_year)
    return normalise.entity_id(name, code, rows.doc) if code is not None else None
