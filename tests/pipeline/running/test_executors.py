"""Who runs the tasks, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.running import executors
from pipeline.running.costs import Allowance
from pipeline.running.executors import ENGINES, LocalExecutor, executor
from pipeline.running.limits import Limits
from pipeline.running.tasks import Done


def test_this_machine_is_an_engine_by_its_number_of_workers() -> None:
    found = executor("local", 3)
    assert isinstance(found, LocalExecutor)
    assert (found.name, found.workers) == ("local", 3)
    assert LocalExecutor().workers == 1


def test_an_engine_that_there_is_not_is_named_beside_those_that_are() -> None:
    assert ENGINES == ("local", "ray")
    with pytest.raises(ValueError, match="there is no engine 'dask'; there are local, ray"):
        executor("dask", 1)


def test_a_cluster_is_asked_for_by_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Any, ...]] = []
    monkeypatch.setattr("pipeline.running.ray_executor.RayExecutor", lambda *words: asked.append(words))
    executor("ray", 4, "10.0.0.1:1")
    executor("ray", 0)
    assert asked == [(4, "10.0.0.1:1"), (0, None)]


def test_the_local_engine_hands_everything_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def run_tasks(function: str, tasks: list[int], **more: Any) -> list[Done]:
        asked.update(more, function=function)
        return [Done(task, -task) for task in tasks]

    monkeypatch.setattr(executors, "run_tasks", run_tasks)
    allowed: Callable[[Any], Allowance] = lambda _task: Allowance(1, 2)  # noqa: E731
    limits = Limits(seconds=7)
    done = LocalExecutor(2).run("m:f", [1, 2], limits=limits, allowed=allowed, on_pages=print)
    assert list(done) == [Done(1, -1), Done(2, -2)]
    assert asked == {"function": "m:f", "workers": 2, "limits": limits, "allowed": allowed, "on_pages": print}
