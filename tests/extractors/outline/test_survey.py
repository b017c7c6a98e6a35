"""Paragraphs that their neighbours make a heading, or none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.document import Document, Paragraph
from extractors.outline.nesting import Nesting
from extractors.outline.sections import outline
from extractors.outline.survey import survey
from tests.extractors.outline.outlined import PROSE, Line, body, flow, pages, tree


def test_a_glossary_holds_terms_until_its_numbering_goes_on() -> None:
    text = (
        "五、名词解释\n1.基本支出:指为保障机构运转发生的支出。\n2.“三公”经费：是指出国费等。\n"
        "3.年末结转：单位结转到下年的资金。\n上缴上级支出：指上缴的支出。\n六、联系方式"
    )
    assert body(text) == [
        (1, "cn_dun", "heading", "名词解释"),
        (2, "arabic_dot", "glossary_term", "基本支出"),
        (2, "arabic_dot", "glossary_term", "“三公”经费"),
        (2, "arabic_dot", "glossary_term", "年末结转"),
        (2, "none", "glossary_term", "上缴上级支出"),
        (1, "cn_dun", "heading", "联系方式"),
    ]


def test_terms_numbered_like_their_section_are_its_children() -> None:
    text = "第四部分 名词解释\n一、财政拨款收入：指财政资金。\n二、其他收入，指其他资金。\n第五部分 附件"
    assert [(row[0], row[2]) for row in body(text)] == [
        (1, "heading"),
        (2, "glossary_term"),
        (2, "glossary_term"),
        (1, "heading"),
    ]


def test_a_larger_centred_line_without_a_number_is_a_heading_of_the_body_but_not_of_the_cover() -> None:
    doc = pages(
        (1, "某市商务局2026年部门预算", 26, True),
        (2, "目录", 18, True),
        (2, "一、部门主要职能", 14, False),
        (2, "二、部门预算编制说明", 14, False),
        (3, "某市商务局主要职能", 18, True),
        PROSE,
        (4, "2026年部门预算编制说明", 18, True),
        (4, "一、收入预算", 12, False),
    )
    assert tree(outline(doc))[3:] == [
        (1, "none", "heading", "某市商务局主要职能"),
        (1, "none", "heading", "2026年部门预算编制说明"),
        (2, "cn_dun", "heading", "收入预算"),
    ]


def test_a_table_that_goes_on_has_one_title_although_every_page_repeats_it() -> None:
    doc = pages(
        (1, "第二部分 预算表", 18, True),
        (2, "表1", 10, False),
        (2, "收支总表", 14, False),
        (2, "#", 10, False),
        (3, "表1", 10, False),
        (3, "收支总表", 14, False),
        (3, "#", 10, False),
        (4, "表2", 10, False),
        (4, "收入总表", 14, False),
        (4, "#", 10, False),
    )
    assert [(s.level, s.number_raw, s.title) for s in outline(doc)[1:]] == [
        (2, "表1", "收支总表"),
        (2, "表2", "收入总表"),
    ]


def test_a_part_without_its_number_above_the_first_table_is_a_heading() -> None:
    doc = pages(
        (1, "第一部分 概况", 18, True),
        (1, "一、职责", 12, False),
        (2, "某局2024年度部门决算表", 12, False),
        (2, "收入支出决算总表", 12, False),
        (2, "单位：万元", 12, False),
        (2, "#", 10, False),
        PROSE,
    )
    assert tree(outline(doc))[2:] == [
        (1, "none", "heading", "某局2024年度部门决算表"),
        (2, "none", "table_title", "收入支出决算总表"),
    ]


def test_a_numbered_line_far_right_on_a_page_with_a_table_is_a_piece_of_a_cell() -> None:
    doc = pages((2, "#", 10, False), (2, "1.完成系统建设", 10, False), PROSE)
    assert doc.char_box is not None
    assert [s.title for s in outline(doc)] == ["完成系统建设"]
    moved = replace(doc, char_box=doc.char_box + np.array([300, 0, 300, 0], dtype=np.float32))
    assert outline(moved) == []


def test_running_heads_are_not_read() -> None:
    text = "一、页眉\n二、收入"
    blocks = (Paragraph(0, 4, role="furniture"), Paragraph(5, 9))
    assert [s.title for s in outline(Document(text, blocks, "application/pdf"))] == ["收入"]


def titles(nesting: Nesting) -> list[str]:
    return [h.title for h in nesting.headings]


PART: Line = (1, "第一部分 概况", 18.0, True)
TEXT: Line = (1, "本部门负责全市机关事务管理工作，下设办公室。", 12.0, False)


@pytest.mark.parametrize(("size", "is_heading"), [(12.9, False), (13.0, True)])
def test_a_title_without_a_number_is_eight_percent_larger_than_the_text(
    size: float, is_heading: bool
) -> None:
    found = survey(flow(PART, TEXT, (1, "收入情况", size, True), TEXT), 0)
    assert titles(found) == (["概况", "收入情况"] if is_heading else ["概况"])


def test_a_large_line_is_a_heading_where_it_is_centred_and_above_no_table() -> None:
    assert titles(survey(flow(PART, TEXT, (1, "收入情况", 18.0, False), TEXT), 0)) == ["概况"]
    above = flow(PART, TEXT, (1, "收入情况", 18.0, True), (1, "#", 12.0, False), TEXT)
    assert titles(survey(above, 0)) == ["概况"]
    assert titles(survey(flow(PART, TEXT, (1, "公开01表", 18.0, True), TEXT), 0)) == ["概况"]


def test_large_lines_before_the_first_heading_are_the_cover() -> None:
    drawn = flow((1, "某市商务局", 26.0, True), (1, "部门预算公开", 26.0, True), PART, TEXT, TEXT)
    assert titles(survey(drawn, 0)) == ["概况"]
    assert titles(survey(drawn, 1)) == ["部门预算公开", "概况"]


def test_a_title_of_a_part_printed_once_more_is_no_heading() -> None:
    first: Line = (1, "第二部分 部门预算情况说明", 18.0, True)
    again = survey(flow(first, (2, "部门预算情况说明", 18.0, True), TEXT), 0)
    assert titles(again) == ["部门预算情况说明"]
    other = survey(flow(first, (2, "名词解释", 18.0, True), TEXT), 0)
    assert titles(other) == ["部门预算情况说明", "名词解释"]
    later = survey(flow(first, "一、收入", (2, "部门预算情况说明", 18.0, True), TEXT), 0)
    assert titles(later) == ["部门预算情况说明", "收入", "部门预算情况说明"]


@pytest.mark.parametrize(
    ("first", "second", "n_titles"),
    [
        ("2024年度收支总表", "2024年度收支总表", 1),
        ("某局一般公共预算支出表", "般公共预算支出表", 1),
        ("某局收入支出总体表", "收入支出总体表", 2),
        ("收支总表", "收支 总表", 1),
        ("收支总表", "收入总表", 2),
    ],
)
def test_the_second_page_may_repeat_eight_characters_of_a_table_title(
    first: str, second: str, n_titles: int
) -> None:
    lines: list[Line] = [PART, TEXT]
    for page, title in ((2, first), (3, second)):
        lines += [(page, title, 12.0, False), (page, "#", 12.0, False)]
    assert titles(survey(flow(*lines), 0)) == ["概况", first, second][: 1 + n_titles]


def test_a_name_of_the_classification_may_be_broken_before_its_level() -> None:
    found = survey(flow("第一部分 概况", "1.行政单位离退休", "（项）。主要用于：缴费。"), 0)
    assert [(h.title, h.kind) for h in found.headings] == [
        ("概况", "heading"),
        ("行政单位离退休", "data_item"),
    ]
    whole = survey(flow("第一部分 概况", "1.行政单位离退休", "主要用于：缴费。"), 0)
    assert [h.kind for h in whole.headings] == ["heading", "heading"]


def test_below_duties_a_run_on_heading_names_a_section_and_goes_on() -> None:
    drawn = flow("一、主要职责", "1.道路养护。", "二、机构设置。本部门下设5个科室。")
    assert titles(survey(drawn, 0)) == ["主要职责", "机构设置"]
    unnamed = flow("一、主要职责", "1.道路养护。", "二、资金筹集。统筹资金。")
    assert titles(survey(unnamed, 0)) == ["主要职责"]
    elsewhere = flow("一、主要职责", "1.道路养护。", "五、机构设置。本部门下设5个科室。")
    assert titles(survey(elsewhere, 0)) == ["主要职责"]


def test_a_title_above_a_table_of_the_next_page_is_that_of_a_table() -> None:
    title: Line = (1, "收支总表", 12.0, False)
    assert titles(survey(flow(PART, TEXT, title, (2, "#", 12.0, False)), 0)) == ["概况", "收支总表"]
    assert titles(survey(flow(PART, TEXT, title), 0)) == ["概况"]


def test_what_a_title_means_as_that_of_a_part_decides_whether_it_is_repeated() -> None:
    """收支情况说明 names the narrative as a part, and one section of it elsewhere."""
    drawn = flow(
        (1, "第二部分 部门预算收支情况说明", 18.0, True), (2, "部门预算收支情况说明", 18.0, True), TEXT
    )
    assert titles(survey(drawn, 0)) == ["部门预算收支情况说明"]


def test_a_line_with_a_level_below_a_duty_is_not_of_its_title() -> None:
    assert titles(survey(flow("第一部分 概况", "1.负责管理", "（项）支出。"), 0)) == ["概况", "负责管理"]


def test_a_numbered_line_far_right_is_a_heading_where_its_page_has_no_table() -> None:
    drawn = flow((1, "#", 12.0, False), (2, "1.完成系统建设", 12.0, False))
    assert drawn.doc.char_box is not None
    drawn.doc.char_box[:, [0, 2]] += 300
    assert titles(survey(drawn, 0)) == ["完成系统建设"]
