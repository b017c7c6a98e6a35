"""What `mingzhang.extract` gives: the same records as inside, with frames."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

import pytest

import mingzhang
from mingzhang.extraction import Extraction
from pipeline.reading.extraction import Extraction as Records
from pipeline.rows.assembly import to_rows
from tests.pipeline.fakes import extraction, form

RECORDS = extraction("2023|110112|某区财政局|final_account\nincome 1.50\nexpenditure 1.50".encode())


def test_every_record_comes_along() -> None:
    found = Extraction.of(RECORDS)
    assert isinstance(found, mingzhang.Extraction)
    assert isinstance(found, Records)
    for field in fields(Records):
        assert getattr(found, field.name) is getattr(RECORDS, field.name), field.name


def test_a_frame_has_the_rows_that_a_run_would_publish() -> None:
    frame = Extraction.of(RECORDS).frame("facts")
    rows = to_rows(RECORDS)["facts"]
    assert list(frame["fact_id"]) == [row["fact_id"] for row in rows]
    assert list(frame["value_yuan"]) == [Decimal("15000.00")] * 2
    assert all(isinstance(value, Decimal) for value in frame["value_yuan"])
    assert list(frame["measure"]) == ["income.total"] * 2
    assert set(frame["fiscal_year"]) == {2023}
    assert set(frame["province"]) == {"11"}


def test_a_dataset_without_rows_is_an_empty_frame_with_its_columns() -> None:
    frame = Extraction.of(RECORDS).frame("indicators")
    assert len(frame) == 0
    assert {"project_id", "level3", "fiscal_year"} <= set(frame.columns)


def test_contacts_are_in_no_frame() -> None:
    found = Extraction.of(form("2023|110112|某区财政局|final_account\nincome 1.50".encode()))
    projects = found.frame("projects")
    assert len(projects) == 1
    assert not {"leader", "phone"} & set(projects.columns)


def test_a_dataset_that_there_is_not_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Extraction.of(RECORDS).frame("fakts")


def test_how_pages_are_recognised_is_one_of_three_words() -> None:
    data = "2024年收入总计1.50万元。".encode()
    assert (
        mingzhang.extract(data, ocr="never").document.text
        == mingzhang.extract(data, ocr="auto").document.text
    )
    with pytest.raises(ValueError, match="there are auto, always, never"):
        mingzhang.extract(data, ocr="sometimes")  # type: ignore[arg-type]
