"""The table of contents."""

from __future__ import annotations

import pytest

from extractors.document import Document, Paragraph
from extractors.outline.contents import find_contents
from extractors.outline.sections import outline
from tests.extractors.outline.outlined import body, flow, sections, tree


def test_the_table_of_contents_ends_where_its_first_entry_comes_again() -> None:
    text = "目 录\n第一部分 概况\n一、职责\n第二部分 说明\n第一部分 概况\n一、职责\n第二部分 说明"
    assert tree(sections(text)) == [
        (0, "none", "toc_title", "目 录"),
        (1, "part", "toc_entry", "概况"),
        (2, "cn_dun", "toc_entry", "职责"),
        (1, "part", "toc_entry", "说明"),
        (1, "part", "heading", "概况"),
        (2, "cn_dun", "heading", "职责"),
        (1, "part", "heading", "说明"),
    ]


def test_entries_lose_leaders_page_numbers_and_field_residue() -> None:
    text = (
        "目录\n公开时间：2024年9月\n第一部分 概况....................( 1 )\n一、主要职责……………3\n"
        "二、机构设置PAGEREF _Toc25831 h 5\n三、收支说明23\n第一部分 概况\n一、主要职责"
    )
    entries = [s.title for s in sections(text) if s.kind == "toc_entry"]
    assert entries == ["概况", "主要职责", "机构设置", "收支说明"]


def test_a_body_that_begins_with_the_title_of_the_document_is_no_entry() -> None:
    text = (
        "目录\n一、部门预算编制说明\n二、部门预算表\n某局2025年部门预算编制说明\n一、收入预算\n二、支出预算"
    )
    assert [s.title for s in sections(text) if s.kind == "toc_entry"] == ["部门预算编制说明", "部门预算表"]
    assert [row[3] for row in body(text)] == ["收入预算", "支出预算"]


def test_a_list_of_headings_that_all_come_again_needs_no_title() -> None:
    heads = ["第一部分 说明", "一、概况", "二、收入", "三、支出", "四、名词解释"]
    text = "\n".join(heads) + "\n一、概况\n本单位有科室5个。\n二、收入\n共10万元。"
    assert [s.kind for s in sections(text)] == ["toc_entry"] * 5 + ["heading"] * 2


def entries(*lines: str) -> list[str] | None:
    """Titles of the entries of drawn lines; null where there is no table of contents."""
    contents = find_contents(flow(*lines))
    return None if contents is None else [e.title for e in contents.entries]


def test_a_table_of_contents_has_its_title_its_blocks_and_its_entries() -> None:
    contents = find_contents(flow("某局", "目 录", "一、职责", "二、收入", "#", "一、职责"))
    assert contents is not None
    assert contents.title is not None
    assert (contents.first, contents.last, contents.title.title) == (1, 4, "目 录")
    assert [(e.title, e.system, e.number_raw, e.ordinal) for e in contents.entries] == [
        ("职责", "cn_dun", "一", 1),
        ("收入", "cn_dun", "二", 2),
    ]


def test_a_document_without_one() -> None:
    assert entries("一、职责", "负责全市工作。", "二、收入") is None
    assert find_contents(flow()) is None


def test_three_lines_with_leaders_in_a_row_need_no_title() -> None:
    led = [f"{n}、收支............{p}" for p, n in enumerate("一二三", 1)]
    assert entries("某局", *led[:2], "说明", led[2]) is None
    assert entries("某局", *led[:2], "#", led[2]) is None
    contents = find_contents(flow("某局", *led, "一、收支"))
    assert contents is not None
    assert (contents.first, contents.last, contents.title) == (1, 4, None)
    assert [e.title for e in contents.entries] == ["收支"] * 3


def test_five_numbered_titles_one_of_which_comes_again_need_no_title() -> None:
    titles = ["一、概况", "二、收入", "三、支出", "四、采购", "五、名词解释"]
    assert entries(*titles, "一、概况") == ["概况", "收入", "支出", "采购", "名词解释"]
    assert entries(*titles[:4], "一、概况") is None
    assert entries(*titles) is None
    assert entries(*titles[:2], "某某", *titles[2:], "一、概况") is None


def test_a_larger_title_on_a_new_page_begins_the_body() -> None:
    toc = [(1, "目录", 18.0, True), (1, "职责", 12.0, False), (1, "收入", 12.0, False)]
    for size, n_entries in ((13.0, 3), (14.0, 2)):
        contents = find_contents(flow(*toc, (2, "部门概况", size, True)))
        assert contents is not None
        assert len(contents.entries) == n_entries
    same_page = find_contents(flow(*toc, (1, "部门概况", 14.0, True)))
    assert same_page is not None
    assert len(same_page.entries) == 3


def test_sentences_end_the_entries_but_short_numbered_ones() -> None:
    assert entries("目录", "一、职责。", "负责全市工作。") == ["职责"]
    assert entries("目录", "一、职责", "二、" + "职" * 25 + "。") == ["职责"]
    assert entries("目录", "一、职责", "二、" + "职" * 24 + "。") == ["职责", "职" * 24]


@pytest.mark.parametrize(("length", "kept"), [(50, True), (51, False)])
def test_a_bare_entry_has_at_most_fifty_characters(length: int, kept: bool) -> None:
    assert entries("目录", "一、职责", "收" * length) == (["职责", "收" * length] if kept else ["职责"])


@pytest.mark.parametrize(("length", "kept"), [(80, True), (81, False)])
def test_an_entry_with_a_number_has_at_most_eighty_characters(length: int, kept: bool) -> None:
    title = "收" * length
    assert entries("目录", "一、职责", f"二、{title}") == (["职责", title] if kept else ["职责"])
    assert entries("目录", "一、职责", f"{title}……………3") == (["职责", title] if kept else ["职责"])


def test_a_remark_among_the_entries_has_no_title() -> None:
    contents = find_contents(flow("目录", "一、职责", "公开时间：2024年9月", "二、收入"))
    assert contents is not None
    assert [(e.title, e.system) for e in contents.entries] == [
        ("职责", "cn_dun"),
        ("", "none"),
        ("收入", "cn_dun"),
    ]


def test_the_first_number_again_begins_the_body_although_its_title_differs() -> None:
    assert entries("目录", "一、职责", "二、收入", "一、部门主要职责") == ["职责", "收入"]
    assert entries("目录", "第一部分 概况", "一、职责", "第二部分 说明", "一、收入") == [
        "概况",
        "职责",
        "说明",
        "收入",
    ]
    assert entries("目录", "一、总述", "第一部分 概况", "一、职责") == ["总述", "概况", "职责"]


def test_the_end_of_a_line_repeats_an_entry_of_four_characters_or_more() -> None:
    assert entries("目录", "一、收支说明", "某局2025年收支说明") == ["收支说明"]
    assert entries("目录", "一、说明书", "某局2025年说明书") == ["说明书", "某局2025年说明书"]


def test_lines_that_were_joined_are_entries_of_their_own() -> None:
    text = "目录\n一、职责\n二、收入\n及支出"
    spans = ((3, 7), (8, 12), (13, 16))
    blocks = (Paragraph(0, 2), Paragraph(3, 16, lines=spans))
    found = outline(Document(text, blocks, "application/pdf"))
    assert [s.title for s in found] == ["目录", "职责", "收入\n及支出"]


def test_a_long_line_is_no_title_of_contents() -> None:
    assert entries("目录" + " " * 17, "一、职责") == ["职责"]
    assert entries("目录" + " " * 18, "一、职责") is None
