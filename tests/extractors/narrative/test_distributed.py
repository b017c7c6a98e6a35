"""Figures divided among several subjects (docs/domain.md §3.2 P19)."""

import pytest

from tests.extractors.narrative.paragraphs import stated


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "基本支出和项目支出分别为5万元和4万元，",
            [("expenditure.basic", "5"), ("expenditure.project", "4")],
        ),
        (
            "事业收入、其他收入分别为5、4万元。",
            [("income.undertaking", "5"), ("income.other", "4")],
        ),
        (
            "公务用车购置费、公务接待费均为0万元",
            [("three_public.vehicle_purchase", "0"), ("three_public.reception", "0")],
        ),
        ("年初结转和结余、其他收入分别为2万元、3万元", [("balance.opening", "2"), ("income.other", "3")]),
        ("基本支出、项目支出分别为5万元、4万元、3万元。", []),
        ("基本支出、某某支出分别为5万元、4万元。", []),
        ("2022年、2023年分别为5万元、4万元。", []),
    ],
)
def test_subjects_and_figures_are_zipped_where_they_are_as_many(
    text: str, facts: list[tuple[str, str]]
) -> None:
    assert [(m, v) for m, _, v in stated(text)] == facts


def test_changes_of_a_list_go_on_in_the_next_clause() -> None:
    text = "与上年相比，基本支出、项目支出分别增加5万元、4万元，分别增长2%、1%。"
    assert stated(text) == [
        ("expenditure.basic", "change_yoy", "5"),
        ("expenditure.project", "change_yoy", "4"),
        ("expenditure.basic", "growth_yoy", "2"),
        ("expenditure.project", "growth_yoy", "1"),
    ]


def test_income_and_expenditure_of_a_unit_side_by_side() -> None:
    text = "2023年度收、支总计各是4125.49,4143.91万元。与上年相比，收、支总计各下降23.51%、38.28%。"
    assert stated(text) == [
        ("income_expenditure_total", "final", "4125.49"),
        ("income_expenditure_total", "final", "4143.91"),
        ("income_expenditure_total", "growth_yoy", "-23.51"),
        ("income_expenditure_total", "growth_yoy", "-38.28"),
    ]


def test_members_of_a_list_leave_the_end_to_the_last_one() -> None:
    text = "政府采购货物、工程和服务支出分别为1万元、2万元、3万元。"
    assert [(m, v) for m, _, v in stated(text, canonical="procurement")] == [
        ("procurement.goods", "1"),
        ("procurement.works", "2"),
        ("procurement.services", "3"),
    ]


def test_a_change_behind_two_totals_side_by_side_is_of_their_one_measure() -> None:
    assert stated("2023年度收、支总计各是5万元，5万元，比上年增加1万元。")[-1] == (
        "income_expenditure_total",
        "change_yoy",
        "1",
    )
    facts = stated("基本支出、项目支出分别为5万元、4万元，比上年增加1万元。")
    assert [role for _, role, _ in facts] == ["final", "final"]  # nobody knows whose change


def test_words_before_the_first_member_of_a_list_are_no_part_of_its_name() -> None:
    assert stated("2023年公务接待费、公务用车购置费均为0万元") == [
        ("three_public.reception", "final", "0"),
        ("three_public.vehicle_purchase", "final", "0"),
    ]
