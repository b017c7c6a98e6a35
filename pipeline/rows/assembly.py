"""Records to rows: every record gets its id, its provenance and its place in a dataset.

Every dataset has its function `…_rows(document)`; here their rows are put together. Nothing here knows of
files, clocks or other documents: what depends on these (`source_uri`, `is_primary`, `entities`) is filled
when datasets are published.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.datasets.columns import Row
from pipeline.datasets.schema import datasets
from pipeline.reading.extraction import Extraction
from pipeline.rows.attachment_rows import attachment_rows
from pipeline.rows.audit_rows import audit_rows
from pipeline.rows.contacts import withheld
from pipeline.rows.document_rows import document_rows, reject_rows, text_rows
from pipeline.rows.fact_rows import fact_rows, reason_rows
from pipeline.rows.form_rows import form_rows
from pipeline.rows.identity_rows import identity_rows
from pipeline.rows.key_facts import key_facts
from pipeline.rows.openness import openness_rows
from pipeline.rows.provenance import DocumentRows, Kept, Rows
from pipeline.rows.structure_rows import quantity_rows, section_rows
from pipeline.rows.table_rows import table_rows

AT_PUBLISH = ("entities", "codes", "divisions", "revisions", "receipts", "runs")
"""Datasets that no single document gives."""
_CONTACTS = "project_contacts"


def to_rows(extraction: Extraction, *, with_contacts: bool = False) -> Rows:
    """The rows of every dataset that one document gives, in the order of the data dictionary.

    Partition columns are part of the rows. What is no disclosure has rows in `documents`, `texts`,
    `attachments` and `rejects` only. `with_contacts` adds `project_contacts`: the persons and
    telephone numbers of the forms.
    """
    kept = to_columns(extraction, with_contacts=with_contacts)
    return {name: list(rows) for name, rows in kept.items()}


def to_columns(extraction: Extraction, *, with_contacts: bool = False) -> Kept:
    """As `to_rows`, with the datasets of many rows as `Columns`: Arrow needs no dict for each row."""
    document = DocumentRows(extraction)
    rows: dict[str, Sequence[Row]] = {"documents": document_rows(document), "texts": text_rows(document)}
    rows["attachments"] = attachment_rows(document)
    if extraction.identity.is_disclosure:
        rows |= _disclosed(document)
    rows["rejects"] = reject_rows(document)  # last: making the other rows gives rejects
    left_out = AT_PUBLISH if with_contacts else (*AT_PUBLISH, _CONTACTS)
    asked = {name: rows.get(name, []) for name in datasets() if name not in left_out}
    kept = withheld(asked, extraction.projects, document.text)
    return {**kept, "key_facts": key_facts(kept["facts"])}


def _disclosed(document: DocumentRows) -> dict[str, Sequence[Row]]:
    """The rows of everything that a disclosure has."""
    return {
        "sections": section_rows(document),
        "quantities": quantity_rows(document),
        **table_rows(document),
        "facts": fact_rows(document),
        "reasons": reason_rows(document),
        **form_rows(document),
        **audit_rows(document),
        **identity_rows(document),
        "openness": openness_rows(document),
    }
