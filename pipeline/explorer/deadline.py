"""How long an answer may take: what asks DuckDB for longer is stopped there, and its thread is free again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_AGAIN = 0.25
"""Seconds after which what was told to stop is told again: between two statements nobody listens."""
_here: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


class TookTooLong(TimeoutError):
    """An answer was stopped because its time was over."""


class Busy(RuntimeError):
    """So many wait for an answer that another had to wait too long."""


class Deadline:
    """Of one answer. Its thread asks DuckDB within `stoppable`; the loop that waits for it says stop."""

    def __init__(self) -> None:
        self.passed = False
        self._asking: list[duckdb.DuckDBPyConnection] = []
        self._lock = Lock()
        self._timer: asyncio.TimerHandle | None = None

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Inside, and in what is begun there, so long may be asked. For the thread of the event loop."""
        before = _here.set(self)
        self._timer = asyncio.get_running_loop().call_later(seconds, self._stop)
        try:
            yield
        finally:
            _here.reset(before)
            self._interrupt()  # a thread that nobody waits for any more
            self._timer.cancel()

    def _stop(self) -> None:
        self._interrupt()
        self._timer = asyncio.get_running_loop().call_later(_AGAIN, self._stop)

    def _interrupt(self) -> None:
        self.passed = True
        with self._lock:
            for connection in self._asking:
                connection.interrupt()

    @contextmanager
    def _asked(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        if self.passed:
            raise TookTooLong
        with self._lock:
            self._asking.append(connection)
        try:
            yield
        except Exception as error:
            if self.passed:
                raise TookTooLong from error
            raise
        finally:
            with self._lock:
                self._asking.remove(connection)


@contextmanager
def stoppable(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Inside, what is asked of a connection (of its own: a cursor) is stopped when the answer took too long.

    Raises `TookTooLong`. Without a deadline, as in tests and the static site, nothing is stopped.
    """
    deadline = _here.get()
    if deadline is None:
        yield
        return
    with deadline._asked(connection):
        yield
