"""What the recognition benchmark counts, and what it does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.recognition import LIST, Title, lonely_titles, names_statutory, read_list, tally
from pipeline.running.run import run

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("title", "counts"),
    [
        ("收入支出决算总表", True),
        ("五、一般公共预算“三公”经费支出表（万元）", True),
        ("某县某某局2031年前所未见支出表", True),
        ("国有资产占用情况表", True),
        ("项目支出绩效自评表", True),
        ("单位预算01表", False),
        ("公开07表", False),
        ("本表反映部门收支。", False),
        ("培训费明细表", False),
        ("综合评价得分情况表", False),
        ("单位人员情况表", False),
        ("资产负债表", False),
        ("附表", False),
    ],
)
def test_a_title_counts_by_what_it_says_and_not_by_what_is_recognised(title: str, counts: bool) -> None:
    assert names_statutory(title, read_list()) is counts


def test_the_list_of_other_tables_hides_no_table_of_the_catalogue() -> None:
    """A title that the catalogue has been taught must never be excused by the list."""
    from extractors.tables.catalogue import families

    titles = [title for family in families() for title in family.entry.titles]
    assert [title for title in titles if not names_statutory(title, read_list())] == []


def test_a_tables_title_is_recognised_or_missed() -> None:
    titles = [
        Title("a.pdf", 1, "收入决算表", "fa_income"),
        Title("a.pdf", 2, "某表", None),
        Title("a.pdf", 3, "培训费明细表", None),
    ]
    found = tally(titles, read_list())
    assert (found.hits, found.total, found.share) == (1, 2, 0.5)
    assert found.misses == (titles[1],)


def test_a_title_of_the_outline_is_missed_when_no_table_answers_it() -> None:
    tables = [
        ("a", "s1", (4,), "收入决算表"),
        ("a", None, (6, 7), "支出决算表"),
        ("b", None, (1,), "支出决算表"),
    ]
    sections = [
        ("a", "s1", 4, "收入决算总表"),  # a table stands in it
        ("a", "s2", 7, "支出决算表"),  # the title of the page before, printed again
        ("a", "s3", 5, "支出决算表（公开03表）"),  # the table begins on the next page
        ("a", "s4", 9, "支出决算表"),
        ("b", "s5", 2, "收入决算表"),
    ]
    missed = lonely_titles(sections, tables)
    assert [(m.doc, m.page, m.has_table) for m in missed] == [("a", 9, False), ("b", 2, False)]
    assert tally(missed, read_list()).hits == 0


def test_the_samples_are_counted_from_their_datasets(tmp_path: Path) -> None:
    run([str(ROOT / "samples")], tmp_path / "out")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.recognition", str(tmp_path / "out"), "--misses"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    first, second = done.stdout.splitlines()[0], done.stdout.splitlines()[3]
    assert first.endswith("= 1.0000")
    assert second.endswith("= 1.0000")
    assert "NOT HELD" not in done.stdout
    assert LIST.is_file()
