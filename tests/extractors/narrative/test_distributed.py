"""Figures divided among several subjects (docs/domain.md §3.2 P19)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.distributed import read_spread, run_length
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Basis, Setting
from extractors.records import Quantity
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


@pytest.mark.parametrize(
    ("kinds", "between", "length"),
    [
        (["amount"], [""], 1),
        (["amount"] * 3, ["", "、", ","], 3),
        (["amount"] * 3, ["", "、", "增长"], 2),
        (["amount"] * 3, ["", "其他", "、"], 1),
        (["amount", "percent", "amount"], ["", "、", "、"], 1),
        (["amount", "amount", "percent"], ["", "、", "、"], 2),
    ],
)
def test_figures_of_one_kind_stand_side_by_side(kinds: list[str], between: list[str], length: int) -> None:
    assert run_length(kinds, between) == length


SETTING = Setting("all_funds", basis=Basis(is_budget=False, fiscal_year=2023))
BASIC, PROJECT = Subject("expenditure.basic"), Subject("expenditure.project")
TOTAL, OTHER = Subject("income_expenditure_total"), Subject("income.other")
AMOUNT = Quantity(Place(None, None, 0, 3), None, "amount", "5", "万元", 0, Decimal(5), Decimal(50000), "body")
PERCENT = replace(AMOUNT, kind="percent", unit_raw="%", value_yuan=None)


def spread(
    words: str, *figures: Quantity, sentence: Sentence | None = None
) -> list[list[tuple[str | None, str | None]]] | None:
    """(role, measure) of every aspect of every figure."""
    found = read_spread(words, figures, SETTING, sentence or Sentence())
    if found is None:
        return None
    return [[(a.role, a.subject.measure if a.subject else None) for a in aspects] for aspects in found]


def test_one_figure_may_be_that_of_every_member() -> None:
    of_each = [[("final", "expenditure.basic"), ("final", "expenditure.project")]]
    assert spread("基本支出、项目支出均为", AMOUNT) == of_each
    assert spread("基本支出、项目支出分别为", AMOUNT) is None  # which of the two?
    assert spread("基本支出均为", AMOUNT) is None
    assert spread("基本支出、项目支出", AMOUNT, AMOUNT) is None


def test_two_figures_of_one_measure_are_those_of_both_its_sides() -> None:
    both = [[("final", "income_expenditure_total")], [("final", "income_expenditure_total")]]
    assert spread("收、支总计各是", AMOUNT, AMOUNT) == both
    assert spread("收、支总计各是", AMOUNT, AMOUNT, AMOUNT) == [[], [], []]
    assert spread("其他收入分别为", AMOUNT, AMOUNT) == [[], []]  # it has no two sides


def test_a_list_is_divided_again_by_the_words_behind_it() -> None:
    sentence = Sentence(spread=(BASIC, PROJECT))
    assert spread(",分别增长", PERCENT, PERCENT, sentence=replace(sentence, comparator="prior_final")) == [
        [("growth_yoy", "expenditure.basic")],
        [("growth_yoy", "expenditure.project")],
    ]
    assert spread(",", PERCENT, PERCENT, PERCENT, sentence=sentence) is None
    assert spread(",", PERCENT, sentence=replace(sentence, spread=(BASIC,))) is None
    assert spread("某某", PERCENT, PERCENT, sentence=sentence) is None


def test_what_a_list_leaves_in_its_sentence() -> None:
    sentence = Sentence(OTHER)
    spread("与上年相比,基本支出、项目支出分别增加", AMOUNT, AMOUNT, sentence=sentence)
    assert (sentence.spread, sentence.subject) == ((BASIC, PROJECT), None)
    assert sentence.comparator == "prior_final"
    sentence = Sentence(OTHER)
    spread("收、支总计各是", AMOUNT, AMOUNT, sentence=sentence)
    assert (sentence.spread, sentence.subject, sentence.comparator) == ((TOTAL, TOTAL), TOTAL, None)


def test_a_list_of_changes_against_nothing_or_of_an_unknown_year_gives_no_aspects() -> None:
    assert spread("基本支出、项目支出分别增加", AMOUNT, AMOUNT) == [[], []]
    assert spread("2019年基本支出、项目支出分别为", AMOUNT, AMOUNT) == [[], []]
    sentence = Sentence(spread=(BASIC, PROJECT))
    assert spread(",占本年支出合计的", PERCENT, PERCENT, sentence=sentence) == [
        [("share", "expenditure.basic")],
        [("share", "expenditure.project")],
    ]


def test_three_members_one_of_which_has_a_joint_in_its_name() -> None:
    assert spread("其他收入、年初结转和结余、事业收入分别为", AMOUNT, AMOUNT, AMOUNT) == [
        [("final", "income.other")],
        [("final", "balance.opening")],
        [("final", "income.undertaking")],
    ]
    assert spread("其他收入、某某、事业收入分别为", AMOUNT, AMOUNT, AMOUNT) == [[], [], []]
    assert spread("其他收入、某某其他收入分别为", AMOUNT, AMOUNT) == [
        [],
        [],
    ]  # only the first may have words before it


def test_one_name_with_a_joint_in_it_is_no_list() -> None:
    sentence = Sentence(OTHER)
    assert spread("年初结转和结余分别为", AMOUNT, AMOUNT, sentence=sentence) == [[], []]
    assert (sentence.spread, sentence.subject) == ((), None)


def test_one_figure_of_both_sides_is_not_divided() -> None:
    assert spread("收、支总计均为", AMOUNT) is None


def test_a_divided_change_is_about_its_own_subject() -> None:
    found = read_spread("与上年相比,基本支出、项目支出分别减少", [AMOUNT, AMOUNT], SETTING, Sentence())
    change = Aspects("change_yoy", BASIC, direction=-1, comparator="prior_final")
    assert found == [(change,), (replace(change, subject=PROJECT),)]
