"""Titles over several lines."""

from __future__ import annotations

from extractors.outline.flow import Flow
from extractors.outline.marked_headings import read_marked
from extractors.outline.sections import outline
from extractors.outline.title_lines import with_next_lines
from tests.extractors.outline.outlined import PROSE, flow, pages, sections, tree


def test_a_number_alone_takes_its_title_from_the_next_line() -> None:
    (found,) = sections("第三部分\n2023年度决算情况说明\n本年收入合计10万元。")
    assert (found.number_raw, found.title) == ("第三部分", "2023年度决算情况说明")
    assert (found.place.start, found.place.end) == (0, 17)


def test_a_title_broken_over_centred_lines_is_one_title() -> None:
    doc = pages(
        (2, "第二部分", 22, True),
        (2, "2026年度", 22, True),
        (2, "某市商务局", 22, True),
        (2, "部门预算表", 22, True),
        (3, "收支总表", 16, True),
        (3, "单位：万元", 12, False),
        (3, "#", 12, False),
        PROSE,
    )
    assert tree(outline(doc)) == [
        (1, "part", "heading", "2026年度某市商务局部门预算表"),
        (2, "none", "table_title", "收支总表"),
    ]
    assert outline(doc)[0].place.page == 2


def test_the_last_character_of_a_title_may_stand_alone() -> None:
    doc = pages(
        (2, "第一部分 某市城市管理和综合执法局概", 22, False),
        (2, "况", 22, True),
        (2, "一、职责", 12, False),
        PROSE,
    )
    assert [s.title for s in outline(doc)] == ["某市城市管理和综合执法局概况", "职责"]


def test_a_table_title_may_go_on_in_brackets_below() -> None:
    doc = pages(
        (1, "第二部分 预算表", 18, True),
        (2, "表6", 9, False),
        (2, "一般公共预算“三公”经费、", 20, True),
        (2, "会议费支出明细表", 20, True),
        (2, "（按经济分类科目分）", 20, True),
        (2, "单位：万元", 9, False),
        (2, "#", 9, False),
    )
    assert outline(doc)[1].title == "一般公共预算“三公”经费、会议费支出明细表（按经济分类科目分）"


def joined(drawn: Flow) -> tuple[str, int]:
    """The title of the first block with the lines below, and the block after them."""
    mark = drawn.mark(0)
    assert mark is not None
    first = read_marked(drawn.doc.text, mark, drawn.blocks[0].end)
    assert first is not None
    found, following = with_next_lines(drawn, 0, first)
    return found.title, following


PART = (1, "第二部分", 22.0, True)


def test_at_most_four_lines_belong_to_a_title() -> None:
    lines = [(1, f"某局{n}", 22.0, True) for n in "甲乙丙丁戊"]
    assert joined(flow(PART, *lines)) == ("某局甲某局乙某局丙某局丁", 5)


def test_lines_of_a_title_have_one_size_within_eight_percent() -> None:
    assert joined(flow(PART, (1, "某局", 22.0, True), (1, "概况", 23.7, True)))[0] == "某局概况"
    assert joined(flow(PART, (1, "某局", 22.0, True), (1, "概况", 24.0, True)))[0] == "某局"
    assert joined(flow(PART, (1, "某局", 22.0, False), (1, "概况", 22.0, False)))[0] == "某局"


def test_the_first_line_below_a_number_alone_may_have_any_size() -> None:
    assert joined(flow(PART, (1, "概况", 12.0, False))) == ("概况", 2)


def test_numbers_pages_tables_and_sentences_end_a_title() -> None:
    for end in (
        (1, "一、职责", 22.0, True),
        (2, "某局", 22.0, True),
        (1, "#", 22.0, True),
        (1, "详见附件。", 22.0, True),
    ):
        assert joined(flow(PART, (1, "概况", 22.0, True), end)) == ("概况", 2)


def test_a_number_without_a_title_is_its_own() -> None:
    assert joined(flow(PART)) == ("第二部分", 1)
    assert joined(flow(PART, (1, "#", 12.0, False))) == ("第二部分", 1)


def test_a_complete_title_ends_where_that_of_a_table_begins() -> None:
    table = ((1, "收支总表", 22.0, True), (1, "#", 12.0, False))
    assert joined(flow(PART, (1, "部门预算表", 22.0, True), *table)) == ("部门预算表", 2)
    assert joined(flow((1, "第二部分 预算表", 22.0, True), *table)) == ("预算表", 1)
    without = joined(flow((1, "第二部分 预算表", 22.0, True), table[0]))
    assert without == ("预算表收支总表", 2)
