"""Rows of logical tables: `tables`, `table_cells`."""

from __future__ import annotations

from extractors.records import Table
from pipeline.rows.provenance import DocumentRows, Row, Rows, at

_DOUBTFUL_CONFIDENCE = 0.5
"""Of a table whose grid is not to be trusted, and of its cells."""


def table_rows(document: DocumentRows) -> Rows:
    """The tables of a document with all their cells."""
    rows: Rows = {"tables": [], "table_cells": []}
    for table_id, table in zip(document.table_ids, document.extraction.tables, strict=True):
        rows["tables"].append(_table(document, table_id, table))
        rows["table_cells"].extend(_cells(document, table_id, table))
    return rows


def _confidence(table: Table) -> float:
    return _DOUBTFUL_CONFIDENCE if table.doubtful else 1.0


def _table(document: DocumentRows, table_id: str, t: Table) -> Row:
    return {
        "table_id": table_id,
        "doc_id": document.doc,
        "section_id": at(document.section_ids, t.section),
        "canonical_table": t.canonical_table,
        "title_raw": t.title_raw,
        "unit_raw": t.unit_raw,
        "unit_multiplier": document.number(t.unit_multiplier, t.place),
        "n_rows": t.n_rows,
        "n_cols": t.n_cols,
        "pages": list(t.pages),
        "engine": t.engine,
        "agreement": list(t.agreement),
        "ties_out": t.ties_out,
        "is_declared_empty": t.is_declared_empty,
        "note_raw": t.note_raw,
        **document.provenance(t.place, "tables", _confidence(t)),
    }


def _cells(document: DocumentRows, table_id: str, table: Table) -> list[Row]:
    return [
        {
            "table_id": table_id,
            "doc_id": document.doc,
            "row": c.row,
            "col": c.col,
            "row_span": c.row_span,
            "col_span": c.col_span,
            "text": c.text,
            "is_header": c.is_header,
            "row_label": c.row_label,
            "row_code": c.row_code,
            "column_path": list(c.column_path),
            "value": document.number(c.value, c.place),
            "value_yuan": document.yuan(c.value_yuan, c.place),
            "value_state": c.value_state,
            **document.provenance(c.place, "tables", _confidence(table)),
            **document.partition,
        }
        for c in table.cells
    ]
