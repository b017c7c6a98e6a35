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

from pipeline.datasets.datapackage import PER_RUN, File, datapackage
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


# --- described without a run ---


def described(**files: list[File]) -> dict[str, dict[str, Any]]:
    """The resources of a package, by name."""
    package = json.loads(datapackage(files))
    assert package["resources"], "no resources"
    return {resource["name"]: resource for resource in package["resources"]}


ONE, TWO = File("facts/part-0.parquet", 100, "aa", 3), File("facts/part-1.parquet", 20, "bb", 4)


def test_one_file_gives_its_hash_to_the_resource_and_several_do_not() -> None:
    one, two = described(facts=[ONE])["facts"], described(facts=[ONE, TWO])["facts"]
    assert (one["path"], one["bytes"], one["rowCount"], one["hash"]) == ([ONE.path], 100, 3, "sha256:aa")
    assert (two["path"], two["bytes"], two["rowCount"]) == ([ONE.path, TWO.path], 120, 7)
    assert "hash" not in two
    assert "hash" not in described(facts=[])["facts"]
    assert two["files"] == [
        {"path": ONE.path, "bytes": 100, "hash": "sha256:aa", "rowCount": 3},
        {"path": TWO.path, "bytes": 20, "hash": "sha256:bb", "rowCount": 4},
    ]


def test_what_tells_of_runs_has_neither_size_nor_hash() -> None:
    for name in PER_RUN:
        resource = described(**{name: [ONE]})[name]
        assert resource["path"] == [ONE.path]
        assert not {"bytes", "hash", "files", "rowCount"} & resource.keys()


def test_only_datasets_of_the_dictionary_are_described_under_names_with_hyphens() -> None:
    found = described(table_cells=[ONE], search_entries=[TWO], nothing=[TWO])
    assert list(found) == ["table-cells"]
    assert found["table-cells"]["title"] == datasets()["table_cells"].title


def test_a_reference_is_told_where_its_dataset_is_published() -> None:
    alone, both = described(facts=[ONE])["facts"], described(facts=[ONE], table_cells=[], tables=[])
    assert "foreignKeys" not in alone["schema"]
    assert both["facts"]["schema"]["foreignKeys"] == [
        {"fields": "table_id", "reference": {"resource": "tables", "fields": "table_id"}}
    ]
    assert {k["reference"]["resource"] for k in both["table-cells"]["schema"]["foreignKeys"]} == {"tables"}


def test_fields_have_the_types_of_tables_and_partitions_come_last() -> None:
    resource = described(facts=[ONE])["facts"]
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert list(fields)[-2:] == ["fiscal_year", "province"]
    kinds = {"page": "integer", "value_yuan": "number", "measure": "string", "bbox": "array"}
    assert {name: fields[name]["type"] for name in kinds} == kinds
    assert fields["page"]["arrowType"] == "int16"
    assert (fields["value_yuan"]["columnType"], "columnType" in fields["page"]) == ("value", False)
    assert resource["schema"]["primaryKey"] == ["fact_id"]
    assert "extraFields" not in described(entities=[ONE])["entities"]["schema"]  # no money in it
    counts = described(receipts=[ONE])["receipts"]["schema"]["fields"]
    assert {f["name"]: f["type"] for f in counts} | {"counts": "object", "unchanged": "boolean"} == {
        f["name"]: f["type"] for f in counts
    }


def test_the_package_is_a_text_that_people_can_read() -> None:
    text = datapackage({"facts": [File("facts/年度.parquet", 1, "aa", 1)]})
    assert "facts/年度.parquet" in text
    assert text.startswith('{\n "profile": "fiscal-data-package",\n')
    assert text.endswith("}\n")
