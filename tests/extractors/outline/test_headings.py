"""How titles look."""

from __future__ import annotations

import pytest

from extractors.outline.headings import has_han, is_title_like, item_title, unquote
from patterns import compiled
from patterns.shapes.headings import Headings


@pytest.mark.parametrize(
    ("line", "title_like"),
    [
        ("2024年度部门决算情况说明", True),
        ("概况", True),
        ("概", False),
        ("概" * 40, True),
        ("概" * 41, False),
        ("2024", False),
        ("收支总表，见附件，", False),
        ("报表详见附件。", False),
        ("单位：万元", False),
        ("教育支出 18.10", False),
    ],
)
def test_titles_are_short_with_han_characters_and_no_sentence(line: str, title_like: bool) -> None:
    assert is_title_like(line) is title_like


def test_the_longest_title_can_be_given() -> None:
    assert is_title_like("表" * 80, 80)
    assert not is_title_like("表" * 81, 80)
    assert is_title_like("概 " * 40)


def test_han_characters_are_of_the_unified_block_and_its_first_extension() -> None:
    assert [has_han(c) for c in ("㐀", "鿿", "一", "12", "ＡＢ", "。", "、")] == [
        True,
        True,
        True,
        False,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("“教育支出”科目", "教育支出"),
        ("“教育支出”", "教育支出"),
        ("“三公”经费", "“三公”经费"),
        ("“一般公共服务支出", "一般公共服务支出"),
        ("教育支出", "教育支出"),
        ("", ""),
    ],
)
def test_subjects_lose_quotation_marks_that_hold_them_whole(printed: str, title: str) -> None:
    assert unquote(printed) == title


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("“商贸事务”(款)", "商贸事务"),
        ("教育支出（类）普通教育（款）。", "教育支出（类）普通教育（款）"),
        ("教育\n支出（类）普通教育（款）", "教育支出（类）普通教育（款）"),
    ],
)
def test_a_classified_item_is_its_name_or_the_whole_chain(printed: str, title: str) -> None:
    assert item_title(compiled(Headings)["classified"].match(printed)) == title
