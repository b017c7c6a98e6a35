"""The datasets as a Frictionless Data Package: every file and column described for other tools."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.schema import Column, datasets, fiscal_types, schema_version
from pipeline.version import VERSION

_TYPES = {
    "string": "string",
    "bool": "boolean",
    "yuan": "number",
    "number": "number",
    "float32": "number",
    "float64": "number",
    "date": "date",
    "timestamp": "datetime",
    "counts": "object",
}


def datapackage(files: Mapping[str, Sequence[str]]) -> str:
    """`datapackage.json` for the files of each dataset, paths relative to it."""
    package = {
        "profile": "fiscal-data-package",
        "name": "mingzhang",
        "title": "Disclosures of Chinese government departments as audited datasets",
        "version": schema_version(),
        "countryCode": "CN",
        "generator": f"mingzhang {VERSION}",
        "resources": [_resource(name, paths) for name, paths in files.items() if name in datasets()],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(name: str, paths: Sequence[str]) -> dict[str, Any]:
    dataset = datasets()[name]
    return {
        "name": name.replace("_", "-"),
        "title": dataset.title,
        "path": list(paths),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": {
            "fields": [_field(c) for c in (*dataset.columns, *dataset.partition)],
            "primaryKey": list(dataset.key),
            "missingValues": [],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    kind = "integer" if column.type.startswith("int") else _TYPES.get(column.type, "array")
    field = {"name": column.name, "type": kind, "description": column.description, "arrowType": column.type}
    if column.name in fiscal_types():
        field["columnType"] = fiscal_types()[column.name]
    return field
