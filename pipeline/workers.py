"""A pool of worker processes that no document can take down.

Each worker is a process of its own, started afresh (spawn), that runs one task at a time. The parent
watches wall-clock time and resident memory and kills a worker, also in the middle of native code; a task
whose worker dies ends as a `Failure` and the others go on with a fresh worker. `concurrent.futures` is not
used because its pool breaks for good when one process dies.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from pipeline.settings import Limits

_POLL_SECONDS = 0.1
_START_ATTEMPTS = 3
_SPARE_ADDRESS_SPACE_MB = 1024  # above the resident limit, for what is mapped and not touched
_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Failure:
    """A task whose worker died or was killed. `kind` is timeout, memory or crashed."""

    kind: str
    message: str
    seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Done:
    """A task and what came of it: what the function returned, or a `Failure`."""

    task: Any
    result: Any


class WorkerStartError(RuntimeError):
    """Workers end before they take a task: the installation is at fault, not a document."""


def run_tasks(
    function: str,
    tasks: Iterable[Any],
    *,
    workers: int,
    limits: Limits,
    seconds_for: Callable[[Any], float] | None = None,
) -> Iterator[Done]:
    """Runs `function(task)` for every task in worker processes, in order of completion.

    `function` is an import name, `package.module:name`; tasks and results are pickled. `seconds_for`
    gives the wall-clock time that a task may take. Tasks are taken from the iterable as workers become
    free. Raises `WorkerStartError` when workers cannot even start.
    """
    allowed = seconds_for or (lambda _task: limits.seconds)
    queue = iter(tasks)
    pending: deque[Any] = deque()
    crew: list[_Worker] = []
    failed_starts = 0
    try:
        while True:
            pending.extend(islice(queue, workers - len(pending)))
            free = [w for w in crew if w.task is _NOTHING]
            for _ in range(min(workers - len(crew), len(pending) - len(free))):
                crew.append(_Worker(function, limits))
            for worker in free:
                if worker.ready and pending:
                    task = pending.popleft()
                    worker.give(task, allowed(task))
                elif not pending:
                    worker.dismiss()
                    crew.remove(worker)
            if not crew:
                return
            wait([w.connection for w in crew], timeout=_POLL_SECONDS)
            for worker in list(crew):
                outcome = worker.look()
                if worker.ready:
                    failed_starts = 0
                if outcome is not None:
                    yield outcome
                if worker.gone:
                    crew.remove(worker)
                    if not worker.ready:
                        failed_starts += 1
                        if failed_starts >= _START_ATTEMPTS:
                            raise WorkerStartError(
                                f"workers end before they take a document ({worker.how_it_ended()}); run "
                                "`mingzhang show FILE` to see the error in this process"
                            )
    finally:
        for worker in crew:
            worker.kill()


_NOTHING: Any = object()


class _Worker:
    """The parent's side of one worker process."""

    def __init__(self, function: str, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(
            target=_work, args=(function, theirs, limits.memory_mb), daemon=True, name="mingzhang-worker"
        )
        self.process.start()
        theirs.close()
        self.limits = limits
        self.ready = False
        self.gone = False
        self.task = _NOTHING
        self.served = 0
        self.peak_mb = 0.0
        self.started = time.monotonic()
        self.deadline = self.started + limits.start_seconds

    def give(self, task: Any, seconds: float) -> None:
        self.task = task
        self.peak_mb = 0.0
        self.started = time.monotonic()
        self.deadline = self.started + seconds
        with contextlib.suppress(OSError):  # it died while idle: `look` finds out how
            self.connection.send(task)

    def look(self) -> Done | None:
        """Takes what the worker sent; enforces its limits; notices its end. Sets `gone` at the end."""
        try:
            if self.connection.poll():
                return self._receive(self.connection.recv())
        except (EOFError, OSError):
            self.process.join()
            self.gone = True
            return self._end("crashed", f"the worker ended ({self.how_it_ended()})")
        except Exception as error:  # a result that cannot be unpickled
            self.kill()
            return self._end("crashed", f"the worker's answer cannot be read ({error})")
        return self._enforce()

    def _receive(self, message: Any) -> Done | None:
        if not self.ready:
            self.ready = True
            return None
        done = Done(self.task, message)
        self.task = _NOTHING
        self.served += 1
        if self.served >= self.limits.documents_per_worker:
            self.dismiss()
        return done

    def _enforce(self) -> Done | None:
        if self.ready and self.task is _NOTHING:
            return None
        if time.monotonic() > self.deadline:
            self.kill()
            return self._end("timeout", f"killed after {time.monotonic() - self.started:.0f} s")
        resident = _resident_mb(self.process.pid)
        self.peak_mb = max(self.peak_mb, resident)
        if resident > self.limits.memory_mb:
            self.kill()
            return self._end(
                "memory", f"killed at {resident:.0f} MB, the limit is {self.limits.memory_mb} MB"
            )
        return None

    def _end(self, kind: str, message: str) -> Done | None:
        self.gone = True
        if self.task is _NOTHING:
            return None
        task, self.task = self.task, _NOTHING
        return Done(task, Failure(kind, message, time.monotonic() - self.started, self.peak_mb))

    def dismiss(self) -> None:
        """Lets an idle worker end by itself."""
        self.gone = True
        self.connection.close()
        self.process.join(timeout=1)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()

    def kill(self) -> None:
        self.gone = True
        self.process.kill()
        self.process.join()
        self.connection.close()

    def how_it_ended(self) -> str:
        code = self.process.exitcode
        if code is not None and code < 0:
            try:
                return f"signal {signal.Signals(-code).name}"
            except ValueError:
                return f"signal {-code}"
        return f"exit status {code}"


def _resident_mb(pid: int | None) -> float:
    """Resident memory of a process; 0 where the system does not say (then RLIMIT_AS alone bounds it)."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 1e6
    except (OSError, ValueError, IndexError):
        return 0.0


def _work(function: str, connection: Connection, memory_mb: int) -> None:
    """The worker's side: import, say so, then one task after the other until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    module, name = function.split(":")
    run = getattr(importlib.import_module(module), name)
    _bound_address_space(memory_mb)
    try:
        connection.send("ready")
        while True:
            connection.send(run(connection.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):  # the parent hung up
        return


def _bound_address_space(memory_mb: int) -> None:
    """A second bound that holds between two looks of the parent: allocation fails instead of growing."""
    try:
        import resource

        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE
    except (ImportError, OSError, ValueError):
        return
    wanted = mapped + (memory_mb + _SPARE_ADDRESS_SPACE_MB) * 1_000_000
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or wanted < hard:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
