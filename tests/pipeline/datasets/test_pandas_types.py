"""Frames hold what the datasets hold: whole numbers with gaps, text of digits, exact money."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from pipeline.datasets.arrow import to_table
from pipeline.datasets.pandas_types import ROW_KEYS, to_pandas
from pipeline.datasets.schema import datasets, schema_version

YUAN = pa.decimal128(20, 2)


def column(values: list[Any], kind: pa.DataType, **how: Any) -> pd.Series[Any]:
    """A column of a table as a frame has it."""
    return to_pandas(pa.table({"a": pa.array(values, kind)}), **how)["a"]


def money(*values: str | None, **how: Any) -> pd.Series[Any]:
    """A column of amounts."""
    return column([None if value is None else Decimal(value) for value in values], YUAN, **how)


@pytest.mark.parametrize(
    ("kind", "values", "name"),
    [
        (pa.int8(), [1, None], "Int8"),
        (pa.int16(), [2023, None], "Int16"),
        (pa.int32(), [1, None], "Int32"),
        (pa.int64(), [9_007_199_254_740_993, None], "Int64"),  # no float has this number
        (pa.uint8(), [1, None], "UInt8"),
        (pa.bool_(), [True, None], "boolean"),
        (pa.float32(), [0.5, None], "Float32"),
        (pa.float64(), [0.5, None], "Float64"),
        (pa.string(), ["00", None], "string"),
        (pa.large_string(), ["00", None], "string"),
    ],
)
@pytest.mark.parametrize("how", ["decimal", "float"])
def test_a_gap_changes_neither_type_nor_value(
    kind: pa.DataType, values: list[Any], name: str, how: str
) -> None:
    found = column(values, kind, money=how)
    assert str(found.dtype) == name
    assert found[0] == values[0]
    assert found[1] is pd.NA


def test_a_column_of_gaps_alone_keeps_its_type() -> None:
    assert str(column([None, None], pa.int16()).dtype) == "Int16"
    assert str(column([], pa.string()).dtype) == "string"


def test_money_is_exact_and_computes() -> None:
    found = money("0.10", "0.20", None, "100000000000000000.01")
    assert found.dtype == pd.ArrowDtype(YUAN)
    assert found.sum() == Decimal("100000000000000000.31")
    assert found.max() == Decimal("100000000000000000.01")
    assert (found[0] + found[1], found[2]) == (Decimal("0.30"), pd.NA)
    assert list(found.sort_values(ascending=False).index) == [3, 1, 0, 2]
    frame = pd.DataFrame({"who": ["a", "b", "a", "b"], "yuan": found})
    assert list(frame.groupby("who")["yuan"].sum()) == [Decimal("0.10"), Decimal("100000000000000000.21")]


def test_money_as_floats_is_described_and_drawn_by_what_knows_floats_only() -> None:
    found = money("1000000000000.25", None, "3.75", money="float")
    assert str(found.dtype) == "Float64"
    assert found[0] == 1_000_000_000_000.25
    assert found[1] is pd.NA
    assert found.describe()["count"] == 2
    assert list(found.dropna().to_numpy(dtype=float)) == [1_000_000_000_000.25, 3.75]


def test_other_money_is_refused() -> None:
    with pytest.raises(ValueError, match="given as 'decimal' or as 'float', not as 'int'"):
        money("1.00", money="int")


def test_days_are_dates_that_compute_and_moments_keep_their_zone() -> None:
    days = column([datetime.date(2023, 5, 31), None], pa.date32())
    assert days.dt.year[0] == 2023
    assert days[1] is pd.NaT
    at = datetime.datetime(2023, 5, 31, 8, tzinfo=datetime.UTC)
    assert column([at], pa.timestamp("us", tz="UTC"))[0] == at


def test_lists_structs_and_boxes_are_arrows_own() -> None:
    lists = column([["x", "y"], None, []], pa.list_(pa.string()))
    assert lists.list.len().tolist() == [2, pd.NA, 0]
    assert lists.explode().tolist() == ["x", "y", pd.NA, pd.NA]
    box = column([[1.0, 2.0, 3.0, 4.0], None], pa.list_(pa.float32(), 4))
    assert list(box[0]) == [1.0, 2.0, 3.0, 4.0]
    assert box[1] is pd.NA
    place = column([{"page": 14}], pa.struct([("page", pa.int16())]))
    assert place.struct.field("page")[0] == 14


def test_every_dataset_becomes_a_frame_and_back_without_loss_of_a_type() -> None:
    for name, dataset in datasets().items():
        back = pa.Table.from_pandas(to_pandas(dataset.empty), preserve_index=False)
        for one, other in zip(dataset.schema, back.schema, strict=True):
            kind = other.type
            if pa.types.is_large_string(kind):
                kind = pa.string()
            if pa.types.is_date(one.type):  # pandas has no days without hours
                kind = pa.date32() if pa.types.is_timestamp(kind) else kind
            assert (name, one.name, kind) == (name, one.name, one.type)


def test_two_frames_merge_on_what_rows_of_a_document_share() -> None:
    keys = {"doc_id": ["d", "e"], "fiscal_year": pa.array([2023, None], pa.int16()), "province": ["00", None]}
    one = to_pandas(pa.table({**keys, "measure": ["m", "n"]}))
    other = to_pandas(pa.table({**keys, "title": ["t", "u"]}))
    both = one.merge(other, on=list(ROW_KEYS))
    assert list(both.columns) == ["doc_id", "fiscal_year", "province", "measure", "title"]
    assert both["title"].tolist() == ["t", "u"]  # unknown years and provinces find each other
    assert [str(both[name].dtype) for name in ROW_KEYS] == ["string", "Int16", "string"]


def test_the_shared_keys_are_in_every_dataset_that_has_folders() -> None:
    names = [name for name, dataset in datasets().items() if dataset.partition]
    for name in ("documents", "key_facts", *names):
        assert set(ROW_KEYS) <= {c.name for c in datasets()[name].columns}
    assert schema_version() == "3"


def test_rows_of_a_document_keep_province_and_year() -> None:
    row = dict.fromkeys(datasets()["quantities"].schema.names) | {"fiscal_year": None, "province": "00"}
    found = to_pandas(to_table("quantities", [row, row | {"fiscal_year": 2023}]))
    assert [str(found[name].dtype) for name in ("fiscal_year", "province")] == ["Int16", "string"]
    assert found["province"].tolist() == ["00", "00"]
    assert found["fiscal_year"].tolist() == [pd.NA, 2023]
