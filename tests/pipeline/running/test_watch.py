"""The watch looks at every worker, and at nothing else."""

from __future__ import annotations

import threading
from typing import Any

from pipeline.running.watch import Watch


class Watched:
    """A worker that only counts how often it was looked at."""

    def __init__(self) -> None:
        self.looks = 0
        self.seen = threading.Event()

    def enforce(self) -> None:
        self.looks += 1
        self.seen.set()


def test_all_that_are_watched_are_looked_at_until_it_stops() -> None:
    watch, workers = Watch(), [Watched(), Watched()]
    over: Any = watch.over
    over(workers)
    assert all(w.seen.wait(10) for w in workers)
    later = Watched()
    over([later])
    assert later.seen.wait(10)
    watch.stop()
    looks = [w.looks for w in (*workers, later)]
    threading.Event().wait(0.3)
    assert [w.looks for w in (*workers, later)] == looks


def test_a_watch_that_never_began_can_stop() -> None:
    Watch().stop()
    assert "mingzhang-watch" not in {thread.name for thread in threading.enumerate()}
