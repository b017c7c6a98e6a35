"""Rows of figures and of what explains them: `facts`, `reasons`."""

from __future__ import annotations

from collections import defaultdict

from pipeline.figures import normalise
from pipeline.language.themes import themes
from pipeline.rows.provenance import DocumentRows, Row, at


def fact_rows(document: DocumentRows) -> list[Row]:
    """The facts of tables, forms and sentences, and the derived ones behind them."""
    return [
        {
            "fact_id": fact_id,
            "doc_id": document.doc,
            "section_id": at(document.section_ids, f.section),
            "table_id": at(document.table_ids, f.table),
            "row": f.row,
            "col": f.col,
            "statement_id": document.statement_id(f.statement),
            "reason_id": at(document.reason_ids, f.reasons[-1] if f.reasons else None),
            "entity_id": document.entity,
            "division_code": document.division,
            "value_year": f.value_year,
            "scope": f.scope,
            "measure": f.measure,
            "role": f.role,
            "function_code": f.function_code,
            "economic_code": f.economic_code,
            "item_label": f.item_label,
            "unit_name": f.unit,
            "unit_raw": f.unit_raw,
            "value_raw": f.value_raw,
            "decimals": f.decimals,
            "value": document.number(f.value, f.place),
            "value_yuan": document.yuan(f.value_yuan, f.place),
            "direction": f.direction,
            "comparator": f.comparator,
            "denominator": f.denominator,
            "budget_basis": f.budget_basis,
            "value_state": f.value_state,
            "source_kind": f.source_kind,
            "duplicate_of": at(document.fact_ids, f.duplicate_of),
            "duplicate_kind": f.duplicate_kind,
            "part_of": at(document.fact_ids, f.part_of),
            "derivation": f.derivation,
            "derived_from": document.facts(f.derived_from),
            "construction": f.construction,
            "reading": f.reading,
            "confirmed_by": list(f.confirmed_by),
            **document.provenance(f.place, f.extractor, f.confidence),
            **document.partition,
        }
        for fact_id, f in zip(document.fact_ids, document.extraction.facts, strict=True)
    ]


def reason_rows(document: DocumentRows) -> list[Row]:
    """The reasons given, with the facts that they explain and their themes, the best first."""
    rows = []
    explained = _explained(document)
    for number, (reason_id, r) in enumerate(
        zip(document.reason_ids, document.extraction.reasons, strict=True)
    ):
        cause = r.cause or r.text
        about = themes(cause)
        rows.append(
            {
                "reason_id": reason_id,
                "doc_id": document.doc,
                "text": r.text,
                "fact_ids": explained[number],
                "explains": r.explains,
                "theme": about[0].id if about else None,
                "theme_direction": about[0].direction if about else None,
                "themes": [t.id for t in about],
                "theme_words": [word for t in about for word in t.words],
                "boilerplate_hash": normalise.boilerplate_hash(cause),
                **document.provenance(r.place, "statements"),
            }
        )
    return rows


def _explained(document: DocumentRows) -> dict[int, list[str]]:
    """The ids of the facts that each reason explains, by its position."""
    explained: dict[int, list[str]] = defaultdict(list)
    for fact_id, f in zip(document.fact_ids, document.extraction.facts, strict=True):
        for reason in f.reasons:
            explained[reason].append(fact_id)
    return explained
