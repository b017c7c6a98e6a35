"""The form in which sentences are matched."""

from __future__ import annotations

import pytest

from extractors.narrative.squeezed import anchored, clause_start, squeeze


@pytest.mark.parametrize(
    ("printed", "squeezed"),
    [
        ("收、 支\n总计", "收、支总计"),
        ("“三公”　经费（境）：", "三公经费(境):"),
        ("增长１２．５％，", "增长12.5%,"),
        ("3﹪；", "3%;"),
        ("\ufeff\u00a0支出", "支出"),
    ],
)
def test_white_space_and_quotation_marks_go_and_marks_are_half_width(printed: str, squeezed: str) -> None:
    assert squeeze(printed) == squeezed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("基本支出", True),
        ("2023年基本支出决算数为", True),  # filling words
        ("基本支出主要用于", False),
        ("基本支出,", False),
    ],
)
def test_an_anchored_pattern_ends_at_the_end_but_for_filling_words(text: str, found: bool) -> None:
    assert (anchored("basic", "基本支出").search(text) is not None) == found


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("支出合计", "支出合计"),
        ("收入,支出", "支出"),
        ("收入,支出:决算", "决算"),
        ("收入。", ""),
        ("收入;支出", "支出"),
    ],
)
def test_the_last_clause_begins_behind_the_last_mark(words: str, last: str) -> None:
    assert words[clause_start(words) :] == last
