"""Which styles are run, and what is printed of them."""

from __future__ import annotations

from pathlib import Path

from benchmarks.wordings.__main__ import HEAD, all_stories, line
from benchmarks.wordings.score import Outcome, Result

STYLE = """
from benchmarks.wordings.story import Para, Story
def stories(rng):
    return [Story("a", "福建", 2024, "budget", "某局", (Para(f"支出[[{rng.randint(1, 10**9)}|?]]元"),))]
"""


def test_styles_of_a_folder_are_added(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.py").write_text(STYLE, encoding="utf-8")
    (tmp_path / "_helper.py").write_text("raise RuntimeError", encoding="utf-8")
    found = all_stories(["elsewhere"], tmp_path)
    assert [(style, story.name) for style, story in found] == [("elsewhere", "a")]
    assert all_stories(["elsewhere"], tmp_path) == found
    assert len(all_stories(["*"], tmp_path)) == len(all_stories()) + 1


def test_a_line_counts_every_outcome_once() -> None:
    result = Result("a", "b", findings=[("error", "I01", "…"), ("warning", "P02", "…")], seconds=1.0)
    for status in ("right", "right", "missing", "wrong", "spurious", "quiet", "unmarked"):
        result.outcomes.append(Outcome(status, "prose", "", ""))
    result.outcomes.append(Outcome("right", "table", "", ""))
    assert len(line("b", [result])) == len(HEAD)
    assert line("b", [result]).split() == ["b", "4", "2", "1", "1", "1", "1", "1", "0", "0", "1", "1", "1.0"]
