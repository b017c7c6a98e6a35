"""Rows of identity: names, units, and what the answers about a document rest on."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Place
from extractors.identity.divisions import body_division
from extractors.records import Identity
from pipeline import normalise
from pipeline.contacts import Rows
from pipeline.provenance import DocumentRows, Row

NOWHERE = Place(None, None, None, None)


def add_names(rows: DocumentRows, identity: Identity, found: Rows) -> None:
    """entity_aliases, units_listed, identity_evidence."""
    found["entity_aliases"].extend(_aliases(rows, identity))
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
                **rows.provenance(told.place, "identity", told.confidence),
            }
        )


def _aliases(rows: DocumentRows, identity: Identity) -> Iterator[Row]:
    if rows.entity is None:
        return
    place = next((e.place for e in identity.evidence if e.field == "entity_name"), NOWHERE)
    yield {
        "entity_id": rows.entity,
        "alias": identity.entity_name,
        "doc_id": rows.doc,
        "kind": "publisher",
        **rows.provenance(place, "identity"),
    }


def body_id(rows: DocumentRows, name: str, identity: Identity) -> str | None:
    """The entity that a name in this document means: its own division, or else the document's.

    Null where neither is known.
    """
    code = body_division(name, rows.division, identity.fiscal_year)
    return normalise.entity_id(name, code, rows.doc) if code is not None else None
