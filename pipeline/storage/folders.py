"""A folder of files that appear whole or not at all, here or on any file system that fsspec knows.

Names are relative, parted by `/`. On a local disk a file is written aside, flushed and renamed, and so is the
folder that it stands in; an object store puts an object in one step. Either way a reader sees the old
file or the new one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.storage.atomic import replace_file

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_SCHEME = "://"


class Folder(Protocol):
    """What the store, the datasets and the reports are kept in."""

    @property
    def url(self) -> str:
        """The folder as a user writes it."""

    def read(self, name: str) -> bytes:
        """All bytes of a file. Raises `FileNotFoundError`."""

    def read_part(self, name: str, start: int, size: int) -> bytes:
        """At most `size` bytes from `start` on. Raises `FileNotFoundError`."""

    def put(self, name: str, write: Callable[[Path], None]) -> None:
        """Lets `write` fill a file, which then stands there in one step. Raises `OSError`."""

    def put_bytes(self, name: str, content: bytes) -> None:
        """As `put`, for what is in memory."""

    def remove(self, name: str) -> None:
        """Removes a file; that there is none is no error."""

    def names(self, below: str = "") -> list[str]:
        """All files below, at any depth, sorted. None where there is nothing."""

    def starting(self, folder: str, start: str) -> list[str]:
        """The files of one folder whose names begin so, sorted; the others are not listed."""

    def has(self, name: str) -> bool:
        """Whether there is such a file."""


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder on a disk of this machine. Drafts stand in its `state/aside`."""

    root: Path

    @property
    def url(self) -> str:
        """The path as it was given."""
        return str(self.root)

    @property
    def aside(self) -> Path:
        """Where drafts are written: on the same disk, so that they can be renamed into place."""
        return self.root / "state" / "aside"

    def read(self, name: str) -> bytes:
        """From the disk."""
        return (self.root / name).read_bytes()

    def read_part(self, name: str, start: int, size: int) -> bytes:
        """Reads nothing of the rest."""
        with (self.root / name).open("rb") as stream:
            stream.seek(start)
            return stream.read(size)

    def put(self, name: str, write: Callable[[Path], None]) -> None:
        """Written aside, flushed, renamed."""
        replace_file(self.root / name, write, self.aside)

    def put_bytes(self, name: str, content: bytes) -> None:
        """Written aside, flushed, renamed."""
        self.put(name, lambda draft: _fill(draft, content))

    def remove(self, name: str) -> None:
        """Without flushing the folder: only what is put must be there after a crash."""
        (self.root / name).unlink(missing_ok=True)

    def names(self, below: str = "") -> list[str]:
        """Walks the folders below; drafts are among them."""
        top = self.root / below if below else self.root
        found = []
        for folder, _, files in os.walk(top):
            place = Path(folder).relative_to(self.root).as_posix()
            found += [file if place == "." else f"{place}/{file}" for file in files]
        return sorted(found)

    def starting(self, folder: str, start: str) -> list[str]:
        """Lists the one folder."""
        try:
            found = os.listdir(self.root / folder)
        except FileNotFoundError:
            return []
        return sorted(f"{folder}/{name}" for name in found if name.startswith(start))

    def has(self, name: str) -> bool:
        """Asks the disk."""
        return (self.root / name).exists()


@dataclass(frozen=True, slots=True)
class RemoteFolder:
    """A folder on any fsspec file system; credentials come from where its library looks for them.

    Whatever a file system raises that is no `OSError` becomes one: `OSError` is what callers know.
    """

    url: str

    @property
    def fs(self) -> AbstractFileSystem:
        """The fsspec file system, made once for each URL."""
        return _file_system(self.url)[0]

    def path(self, name: str) -> str:
        """A name as the file system wants it: without protocol; the folder itself for no name."""
        root = _file_system(self.url)[1]
        return f"{root}/{name}" if name else root

    def read(self, name: str) -> bytes:
        """One request."""
        with asked(self.url):
            return bytes(self.fs.cat_file(self.path(name)))

    def read_part(self, name: str, start: int, size: int) -> bytes:
        """One request for a range of bytes."""
        with asked(self.url):
            return bytes(self.fs.cat_file(self.path(name), start=start, end=start + size))

    def put(self, name: str, write: Callable[[Path], None]) -> None:
        """The draft is written on this machine and sent when it is whole."""
        with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch:
            draft = Path(scratch) / "draft"
            write(draft)
            self.put_bytes(name, draft.read_bytes())

    def send(self, name: str, path: Path) -> None:
        """Puts a file of this machine, however large; it appears whole."""
        with asked(self.url):
            self.fs.put_file(str(path), self.path(name))

    def fetch(self, name: str, path: Path) -> None:
        """Brings a file to this machine, however large. Raises `FileNotFoundError`."""
        with asked(self.url):
            self.fs.get_file(self.path(name), str(path))

    def put_bytes(self, name: str, content: bytes) -> None:
        """One request: an object appears whole."""
        with asked(self.url):
            self.fs.pipe_file(self.path(name), content)

    def create(self, name: str, content: bytes) -> bool:
        """Puts a file that is not there; false where it is.

        One conditional request where library and store know it: S3 and what honours `If-None-Match` as it
        does, Google's and Azure's stores. A library that cannot ask so asks whether the file is there, puts
        it and reads it back: of two that do so within a moment both may believe that it is theirs. So may two
        on a store that takes the condition and does not heed it (`heeds_conditions`).
        """
        with asked(self.url):
            try:
                self.fs.pipe_file(self.path(name), content, mode="create")
            except FileExistsError:
                return False
            except (TypeError, ValueError, NotImplementedError):
                return self._created_unconditionally(name, content)
        return True

    def heeds_conditions(self, name: str, content: bytes) -> bool:
        """Whether the store refuses to create a file that is there with this content."""
        return not self.create(name, content)

    def _created_unconditionally(self, name: str, content: bytes) -> bool:
        if self.has(name):
            return False
        self.fs.pipe_file(self.path(name), content)
        return self.read(name) == content

    def remove_all(self, names: Iterable[str]) -> None:
        """As many at a time as the store can; what is not there is passed over."""
        paths = [self.path(name) for name in names]
        if not paths:
            return
        with asked(self.url):
            try:
                self.fs.rm(paths)
            except FileNotFoundError:  # of some; which were removed is not said
                for path in paths:
                    with suppress(FileNotFoundError):
                        self.fs.rm_file(path)

    def remove(self, name: str) -> None:
        """One request; what is not there is passed over."""
        with asked(self.url), suppress(FileNotFoundError):
            self.fs.rm_file(self.path(name))

    def names(self, below: str = "") -> list[str]:
        """Asks the store anew: what its library remembers of listings is forgotten."""
        return self._found(self.path(below))

    def starting(self, folder: str, start: str) -> list[str]:
        """Lets the store look for the beginning of the names, and lists nothing else."""
        names = self._found(self.path(folder), prefix=start)
        return [name for name in names if name.startswith(f"{folder}/{start}")]

    def has(self, name: str) -> bool:
        """Asks the store anew."""
        with asked(self.url):
            self.fs.invalidate_cache()
            return bool(self.fs.exists(self.path(name)))

    def _found(self, path: str, **more: str) -> list[str]:
        root = self.path("")
        with asked(self.url):
            self.fs.invalidate_cache()
            try:
                found = self.fs.find(path, **more)
            except FileNotFoundError:
                return []
        return sorted(str(one)[len(root) + 1 :] for one in found)


@contextmanager
def asked(url: str) -> Iterator[None]:
    """Whatever a file system raises that is no `OSError` becomes one that names the place."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(f"{url} does not answer ({type(error).__name__}: {error})") from error


def open_folder(where: str | Path) -> LocalFolder | RemoteFolder:
    """The folder at a path, or at a URL such as `s3://bucket/output`.

    Raises `ValueError` where no library for the URL's protocol is installed; the message says which.

    >>> open_folder("output").url, open_folder("memory://output").url
    ('output', 'memory://output')
    """
    if not is_url(where):
        return LocalFolder(Path(where))
    folder = RemoteFolder(str(where).rstrip("/"))
    _ = folder.fs
    return folder


def is_url(where: str | Path) -> bool:
    """Whether a path names a file system of its own: `s3://…`, `https://…`; a drive letter does not.

    >>> is_url("s3://bucket/in"), is_url("in/a.pdf"), is_url(Path("in"))
    (True, False, False)
    """
    return isinstance(where, str) and _SCHEME in where


def split_url(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path in it. Raises `ValueError` as `open_folder` does."""
    return _file_system(url)


@cache
def _file_system(url: str) -> tuple[Any, str]:
    import fsspec

    try:
        fs, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        scheme = url.partition(_SCHEME)[0]
        raise ValueError(
            f"{url} cannot be opened: {error}; for s3 install mingzhang[s3], for other protocols the library "
            f"that fsspec names for {scheme}"
        ) from error
    return fs, str(path).rstrip("/")


def _fill(draft: Path, content: bytes) -> None:
    draft.write_bytes(content)
