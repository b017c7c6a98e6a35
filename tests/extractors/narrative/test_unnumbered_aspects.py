"""What statements without a number say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Basis, Setting
from extractors.narrative.unnumbered import Unnumbered
from extractors.narrative.unnumbered_aspects import read_unnumbered

SETTING = Setting("all_funds", basis=Basis(is_budget=False, fiscal_year=2023))
RECEPTION, OTHER = Subject("three_public.reception"), Subject("income.other")
LEVEL = Unnumbered(0, 5, "level", "与上年持平", against="与上年")
NONE = Unnumbered(0, 9, "none", "无公务接待费支出", objects="公务接待费支出")
INCOMPARABLE = Unnumbered(0, 2, "incomparable", "--")


def read(
    statement: Unnumbered, words: str = "", sentence: Sentence | None = None, setting: Setting = SETTING
) -> list[tuple[str, str | None, str | None]]:
    """(measure, role, state) of every statement."""
    found = read_unnumbered(statement, words, setting, sentence or Sentence(OTHER))
    return [(subject.measure, aspects.role, aspects.stated) for subject, aspects in found]


def test_as_before_is_neither_change_nor_growth() -> None:
    equal = [("income.other", role, "stated_equal") for role in ("change_yoy", "growth_yoy")]
    assert read(LEVEL, ",") == equal
    assert read(replace(LEVEL, about=True), ",") == equal[:1]  # about nothing is no rate
    assert read(LEVEL, "公务接待费")[0][0] == "three_public.reception"


def test_what_it_is_as_is_named_by_itself_by_the_words_before_or_by_the_sentence() -> None:
    bare = Unnumbered(0, 2, "level", "持平")
    assert read(bare, "与年初预算相比,公务接待费")[0][1] == "change_vs_initial_budget"
    assert read(bare, ",", Sentence(OTHER, "prior_final"))[0][1] == "change_yoy"
    assert read(bare, ",") == []
    unknown = replace(LEVEL, against="与某项目")
    assert read(unknown, ",", Sentence(OTHER, "prior_final")) == []


def test_a_change_that_is_stated_is_not_stated_again() -> None:
    sentence = Sentence(OTHER)
    sentence.changed.add((OTHER, "prior_final"))
    assert read(LEVEL, ",", sentence) == []
    assert sentence.comparator == "prior_final"


def test_as_before_behind_a_list_or_other_words_is_of_nobody() -> None:
    assert read(LEVEL, ",", Sentence(OTHER, listed=True)) == []
    assert read(LEVEL, ",公务用车数量") == []
    assert read(LEVEL, ",", Sentence()) == []


def test_there_is_none_of_what_is_named() -> None:
    assert read(NONE) == [("three_public.reception", "final", "stated_none")]
    this = replace(NONE, words="无此项支出", objects="此项支出")
    assert read(this) == [("income.other", "final", "stated_none")]
    assert read(this, sentence=Sentence()) == []
    nothing = replace(NONE, head="公务接待费", objects="安排")
    assert read(nothing) == [("three_public.reception", "final", "stated_none")]


def test_both_sides_and_several_items() -> None:
    both = replace(NONE, objects="政府性基金预算财政拨款收入和支出")
    fund = replace(SETTING, scope="gov_fund")
    assert [m for m, _, _ in read(both, setting=fund)] == ["gov_fund.income", "gov_fund.expenditure"]
    joint = replace(NONE, objects="公务接待费和其他收入")
    assert [m for m, _, _ in read(joint)] == ["three_public.reception", "income.other"]
    assert read(replace(NONE, objects="某某和其他收入")) == []  # the first is not understood
    assert [m for m, _, _ in read(replace(NONE, objects="公务接待费和某某"))] == ["three_public.reception"]
    three = replace(NONE, objects="公务接待费、某某及其他收入")
    assert [m for m, _, _ in read(three)] == ["three_public.reception", "income.other"]


def test_what_is_stated_or_not_sure_or_of_another_year_is_not_nothing() -> None:
    sentence = Sentence(OTHER)
    sentence.valued.add(RECEPTION)
    assert read(NONE, sentence=sentence) == []
    assert read(replace(NONE, head="如")) == []
    assert read(replace(NONE, head="2022年度")) == []
    assert read(replace(NONE, objects="2021年结转的公务接待费支出")) == []
    assert read(NONE, setting=replace(SETTING, canonical=frozenset({"duties"}))) == []
    assert read(NONE, setting=replace(SETTING, quiet=True)) == []


@pytest.mark.parametrize(
    ("canonical", "measures"),
    [("gov_fund", ["gov_fund.expenditure"]), ("three_public", []), ("income", [])],
)
def test_a_note_below_a_table_is_about_its_own_family(canonical: str, measures: list[str]) -> None:
    note = Unnumbered(0, 9, "none", "无", objects="政府性基金预算支出", behind=",故本表无数据。")
    setting = replace(SETTING, canonical=frozenset({canonical}))
    assert [m for m, _, _ in read(note, setting=setting)] == measures
    marked = replace(note, behind="。")
    assert [m for m, _, _ in read(marked, "注:", setting=setting)] == measures


def test_a_growth_that_cannot_be_compared_is_stated_once() -> None:
    assert read(INCOMPARABLE, ",比上年增长") == [("income.other", "growth_yoy", "not_comparable")]
    sentence = Sentence(OTHER, "prior_final")
    assert read(INCOMPARABLE, ",", sentence) == []
    sentence.changed.add((OTHER, "prior_final"))
    assert read(INCOMPARABLE, ",", sentence) == [("income.other", "growth_yoy", "not_comparable")]
    sentence.rated.add((OTHER, "prior_final"))
    assert read(INCOMPARABLE, ",", sentence) == []
    assert read(INCOMPARABLE, ",比上年增长", Sentence()) == []


def test_a_zero_is_read_as_a_figure() -> None:
    zero = Unnumbered(0, 1, "zero", "0")
    assert read_unnumbered(zero, "其他收入为", SETTING, Sentence()) == []


def test_nothing_of_a_budget_is_a_budget_of_nothing() -> None:
    setting = replace(SETTING, basis=Basis(is_budget=True, fiscal_year=2023))
    assert read_unnumbered(NONE, "", setting, Sentence()) == [
        (RECEPTION, Aspects("initial_budget", stated="stated_none"))
    ]
