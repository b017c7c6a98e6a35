"""The programs that unpack what Python cannot: bsdtar (libarchive) and unar, as processes of their own.

A program gets one archive and may write to its standard output alone, within bounds of time, memory and
bytes: nothing is unpacked to a disk, and a program that is brought down by a hostile archive takes nothing
with it. Windows and macOS have bsdtar as `tar`.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import IO

from pipeline.intake.source import Refused
from pipeline.intake.unpacking.archive import LOCKED, Member, spelled

INSTALL = "install bsdtar (Debian: libarchive-tools) or unar, and run again"
SECONDS = 300.0
"""Wall-clock time for one pass over an archive."""
_MEMORY = 2_000_000_000
_PIECE = 1 << 20
_SAID_BYTES = 2_000
_LISTED_BYTES = 50_000_000
_LINE = re.compile(
    rb"(?P<mode>[-dlhcbps])\S{9,10} +\d+ +\S+ +\S+ +(?P<size>\d+) +\S+ +\S+ +\S+ (?P<name>.*)", re.DOTALL
)
_ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
_GLOB = re.compile(r"([*?\[\]\\])")


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that writes what an archive holds to its standard output."""

    name: str
    program: str

    def everything(self, path: str) -> list[str]:
        """The command that writes all files, one behind the other, in the order of the archive."""
        if self.name == "unar":
            return [self.program, "-q", "-o", "-", path]
        return [self.program, "-xOf", path]

    def one(self, path: str, name: str, number: int) -> list[str]:
        """The command that writes one file, by its name or by its number."""
        if self.name == "unar":
            return [self.program, "-q", "-i", "-o", "-", path, str(number)]
        return [self.program, "-xOf", path, _GLOB.sub(r"\\\1", name)]


@cache
def tools() -> tuple[Tool, ...]:
    """Those that are installed, the one first that is tried first."""
    found = [Tool("bsdtar", at) for at in (shutil.which("bsdtar"), _system_tar()) if at][:1]
    unar = shutil.which("unar")
    return (*found, Tool("unar", unar)) if unar else tuple(found)


def demand_tools(what: str) -> Sequence[Tool]:
    """Those that are installed. Raises `Refused` ("missing_extra") where none is."""
    found = tools()
    if not found:
        raise Refused("missing_extra", f"this is a {what} archive and no program here unpacks it; {INSTALL}")
    return found


def listed(tool: Tool, path: str, most: int) -> tuple[list[Member], str]:
    """What a program lists, and what it says of trouble. Raises `Refused` for a list that does not end."""
    said: list[str] = []
    if tool.name == "unar":
        lister = shutil.which("lsar", path=os.path.dirname(tool.program)) or "lsar"
        out = b"".join(output([lister, "-j", path], said, _LISTED_BYTES))
        return _of_json(out, most), "".join(said)
    out = b"".join(output([tool.program, "-tvf", path], said, _LISTED_BYTES))
    members = []
    for line in out.split(b"\n")[: most + 1]:
        found = _LINE.fullmatch(line.rstrip(b"\r"))
        if found is None:
            continue
        mode, name = found["mode"], found["name"]
        is_link = mode in b"lh" or mode not in b"-d"
        if mode == b"l":
            name = name.partition(b" -> ")[0]
        members.append(Member(spelled(_plain(name)), int(found["size"]), mode == b"d", is_link))
    return members, "".join(said)


def _of_json(out: bytes, most: int) -> list[Member]:
    """What lsar lists."""
    try:
        entries = json.loads(out)["lsarContents"]
        return [
            Member(
                str(entry["XADFileName"]),
                int(entry.get("XADFileSize", 0)),
                bool(entry.get("XADIsDirectory")),
                bool(entry.get("XADIsLink")),
                LOCKED if entry.get("XADIsEncrypted") else None,
            )
            for entry in entries[:most]
        ]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


def output(command: Sequence[str], said: list[str], most: int) -> Iterator[bytes]:
    """What a program writes, piece by piece, `most` bytes at most; `said` gets what it says of trouble.

    Raises `Refused` for one that writes more or takes longer than `SECONDS`.
    """
    env = {**os.environ, "LC_ALL": "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8", "TZ": "UTC"}
    with tempfile.TemporaryFile() as trouble:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=trouble, env=env
        )
        over = threading.Event()

        def stop() -> None:
            over.set()
            process.kill()

        clock = threading.Timer(SECONDS, stop)
        clock.daemon = True
        clock.start()
        try:
            _bound(process.pid)
            assert process.stdout is not None
            yield from _pieces(process.stdout, most)
            process.wait()
        finally:
            clock.cancel()
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
        if over.is_set():
            raise Refused("timeout", f"unpacking took longer than {SECONDS:.0f} s; take the archive apart")
        trouble.seek(0)
        text = trouble.read(_SAID_BYTES).decode("utf-8", "replace")
        if process.returncode and not text:
            text = f"{os.path.basename(command[0])} ends with {process.returncode}"
        if process.returncode:
            said.append(text)


def _pieces(stream: IO[bytes], most: int) -> Iterator[bytes]:
    size = 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > most:
            raise Refused("too_large", "an archive that unpacks to more than it says: it may be a bomb")
        yield piece


def _bound(pid: int) -> None:
    """Memory of the program, and that it writes no file, where the system can be asked for that."""
    with contextlib.suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        resource.prlimit(pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))  # Linux alone
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (_SAID_BYTES * 50, _SAID_BYTES * 50))


def _system_tar() -> str | None:
    """The `tar` of Windows and macOS, which is bsdtar; that of Linux is another."""
    return shutil.which("tar") if sys.platform in ("win32", "darwin") else None


def _plain(name: bytes) -> bytes:
    r"""A name as it was before it was listed.

    >>> _plain(rb"a\\b\303\244\n").decode()
    'a\\bä\n'
    """

    def one(found: re.Match[bytes]) -> bytes:
        code = found[1]
        return bytes([int(code, 8) & 255]) if len(code) == 3 else _LETTERS.get(code, code)

    return _ESCAPED.sub(one, name)
