"""Pages of findings: what documents say is never code."""

from __future__ import annotations

from decimal import Decimal

from pipeline.reports.audit_pages import document_page, index_page
from pipeline.reports.cases import Case
from pipeline.reports.crops import Cutter
from pipeline.reports.statuses import Status

EVIL = "<script>alert(1)</script>\"'&"


def case() -> Case:
    evidence = {"doc_id": "d" * 64, "page": None, "bbox": None, "char_start": 2, "char_end": 5, "raw": EVIL}
    finding = {
        "finding_id": "f1",
        "doc_id": "d" * 64,
        "check_id": "c1",
        "code": "I07",
        "category": "arithmetic",
        "severity": "error",
        "message_zh": EVIL,
        "message_en": EVIL,
        "printed": EVIL,
        "computed": "1",
        "confidence": 0.98,
        "evidence": [evidence],
        "page": None,
        "char_start": 2,
    }
    check = {
        "check_id": "c1",
        "formula": EVIL,
        "lhs": Decimal(1),
        "rhs": Decimal(2),
        "diff": Decimal(-1),
        "tolerance": Decimal(0),
        "lhs_ids": ["x"],
        "rhs_ids": [],
    }
    fact = {"measure": "m", "item_label": EVIL, "function_code": None, "economic_code": None}
    fact |= {"value_raw": EVIL, "unit_raw": None, "page": 3}
    document = {"doc_id": "d" * 64, "title": EVIL, "file_name": EVIL, "source_uri": None, "entity_name": EVIL}
    document |= {"fiscal_year": 2024, "doc_kind": "budget", "division_code": EVIL, "province": None}
    statuses = {"f1": Status("f1", "confirmed", note=EVIL)}
    return Case(document, [finding], {"c1": check}, {"x": fact}, f"ab{EVIL}\nc", statuses)


def test_nothing_of_a_document_is_code() -> None:
    for page in (document_page(case()), index_page([case()], {"d" * 64: 'x">.html'})):
        assert "<script>alert" not in page
        assert page.count("<script>") == 1
        assert "&lt;script&gt;alert(1)" in page


def test_a_document_without_pages_tells_the_line() -> None:
    assert "第1行" in document_page(case())


def test_a_page_says_why_it_has_no_images() -> None:
    with Cutter("/no/such/file.pdf", "d" * 64) as cutter:
        assert (cutter.reason, cutter.cut([])) == ("missing", [])
    assert "原文件不在记录的位置" in document_page(case())


def test_a_page_without_findings_says_so() -> None:
    empty = Case(case().document, [])
    assert "没有发现" in document_page(empty)
    assert "没有发现" in index_page([empty], {})
