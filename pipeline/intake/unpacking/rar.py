"""RAR archives: rarfile (extra `office`) reads the list, a program unpacks."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any

from pipeline.intake.source import Refused
from pipeline.intake.unpacking.archive import LOCKED, MAX_MEMBERS, Member, Packed, Problem, damaged, spelled
from pipeline.intake.unpacking.spooled import Piece, Spool
from pipeline.intake.unpacking.tools import demand_tools

MAGIC = b"Rar!\x1a\x07"
_OLD, _NEW = MAGIC + b"\0", MAGIC + b"\1\0"
_MAIN_OLD, _VOLUME, _LOCKED_HEADERS = 0x73, 0x1, 0x80
_MAIN_NEW, _LOCKED_NEW, _HAS_EXTRA = 1, 4, 1
_UNICODE, _RAR_5 = 0x200, 50
_COPIES = (4, 5)
"""Of what refers to another member: a hard link, a copy."""


class Rar:
    """A RAR archive that stands open."""

    is_document = False

    def __init__(self, packed: Packed) -> None:
        """Raises `Refused`: "missing_extra", "encrypted", "damaged", "unsupported" (of several volumes)."""
        if find_spec("rarfile") is None:
            raise Refused(
                "missing_extra", "this is a RAR archive; pip install 'mingzhang[office]' and run again"
            )
        tools = demand_tools("RAR")
        import rarfile

        packed.stream.seek(0)
        problem = _problem_of_head(packed.stream.read(64))
        if problem is not None:
            raise Refused(*problem)
        packed.stream.seek(0)
        try:
            with rarfile.RarFile(packed.stream, errors="strict", part_only=True) as opened:
                infos = opened.infolist()[: MAX_MEMBERS + 1]
                if opened.needs_password() and not infos:
                    raise Refused(*LOCKED)
        except Refused:
            raise
        except Exception as error:  # it parses by hand: hostile headers end in any exception
            raise damaged("RAR", error) from error
        by_name = {i.filename: n for n, i in enumerate(infos) if i.is_file() and i.file_redir is None}
        self._originals = {
            n: by_name[i.file_redir[2]]
            for n, i in enumerate(infos)
            if i.file_redir is not None and i.file_redir[0] in _COPIES and i.file_redir[2] in by_name
        }
        self.members: Sequence[Member] = [
            _member(info, number in self._originals) for number, info in enumerate(infos)
        ]
        self._spool = Spool(packed, [_piece(n, i) for n, i in enumerate(infos) if not i.is_dir()], tools)

    def read(self, number: int) -> bytes:
        """The bytes of a file, or of that which it is a copy of."""
        return self._spool.read(self._originals.get(number, number))

    def close(self) -> None:
        """Gives its disk back."""
        self._spool.close()


def _member(info: Any, is_copy: bool) -> Member:
    is_link = info.is_symlink() or (info.file_redir is not None and not is_copy)
    problem: Problem | None = LOCKED if info.needs_password() else None
    return Member(_name(info), info.file_size or 0, info.is_dir(), is_link, problem)


def _name(info: Any) -> str:
    """RAR 4 writes a name as its system does, unless it says that it is Unicode."""
    if info.extract_version >= _RAR_5 or info.flags & _UNICODE:
        return str(info.filename)
    return spelled(bytes(info.orig_filename).replace(b"\\", b"/"))


def _piece(number: int, info: Any) -> Piece:
    is_link = info.is_symlink() or info.file_redir is not None
    size = info.compress_size if is_link else info.file_size or 0
    return Piece(number, number, info.filename, size, is_link, _check(info))


def _check(info: Any) -> Callable[[bytes], bool] | None:
    if info.CRC is None:
        return None
    crc, size = info.CRC, info.file_size
    return lambda data: len(data) == size and zlib.crc32(data) == crc


def _problem_of_head(head: bytes) -> Problem | None:
    """What the first block says: of several volumes, or locked as a whole."""
    is_volume = is_locked = False
    if head.startswith(_OLD) and len(head) > 12 and head[9] == _MAIN_OLD:
        flags = int.from_bytes(head[10:12], "little")
        is_volume, is_locked = bool(flags & _VOLUME), bool(flags & _LOCKED_HEADERS)
    elif head.startswith(_NEW):
        values = _varints(head[12:])
        kind, flags = values[1:3]
        is_locked = kind == _LOCKED_NEW
        if kind == _MAIN_NEW:
            is_volume = bool(values[4 if flags & _HAS_EXTRA else 3] & _VOLUME)
    if is_locked:
        return LOCKED
    if is_volume:
        return "unsupported", (
            "one of several volumes of a RAR archive (.part1.rar, .r00, …); unpack them together first"
        )
    return None


def _varints(data: bytes) -> list[int]:
    """The first five numbers of seven bits a byte; zeros where there are no more."""
    values, value, shift = [], 0, 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            values.append(value)
            value = shift = 0
    return (values + [0] * 5)[:5]
