"""The parent's side of a worker: how it notices an end, and whose fault it was."""

from __future__ import annotations

import signal
import threading
import time
from collections import deque
from typing import Any

import pytest

from pipeline.running import worker as module
from pipeline.running.costs import Allowance, Excess
from pipeline.running.limits import Limits
from pipeline.running.tasks import Ended, Failure, Pages, Turn
from pipeline.running.worker import Worker

TURN = Turn("task", 2)


class Process:
    """A process that ended with this code."""

    def __init__(self, exitcode: int | None) -> None:
        self.exitcode = exitcode
        self.killed = False

    def join(self, timeout: float | None = None) -> None:
        del timeout

    def is_alive(self) -> bool:
        return False

    def kill(self) -> None:
        self.killed = True


class Connection:
    """A pipe with these messages; an error among them is raised, and behind them it is closed."""

    def __init__(self, *messages: Any) -> None:
        self.messages = list(messages)
        self.sent: list[Any] = []
        self.closed = False

    def poll(self) -> bool:
        return True

    def recv(self) -> Any:
        if not self.messages:
            raise EOFError
        message = self.messages.pop(0)
        if isinstance(message, Exception):
            raise message
        return message

    def send(self, message: Any) -> None:
        self.sent.append(message)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def killed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The groups that were killed."""
    groups: list[int] = []
    monkeypatch.setattr(module, "kill_group", groups.append)
    return groups


def worker(*messages: Any, exitcode: int | None = None, turn: Turn | None = TURN, **limits: Any) -> Any:
    """A worker that is ready and busy, without its process."""
    found: Any = Worker.__new__(Worker)
    found.connection, found.process = Connection(*messages), Process(exitcode)
    found.pid, found.limits = 4711, Limits(**limits)
    found.ready, found.gone, found.turn, found.served = True, False, turn, 0
    found._lock, found._excess = threading.Lock(), None
    found._reading, found._inbox = threading.Lock(), deque()
    found.allowance, found.peak_mb = Allowance(10, 5), 7.5
    found.pages, found.reports = None, 0
    found.started, found.cpu_before = time.monotonic(), 0.0
    return found


@pytest.mark.parametrize(
    ("exitcode", "how", "by_another"),
    [
        (-signal.SIGKILL, "signal SIGKILL", True),
        (-signal.SIGSEGV, "signal SIGSEGV", False),
        (-signal.SIGTERM, "signal SIGTERM", False),
        (-250, "signal 250", False),
        (9, "exit status 9", False),
        (0, "exit status 0", False),
        (None, "exit status None", False),
    ],
)
def test_only_a_worker_that_was_killed_was_killed_by_another(
    killed: list[int], exitcode: int | None, how: str, by_another: bool
) -> None:
    found = worker(exitcode=exitcode)
    ended = found.look()
    assert ended.turn == TURN
    failure = ended.result
    assert (failure.kind, failure.message) == ("crashed", f"the worker ended ({how})")
    assert failure.killed_by_another is by_another
    assert failure.peak_mb == 7.5
    assert found.gone
    assert found.turn is None
    assert killed == [4711]  # what it had started


@pytest.mark.usefixtures("killed")
@pytest.mark.parametrize("is_forked", [True, False])
def test_a_worker_that_ended_with_its_server_was_killed_by_another(is_forked: bool) -> None:
    found = worker(exitcode=255)
    found.is_forked = is_forked
    assert found.look().result.killed_by_another is is_forked


@pytest.mark.usefixtures("killed")
def test_a_worker_that_we_killed_was_killed_by_us() -> None:
    found = worker(exitcode=-signal.SIGKILL)
    found._excess = Excess("memory", "killed at 600 MB, the limit is 500 MB")
    failure = found.look().result
    assert (failure.kind, failure.message) == ("memory", "killed at 600 MB, the limit is 500 MB")
    assert failure.killed_by_another is False


@pytest.mark.usefixtures("killed")
def test_a_worker_that_ends_while_idle_costs_no_task() -> None:
    found = worker(exitcode=1, turn=None)
    assert found.look() is None
    assert found.gone


def test_a_result_that_cannot_be_read_is_a_crash(killed: list[int]) -> None:
    found = worker(ValueError("odd bytes"))
    failure = found.look().result
    assert failure.kind == "crashed"
    assert failure.message == "the worker's answer cannot be read (odd bytes)"
    assert found.process.killed
    assert 4711 in killed


def test_the_first_message_is_that_it_is_ready() -> None:
    found = worker("ready", turn=None)
    found.ready = False
    assert found.look() is None
    assert found.ready


def test_a_result_ends_its_turn() -> None:
    found = worker({"rows": 1}, documents_per_worker=2)
    assert found.look() == Ended(TURN, {"rows": 1})
    assert (found.turn, found.served, found.gone) == (None, 1, False)


def test_a_worker_that_has_served_its_share_is_dismissed() -> None:
    found = worker("result", documents_per_worker=1)
    assert found.look() == Ended(TURN, "result")
    assert found.gone
    assert found.connection.closed


def test_pages_that_a_busy_parent_has_not_heard_of_count(
    killed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "usage", lambda _pid: (100.0, 1.0))
    found = worker(Pages(0, 9), Pages(1, 9))
    found.connection.poll = lambda: bool(found.connection.messages)
    found.allowance = Allowance(10, 5, page_seconds=2, most_pages=9)
    found.started -= 13
    found.enforce()
    assert (killed, found.reports, found._excess) == ([], 2, None)
    assert [found.look(), found.look(), found.look()] == [Pages(0, 9), Pages(1, 9), None]
    assert found.reports == 2
    found.started -= 2
    found.enforce()
    assert killed == [4711]


def test_a_worker_whose_messages_are_being_read_is_killed_all_the_same(
    killed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "usage", lambda _pid: (600.0, 1.0))
    found = worker(memory_mb=500)
    with found._reading:
        found.enforce()
    assert killed == [4711]


def test_nothing_sent_is_nothing_ended() -> None:
    found = worker()
    found.connection.poll = lambda: False
    assert found.look() is None
    assert (found.turn, found.gone) == (TURN, False)


def test_a_page_that_is_reported_ends_no_turn() -> None:
    found = worker(Pages(0, 3), Pages(1, 3), "result")
    assert (found.look(), found.look()) == (Pages(0, 3), Pages(1, 3))
    assert (found.turn, found.served, found.pages, found.reports) == (TURN, 0, Pages(1, 3), 2)
    assert found.look() == Ended(TURN, "result")


@pytest.mark.parametrize(
    ("reports", "age", "cpu", "resident", "kind"),
    [
        (0, 11, 1.0, 100.0, "timeout"),
        (1, 11, 1.0, 100.0, None),
        (2, 15, 1.0, 100.0, "timeout"),  # a hang on the second page: 10 s and 2 for each of two reports
        (9, 15, 1.0, 100.0, None),
        (9, 17, 1.0, 100.0, "timeout"),  # time is given for three pages at most
        (1, 0, 5.5, 100.0, None),
        (0, 0, 5.5, 100.0, "timeout"),
        (0, 0, 1.0, 600.0, "memory"),
        (1, 0, 1.0, 600.0, None),
        (1, 0, 1.0, 900.0, "memory"),
    ],
)
def test_what_a_task_may_cost_grows_with_the_pages_that_it_reports(
    killed: list[int],
    monkeypatch: pytest.MonkeyPatch,
    reports: int,
    age: float,
    cpu: float,
    resident: float,
    kind: str | None,
) -> None:
    monkeypatch.setattr(module, "usage", lambda _pid: (resident, cpu))
    found = worker(*(Pages(n, 9) for n in range(reports)), memory_mb=500)
    found.allowance = Allowance(10, 5, page_seconds=2, page_cpu_seconds=1, most_pages=3, page_memory_mb=300)
    for _ in range(reports):
        found.look()
    found.started -= age
    found.enforce()
    assert (found._excess.kind if found._excess else None) == kind
    assert killed == ([] if kind is None else [4711])


@pytest.mark.usefixtures("killed")
def test_a_failure_says_how_far_the_pages_were_and_the_next_task_begins_anew() -> None:
    found = worker(Pages(4, 9), exitcode=1)
    found.look()
    assert found.look().result.pages == Pages(4, 9)
    assert worker(exitcode=1).look().result.pages is None
    found = worker(Pages(4, 9), "result")
    found.look(), found.look()
    found.give(TURN, Allowance(10, 5))
    assert (found.pages, found.reports) == (None, 0)


def test_the_workers_side_tells_its_parent_and_moves_the_bounds_of_the_kernel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bounds: list[tuple[str, float]] = []
    monkeypatch.setattr(module, "bound_cpu", lambda seconds: bounds.append(("cpu", seconds)))
    monkeypatch.setattr(module, "bound_address_space", lambda mb: bounds.append(("memory", mb)))
    connection: Any = Connection()
    allowance = Allowance(10, 5, page_cpu_seconds=2, most_pages=2, page_memory_mb=300)
    teller = module._Teller(connection, allowance, 500)
    for done in range(4):
        teller(done, 3)
    assert connection.sent == [Pages(0, 3), Pages(1, 3), Pages(2, 3), Pages(3, 3)]
    assert bounds == [("memory", 800), ("cpu", 7), ("cpu", 7)]  # no time for more pages than two


def test_a_task_is_sent_with_what_it_may_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "processor_seconds", lambda pid: pid / 1000)
    found = worker(turn=None)
    found.give(TURN, Allowance(60, 20))
    assert found.connection.sent == [("task", Allowance(60, 20))]
    assert (found.turn, found.allowance, found.peak_mb, found.cpu_before) == (
        TURN,
        Allowance(60, 20),
        0.0,
        4.711,
    )


@pytest.mark.parametrize(
    ("resident", "cpu", "age", "kind"),
    [
        (100.0, 1.0, 0.0, None),
        (600.0, 1.0, 0.0, "memory"),
        (100.0, 6.0, 0.0, "timeout"),
        (100.0, 1.0, 11.0, "timeout"),
    ],
)
def test_a_worker_over_a_limit_is_killed(
    killed: list[int],
    monkeypatch: pytest.MonkeyPatch,
    resident: float,
    cpu: float,
    age: float,
    kind: str | None,
) -> None:
    monkeypatch.setattr(module, "usage", lambda _pid: (resident, cpu))
    found = worker(memory_mb=500)
    found.started -= age
    found.enforce()
    assert (found._excess.kind if found._excess else None) == kind
    assert killed == ([] if kind is None else [4711])
    assert found.peak_mb == resident
    found.enforce()
    assert len(killed) <= 1  # once is enough


def test_processor_time_of_earlier_tasks_does_not_count(
    killed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "usage", lambda _pid: (100.0, 104.0))
    found = worker()
    found.cpu_before = 100.0
    found.enforce()
    assert killed == []


@pytest.mark.parametrize("state", ["idle", "gone"])
def test_a_worker_without_a_task_is_left_alone(
    killed: list[int], monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    monkeypatch.setattr(module, "usage", lambda _pid: (1e9, 1e9))
    found = worker(turn=None if state == "idle" else TURN)
    found.gone = state == "gone"
    found.enforce()
    assert killed == []


def test_a_worker_that_does_not_start_is_over_its_limit(
    killed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "usage", lambda _pid: (1e9, 0.0))
    found = worker(turn=None)
    found.ready = False
    found.enforce()
    assert killed == [4711]


def test_seconds_of_a_failure_are_those_of_its_task(killed: list[int]) -> None:
    found = worker(exitcode=1)
    found.started -= 2.0
    failure = found.look().result
    assert isinstance(failure, Failure)
    assert 2.0 <= failure.seconds < 60.0
    assert killed == [4711]
