"""The invented tables of other kinds are read right, and nothing is said against them that is not wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.kinds.__main__ import evaluate
from benchmarks.kinds.cases import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_kind(case: Case) -> None:
    assert evaluate(case).faults == []


def test_what_is_not_right_is_told() -> None:
    case = next(case for case in CASES if case.errors == ("S2",))
    sound = replace(case, errors=())
    assert [fault.split()[:3] for fault in evaluate(sound).faults] == [["said:", "error", "S2"]]
    wanted = replace(case, facts=(("income.total", "", "1.00"),), notes=("ROWS_WITHHELD",), inferred=1)
    assert len(evaluate(wanted).faults) == 3
