"""The datasets as they are replaced: all files at once, so that readers see the old ones or the new ones.

On a local disk the next generation grows beside the published one: files that stay are linked, files that are
new are written and flushed, and at last the two folders change places in one step. A run that dies before
that leaves the published generation as it was. Where a system cannot exchange two folders, two renames do
it, and whoever finds the gap between them closes it. On an object store each file is replaced in one step,
and `datapackage.json`, which names them all with their hashes, comes last.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from pipeline.storage.atomic import flush, make_folder
from pipeline.storage.folders import Folder, LocalFolder, RemoteFolder

DATASETS = "datasets"
_NEXT = "state/next"
_PREVIOUS = "state/previous"
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


@dataclass(frozen=True, slots=True)
class Written:
    """Size and sha256 of a file that was written."""

    size: int
    sha256: str


class Generation(Protocol):
    """Paths are below `datasets`."""

    def has(self, path: str, size: int) -> bool:
        """Whether the published generation has the file, of that size."""

    def keep(self, path: str) -> None:
        """Takes a file of the published generation over into the next."""

    def put(self, path: str, write: Callable[[Path], None]) -> Written:
        """Writes a file of the next generation."""

    def read(self, path: str) -> bytes:
        """A file of the published generation. Raises `FileNotFoundError`."""

    def names(self, below: str) -> list[str]:
        """Files of the published generation."""

    def finish(self, name: str, content: bytes) -> None:
        """With this last file the next generation becomes the published one.

        What went through neither `keep` nor `put` is gone.
        """


def next_generation(folder: LocalFolder | RemoteFolder) -> Generation:
    """A next generation of the datasets in an output folder; only the holder of its lock may begin one."""
    return LocalGeneration(folder) if isinstance(folder, LocalFolder) else RemoteGeneration(folder)


class LocalGeneration:
    """Files beside the published ones, in `state/next`, until the two folders change places."""

    def __init__(self, folder: LocalFolder) -> None:
        self.live, self.next = folder.root / DATASETS, folder.root / _NEXT
        self.previous = folder.root / _PREVIOUS
        self._close_gap()
        for leftover in (self.next, self.previous):
            shutil.rmtree(leftover, ignore_errors=True)
        self.folders: set[Path] = set()
        self.next.mkdir(parents=True)

    def _close_gap(self) -> None:
        """A run died between two renames: the generation before it is the published one again."""
        if self.previous.is_dir() and not self.live.is_dir():
            self.previous.rename(self.live)

    def has(self, path: str, size: int) -> bool:
        """By the size that the disk has: a file that was cut off is not there."""
        try:
            return (self.live / path).stat().st_size == size
        except OSError:
            return False

    def keep(self, path: str) -> None:
        """Links the file, or copies it where links are not."""
        target = self._place(path)
        try:
            os.link(self.live / path, target)
        except OSError:  # a file system without links
            shutil.copy2(self.live / path, target)
            flush(target)

    def put(self, path: str, write: Callable[[Path], None]) -> Written:
        """Flushed to disk when this returns."""
        target = self._place(path)
        write(target)
        flush(target)
        with target.open("rb") as stream:
            return Written(target.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())

    def read(self, path: str) -> bytes:
        """From the published folder, whatever the next has."""
        return (self.live / path).read_bytes()

    def names(self, below: str) -> list[str]:
        """At any depth, sorted."""
        return LocalFolder(self.live).names(below)

    def finish(self, name: str, content: bytes) -> None:
        """The folders change places in one step, or in two renames whose gap the next run closes."""
        self.put(name, lambda draft: _fill(draft, content))
        for folder in sorted(self.folders, reverse=True):
            flush(folder)
        flush(self.next)
        make_folder(self.live.parent)
        if not self.live.exists():
            self.next.rename(self.live)
        elif _exchange(self.next, self.live):
            self.next.rename(self.previous)
        else:
            self.live.rename(self.previous)
            self.next.rename(self.live)
        flush(self.live.parent)
        flush(self.next.parent)

    def _place(self, path: str) -> Path:
        target = self.next / path
        if target.parent not in self.folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self.folders.update(p for p in target.parents if p.is_relative_to(self.next))
        return target


class RemoteGeneration:
    """Object by object, in place."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.old = set(folder.names(DATASETS))
        self.new: set[str] = set()
        self.begun = False

    def has(self, path: str, size: int) -> bool:
        """By name: an object is whole or not there."""
        del size
        return f"{DATASETS}/{path}" in self.old

    def keep(self, path: str) -> None:
        """Leaves the object where it stands."""
        self.new.add(f"{DATASETS}/{path}")

    def put(self, path: str, write: Callable[[Path], None]) -> Written:
        """Replaces the object; before the first one the package goes, which speaks of what was."""
        files: list[Written] = []
        if not self.begun:
            self.begun = True  # its absence says that a generation is being written
            self.folder.remove(f"{DATASETS}/datapackage.json")

        def measured(draft: Path) -> None:
            write(draft)
            with draft.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            files.append(Written(draft.stat().st_size, digest))

        self.folder.put(f"{DATASETS}/{path}", measured)
        self.new.add(f"{DATASETS}/{path}")
        return files[0]

    def read(self, path: str) -> bytes:
        """The object as it stands now."""
        return self.folder.read(f"{DATASETS}/{path}")

    def names(self, below: str) -> list[str]:
        """Of the objects that were there when the generation was begun, sorted."""
        start = f"{DATASETS}/{below}".rstrip("/") + "/"
        return sorted(name[len(DATASETS) + 1 :] for name in self.old if name.startswith(start))

    def finish(self, name: str, content: bytes) -> None:
        """Removes what is of no use any more; the package comes last."""
        for stale in sorted(self.old - self.new - {f"{DATASETS}/{name}"}):
            self.folder.remove(stale)
        self.folder.put_bytes(f"{DATASETS}/{name}", content)


def _exchange(one: Path, other: Path) -> bool:
    """Lets two folders change places in one step; false where the system or the disk cannot."""
    a, b = os.fsencode(one), os.fsencode(other)
    with suppress(OSError, AttributeError):
        library: Any = ctypes.CDLL(None)
        if sys.platform == "linux":
            return bool(library.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _RENAME_EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(library.renamex_np(a, b, _RENAME_SWAP) == 0)
    return False


def _fill(draft: Path, content: bytes) -> None:
    draft.write_bytes(content)
