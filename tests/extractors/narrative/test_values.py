"""Which budget or account of which year a value is."""

from __future__ import annotations

import pytest

from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.setting import Basis, Setting
from extractors.narrative.values import budget_named, read_value, value_role
from tests.extractors.narrative.paragraphs import BUDGET, read, stated


def test_the_full_year_budget_is_another_role() -> None:
    assert stated("一般公共预算财政拨款支出全年预算为4万元，支出决算为3万元。", scope="gpb") == [
        ("gpb.expenditure", "full_year_budget", "4"),
        ("gpb.expenditure", "final", "3"),
    ]


def test_a_budget_states_budgets() -> None:
    text = "2026年度收入预算100万元，比2025年年初预算数80万元增加20万元，增长25%。"
    assert stated(text, identity=BUDGET) == [
        ("income_expenditure_total", "initial_budget", "100"),
        ("income_expenditure_total", "prior_budget", "80"),
        ("income_expenditure_total", "change_yoy", "20"),
        ("income_expenditure_total", "growth_yoy", "25"),
    ]
    facts, _ = read(text, identity=BUDGET)
    assert [f.value_year for f in facts] == [2026, 2025, 2026, 2026]


def test_compared_with_the_execution_of_the_year_before() -> None:
    facts, _ = read(
        "住房公积金（项）2026年预算数为9万元，比2025年执行数减少1万元", scope="gpb", identity=BUDGET
    )
    assert (facts[1].role, facts[1].comparator) == ("change_yoy", "prior_execution")


def test_the_sum_of_several_items_is_none_of_them() -> None:
    assert stated("上缴上级支出、经营支出、对附属单位补助支出共0元，占总支出的0%。") == []


def test_the_money_of_one_project_among_others_is_not_the_income_of_the_body() -> None:
    text = "改造项目预算50万元，其中一般公共预算拨款30万元，政府性基金20万元。"
    assert stated("收入合计90万元。" + text, canonical="project_expenditure", identity=BUDGET)[1:] == []


def test_what_is_executed_of_the_year_before_is_its_account() -> None:
    text = "住房公积金（项）30万元。2025年当年预算执行数为28万元，2026年预算安排30万元。"
    facts, _ = read(text, scope="gpb", identity=BUDGET)
    assert [(f.role, f.value_year) for f in facts] == [
        ("initial_budget", 2026),
        ("prior_final", 2025),
        ("initial_budget", 2026),
    ]


def test_the_value_of_the_year_before_stands_between_comparator_and_change() -> None:
    text = "2023年度收入总计1,000万元，较2022年度的900万元增加100万元，增长11.1%。"
    assert [(r, v) for _, r, v in stated(text)] == [
        ("final", "1000"),
        ("prior_final", "900"),
        ("change_yoy", "100"),
        ("growth_yoy", "11.1"),
    ]


FINAL_BASIS = Basis(is_budget=False, fiscal_year=2023)
BUDGET_BASIS = Basis(is_budget=True, fiscal_year=2023)


@pytest.mark.parametrize(
    ("words", "final", "budget"),
    [
        ("支出决算为", ("final", 0, None), ("initial_budget", 0, None)),
        ("支出年初预算为", ("initial_budget", 0, "initial_budget"), ("initial_budget", 0, None)),
        ("全年预算为", ("full_year_budget", 0, "full_year_budget"), ("initial_budget", 0, None)),
        ("上年决算为", ("prior_final", 1, None), ("prior_budget", 1, None)),
        ("2022年预算为", (None, 1, None), ("prior_budget", 1, None)),
        ("上年全年预算为", ("full_year_budget", 1, "full_year_budget"), ("prior_budget", 1, None)),
        ("上年执行数", ("prior_final", 1, None), ("prior_final", 1, None)),
        ("2021年决算为", (None, 0, None), (None, 0, None)),
        ("2024年预算为", (None, 0, None), (None, 0, None)),
        ("一般公共预算支出为", ("final", 0, None), ("initial_budget", 0, None)),  # the name of a fund
        ("年初预算,支出决算为", ("final", 0, None), ("initial_budget", 0, None)),  # the last clause
    ],
)
def test_the_role_of_a_value(
    words: str, final: tuple[str | None, int, str | None], budget: tuple[str | None, int, str | None]
) -> None:
    assert value_role(words, FINAL_BASIS) == final
    assert value_role(words, BUDGET_BASIS) == budget


@pytest.mark.parametrize(
    ("words", "budget"),
    [
        ("全年预算", "full_year_budget"),
        ("调整预算数", "full_year_budget"),
        ("年初预算", "initial_budget"),
        ("决算", None),
    ],
)
def test_the_budget_that_words_name(words: str, budget: str | None) -> None:
    assert budget_named(words) == budget


def value(words: str, side: str | None = None) -> Aspects | None:
    return read_value(words, Setting("all_funds", basis=FINAL_BASIS), side)


def test_a_value_of_the_subject_that_is_named() -> None:
    assert value("其他收入") == Aspects("final", Subject("income.other"))
    assert value("其他收入年初预算为") == Aspects(
        "initial_budget", Subject("income.other"), budget_basis="initial_budget"
    )
    assert value("购买某物") is None


def test_a_value_of_the_subject_before_where_only_budget_or_account_are_named() -> None:
    assert value(",支出决算为") == Aspects("final")
    assert value(",年初预算为") == Aspects("initial_budget", budget_basis="initial_budget")


def test_the_budget_that_is_completed_and_the_value_compared_with() -> None:
    assert value(",完成预算") == Aspects("initial_budget", budget_basis="initial_budget")
    assert value(",比2023年年初预算数") == Aspects("initial_budget", comparator="initial_budget")
    assert value(",较2022年度的") == Aspects("prior_final", comparator="prior_final", years_back=1)
    assert value(",较2022年度执行数") == Aspects(None, comparator="prior_execution", years_back=1)


def test_money_of_a_project_and_the_sum_of_a_list_are_no_values_of_the_body() -> None:
    assert value("该项目基本支出") is None
    assert value("该项目很好,基本支出") == Aspects("final", Subject("expenditure.basic"))
    assert value("事业收入、其他收入共计") is None


def test_a_fund_alone_is_on_the_side_of_the_words_before() -> None:
    income, expenditure = value("一般公共预算拨款", "income"), value("一般公共预算拨款", "expenditure")
    assert income is not None
    assert expenditure is not None
    assert income.subject == Subject("income.gpb")
    assert expenditure.subject == Subject("gpb.expenditure")
    assert value("一般公共预算拨款") is None
