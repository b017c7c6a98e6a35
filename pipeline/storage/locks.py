"""One writer at a time to an output folder.

On a local disk the system's own file lock: it ends with the process, however that ends. On an object store an
object that only one writer can create and that its holder renews; whoever finds it watches it, by the
watcher's own clock, and takes it over when nothing renews it any more. No clock of another machine is
believed.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from pipeline.storage.atomic import make_folder
from pipeline.storage.folders import LocalFolder, RemoteFolder

LOCK = "state/lock"
LEASE_SECONDS = 60.0
"""An object that nobody renews for so long belongs to nobody."""
BEATS = 4
"""How often a holder renews within that time."""


class OutputLocked(RuntimeError):
    """Another run writes to the same output folder."""


class LockLost(RuntimeError):
    """Another run took the output folder over: this one was held up for longer than its lease."""


class Held:
    """The lock of a writer. On a disk the system holds it for as long as the process lives."""

    def check(self) -> None:
        """The folder is still this writer's. Raises `LockLost`, `OSError` where the store does not say."""


@contextmanager
def hold(folder: LocalFolder | RemoteFolder, name: str = LOCK) -> Iterator[Held]:
    """Holds the folder for one writer. Raises `OutputLocked`; `LockLost` at the end of a lease that broke.

    `name` is another lock than that of runs: of one file that people write while a run goes on.
    """
    if isinstance(folder, LocalFolder):
        with _file_lock(folder, name):
            yield Held()
    else:
        with _lease(folder, name) as held:
            yield held


def share_folder(handle: int) -> None:
    """Says that an open folder is being read; whoever asks `is_read` knows until the handle is closed."""
    with contextlib.suppress(ImportError, OSError):  # Windows; file systems without locks
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_SH)


def is_read(folder: Path) -> bool:
    """Whether someone may read a folder: true where the system cannot tell."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


@contextmanager
def _file_lock(folder: LocalFolder, name: str) -> Iterator[None]:
    make_folder((folder.root / name).parent)
    with (folder.root / name).open("a+", encoding="utf-8") as stream:
        try:
            import fcntl
        except ImportError:  # Windows
            yield from _windows_lock(folder, stream)
            return
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutputLocked(_message(folder.url, _read_holder(stream))) from error
        _write_holder(stream)
        yield


def _windows_lock(folder: LocalFolder, stream: IO[str]) -> Iterator[None]:
    import importlib

    msvcrt: Any = importlib.import_module("msvcrt")
    try:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError as error:
        raise OutputLocked(_message(folder.url, {})) from error
    yield


def _write_holder(stream: IO[str]) -> None:
    """Who holds the lock: only for the message that others get."""
    stream.seek(0)
    stream.truncate()
    stream.write(json.dumps(_me()))
    stream.flush()


def _read_holder(stream: IO[str]) -> dict[str, Any]:
    stream.seek(0)
    try:
        found = json.loads(stream.read() or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _me() -> dict[str, Any]:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return {"pid": os.getpid(), "host": socket.gethostname(), "since": since}


def _message(url: str, holder: dict[str, Any]) -> str:
    who = (
        f"process {holder['pid']} on {holder['host']}, since {holder['since']}" if "pid" in holder else "one"
    )
    return (
        f"another run ({who}) is writing to {url}; wait until it has ended, or choose another --output. "
        "The lock ends with that run, also if it is killed"
    )


class _Lease(Held):
    """An object of the store that is renewed in a thread of its own until `end`."""

    def __init__(self, folder: RemoteFolder, token: dict[str, Any], name: str = LOCK) -> None:
        """Of a folder that holds the object with this token."""
        self.folder = folder
        self.name = name
        self.token = token
        self.lost = threading.Event()
        self._stop = threading.Event()
        self._beats = 0
        self._renewing = threading.Lock()
        self._thread = threading.Thread(target=self.beat, args=(self._stop,), daemon=True)

    def begin(self) -> None:
        """Renews from now on."""
        self._thread.start()

    def check(self) -> None:
        """Asks the store, and renews: whoever watches sees that this writer lives."""
        self._renew()
        if self.lost.is_set():
            raise LockLost(f"another run took {self.folder.url} over while this one was held up; run again")

    def end(self) -> None:
        """Renews no more, and gives the folder back if it is still held."""
        self._stop.set()
        self._thread.join()
        if not self.lost.is_set():
            with contextlib.suppress(OSError):
                self.folder.remove(self.name)

    def beat(self, stop: threading.Event) -> None:
        """Renews until it is stopped or has lost the folder."""
        while not self.lost.is_set() and not stop.wait(LEASE_SECONDS / BEATS):
            with contextlib.suppress(OSError):  # a store that is away for a moment; the next beat may pass
                self._renew()

    def _renew(self) -> None:
        with self._renewing:
            if self.lost.is_set():
                return
            if (_lease_holder(self.folder, self.name) or self.token).get("token") != self.token["token"]:
                self.lost.set()
                return
            self._beats += 1
            self.folder.put_bytes(self.name, json.dumps({**self.token, "beat": self._beats}).encode())


@contextmanager
def _lease(folder: RemoteFolder, name: str) -> Iterator[Held]:
    token = {**_me(), "token": uuid.uuid4().hex}
    _acquire(folder, token, name)
    lease = _Lease(folder, token, name)
    lease.begin()
    try:
        yield lease
        if lease.lost.is_set():
            lease.check()
    finally:
        lease.end()


def _acquire(folder: RemoteFolder, token: dict[str, Any], name: str = LOCK) -> None:
    """Creates the object, or takes it over when nobody has renewed it for the time of a lease."""
    content = json.dumps(token).encode()
    if folder.create(name, content):
        return
    seen, since = _lease_holder(folder, name), time.monotonic()
    while seen is not None and time.monotonic() - since < LEASE_SECONDS:
        time.sleep(LEASE_SECONDS / BEATS / 4)
        now = _lease_holder(folder, name)
        if now is not None and now != seen:  # its holder lives
            raise OutputLocked(_message(folder.url, now))
        seen = now
    if seen is None:
        if not folder.create(name, content):
            raise OutputLocked(_message(folder.url, _lease_holder(folder, name) or {}))
        return
    folder.put_bytes(name, content)  # two that take over at once: the later write holds
    time.sleep(LEASE_SECONDS / BEATS / 4)
    if (_lease_holder(folder, name) or {}).get("token") != token["token"]:
        raise OutputLocked(_message(folder.url, _lease_holder(folder, name) or {}))


def _lease_holder(folder: RemoteFolder, name: str = LOCK) -> dict[str, Any] | None:
    try:
        found = json.loads(folder.read(name))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else {}
