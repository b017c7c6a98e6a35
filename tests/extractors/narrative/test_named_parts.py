"""Parts that no pattern knows are items by their printed name."""

from __future__ import annotations

import pytest

from extractors.narrative.named_parts import part_name
from tests.extractors.narrative.paragraphs import BUDGET, read
from tests.extractors.narrative.test_regions import line


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("、增人增资", "增人增资"),
        (",其中:在职人员经费", "在职人员经费"),
        ("(1)规划、计划与实施业务", "规划、计划与实施业务"),
        (",用于维护;编外人员经费预算", "编外人员经费"),
        (",主要用于维护,其他业务", None),  # a purpose with a comma in it
        (",其中:财政拨款资金", None),  # whose money, not what for
        (",比上年", None),
        ("、支出", None),
        ("、某项目(含运维", None),  # the bracket is not closed
    ],
)
def test_a_name_is_all_that_stands_before_the_number(words: str, name: str | None) -> None:
    assert part_name(words) == name


def expenditure(*lines: str) -> list[str]:
    facts, _ = read(*lines, canonical="expenditure", identity=BUDGET)
    return [line(f) for f in facts]


def test_a_part_that_is_larger_than_what_is_left_is_none() -> None:
    assert expenditure("支出预算10.00万元，其中：甲业务8.00万元、乙业务3.00万元。") == [
        "expenditure.total initial_budget 10.00",
        "expenditure.total#甲业务 initial_budget 8.00",
    ]


def test_without_a_list_a_name_is_no_part() -> None:
    assert expenditure("支出预算10.00万元。固定资产原值5.00万元。") == [
        "expenditure.total initial_budget 10.00"
    ]


def test_income_has_parts_by_kind_of_money_and_not_by_name() -> None:
    facts, _ = read("收入预算10.00万元，其中：捐赠业务10.00万元。", canonical="income", identity=BUDGET)
    assert [line(f) for f in facts] == ["income_expenditure_total initial_budget 10.00"]


def test_what_a_list_has_named_is_known_where_its_figure_is_printed_again() -> None:
    assert expenditure(
        "支出预算10.00万元，包括在职人员经费8.00万元、增人增资2.00万元。",
        "1.增人增资2.00万元，主要用于调资。",
        "2.在职人员经费9.00万元，主要用于工资。",
    ) == [
        "expenditure.total initial_budget 10.00",
        "expenditure.total#在职人员经费 initial_budget 8.00",
        "expenditure.total#增人增资 initial_budget 2.00",
        "expenditure.total#增人增资 initial_budget 2.00",
    ]


def test_a_part_with_the_noun_of_its_head_is_called_by_the_words_before_it() -> None:
    facts, _ = read(
        "一般公共预算支出45.00万元（其中含旧城改造一般公共预算支出40.00万元），比上年减少5.00万元。",
        identity=BUDGET,
    )
    assert [line(f) for f in facts] == [
        "gpb.expenditure initial_budget 45.00",
        "gpb.expenditure#旧城改造 initial_budget 40.00",
        "gpb.expenditure change_yoy -5.00",
    ]


def test_what_is_left_over_in_a_list_of_functions_is_the_class_of_that_name() -> None:
    assert expenditure("支出预算10.00万元，其中：教育支出8.00万元，其他支出2.00万元。")[-1] == (
        "expenditure.total#229 initial_budget 2.00"
    )


def test_the_parts_of_basic_expenditure_are_expenses() -> None:
    facts, _ = read(
        "人员经费10.00万元，包括：基本工资6.00万元、住房公积金4.00万元。",
        scope="gpb",
        canonical="gpb_basic",
        identity=BUDGET,
    )
    assert [(f.measure, f.economic_code) for f in facts] == [
        ("gpb.personnel", None),
        ("gpb.basic_expenditure", "30101"),
        ("gpb.basic_expenditure", "30113"),
    ]


def test_of_two_parts_of_one_name_only_the_first_is_told() -> None:
    assert expenditure("支出预算10.00万元，其中：甲补助6.00万元、乙补助1.00万元、甲补助3.00万元。")[1:] == [
        "expenditure.total#甲补助 initial_budget 6.00",
        "expenditure.total#乙补助 initial_budget 1.00",
    ]


def test_a_growth_that_contradicts_a_part_by_name_is_not_of_it() -> None:
    assert (
        expenditure(
            "支出预算20.00万元，其中：甲业务6.00万元、乙业务4.00万元，用于管理，较上年增加3.00万元，增长2.20%。"
        )[3:]
        == []
    )
