"""What the system says of a process, and what it does to one that is over its bounds."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from pipeline.running import processes
from pipeline.running.processes import (
    bound_address_space,
    bound_cpu,
    children,
    die_with,
    kill_group,
    processor_seconds,
    resident_mb,
    usage,
)

NOBODY = 2**22 + 1
"""No process has this id: it is above the most that Linux gives."""


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    """A process that leads a group of its own and sleeps."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], process_group=0)
    yield process
    process.kill()
    process.wait()


def test_memory_and_time_of_this_process_are_known() -> None:
    assert 5 < resident_mb(os.getpid()) < 100_000
    before = processor_seconds(os.getpid())
    assert before > 0
    end = time.process_time() + 0.1
    while time.process_time() < end:
        pass
    assert before < processor_seconds(os.getpid()) < before + 60


def test_of_nobody_nothing_is_known() -> None:
    assert (resident_mb(NOBODY), processor_seconds(NOBODY), children(NOBODY)) == (0.0, 0.0, [])
    assert usage(NOBODY) == (0.0, 0.0)


def test_children_count_with_their_parent(sleeper: subprocess.Popen[bytes]) -> None:
    assert sleeper.pid in children(os.getpid())
    assert usage(os.getpid())[0] > resident_mb(os.getpid())


def test_usage_adds_up_the_whole_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = {1: [2, 3], 2: [4], 3: [], 4: []}
    monkeypatch.setattr(processes, "children", tree.__getitem__)
    monkeypatch.setattr(processes, "resident_mb", lambda pid: 10.0 * pid)
    monkeypatch.setattr(processes, "processor_seconds", lambda pid: 1.0 * pid)
    assert usage(1) == (100.0, 10.0)
    assert usage(2) == (60.0, 6.0)


def test_a_group_is_killed_at_once(sleeper: subprocess.Popen[bytes]) -> None:
    kill_group(sleeper.pid)
    assert sleeper.wait(10) == -signal.SIGKILL


def test_killing_what_is_gone_is_no_error() -> None:
    kill_group(NOBODY)


def test_a_process_without_a_group_is_killed_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int, int]] = []

    def no_group(pid: int, number: int) -> None:
        asked.append(("group", pid, number))
        raise ProcessLookupError

    monkeypatch.setattr(os, "killpg", no_group)
    monkeypatch.setattr(os, "kill", lambda pid, number: asked.append(("process", pid, number)))
    kill_group(7)
    assert asked == [("group", 7, signal.SIGKILL), ("process", 7, signal.SIGKILL)]


def test_a_process_whose_parent_has_ended_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(processes, "ctypes", None)  # asks the kernel for nothing: this process lives on
    monkeypatch.setattr(os, "_exit", ended.append)
    die_with(os.getppid())
    assert ended == []
    die_with(NOBODY)
    assert ended == [1]


class Bounds:
    """The bounds of this process, asked for and never set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, hard: int = resource.RLIM_INFINITY) -> None:
        self.set: dict[int, tuple[int, int]] = {}
        monkeypatch.setattr(resource, "getrlimit", lambda _which: (hard, hard))
        monkeypatch.setattr(resource, "setrlimit", self.set.__setitem__)


def test_the_address_space_is_bounded_a_gigabyte_above_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds = Bounds(monkeypatch)
    bound_address_space(500)
    soft, hard = bounds.set[resource.RLIMIT_AS]
    assert hard == resource.RLIM_INFINITY  # it may be raised again for the next document
    assert soft > (500 + 1024) * 1_000_000  # and what is mapped already
    assert bounds.set[resource.RLIMIT_CORE] == (0, 0)


def test_processor_time_is_bounded_some_seconds_above_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds = Bounds(monkeypatch)
    used = resource.getrusage(resource.RUSAGE_SELF)
    bound_cpu(20)
    soft, hard = bounds.set[resource.RLIMIT_CPU]
    assert hard == resource.RLIM_INFINITY  # it may be raised again for the next document
    assert 0 <= soft - int(used.ru_utime + used.ru_stime + 20) - 5 <= 1


@pytest.mark.parametrize("hard", [1, 10])
def test_bounds_that_are_tighter_stay(monkeypatch: pytest.MonkeyPatch, hard: int) -> None:
    bounds = Bounds(monkeypatch, hard)
    bound_address_space(500)
    bound_cpu(1e6)
    assert set(bounds.set) == {resource.RLIMIT_CORE}
