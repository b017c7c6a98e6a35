"""What workers share, asked in processes of their own: this one keeps its heap and its imports."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.running import worker as module
from pipeline.running.limits import Limits
from pipeline.running.pool import Pool
from pipeline.running.processes import children

ROOT = Path(__file__).parents[3]
linux = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")


def printed(code: str) -> list[str]:
    """What a fresh process prints, line by line."""
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    return found.stdout.split("\n")[:-1]


def test_what_recognises_pages_is_not_imported_before_a_worker_is_forked() -> None:
    """onnxruntime starts a thread as it is imported, and no session of it outlives a fork."""
    code = (
        "import os, sys\n"
        "from pipeline.running.warm import threads, warm_up\n"
        "warm_up()\n"
        "print([name for name in ('onnxruntime', 'cv2') if name in sys.modules])\n"
        "import cv2, numpy\n"
        "cv2.GaussianBlur(numpy.zeros((2000, 2000), numpy.uint8), (9, 9), 0)\n"
        "print(cv2.getNumThreads(), threads())\n"
    )
    assert printed(code) == ["[]", "1 1"]


def test_a_warm_process_has_one_thread_and_no_pandas_and_sets_its_heap_apart() -> None:
    code = (
        "import gc, sys\n"
        "from pipeline.running.warm import threads, warm_up\n"
        "warm_up(); warm_up()\n"
        "import pyarrow as pa\n"
        "pa.array([1.5], pa.float64()); pa.array([['x']], pa.list_(pa.string()))\n"
        "print(threads(), 'pandas' in sys.modules, gc.isenabled(), gc.get_threshold()[0])\n"
        "print(gc.get_freeze_count() > 50_000, 'jieba' in sys.modules)\n"
        "import pandas; print(pandas.Series([1]).sum())\n"
    )
    assert printed(code) == ["1 False True 10000", "True True", "1"]


@linux
def test_workers_come_from_one_server_and_have_the_environment_of_today(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pool = Pool("os:getenv", workers=1, limits=Limits(documents_per_worker=1))
    monkeypatch.setenv("MINGZHANG_TEST", "first")
    assert [d.result for d in pool.run(["MINGZHANG_TEST"])] == ["first"]
    monkeypatch.setenv("MINGZHANG_TEST", "second")
    assert [d.result for d in pool.run(["MINGZHANG_TEST"])] == ["second"]
    pool.close()


@linux
def test_a_server_that_is_killed_takes_workers_with_it_and_costs_no_task() -> None:
    """Whoever kills the server, its workers end; the task is tried again with another server."""
    pool = Pool("tests.pipeline.fakes:double", workers=1, limits=Limits())
    assert [d.result for d in pool.run([1])] == [2]
    (worker,) = pool.workers
    assert worker.is_forked
    server = int(Path(f"/proc/{worker.pid}/stat").read_text().rpartition(")")[2].split()[1])
    assert server in children(os.getpid())
    assert worker.pid in children(server)
    os.kill(server, signal.SIGKILL)
    assert [d.result for d in pool.run([2, 3])] == [4, 6]
    pool.close()


def test_where_there_is_no_server_workers_start_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_without_server", [True])
    pool = Pool("tests.pipeline.fakes:double", workers=1, limits=Limits())
    assert [d.result for d in pool.run([1])] == [2]
    assert not pool.workers[0].is_forked
    pool.close()


@pytest.mark.parametrize("error", [EOFError(), OSError("no socket")])
def test_a_server_that_does_not_start_is_not_asked_again(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    asked: list[bool] = []

    def started(_context: object, _function: str, _memory_mb: int, *, is_forked: bool) -> tuple[str, str]:
        asked.append(is_forked)
        if is_forked:
            raise error
        return "connection", "process"

    monkeypatch.setattr(module, "_started", started)
    monkeypatch.setattr(module, "_without_server", [])
    monkeypatch.setattr(module.sys, "platform", "linux")
    for _ in range(2):
        assert module._start("f", 100) == ("connection", "process", False)
    assert asked == [True, False, False]


def test_elsewhere_than_on_linux_workers_start_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def started(_context: object, _function: str, _memory_mb: int, *, is_forked: bool) -> tuple[str, str]:
        asked.append(is_forked)
        return "connection", "process"

    monkeypatch.setattr(module, "_started", started)
    monkeypatch.setattr(module.sys, "platform", "darwin")
    module._start("f", 100)
    assert asked == [False]
