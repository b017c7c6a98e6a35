"""How figures are read in the flow of their sentence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.figure_aspects import is_silent, read_figure
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Basis, Setting
from extractors.records import Quantity
from tests.extractors.narrative.paragraphs import BUDGET, read

SETTING = Setting("all_funds", basis=Basis(is_budget=False, fiscal_year=2023))
TOTAL, OTHER = Subject("income.total"), Subject("income.other")
AMOUNT = Quantity(Place(None, None, 0, 1), 0, "amount", "5", "万元", 0, Decimal(5), Decimal(50000), "body")
PERCENT = replace(AMOUNT, kind="percent")


def test_a_section_about_projects_or_other_money_is_silent() -> None:
    for canonical, silent in (("performance", True), ("tasks", True), ("duties", True), ("income", False)):
        setting = replace(SETTING, canonical=frozenset({canonical}))
        assert is_silent(setting) == silent
        assert (read_figure(AMOUNT, "其他收入", setting, Sentence(), None) is None) == silent


@pytest.mark.parametrize(
    ("quantity", "subject", "read"),
    [
        (AMOUNT, TOTAL, Aspects("reason_amount")),
        (AMOUNT, None, None),
        (PERCENT, TOTAL, None),
    ],
)
def test_an_amount_in_a_reason_is_one_where_the_sentence_is_about_something(
    quantity: Quantity, subject: Subject | None, read: Aspects | None
) -> None:
    inside = replace(quantity, where="reason")
    assert read_figure(inside, "追加经费", SETTING, Sentence(subject), None) == read


def test_counts_and_points_are_read_elsewhere() -> None:
    for kind in ("count", "point"):
        assert read_figure(replace(AMOUNT, kind=kind), "其他收入", SETTING, Sentence(TOTAL), None) is None


def test_a_value_hands_on_its_budget_and_what_it_is_compared_with() -> None:
    sentence = Sentence()
    read_figure(AMOUNT, "其他收入年初预算为", SETTING, sentence, None)
    assert (sentence.budget, sentence.comparator) == ("initial_budget", None)
    read_figure(AMOUNT, ",比上年决算数", SETTING, sentence, None)
    assert sentence.comparator == "prior_final"


def test_a_rate_of_completion_is_compared_with_nothing() -> None:
    sentence = Sentence(OTHER, "prior_final")
    rate = read_figure(PERCENT, ",完成全年预算的", SETTING, sentence, None)
    assert rate is not None
    assert (rate.role, sentence.comparator, sentence.budget) == (
        "completion_rate",
        "prior_final",
        "full_year_budget",
    )


def test_a_figure_of_something_unknown_takes_the_subject_away_a_percentage_does_not() -> None:
    sentence = Sentence(OTHER)
    assert read_figure(PERCENT, ",某某率", SETTING, sentence, None) is None
    assert sentence.subject == OTHER
    assert read_figure(AMOUNT, ",购买某物", SETTING, sentence, None) is None
    assert sentence.subject is None


def test_a_change_of_something_else_or_of_the_other_side_takes_the_subject_away() -> None:
    sentence = Sentence(OTHER)
    read_figure(AMOUNT, ",保障房专项经费比上年增加", SETTING, sentence, None)
    assert sentence.subject is None
    sentence = Sentence(OTHER)
    read_figure(AMOUNT, ",与上年相比支出增加", SETTING, sentence, None)
    assert sentence.subject is None
    sentence = Sentence(OTHER)
    read_figure(AMOUNT, ",与上年相比收入增加", SETTING, sentence, None)
    assert sentence.subject == OTHER


def test_a_change_behind_a_list_is_of_nobody_unless_it_names_its_subject() -> None:
    sentence = Sentence(TOTAL)
    read_figure(AMOUNT, "、其他收入", SETTING, sentence, None)
    assert sentence.listed
    assert read_figure(AMOUNT, ",比上年增加", SETTING, sentence, None) is None
    assert sentence.listed
    named = read_figure(AMOUNT, ",其他收入比上年增加", SETTING, sentence, None)
    assert named is not None
    assert (named.subject, sentence.listed) == (OTHER, False)
    read_figure(AMOUNT, "、其他收入", SETTING, sentence, None)
    read_figure(PERCENT, "、占本年收入合计的", SETTING, sentence, None)
    assert sentence.listed  # only amounts are members
    read_figure(AMOUNT, ",其他收入", SETTING, sentence, None)
    assert not sentence.listed


def test_the_side_decides_what_a_fund_alone_is() -> None:
    read = read_figure(AMOUNT, "一般公共预算拨款", SETTING, Sentence(), "income")
    assert read is not None
    assert read.subject == Subject("income.gpb")


def test_a_second_value_of_a_subject_counts_only_where_its_words_name_the_year() -> None:
    facts, _ = read(
        "住房公积金（项）350.35万元，主要用于公积金。2026年预算安排352.67万元，比上年增加0.53%。",
        scope="fiscal",
        identity=BUDGET,
    )
    assert [str(f.value) for f in facts] == ["350.35", "352.67", "0.53"]
    facts, _ = read("政府采购预算50.00万元，其中：设备1台，预算20.00万元。", identity=BUDGET)
    assert [str(f.value) for f in facts] == ["50.00"]
