"""The thread that kills what is over its limit, whatever the parent is busy with."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from pipeline.running.worker import Worker

POLL_SECONDS = 0.1


class Watch:
    """Looks at all workers of a pool ten times a second; it starts when there is something to watch."""

    def __init__(self) -> None:
        self._workers: tuple[Worker, ...] = ()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def over(self, workers: Iterable[Worker]) -> None:
        """From now on watches these."""
        self._workers = tuple(workers)
        if self._thread is None:
            self._thread = threading.Thread(target=self._go, name="mingzhang-watch", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Ends the thread; nothing is killed from then on."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _go(self) -> None:
        while not self._stop.wait(POLL_SECONDS):
            for worker in self._workers:
                worker.enforce()
