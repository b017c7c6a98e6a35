from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from patterns import load
from patterns.shapes.across import Across
from pipeline.datasets.schema import datasets
from pipeline.figures.tolerance import Side
from pipeline.publishing.across.check_rows import CONFIDENCE, Match, check_row, finding_row
from tests.pipeline.publishing.across.drawn import document, fact, pair, printed

RULE = load(Across).budget
MATCH = Match(
    printed(fact("9.50", fact_id="f1", page=4, char_start=10, char_end=14)),
    printed(fact("9.00", "gov_fund.expenditure", fact_id="f2", page=8)),
)
APART = Side(Decimal(5000), Decimal(100))


def test_a_check_belongs_to_the_first_document_and_names_the_other() -> None:
    row = check_row(RULE, pair("budget"), MATCH, "fail", APART)
    assert list(row) == datasets()["checks"].schema.names
    assert (row["doc_id"], row["other_doc_id"], row["code"]) == ("a", "b", "I22")
    assert (row["lhs"], row["rhs"], row["lhs_ids"], row["rhs_ids"]) == (
        Decimal(95000), Decimal(90000), ["f1"], ["f2"],
    )  # fmt: skip
    assert (row["diff"], row["tolerance"], row["result"]) == (Decimal(5000), Decimal(100), "fail")
    assert row["formula"] == "gpb.expenditure = gov_fund.expenditure"


def test_a_check_is_of_the_year_and_province_of_its_document() -> None:
    earlier = replace(pair("prior"), first=document("a", fiscal_year=2021, province="00"))
    row = check_row(load(Across).prior, earlier, MATCH, "pass", APART)
    assert (row["fiscal_year"], row["province"]) == (2021, "00")


def test_only_what_fails_has_the_severity_of_the_rule() -> None:
    results = ("fail", "pass", "pass_rounding", "pass_truncated")
    severities = [check_row(RULE, pair("budget"), MATCH, r, APART)["severity"] for r in results]
    assert severities == ["warning", "info", "info", "info"]


def test_ids_depend_on_the_rule_and_both_facts() -> None:
    swapped = Match(MATCH.second, MATCH.first)
    rows = [
        check_row(RULE, pair("budget"), MATCH, "fail", APART),
        check_row(RULE, pair("budget"), swapped, "fail", APART),
        check_row(load(Across).unit, pair("unit"), MATCH, "fail", APART),
    ]
    assert len({row["check_id"] for row in rows}) == 3
    assert rows[0] == check_row(RULE, pair("budget"), MATCH, "fail", APART)


def test_a_finding_stands_at_the_first_figure_and_shows_both() -> None:
    check = check_row(RULE, pair("budget"), MATCH, "fail", APART)
    texts = {"item": "甲", "printed": "9.50万元", "other": "9.00万元", "page": "4", "other_page": "8"}
    row = finding_row(RULE, check, pair("budget"), [MATCH], texts)
    assert set(row) == set(datasets()["findings"].schema.names)
    assert (row["doc_id"], row["check_id"], row["code"]) == ("a", check["check_id"], "BUDGET_IN_ACCOUNT")
    assert (row["category"], row["severity"], row["confidence"]) == ("contradiction", "warning", CONFIDENCE)
    assert (row["page"], row["char_start"], row["char_end"], row["raw"]) == (4, 10, 14, "9.50")
    assert [(e["doc_id"], e["page"], e["raw"]) for e in row["evidence"]] == [
        ("a", 4, "9.50"),
        ("b", 8, "9.00"),
    ]
    assert row["message_zh"] == "甲：决算中的年初预算数为9.50万元，预算文件（第8页）印为9.00万元"
    assert (row["printed"], row["computed"]) == ("9.50万元", "9.00万元")


def test_a_finding_about_several_figures_shows_them_all() -> None:
    check = check_row(load(Across).revised, pair("revised"), MATCH, "fail", APART)
    row = finding_row(
        load(Across).revised, check, pair("revised"), [MATCH, MATCH], {"n": "2", "changes": "x"}
    )
    assert [e["doc_id"] for e in row["evidence"]] == ["a", "b", "a", "b"]
    assert (row["printed"], row["computed"]) == (None, None)
