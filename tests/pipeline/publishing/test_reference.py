from __future__ import annotations

from pathlib import Path

from pipeline.ask.query import connect
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
