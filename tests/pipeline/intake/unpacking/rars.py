"""RAR archives for tests: stored ones written by hand, and two that WinRAR packed solid.

No free program writes RAR. What is stored is described in the technical notes of RAR 4 and RAR 5.
"""

from __future__ import annotations

import base64
import struct
import zlib

MAGIC_4, MAGIC_5 = b"Rar!\x1a\x07\0", b"Rar!\x1a\x07\1\0"
SOLID_4 = base64.b64decode(
    "UmFyIRoHADvQcwgADQAAAAAAAAArNHSAkCwAXAAAAAAIAAADoua3xbBmzD4dMwoApIEAAHN0ZXN0MS50eHQAwBEMzP6MnrD+MYGrrLG7"
    "QHeoCmTWSzeDwQe8AeCFku77th0ACCAACIjpeAzSDAdhOkF4S7Nun1IK2sonQLrnC2SKYnH7uACRnlAv2FX/+sZY6+vE14h+VJaHH03s"
    "2RZ0kJAsAA4AAAAACAAAA6Lmt8WwZsw+HTMKAKSBAABzdGVzdDIudHh0AMCxIACIB+vyCmn6/JTe0MQ9ewBABwA="
)
"""stest1.txt and stest2.txt, 2,048 bytes each, the same; from the tests of rarfile (ISC licence)."""
SOLID_5 = base64.b64decode(
    "UmFyIRoHAQAJ78hvCwEFBwQGAQGAgIAA3vVwchwCAroABIAQtoMCoua3xYAbAQpzdGVzdDEudHh0waw3REQj+iP2l/1iU1G+TJGBQQKM"
    "wQN5XL9Ho6otoDaT3aBYAEACANRQBHb2xH8y6p8ypcTM14PfABDoLYkcAgKNAASAELaDAqLmt8XAGwEKc3Rlc3QyLnR4dEUVCmABAAgD"
    "37f79vwdd1ZRAwUEAA=="
)
"""The same two files."""


def rar_4(
    files: dict[bytes, bytes], *, main_flags: int = 0, file_flags: int = 0, sizes: int | None = None
) -> bytes:
    """RAR 4, stored; names as a system writes them. `sizes` are declared in place of the true ones."""
    out = MAGIC_4 + _block_4(0x73, main_flags, bytes(6))
    for name, content in files.items():
        size = len(content) if sizes is None else sizes
        head = struct.pack(
            "<IIBIIBBHI", len(content), size, 2, zlib.crc32(content), 0x58210000, 20, 0x30, len(name), 0x20
        )
        out += _block_4(0x74, file_flags | 0x8000, head + name) + content
    return out + _block_4(0x7B, 0x4000, b"")


def rar_5(files: dict[str, bytes], *, main_flags: int = 0, sizes: int | None = None) -> bytes:
    """RAR 5, stored."""
    out = MAGIC_5 + _block_5(1, 0, _number(main_flags))
    for name, content in files.items():
        size = len(content) if sizes is None else sizes
        raw = name.encode()
        body = (
            _number(4) + _number(size) + _number(0x20) + struct.pack("<I", zlib.crc32(content))
            + _number(0) + _number(0) + _number(len(raw)) + raw
        )  # fmt: skip
        out += _block_5(2, 2, body, len(content)) + content
    return out + _block_5(5, 0, _number(0))


def _block_4(kind: int, flags: int, body: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head


def _block_5(kind: int, flags: int, body: bytes, data: int = 0) -> bytes:
    rest = _number(kind) + _number(flags) + (_number(data) if flags & 2 else b"") + body
    sized = _number(len(rest)) + rest
    return struct.pack("<I", zlib.crc32(sized)) + sized


def _number(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
