"""The width of tables without row ends."""

from __future__ import annotations

import pytest

from extractors.text.simple_width import MAX_SIMPLE_WIDTH, simple_width


@pytest.mark.parametrize(
    ("cells", "width"),
    [
        (["一级指标", "二级 指标", "具体指标", "甲", "乙", "丙"], 3),
        (["一级指标", "二级指标", "甲", "乙", "丙"], 1),  # the cells make no whole rows
        (["指标值", "甲", "3", "乙"], 1),  # one head is no header
        (["指标值", "分值"], 1),  # nothing stands below
        (["科室", "人数", "甲", "3", "乙", "4"], 2),
        (["科室", "人数", "甲", "—", "乙", "-4"], 2),
        (["科室", "人数", "甲", "3", "乙", "四"], 1),  # a column is numbers, or it is none
        (["科室", "3", "甲", "4"], 1),  # a header has no numbers
        (["科室", "", "甲", "4"], 1),
        (["科室", "人数", "", "4"], 1),  # nor blanks the first column
        (["科室", "人数", "5", "4"], 1),
        (["科室", "人数", "甲", "4", "乙", ""], 2),
        (["甲", "乙", "丙", "丁"], 1),
        (["甲"], 1),
        ([], 1),
    ],
)
def test_header_words_or_the_only_width_with_columns(cells: list[str], width: int) -> None:
    assert simple_width(cells) == width


def test_of_two_widths_that_fit_none_is_taken() -> None:
    """Two columns of 甲 3, and four columns with two numbers: both look like tables."""
    cells = ["科室", "人数", "处室", "编制", "甲", "3", "乙", "4"]
    assert simple_width(cells) == 4
    assert simple_width(["科室", "人数", "甲", "3", "乙", "4", "丙", "5"]) == 2


@pytest.mark.parametrize(
    ("width", "found"), [(MAX_SIMPLE_WIDTH, MAX_SIMPLE_WIDTH), (MAX_SIMPLE_WIDTH + 1, 1)]
)
def test_a_guess_is_bounded(width: int, found: int) -> None:
    assert simple_width([*["字"] * width, "甲", *["3"] * (width - 1)]) == found
