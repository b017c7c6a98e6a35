"""Rows of the outline and of the numbers in running text: `sections`, `quantities`."""

from __future__ import annotations

from pipeline.datasets.columns import Row
from pipeline.rows.provenance import DocumentRows, at


def section_rows(document: DocumentRows) -> list[Row]:
    """The nodes of the outline, in reading order."""
    return [
        {
            "section_id": section_id,
            "doc_id": document.doc,
            "parent_section_id": at(document.section_ids, s.parent),
            "ordinal": s.ordinal,
            "level": s.level,
            "number_system": s.number_system,
            "number_raw": s.number_raw,
            "title": s.title,
            "kind": s.kind,
            "canonical_section": s.canonical_section,
            "scope": s.scope,
            "body_start": s.body_start,
            "body_end": s.body_end,
            **document.provenance(s.place, "outline"),
        }
        for section_id, s in zip(document.section_ids, document.extraction.sections, strict=True)
    ]


def quantity_rows(document: DocumentRows) -> list[Row]:
    """The numbers of running text with their units, in reading order."""
    return [
        {
            "quantity_id": document.id("quantity", q.place.start, q.place.end, q.kind, q.value_raw),
            "doc_id": document.doc,
            "section_id": at(document.section_ids, q.section),
            "kind": q.kind,
            "value_raw": q.value_raw,
            "unit_raw": q.unit_raw,
            "decimals": q.decimals,
            "value": document.number(q.value, q.place),
            "value_yuan": document.yuan(q.value_yuan, q.place),
            "place": q.where,
            **document.provenance(q.place, "quantities"),
            **document.partition,
        }
        for q in document.extraction.quantities
    ]
