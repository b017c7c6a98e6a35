"""The invented disclosures themselves: marks that mean something, tables that are tables."""

from __future__ import annotations

import pytest

from benchmarks.wordings.__main__ import all_stories
from benchmarks.wordings.faults import faults
from benchmarks.wordings.story import CellFact, Grid, Para, Story, marks
from patterns import load
from patterns.shapes.measures import Measures

STORIES = all_stories()


@pytest.fixture(scope="module")
def measures() -> frozenset[str]:
    return frozenset(m.id for m in load(Measures).measure)


@pytest.mark.parametrize(("style", "story"), STORIES, ids=[f"{s}-{d.name}" for s, d in STORIES])
def test_a_story_has_no_faults_of_its_own(style: str, story: Story, measures: frozenset[str]) -> None:
    assert style
    assert list(faults(story, measures)) == []


@pytest.mark.parametrize(("style", "story"), STORIES, ids=[f"{s}-{d.name}" for s, d in STORIES])
def test_a_story_is_rich_enough_to_say_something(style: str, story: Story) -> None:
    found = [m for b in story.blocks if isinstance(b, Para) for _, m in marks(b.text) if m.scored]
    assert len(found) >= 40, style


def test_stories_are_the_same_each_time() -> None:
    assert all_stories() == STORIES


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        (Para("支出[[1.00|expenditure.all|final]]万元"), "no measure: expenditure.all"),
        (Para("支出[[1.00|expenditure.total|actual]]万元"), "no role: actual"),
        (Para("支出[[1.00|expenditure.total]]万元"), "no role: expenditure.total"),
        (Para("支出[[1..0|expenditure.total|final]]万元"), "no number: 1..0"),
        (Para("增加[[1.00|expenditure.total|change_yoy]]万元"), "no direction"),
        (Para("支出1.00万元"), "not marked: 1.00万元"),
        (Para("支出[[1.00|expenditure.total|final]万元"), "a mark does not parse"),
        (Grid("表", "万元", (("项目", "金额"),), (("合计",),)), "rows of [1, 2] cells"),
        (
            Grid(
                "表", None, (("项目", "金额"),), (("合计", ""),), (CellFact(0, 1, "income.total", "final"),)
            ),
            "nothing in cell 0, 1",
        ),
        (
            Grid(
                "表", None, (("编码", "项目", "金额"),), (("205", "教育", "3.00"), ("20502", "普教", "2.00"))
            ),
            "205 is 3.00 and its parts are 2.00",
        ),
    ],
)
def test_faults_are_found(block: Para | Grid, fault: str, measures: frozenset[str]) -> None:
    story = Story("a", "福建", 2024, "final_account", "某局", (block,))
    found = list(faults(story, measures))
    assert len(found) >= 1
    assert found[0].startswith(fault)


def test_thresholds_need_no_mark(measures: frozenset[str]) -> None:
    story = Story("a", "福建", 2024, "budget", "某局", (Para("单价100万元（含）以上设备无。"),))
    assert list(faults(story, measures)) == []
