"""One process that draws: our side of it, and its own.

A document is other people's bytes, and PDFium is native code: what it may cost is bounded by time, processor
time and memory, and when it dies, the explorer does not.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from pipeline.explorer.pictures.orders import Answer, Needed, Order, Sorry
from pipeline.reports.page_pictures import NoPicture
from pipeline.running.processes import (
    bound_address_space,
    bound_cpu,
    kill_group,
    processor_seconds,
    resident_mb,
)
from pipeline.running.worker import no_main_module

_NO_BYTES = b""
_LESS_HASTE = 5
"""So much other pages go before pictures, as the system counts it."""
_LOOK_SECONDS = 0.05
"""So often it is looked at what the process uses."""


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """What one picture may cost. Nothing that is shown depends on them but whether it is shown."""

    seconds: float = 30.0
    cpu_seconds: float = 15.0
    memory_mb: int = 1024
    """Resident, of the process: with three documents open."""
    pictures_per_process: int = 400
    """A process is replaced after so many, so that leaks of native code stay small."""
    start_seconds: float = 60.0


class Process:
    """Our side: one order at a time."""

    def __init__(self, limits: PictureLimits) -> None:
        self._limits = limits
        self._served = 0
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=_work,
            args=(theirs, limits),
            daemon=True,
            name="mingzhang-draws",
        )
        with no_main_module():
            self._process.start()
        theirs.close()
        self._is_ready = False

    @property
    def is_worn(self) -> bool:
        """Whether it is to be replaced: it has ended, or served long enough."""
        return not self._process.is_alive() or self._served >= self._limits.pictures_per_process

    def answer(self, order: Order, data_of: Callable[[], bytes]) -> Answer:
        """What it answers. `data_of` gives the bytes of the document where it does not have them; what that
        raises, this raises.
        """
        self._served += 1
        try:
            if not self._is_ready:
                self._received(self._limits.start_seconds, float("inf"))
                self._is_ready = True
            self._connection.send(order)
            answer = self._received(self._limits.seconds, self._limits.cpu_seconds)
            if isinstance(answer, Needed):
                try:
                    data = data_of()
                except Exception:
                    self._sent(_NO_BYTES)  # it says that it is sorry, which nobody wants to hear
                    raise
                answer = self._sent(data)
        except _Excess:
            self.end()
            return Sorry("over_limit")
        except (EOFError, BrokenPipeError, ConnectionResetError):
            self.end()
            return Sorry("crashed")
        found: Answer = answer
        return found

    def _sent(self, data: bytes) -> Any:
        self._connection.send_bytes(data)
        return self._received(self._limits.seconds, self._limits.cpu_seconds)

    def _received(self, seconds: float, cpu_seconds: float) -> Any:
        """What it sends next. Raises `_Excess` when it is over a limit."""
        pid = self._process.pid or 0
        began, cpu = time.monotonic(), processor_seconds(pid)
        while not self._connection.poll(_LOOK_SECONDS):
            if time.monotonic() - began > seconds or processor_seconds(pid) - cpu > cpu_seconds:
                raise _Excess
            if resident_mb(pid) > self._limits.memory_mb:
                raise _Excess
        return self._connection.recv()

    def end(self) -> None:
        """Ends it by force; that it has ended is no error."""
        if self._process.is_alive():
            kill_group(self._process.pid or 0)
            self._process.kill()
        self._process.join()
        self._connection.close()


class _Excess(Exception):
    """It is over a limit."""


def _work(connection: Connection, limits: PictureLimits) -> None:
    """Its own side: orders until nobody sends any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    with contextlib.suppress(AttributeError, OSError):
        os.setpgid(0, 0)
        os.nice(_LESS_HASTE)
    from pipeline.explorer.pictures.drawing import Drawer
    from pipeline.explorer.pictures.fonts import ChineseFonts, chinese_fonts

    fonts = ChineseFonts(chinese_fonts())
    bound_address_space(limits.memory_mb)

    def data_of(_doc_id: str) -> bytes:
        connection.send(Needed())
        data = connection.recv_bytes()
        if data == _NO_BYTES:
            raise NoPicture("unreadable", "")
        return data

    drawer = Drawer(data_of)
    try:
        connection.send("ready")
        while True:
            order = connection.recv()
            bound_cpu(limits.cpu_seconds)
            connection.send(drawer.answer(order))
    except (EOFError, BrokenPipeError, ConnectionResetError):  # the parent hung up
        del fonts
