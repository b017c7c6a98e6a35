from __future__ import annotations

from pathlib import Path

import pytest

from patterns.shapes.code_lists import FunctionalCode
from pipeline.ask.query import connect
from pipeline.publishing import reference
from pipeline.publishing.reference import code_rows, division_rows
from tests.pipeline.published import document, fact, publish


def test_codes_have_names_by_year() -> None:
    names = {(r["name"], r["valid_from"], r["valid_to"]) for r in code_rows() if r["code"] == "207"}
    assert ("文化体育与传媒支出", None, 2018) in names
    assert ("文化旅游体育与传媒支出", 2019, None) in names
    assert {r["classification"] for r in code_rows()} == {"function", "economic"}


def test_a_division_is_named_with_what_it_lies_in() -> None:
    """通州区 is in Beijing and in Nantong; 崇文区 was merged into 东城区 in 2010."""
    tongzhou = {r["code"]: r["full_name"] for r in division_rows() if r["name"] == "通州区"}
    assert tongzhou["110112"] == "北京市通州区"
    assert tongzhou["320612"] == "江苏省南通市通州区"
    (chongwen,) = (r for r in division_rows() if r["code"] == "110103")
    assert (chongwen["name"], chongwen["valid_to"], chongwen["parent"]) == ("崇文区", 2009, "110000")


def test_spending_by_function_has_the_name_of_the_year(tmp_path: Path) -> None:
    facts = [
        fact("old", "gpb.expenditure", "1", function_code="207", fiscal_year=2018, value_year=2018),
        fact("new", "gpb.expenditure", "1", function_code="207"),
    ]
    documents = [document("old", fiscal_year=2018), document("new")]
    output = publish(tmp_path, documents=documents, facts=facts, codes=code_rows())
    rows = (
        connect(output).execute("select fiscal_year, code_name from v_function_spend order by 1").fetchall()
    )
    assert rows == [(2018, "文化体育与传媒支出"), (2026, "文化旅游体育与传媒支出")]


def test_codes_lie_under_one_another_in_three_levels() -> None:
    rows = {r["code"]: r for r in code_rows()}
    assert [(rows[c]["level"], rows[c]["parent"]) for c in ("205", "20502", "2050201")] == [
        (1, None),
        (2, "205"),
        (3, "20502"),
    ]
    assert [rows[c]["classification"] for c in ("205", "301", "501")] == ["function", "economic", "economic"]


@pytest.mark.parametrize(
    ("source", "documents"),
    [
        ("printed: 14 documents of 5 regions, 2017–2026", 14),
        ("printed: 1 document of 1 region, 2024", 1),
        ("domain_knowledge", 0),
    ],
)
def test_a_code_says_in_how_many_documents_it_is_printed(
    source: str, documents: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = FunctionalCode(
        code="205", level="类", name="教育支出", parent="", valid_from="2007", valid_to="", source=source
    )
    monkeypatch.setattr(reference, "load_rows", lambda _shape: [row])
    assert [(r["printed_in"], r["source"]) for r in code_rows()] == [(documents, source)] * 2
    assert (code_rows()[0]["valid_from"], code_rows()[0]["valid_to"]) == (2007, None)


def test_a_province_lies_in_nothing() -> None:
    (beijing,) = (r for r in division_rows() if r["code"] == "110000")
    assert (beijing["parent"], beijing["full_name"], beijing["level"]) == (None, "北京市", "province")
    assert (type(beijing["valid_from"]), beijing["valid_to"]) == (int, None)
