"""SIGTERM as an orderly end: what is staged stays, workers end, the last lines are written.

`kill`, systemd and a container's `stop` send it and wait for some time before they send SIGKILL.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Terminated(KeyboardInterrupt):
    """SIGTERM came. Whoever keeps what is done on an interrupt keeps it on this, too."""


@contextmanager
def terminable() -> Iterator[None]:
    """Inside, the first SIGTERM raises `Terminated`, and others do nothing: the end is under way.

    Only a process's main thread can be interrupted so; elsewhere this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_signal: int, _frame: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
