"""Findings with what a report shows of them, from small published datasets and from a file read now."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.ask.query import QueryError
from pipeline.reports.cases import Case, NoSuchDocument, from_extraction, from_output, narrowed
from pipeline.reports.statuses import Status
from tests.pipeline.fakes import extraction
from tests.pipeline.published import check, document, fact, finding, publish

A, B, C = (hashlib.sha256(name.encode()).hexdigest() for name in "abc")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    total = fact(A, "income.total", "12", 3, value_raw="12", unit_raw="元")
    part = fact(A, "income.fiscal", "13", 4)
    findings = [
        finding(A, "late", page=9),
        finding(A, "note", severity="info"),
        finding(A, "early", page=2, check_id="c1"),
        finding(A, "slip", severity="warning", code="W01"),
        finding(B, "b", page=None),
    ]
    passed = check(A, total, part, "c2", result="pass")
    return publish(
        tmp_path,
        documents=[
            document(A, file_name="a.pdf", source_uri="in/z/a.pdf"),
            document(B, file_name="b.txt", source_uri="in/b.txt"),
            document(C, file_name="c.pdf", source_uri="in/c.pdf"),
        ],
        facts=[total, part, fact(A, "expenditure.total", "5", 4)],
        findings=findings,
        checks=[check(A, total, part), passed],
        texts=[{"doc_id": B, "text": "第一行\n第二行"}],
    )


def ids(case: Case) -> list[str]:
    return [f["finding_id"] for f in case.findings]


def test_documents_with_findings_come_by_source_and_findings_from_the_gravest(output: Path) -> None:
    cases = from_output(output, None, {})
    assert [case.document["source_uri"] for case in cases] == ["in/b.txt", "in/z/a.pdf"]
    assert [ids(case) for case in cases] == [["b"], ["early", "late", "slip", "note"]]


def test_a_case_has_its_failed_checks_with_their_operands_and_its_text(output: Path) -> None:
    text_file, pdf = from_output(output, None, {})
    assert list(pdf.checks) == ["c1"]
    assert {f["measure"]: f["value_raw"] for f in pdf.facts.values()} == {
        "income.total": "12",
        "income.fiscal": None,
    }
    assert (text_file.text, pdf.text) == ("第一行\n第二行", "")
    assert [case.text for case in from_output(output, None, {}, with_text=False)] == ["", ""]


@pytest.mark.parametrize("wanted", ["a.pdf", "z/a.pdf", A[:4], A.upper()[:12], A])
def test_one_document_is_meant_by_name_path_or_beginning_of_its_id(output: Path, wanted: str) -> None:
    (case,) = from_output(output, wanted, {})
    assert case.document["doc_id"] == A


def test_a_document_without_findings_is_a_case_when_it_is_asked_for(output: Path) -> None:
    (case,) = from_output(output, "c.pdf", {})
    assert (case.findings, case.checks) == ([], {})


@pytest.mark.parametrize("wanted", ["nowhere.pdf", A[:3], "a.pd"])
def test_what_is_no_document_is_explained(output: Path, wanted: str) -> None:
    with pytest.raises(NoSuchDocument, match=f"no document of .* is called {wanted}"):
        from_output(output, wanted, {})


def test_a_name_of_several_documents_is_explained(tmp_path: Path) -> None:
    documents = [document(doc, file_name="a.pdf", source_uri=f"in/{doc[:2]}/a.pdf") for doc in (A, B)]
    output = publish(tmp_path, documents=documents)
    with pytest.raises(NoSuchDocument, match=r"a\.pdf means 2 documents: .*say more of the id"):
        from_output(output, "a.pdf", {})
    with pytest.raises(QueryError, match="there are no datasets"):
        from_output(tmp_path / "empty", None, {})


def test_findings_are_narrowed_by_severity_code_and_what_people_said(output: Path) -> None:
    cases = from_output(output, "a.pdf", {"late": Status("late", "false_positive")})
    for severity, shown in (
        ("error", ["early"]),
        ("warning", ["early", "slip"]),
        ("info", ["early", "slip", "note"]),
    ):
        (kept,), hidden = narrowed(cases, severity)
        assert (ids(kept), hidden) == (shown, 1)
    (kept,), hidden = narrowed(cases, codes=["W01"])
    assert (ids(kept), hidden) == (["slip"], 0)
    (kept,), hidden = narrowed(cases, "error", false_positives=True)
    assert (ids(kept), hidden) == (["early", "late"], 0)
    assert kept.checks == cases[0].checks


def test_the_status_of_a_finding_is_open_until_somebody_says_otherwise() -> None:
    marked = Case(document("d"), [], statuses={"f1": Status("f1", "confirmed")})
    assert [marked.status(finding("d", name)) for name in ("f1", "f2")] == ["confirmed", "open"]


def test_a_link_leads_to_the_page() -> None:
    case = Case(document("d"), [])
    assert [case.link(finding("d", page=page)) for page in (7, None)] == ["d.pdf#page=7", "d.pdf"]
    assert Case(document("d", source_uri=None), []).link(finding("d", page=None)) == ""


def test_a_file_that_is_read_now_is_a_case_of_its_own_name() -> None:
    found = extraction("2023|110112|某局|final_account\n收入合计 1.50".encode())
    case = from_extraction(found, Path("in/x.txt"))
    assert (case.document["source_uri"], case.document["file_name"]) == ("in/x.txt", "x.txt")
    assert [f["value_yuan"] for f in case.facts.values()] == [Decimal("15000.00")]
    assert case.text.endswith("收入合计 1.50")
    assert all(c["result"] == "fail" for c in case.checks.values())


def test_findings_of_one_page_come_by_place_and_id_and_five_documents_are_named(tmp_path: Path) -> None:
    documents = [document(f"{n}" * 64, file_name="a.pdf", source_uri=f"in/{n}/a.pdf") for n in range(6)]
    first = documents[0]["doc_id"]
    places = {"b": None, "a": 0, "c": 5, "d": 4}
    findings = [finding(first, name, char_start=start) for name, start in places.items()]
    output = publish(tmp_path, documents=documents, findings=findings)
    assert ids(from_output(output, "0/a.pdf", {})[0]) == ["a", "b", "d", "c"]
    with pytest.raises(NoSuchDocument, match="means 6 documents") as error:
        from_output(output, "a.pdf", {})
    assert str(error.value).count("in/") == 5
    assert f": {first[:12]} (in/0/a.pdf), " in str(error.value)


def test_what_has_no_page_or_place_comes_before_the_first(tmp_path: Path) -> None:
    findings = [
        finding("d", "page 1", page=1, char_start=0),
        finding("d", "no page", page=None, char_start=9),
        finding("d", "b", page=2, char_start=None),
        finding("d", "a", page=2, char_start=1),
    ]
    output = publish(tmp_path, documents=[document("d", file_name="d.pdf")], findings=findings)
    assert ids(from_output(output, None, {})[0]) == ["no page", "page 1", "b", "a"]


def test_a_check_without_operands_and_a_file_with_a_passed_and_a_failed_check(tmp_path: Path) -> None:
    total = fact("d", "income.total", "12")
    bare = check("d", total, total, lhs_ids=None, rhs_ids=None)
    output = publish(
        tmp_path, documents=[document("d")], facts=[total], findings=[finding("d")], checks=[bare]
    )
    (case,) = from_output(output, None, {})
    assert (list(case.checks), case.facts) == (["c1"], {})
    for amount, failed in (("1.50", 0), ("2.50", 1)):
        found = extraction(f"2023|110112|某局|final_account\n收入合计 1.50\n支出合计 {amount}".encode())
        assert len(from_extraction(found, Path("x.txt")).checks) == failed
