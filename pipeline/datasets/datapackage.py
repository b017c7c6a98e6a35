"""The datasets as a Fiscal Data Package: every file, column and reference described for other tools.

Source: Fiscal Data Package 1.0 (an extension of the Tabular Data Package), with the column types of its
taxonomy for budgets. Files are Parquet, which the tabular profile does not name; everything else is as there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from pipeline.datasets.schema import Column, datasets, fiscal_types, references, schema_version
from pipeline.version import VERSION

CURRENCY = "CNY"
_FACTS = "facts"
_DIMENSIONS = {"budget-line-id": "fact", "date": "datetime", "geo-source": "location"}
"""Kinds of dimensions by how their column type begins."""
PER_RUN = ("receipts", "runs")
"""They tell of runs, so that no two runs give the same bytes: described without size and hash."""
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


@dataclass(frozen=True, slots=True)
class File:
    """A published file: its path below the folder of the datasets, and what is in it."""

    path: str
    size: int
    sha256: str
    rows: int


def datapackage(files: Mapping[str, Sequence[File]]) -> str:
    """`datapackage.json` for the files of each dataset, paths relative to it."""
    published = [name for name in files if name in datasets()]
    package = {
        "profile": "fiscal-data-package",
        "name": "mingzhang",
        "title": "Disclosures of Chinese government departments as audited datasets",
        "description": "Budgets, final accounts and self-evaluations that Chinese government departments "
        "publish: every figure with the page, box and characters that it was read from. Amounts are yuan.",
        "version": schema_version(),
        "keywords": ["budget", "final account", "government", "China", "open data"],
        "countryCode": "CN",
        "granularity": "aggregated",
        "generator": f"mingzhang {VERSION}",
        "model": _model(),
        "resources": [_resource(name, files[name], published) for name in published],
    }
    return msgspec.json.format(msgspec.json.encode(package), indent=1).decode("utf-8") + "\n"


def _model() -> dict[str, Any]:
    """Measures and dimensions of the facts: the profile's JSON Schema asks for them, its text does not."""
    measures: dict[str, Any] = {}
    dimensions: dict[str, Any] = {}
    for column, kind in fiscal_types(_FACTS).items():
        source = {"source": column, "resource": _FACTS}
        if kind == "value":
            measures[column] = {**source, "currency": CURRENCY}
        else:
            dimensions[column] = {
                "dimensionType": _DIMENSIONS.get(kind.partition(":")[0], "other"),
                "attributes": {column: source},
                "primaryKey": column,
            }
            classification, part, _ = kind.partition("-classification")
            if part:
                dimensions[column] |= {
                    "dimensionType": "classification",
                    "classificationType": classification,
                }
    return {"measures": measures, "dimensions": dimensions}


def _resource(name: str, files: Sequence[File], published: Sequence[str]) -> dict[str, Any]:
    dataset = datasets()[name]
    resource: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": _slug(name),
        "title": dataset.title,
        "path": [file.path for file in files],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
    }
    if name not in PER_RUN:
        resource["bytes"] = sum(file.size for file in files)
        if len(files) == 1:
            resource["hash"] = f"sha256:{files[0].sha256}"
        resource["rowCount"] = sum(file.rows for file in files)
        resource["files"] = [
            {"path": f.path, "bytes": f.size, "hash": f"sha256:{f.sha256}", "rowCount": f.rows} for f in files
        ]
    resource["schema"] = _schema(name, published)
    return resource


def _schema(name: str, published: Sequence[str]) -> dict[str, Any]:
    dataset = datasets()[name]
    types = fiscal_types(name)
    schema: dict[str, Any] = {
        "fields": [_field(c, types.get(c.name)) for c in dataset.columns],
        "primaryKey": list(dataset.key),
        "missingValues": [],
    }
    foreign = [
        {"fields": column, "reference": {"resource": _slug(other), "fields": column}}
        for column, other in references(name).items()
        if other in published
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    if "value" in types.values():
        currency = {"name": "currency", "type": "string", "columnType": "value-currency:code"}
        schema["extraFields"] = [{**currency, "constant": CURRENCY}]
    return schema


def _field(column: Column, column_type: str | None) -> dict[str, Any]:
    kind = "integer" if column.type.startswith("int") else _TYPES.get(column.type, "array")
    field = {"name": column.name, "type": kind, "description": column.description, "arrowType": column.type}
    if column_type is not None:
        field["columnType"] = column_type
    return field


def _slug(name: str) -> str:
    return name.replace("_", "-")
