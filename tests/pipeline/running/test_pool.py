"""No task takes the pool down: it is killed at its limits and the others go on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.running import pool
from pipeline.running.costs import Allowance
from pipeline.running.limits import Limits
from pipeline.running.pool import WorkerStartError, run_tasks
from pipeline.running.tasks import Failure, Pages

ROOT = Path(__file__).parents[3]
DOUBLE = "tests.pipeline.fakes:double"


def results(tasks: list[Any], workers: int = 1, **limits: Any) -> dict[Any, Any]:
    return {d.task: d.result for d in run_tasks(DOUBLE, tasks, workers=workers, limits=Limits(**limits))}


def test_every_task_has_its_result() -> None:
    assert results([1, 2, 3, 4, 5], workers=2) == {1: 2, 2: 4, 3: 6, 4: 8, 5: 10}


def test_no_task_starts_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def starts(*_: Any, **__: Any) -> None:
        raise AssertionError("a worker was started")

    monkeypatch.setattr(pool, "Worker", starts)
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


def test_processor_time_is_a_limit_of_its_own() -> None:
    found = results(["burn", 1], cpu_seconds=0.5, seconds=60)
    assert found["burn"].kind == "timeout"
    assert "of processor time" in found["burn"].message
    assert found[1] == 2


def test_what_a_worker_has_started_ends_with_it(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    found = results([f"child {pid}"], seconds=1.5)
    assert found[f"child {pid}"].kind == "timeout"
    assert not _lives(int(pid.read_text()))


def test_memory_of_what_a_worker_has_started_counts() -> None:
    found = results(["hungry child"], memory_mb=300, seconds=60)
    assert found["hungry child"].kind == "memory"


def test_a_worker_that_was_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    task = f"die once {tmp_path / 'died'}"
    assert results([task, 1]) == {task: "lives", 1: 2}
    assert (tmp_path / "died").exists()


def test_who_reports_pages_has_time_for_the_next_and_who_stops_is_killed() -> None:
    told: list[tuple[object, Pages]] = []
    found = {
        done.task: done.result
        for done in run_tasks(
            "tests.pipeline.fakes:pages",
            [(4, 0.6), (-2, 0.1)],
            workers=2,
            limits=Limits(),
            allowed=lambda _task: Allowance(1.2, 60, page_seconds=1.2, page_cpu_seconds=60, most_pages=9),
            on_pages=lambda task, pages: told.append((task, pages)),
        )
    }
    assert found[(4, 0.6)] == "4 pages"  # in twice the time that it has without pages
    failure = found[(-2, 0.1)]
    assert (failure.kind, failure.pages) == ("timeout", Pages(2, 2))
    assert [pages for task, pages in told if task == (4, 0.6)] == [Pages(n, 4) for n in range(5)]


def test_limits_hold_while_the_parent_is_busy() -> None:
    busy = _slow_tasks(["sleep", 1], 3.0)
    found = {d.task: d.result for d in run_tasks(DOUBLE, busy, workers=1, limits=Limits(seconds=0.5))}
    assert found["sleep"].kind == "timeout"
    assert found["sleep"].message.startswith("killed after 1 s")


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys; from pipeline.running.pool import run_tasks\n"
        "from pipeline.running.limits import Limits\n"
        "if __name__ == '__main__':\n"
        "    tasks = [f'tell {sys.argv[1]}']\n"
        "    list(run_tasks('tests.pipeline.fakes:double', tasks, workers=1, limits=Limits()))\n"
    )
    script, pid = tmp_path / "parent.py", tmp_path / "pid"
    script.write_text(code)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen([sys.executable, str(script), str(pid)], env=environment)
    _until(pid.exists)
    parent.kill()
    parent.wait()
    _until(lambda: not _lives(int(pid.read_text())))


def _slow_tasks(tasks: list[Any], seconds: float) -> Iterator[Any]:
    """Tasks from a source that is slow after the first: a large file that is being read."""
    for number, task in enumerate(tasks):
        if number:
            time.sleep(seconds)
        yield task


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(300):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it does not come to hold")
