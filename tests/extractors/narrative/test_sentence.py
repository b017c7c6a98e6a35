"""What a figure inherits from its sentence."""

from __future__ import annotations

from extractors.narrative.aspects import Subject
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Setting
from tests.extractors.narrative.paragraphs import BUDGET, stated


def test_a_sentence_that_is_only_a_subject_carries_on() -> None:
    text = "2.公务接待费。2023年度决算数2万元。公务接待6批次、64人次。"
    assert stated(text, scope="fiscal", canonical="three_public") == [
        ("three_public.reception", "final", "2"),
        ("three_public.reception_batches", "count", "6"),
        ("three_public.reception_persons", "count", "64"),
    ]


def test_figures_in_brackets_do_not_change_the_subject() -> None:
    text = (
        "公务用车购置及运行维护费9万元（公务用车购置费5万元，比上年增加1万元。）比上年增加2万元，增长28.57%"
    )
    facts = stated(text, scope="fiscal", identity=BUDGET)
    assert facts[-2:] == [
        ("three_public.vehicle", "change_yoy", "2"),
        ("three_public.vehicle", "growth_yoy", "28.57"),
    ]


def test_a_comparator_reaches_the_members_of_a_list() -> None:
    facts = stated("与上年相比，收入预算增加5万元，其中：", "一般公共预算收入减少2万元；", identity=BUDGET)
    assert facts[-1] == ("income.gpb", "change_yoy", "-2")


def test_parts_behind_a_full_stop_keep_what_is_compared_with() -> None:
    text = "与上年相比，收入合计增加5万元，增长1.5%。其中：财政拨款收入增加6万元，其他收入减少1万元。"
    assert stated(text)[2:] == [("income.fiscal", "change_yoy", "6"), ("income.other", "change_yoy", "-1")]


SETTING = Setting("all_funds")
TOTAL = Subject("income.total")


def test_words_of_one_sentence_change_nothing() -> None:
    sentence = Sentence(TOTAL, "prior_final")
    assert sentence.enter("比上年增加", False, SETTING) == ("比上年增加", 0)
    assert (sentence.subject, sentence.comparator) == (TOTAL, "prior_final")


def test_a_full_stop_forgets_what_is_compared_with_unless_parts_follow() -> None:
    sentence = Sentence(TOTAL, "prior_final")
    assert sentence.enter("。其他收入", False, SETTING) == ("其他收入", 0)
    assert (sentence.subject, sentence.comparator) == (TOTAL, None)
    sentence = Sentence(TOTAL, "prior_final")
    sentence.enter("。其中:其他收入", False, SETTING)
    assert sentence.comparator == "prior_final"


def test_a_sentence_without_a_figure_names_the_subject_where_it_is_short() -> None:
    sentence = Sentence(TOTAL)
    assert sentence.enter("公务接待费。决算数", True, SETTING) == ("决算数", 1)
    assert sentence.subject == Subject("three_public.reception")
    sentence = Sentence(TOTAL)  # the rest of the sentence before, not one of its own
    assert sentence.enter("公务接待费。决算数", False, SETTING) == ("决算数", 0)
    assert sentence.subject == TOTAL
    sentence = Sentence(TOTAL)
    assert sentence.enter("元。公务接待费。决算数", False, SETTING) == ("决算数", 1)
    assert sentence.subject == Subject("three_public.reception")


def test_a_sentence_with_clauses_or_of_more_than_forty_characters_names_none() -> None:
    for words in ("本年,公务接待费", "某" * 36 + "公务接待费"):
        sentence = Sentence(TOTAL)
        assert sentence.enter(f"{words}。决算数", True, SETTING) == ("决算数", 0)
        assert sentence.subject == TOTAL
    sentence = Sentence(TOTAL)
    assert sentence.enter("某" * 35 + "公务接待费。决算数", True, SETTING) == ("决算数", 1)


def test_an_item_that_is_not_understood_leaves_no_subject() -> None:
    sentence = Sentence(TOTAL)
    assert sentence.enter("某(项)主要用于办公。决算数", False, SETTING) == ("决算数", 1)
    assert sentence.subject is None


def test_behind_a_full_stop_nobody_knows_which_part_of_a_list_is_meant() -> None:
    sentence = Sentence(TOTAL)
    sentence.enter(",其中:其他收入", False, SETTING)
    assert sentence.itemised
    sentence.enter("。比上年减少", False, SETTING)
    assert (sentence.itemised, sentence.subject) == (False, None)


def test_behind_a_bracket_the_subject_before_it_counts_again() -> None:
    sentence = Sentence(TOTAL, "prior_final")
    sentence.enter("(其中", False, SETTING)
    sentence.subject, sentence.comparator = Subject("income.other"), None
    sentence.enter(")比上年", False, SETTING)
    assert (sentence.subject, sentence.comparator) == (TOTAL, "prior_final")
    sentence.enter(")", False, SETTING)  # closes nothing
    assert sentence.subject == TOTAL
