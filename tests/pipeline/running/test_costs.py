"""A task is over a limit only beyond it, and the message says by how much."""

from __future__ import annotations

import pytest

from pipeline.running.costs import Allowance, Excess, Spent, excess

ALLOWED = Allowance(seconds=60, cpu_seconds=20)


@pytest.mark.parametrize(
    ("spent", "expected"),
    [
        (Spent(0, 0, 0), None),
        (Spent(60, 20, 500), None),
        (Spent(60.1, 0, 0), Excess("timeout", "killed after 60 s, the limit is 60 s")),
        (
            Spent(1, 20.6, 0),
            Excess("timeout", "killed after 21 s of processor time, the limit is 20 s"),
        ),
        (Spent(1, 1, 500.6), Excess("memory", "killed at 501 MB, the limit is 500 MB")),
        (Spent(75, 25, 600), Excess("timeout", "killed after 75 s, the limit is 60 s")),
        (Spent(75, 0, 600), Excess("timeout", "killed after 75 s, the limit is 60 s")),
        (Spent(1, 25, 600), Excess("timeout", "killed after 25 s of processor time, the limit is 20 s")),
    ],
)
def test_what_is_over_a_limit(spent: Spent, expected: Excess | None) -> None:
    assert excess(spent, ALLOWED, memory_mb=500) == expected


def test_a_worker_that_starts_has_all_the_processor_time_there_is() -> None:
    assert excess(Spent(1, 1e9, 1), Allowance(120, float("inf")), 500) is None
