"""Stories on paper."""

from __future__ import annotations

import pytest

from benchmarks.wordings.drawer import draw, plain, spans
from benchmarks.wordings.story import Grid, Heading, Para, Story
from extractors.read import read

HEADER = (("项目", "支出", "<"), ("^", "合计", "基本支出"))
BODY = tuple((f"项目{n}", f"{n}.00", f"{n}.00") for n in range(1, 81))
STORY = Story(
    "a", "福建", 2024, "final_account", "某县某局",
    (
        Heading("某县某局2024年度决算", 0),
        Para("支出[[1.00|expenditure.total|final]]万元。" * 40),
        Grid("支出决算表", "万元", HEADER, BODY),
    ),
)  # fmt: skip


def test_the_same_story_gives_the_same_bytes() -> None:
    assert draw(STORY) == draw(STORY)


def test_spans_cover_what_belongs_to_a_cell() -> None:
    assert spans(HEADER) == [(0, 0, 1, 0), (0, 1, 0, 2)]


def test_everything_is_on_paper() -> None:
    text = "".join(read(draw(STORY)).text.split())
    assert text.count("支出1.00万元。") == 40
    assert all(f"项目{n}" in text for n in range(1, 81))


def test_text_has_no_tables() -> None:
    assert (
        plain(Story("a", "福建", 2024, "budget", "某局", STORY.blocks[:1])).decode()
        == "某县某局2024年度决算\n"
    )
    with pytest.raises(ValueError, match="tables"):
        plain(STORY)
