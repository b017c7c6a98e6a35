"""No task takes the pool down: it is killed at its limits and the others go on."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline import workers
from pipeline.settings import Limits
from pipeline.workers import Failure, WorkerStartError, run_tasks

DOUBLE = "tests.pipeline.fakes:double"


def results(tasks: list[Any], workers: int = 1, **limits: Any) -> dict[Any, Any]:
    return {d.task: d.result for d in run_tasks(DOUBLE, tasks, workers=workers, limits=Limits(**limits))}


def test_every_task_has_its_result() -> None:
    assert results([1, 2, 3, 4, 5], workers=2) == {1: 2, 2: 4, 3: 6, 4: 8, 5: 10}


def test_no_task_starts_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def starts(*_: Any, **__: Any) -> None:
        raise AssertionError("a worker was started")

    monkeypatch.setattr(workers, "_Worker", starts)
    assert results([]) == {}


def test_a_crash_and_an_unexpected_error_cost_their_task_only() -> None:
    found = results([1, "abort", 2, "nonsense", 3])
    assert (found[1], found[2], found[3]) == (2, 4, 6)
    assert (found["abort"].kind, found["nonsense"].kind) == ("crashed", "crashed")
    assert "SIGABRT" in found["abort"].message


def test_a_task_that_hangs_is_killed_in_time() -> None:
    found = results(["sleep", 1], seconds=0.5)  # the task would sleep for ten minutes
    assert isinstance(found["sleep"], Failure)
    assert found["sleep"].kind == "timeout"
    assert found["sleep"].seconds >= 0.5
    assert found[1] == 2


def test_a_task_that_eats_memory_is_stopped() -> None:
    found = results(["grow", 1], memory_mb=300)
    assert found["grow"].kind == "memory"
    assert found["grow"].peak_mb < 1500
    assert found[1] == 2


def test_workers_are_replaced_after_their_share() -> None:
    done = run_tasks(
        "tests.pipeline.fakes:process", range(6), workers=1, limits=Limits(documents_per_worker=2)
    )
    ids = [d.result for d in done]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_workers_that_cannot_start_are_the_installations_fault() -> None:
    with pytest.raises(WorkerStartError, match="before they take a document"):
        list(run_tasks("no.such.module:f", [1], workers=1, limits=Limits()))
