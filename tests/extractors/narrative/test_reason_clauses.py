"""Where reasons stand, and what they say."""

from __future__ import annotations

import pytest

from extractors.document import Document
from extractors.narrative.reason_clauses import ReasonClause, reason_clauses, reason_spans
from extractors.narrative.setting import Basis, Settings
from extractors.records import Section
from tests.extractors.narrative.paragraphs import document, section

BASIS = Basis(is_budget=False, fiscal_year=2023)


def clauses(*lines: str, sections: tuple[Section, ...] = ()) -> tuple[Document, list[ReasonClause]]:
    doc = document(*lines)
    return doc, list(reason_clauses(doc, Settings(sections, BASIS)))


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("增加2万元，主要是人员增加。比上年", ["主要是人员增加"]),
        (
            "增加2万元，主要原因：人员增加；减少1万元，主要原因：退休",
            ["主要原因：人员增加", "主要原因：退休"],
        ),
        ("支出合计2万元。", []),
        ("", []),
    ],
)
def test_spans_of_reasons(text: str, reasons: list[str]) -> None:
    assert [text[a:b] for a, b in reason_spans(text)] == reasons


def test_a_reason_to_the_end_of_its_sentence_where_its_head_names_both_sides() -> None:
    text = "收支增加的主要原因：人员增加；本部门当年预算支出2,838.42万元。其他"
    assert [text[a:b] for a, b in reason_spans(text)] == [text[text.index("增加的") : text.index("。")]]
    text = "基本支出增加的主要原因：人员增加；本部门当年预算支出2,838.42万元。其他"
    assert [text[a:b][-4:] for a, b in reason_spans(text)] == ["人员增加"]


def test_a_clause_has_its_place_its_head_and_its_cause() -> None:
    doc, (clause,) = clauses("说明", "5万元。基本支出增加的主要原因是：人员增加。")
    start = doc.text.index("增加的")
    assert (clause.slot, clause.is_before, clause.is_weak) == (1, False, False)
    assert doc.text[clause.head : clause.start] == "基本支出"
    assert (clause.start, doc.text[clause.start : clause.end]) == (start, "增加的主要原因是：人员增加")
    assert (clause.text, clause.cause) == ("增加的主要原因是：人员增加", "人员增加")
    assert clause.lead == "基本支出增加的主要原因是"


@pytest.mark.parametrize(("length", "kept"), [(30, True), (31, False)])
def test_a_head_is_at_most_thirty_characters(length: int, kept: bool) -> None:
    head = "某" * length
    doc, (clause,) = clauses(f"{head}主要原因是人员增加。")
    assert (doc.text[clause.head : clause.start] == head) == kept


@pytest.mark.parametrize(
    ("text", "is_before", "is_weak"),
    [
        ("由于人员增加，比上年增加3万元。", True, True),
        ("比上年增加3万元，系由于人员增加。", False, True),
        ("比上年增加3万元，主要是由于人员增加。", False, False),
    ],
)
def test_causes_before_their_figure_and_weak_openings(text: str, is_before: bool, is_weak: bool) -> None:
    _, (clause,) = clauses(text)
    assert (clause.is_before, clause.is_weak, clause.cause) == (is_before, is_weak, "人员增加")


def test_a_list_of_reasons_fills_the_paragraphs_behind_it() -> None:
    doc, (clause,) = clauses("增加2万元，主要原因：", "1.人员增加；", "2.新建用房。", "其他说明。")
    assert clause.cause == "1.人员增加；2.新建用房"
    assert clause.text == "主要原因：1.人员增加；2.新建用房"
    assert doc.text[: clause.end].endswith("2.新建用房")


def test_a_list_of_reasons_is_followed_over_eight_paragraphs() -> None:
    items = [f"{n}.理由{'甲乙丙丁戊己庚辛壬'[n - 1]}；" for n in range(1, 10)]
    _, (clause,) = clauses("增加2万元，主要原因：", *items)
    assert clause.cause.count("理由") == 8


def test_an_item_that_states_a_figure_of_its_own_ends_a_list() -> None:
    _, (clause,) = clauses("增加2万元，主要原因：", "1.人员增加；", "2.其他收入5万元，比上年增加1万元。")
    assert clause.cause == "1.人员增加"


def test_a_sentence_that_a_page_cuts_goes_on_but_not_over_sections_or_figures() -> None:
    _, (clause,) = clauses("增加2万元，主要原因是人员", "增加和调资。其他收入")
    assert clause.cause == "人员增加和调资"
    _, (clause,) = clauses("增加2万元，主要原因是人员", "增加2人。")
    assert clause.cause == "人员"
    _, (clause,) = clauses("增加2万元，主要原因是人员。", "增加和调资。")
    assert clause.cause == "人员"
    first, second = "增加2万元，主要原因是人员", "增加和调资。"
    apart = (section(len(first) + 1, "增加", len(first) + 1 + len(second)),)
    _, (clause,) = clauses(first, second, sections=apart)
    assert clause.cause == "人员"


def test_contents_and_glossaries_give_no_reasons() -> None:
    text = "增加2万元，主要原因：人员增加。"
    assert clauses("名词解释", text, sections=(section(0, "名词解释", 100),))[1] == []
    assert len(clauses("支出情况", text, sections=(section(0, "支出情况", 100),))[1]) == 1


def test_a_reason_without_a_cause_is_none() -> None:
    assert clauses("增加2万元，主要原因：", "其他收入5万元。")[1] == []


def test_a_head_that_is_not_all_of_the_sentence_names_one_side_only() -> None:
    text = "收支平衡，基本支出增加的主要原因：人员增加；本部门当年预算支出2,838.42万元。"
    assert [text[a:b][-4:] for a, b in reason_spans(text)] == ["人员增加"]


@pytest.mark.parametrize(
    "lines",
    [
        ("增加2万元，主要原因是人员增加；本部门当年支出3万元", "和调资。"),  # another statement is cut
        ("增加2万元，主要原因是人员增加；", "和调资。"),  # it has ended
        ("增加2万元，主要原因是人员增加！", "和调资。"),
        ("增加2万元，主要原因是人员增加", "。和调资。"),
    ],
)
def test_what_does_not_go_on_with_a_reason(lines: tuple[str, ...]) -> None:
    _, (clause,) = clauses(*lines)
    assert clause.cause == "人员增加"


def test_a_list_of_reasons_ends_with_another_section_or_other_words() -> None:
    lines = ("增加2万元，主要原因：1.人员增加；", "2.新建用房；", "其他说明；", "3.调资。")
    _, (clause,) = clauses(*lines)
    assert clause.cause == "1.人员增加；2.新建用房"
    doc, (clause,) = clauses("增加2万元，主要原因：", " 1.人员增加； ", "  2.调资。 ")
    assert clause.cause == "1.人员增加；2.调资"
    assert doc.text[clause.start : clause.end].startswith("主要原因：")
    assert doc.text[: clause.end].endswith("2.调资")


def test_an_item_behind_a_reason_that_is_no_list_is_none_of_it() -> None:
    _, (clause,) = clauses("增加2万元，主要原因是人员", "1.增加和调资。")
    assert clause.cause == "人员"
    doc, (clause,) = clauses("增加2万元，主要原因是人员", "增加和调资", "和其他。")
    assert clause.cause == "人员增加和调资"  # one paragraph more and not two
    assert doc.text[: clause.end].endswith("调资")


def test_the_words_of_a_reason_begin_behind_the_particle() -> None:
    doc, (clause,) = clauses("决算数小于预算数的主要原因是人员减少。")
    assert doc.text[clause.head : clause.start] == "决算数小于预算数的"
    assert doc.text[clause.start : clause.end] == clause.text == "主要原因是人员减少"
    assert clause.lead == "决算数小于预算数的主要原因是"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        # a head of thirty characters with both sides is one to the end of its sentence, a longer one is not
        ("某" * 26 + "收支增加", True),
        ("某" * 29 + "收支增加", False),
        ("2.收支增加", True),
        ("说明；收支增加", False),  # more than a head stands before it
    ],
)
def test_a_head_of_both_sides_is_all_that_stands_before(text: str, whole: bool) -> None:
    text += "主要原因：人员增加；本部门当年预算支出2,838.42万元"
    ((_, end),) = reason_spans(text + "  ")
    assert (end == len(text)) == whole
    ((_, end),) = reason_spans(text + "。其他。")
    assert (end == len(text)) == whole


def test_reasons_do_not_overlap() -> None:
    text = "收支增加主要原因：人员增加；本部门当年预算支出2万元，主要原因是调资。"
    text += "其他收入增加1万元，主要原因是利息。"
    assert [text[a:b][-2:] for a, b in reason_spans(text)] == ["调资", "利息"]


def test_a_list_of_reasons_that_a_full_stop_has_ended_does_not_go_on_behind_a_stray_semicolon() -> None:
    _, (clause,) = clauses("增加2万元，主要原因：1.人员增加。；", "2.调资。")
    assert clause.cause == "1.人员增加"


def test_a_mark_at_the_very_beginning_of_a_paragraph_is_no_head() -> None:
    doc, (clause,) = clauses("，主要原因是人员增加。")
    assert (clause.head, clause.start) == (1, 1)
    assert doc.text[clause.start : clause.end] == "主要原因是人员增加"
    _, (clause,) = clauses("主要原因是人员增加。")
    assert (clause.head, clause.start) == (0, 0)
