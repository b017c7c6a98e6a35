"""The newest edition of an output, kept open, and exchanged when a run has published another.

A request is answered from the edition that was the newest when it began; what nobody uses any more is closed
as soon as nothing refers to it. A new generation is opened and prepared beside the old one, which answers
until then.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Lock, Thread

from pipeline.ask.query import Held
from pipeline.explorer.edition import Edition
from pipeline.explorer.pictures.studio import Studio
from pipeline.explorer.prepared.making import Stopped, make
from pipeline.explorer.prepared.place import Place
from pipeline.storage.commits import last_number
from pipeline.storage.folders import RemoteFolder, is_url

LOG = logging.getLogger("mingzhang.explorer")
LOOK_AGAIN = 30.0
"""Seconds between two looks at an object store for another generation."""
_PACKAGE = Path("datasets") / "datapackage.json"
Stamp = tuple[int, ...]


class Library:
    """Gives the edition that a request is answered from."""

    def __init__(self, output: str, sources: Sequence[str] = (), *, prepares: bool = True) -> None:
        """Raises `QueryError` where there are no datasets. With `prepares` what is slow to ask is made
        beforehand, in the background.
        """
        self.output, self.sources, self.prepares = output, tuple(sources), prepares
        self._folder = RemoteFolder(output.rstrip("/")) if is_url(output) else None
        self.studio = Studio(output)
        """What draws pages: one for all editions."""
        self._lock = Lock()
        self._ends = Event()
        self._thread: Thread | None = None
        self._looked = time.monotonic()
        self._stamp = self._now()
        self._edition: Edition | None = self._open(self._stamp)
        self._settled = self._edition.is_prepared or not prepares
        """Whether there is nothing better to be had of this generation."""
        if not self._settled:
            self._renew()

    @property
    def is_renewing(self) -> bool:
        """Whether a newer edition, or the prepared answers of this one, are being made."""
        return self._thread is not None and self._thread.is_alive()

    def edition(self) -> Edition:
        """The newest one that is ready. Raises `QueryError`, `DamagedOutput`, `OSError` where none can be."""
        edition = self._edition
        if edition is None or edition.is_doubtful:
            return self._opened_anew()
        if self._folder is None:
            if self._now() != self._stamp:
                self._renew()
        elif time.monotonic() - self._looked > LOOK_AGAIN:
            self._looked = time.monotonic()
            self._renew()
        return edition

    def wait(self, seconds: float = 600.0) -> bool:
        """Until the newest edition is ready: for tests, and who prepares before serving."""
        self.edition()
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return not self.is_renewing

    def close(self) -> None:
        """Nothing more is prepared, and no more questions."""
        self._ends.set()
        if self._thread is not None:
            self._thread.join()
        with self._lock:
            self._edition = None
        self.studio.close()

    def _opened_anew(self) -> Edition:
        """When something could not be read: whatever is published now, without prepared answers that may be
        what is damaged."""
        with self._lock:
            edition = self._edition
            if edition is not None and not edition.is_doubtful:
                return edition  # another request was first
            if edition is not None and edition.place is not None:
                edition.place.discard()
            self._edition = None
            self._stamp = self._now()
            self._edition = edition = self._open(self._stamp)
        if self.prepares and not edition.is_prepared:
            self._renew()
        return edition

    def _renew(self) -> None:
        """Begins to, unless somebody is about it."""
        with self._lock:
            if not self.is_renewing and not self._ends.is_set():
                self._thread = Thread(target=self._bring_up, name="mingzhang-renew", daemon=True)
                self._thread.start()

    def _bring_up(self) -> None:
        """In a thread: opens the newest generation, prepares it, and lets it take the old one's place."""
        try:
            while not self._ends.is_set():
                stamp = self._now()
                if stamp == self._stamp and self._settled:
                    return
                self._bring_up_to(stamp)
        except Stopped:
            return
        except Exception:  # whatever it is, the old edition answers, and the next request tries again
            LOG.exception("a newer edition of %s cannot be opened", self.output)
            time.sleep(1)

    def _bring_up_to(self, stamp: Stamp) -> None:
        before = self._stamp
        held = Held(self.output)
        place = Place(held)
        if self.prepares and held.mark and not place.is_there():
            try:
                seconds = make(held, place.path, self._ends.is_set)
                LOG.info("prepared in %.1f s", seconds)
            except Stopped:
                raise
            except Exception:  # a full disk; answers are slower then, but they are
                LOG.exception("what is slow to ask could not be prepared; pages are slower")
        edition = self._made(held, stamp, place)
        if edition.is_prepared:
            place.forget_others()
        with self._lock:
            if self._stamp in (before, stamp):  # else a later one had to be opened meanwhile
                self._edition, self._stamp, self._settled = edition, stamp, True

    def _open(self, stamp: Stamp) -> Edition:
        held = Held(self.output)
        return self._made(held, stamp, Place(held))

    def _made(self, held: Held, stamp: Stamp, place: Place) -> Edition:
        is_there = self.prepares and bool(held.mark) and place.is_there()
        edition = Edition(held, self.sources, "-".join(map(str, stamp)), place if is_there else None)
        edition.studio = self.studio
        return edition

    def _now(self) -> Stamp:
        """What is another when another generation has taken the place of this one."""
        if self._folder is not None:
            return (last_number(self._folder),)
        try:
            found = (Path(self.output) / _PACKAGE).stat()
        except OSError:
            return ()
        return (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)
