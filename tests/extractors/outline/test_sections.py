"""The section tree. Texts are invented after the layouts of several regions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Block, Document, Grid, GridCell, Page, Paragraph
from extractors.outline.sections import outline
from extractors.records import Section
from extractors.text.reader import read_text

Row = tuple[int, str, str, str]


def sections(text: str) -> list[Section]:
    return outline(read_text(text.encode()))


def tree(found: list[Section]) -> list[Row]:
    """(level, number system, kind, title) of each section."""
    return [(s.level, s.number_system, s.kind, s.title) for s in found]


def body(text: str) -> list[Row]:
    return [row for row in tree(sections(text)) if row[2] not in ("toc_title", "toc_entry")]


# --- levels ---------------------------------------------------------------------------------------


def test_parts_make_the_chinese_numbers_level_two() -> None:
    assert body(
        "第一部分 概况\n一、职责\n(一)主要职责\n1.机构\n⑴处室\n二、人员\n第二部分 说明\n一、收入"
    ) == [
        (1, "part", "heading", "概况"),
        (2, "cn_dun", "heading", "职责"),
        (3, "cn_paren", "heading", "主要职责"),
        (4, "arabic_dot", "heading", "机构"),
        (5, "circled_paren", "heading", "处室"),
        (2, "cn_dun", "heading", "人员"),
        (1, "part", "heading", "说明"),
        (2, "cn_dun", "heading", "收入"),
    ]


def test_without_parts_the_chinese_numbers_are_level_one() -> None:
    text = (
        "一、单位基本情况\n（一）职能职责\n（二）机构设置\n二、决算情况说明\n（一）收入支出决算总体情况说明"
    )
    assert [row[0] for row in body(text)] == [1, 2, 2, 1, 2]


def test_arabic_numbers_right_below_a_chinese_one_leave_the_level_of_the_bracket_free() -> None:
    text = (
        "一、收入\n(一)总体\n1.概述\n二、支出\n(1)工资福利支出10万元，其中基本工资\n"
        "三、三公\n1.公务接待费。共3万元。"
    )
    assert [(row[0], row[3]) for row in body(text)] == [
        (1, "收入"),
        (2, "总体"),
        (3, "概述"),
        (1, "支出"),
        (3, "工资福利支出"),
        (1, "三公"),
        (3, "公务接待费"),
    ]


def test_a_document_without_brackets_has_no_level_to_leave_free() -> None:
    assert [row[0] for row in body("第一部分 概况\n一、收入\n1.总体\n2.明细")] == [1, 2, 3, 3]


def test_inverted_numbering_follows_the_stack() -> None:
    text = (
        "一、基本情况\n1、机构设置\n（一）主要处室\n6个。\n（二）内设科室\n2个。\n2、人员构成\n"
        "二、总体情况\n（一）收入说明"
    )
    assert [(row[0], row[3]) for row in body(text)] == [
        (1, "基本情况"),
        (2, "机构设置"),
        (3, "主要处室"),
        (3, "内设科室"),
        (2, "人员构成"),
        (1, "总体情况"),
        (2, "收入说明"),
    ]


def test_a_restart_without_a_part_stays_on_its_level() -> None:
    assert [row[0] for row in body("一、概况\n二、收入\n三、支出\n一、机关运行经费\n二、政府采购")] == [1] * 5


def test_numbers_go_on_over_the_parts() -> None:
    text = "第一部分：部门概况\n一、主要职能\n第二部分：收支说明\n二、收支情况\n三、三公经费"
    assert [row[0] for row in body(text)] == [1, 2, 1, 2, 2]


def test_a_heading_above_the_parts_holds_them() -> None:
    text = (
        "一、文字部分\n第一部分 概况\n一、职责\n二、机构\n"
        "第二部分 收支\n一、本级\n二、下属\n三、其他\n二、表格部分"
    )
    assert [(row[0], row[3]) for row in body(text)] == [
        (1, "文字部分"),
        (2, "概况"),
        (3, "职责"),
        (3, "机构"),
        (2, "收支"),
        (3, "本级"),
        (3, "下属"),
        (3, "其他"),
        (1, "表格部分"),
    ]


def test_an_attachment_stands_outside_or_in_the_part_of_attachments() -> None:
    outside = body("第一部分 概况\n一、职责\n附件1\n绩效评价报告\n一、项目概况")
    assert [(row[0], row[3]) for row in outside[2:]] == [(1, "绩效评价报告"), (2, "项目概况")]
    inside = body("第一部分 概况\n第二部分 附件\n附件1：绩效评价报告\n一、项目概况")
    assert [(row[0], row[3]) for row in inside[1:]] == [(1, "附件"), (2, "绩效评价报告"), (3, "项目概况")]


# --- heading or not --------------------------------------------------------------------------------


def test_a_number_alone_takes_its_title_from_the_next_line() -> None:
    (found,) = sections("第三部分\n2023年度决算情况说明\n本年收入合计10万元。")
    assert (found.number_raw, found.title) == ("第三部分", "2023年度决算情况说明")
    assert (found.place.start, found.place.end) == (0, 17)


def test_run_on_headings_end_with_their_full_stop() -> None:
    text = "一、三公\n2.公务接待费。2023年度决算数0.26万元。"
    found = sections(text)[1]
    assert (found.kind, found.title) == ("run_on_heading", "公务接待费")
    assert text[found.place.start : found.place.end] == "2.公务接待费。"
    assert text[found.body_start : found.body_end] == "2023年度决算数0.26万元。"


def test_a_whole_line_with_a_full_stop_is_a_heading() -> None:
    assert body("(二)开展情况\n1.评价目的、对象和范围。\n为落实要求，开展评价。")[1] == (
        2,
        "arabic_dot",
        "heading",
        "评价目的、对象和范围",
    )


@pytest.mark.parametrize(
    ("line", "title", "printed"),
    [
        ("1.财政拨款收入4987.68万元,占收入合计的100%。", "财政拨款收入", "1.财政拨款收入"),
        ("1.行政运行（2010301）4,414.15万元，较上年增加1万元", "行政运行", "1.行政运行（2010301）"),
        ("1、“一般公共服务支出”(类)2023年度决算44万元", "一般公共服务支出", "1、“一般公共服务支出”(类)"),
        (
            "1、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：缴费。",
            "住房保障支出（类）住房改革支出（款）住房公积金（项）",
            "1、住房保障支出（类）住房改革支出（款）住房公积金（项）",
        ),
        ("（1）基本支出：50万元，其中人员经费40万元。", "基本支出", "（1）基本支出"),
        ("（一）公务接待费2024年预算数为1.2万元。", "公务接待费", "（一）公务接待费"),
    ],
)
def test_data_items_name_their_subject(line: str, title: str, printed: str) -> None:
    found = sections("一、明细\n" + line)[1]
    assert (found.kind, found.title) == ("data_item", title)
    assert line[: found.place.end - 5] == printed


def test_quoted_items_stand_below_their_class() -> None:
    text = (
        "1、“教育支出”(类)2023年度决算9万元。其中:\n“普通教育”(款,下同)2023年度决算8万元。\n"
        "“三公”经费包括差旅费。"
    )
    assert tree(sections(text)) == [
        (1, "arabic_dun", "data_item", "教育支出"),
        (2, "quoted", "data_item", "普通教育"),
    ]


def test_a_label_before_a_running_list_is_a_heading() -> None:
    text = "(一)机构设置、职责\n主要职责:1.负责推进本区工作。2.承担改革任务。\n其中:1.甲。"
    assert tree(sections(text))[1:] == [(2, "label", "run_on_heading", "主要职责")]


@pytest.mark.parametrize(
    "line",
    [
        "1.负责全市机关事务管理工作。",
        "（十二）完成市委、市政府交办的其他任务。",
        "2.协助领导同志开展调查研究，反映情况；及时报送信息。",
        "一是加强管理。二是落实责任。",
        "1.5万元以上的设备为0台。",
        "12月31日共有车辆2辆。",
        "其中:基本支出10万元。",
        "图1、图2反映收支结构，合计为100万元。",
        "一、财政拨款收入 31,670.73 一、一般公共服务支出",
        "二、外交支出",
        "行政编制16人,实有人数15人;事业编制44人。",
    ],
)
def test_list_items_prose_and_table_rows_are_no_headings(line: str) -> None:
    assert [s.title for s in sections("第一部分 概况\n" + line)] == ["概况"]


def test_the_items_of_a_list_of_duties_are_no_headings_but_what_follows_it_is() -> None:
    text = (
        "一、部门概况\n（一）主要职责\n1.道路养护。\n2.资产管理。统筹全区资产。\n"
        "（二）机构设置。内设科室5个。\n（三）人员情况"
    )
    assert [row[3] for row in body(text)] == ["部门概况", "主要职责", "机构设置", "人员情况"]


def test_the_names_of_units_are_a_list() -> None:
    text = (
        "二、机构设置\n本部门包括：\n1.某市商务局\n2.某市会展中心\n3.某市商务执法队\n"
        "三、人员情况\n1.编制\n无。"
    )
    assert [row[3] for row in body(text)] == ["机构设置", "人员情况", "编制"]


# --- table of contents, glossary, captions, tables ----------------------------------------------------


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


def test_a_caption_belongs_to_the_section_and_not_to_the_item_before_it() -> None:
    found = sections("(一)收入\n1.其他收入0万元。\n图1:收入决算\n（图2：收入结构）（饼图）\n(二)支出")
    assert [(s.kind, s.title, s.number_raw, s.level, s.parent) for s in found[2:4]] == [
        ("caption", "收入决算", "图1", 2, 0),
        ("caption", "收入结构", "图2", 2, 0),
    ]
    assert found[2].body_start == found[2].body_end


def test_the_title_of_a_pipe_form_is_a_table_title() -> None:
    text = "二、项目支出绩效自评表\n项目支出绩效自评表 |\n|||\n项目名称 |\n培训 |\n||\n三、其他"
    found = sections(text)
    assert tree(found)[1] == (2, "table_title", "table_title", "项目支出绩效自评表")
    assert text[found[1].place.start : found[1].place.end] == "项目支出绩效自评表"
    assert text[: found[1].body_end].endswith("培训 |\n||")


# --- what titles mean -------------------------------------------------------------------------------


def test_scope_comes_from_the_nearest_heading_that_has_one() -> None:
    text = (
        "一、收入支出决算总体情况说明\n(一)收入决算说明\n1.财政拨款收入9万元。\n"
        "二、一般公共预算财政拨款支出决算情况说明\n(一)财政拨款支出总体情况\n"
        "三、政府性基金预算财政拨款支出情况\n四、国有资本经营预算情况\n五、财政拨款收支情况\n六、政府采购情况"
    )
    assert [s.scope for s in sections(text)] == [
        "all_funds",
        "all_funds",
        "all_funds",
        "gpb",
        "gpb",
        "gov_fund",
        "state_capital",
        "fiscal",
        None,
    ]


@pytest.mark.parametrize(
    ("title", "canonical"),
    [
        ("收入支出决算总体情况说明", "income_expenditure_summary"),
        ("收入预算情况说明", "income"),
        ("支出决算说明", "expenditure"),
        ("财政拨款收支预算总体情况说明", "fiscal_summary"),
        ("一般公共预算财政拨款支出决算情况说明", "gpb_expenditure"),
        ("一般公共预算财政拨款基本支出决算情况说明", "gpb_basic"),
        ("“三公”经费财政拨款决算情况", "three_public"),
        ("机关运行经费支出情况", "agency_operating"),
        ("政府采购支出情况", "procurement"),
        ("政府购买服务支出说明", "service_purchase"),
        ("国有资产占用情况", "state_assets"),
        ("预算绩效管理工作开展情况", "performance"),
        ("专业名词解释", "glossary"),
        ("人员构成情况", "staffing"),
        ("内设机构设置情况", "organisation"),
        ("有关建议", None),
    ],
)
def test_titles_of_all_regions_have_canonical_names(title: str, canonical: str | None) -> None:
    assert sections("一、" + title)[0].canonical_section == canonical


# --- places -----------------------------------------------------------------------------------------


def test_bodies_hold_their_subsections_and_end_with_the_next_heading_outside() -> None:
    text = "一、收入\n共10万元。\n(一)明细\n无。\n二、支出\n无。"
    found = sections(text)
    assert [text[s.body_start : s.body_end].strip() for s in found] == [
        "共10万元。\n(一)明细\n无。",
        "无。",
        "无。",
    ]
    assert [s.parent for s in found] == [None, 0, None]
    assert [s.ordinal for s in found] == [1, 2, 3]


def test_a_heading_starts_at_its_mark() -> None:
    text = "　　一、收入　\n无。"
    (found,) = sections(text)
    assert text[found.place.start : found.place.end] == "一、收入"


def test_nothing_in_gives_nothing() -> None:
    assert sections("本年度无。") == []


# --- pages ------------------------------------------------------------------------------------------


def pages(*lines: tuple[int, str, float, bool]) -> Document:
    """A document with layout: (page, text, size, centred) of each paragraph; `#` stands for a table."""
    text = ""
    blocks: list[Block] = []
    where: list[int] = []
    for page, line, size, centred in lines:
        start = len(text)
        text += line + "\n"
        where += [page] * len(line) + [0]
        end = start + len(line)
        if line == "#":
            cells = (GridCell(0, 0, "项目", start, end), GridCell(0, 1, "金额", start, end))
            blocks.append(Grid(start, end, 1, 2, cells, page=page))
        else:
            blocks.append(Paragraph(start, end, size=size, centred=centred, lines=((start, end),)))
    boxes = np.tile(np.array([60, 100, 70, 110], dtype=np.float32), (len(text), 1))
    numbers = sorted({page for page, *_ in lines})
    return Document(
        text,
        tuple(blocks),
        "application/pdf",
        pages=tuple(Page(n, 595, 842) for n in numbers),
        char_page=np.array(where, dtype=np.int16),
        char_box=boxes,
    )


PROSE = (3, "按照综合预算的原则，本部门所有收入和支出均纳入部门预算管理，共计一千二百万元。", 12.0, False)


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


def test_the_number_of_a_table_beside_its_title_is_no_title() -> None:
    doc = pages((2, "收入支出决算总表", 14, False), (2, "公开01表", 10, False), (2, "#", 10, False))
    assert [s.title for s in outline(doc)] == ["收入支出决算总表"]


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


def test_running_heads_are_not_read() -> None:
    text = "一、页眉\n二、收入"
    blocks = (Paragraph(0, 4, role="furniture"), Paragraph(5, 9))
    assert [s.title for s in outline(Document(text, blocks, "application/pdf"))] == ["收入"]


def test_a_numbered_line_far_right_on_a_page_with_a_table_is_a_piece_of_a_cell() -> None:
    doc = pages((2, "#", 10, False), (2, "1.完成系统建设", 10, False), PROSE)
    assert doc.char_box is not None
    assert [s.title for s in outline(doc)] == ["完成系统建设"]
    doc.char_box[:, [0, 2]] += 300
    assert outline(doc) == []


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


def test_the_title_and_number_of_a_table_may_stand_inside_it() -> None:
    text = "\n预算01表 收支总表\n项目\n金额\n"
    cells = (
        GridCell(0, 0, "", 0, 0),
        GridCell(0, 1, "", 0, 0),
        GridCell(1, 0, "预算01表 收支总表", 1, 11, col_span=2),
        GridCell(2, 0, "项目", 12, 14),
        GridCell(2, 1, "金额", 15, 17),
    )
    (found,) = outline(Document(text, (Grid(0, 17, 3, 2, cells),), "application/pdf"))
    assert (found.kind, found.number_raw, found.title) == ("table_title", "预算01表", "收支总表")
    assert (found.place.start, found.body_end) == (1, 17)


def test_a_subject_in_quotation_marks_is_named_without_them() -> None:
    found = sections("1. “教育支出”科目100万元，主要用于学校运转。\n2.“三公”经费决算5万元。")
    assert [s.title for s in found] == ["教育支出", "“三公”经费"]


LINES = [
    "目 录",
    "第一部分 概况",
    "第二部分",
    "一、收入情况说明",
    "二、名词解释",
    "（一）主要职责",
    "（二）机构设置。内设科室5个。",
    "1.财政拨款收入10万元。",
    "2、“教育支出”(类)决算9万元。",
    "“普通教育”(款)决算8万元。",
    "(1)工资福利支出3万元",
    "⑴总体目标",
    "基本支出：指为保障运转发生的支出。",
    "图1:收入决算",
    "表1 收支总表",
    "附件1",
    "项目支出绩效自评表 |",
    "||||",
    "得分 |",
    "本年度无。",
    "",
]


@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_any_order_of_lines_gives_a_tree(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not text.strip():
        return
    found = sections(text)
    starts = [s.place.start or 0 for s in found]
    assert starts == sorted(starts)
    for index, section in enumerate(found):
        assert section.ordinal == index + 1
        assert section.place.end == section.body_start <= section.body_end <= len(text)
        if section.parent is None:
            assert section.level <= 1
            continue
        above = found[section.parent]
        assert section.parent < index
        assert section.level - above.level in (1, 2)
        assert above.body_start <= (section.place.start or 0)
        assert section.body_end <= above.body_end
