"""Rows of the files that a source links to."""

from __future__ import annotations

from extractors.document import Place
from pipeline.datasets.columns import Row
from pipeline.rows.provenance import DocumentRows

_EXTRACTOR = "links"


def attachment_rows(document: DocumentRows) -> list[Row]:
    """Rows of `attachments`, in the order of the document."""
    return [
        {
            "attachment_id": document.id("attachment", link.target),
            "doc_id": document.doc,
            "ordinal": n,
            "title": link.title,
            "target": link.target,
            "address": link.address,
            "file_kind": link.kind,
            **document.provenance(
                Place(None, None, link.start, link.end, link.locator), _EXTRACTOR, raw=link.title
            ),
        }
        for n, link in enumerate(document.extraction.document.links)
    ]
