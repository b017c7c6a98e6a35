"""What is packed as one stream (gzip, bzip2, xz), a file or a TAR archive: read once, into a spool."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tempfile
import zlib
from collections.abc import Callable, Sequence
from typing import IO, Any

from pipeline.intake.source import Refused
from pipeline.intake.unpacking.archive import Archive, Member, Packed, demand_no_bomb
from pipeline.intake.unpacking.tarred import MAGIC, MAGIC_AT, Tarred

_PIECE = 1 << 20
_IN_MEMORY = 16_000_000
"""A spool up to this size has no file."""
GZIP, BZIP2, XZ = b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0"
_OPENERS: dict[bytes, tuple[str, Callable[[IO[bytes]], Any]]] = {
    GZIP: ("gzip", lambda stream: gzip.GzipFile(fileobj=stream)),
    BZIP2: ("bzip2", bz2.BZ2File),
    XZ: ("xz", lzma.LZMAFile),
}
_ENDINGS = (".gz", ".bz2", ".xz", ".tgz", ".tbz2", ".txz")
_TROUBLE = (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError)


class Compressed:
    """One file, unpacked."""

    is_document = False

    def __init__(self, spool: IO[bytes], name: str, size: int) -> None:
        self._spool = spool
        self.members: Sequence[Member] = (Member(name, size),)

    def read(self, number: int) -> bytes:
        """All of it."""
        del number
        self._spool.seek(0)
        return self._spool.read()

    def close(self) -> None:
        """Gives its disk back."""
        self._spool.close()


class CompressedTar(Tarred):
    """A TAR archive that was packed as a whole."""

    def __init__(self, spool: IO[bytes], name: str, size: int) -> None:
        self._spool = spool
        super().__init__(Packed(spool, name, size))

    def close(self) -> None:
        """Gives its disk back."""
        self._spool.close()


def open_compressed(packed: Packed) -> Archive:
    """What was packed as one stream. Raises `Refused`: "too_large" for a bomb, "damaged"."""
    packed.stream.seek(0)
    head = packed.stream.read(len(XZ))
    what, opener = next(found for magic, found in _OPENERS.items() if head.startswith(magic))
    packed.stream.seek(0)
    spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    try:
        size = _unpacked(opener(packed.stream), spool, packed.byte_size)
        spool.seek(MAGIC_AT)
        if spool.read(len(MAGIC)) == MAGIC:
            return CompressedTar(spool, packed.name, size)
    except _TROUBLE as error:
        spool.close()
        raise Refused(
            "damaged", f"a {what} file that is cut off or damaged ({error}); fetch it again"
        ) from error
    except Refused:
        spool.close()
        raise
    return Compressed(spool, without_ending(packed.name), size)


def without_ending(name: str) -> str:
    """The name of what was packed under this name.

    >>> without_ending("a.html.gz"), without_ending("b.GZ"), without_ending("c")
    ('a.html', 'b', 'c')
    """
    ending = next((end for end in _ENDINGS if name.lower().endswith(end)), "")
    return name[: len(name) - len(ending)] or name


def _unpacked(stream: Any, spool: IO[bytes], packed: int) -> int:
    """Writes a stream into its spool, as far as it is no bomb; gives its size."""
    size = 0
    with stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            demand_no_bomb(size, packed)
            spool.write(piece)
    return size
