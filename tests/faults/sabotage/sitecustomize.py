"""Makes writes below one folder fail, in every process of a run: put this folder on PYTHONPATH.

`MINGZHANG_SABOTAGE` is `FOLDER|ACTION|NUMBER|SEED`: at the NUMBERth write (each process counts for itself)
`fail` makes one fail, `full` that one and all after it, `torn` writes half of a file and fails, and `kill`
ends the process there and then. What struck where stands in `FOLDER.struck`.
"""

from __future__ import annotations

import errno
import io
import os
import pathlib
import random
import signal
from collections.abc import Callable
from typing import Any

_FOLDER, _ACTION, _NUMBER, _SEED = (os.environ.get("MINGZHANG_SABOTAGE", "") + "|||").split("|")[:4]
_ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT)


class _Saboteur:
    def __init__(self) -> None:
        self.random = random.Random(f"{_SEED}")
        self.left = int(_NUMBER)
        self.error = self.random.choice(_ERRORS)

    def met(self, path: Any) -> bool:
        """Whether this write is to fail."""
        try:
            inside = os.path.abspath(os.fspath(path)).startswith(_FOLDER)
        except TypeError:
            return False
        if not inside:
            return False
        self.left -= 1
        if self.left == 0 or (self.left < 0 and _ACTION == "full"):
            with open(f"{_FOLDER}.struck", "a") as log:
                log.write(f"{_ACTION} {path}\n")
            if _ACTION == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            return True
        return False

    def fail(self, path: Any) -> None:
        number = errno.ENOSPC if _ACTION == "full" else self.error
        raise OSError(number, os.strerror(number), str(path))


def _sabotage() -> None:
    saboteur = _Saboteur()

    def wrapped(function: Callable[..., Any], which: int = 0) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            if saboteur.met(args[which]):
                saboteur.fail(args[which])
            return function(*args, **more)

        return call

    os.replace = wrapped(os.replace, 1)
    os.rename = wrapped(os.rename, 1)
    os.link = wrapped(os.link, 1)
    os.mkdir = wrapped(os.mkdir)
    os.unlink = wrapped(os.unlink)

    fsync, opened = os.fsync, os.open
    paths: dict[int, Any] = {}

    def open_(path: Any, *args: Any, **more: Any) -> int:
        handle = opened(path, *args, **more)
        paths[handle] = path
        return handle

    def fsync_(handle: int) -> None:
        path = paths.get(handle)
        if path is not None and saboteur.met(path):
            saboteur.fail(path)
        fsync(handle)

    os.open, os.fsync = open_, fsync_
    write_bytes = pathlib.Path.write_bytes

    def write_bytes_(self: pathlib.Path, data: bytes) -> int:
        if saboteur.met(self):
            if _ACTION == "torn":
                write_bytes(self, bytes(data)[: len(data) // 2])
            saboteur.fail(self)
        return write_bytes(self, data)

    pathlib.Path.write_bytes = write_bytes_  # type: ignore[method-assign]
    open_path = pathlib.Path.open

    def open_path_(self: pathlib.Path, mode: str = "r", *args: Any, **more: Any) -> Any:
        if ("w" in mode or "a" in mode) and saboteur.met(self):
            if _ACTION == "torn":
                write_bytes(self, b"half of it")
            saboteur.fail(self)
        return open_path(self, mode, *args, **more)

    pathlib.Path.open = open_path_  # type: ignore[method-assign]
    io.text_encoding  # noqa: B018  (keeps `io` imported before anything is patched)


if _FOLDER and _NUMBER:
    _sabotage()
