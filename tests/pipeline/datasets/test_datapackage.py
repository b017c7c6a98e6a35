"""`datapackage.json` against the Fiscal Data Package 1.0, the Table Schema and the files themselves."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline.datasets.datapackage import PER_RUN
from pipeline.datasets.schema import datasets, references
from pipeline.running.run import run

TAXONOMY = {
    "administrative-classification:generic:code": "string",
    "administrative-classification:generic:label": "string",
    "budget-line-id": "string",
    "date:fiscal-year": "integer",
    "economic-classification:generic:code": "string",
    "fin-source:generic:code": "string",
    "functional-classification:generic:code": "string",
    "geo-source:target:code": "string",
    "phase:id": "string",
    "value": "number",
    "value-currency:code": "string",
    "value-kind:code": "string",
}
"""Column types of the taxonomy for budgets that are used here, and the type that each asks for."""
TYPES = {"string", "number", "integer", "boolean", "date", "datetime", "array", "object"}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    for name, text in (
        ("a.txt", "2023|110112|某区财政局|final_account\n收入合计 1.50\n支出合计 1.70"),
        ("b.txt", "2022|310107|某区教育局|final_account\n收入合计 2.50"),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    run([str(folder / "a.txt"), str(folder / "b.txt")], folder / "out", function="tests.pipeline.fakes:form")
    run([str(folder / "a.txt"), str(folder / "b.txt")], folder / "out", function="tests.pipeline.fakes:form")
    return folder / "out"


@pytest.fixture(scope="module")
def package(output: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((output / "datasets/datapackage.json").read_text(encoding="utf-8"))
    return found


def test_the_package_says_what_the_fiscal_profile_asks_for(package: dict[str, Any]) -> None:
    assert package["profile"] == "fiscal-data-package"
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert re.fullmatch(r"[A-Z]{2}", package["countryCode"])
    assert package["granularity"] in ("aggregated", "transactional")
    assert package["title"]
    assert all(isinstance(word, str) for word in package["keywords"])


def test_every_resource_is_a_tabular_one_with_a_schema(package: dict[str, Any]) -> None:
    names = [resource["name"] for resource in package["resources"]]
    assert len(names) == len(set(names))
    for resource in package["resources"]:
        assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])
        assert resource["profile"] == "tabular-data-resource"
        assert resource["path"]
        for path in resource["path"]:
            assert not path.startswith(("/", ".", "~"))
            assert ".." not in path
        fields = resource["schema"]["fields"]
        assert {field["type"] for field in fields} <= TYPES
        assert all(field["description"] for field in fields)
        assert set(resource["schema"]["primaryKey"]) <= {field["name"] for field in fields}


def test_sizes_hashes_and_row_counts_are_those_of_the_files(output: Path, package: dict[str, Any]) -> None:
    for resource in package["resources"]:
        if resource["name"] in PER_RUN:
            assert not {"bytes", "hash", "files", "rowCount"} & resource.keys()
            continue
        assert [file["path"] for file in resource["files"]] == resource["path"]
        for file in resource["files"]:
            path = output / "datasets" / file["path"]
            assert file["bytes"] == path.stat().st_size
            assert file["hash"] == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
            assert file["rowCount"] == pq.ParquetFile(path).metadata.num_rows
        assert resource["bytes"] == sum(file["bytes"] for file in resource["files"])
        assert resource["rowCount"] == sum(file["rowCount"] for file in resource["files"])
        assert (resource.get("hash") == resource["files"][0]["hash"]) == (len(resource["files"]) == 1)


def test_column_types_are_in_the_taxonomy_with_their_types(package: dict[str, Any]) -> None:
    facts = next(r for r in package["resources"] if r["name"] == "facts")
    fields = facts["schema"]["fields"]
    assert {f["columnType"] for f in fields if "columnType" in f} == TAXONOMY.keys() - {
        "administrative-classification:generic:label",
        "value-currency:code",
    }
    for resource in package["resources"]:
        for field in (*resource["schema"]["fields"], *resource["schema"].get("extraFields", ())):
            if "columnType" in field:
                assert TAXONOMY[field["columnType"]] == field["type"]
    [currency] = facts["schema"]["extraFields"]
    assert (currency["columnType"], currency["constant"]) == ("value-currency:code", "CNY")


def test_the_model_names_the_money_and_what_it_is_by(package: dict[str, Any]) -> None:
    measures, dimensions = package["model"]["measures"], package["model"]["dimensions"]
    assert measures == {"value_yuan": {"source": "value_yuan", "resource": "facts", "currency": "CNY"}}
    assert {(name, d["dimensionType"], d.get("classificationType")) for name, d in dimensions.items()} == {
        ("fact_id", "fact", None),
        ("value_year", "datetime", None),
        ("measure", "other", None),
        ("role", "other", None),
        ("scope", "other", None),
        ("division_code", "location", None),
        ("function_code", "classification", "functional"),
        ("economic_code", "classification", "economic"),
        ("entity_id", "classification", "administrative"),
    }


def test_foreign_keys_name_resources_and_their_keys(package: dict[str, Any]) -> None:
    keys = {resource["name"]: resource["schema"]["primaryKey"] for resource in package["resources"]}
    found = [
        (resource["name"], key["fields"], key["reference"])
        for resource in package["resources"]
        for key in resource["schema"].get("foreignKeys", ())
    ]
    assert ("facts", "reason_id", {"resource": "reasons", "fields": "reason_id"}) in found
    for _, _, reference in found:
        assert keys[reference["resource"]] == [reference["fields"]]


def test_every_reference_finds_its_row(output: Path) -> None:
    connection = duckdb.connect()

    def source(name: str) -> str:
        return f"read_parquet('{output}/datasets/{name}/**/*.parquet', hive_partitioning = false)"

    checked = 0
    for name, dataset in datasets().items():
        if dataset.on_request:
            continue
        for column, other in references(name).items():
            if datasets()[other].on_request:
                continue
            sql = f"select count({column}), count({column}) filter ({column} not in (select {column} from "
            [(given, lost)] = connection.execute(f"{sql}{source(other)})) from {source(name)}").fetchall()
            assert lost == 0, (name, column)
            checked += given > 0
    assert checked >= 10
