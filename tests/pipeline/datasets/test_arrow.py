from __future__ import annotations

import pyarrow as pa
import pytest

from pipeline.datasets.arrow import conform, to_table
from pipeline.datasets.schema import dataset

ROW = {"doc_id": "d", "text": "明账", "text_sha256": None, "search_tokens": "明账"}
SCHEMA = pa.schema(
    [pa.field("doc_id", pa.string(), metadata={"description": "Document"}), ("page", pa.int16())]
)


def test_rows_have_the_columns_and_types_of_the_dictionary() -> None:
    table = to_table("texts", [ROW])
    assert table.schema.equals(dataset("texts").schema, check_metadata=True)
    assert table.to_pylist() == [ROW]
    assert to_table("texts", []).num_rows == 0


def test_a_row_without_a_column_is_refused_and_one_with_more_is_not() -> None:
    with pytest.raises(KeyError, match="text"):
        to_table("texts", [{"doc_id": "d"}])
    assert to_table("texts", [{**ROW, "gone": 1}]).to_pylist() == [ROW]


def test_columns_of_another_version_are_brought_into_line() -> None:
    old = pa.table({"page": pa.array([3], pa.int64()), "gone": ["x"], "doc_id": ["d"]})
    table = conform(old, SCHEMA)
    assert table.schema.equals(SCHEMA, check_metadata=True)
    assert table.to_pylist() == [{"doc_id": "d", "page": 3}]


def test_what_a_table_lacks_is_null_in_every_row() -> None:
    assert conform(pa.table({"doc_id": ["a", "b"]}), SCHEMA)["page"].to_pylist() == [None, None]


def test_a_number_that_does_not_fit_is_an_error_not_another_number() -> None:
    with pytest.raises(pa.ArrowInvalid):
        conform(pa.table({"doc_id": ["d"], "page": [70_000]}), SCHEMA)


def test_the_descriptions_of_the_schema_take_the_place_of_those_of_the_table() -> None:
    bare = pa.table({"doc_id": ["d"], "page": pa.array([3], pa.int16())})
    assert conform(bare, SCHEMA).schema.field("doc_id").metadata == {b"description": b"Document"}
