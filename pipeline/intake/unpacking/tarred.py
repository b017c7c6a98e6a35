"""TAR archives: members one after the other, each can be read where its list says that it lies."""

from __future__ import annotations

import tarfile
from collections.abc import Sequence
from typing import IO, cast

from pipeline.intake.source import Refused
from pipeline.intake.unpacking.archive import MAX_MEMBERS, Member, Packed, damaged, spelled

MAGIC, MAGIC_AT = b"ustar", 257
_HEADER_BYTES = 1_000_000
"""The most that is read at once while the list is made: names and extended headers are no longer."""
_BLOCK = 512
_FOR_GOOD = (tarfile.TarError, RecursionError, ValueError, OverflowError, EOFError, OSError)


class Tarred:
    """A TAR archive that stands open."""

    is_document = False

    def __init__(self, packed: Packed) -> None:
        """Raises `Refused` for one of which no member can be read."""
        self._stream = packed.stream
        self._infos: list[tarfile.TarInfo] = []
        cut: str | None = None
        packed.stream.seek(0)
        try:
            with tarfile.open(fileobj=cast("IO[bytes]", _Bounded(packed.stream)), mode="r:") as opened:
                while len(self._infos) <= MAX_MEMBERS and (info := opened.next()) is not None:
                    self._infos.append(info)
                end = opened.offset
            if len(self._infos) <= MAX_MEMBERS:
                packed.stream.seek(end)
                if packed.stream.read(_BLOCK) != bytes(
                    _BLOCK
                ):  # `tarfile` ends silently where a header is none
                    cut = f"byte {end}"
        except _FOR_GOOD as error:
            if not self._infos:
                raise damaged("TAR", error) from error
            cut = str(error) or type(error).__name__
        self._by_name = {info.name: n for n, info in enumerate(self._infos) if info.isreg()}
        self._size = packed.byte_size
        members = [_member(info, self._by_name) for info in self._infos]
        if cut is not None:
            problem = "damaged", f"the archive ends here or is damaged ({cut}); fetch it again"
            members.append(Member("?", problem=problem))
        self.members: Sequence[Member] = members
        """As their headers have them; where the archive is cut off, its last member is damaged."""

    def read(self, number: int) -> bytes:
        """The bytes of a file, or of that which a hard link names."""
        info = self._infos[number]
        if info.islnk():
            info = self._infos[self._by_name[info.linkname]]
        self._stream.seek(info.offset_data)
        data = self._stream.read(info.size) if info.offset_data + info.size <= self._size else b""
        if len(data) != info.size:
            raise Refused("damaged", f"{info.size} bytes are not there; fetch the archive again")
        return data

    def close(self) -> None:
        """The stream is its owner's."""


class _Bounded:
    """A stream of which nothing is read that is longer than any header."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        if size > _HEADER_BYTES:
            raise tarfile.ReadError(f"a header of {size} bytes")
        return self._stream.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()


def _member(info: tarfile.TarInfo, by_name: dict[str, int]) -> Member:
    problem = None
    is_link = info.issym() or (info.islnk() and info.linkname not in by_name)
    if not (info.isreg() or info.isdir() or info.issym() or info.islnk()):
        problem = "unsupported", "a device or a pipe; put the file itself into the archive"
    elif info.issparse():
        problem = "unsupported", "a file with holes; put it into the archive without --sparse"
    return Member(
        spelled(info.name.encode("utf-8", "surrogateescape")), info.size, info.isdir(), is_link, problem
    )
