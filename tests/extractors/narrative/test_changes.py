"""Changes and growth: their sign, their subject, what they are compared with."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.changes import growth_without_value, read_change
from extractors.narrative.setting import Basis, Setting
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


SETTING = Setting("all_funds", basis=Basis(is_budget=False, fiscal_year=2023))
OTHER = Subject("income.other")


def change(words: str, kind: str = "amount", before: str | None = None) -> Aspects:
    found = read_change(words, SETTING, kind, before)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("words", "kind", "role", "direction"),
    [
        ("比上年增加", "amount", "change_yoy", 1),
        ("比上年减少", "amount", "change_yoy", -1),
        ("比上年增减", "amount", "change_yoy", 1),  # the sign is in the number
        ("比上年增长", "percent", "growth_yoy", 1),
        ("比上年下降", "percent", "growth_yoy", -1),
        ("比年初预算减少", "amount", "change_vs_initial_budget", -1),
        ("比年初预算增长", "percent", "growth_vs_initial_budget", 1),
        ("比2019年增加", "amount", None, 1),
        ("增加", "amount", None, 1),
    ],
)
def test_role_and_direction_of_a_change(words: str, kind: str, role: str | None, direction: int) -> None:
    found = change(words, kind)
    assert (found.role, found.direction, found.residue) == (role, direction, False)


def test_a_change_goes_on_with_the_comparator_before_it_unless_it_names_another() -> None:
    assert change(",下降", "percent", "prior_final").role == "growth_yoy"
    assert change(",比2019年下降", "percent", "prior_final").role is None
    assert change(",比2019年下降", "percent", "prior_final").comparator == "other"
    assert change(",下降", "percent").comparator is None


def test_both_directions_are_the_residue_of_a_template() -> None:
    found = change("比上年增加(减少)")
    assert (found.role, found.direction, found.residue) == ("change_yoy", 0, True)


def test_the_subject_of_a_change() -> None:
    assert change("其他收入比上年增加").subject == OTHER
    assert change("与上年相比,其他收入增加").subject == OTHER
    assert change(",比上年增加").subject is None
    assert not change(",比上年增加").about_other


def test_a_change_of_something_else_has_no_role() -> None:
    found = change("保障房专项经费比上年增加")
    assert (found.role, found.about_other, found.comparator) == (None, True, "prior_final")


def test_a_change_may_name_only_its_side() -> None:
    assert change("与上年相比,支出减少").side == "expenditure"
    assert change("与上年相比,收入减少").side == "income"
    assert change("其他收入比上年减少").side is None  # it names its subject


def test_the_word_of_the_change_before_what_is_compared_with() -> None:
    assert change("其他收入小于年初预算数") == Aspects(
        "change_vs_initial_budget", OTHER, direction=-1, comparator="initial_budget"
    )
    assert change(",大于上年决算数").direction == 1
    assert read_change("其他收入小于年初预算数", SETTING, "percent", None) is None
    assert read_change("大于2019年决算数", SETTING, "amount", None) is None
    assert read_change("支出合计", SETTING, "amount", None) is None


def test_a_growth_without_a_value() -> None:
    assert growth_without_value("比上年增长", SETTING, None) == Aspects(
        "growth_yoy", comparator="prior_final", stated="not_comparable"
    )
    assert growth_without_value("增长", SETTING, None) is None
    assert growth_without_value("支出合计", SETTING, "prior_final") is None
