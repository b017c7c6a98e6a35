from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.datasets.arrow import conform, to_table
from pipeline.datasets.schema import datasets
from pipeline.rows.assembly import to_rows
from pipeline.storage.bundles import OpenBundle, outcome_of, write_bundle
from pipeline.storage.outcome import Outcome
from tests.pipeline.fakes import extraction, form

TEXT = "2023|110112|某区财政局|final_account\n收入合计 1.50\n支出合计 1.40".encode()


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    outcome = Outcome("d", "ok", message="a note", pages=3, counts={"facts": 2})
    write_bundle(tmp_path / "b.bundle", to_rows(extraction(TEXT)), outcome)
    return tmp_path / "b.bundle"


def test_rows_come_back_as_they_were(bundle: Path) -> None:
    for name, rows in to_rows(extraction(TEXT)).items():
        assert OpenBundle(bundle.read_bytes()).dataset(name).equals(to_table(name, rows)), name


def test_a_dataset_that_the_bundle_lacks_is_empty(bundle: Path) -> None:
    assert OpenBundle(bundle.read_bytes()).dataset("project_contacts").num_rows == 0


def test_the_outcome_comes_back(bundle: Path) -> None:
    assert outcome_of(bundle.read_bytes()) == Outcome(
        "d", "ok", message="a note", pages=3, counts={"facts": 2}
    )


def test_equal_rows_make_equal_bundles(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_bundle(tmp_path / name, to_rows(form(TEXT)), Outcome("d", "ok"))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_columns_of_another_schema_version_are_brought_into_line() -> None:
    schema = datasets()["texts"].schema
    old = pa.table({"text": ["x"], "gone": [1], "doc_id": ["d"]})
    assert conform(old, schema).to_pylist() == [
        {"doc_id": "d", "text": "x", "text_sha256": None, "search_tokens": None}
    ]


def test_a_row_without_a_column_is_refused() -> None:
    with pytest.raises(KeyError):
        to_table("texts", [{"doc_id": "d"}])
