"""Shares and rates of completion."""

from __future__ import annotations

import pytest

from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.rates import read_rate
from extractors.narrative.setting import Basis, Setting
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


SETTING = Setting("all_funds", basis=Basis(is_budget=False, fiscal_year=2023))
OTHER, TOTAL = Subject("income.other"), Subject("income.total")


def completion(budget: str, subject: Subject | None = None) -> Aspects:
    return Aspects("completion_rate", subject, comparator=budget, denominator=budget, budget_basis=budget)


def test_a_rate_behind_the_budget_that_it_is_of() -> None:
    budget = Aspects("initial_budget", budget_basis="initial_budget")
    assert read_rate("的", SETTING, budget) == completion("initial_budget")
    assert read_rate("的", SETTING, Aspects("final")) is None
    assert read_rate("的", SETTING, None) is None
    assert read_rate("的", SETTING, Aspects(None, budget_basis="initial_budget")) is None


def test_a_rate_in_brackets_is_that_of_the_change_before() -> None:
    change = Aspects("change_yoy", OTHER, direction=-1, comparator="prior_final")
    growth = Aspects("growth_yoy", direction=-1, comparator="prior_final")
    assert read_rate("(", SETTING, change) == growth
    assert read_rate("(", SETTING, Aspects("final", OTHER)) is None


@pytest.mark.parametrize(
    ("words", "stated", "budget"),
    [
        ("完成年初预算的", None, "initial_budget"),
        ("完成全年预算的", None, "full_year_budget"),
        ("完成预算的", "full_year_budget", "full_year_budget"),  # that of the sentence
        ("完成预算的", None, "initial_budget"),
        ("完成年初预算的", "full_year_budget", "initial_budget"),
        (",完成", "full_year_budget", "full_year_budget"),
    ],
)
def test_a_rate_of_completion_is_of_the_budget_that_is_named(
    words: str, stated: str | None, budget: str
) -> None:
    assert read_rate(words, SETTING, None, None, stated) == completion(budget)


def test_a_rate_of_completion_of_no_budget_is_none() -> None:
    assert read_rate(",完成", SETTING, None) is None


def test_a_rate_of_completion_may_name_its_subject() -> None:
    assert read_rate("其他收入完成年初预算的", SETTING, None) == completion("initial_budget", OTHER)


def test_a_share_names_its_part_and_its_total() -> None:
    assert read_rate("占本年收入合计的", SETTING, None) == Aspects("share", denominator="income.total")
    assert read_rate("其他收入占比", SETTING, None) == Aspects("share", OTHER)
    assert read_rate("其他收入,占比", SETTING, None) == Aspects("share")  # of the figure before
    assert read_rate("某某项目合同金额占比", SETTING, None) is None
    assert read_rate("增长", SETTING, None) is None


def test_nothing_is_a_share_of_itself() -> None:
    assert read_rate("占本年收入合计的", SETTING, None, TOTAL) == Aspects("share")
    assert read_rate("占其他收入的", SETTING, None, OTHER) == Aspects("share")


def test_the_total_of_a_fund_is_a_share_of_that_of_all_funds() -> None:
    setting = Setting("gpb", canonical=frozenset({"gpb_expenditure"}), basis=SETTING.basis)
    whole, part = Subject("gpb.expenditure"), Subject("gpb.basic_expenditure")
    item = Subject("gpb.expenditure", function_code="205")
    found = [read_rate("占本年支出合计的", setting, None, of) for of in (whole, part, item)]
    assert [rate.denominator if rate else None for rate in found] == [
        "expenditure.total",
        "gpb.expenditure",
        "gpb.expenditure",
    ]
