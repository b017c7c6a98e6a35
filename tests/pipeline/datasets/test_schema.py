"""The data dictionary says what the data model promises."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa

from pipeline.datasets.dictionary import readme
from pipeline.datasets.schema import datasets

ROOT = Path(__file__).parents[3]
PROVENANCE = ["page", "bbox", "char_start", "char_end", "raw", "extractor", "confidence"]


def test_every_dataset_of_the_data_model_is_there() -> None:
    assert list(datasets()) == [
        "documents", "texts", "sections", "quantities", "tables", "table_cells", "facts", "reasons",
        "projects", "project_funds", "goals", "indicators", "project_contacts", "entities",
        "entity_aliases", "entity_relations", "units_listed", "identity_evidence", "codes", "divisions",
        "checks", "findings", "openness", "revisions", "rejects", "receipts", "runs",
    ]  # fmt: skip


def test_money_and_numbers_are_decimals() -> None:
    schema = datasets()["facts"].schema
    assert schema.field("value_yuan").type == pa.decimal128(20, 2)
    assert schema.field("value").type == pa.decimal128(24, 6)
    assert datasets()["project_funds"].schema.field("executed").type == pa.decimal128(20, 2)


def test_provenance_stands_at_the_end_with_its_types() -> None:
    schema = datasets()["table_cells"].schema
    assert schema.names[-7:] == PROVENANCE
    types = [schema.field(name).type for name in PROVENANCE]
    assert types == [
        pa.int16(), pa.list_(pa.float32(), 4), pa.int32(), pa.int32(), pa.string(), pa.string(), pa.float32(),
    ]  # fmt: skip


def test_composite_types() -> None:
    assert datasets()["receipts"].schema.field("counts").type == pa.map_(pa.string(), pa.int64())
    assert datasets()["table_cells"].schema.field("column_path").type == pa.list_(pa.string())
    assert datasets()["tables"].schema.field("pages").type == pa.list_(pa.int16())
    evidence = datasets()["findings"].schema.field("evidence").type.value_type
    assert [f.name for f in evidence] == ["doc_id", "page", "bbox", "char_start", "char_end", "raw"]


def test_five_datasets_are_partitioned_by_year_and_province() -> None:
    partitioned = {n: [c.name for c in d.partition] for n, d in datasets().items() if d.partition}
    assert set(partitioned) == {"quantities", "table_cells", "facts", "indicators", "checks"}
    assert all(names == ["fiscal_year", "province"] for names in partitioned.values())
    assert "fiscal_year" not in datasets()["facts"].schema.names


def test_every_column_is_described_in_the_parquet_metadata() -> None:
    for dataset in datasets().values():
        for field in dataset.schema:
            assert len(field.metadata[b"description"]) >= 3
        assert set(json.loads(dataset.schema.metadata[b"columns"])) == set(dataset.schema.names)
        assert dataset.schema.metadata[b"schema_version"] == b"1"


def test_keys_are_columns() -> None:
    for dataset in datasets().values():
        assert set(dataset.key) <= {c.name for c in (*dataset.columns, *dataset.partition)}


def test_the_readme_of_the_results_is_the_dictionary() -> None:
    """Regenerate: python -c "from pipeline.datasets.dictionary import readme; print(readme(), end='')"."""
    assert (ROOT / "output" / "README.md").read_text(encoding="utf-8") == readme()
