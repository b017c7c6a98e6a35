"""Small published datasets for tests of what asks them: rows with the columns that matter, the rest null."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.datasets.arrow import conform
from pipeline.datasets.schema import datasets

Row = dict[str, Any]


def document(doc: str, entity: str = "某市财政局", **more: Any) -> Row:
    """A primary budget of 2026."""
    return {
        "doc_id": doc,
        "source_uri": f"{doc}.pdf",
        "doc_kind": "budget",
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


def fact(doc: str, measure: str, yuan: str | None, page: int = 1, **more: Any) -> Row:
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


def publish(output: Path, **rows: list[Row]) -> Path:
    """Writes every dataset below `output`, those of `rows` with these rows, and gives `output`."""
    for name, dataset in datasets().items():
        given = rows.get(name, [])
        places: dict[str, list[Row]] = {}
        for row in given:
            partition = "/".join(f"{c.name}={row[c.name]}" for c in dataset.partition)
            places.setdefault(partition, []).append(row)
        if not given:
            empty = "/".join(f"{c.name}=__HIVE_DEFAULT_PARTITION__" for c in dataset.partition)
            places[empty] = []
        for place, inside in places.items():
            columns = {key: [row.get(key) for row in inside] for key in {k for row in inside for k in row}}
            kinds = {field.name: field.type for field in dataset.schema}
            table = pa.table({k: pa.array(v, kinds[k]) for k, v in columns.items() if k in kinds})
            folder = output / "datasets" / name / place
            folder.mkdir(parents=True, exist_ok=True)
            full = conform(table, dataset.schema) if inside else dataset.schema.empty_table()
            pq.write_table(full, folder / "part-0.parquet")
    return output
