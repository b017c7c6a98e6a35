"""The newest edition of an output, kept open, and exchanged when a run has published another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from pipeline.ask.query import Held
from pipeline.explorer.edition import Edition
from pipeline.explorer.pictures.studio import Studio
from pipeline.storage.folders import is_url


class Library:
    """Gives the edition that a request is answered from."""

    def __init__(self, output: str, sources: Sequence[str] = ()) -> None:
        """Raises `QueryError` where there are no datasets."""
        self.output, self.sources = output, tuple(sources)
        self.studio = Studio(output)
        self._lock = Lock()
        self._stamp = self._now()
        self._edition = self._open()

    def edition(self) -> Edition:
        """The newest one."""
        stamp = self._now()
        if stamp != self._stamp:
            with self._lock:
                if stamp != self._stamp:
                    self._edition, self._stamp = self._open(), stamp
        return self._edition

    def _open(self) -> Edition:
        edition = Edition(Held(self.output), self.sources, str(self._stamp))
        edition.studio = self.studio
        return edition

    def _now(self) -> int:
        """What is another when another generation has taken the place of this one; 0 of a store."""
        if is_url(self.output):
            return 0
        try:
            return (Path(self.output) / "datasets").stat().st_ino
        except OSError:
            return 0
