"""What paragraphs state, and where."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Document, Paragraph
from extractors.narrative.passages import passages, span_of
from extractors.narrative.quantities import find_quantities
from extractors.narrative.unnumbered import Unnumbered
from extractors.records import Quantity
from tests.extractors.narrative.paragraphs import document


def stated(doc: Document) -> list[tuple[Paragraph | None, Paragraph, list[str]]]:
    return [
        (before, paragraph, [doc.text[slice(*span_of(item))] for item in items])
        for before, paragraph, items in passages(doc, find_quantities(doc, []))
    ]


def test_paragraphs_that_state_nothing_are_passed() -> None:
    doc = document("说明", "收入5万元，支出4万元。", "其他", "与上年持平。")
    paragraphs = list(doc.paragraphs)
    assert stated(doc) == [
        (paragraphs[0], paragraphs[1], ["5万元", "4万元"]),
        (paragraphs[2], paragraphs[3], ["与上年持平"]),
    ]


def test_the_first_paragraph_has_none_before_it() -> None:
    assert [before for before, _, _ in stated(document("收入5万元。"))] == [None]


def test_figures_and_words_stand_in_reading_order() -> None:
    doc = document("公务接待费3万元，与上年持平，占2%。")
    assert [items for _, _, items in stated(doc)] == [["3万元", "与上年持平", "2%"]]


def test_words_around_a_figure_state_nothing_but_a_limit_is_none() -> None:
    doc = document("未安排项目3万元。")
    (_, _, items), *_ = passages(doc, find_quantities(doc, []))
    assert [type(item) for item in items] == [Quantity]
    doc = document("未安排购置单位价值100万元以上设备。")
    (_, _, items), *_ = passages(doc, find_quantities(doc, []))
    assert sorted(type(item).__name__ for item in items) == ["Quantity", "Unnumbered"]


def test_a_figure_outside_all_paragraphs_is_left_out() -> None:
    doc = document("收入5万元。", "支出4万元。")
    quantities = find_quantities(doc, [])
    shorter = Document(doc.text, (Paragraph(0, 3),), "text/plain")
    assert [len(items) for _, _, items in passages(shorter, quantities)] == [1]


def test_where_an_item_stands() -> None:
    assert span_of(Unnumbered(3, 7, "level", "持平")) == (3, 7)


def test_a_figure_that_only_touches_a_statement_is_not_in_it() -> None:
    doc = document("5万元与上年持平。")
    before, *_ = find_quantities(doc, [])  # 5万元, up to where the statement begins
    assert (before.place.start, before.place.end) == (0, 3)
    (_, _, items), *_ = passages(doc, [before])
    assert [span_of(item) for item in items] == [(0, 3), (3, 8)]
    behind = replace(before, place=replace(before.place, start=8, end=9))
    (_, _, items), *_ = passages(doc, [behind])
    assert [span_of(item) for item in items] == [(3, 8), (8, 9)]
    inside = replace(before, place=replace(before.place, start=7, end=9))
    (_, _, items), *_ = passages(doc, [inside])
    assert [span_of(item) for item in items] == [(7, 9)]


def test_without_paragraphs_nothing_is_stated() -> None:
    doc = document("收入5万元。")
    assert list(passages(Document(doc.text, (), "text/plain"), find_quantities(doc, []))) == []


def test_figures_before_the_first_paragraph_and_between_two_are_left_out() -> None:
    text = "收入5万元。支出4万元。结余3万元。"
    quantities = find_quantities(document(text), [])
    doc = Document(text, (Paragraph(6, 12), Paragraph(13, len(text))), "text/plain")
    found = [[doc.text[slice(*span_of(item))] for item in items] for _, _, items in passages(doc, quantities)]
    assert found == [["4万元"], ["3万元"]]
    doc = Document(text, (Paragraph(0, 2), Paragraph(6, 8)), "text/plain")  # they begin where these end
    assert list(passages(doc, quantities)) == []


def test_the_paragraph_before_is_the_next_one_back() -> None:
    doc = document("甲", "乙", "收入5万元。")
    ((before, paragraph, _),) = passages(doc, find_quantities(doc, []))
    assert (before, paragraph) == tuple(list(doc.paragraphs)[1:])


def test_a_statement_that_is_broken_between_two_paragraphs_is_whole() -> None:
    doc = document("支出5万元，与2022年决", "算数持平。")
    found = [[doc.text[slice(*span_of(item))] for item in items] for _, _, items in passages(doc, [])]
    assert found == [["与2022年决\n算数持平"]]


def test_behind_a_full_stop_or_before_a_mark_nothing_is_broken() -> None:
    for lines in (("支出5万元，与2022年决。", "算数持平。"), ("支出5万元，与2022年决", "1.算数持平。")):
        doc = document(*lines)
        ((_, paragraph, items),) = passages(doc, [])
        assert [span_of(item)[0] >= paragraph.start for item in items] == [True]


def test_a_page_number_between_two_paragraphs_is_none_of_them() -> None:
    doc = document("教育支出", "—5—", "59万元。")
    ((before, _, _),) = passages(doc, find_quantities(doc, []))
    assert before is not None
    assert doc.text[before.start : before.end] == "教育支出"
