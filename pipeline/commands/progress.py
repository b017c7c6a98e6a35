"""How far a run is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.language.spoken import tr
from pipeline.running.receipts import Progress

_LINE_SECONDS = 10.0
_NAMED_SCANS = 2


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
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn(tr("documents")),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[failed]}"),
        TextColumn("{task.fields[scans]}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None, rate="", failed="", scans="")

        def show(now: Progress) -> None:
            bar.update(
                task,
                total=now.total,
                completed=now.done,
                rate=tr("{rate:.0f} pages/s", rate=_rate(now)),
                failed=tr("{count} failed", count=now.failed),
                scans=escape(_scans(now)),
            )

        yield show


class _Lines:
    """A line every few seconds, for logs."""

    def __init__(self) -> None:
        self.last = time.monotonic()

    def show(self, now: Progress) -> None:
        self.say(said(now))

    def say(self, line: str) -> None:
        if time.monotonic() - self.last >= _LINE_SECONDS:
            self.last = time.monotonic()
            print(line, file=sys.stderr, flush=True)


def said(now: Progress) -> str:
    """How far a run is, in a line."""
    scans = _scans(now)
    line = tr(
        "{done}/{all} documents, {rate:.0f} pages/s, {failed} failed",
        done=now.done,
        all=now.total,
        rate=_rate(now),
        failed=now.failed,
    )
    return line + (tr("; ") + scans if scans else "")


def _scans(now: Progress) -> str:
    """How far the documents are whose scanned pages are being recognised; the first few."""
    shown = [
        tr("{name}: page {page} of {pages}", name=uri.rpartition("/")[2], page=min(done + 1, of), pages=of)
        for uri, done, of in now.scans
    ]
    more = len(shown) - _NAMED_SCANS
    return tr(", ").join(
        (*shown[:_NAMED_SCANS], *([tr("{count} more scans", count=more)] if more > 0 else ()))
    )


@contextmanager
def pages_display() -> Iterator[None]:
    """While this is open it is shown how far one document is whose scanned pages are recognised."""
    from extractors.ocr.progress import heard_by

    lines = _Lines()

    def show(done: int, of: int) -> None:
        if done < of:  # after the last page there is none that is being recognised
            lines.say(tr("page {page} of {pages} is recognised", page=done + 1, pages=of))

    with heard_by(show):
        yield


def _rate(now: Progress) -> float:
    return now.pages / now.seconds if now.seconds > 0 else 0.0
