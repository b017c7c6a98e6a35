"""Where lines of Chinese and English text are broken."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.language.lines import breaks, wide, wrapped


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("金额单位：元，公开。", 8, ["金额单", "位：元，", "公开。"]),
        ("见（甲）乙", 6, ["见", "（甲）", "乙"]),
        ("用 --workers 指定", 10, ["用", "--workers", "指定"]),
        ("facts 中整个单位", 10, ["facts 中整", "个单位"]),
        ("one two three", 7, ["one two", "three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("二二二二", 5, ["二二", "二二"]),
        ("", 5, []),
        ("   ", 5, []),
    ],
)
def test_a_line_ends_between_words_or_chinese_characters(text: str, columns: int, lines: list[str]) -> None:
    assert wrapped(text, columns) == lines


def test_nothing_is_lost_and_no_line_begins_with_a_closing_mark() -> None:
    text = "一，二。三；四：五、（六）七 words and 八" * 9
    lines = wrapped(text, 20)
    assert "".join("".join(line.split()) for line in lines) == "".join(text.split())
    assert max(wide(line) for line in lines) <= 20
    assert all(unicodedata.category(line[0]) != "Po" for line in lines)


def test_breaks_are_where_the_lines_begin() -> None:
    assert breaks("one two three", 7) == [8]
    assert [text for text in ("中文", "ab", "“中”") if wide(text) != len(text)] == ["中文", "“中”"]
