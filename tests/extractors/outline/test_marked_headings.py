"""Numbered paragraphs: heading or not."""

from __future__ import annotations

import pytest

from extractors.outline.headings import Heading
from extractors.outline.marked_headings import read_marked
from extractors.outline.numbering import parse_mark
from tests.extractors.outline.outlined import body, sections


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


def test_a_caption_belongs_to_the_section_and_not_to_the_item_before_it() -> None:
    found = sections("(一)收入\n1.其他收入0万元。\n图1:收入决算\n（图2：收入结构）（饼图）\n(二)支出")
    assert [(s.kind, s.title, s.number_raw, s.level, s.parent) for s in found[2:4]] == [
        ("caption", "收入决算", "图1", 2, 0),
        ("caption", "收入结构", "图2", 2, 0),
    ]
    assert found[2].body_start == found[2].body_end


def test_a_subject_in_quotation_marks_is_named_without_them() -> None:
    found = sections("1. “教育支出”科目100万元，主要用于学校运转。\n2.“三公”经费决算5万元。")
    assert [s.title for s in found] == ["教育支出", "“三公”经费"]


def read(line: str, *, glossary: bool = False, duties: bool = False) -> Heading | None:
    mark = parse_mark(line)
    assert mark is not None
    return read_marked(line, mark, len(line), glossary=glossary, duties=duties)


def kind_of(line: str, *, glossary: bool = False, duties: bool = False) -> str | None:
    found = read(line, glossary=glossary, duties=duties)
    return None if found is None else found.kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("一、" + "职" * 40, "heading"),
        ("一、" + "职" * 41, None),
        ("一、" + "职" * 32 + "。", "heading"),
        ("一、" + "职" * 33 + "。", None),
        ("一、收入，" + "职" * 22, "heading"),
        ("一、收入，" + "职" * 23, None),
        ("一、收入，支出。", None),
        ("一、收入、", None),
        ("一、收入：", "heading"),
        ("一、收入说明：甲", "run_on_heading"),
        ("一、收入！支出", None),
        ("一、ABC", None),
        ("一、教育支出", None),
        ("（一）教育支出", "heading"),
        ("一、共10万元", None),
        ("一、财政拨款收入 31,670.73", None),
        ("一、收入 支出。", None),
    ],
)
def test_a_whole_line_is_a_heading_within_its_lengths_and_marks(line: str, kind: str | None) -> None:
    assert kind_of(line) == kind


def test_the_printed_heading_ends_with_its_mark_of_punctuation() -> None:
    found = read("一、收入说明：  ")
    assert found is not None
    assert (found.title, found.start, found.end) == ("收入说明", 0, 7)


def test_a_number_alone_waits_for_its_title_only_outside() -> None:
    alone = read("第三部分 ")
    assert alone is not None
    assert (alone.title, alone.kind) == ("", "heading")
    assert read("附件1") is not None
    assert read("三、") is None


@pytest.mark.parametrize(
    ("line", "kind", "title", "number"),
    [
        ("图1:收入决算", "caption", "收入决算", "图1"),
        ("（图2：收入结构）（饼图）", "caption", "收入结构", "图2"),
        ("图1：收入（分款）", "caption", "收入（分款）", "图1"),
        ("表3 支出决算表", "table_title", "支出决算表", "表3"),
        ("表3", "table_title", "", "表3"),
    ],
)
def test_captions_and_titles_of_tables(line: str, kind: str, title: str, number: str) -> None:
    found = read(line)
    assert found is not None
    assert (found.kind, found.title, found.number_raw, found.end) == (kind, title, number, len(line))
    assert found.limit == (len(line) if kind == "caption" else None)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("图1 " + "收" * 60, "caption"),
        ("图1 " + "收" * 61, None),
        ("图1 收入如下。", None),
        ("图1：", None),
    ],
)
def test_a_caption_is_short_and_no_sentence(line: str, kind: str | None) -> None:
    assert kind_of(line) == kind


def test_terms_are_read_in_a_glossary_and_where_they_are_defined() -> None:
    assert kind_of("1.基本支出：指为保障运转发生的支出。") == "glossary_term"
    assert kind_of("1.年末结转：单位结转到下年的资金。", glossary=True) == "glossary_term"
    assert kind_of("1.年末结转：单位结转到下年的资金。") == "run_on_heading"
    group = read("十二、卫生健康支出（类）行政事业单位医疗（款)", glossary=True)
    assert group is not None
    assert (group.kind, group.title) == ("glossary_term", "卫生健康支出（类）行政事业单位医疗（款)")


def test_items_of_a_list_of_duties_are_no_headings() -> None:
    assert kind_of("1.道路养护。", duties=True) is None
    assert kind_of("1.道路养护。") == "heading"
    assert kind_of("1.资产管理。统筹全区资产。", duties=True) is None
    assert kind_of("1.资产管理。统筹全区资产。") == "run_on_heading"
    assert kind_of("（二）机构设置", duties=True) == "heading"


def test_a_run_on_heading_has_han_characters_and_introduces_no_reason() -> None:
    assert kind_of("1.主要原因：人员增加") is None
    assert kind_of("1.AB。增加") is None
    assert kind_of("1.负责管理。增加") is None


def test_terms_end_with_their_names() -> None:
    line = "1.基本支出：指为保障运转发生的支出。"
    term = read(line)
    assert term is not None
    assert (line[term.start : term.end], term.title) == ("1.基本支出", "基本支出")
    line = "二、卫生健康支出（类） "
    group = read(line, glossary=True)
    assert group is not None
    assert line[group.start : group.end] == "二、卫生健康支出（类）"


def test_a_paragraph_stands_in_no_glossary_and_among_no_duties_unless_it_is_said() -> None:
    line = "1.年末结转：单位结转到下年的资金。"
    mark = parse_mark(line)
    assert mark is not None
    assert read_marked(line, mark, len(line)) == read(line)
