"""Rows of identity: names, units, and what the answers about a document rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.document import Place
from extractors.identity.divisions import body_division
from extractors.records import Identity, IdentityEvidence, ListedUnit
from pipeline.datasets.columns import Row
from pipeline.figures import normalise
from pipeline.rows.provenance import NOWHERE, DocumentRows, Rows


def identity_rows(document: DocumentRows) -> Rows:
    """Rows of entity_aliases, entity_relations, units_listed and identity_evidence."""
    identity = document.extraction.identity
    return {
        "entity_aliases": _once(_aliases(document, identity)),
        "entity_relations": list(_relations(document, identity)),
        "units_listed": [_unit(document, n, unit, identity) for n, unit in enumerate(identity.units)],
        "identity_evidence": [_evidence(document, n, each) for n, each in enumerate(identity.evidence)],
    }


def _once(aliases: Iterable[Row]) -> list[Row]:
    """The first row of every name of a body."""
    first: dict[tuple[str, str], Row] = {}
    for row in aliases:
        first.setdefault((row["entity_id"], row["alias"]), row)
    return list(first.values())


def _unit(document: DocumentRows, ordinal: int, unit: ListedUnit, identity: Identity) -> Row:
    return {
        "doc_id": document.doc,
        "ordinal": ordinal,
        "unit_name_raw": unit.unit_name_raw,
        "note_raw": unit.note_raw,
        "entity_id": _unit_id(document, unit, identity),
        "kind": unit.kind,
        "is_own": unit.is_own,
        **document.provenance(unit.place, "identity"),
    }


def _unit_id(document: DocumentRows, unit: ListedUnit, identity: Identity) -> str | None:
    return document.entity if unit.is_own else body_id(document, unit.unit_name_raw, identity)


def _evidence(document: DocumentRows, ordinal: int, answer: IdentityEvidence) -> Row:
    return {
        "doc_id": document.doc,
        "ordinal": ordinal,
        "field": answer.field,
        "value": answer.value,
        "method": answer.method,
        **document.provenance(answer.place or NOWHERE, "identity", answer.confidence),
    }


def parent_id(document: DocumentRows, identity: Identity) -> str | None:
    """The entity that the document says its publisher belongs to; null where it says none."""
    if identity.parent_name is None:
        return None
    parent = body_id(document, identity.parent_name, identity)
    return None if parent == document.entity else parent


def _aliases(document: DocumentRows, identity: Identity) -> Iterator[Row]:
    """The publisher as printed, other names that the document gives, names of listed units."""
    own = next((e.place for e in identity.evidence if e.field == "entity_name"), None) or NOWHERE
    if document.entity is not None:
        yield _alias(document, document.entity, identity.entity_name, "publisher", own)
    for alias in identity.aliases:
        is_own = alias.name == identity.entity_name
        entity = document.entity if is_own else body_id(document, alias.name, identity)
        if entity is not None:
            yield _alias(document, entity, alias.alias, alias.kind, alias.place or own)
    for relation in identity.relations:
        if relation.kind == "rename" and relation.before is not None and relation.after is not None:
            entity = body_id(document, relation.after, identity)
            if entity is not None:
                yield _alias(document, entity, relation.before, "former_name", relation.place)
    for unit in identity.units:
        entity = _unit_id(document, unit, identity)
        if entity is not None:
            yield _alias(document, entity, unit.unit_name_raw, "listed", unit.place)


def _alias(document: DocumentRows, entity: str, alias: str | None, kind: str, place: Place) -> Row:
    return {
        "entity_id": entity,
        "alias": alias,
        "doc_id": document.doc,
        "kind": kind,
        **document.provenance(place, "identity"),
    }


def _relations(document: DocumentRows, identity: Identity) -> Iterator[Row]:
    for relation in identity.relations:
        before, after = (
            body_id(document, name, identity) if name is not None else None
            for name in (relation.before, relation.after)
        )
        yield {
            "relation_id": document.id("relation", relation.kind, relation.before, relation.after),
            "from_entity_id": before,
            "to_entity_id": after,
            "from_name": relation.before,
            "to_name": relation.after,
            "kind": relation.kind,
            "effective_from": normalise.iso_date(relation.earliest),
            "effective_to": normalise.iso_date(relation.latest),
            "method": "statement",
            "doc_id": document.doc,
            "source": None,
            **document.provenance(relation.place, "identity"),
        }


def body_id(document: DocumentRows, name: str, identity: Identity) -> str | None:
    """The entity that a name in this document means: its own division, or else the document's.

    Null where neither is known.
    """
    code = body_division(name, document.division, identity.fiscal_year)
    return normalise.entity_id(name, code, document.doc) if code is not None else None
