"""Small published datasets for tests of what asks them: rows with the columns that matter, the rest null."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.datasets.arrow import conform
from pipeline.datasets.schema import datasets
from pipeline.publishing.shares import folder_of
from pipeline.rows.key_facts import key_facts

Row = dict[str, Any]


def document(doc: str, entity: str = "某市财政局", **more: Any) -> Row:
    """A primary budget of 2026."""
    return {
        "doc_id": doc,
        "source_uri": f"{doc}.pdf",
        "doc_kind": "budget",
        "page_count": 20,
        "fiscal_year": 2026,
        "entity_id": entity,
        "entity_name": entity,
        "division_code": "310107",
        "province": "31",
        "scope_type": "department_rollup",
        "is_primary": True,
        "group_role": "primary" if more.get("is_primary", True) else "included",
        "primary_doc_id": doc,
        "status": "ok",
        **more,
    }


def fact(doc: str, measure: str, yuan: str | None, page: int | None = 1, **more: Any) -> Row:
    """A figure of a table of `document(doc)`: its budget of 2026."""
    return {
        "fact_id": f"{doc}/{measure}/{more.get('role', '')}/{page}/{yuan}",
        "doc_id": doc,
        "entity_id": "某市财政局",
        "division_code": "310107",
        "fiscal_year": 2026,
        "province": "31",
        "value_year": 2026,
        "measure": measure,
        "role": "initial_budget",
        "value_yuan": None if yuan is None else Decimal(yuan),
        "value": None if yuan is None else Decimal(yuan),
        "decimals": 2,
        "value_state": "printed",
        "source_kind": "table",
        "derived_from": [],
        "page": page,
        "confidence": 1.0,
        **more,
    }


def evidence(doc: str, page: int | None = 1, **more: Any) -> Row:
    """A place of a document: on its page, or (page null) two to five characters into its text."""
    start = 2 if page is None else None
    return {
        "doc_id": doc,
        "page": page,
        "bbox": None if page is None else [10.0, 20.0, 60.0, 32.0],
        "char_start": start,
        "char_end": None if start is None else start + 3,
        "raw": "12",
        **more,
    }


def finding(doc: str, finding_id: str = "f1", page: int | None = 1, **more: Any) -> Row:
    """An error of `document(doc)`: a sum that does not come out."""
    place = evidence(doc, page)
    return {
        "finding_id": finding_id,
        "doc_id": doc,
        "check_id": None,
        "code": "I07",
        "category": "arithmetic",
        "severity": "error",
        "message_zh": "合计不符",
        "message_en": "the total is not the sum",
        "printed": "12",
        "computed": "13",
        "gap_yuan": Decimal(10000),
        "gap_share": Decimal("0.083333"),
        "confidence": 0.98,
        "evidence": [place],
        "page": page,
        "locator": None,
        "char_start": place["char_start"],
        "fiscal_year": 2026,
        "province": "31",
        **more,
    }


def check(doc: str, lhs: Row, rhs: Row, check_id: str = "c1", **more: Any) -> Row:
    """A failed identity of two facts."""
    left, right = lhs["value_yuan"], rhs["value_yuan"]
    return {
        "check_id": check_id,
        "doc_id": doc,
        "code": "I07",
        "result": "fail",
        "formula": "合计=各项之和",
        "lhs": left,
        "rhs": right,
        "diff": left - right,
        "tolerance": Decimal(0),
        "interval_low": None,
        "interval_high": None,
        "lhs_ids": [lhs["fact_id"]],
        "rhs_ids": [rhs["fact_id"]],
        "fiscal_year": 2026,
        "province": "31",
        **more,
    }


def publish(output: Path, **rows: list[Row]) -> Path:
    """Writes every dataset below `output`, those of `rows` with these rows, and gives `output`.

    `key_facts` are those of the facts, document by document.
    """
    rows.setdefault("key_facts", _key_facts(rows.get("facts", [])))
    for name, dataset in datasets().items():
        given = rows.get(name, [])
        places: dict[str, list[Row]] = {}
        for row in given:
            partition = folder_of(row["fiscal_year"], row["province"]) if dataset.partition else ""
            places.setdefault(partition, []).append(row)
        if not given:
            places[folder_of(None, None) if dataset.partition else ""] = []
        for place, inside in places.items():
            columns = {key: [row.get(key) for row in inside] for key in {k for row in inside for k in row}}
            kinds = {field.name: field.type for field in dataset.schema}
            table = pa.table({k: pa.array(v, kinds[k]) for k, v in columns.items() if k in kinds})
            folder = output / "datasets" / name / place
            folder.mkdir(parents=True, exist_ok=True)
            full = conform(table, dataset.schema) if inside else dataset.schema.empty_table()
            pq.write_table(full, folder / "part-0.parquet")
    return output


def _key_facts(facts: list[Row]) -> list[Row]:
    columns = [c.name for c in datasets()["key_facts"].columns]
    documents: dict[str, list[Row]] = {}
    for row in facts:
        whole = dict.fromkeys(columns) | {"derived_from": []} | row
        documents.setdefault(row["doc_id"], []).append(whole)
    return [row for found in documents.values() for row in key_facts(found)]
