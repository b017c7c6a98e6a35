"""The data dictionary says what the data model promises."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pyarrow as pa
import pytest

from pipeline.datasets import schema as module
from pipeline.datasets.dictionary import readme
from pipeline.datasets.schema import Dataset, arrow_type, dataset, datasets, fiscal_types, references
from pipeline.language.spoken import told

ROOT = Path(__file__).parents[3]
PROVENANCE = ["page", "bbox", "locator", "char_start", "char_end", "raw", "extractor", "confidence"]


def test_every_dataset_of_the_data_model_is_there() -> None:
    assert list(datasets()) == [
        "documents", "texts", "sections", "quantities", "tables", "table_cells", "facts",
            "key_facts", "reasons",
        "projects", "project_funds", "goals", "indicators", "project_contacts", "entities",
        "entity_aliases", "entity_relations", "units_listed", "identity_evidence", "codes", "divisions",
        "checks", "findings", "openness", "revisions", "rejects", "attachments", "receipts", "runs",
    ]  # fmt: skip


def test_money_and_numbers_are_decimals() -> None:
    schema = datasets()["facts"].schema
    assert schema.field("value_yuan").type == pa.decimal128(20, 2)
    assert schema.field("value").type == pa.decimal128(24, 6)
    assert datasets()["project_funds"].schema.field("executed").type == pa.decimal128(20, 2)


def test_provenance_stands_behind_the_own_columns_with_its_types() -> None:
    schema = datasets()["table_cells"].schema
    assert datasets()["tables"].schema.names[-8:] == PROVENANCE
    assert schema.names[-10:] == [*PROVENANCE, "fiscal_year", "province"]
    types = [schema.field(name).type for name in PROVENANCE]
    assert types == [
        *(pa.int16(), pa.list_(pa.float32(), 4), pa.string(), pa.int32(), pa.int32(), pa.string()),
        *(pa.string(), pa.float32()),
    ]  # fmt: skip


def test_composite_types() -> None:
    assert datasets()["receipts"].schema.field("counts").type == pa.map_(pa.string(), pa.int64())
    assert datasets()["table_cells"].schema.field("column_path").type == pa.list_(pa.string())
    assert datasets()["tables"].schema.field("pages").type == pa.list_(pa.int16())
    evidence = datasets()["findings"].schema.field("evidence").type.value_type
    assert [f.name for f in evidence] == [
        "doc_id",
        "page",
        "bbox",
        "locator",
        "char_start",
        "char_end",
        "raw",
    ]


def test_five_datasets_are_partitioned_by_year_and_province() -> None:
    partitioned = {n: [c.name for c in d.partition] for n, d in datasets().items() if d.partition}
    assert set(partitioned) == {"quantities", "table_cells", "facts", "indicators", "checks"}
    assert all(names == ["fiscal_year", "province"] for names in partitioned.values())
    for name in partitioned:
        last = list(datasets()[name].schema)[-2:]
        assert [(field.name, field.type) for field in last] == [
            ("fiscal_year", pa.int16()),
            ("province", pa.string()),
        ]


def test_every_column_is_described_in_the_parquet_metadata() -> None:
    for schema in (found.schema for found in datasets().values()):
        assert all(len(field.metadata[b"description"]) >= 3 for field in schema)
        assert set(json.loads(schema.metadata[b"columns"])) == set(schema.names)
        assert schema.metadata[b"schema_version"] == b"3"


def test_keys_are_columns() -> None:
    for found in datasets().values():
        assert set(found.key) <= {c.name for c in found.columns}


def test_the_readme_of_the_results_is_the_dictionary() -> None:
    """Regenerate: python -c "from pipeline.datasets.dictionary import readme; print(readme(), end='')"."""
    assert (ROOT / "output" / "README.md").read_text(encoding="utf-8") == readme()


def test_the_chinese_readme_of_the_results_is_the_dictionary_in_words() -> None:
    """Regenerate: python -m tests.messages."""
    text = readme(lambda text: told(text, "zh"))
    assert (ROOT / "output" / "README.zh.md").read_text(encoding="utf-8") == text
    assert "| fiscal_year | int16 | 文件所报告的年度 |\n" in text
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) > 300
    assert [row for row in rows if not re.search(r"[\u4e00-\u9fff]", row[-1])] == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("\nprovenance = true", "\nprovenence = true"),
        ("\n[open_references]", "\n[references_open]"),
        ("\n[references]", "\n[reference]\n[references]"),
    ],
)
def test_a_misspelt_key_of_the_dictionary_is_an_error(
    right: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = module.DICTIONARY.read_text(encoding="utf-8")
    broken = tmp_path / "datasets.toml"
    broken.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    monkeypatch.setattr(module, "DICTIONARY", broken)
    with pytest.raises(msgspec.ValidationError, match=r"unknown field|missing required field"):
        module._dictionary.__wrapped__()


def test_what_is_only_staged_is_not_published() -> None:
    internal = {"contents", "sources", "pairs", "search_entries"}
    assert not internal & datasets().keys()
    assert all(dataset(name).internal for name in internal)
    assert not dataset("facts").internal


def test_only_contacts_are_published_on_request() -> None:
    assert [d.name for d in datasets().values() if d.on_request] == ["project_contacts"]


def test_a_reference_names_another_dataset_that_must_have_the_row() -> None:
    assert references("facts")["doc_id"] == "documents"
    assert references("facts")["entity_id"] == "entities"
    assert "doc_id" not in references("documents")  # its own key
    assert "entity_id" not in references("documents")  # no row for what is no disclosure
    assert "doc_id" not in references("receipts")


def test_fiscal_types_are_the_caller_s_own() -> None:
    fiscal_types("facts").clear()
    assert fiscal_types("facts")["value_yuan"] == "value"
    assert fiscal_types("texts") == {}


def test_a_type_that_no_one_knows_is_named() -> None:
    with pytest.raises(ValueError, match=r"the type 'int128', which schema\.py does not know"):
        arrow_type("int128")
    assert arrow_type("list<yuan>") == pa.list_(pa.decimal128(20, 2))
    assert (arrow_type("bool"), arrow_type("date")) == (pa.bool_(), pa.date32())
    assert arrow_type("timestamp") == pa.timestamp("us", tz="UTC")


def test_a_dataset_of_which_nothing_is_told_is_plain_and_published() -> None:
    plain = Dataset("a", "A", ("x",), ())
    assert (plain.partition, plain.provenance, plain.on_request, plain.internal) == ((), False, False, False)
    texts = dataset("texts")
    assert (texts.partition, texts.provenance, texts.on_request, texts.internal) == ((), False, False, False)


def test_entries_of_the_dictionary_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        module._dictionary().schema_version = "2"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="immutable"):
        module._dictionary().dataset[0].name = "x"  # type: ignore[misc]


def test_the_metadata_of_a_file_is_readable_as_it_is_told() -> None:
    metadata = dataset("facts").schema.metadata
    assert json.loads(metadata[b"key"]) == ["fact_id"]
    assert metadata[b"dataset"] == b"facts"
    assert metadata[b"tool"] == b"mingzhang"
    description = json.loads(metadata[b"columns"])["value_raw"]
    assert description == dataset("facts").schema.field("value_raw").metadata[b"description"].decode()
    readable = [d for d in datasets().values() if not d.schema.metadata[b"columns"].isascii()]
    printed = [d for d in datasets().values() if any(not c.description.isascii() for c in d.columns)]
    assert readable == printed != []
