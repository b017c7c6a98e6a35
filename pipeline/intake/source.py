"""One input of a run, and how its bytes are reached."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.storage.folders import asked, is_url, split_url

UNREACHABLE = "unreachable"
OUTSIDE = "link_outside"
"""A link that leads out of the folder which the user named."""


class Refused(Exception):
    """A source, an archive or a member that is not read. `kind` is a word for receipts."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


@dataclass(frozen=True, slots=True)
class Source:
    """One input. `problem` says why it is not even opened; such an input gets its receipt, too."""

    uri: str
    """The path as given, with the way below a folder; forward slashes. Of a member of an archive
    `ARCHIVE!/MEMBER`."""
    location: str
    """The path or URL that it is read from."""
    byte_size: int = 0
    problem: str | None = None
    problem_kind: str = UNREACHABLE
    members: tuple[int, ...] = ()
    """Of what stands in an archive: its number there; of an archive in an archive, one for each."""
    version: str | None = None
    """What is said of the content of the file that it stands in without reading it: of a remote one by its
    store, of a local one by the disk. Other content has another; null where nothing vouches for that."""

    @property
    def is_remote(self) -> bool:
        """Whether it lies at a URL."""
        return is_url(self.location)

    def read(self) -> bytes:
        """All bytes of the file that it stands in. Raises `OSError`."""
        if self.is_remote:
            with asked(self.location):
                fs, path = split_url(self.location)
                return bytes(fs.cat_file(path))
        return Path(self.location).read_bytes()

    def open(self) -> IO[bytes]:
        """The file that it stands in, to be read anywhere in it. Raises `OSError`."""
        if self.is_remote:
            with asked(self.location):
                fs, path = split_url(self.location)
                stream: IO[bytes] = fs.open(path, "rb")
                return stream
        return Path(self.location).open("rb")

    def stamp(self) -> str:
        """Changes when the file that it stands in does, as far as that shows without reading it."""
        if self.is_remote:
            return self.version or ""
        status = os.stat(self.location)
        return f"{status.st_mtime_ns} {status.st_size} {status.st_ino}"


def check_size(source: Source, most_mb: int) -> None:
    """Raises `Refused` for a source that is larger than the limit, before a byte of it is read."""
    if source.byte_size > most_mb * 1_000_000:
        size = source.byte_size / 1e6
        raise Refused("too_large", f"{size:.0f} MB, the limit is {most_mb} MB; split it or raise the limit")
