"""What rows say of the numbers of a scan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rows.assembly import to_rows
from tests.pipeline.misread_budget import Scan

PART = (2, 2)
LOOKS = [("1,834.50", 0.5), ("1,034.50", 0.25)]


def test_a_repaired_number_keeps_what_was_read_and_what_chose_it() -> None:
    rows = to_rows(Scan({PART: ("1,834.50", 0.6)}, {PART: LOOKS}).extracted())
    cell = next(c for c in rows["table_cells"] if c["row_code"] == "20106" and c["col"] == 2)
    fact = next(f for f in rows["facts"] if f["function_code"] == "20106" and f["col"] == 2)
    for row in (cell, fact):
        assert row["ocr_status"] == "repaired"
        assert (row["value"], row["value_raw"]) == (Decimal("1034.50"), "1,834.50")
        assert row["repaired_from"] == Decimal("1834.50")
        assert {"I06", "I07"} <= set(row["proof"])
        assert row["ocr_candidates"] == [
            {"text": "1,834.50", "probability": 0.5},
            {"text": "1,034.50", "probability": 0.25},
        ]
        assert row["raw"] == "1,034.50"
        assert row["confidence"] == pytest.approx(0.99)


def test_a_confirmed_number_is_surer_than_its_characters() -> None:
    rows = to_rows(Scan({PART: ("1,034.50", 0.98)}).extracted())
    cell = next(c for c in rows["table_cells"] if c["row_code"] == "20106" and c["col"] == 2)
    assert (cell["ocr_status"], cell["value_raw"], cell["repaired_from"]) == ("confirmed", "1,034.50", None)
    assert cell["confidence"] == pytest.approx(0.999)


def test_an_open_number_has_the_confidence_of_its_least_probable_character() -> None:
    rows = to_rows(Scan({PART: ("1,834.50", 0.6)}, {PART: [("1,834.50", 0.9)]}).extracted())
    cell = next(c for c in rows["table_cells"] if c["row_code"] == "20106" and c["col"] == 2)
    assert cell["ocr_status"] == "unproven"
    assert cell["confidence"] == pytest.approx(0.6)


def test_labels_have_a_status_and_no_number() -> None:
    rows = to_rows(Scan({}).extracted())
    label = next(c for c in rows["table_cells"] if c["text"] == "财政事务")
    assert (label["ocr_status"], label["value_raw"], label["repaired_from"]) == ("read", None, None)


def test_print_has_nothing_of_it() -> None:
    from extractors.read import read
    from pipeline.reading.extract import extract_document
    from tests.pipeline.drawn_budget import budget

    rows = to_rows(extract_document(read(budget()), b"print"))
    for row in (*rows["table_cells"], *rows["facts"]):
        assert row["ocr_status"] is None
        assert row["ocr_candidates"] is None
        assert row["repaired_from"] is None
        assert row["proof"] == []
    assert {c["value_raw"] for c in rows["table_cells"]} == {None}
