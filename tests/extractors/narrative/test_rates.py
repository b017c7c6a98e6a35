"""Shares and rates of completion."""

from __future__ import annotations

from tests.extractors.narrative.paragraphs import read, stated


def test_a_completion_rate_is_of_its_budget() -> None:
    facts, _ = read("三公经费支出全年预算为10万元，支出决算为5万元，完成全年预算的50%")
    assert (facts[2].denominator, facts[2].budget_basis) == ("full_year_budget", "full_year_budget")


def test_completion_of_a_budget_that_is_printed() -> None:
    text = "“三公”经费支出决算为5万元，完成预算10万元的50%"
    assert stated(text, scope="fiscal") == [
        ("three_public.total", "final", "5"),
        ("three_public.total", "initial_budget", "10"),
        ("three_public.total", "completion_rate", "50"),
    ]


def test_a_share_of_something_else_is_not_that_of_the_figure_before() -> None:
    text = "授予小微企业合同金额3万元，占授予中小企业合同金额的30%；"
    text += "货物采购授予中小企业合同金额占货物支出金额的70%。"
    assert stated(text, canonical="procurement") == [
        ("procurement.micro", "final", "3"),
        ("procurement.micro", "share", "30"),
        ("procurement.goods_sme", "share", "70"),
    ]
    assert stated("授予中小企业合同金额3万元，某某采购合同金额占货物支出金额的70%。")[1:] == []


def test_each_part_has_its_own_rate_of_completion() -> None:
    text = "财政拨款支出完成年初预算的108%，其中：基本支出完成年初预算的99%，项目支出完成年初预算的111%。"
    assert stated(text, scope="fiscal") == [
        ("fiscal.expenditure", "completion_rate", "108"),
        ("fiscal.basic_expenditure", "completion_rate", "99"),
        ("fiscal.project_expenditure", "completion_rate", "111"),
    ]
