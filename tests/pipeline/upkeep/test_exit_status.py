"""One table says what every exit status means, and it is the one that commands use."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.upkeep.exit_status import ExitStatus, gravest

ROOT = Path(__file__).parents[3]


def test_the_documented_table_has_every_status_once() -> None:
    text = (ROOT / "docs" / "nightly.md").read_text(encoding="utf-8")
    table = text.partition("## Exit status")[2].partition("## cron")[0]
    assert [int(n) for n in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == sorted(ExitStatus)
    order = re.search(r"the gravest counts: ([\d, ]+)", table)
    assert order is not None
    assert [int(n) for n in order[1].split(", ")] == [5, 4, 3, 1]


@pytest.mark.parametrize("order", list(permutations((1, 3, 4, 5))))
def test_of_several_the_gravest_counts(order: tuple[int, ...]) -> None:
    statuses = [ExitStatus(n) for n in order]
    assert gravest(*statuses) is ExitStatus.UNWRITABLE
    assert gravest(*(s for s in statuses if s != 5)) is ExitStatus.BROKEN
    assert gravest(*(s for s in statuses if s < 4)) is ExitStatus.UNREACHABLE


def test_nothing_wrong_is_clean() -> None:
    assert gravest() is gravest(ExitStatus.CLEAN) is ExitStatus.CLEAN
