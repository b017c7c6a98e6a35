"""Which budget or account of which year a value is."""

from __future__ import annotations

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
