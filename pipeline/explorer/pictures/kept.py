"""Pictures that were drawn, on a disk: below the output, or in a folder of its own where that takes none.

Each document has a folder, which goes with it when it is taken out (`mingzhang forget`). What was not looked
at for longest goes first when there is too much. Several processes may share a folder: files appear whole,
and that one is gone is no error.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from threading import Lock

from pipeline.running.taken_out import PICTURES
from pipeline.storage.folders import is_url

MOST_BYTES = 500_000_000
"""About 6,000 pages."""
_SWEEP = 0.05
"""Share of the most that is written before it is looked at what there is."""
_SWEPT_TO = 0.9


class KeptPictures:
    """Gives and takes files by document and name. May be asked from many threads."""

    def __init__(self, output: str | Path, most_bytes: int = MOST_BYTES) -> None:
        self._output = output
        self._most = most_bytes
        self._written = 0
        self._lock = Lock()

    @cached_property
    def folder(self) -> Path:
        """Where they are, made when it is first needed."""
        return _folder(self._output)

    def get(self, doc_id: str, name: str) -> bytes | None:
        """A file; null where it is not kept."""
        path = self._path(doc_id, name)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return data

    def put(self, doc_id: str, name: str, data: bytes) -> None:
        """Keeps a file; where it cannot be kept it is drawn again, which is no error."""
        path = self._path(doc_id, name)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".draft")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
                os.replace(draft, path)
            finally:
                with contextlib.suppress(OSError):
                    os.unlink(draft)
        with self._lock:
            self._written += len(data)
            is_due = self._written > self._most * _SWEEP
            if is_due:
                self._written = 0
        if is_due:
            self.sweep()

    def sweep(self) -> None:
        """Removes the files that were not asked for longest, where there are more bytes than there may be."""
        found = sorted(_files(self.folder), key=lambda file: file[1])
        size = sum(file[2] for file in found)
        if size <= self._most:
            return
        for path, _, bytes_of in found:
            if size <= self._most * _SWEPT_TO:
                return
            with contextlib.suppress(OSError):
                path.unlink()
                size -= bytes_of

    def _path(self, doc_id: str, name: str) -> Path:
        return self.folder / doc_id[:2] / doc_id / name


def _folder(output: str | Path) -> Path:
    if not is_url(output):
        folder = Path(output) / PICTURES
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                return folder
    return Path(tempfile.mkdtemp(prefix="mingzhang-pictures-"))


def _files(folder: Path) -> Iterator[tuple[Path, float, int]]:
    """Each with the time when it was last asked for, and its size."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place) / name
            with contextlib.suppress(OSError):
                status = path.stat()
                yield path, status.st_mtime, status.st_size
