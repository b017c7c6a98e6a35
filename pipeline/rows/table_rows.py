"""Rows of logical tables: `tables`, `table_cells`."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.records import Table
from pipeline.datasets.columns import Columns, Row
from pipeline.rows.provenance import DocumentRows, Kept, at
from pipeline.rows.recognised import ocr_columns

_DOUBTFUL_CONFIDENCE = 0.5
"""Of a table whose grid is not to be trusted, and of its cells."""


def table_rows(document: DocumentRows) -> Kept:
    """The tables of a document with all their cells."""
    tables = list(zip(document.table_ids, document.extraction.tables, strict=True))
    return {
        "tables": [_table(document, table_id, table) for table_id, table in tables],
        "table_cells": _cells(document, tables),
    }


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


def _cells(document: DocumentRows, tables: Sequence[tuple[str, Table]]) -> Columns:
    """Half of all rows of a document are cells: they are made column by column."""
    cells = [c for _, table in tables for c in table.cells]
    count = len(cells)
    of_tables = [confidence for _, table in tables for confidence in [_confidence(table)] * len(table.cells)]
    standings = document.recognised.of_places([c.place for c in cells])
    confidences = [s.confidence(own) for s, own in zip(standings, of_tables, strict=True)]
    return Columns(
        {
            "table_id": [each for table_id, table in tables for each in [table_id] * len(table.cells)],
            "doc_id": [document.doc] * count,
            "row": [c.row for c in cells],
            "col": [c.col for c in cells],
            "row_span": [c.row_span for c in cells],
            "col_span": [c.col_span for c in cells],
            "text": [c.text for c in cells],
            "is_header": [c.is_header for c in cells],
            "row_label": [c.row_label for c in cells],
            "row_code": [c.row_code for c in cells],
            "column_path": [list(c.column_path) for c in cells],
            **document.amounts(cells),
            "value_stored": [c.stored for c in cells],
            "value_state": [c.value_state for c in cells],
            "value_raw": [s.value_raw(c.text) for s, c in zip(standings, cells, strict=True)],
            **ocr_columns(standings),
            **document.provenance_columns([c.place for c in cells], ["tables"] * count, confidences),
            **document.partition_columns(count),
        }
    )
