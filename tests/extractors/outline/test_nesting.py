"""Which heading stands in which."""

from __future__ import annotations

from extractors.outline.nesting import Nesting, goes_on, levels
from extractors.outline.numbering import Mark
from tests.extractors.outline.outlined import body, heading


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


def parents(*headings: tuple[str, int | None] | tuple[str, int | None, str]) -> list[int | None]:
    """The parents of headings that are given by system, ordinal and kind."""
    nesting = Nesting()
    for system, ordinal, *kind in headings:
        nesting.add(heading("题", system, ordinal, *kind))
    return nesting.parents


def test_a_number_that_goes_on_closes_what_is_inside() -> None:
    assert parents(("cn_dun", 1), ("cn_paren", 1), ("arabic_dot", 1), ("cn_paren", 2), ("cn_dun", 2)) == [
        None,
        0,
        1,
        0,
        None,
    ]


def test_a_gap_of_one_goes_on_a_wider_one_restarts_inside() -> None:
    inner = (("cn_dun", 1), ("cn_paren", 1), ("cn_dun", 1), ("cn_dun", 2))
    assert parents(*inner, ("cn_dun", 4))[-1] is None
    assert [goes_on(heading("题", "cn_dun", 1), heading("题", "cn_dun", n)) for n in (1, 2, 3, 4)] == [
        False,
        True,
        True,
        False,
    ]


def test_only_numbers_of_one_system_go_on() -> None:
    mark = Mark("cn_paren", "二", 2, 0, 3)
    assert goes_on(heading("题", "cn_paren", 1), mark)
    assert not goes_on(heading("题", "cn_dun", 1), mark)
    assert not goes_on(heading("题", "cn_paren"), mark)
    assert not goes_on(heading("题", "attachment", 1), Mark("attachment", "附件", None, 0, 2))


def test_dots_and_commas_behind_arabic_numbers_are_one_numbering() -> None:
    assert parents(("cn_dun", 1), ("arabic_dot", 1), ("arabic_dun", 2)) == [None, 0, 0]
    assert parents(("cn_dun", 1), ("arabic_dot", 1), ("arabic_dun", 1)) == [None, 0, 1]


def test_nothing_stands_in_captions_terms_titles_of_tables_and_labels() -> None:
    for kind in ("caption", "glossary_term", "table_title"):
        assert parents(("cn_dun", 1), ("figure", 1, kind), ("arabic_dot", 1)) == [None, 0, 0]
    assert parents(("cn_dun", 1), ("label", None, "run_on_heading"), ("arabic_dot", 1)) == [None, 0, 0]


def test_a_caption_closes_items_of_data_but_no_headings() -> None:
    assert parents(("cn_dun", 1), ("arabic_dot", 1, "data_item"), ("figure", 1, "caption")) == [None, 0, 0]
    assert parents(("cn_dun", 1), ("arabic_dot", 1), ("figure", 1, "caption")) == [None, 0, 1]


def test_an_outer_mark_closes_items_although_it_begins_anew() -> None:
    assert parents(("arabic_dot", 1, "data_item"), ("cn_paren", 1)) == [None, None]
    assert parents(("arabic_dot", 1), ("cn_paren", 1)) == [None, 0]
    assert parents(("arabic_dot", 1), ("cn_paren", 2)) == [None, None]


def test_a_heading_without_a_number_closes_all_but_the_title_of_contents() -> None:
    assert parents(("cn_dun", 1), ("cn_paren", 1), ("none", None)) == [None, 0, None]
    assert parents(("none", None, "toc_title"), ("cn_dun", 1), ("part", 2)) == [None, 0, 0]


def test_only_a_numbered_heading_straight_before_the_first_part_holds_the_parts() -> None:
    assert parents(("cn_dun", 1), ("part", 1), ("part", 2)) == [None, 0, 0]
    assert parents(("cn_dun", 1), ("part", 2)) == [None, None]
    assert parents(("none", None), ("part", 1)) == [None, None]
    assert parents(("cn_dun", 1), ("cn_paren", 1), ("part", 1)) == [None, 0, None]


def test_a_glossary_is_open_until_its_numbering_goes_on() -> None:
    nesting = Nesting()
    nesting.add(heading("概况", "cn_dun", 4))
    assert not nesting.in_glossary(None)
    nesting.add(heading("名词解释", "cn_dun", 5))
    assert nesting.in_glossary(None)
    assert nesting.in_glossary(Mark("arabic_dot", "1", 1, 0, 2))
    assert nesting.in_glossary(Mark("cn_dun", "一", 1, 0, 2))
    assert not nesting.in_glossary(Mark("cn_dun", "六", 6, 0, 2))
    assert not nesting.in_glossary(Mark("part", "第二部分", 2, 0, 4))


def test_duties_are_the_innermost_section_only() -> None:
    nesting = Nesting()
    assert not nesting.in_duties()
    nesting.add(heading("主要职责", "cn_dun", 1))
    assert nesting.in_duties()
    nesting.add(heading("机构设置", "cn_paren", 1))
    assert not nesting.in_duties()


def test_a_mark_begins_a_numbering_or_goes_on_with_an_open_one() -> None:
    nesting = Nesting()
    nesting.add(heading("概况", "cn_dun", 1))
    assert nesting.continues(Mark("cn_dun", "二", 2, 0, 2))
    assert nesting.continues(Mark("arabic_dot", "1", 1, 0, 2))
    assert not nesting.continues(Mark("cn_dun", "五", 5, 0, 2))
    assert not nesting.continues(Mark("arabic_dot", "2", 2, 0, 2))


def test_levels_follow_parents_and_the_title_of_contents_is_outside() -> None:
    headings = [heading("目录", kind="toc_title"), heading("概况", "part", 1), heading("职责", "cn_dun", 1)]
    assert levels(headings, [None, 0, 1]) == [0, 1, 2]
    assert levels([], []) == []


def test_the_level_of_brackets_stays_free_only_where_a_document_has_them_below_numbers() -> None:
    first, second = heading("收入", "cn_dun", 1), heading("支出", "cn_dun", 2)
    bracket, dot = heading("总体", "cn_paren", 1), heading("概述", "arabic_dot", 1)
    assert levels([first, bracket, second, dot], [None, 0, None, 2]) == [1, 2, 1, 3]
    assert levels([first, second, dot], [None, None, 1]) == [1, 1, 2]
    caption = heading("图", "figure", 1, "caption")
    assert levels([first, bracket, second, caption], [None, 0, None, 2]) == [1, 2, 1, 2]


def test_attachments_and_captions_may_come_first() -> None:
    assert parents(("attachment", 1)) == [None]
    assert parents(("figure", 1, "caption")) == [None]


def test_marks_of_one_rank_and_another_system_stand_inside() -> None:
    assert parents(("cn_dun", 1), ("arabic_paren", 1), ("arabic_half_paren", 2)) == [None, 0, 1]


def test_every_mark_inside_of_brackets_leaves_their_level_free() -> None:
    first, bracket = heading("收入", "cn_dun", 1), heading("总体", "cn_paren", 1)
    second, circled = heading("支出", "cn_dun", 2), heading("目标", "circled", 1)
    assert levels([first, bracket, second, circled], [None, 0, None, 2]) == [1, 2, 1, 3]
