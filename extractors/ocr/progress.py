"""How far the pages of a document are recognised, for whoever waits.

A page takes seconds where print takes hundredths. Whoever reads a document with pages to recognise calls
`report`: once before the first of them, `report(0, of)`, also where nobody is there to recognise them: so
it becomes known that the document waits for a recogniser. Then after each page, `report(done, of)`, also
where it turned out to be blank or could not be recognised, and with the same numbers again for each page that
is looked at a second time: every call is a page's worth of work.

A worker process hears it and tells its parent, which shows it and gives the document the time of one page
more; without a listener nothing happens. A document of which nothing is reported is bounded like print; one
that reports and then stops is killed like any that hangs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[int, int], None]
"""Told of pages that are recognised, and of how many there are to recognise."""

listener: Listener | None = None
"""Of this process; a worker sets it for the time of a document."""


def report(done: int, of: int) -> None:
    """So many pages of a document are recognised, of so many that are to be.

    >>> with heard_by(lambda done, of: print(done, "of", of)):
    ...     report(0, 2)
    0 of 2
    >>> report(1, 2)
    """
    if listener is not None:
        listener(done, of)


@contextmanager
def heard_by(told: Listener | None) -> Iterator[None]:
    """While this is open it is told; then whoever was told before."""
    global listener  # noqa: PLW0603 what a process has one of
    before, listener = listener, told
    try:
        yield
    finally:
        listener = before
