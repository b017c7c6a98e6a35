"""Numbering marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.outline.numbering import ordinal_of, parse_mark, rank_of
from patterns import compiled
from patterns.shapes.numbering import Numbering

CHINESE = [
    "",
    *"一二三四五六七八九十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
    "十九",
    "二十",
    "二十一",
]


@pytest.mark.parametrize(
    ("line", "system", "number", "ordinal", "title"),
    [
        ("第一部分 部门概况", "part", "第一部分", 1, "部门概况"),
        ("第三部分2023年度说明", "part", "第三部分", 3, "2023年度说明"),
        ("第二部分::决算表", "part", "第二部分", 2, "决算表"),
        ("一、收入", "cn_dun", "一", 1, "收入"),
        ("二十一、其他", "cn_dun", "二十一", 21, "其他"),
        ("(三)支出", "cn_paren", "三", 3, "支出"),
        ("（十二）其他", "cn_paren", "十二", 12, "其他"),
        ("1.财政拨款收入", "arabic_dot", "1", 1, "财政拨款收入"),
        ("2．公务接待费", "arabic_dot", "2", 2, "公务接待费"),
        ("１．收入", "arabic_dot", "１", 1, "收入"),
        ("1.2024年度收入", "arabic_dot", "1", 1, "2024年度收入"),
        ("3、住房保障支出", "arabic_dun", "3", 3, "住房保障支出"),
        ("(4)其他资本性支出", "arabic_paren", "4", 4, "其他资本性支出"),
        ("5）培训费", "arabic_half_paren", "5", 5, "培训费"),
        ("⑷资金投入", "circled_paren", "⑷", 4, "资金投入"),
        ("③目标", "circled", "③", 3, "目标"),
        ("第二条 职责", "article", "第二条", 2, "职责"),
        ("图1:收入决算", "figure", "图1", 1, "收入决算"),
        ("附件2：评价报告", "attachment", "附件2", 2, "评价报告"),
        ("表3 支出决算表", "table_number", "表3", 3, "支出决算表"),
    ],
)
def test_every_system_is_read(line: str, system: str, number: str, ordinal: int, title: str) -> None:
    mark = parse_mark(line)
    assert mark is not None
    assert (mark.system, mark.number_raw, mark.ordinal, line[mark.end :]) == (system, number, ordinal, title)


@pytest.mark.parametrize(
    "line",
    [
        "1.5万元以上的设备",
        "12.31",
        "2023年度部门决算",
        "12月31日",
        "100.00%",
        "301、302两类",
        "一是组织培训",
        "一般公共服务支出",
        "第三方机构",
        "图书购置费",
        "(款)",
        "(2023年度)",
        "附属单位上缴收入",
        "",
    ],
)
def test_numbers_dates_and_words_are_no_marks(line: str) -> None:
    assert parse_mark(line) is None


def test_a_mark_is_read_at_the_given_place_only() -> None:
    text = "说明:一、收入"
    assert parse_mark(text) is None
    mark = parse_mark(text, 3)
    assert mark is not None
    assert (mark.start, mark.end) == (3, 5)


def test_a_mark_ends_at_the_end_of_its_line() -> None:
    mark = parse_mark("第一部分\n部门概况", 0, 4)
    assert mark is not None
    assert mark.end == 4


def test_ranks_go_from_the_outside_in() -> None:
    systems = ["part", "cn_dun", "cn_paren", "arabic_dot", "arabic_paren", "circled"]
    assert [rank_of(s) for s in systems] == [1, 2, 3, 4, 5, 6]


@given(
    st.integers(1, 21), st.sampled_from([("{}、", "cn_dun"), ("（{}）", "cn_paren"), ("第{}部分 ", "part")])
)
def test_chinese_numbers_keep_their_value(value: int, style: tuple[str, str]) -> None:
    form, system = style
    mark = parse_mark(form.format(CHINESE[value]) + "收入")
    assert mark is not None
    assert (mark.system, mark.ordinal, mark.end) == (system, value, len(form.format(CHINESE[value])))


@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(["万元", "%", "亿元", ""]))
def test_decimals_are_never_marks(whole: int, part: int, unit: str) -> None:
    assert parse_mark(f"{whole}.{part}{unit}") is None


@given(st.text(max_size=30))
def test_any_text_gives_a_mark_within_it_or_none(text: str) -> None:
    mark = parse_mark(text)
    assert mark is None or (0 < mark.end <= len(text) and mark.number_raw in text)


def test_values_of_printed_numbers() -> None:
    assert [ordinal_of(n) for n in ("十", "二十", "一百零五", "⒛", "⑳", "附表")] == [
        10,
        20,
        105,
        20,
        20,
        None,
    ]


def test_headings_without_a_number_rank_inside_of_all_systems() -> None:
    assert rank_of("none") == 9
    assert max(rank_of(system.id) for system in compiled(Numbering).values()) < 9


def test_hundreds_and_zeros_have_their_values() -> None:
    assert [ordinal_of(n) for n in ("〇", "百", "一百一十", "二百零三", "廿")] == [0, 100, 110, 203, 20]


def test_the_systems_that_share_a_character_are_tried_in_their_order() -> None:
    marks = [
        parse_mark(line) for line in ("(一)收入", "(1)收入", "(图1：收入)", "1)收入", "1.收入", "1、收入")
    ]
    assert [mark.system if mark else None for mark in marks] == [
        "cn_paren",
        "arabic_paren",
        "figure",
        "arabic_half_paren",
        "arabic_dot",
        "arabic_dun",
    ]
