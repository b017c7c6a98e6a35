"""The datasets as they are replaced: all files at once, so that readers see the old ones or the new ones.

On a local disk the next generation is the one before the published, brought up to the published and then
beyond: files that stay are links, so that it costs what changed. `prepare` has all of it on disk, `publish`
lets the two folders change places in one step. A run that dies before `prepare` has ended leaves the
published generation as it was; one that dies behind it is finished by `complete`. Where a system cannot
exchange two folders, two renames do it, and whoever finds the gap between them closes it. For object stores
see `remote_generation`.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from pipeline.datasets.ids import short_id
from pipeline.publishing.written import Written
from pipeline.storage.atomic import flush, make_folder, replace_text
from pipeline.storage.commits import DATASETS
from pipeline.storage.folders import LocalFolder
from pipeline.storage.locks import is_read

PACKAGE = "datapackage.json"
_RUNS = "runs"
_NEXT = "state/next"
_PREVIOUS = "state/previous"
_CHANGES = "state/changes.json"
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2
_MANY_FILES = 32
"""More than so many files are brought to disk together, where the system can."""


class Generation(Protocol):
    """The next generation: the published one but for what is put and removed. Paths are below `datasets`."""

    def complete(self, mark: str) -> bool:
        """Whether the generation of this mark is published, at the latest now: if it was prepared, it is."""

    def sizes(self) -> dict[str, int]:
        """The files of the published generation with their sizes."""

    def read(self, path: str) -> bytes:
        """A file of the published generation. Raises `FileNotFoundError`."""

    def begin(self) -> None:
        """Makes the next generation as the published one is. Before anything is put or removed."""

    def put(self, path: str, write: Callable[[Path], None]) -> Written:
        """Writes a file of the next generation, there or where `Written` says; several threads may."""

    def remove(self, path: str) -> None:
        """Leaves a file out of the next generation."""

    def prepare(self, package: bytes) -> str:
        """Nothing more will be put or removed. All of it is safe; gives the mark of the next generation."""

    def publish(self) -> None:
        """The next generation becomes the published one. Raises `LockLost` where another writer was first."""


def mark_of(read: Callable[[str], bytes], names: Iterable[str]) -> str:
    """What tells a generation from all others: its package, and its last file of runs, which names each run
    once.

    Raises `FileNotFoundError` where there is none.
    """
    runs = sorted(
        (name for name in names if name.startswith(f"{_RUNS}/")), key=lambda name: (len(name), name)
    )
    last = hashlib.sha256(read(runs[-1])).hexdigest() if runs else ""
    return short_id("generation", hashlib.sha256(read(PACKAGE)).hexdigest(), last)


class LocalGeneration:
    """Files beside the published ones, in `state/next`, until the two folders change places."""

    def __init__(self, folder: LocalFolder) -> None:
        self.root = folder.root
        self.live, self.next = folder.root / DATASETS, folder.root / _NEXT
        self.previous = folder.root / _PREVIOUS
        self.changes = folder.root / _CHANGES
        self._changed: set[str] = set()
        self._folders: set[Path] = set()

    def complete(self, mark: str) -> bool:
        """Closes the gap between two renames, too, when a run died in it."""
        if not self.live.is_dir():
            for folder in (self.next, self.previous):
                if _mark(folder) == mark:
                    folder.rename(self.live)
                    break
            else:
                if self.previous.is_dir():
                    self.previous.rename(self.live)
        if _mark(self.live) == mark:
            return True
        if _mark(self.next) == mark:
            self.publish()
            return True
        return False

    def sizes(self) -> dict[str, int]:
        """As the disk has them: a file that was cut off has another size than was written."""
        found: dict[str, int] = {}
        waiting = [(self.live, "")]
        while waiting:
            folder, before = waiting.pop()
            try:
                entries = list(os.scandir(folder))
            except FileNotFoundError:
                continue
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((Path(entry.path), f"{before}{entry.name}/"))
                else:
                    found[f"{before}{entry.name}"] = entry.stat().st_size
        return found

    def read(self, path: str) -> bytes:
        """From the published folder, whatever the next has."""
        return (self.live / path).read_bytes()

    def begin(self) -> None:
        """The generation before the published one, brought up to it; or else a link to every file."""
        shutil.rmtree(self.next, ignore_errors=True)
        changed = self._changed_since_previous()
        if changed is None:
            shutil.rmtree(self.previous, ignore_errors=True)
            self.next.mkdir(parents=True)
            for path in self.sizes():
                self._link(path)
            return
        self.previous.rename(self.next)
        for path in changed:
            (self.next / path).unlink(missing_ok=True)
            if (self.live / path).exists():
                self._link(path)
            else:
                self._remove_empty(self.next / path)

    def put(self, path: str, write: Callable[[Path], None]) -> Written:
        """A new file: what other generations have under this name stays as it is."""
        target = self._place(path)
        target.unlink(missing_ok=True)
        write(target)
        self._changed.add(path)
        with target.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return Written(path, target.stat().st_size, digest)

    def remove(self, path: str) -> None:
        """Its link; the published generation keeps its own."""
        target = self._place(path)
        target.unlink(missing_ok=True)
        self._changed.add(path)
        self._remove_empty(target)

    def prepare(self, package: bytes) -> str:
        """Everything flushed to disk, and a note of what changed, by which the one after is made."""
        self.put(PACKAGE, lambda draft: _fill(draft, package))
        if len(self._changed) <= _MANY_FILES or not _flush_disk(self.next):
            for path in sorted(self._changed):
                with suppress(FileNotFoundError):  # removed
                    flush(self.next / path)
            for folder in sorted(self._folders, reverse=True):
                with suppress(FileNotFoundError):
                    flush(folder)
            flush(self.next)
        mark = _mark(self.next)
        assert mark is not None
        note = {"from": _mark(self.live), "to": mark, "paths": sorted(self._changed)}
        replace_text(self.changes, json.dumps(note), self.root / "state" / "aside")
        return mark

    def publish(self) -> None:
        """The folders change places in one step, or in two renames whose gap the next run closes."""
        make_folder(self.live.parent)
        shutil.rmtree(self.previous, ignore_errors=True)
        if not self.live.exists():
            self.next.rename(self.live)
        elif _exchange(self.next, self.live):
            self.next.rename(self.previous)
        else:
            self.live.rename(self.previous)
            self.next.rename(self.live)
        flush(self.live.parent)
        flush(self.next.parent)

    def _changed_since_previous(self) -> list[str] | None:
        """The files by which the published generation differs from the one before; null where that is not
        known, or where someone still reads the one before."""
        try:
            if is_read(self.previous):
                return None
            note = json.loads(self.changes.read_bytes())
            if (note["from"], note["to"]) != (_mark(self.previous), _mark(self.live)) or note["from"] is None:
                return None
            return [str(path) for path in note["paths"]]
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _link(self, path: str) -> None:
        """A link, or a copy where links are not."""
        target = self._place(path)
        try:
            os.link(self.live / path, target)
        except OSError:  # a file system without links
            shutil.copy2(self.live / path, target)
            flush(target)

    def _remove_empty(self, target: Path) -> None:
        """The folders above a file that is gone, as far as nothing else is in them."""
        for folder in target.parents:
            if folder == self.next:
                return
            try:
                folder.rmdir()
            except FileNotFoundError:
                pass
            except OSError:  # not empty
                return
            self._folders.discard(folder)

    def _place(self, path: str) -> Path:
        """Where a file of the next generation stands; its folder is there, and noted as changed."""
        target = self.next / path
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.update(p for p in target.parents if p.is_relative_to(self.next))
        return target


def _mark(folder: Path) -> str | None:
    """The mark of the generation in a folder; null where there is none."""
    try:
        names = [f"{_RUNS}/{name}" for name in os.listdir(folder / _RUNS)]
    except FileNotFoundError:
        names = []
    try:
        return mark_of(lambda path: (folder / path).read_bytes(), names)
    except FileNotFoundError:
        return None


def _flush_disk(folder: Path) -> bool:
    """Brings everything on the disk of a folder to it, at once; false where the system cannot."""
    if sys.platform != "linux":
        return False
    try:
        library: Any = ctypes.CDLL(None, use_errno=True)
        handle = os.open(folder, os.O_RDONLY)
        try:
            return bool(library.syncfs(handle) == 0)
        finally:
            os.close(handle)
    except (OSError, AttributeError):
        return False


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
