"""A pool of worker processes that no document can take down.

Each worker is a process of its own, started afresh (spawn), that runs one task at a time. A thread of the
parent watches wall-clock time, processor time and resident memory of the worker and of what it has started,
and kills them, also in the middle of native code and also while the parent is busy; the kernel holds the
same bounds a little above (RLIMIT_CPU, RLIMIT_AS), and ends the workers of a parent that was killed. A task
whose worker dies of itself is tried again, for it may have been the machine's fault; one that goes on
dying, or is over a limit, ends as a `Failure`, and the others go on with a fresh worker.
`concurrent.futures` is not used because its pool breaks for good when one process dies.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from pipeline.running.limits import Limits
from pipeline.running.processes import (
    bound_address_space,
    bound_cpu,
    die_with,
    kill_group,
    processor_seconds,
    usage,
)

_POLL_SECONDS = 0.1
_START_ATTEMPTS = 3
_TASK_ATTEMPTS = 3


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


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one task may cost."""

    seconds: float
    cpu_seconds: float


class WorkerStartError(RuntimeError):
    """Workers end before they take a task: the installation is at fault, not a document."""


def run_tasks(
    function: str,
    tasks: Iterable[Any],
    *,
    workers: int,
    limits: Limits,
    allowed: Callable[[Any], Allowance] | None = None,
) -> Iterator[Done]:
    """Runs `function(task)` for every task in worker processes, in order of completion.

    As `Pool.run`, with a pool of its own.
    """
    with contextlib.closing(Pool(function, workers=workers, limits=limits, allowed=allowed)) as pool:
        yield from pool.run(tasks)


class Pool:
    """Worker processes that stay for more than one call of `run`."""

    def __init__(
        self,
        function: str,
        *,
        workers: int,
        limits: Limits,
        allowed: Callable[[Any], Allowance] | None = None,
    ) -> None:
        """`function` is an import name, `package.module:name`; `allowed` gives what a task may cost."""
        self.function = function
        self.workers = workers
        self.limits = limits
        self.allowed = allowed or (lambda _task: Allowance(limits.seconds, limits.cpu_seconds))
        self.crew: list[_Worker] = []
        self.watch = _Watch()

    def run(self, tasks: Iterable[Any]) -> Iterator[Done]:
        """Every task with its result. Tasks and results are pickled; tasks are taken as workers become free.

        Raises `WorkerStartError` when workers cannot even start.
        """
        queue, pending = iter(tasks), deque[_Turn]()
        more, failed_starts = True, 0
        while True:
            while more and len(pending) < self.workers:
                task = next(queue, _NOTHING)
                more = task is not _NOTHING
                if more:
                    pending.append(_Turn(task))
            free = [w for w in self.crew if w.turn is None]
            for _ in range(min(self.workers - len(self.crew), len(pending) - len(free))):
                self.crew.append(_Worker(self.function, self.limits))
                self.watch.over(self.crew)
            for worker in free:
                if worker.ready and pending:
                    turn = pending.popleft()
                    worker.give(turn, self.allowed(turn.task))
            if not pending and not more and all(w.turn is None for w in self.crew):
                return
            wait([w.connection for w in self.crew], timeout=_POLL_SECONDS)
            for worker in list(self.crew):
                ended, result = worker.look()
                if worker.ready:
                    failed_starts = 0
                if ended is not None:
                    if isinstance(result, Failure) and result.kind == "crashed" and ended.may_go_again():
                        pending.appendleft(ended)
                    else:
                        yield Done(ended.task, result)
                if worker.gone:
                    self.crew.remove(worker)
                    self.watch.over(self.crew)
                    if not worker.ready:
                        failed_starts += 1
                        if failed_starts >= _START_ATTEMPTS:
                            raise WorkerStartError(
                                f"workers end before they take a document ({worker.how_it_ended()}); run "
                                "`mingzhang show FILE` to see the error in this process"
                            )

    def close(self) -> None:
        """Ends the workers: those that are free by themselves, the others by force."""
        self.watch.stop()
        for worker in self.crew:
            if worker.turn is None and worker.ready:
                worker.dismiss()
            else:
                worker.kill()
        self.crew = []


_NOTHING: Any = object()


@dataclass(slots=True)
class _Turn:
    """A task, and how often a worker has died of it."""

    task: Any
    attempts: int = 1

    def may_go_again(self) -> bool:
        self.attempts += 1
        return self.attempts <= _TASK_ATTEMPTS


class _Watch:
    """The thread that kills what is over its limit, whatever the parent is busy with."""

    def __init__(self) -> None:
        self._crew: tuple[_Worker, ...] = ()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def over(self, crew: Iterable[_Worker]) -> None:
        """From now on watches these."""
        self._crew = tuple(crew)
        if self._thread is None:
            self._thread = threading.Thread(target=self._go, name="mingzhang-watch", daemon=True)
            self._thread.start()

    def _go(self) -> None:
        while not self._stop.wait(_POLL_SECONDS):
            for worker in self._crew:
                worker.enforce()

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()


class _Worker:
    """The parent's side of one worker process."""

    def __init__(self, function: str, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(
            target=_work,
            args=(function, theirs, limits.memory_mb, os.getpid()),
            daemon=True,
            name="mingzhang-worker",
        )
        self.process.start()
        theirs.close()
        self.pid = self.process.pid or 0
        self.limits = limits
        self.ready = False
        self.gone = False
        self.turn: _Turn | None = None
        self.served = 0
        self._lock = threading.Lock()
        self._over: tuple[str, str] | None = None
        self._begin(limits.start_seconds, float("inf"))

    def _begin(self, seconds: float, cpu_seconds: float) -> None:
        self.peak_mb = 0.0
        self.started = time.monotonic()
        self.deadline = self.started + seconds
        self.cpu_before = processor_seconds(self.pid)
        self.cpu_seconds = cpu_seconds

    def give(self, turn: _Turn, allowance: Allowance) -> None:
        with self._lock:
            self.turn = turn
            self._begin(allowance.seconds, allowance.cpu_seconds)
        with contextlib.suppress(OSError):  # it died while idle: `look` finds out how
            self.connection.send((turn.task, allowance.cpu_seconds))

    def look(self) -> tuple[_Turn | None, Any]:
        """Takes what the worker sent, or notices its end: then sets `gone`. A turn that ended, and its
        result.
        """
        try:
            if not self.connection.poll():
                return None, None
            message = self.connection.recv()
        except (EOFError, OSError):
            self.process.join()
            self.gone = True
            kind, message = self._over or ("crashed", f"the worker ended ({self.how_it_ended()})")
            return self._end(kind, message)
        except Exception as error:  # a result that cannot be unpickled
            self.kill()
            return self._end("crashed", f"the worker's answer cannot be read ({error})")
        if not self.ready:
            self.ready = True
            return None, None
        with self._lock:
            turn, self.turn = self.turn, None
        self.served += 1
        if self.served >= self.limits.documents_per_worker:
            self.dismiss()
        return turn, message

    def enforce(self) -> None:
        """Kills the worker when it is over a limit. Called by the watch."""
        with self._lock:
            if self.gone or self._over or (self.ready and self.turn is None):
                return
            now = time.monotonic()
            resident, cpu = usage(self.pid)
            self.peak_mb = max(self.peak_mb, resident)
            if now > self.deadline:
                allowed = self.deadline - self.started
                self._over = (
                    "timeout",
                    f"killed after {now - self.started:.0f} s, the limit is {allowed:.0f} s",
                )
            elif cpu - self.cpu_before > self.cpu_seconds:
                used = (
                    f"{cpu - self.cpu_before:.0f} s of processor time, the limit is {self.cpu_seconds:.0f} s"
                )
                self._over = ("timeout", f"killed after {used}")
            elif resident > self.limits.memory_mb:
                limit = self.limits.memory_mb
                self._over = ("memory", f"killed at {resident:.0f} MB, the limit is {limit} MB")
            if self._over:
                kill_group(self.pid)

    def _end(self, kind: str, message: str) -> tuple[_Turn | None, Any]:
        self.gone = True
        kill_group(self.pid)  # what it had started
        turn, self.turn = self.turn, None
        if turn is None:
            return None, None
        return turn, Failure(kind, message, time.monotonic() - self.started, self.peak_mb)

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
        kill_group(self.pid)
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


def _work(function: str, connection: Connection, memory_mb: int, parent: int) -> None:
    """The worker's side: import, say so, then one task after the other until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    die_with(parent)
    with contextlib.suppress(AttributeError, OSError):
        os.setpgid(0, 0)
    module, name = function.split(":")
    run = getattr(importlib.import_module(module), name)
    bound_address_space(memory_mb)
    try:
        connection.send("ready")
        while True:
            task, cpu_seconds = connection.recv()
            bound_cpu(cpu_seconds)
            connection.send(run(task))
    except (EOFError, BrokenPipeError, ConnectionResetError):  # the parent hung up
        return
