"""Sentences and lists that run on from one paragraph to the next."""

from __future__ import annotations

import pytest

from extractors.document import Paragraph
from extractors.narrative.aspects import Subject
from extractors.narrative.continuation import Continuation, Opening, leads_on
from extractors.narrative.quantities import find_quantities
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Setting
from extractors.narrative.statements import facts_from_narrative
from tests.extractors.narrative.paragraphs import BUDGET, document, outline_of, read, stated


def test_a_sentence_cut_by_a_page_is_read_on() -> None:
    assert stated("本年支出合计9万元，其中：基本支出5万元，占55.56%；项目支出", "4万元，占44.44%。")[-2:] == [
        ("expenditure.project", "final", "4"),
        ("expenditure.project", "share", "44.44"),
    ]


def test_numbered_parts_are_compared_with_what_the_line_before_them_says() -> None:
    """Yantai budgets: 比上年减少…，其中：1.收入预算减少… 2.支出预算减少…"""
    doc, sections = outline_of(
        ("（三）增减变化情况：2026年收支预算90万元，比上年减少15万元，其中：", "heading"),
        ("1.收入预算减少15万元，其中一般公共预算收入减少14万元，其他收入减少1万元。", "data_item"),
        ("2.支出预算减少15万元，其中基本支出增加2万元，项目支出减少17万元。", "data_item"),
    )
    facts, _ = facts_from_narrative(doc, sections, find_quantities(doc, sections), BUDGET)
    assert [(f.measure, f.role, str(f.value)) for f in facts] == [
        ("income_expenditure_total", "initial_budget", "90"),
        ("income_expenditure_total", "change_yoy", "-15"),
        ("income_expenditure_total", "change_yoy", "-15"),
        ("income.gpb", "change_yoy", "-14"),
        ("income.other", "change_yoy", "-1"),
        ("expenditure.total", "change_yoy", "-15"),
        ("expenditure.basic", "change_yoy", "2"),
        ("expenditure.project", "change_yoy", "-17"),
    ]


def test_a_sentence_goes_on_behind_a_figure_that_ends_a_page() -> None:
    facts, _ = read("其他收入9万元，与上年相比增加4万元", "，增长80%。", identity=BUDGET)
    assert [(f.measure, f.role) for f in facts][-1:] == [("income.other", "growth_yoy")]


PLAIN = Setting("all_funds", titles=("其他收入情况",), around=0)


def opened(
    text: str, *, at: int, goes_on: bool = True, setting: Setting = PLAIN, sentence: Sentence | None = None
) -> tuple[Opening, Sentence]:
    """The opening of the second line of a text; the last figure of the first line ended at `at`."""
    before, _ = document(*text.split("\n")).paragraphs
    continuation = Continuation(text)
    sentence = sentence or Sentence()
    continuation.close(sentence, before, at)
    return continuation.open(setting, before, goes_on), sentence


def test_a_sentence_that_has_not_ended_goes_on() -> None:
    opening, sentence = opened("收入5万元，比上\n年增加", at=5)
    assert opening.sentence is sentence
    assert (opening.words, opening.in_sentence) == (",比上", True)


def test_a_sentence_that_has_ended_does_not() -> None:
    opening, sentence = opened("收入5万元。\n增加", at=5)
    assert opening.sentence is not sentence
    assert (opening.words, opening.in_sentence) == ("", False)
    assert opening.sentence.subject == Subject("income.other")  # the heading names it


def test_a_page_may_end_with_a_figure() -> None:
    opening, sentence = opened("收入5万元\n，增加", at=5)
    assert (opening.sentence is sentence, opening.words, opening.in_sentence) == (True, "", True)


def test_another_section_begins_anew() -> None:
    opening, sentence = opened("收入5万元，比上\n年增加", at=5, goes_on=False)
    assert (opening.sentence is sentence, opening.words, opening.in_sentence) == (False, "", False)


def test_words_of_a_paragraph_without_figures_are_taken_up_but_not_its_sentence() -> None:
    text = "说明\n" + "某" * 90 + "年\n增加"
    lines = list(document(*text.split("\n")).paragraphs)
    continuation = Continuation(text)
    continuation.close(Sentence(), lines[0], 2)
    opening = continuation.open(PLAIN, lines[1], goes_on=True)
    assert (opening.words, opening.in_sentence) == ("某" * 79 + "年", False)  # at most eighty characters


def test_the_first_paragraph_has_nothing_before_it() -> None:
    opening = Continuation("收入").open(PLAIN, None, goes_on=False)
    assert (opening.words, opening.in_sentence) == ("", False)
    assert Continuation("收入").open(Setting("all_funds"), None, goes_on=False).sentence.subject is None


def test_members_of_a_list_are_compared_with_what_its_head_says() -> None:
    sentence = Sentence(comparator="prior_final")
    opening, _ = opened("收入增加5万元，其中：\n1.其他", at=7, sentence=sentence)
    assert (opening.in_sentence, opening.sentence.comparator) == (False, "prior_final")
    opening, _ = opened("收入增加5万元。\n1.其他", at=7, sentence=sentence)
    assert opening.sentence.comparator is None


def test_a_list_ends_with_its_section() -> None:
    text = "收入增加5万元，其中：\n1.其他\n2.其他"
    head, first, second = document(*text.split("\n")).paragraphs
    item = Setting("all_funds", around=0, is_around=False)
    for setting, comparator in (
        (item, "prior_final"),
        (Setting("all_funds", around=1, is_around=False), None),
        (Setting("all_funds", around=0, is_around=True), None),
    ):
        continuation = Continuation(text)
        continuation.close(Sentence(comparator="prior_final"), head, 7)
        assert continuation.open(item, head, goes_on=False).sentence.comparator == "prior_final"
        continuation.close(Sentence(), first, first.end)
        opening = continuation.open(setting, first, goes_on=False)
        assert (second.start, opening.sentence.comparator) == (first.end + 1, comparator)


@pytest.mark.parametrize(
    ("text", "leads"),
    [("其中：", True), ("其中: ", True), ("甲5万元；", True), ("甲5万元。", False), ("", False)],
)
def test_a_paragraph_that_leads_on(text: str, leads: bool) -> None:
    assert leads_on(text, Paragraph(0, len(text))) == leads


@pytest.mark.parametrize("text", ["", "一"])
def test_before_the_first_figure_no_sentence_goes_on(text: str) -> None:
    opening = Continuation(text).open(PLAIN, Paragraph(0, len(text)), goes_on=True)
    assert not opening.in_sentence


def test_a_heading_that_is_asked_again_names_the_same() -> None:
    continuation = Continuation("")
    other = Setting("all_funds", titles=("三、公务接待费支出情况",), around=0)
    found = [continuation.open(s, None, False).sentence.subject for s in (PLAIN, PLAIN, other, PLAIN)]
    assert [s and s.measure for s in found] == [
        "income.other",
        "income.other",
        "three_public.reception",
        "income.other",
    ]
    nested = Setting("all_funds", titles=("其他情况", "公务接待费支出情况"), around=0)
    assert continuation.open(nested, None, False).sentence.subject is None  # the innermost title


def test_a_list_that_another_section_opened_leaves_nothing() -> None:
    text = "收入增加5万元，其中：\n1.其他"
    head, _ = document(*text.split("\n")).paragraphs
    continuation = Continuation(text)
    continuation.close(Sentence(comparator="prior_final"), head, 7)
    elsewhere = Setting("all_funds", around=5, is_around=False)
    assert continuation.open(elsewhere, None, goes_on=False).sentence.comparator is None


def test_a_sentence_has_ended_where_its_last_mark_says_so() -> None:
    opening, sentence = opened("收入5万元，其他。\n增加", at=5)
    assert (opening.sentence is sentence, opening.words, opening.in_sentence) == (False, "", False)
