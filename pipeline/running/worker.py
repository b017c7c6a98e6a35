"""One worker process: the parent's side of it, and its own."""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from multiprocessing.connection import Connection
from types import ModuleType
from typing import Any

from extractors.ocr.progress import heard_by
from pipeline.running.costs import Allowance, Excess, Spent, excess
from pipeline.running.limits import Limits
from pipeline.running.processes import (
    bound_address_space,
    bound_cpu,
    die_with,
    kill_group,
    processor_seconds,
    usage,
)
from pipeline.running.tasks import Ended, Failure, Pages, Turn
from pipeline.running.warm import SERVER_MODULE, warm_up

_SERVER_IS_GONE = 255
"""Exit status of a worker that nobody can tell any more: it ended with its server."""
_SIGKILL = getattr(signal, "SIGKILL", None)  # Windows has none


class Worker:
    """The parent's side of one worker process."""

    is_forked = False
    """Whether it comes from the server of workers."""

    def __init__(self, function: str, limits: Limits) -> None:
        self.connection, self.process, self.is_forked = _start(function, limits.memory_mb)
        self.pid = self.process.pid or 0
        self.limits = limits
        self.ready = False
        """Whether it has started and takes tasks."""
        self.gone = False
        self.turn: Turn | None = None
        self.served = 0
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        self._inbox = deque[Any]()
        """What was sent and not looked at yet: messages, and the errors that came in their place."""
        self._excess: Excess | None = None
        self._begin(Allowance(limits.start_seconds, float("inf")))

    def _begin(self, allowance: Allowance) -> None:
        self.allowance = allowance
        self.pages: Pages | None = None
        self.reports = 0
        self.peak_mb = 0.0
        self.started = time.monotonic()
        self.cpu_before = processor_seconds(self.pid)

    def give(self, turn: Turn, allowance: Allowance) -> None:
        """Hands a task to the worker, which must be ready and idle."""
        with self._lock:
            self.turn = turn
            self._begin(allowance)
        with contextlib.suppress(OSError):  # it died while idle: `look` finds out how
            self.connection.send((turn.task, allowance))

    def look(self) -> Ended | Pages | None:
        """Takes what the worker sent, or notices its end: then sets `gone`. The turn that ended, if any, or
        how far the recognition of its pages is: each time its task may take the time of a page more.
        """
        try:
            if not self._inbox:
                with self._reading:
                    self._receive()
            if not self._inbox:
                return None
            message = self._inbox.popleft()
            if isinstance(message, Exception):
                raise message
        except (EOFError, OSError):
            self.process.join()
            if self._excess is not None:
                return self._end(self._excess.kind, self._excess.message)
            message = f"the worker ended ({self.how_it_ended()})"
            return self._end("crashed", message, killed_by_another=self._was_killed())
        except Exception as error:  # a result that cannot be unpickled
            self.kill()
            return self._end("crashed", f"the worker's answer cannot be read ({error})")
        if not self.ready:
            self.ready = True
            return None
        if isinstance(message, Pages):
            return message
        with self._lock:
            turn, self.turn = self.turn, None
        self.served += 1
        if self.served >= self.limits.documents_per_worker:
            self.dismiss()
        return None if turn is None else Ended(turn, message)

    def enforce(self) -> None:
        """Kills the worker when it is over a limit. Called by the watch."""
        with self._lock:
            if self.gone or self._excess or (self.ready and self.turn is None):
                return
            now = time.monotonic()
            resident, cpu = usage(self.pid)
            self.peak_mb = max(self.peak_mb, resident)
            spent = Spent(now - self.started, cpu - self.cpu_before, resident)
            self._excess = self._over(spent)
            if self._excess is not None and self._reading.acquire(blocking=False):
                try:  # a busy parent may not have heard yet of pages that were reported
                    while self._receive():
                        self._excess = self._over(spent)
                finally:
                    self._reading.release()
            if self._excess is not None:
                kill_group(self.pid)

    def _over(self, spent: Spent) -> Excess | None:
        memory_mb = self.limits.memory_mb + (self.allowance.page_memory_mb if self.reports else 0)
        return excess(spent, self.allowance.after(self.reports), memory_mb)

    def _receive(self) -> bool:
        """Whether a message was waiting; the caller holds the lock of reading."""
        try:
            if not self.connection.poll():
                return False
            message = self.connection.recv()
        except Exception as error:
            message = error
        self._inbox.append(message)
        if isinstance(message, Pages):
            self.pages, self.reports = message, self.reports + 1
        return not isinstance(message, Exception)

    def dismiss(self) -> None:
        """Lets an idle worker end by itself."""
        self.gone = True
        self.connection.close()
        self.process.join(timeout=1)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()

    def kill(self) -> None:
        """Ends the worker by force, with all that it has started."""
        self.gone = True
        kill_group(self.pid)
        self.process.kill()
        self.process.join()
        self.connection.close()

    def how_it_ended(self) -> str:
        """Exit status, or the name of the signal, of a process that has ended."""
        code = self.process.exitcode
        if code is not None and code < 0:
            try:
                return f"signal {signal.Signals(-code).name}"
            except ValueError:
                return f"signal {-code}"
        return f"exit status {code}"

    def _was_killed(self) -> bool:
        """Whether it ended by a signal that no process sends itself by mistake, or with its server."""
        code = self.process.exitcode
        if self.is_forked and code == _SERVER_IS_GONE:
            return True
        return code is not None and _SIGKILL is not None and code == -_SIGKILL

    def _end(self, kind: str, message: str, *, killed_by_another: bool = False) -> Ended | None:
        self.gone = True
        kill_group(self.pid)  # what it had started
        turn, self.turn = self.turn, None
        if turn is None:
            return None
        seconds = time.monotonic() - self.started
        return Ended(turn, Failure(kind, message, seconds, self.peak_mb, killed_by_another, self.pages))


def _start(function: str, memory_mb: int) -> tuple[Connection, Any, bool]:
    """A new worker: our end of its pipe, its process, and whether it was forked from the server."""
    if sys.platform == "linux" and not _without_server:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([SERVER_MODULE])
        try:
            return *_started(context, function, memory_mb, is_forked=True), True
        except (EOFError, OSError):
            _without_server.append(True)  # it cannot be had: from now on each worker starts afresh
    return *_started(multiprocessing.get_context("spawn"), function, memory_mb, is_forked=False), False


_without_server: list[bool] = []


def _started(context: Any, function: str, memory_mb: int, *, is_forked: bool) -> tuple[Connection, Any]:
    ours, theirs = context.Pipe()
    parent = 0 if is_forked else os.getpid()
    process = context.Process(
        target=_work,
        args=(function, theirs, memory_mb, parent, dict(os.environ)),
        daemon=True,
        name="mingzhang-worker",
    )
    try:
        with no_main_module():
            process.start()
    except (EOFError, OSError):
        ours.close()
        raise
    finally:
        theirs.close()
    return ours, process


@contextlib.contextmanager
def no_main_module() -> Iterator[None]:
    """What this process was started as is nothing that a worker needs to import."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _let_server_end() -> None:
    """Closes our copy of the pipe by whose end the server learns that its parent is gone."""
    from multiprocessing import forkserver

    known: Any = forkserver._forkserver
    with contextlib.suppress(AttributeError, TypeError, OSError):
        os.close(known._forkserver_alive_fd)
        known._forkserver_alive_fd = None


def _work(
    function: str, connection: Connection, memory_mb: int, parent: int, environment: dict[str, str]
) -> None:
    """The worker's side: import, say so, then one task after the other until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    if parent:
        die_with(parent)
    else:
        die_with(importlib.import_module(SERVER_MODULE).PID)
        _let_server_end()
    with contextlib.suppress(AttributeError, OSError):
        os.setpgid(0, 0)
    os.environ.update(environment)  # the server was started with that of an earlier hour
    warm_up()
    module, name = function.split(":")
    run: Any = getattr(importlib.import_module(module), name)
    bound_address_space(memory_mb)
    try:
        connection.send("ready")
        while True:
            task, allowance = connection.recv()
            bound_cpu(allowance.cpu_seconds)
            with heard_by(_Teller(connection, allowance, memory_mb)):
                result = run(task)
            connection.send(result)
    except (EOFError, BrokenPipeError, ConnectionResetError):  # the parent hung up
        return


class _Teller:
    """Tells the parent of pages that are recognised, and moves the kernel's bounds along."""

    def __init__(self, connection: Connection, allowance: Allowance, memory_mb: int) -> None:
        self._connection = connection
        self._allowance = allowance
        self._memory_mb = memory_mb
        self._reports = 0

    def __call__(self, done: int, of: int) -> None:
        """As `extractors.ocr.progress.report`."""
        self._reports += 1
        if self._reports == 1:
            bound_address_space(self._memory_mb + self._allowance.page_memory_mb)
        if self._reports <= self._allowance.most_pages:
            bound_cpu(self._allowance.cpu_seconds + self._allowance.page_cpu_seconds)  # from now on
        with contextlib.suppress(OSError):  # a parent that hung up is noticed with the result
            self._connection.send(Pages(done, of))
