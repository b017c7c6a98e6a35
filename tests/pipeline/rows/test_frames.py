"""The rows of a dataset as a pandas frame."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.datasets.schema import datasets
from pipeline.rows.frames import frame
from tests.pipeline.fakes import extraction

TEXT = "2023|110112|某区财政局|final_account\n收入合计 1.50\n支出合计 1.40".encode()


def test_a_frame_has_the_columns_of_its_dataset_year_and_province_among_them() -> None:
    found = frame(extraction(TEXT), "facts")
    facts = datasets()["facts"]
    assert list(found.columns) == [c.name for c in facts.columns]
    assert list(found["value_yuan"]) == [Decimal("15000.00"), Decimal("14000.00")]
    assert list(found["province"]) == ["11", "11"]


def test_money_becomes_floats_where_they_are_asked_for() -> None:
    found = frame(extraction(TEXT), "facts", money="float")
    assert str(found["value_yuan"].dtype) == "Float64"
    assert found["value_yuan"].describe()["mean"] == 14500.0


def test_a_dataset_without_partition_has_none() -> None:
    found = frame(extraction(TEXT), "sections")
    assert list(found.columns) == [c.name for c in datasets()["sections"].columns]
    assert list(found["title"]) == ["某区财政局"]


def test_an_empty_dataset_is_an_empty_frame() -> None:
    assert len(frame(extraction(TEXT), "projects")) == 0


@pytest.mark.parametrize("name", ["fakts", "entities", "project_contacts"])
def test_a_dataset_that_no_document_gives(name: str) -> None:
    with pytest.raises(KeyError, match=f"no dataset '{name}' in an extraction; there are documents"):
        frame(extraction(TEXT), name)
