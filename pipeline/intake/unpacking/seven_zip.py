"""7z archives: a program lists and unpacks."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from pipeline.intake.source import Refused
from pipeline.intake.unpacking.archive import LOCKED, MAX_MEMBERS, Member, Packed, damaged
from pipeline.intake.unpacking.spooled import Piece, Spool
from pipeline.intake.unpacking.tools import demand_tools, listed

MAGIC = b"7z\xbc\xaf\x27\x1c"
_START = struct.Struct("<6sBBIQQI")
"""Signature, version, checksum of the rest; where the header lies, its size, its checksum."""


class SevenZip:
    """A 7z archive that stands open."""

    is_document = False

    def __init__(self, packed: Packed) -> None:
        """Raises `Refused`: "missing_extra" without a program, "encrypted", "damaged"."""
        tools = demand_tools("7z")
        packed.stream.seek(0)
        start = packed.stream.read(_START.size)
        if len(start) < _START.size:
            raise damaged("7z", f"{len(start)} bytes")
        *_, offset, size, _ = _START.unpack(start)
        if _START.size + offset + size > packed.byte_size:
            raise Refused(
                "damaged",
                "a 7z archive that is cut off, or one of several volumes (.7z.001): fetch it again, or join "
                "the volumes",
            )
        assert packed.path is not None
        members, said = listed(tools[0], packed.path, MAX_MEMBERS + 1)
        if said and ("ncrypt" in said or "password" in said):
            raise Refused(*LOCKED)
        if said:
            raise damaged("7z", said.splitlines()[0][:200])
        self.members: Sequence[Member] = members
        pieces = [
            Piece(n, n, m.name, m.byte_size, m.is_link) for n, m in enumerate(members) if not m.is_folder
        ]
        self._spool = Spool(packed, pieces, tools)

    def read(self, number: int) -> bytes:
        """The bytes of a file."""
        return self._spool.read(number)

    def close(self) -> None:
        """Gives its disk back."""
        self._spool.close()
