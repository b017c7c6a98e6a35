"""Rows of the document as a whole: `documents`, `texts`, `rejects`."""

from __future__ import annotations

import hashlib

import patterns
from extractors.document import Place
from pipeline.datasets.columns import Row
from pipeline.datasets.schema import schema_version
from pipeline.figures import normalise
from pipeline.language.tokens import search_tokens
from pipeline.reading.extraction import Extraction
from pipeline.rows.contacts import without_persons
from pipeline.rows.identity_rows import parent_id
from pipeline.rows.provenance import DocumentRows
from pipeline.version import VERSION

_BUDGET = "budget"
_STAGE = "rows"
"""Of what is lost here."""


def document_rows(document: DocumentRows) -> list[Row]:
    """The row of `documents`. What depends on files or other documents is filled when it is published."""
    extraction, identity = document.extraction, document.extraction.identity
    read = extraction.document
    return [
        {
            "doc_id": document.doc,
            "source_uri": None,
            "source_url": None,
            "source_date": None,
            "file_name": None,
            "media_type": read.media_type,
            "byte_size": extraction.byte_size,
            "page_count": len(read.pages) or None,
            "text_origin": read.text_origin,
            "title": identity.title,
            "doc_kind": identity.doc_kind,
            "fiscal_year": identity.fiscal_year,
            "entity_id": document.entity,
            "entity_name": identity.entity_name,
            "scope_type": identity.scope_type,
            "scope_method": identity.scope_method,
            "unit_count_stated": identity.units_stated,
            "unit_count_listed": len(identity.units),
            "parent_entity_id": parent_id(document, identity),
            "division_code": document.division,
            "province": document.province,
            "published_on": normalise.published_on(identity),
            "file_modified_at": read.modified_at,
            "default_unit": identity.default_unit,
            "has_tables": bool(extraction.tables),
            "has_narrative": any(f.source_kind == "narrative" for f in extraction.facts),
            "headline_figures": _headline_figures(extraction),
            "content_group_id": normalise.content_group_id(document.doc, identity),
            "is_primary": None,
            "group_role": None,
            "primary_doc_id": None,
            "counted_in": None,
            "status": extraction.status,
            "tool_version": VERSION,
            "patterns_version": patterns.version(),
            "schema_version": schema_version(),
        }
    ]


def _headline_figures(extraction: Extraction) -> int:
    """How many measures of the whole body a document has in the role of its kind, counts among them."""
    roles = ("initial_budget" if extraction.identity.doc_kind == _BUDGET else "final", "count")
    return len(
        {
            f.measure
            for f in extraction.facts
            if f.role in roles
            and f.value is not None
            and not (f.function_code or f.economic_code or f.item_label or f.unit)
        }
    )


def text_rows(document: DocumentRows) -> list[Row]:
    """The row of `texts`: the canonical text, and its words without the persons of forms."""
    return [
        {
            "doc_id": document.doc,
            "text": document.text,
            "text_sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "search_tokens": search_tokens(without_persons(document.text, document.extraction.projects)),
        }
    ]


def reject_rows(document: DocumentRows) -> list[Row]:
    """Rows of `rejects`: of readers and extractors, then the numbers that no column could hold.

    Made last: all other rows have been asked for.
    """
    rejects: list[tuple[str, str, Place, str | None]] = [
        (r.stage, r.reason, r.place, r.raw) for r in document.extraction.rejects
    ]
    rejects += [(_STAGE, reason, place, None) for reason, place in document.lost]
    return [
        {
            "doc_id": document.doc,
            "ordinal": n,
            "stage": stage,
            "reason": reason,
            **document.provenance(place, stage, raw=raw),
        }
        for n, (stage, reason, place, raw) in enumerate(rejects)
    ]
