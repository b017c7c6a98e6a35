"""A published output on an object store, for DuckDB and SQLite: its files are fetched when they are read.

What is asked is answered from the last commit: the files that its package names, its search index. A file
never changes under its name, so it is fetched once and kept in a cache on this machine; a question reads the
datasets that it speaks of and no others. What the last commit does not name goes from the cache.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import io
import os
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from fsspec import AbstractFileSystem

from pipeline.ask.in_memory import in_memory
from pipeline.datasets.ids import short_id
from pipeline.datasets.schema import datasets, schema_version
from pipeline.datasets.views import UNKNOWN, VIEWS, dataset_view
from pipeline.storage.commits import DATASETS, Commit, files_of, last_commit, package_of
from pipeline.storage.folders import RemoteFolder

if TYPE_CHECKING:
    import duckdb

CACHE = "MINGZHANG_CACHE"
"""Environment variable: the folder of the cache, instead of `mingzhang` in the user's own for caches."""
_SCHEME = "published"
_ROOT = f"{_SCHEME}://output"
_EMPTY = "no-rows.parquet"
_LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class NotPublished(ValueError):
    """There is nothing to ask; the message says why and what to do."""


class RemoteOutput:
    """The last commit of an output on an object store, as it was when this was made."""

    def __init__(self, url: str) -> None:
        """Raises `NotPublished`; `OSError` where the store does not answer."""
        self.folder = RemoteFolder(url.rstrip("/"))
        commit = last_commit(self.folder)
        if commit is None:
            raise NotPublished(
                f"there are no datasets in {url} that this version published; run `mingzhang run PATH "
                f"--output {url}` first, or say with --output where they are"
            )
        self.commit: Commit = commit
        self.package = package = package_of(self.folder, commit)
        self.cache = cache_folder() / short_id("cache", self.folder.url)
        self.files: dict[str, list[str]] = defaultdict(list)
        for path in files_of(package):
            self.files[path.partition("/")[0]].append(path)
        self._is_of_this_dictionary = package is not None and package.get("version") == schema_version()
        resources = [] if package is None else package["resources"]
        self._hashes = {f["path"]: f["hash"] for one in resources for f in one.get("files", ())}
        self._forget_others()

    root = _ROOT
    """Where its files are for DuckDB."""

    def first(self, name: str) -> list[str]:
        """A file of a dataset that has no rows and costs nothing: DuckDB looks into the first file of each
        dataset to know its columns. None where the output has the columns of another data dictionary.
        """
        if not self._is_of_this_dictionary:
            return []
        return ["/".join((name, *(UNKNOWN for _ in datasets()[name].partition), _EMPTY))]

    def dataset_file(self, path: str) -> Path:
        """A published file, below `datasets`, on this machine. Raises `OSError`."""
        return self._fetched(f"{DATASETS}/{path}", self._hashes.get(path))

    def search_index(self) -> Path:
        """The index on this machine. Raises `NotPublished` where the output has none, `OSError`."""
        if self.commit.search is None:
            raise NotPublished(f"there is no search index in {self.folder.url}; run `mingzhang run` again")
        return self._fetched(self.commit.search)

    def _fetched(self, name: str, known_hash: str | None = None) -> Path:
        path = self.cache / name
        if path.is_file():
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
        os.close(handle)
        try:
            self.folder.fetch(name, Path(draft))
            with Path(draft).open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            if known_hash not in (None, f"sha256:{digest}"):
                raise OSError(
                    f"{self.folder.url}/{name} is not what was written; "
                    f"run `mingzhang doctor {self.folder.url} --mend`"
                )
            os.replace(draft, path)
        except FileNotFoundError as error:
            raise OSError(
                f"{self.folder.url}/{name} is gone: others were published since; ask again"
            ) from error
        finally:
            Path(draft).unlink(missing_ok=True)
        return path

    def _forget_others(self) -> None:
        """What the commit does not name goes from the cache of this output."""
        named = {f"{DATASETS}/{path}" for own in self.files.values() for path in own}
        named.add(self.commit.search or "")
        for path in self.cache.rglob("*"):
            if path.relative_to(self.cache).as_posix() not in named and not path.name.startswith("."):
                with contextlib.suppress(OSError):  # a folder, or another has removed it
                    path.unlink()


class Shared(io.RawIOBase):
    """A file that several threads read at once, each at a position of its own: DuckDB gives one handle to
    several, and seeks and reads in two steps. It is closed when nobody has it any more: DuckDB closes none.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._one_at_a_time = threading.Lock()
        self._of_thread = threading.local()
        self._size = stream.seek(0, io.SEEK_END)

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """The position of this thread."""
        return getattr(self._of_thread, "position", 0)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves the position of this thread."""
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self.tell(), io.SEEK_END: self._size}[whence]
        self._of_thread.position = begin + offset
        return self.tell()

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes from the position of this thread on; fewer at the end of the file."""
        with self._one_at_a_time:
            self._stream.seek(self.tell())
            found = self._stream.read(-1 if size is None else size)
        self.seek(len(found), io.SEEK_CUR)
        return found

    def close(self) -> None:
        """Closes the file below."""
        self._stream.close()
        super().close()

    def __del__(self) -> None:
        self.close()


class PublishedFiles(AbstractFileSystem):  # type: ignore[misc]  # fsspec says nothing of types
    """The files of an output as a file system, for DuckDB: they can be read and nothing else."""

    protocol = _SCHEME
    cachable = False

    def __init__(self, output: RemoteOutput) -> None:
        super().__init__()
        self.output = output

    def _open(self, path: str, mode: str = "rb", **_: Any) -> Shared:
        if mode != "rb":
            raise PermissionError(f"{path} is published: it can only be read")
        below = self._below(path)
        if below.endswith(_EMPTY):
            return Shared(io.BytesIO(_empty(below.partition("/")[0])))
        return Shared(self.output.dataset_file(below).open("rb"))

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        """Name and size."""
        with self._open(path) as stream:
            return {"name": path, "size": stream.seek(0, io.SEEK_END), "type": "file"}

    def _below(self, path: str) -> str:
        return str(self._strip_protocol(path)).partition("/")[2]

    def glob(self, path: str, **_: Any) -> list[str]:
        """Views name their files: there is nothing to look for."""
        return [path]

    def modified(self, _path: str) -> datetime.datetime:
        """Always the same: a file never changes."""
        return _LONG_AGO


def connect_remote(
    output: RemoteOutput, before_lock: Callable[[duckdb.DuckDBPyConnection], None] | None = None
) -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB with the views over a published output; it can read its files and nothing else.

    `before_lock` may set and attach what is out of reach once the connection is given.
    Raises `OSError` where the store does not answer, DuckDB's errors for datasets of another version.
    """
    files = {name: [*output.first(name), *own] for name, own in output.files.items() if name in datasets()}
    connection = in_memory()
    connection.register_filesystem(PublishedFiles(output))
    names = [name for name in datasets() if name in files]
    for name in names:  # a view looks its files up when it is made: of many datasets one is enough for that
        connection.execute(dataset_view(name, _ROOT, files[name][:1]))
    connection.execute(VIEWS.read_text(encoding="utf-8"))
    for name in names:
        connection.execute(dataset_view(name, _ROOT, files[name], by_folder=True))
    if before_lock is not None:
        before_lock(connection)
    connection.execute(f"set allowed_directories = ['{_ROOT}/']")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def _empty(dataset: str) -> bytes:
    """A file of a dataset without rows."""
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    pq.write_table(datasets()[dataset].schema.empty_table(), stream)
    return stream.getvalue()


def cache_folder() -> Path:
    """Where this machine keeps what it fetched."""
    told = os.environ.get(CACHE)
    if told:
        return Path(told)
    users = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(users) if users else Path.home() / ".cache") / "mingzhang"
