"""Changes and growth: their sign, their subject, what they are compared with."""

from __future__ import annotations

from decimal import Decimal

from tests.extractors.narrative.paragraphs import BUDGET, read, stated


def test_a_change_that_stands_before_what_it_is_compared_with() -> None:
    text = "公务接待费预算支出9万元，本年数小于上年预算数3万元。"
    assert stated(text, identity=BUDGET)[1:] == [("three_public.reception", "change_yoy", "-3")]


def test_words_of_a_template_leave_the_sign_open() -> None:
    facts, _ = read("其他收入5万元，与上年相比增加（减少）0万元，增长（下降）27.78%")
    assert [(f.value_state, f.direction) for f in facts[1:]] == [
        ("template_residue", 0),
        ("template_residue", None),
    ]


def test_a_double_negative_is_an_increase() -> None:
    facts, _ = read("其他收入5万元，比上年减少-2万元")
    assert (facts[1].value, facts[1].direction) == (Decimal(2), 1)


def test_a_change_of_a_whole_list_is_not_given_to_its_last_member() -> None:
    text = "其中：一般公共预算财政拨款收入90万元、其他收入10万元，比上年增加5万元"
    assert [role for _, role, _ in stated(text)] == ["final", "final"]


def test_p20_the_sign_is_in_the_number() -> None:
    text = "财政拨款收、支总计本年20万元，上年25万元，同比增减额-5万元，同比增减率-20%。"
    facts, _ = read(text, scope="fiscal")
    assert [(f.role, str(f.value), f.direction, f.value_year) for f in facts] == [
        ("final", "20", None, 2023),
        ("prior_final", "25", None, 2022),
        ("change_yoy", "-5", -1, 2023),
        ("growth_yoy", "-20", -1, 2023),
    ]


def test_what_is_compared_with_another_year_has_no_role() -> None:
    text = "三公经费支出决算为5万元，比上年增加1万元，增长25%；比2019年减少3万元，下降37.5%。"
    assert [r for _, r, _ in stated(text)] == ["final", "change_yoy", "growth_yoy"]


def test_a_change_of_something_unknown_is_not_about_the_figure_before() -> None:
    text = "收入总计90万元，比上年增加5万元。保障房专项经费较上年增加8万元，增长2%。"
    assert [r for _, r, _ in stated(text)] == ["final", "change_yoy"]


def test_a_change_of_the_other_side_is_not_about_the_figure_before() -> None:
    assert stated("本年收入9万元，比上年减少1万元，支出减少2万元，下降20%。") == [
        ("income.total", "final", "9"),
        ("income.total", "change_yoy", "-1"),
    ]


def test_a_change_behind_a_list_of_parts_has_no_sure_subject() -> None:
    text = "三公经费预算12万元，其中：公务用车运行维护费10万元，公务接待费2万元。比上年预算减少1万元。"
    assert [r for _, r, _ in stated(text, identity=BUDGET)] == ["initial_budget"] * 3
