"""Rows of checks and findings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.records import Finding
from pipeline.rows.audit_rows import audit_rows
from pipeline.rows.provenance import DocumentRows
from tests.pipeline.fakes import extraction

TEXT = "2023|110112|某区财政局|final_account\n收入合计 1.50\n支出合计 1.40".encode()
FOUND = extraction(TEXT)


def test_a_check_has_the_ids_of_its_operands() -> None:
    document = DocumentRows(FOUND)
    (row,) = audit_rows(document)["checks"]
    assert (row["lhs_ids"], row["rhs_ids"]) == ([document.fact_ids[0]], [document.fact_ids[1]])
    assert (row["code"], row["result"], row["diff"], row["tolerance"]) == (
        "I01",
        "fail",
        Decimal(1000),
        Decimal(50),
    )
    assert (row["fiscal_year"], row["province"], row["other_doc_id"]) == (2023, "11", None)


def test_a_finding_stands_where_its_first_place_is() -> None:
    rows = audit_rows(DocumentRows(FOUND))
    (finding,) = rows["findings"]
    assert finding["check_id"] == rows["checks"][0]["check_id"]
    assert (finding["raw"], [e["raw"] for e in finding["evidence"]]) == ("1.50", ["1.50", "1.40"])
    assert {e["doc_id"] for e in finding["evidence"]} == {FOUND.doc_id}
    assert (finding["extractor"], finding["confidence"]) == ("audit", 1.0)


def test_a_finding_without_place_or_check() -> None:
    loose = Finding("W", "format", "info", "错", "wrong", (), confidence=0.5)
    (row,) = audit_rows(DocumentRows(replace(FOUND, findings=(loose,))))["findings"]
    assert (row["page"], row["raw"], row["evidence"], row["check_id"]) == (None, None, [], None)
    assert row["confidence"] == 0.5
