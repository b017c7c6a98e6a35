"""Rows of figures and of what explains them: `facts`, `reasons`."""

from __future__ import annotations

from collections import defaultdict

from pipeline.datasets.columns import Columns, Row
from pipeline.figures import normalise
from pipeline.language.themes import themes
from pipeline.rows.provenance import DocumentRows, at
from pipeline.rows.recognised import ocr_columns


def fact_rows(document: DocumentRows) -> Columns:
    """The facts of tables, forms and sentences, and the derived ones behind them."""
    facts = document.extraction.facts
    count = len(facts)
    places, extractors = [f.place for f in facts], [f.extractor for f in facts]
    standings = document.recognised.of_facts(facts)
    confidences = [s.confidence(f.confidence) for s, f in zip(standings, facts, strict=True)]
    return Columns(
        {
            "fact_id": list(document.fact_ids),
            "doc_id": [document.doc] * count,
            "section_id": [at(document.section_ids, f.section) for f in facts],
            "table_id": [at(document.table_ids, f.table) for f in facts],
            "row": [f.row for f in facts],
            "col": [f.col for f in facts],
            "statement_id": [document.statement_id(f.statement) for f in facts],
            "reason_id": [at(document.reason_ids, f.reasons[-1] if f.reasons else None) for f in facts],
            "entity_id": [document.entity] * count,
            "division_code": [document.division] * count,
            "value_year": [f.value_year for f in facts],
            "scope": [f.scope for f in facts],
            "measure": [f.measure for f in facts],
            "role": [f.role for f in facts],
            "function_code": [f.function_code for f in facts],
            "economic_code": [f.economic_code for f in facts],
            "item_label": [f.item_label for f in facts],
            "unit_name": [f.unit for f in facts],
            "unit_raw": [f.unit_raw for f in facts],
            "value_raw": [s.raw or f.value_raw for s, f in zip(standings, facts, strict=True)],
            "decimals": [f.decimals for f in facts],
            **document.amounts(facts),
            "direction": [f.direction for f in facts],
            "comparator": [f.comparator for f in facts],
            "denominator": [f.denominator for f in facts],
            "budget_basis": [f.budget_basis for f in facts],
            "value_state": [f.value_state for f in facts],
            "source_kind": [f.source_kind for f in facts],
            "duplicate_of": [at(document.fact_ids, f.duplicate_of) for f in facts],
            "duplicate_kind": [f.duplicate_kind for f in facts],
            "part_of": [at(document.fact_ids, f.part_of) for f in facts],
            "derivation": [f.derivation for f in facts],
            "derived_from": [document.facts(f.derived_from) for f in facts],
            "construction": [f.construction for f in facts],
            "reading": [f.reading for f in facts],
            "confirmed_by": [list(f.confirmed_by) for f in facts],
            **ocr_columns(standings),
            **document.provenance_columns(places, extractors, confidences),
            **document.partition_columns(count),
        }
    )


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
