"""How far a run is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.running.receipts import Progress

_LINE_SECONDS = 10.0


@contextmanager
def progress_display() -> Iterator[Callable[[Progress], None]]:
    """Gives a function that shows progress on standard error."""
    if sys.stderr.isatty():
        with _bar() as show:
            yield show
    else:
        yield _Lines().show


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("documents"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.0f} pages/s"),
        TextColumn("{task.fields[failed]} failed"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None, rate=0.0, failed=0)

        def show(now: Progress) -> None:
            bar.update(task, total=now.total, completed=now.done, rate=_rate(now), failed=now.failed)

        yield show


class _Lines:
    """A line every few seconds, for logs."""

    def __init__(self) -> None:
        self.last = time.monotonic()

    def show(self, now: Progress) -> None:
        if time.monotonic() - self.last < _LINE_SECONDS:
            return
        self.last = time.monotonic()
        print(
            f"{now.done}/{now.total} documents, {_rate(now):.0f} pages/s, {now.failed} failed",
            file=sys.stderr,
            flush=True,
        )


def _rate(now: Progress) -> float:
    return now.pages / now.seconds if now.seconds > 0 else 0.0
