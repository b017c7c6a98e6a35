"""Values whose words name no subject: the heading does."""

from __future__ import annotations

import pytest

from tests.extractors.narrative.paragraphs import BUDGET, read
from tests.extractors.narrative.test_regions import line


def below(title: str, sentence: str, canonical: str | None = None) -> list[str]:
    facts, _ = read(sentence, title=title, canonical=canonical, identity=BUDGET)
    return [line(f) for f in facts]


@pytest.mark.parametrize(
    "sentence",
    [
        "2026年预算3.20万元。",
        "2026年本部门安排3.20万元。",
        "2026年一般公共预算财政拨款运行经费3.20万元。",
        "本年度预算数3.20万元。",
    ],
)
def test_the_heading_is_the_subject_of_words_that_say_only_that_there_is_a_value(sentence: str) -> None:
    assert below("机关运行经费", sentence) == ["agency_operating initial_budget 3.20"]


def test_other_words_are_not_the_heading() -> None:
    assert below("机关运行经费", "2026年车辆维护经费3.20万元。") == []


def test_only_the_first_value_is_the_one_of_the_heading() -> None:
    assert below("公务接待费", "2026年预算3.20万元，财政拨款2.00万元。", "three_public") == [
        "three_public.reception initial_budget 3.20"
    ]


def test_a_side_that_is_not_that_of_the_heading_is_another_figure() -> None:
    assert below("事业收入", "2026年安排支出3.20万元。") == []


def test_a_year_in_brackets_is_what_the_change_behind_it_is_against() -> None:
    facts, _ = read("收入合计6.00万元（2022年度5.00万元），增加1.00万元，增长20%。", canonical="income")
    assert [line(f) for f in facts] == [
        "income.total final 6.00",
        "income.total prior_final 5.00",
        "income.total change_yoy 1.00",
        "income.total growth_yoy 20",
    ]


def test_a_whole_below_the_heading_of_an_expense_is_the_whole_of_that_expense() -> None:
    assert below("机关运行经费", "2026年本单位支出预算3.20万元。") == ["agency_operating initial_budget 3.20"]
    assert below("一般公共服务支出（类）", "2026年预算支出合计3.20万元。") == [
        "expenditure.total#201 initial_budget 3.20"
    ]


def test_below_a_half_of_expenditure_the_whole_is_the_body_s() -> None:
    assert below("基本支出情况", "本年支出合计3.20万元。", "expenditure") == [
        "expenditure.total initial_budget 3.20"
    ]


def test_another_fund_than_the_heading_s_is_not_its_whole() -> None:
    assert below("机关运行经费", "2026年一般公共预算支出3.20万元。") == [
        "gpb.expenditure initial_budget 3.20"
    ]
