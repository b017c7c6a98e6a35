"""What hostile files of formats are packed in: ZIP whose headers lie, OLE whose chains lead anywhere."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence

_MILLION = b" " * 1_000_000


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP archive; names may come twice."""
    return raw_zip([(name, 8, _deflated(data), zlib.crc32(data), len(data)) for name, data in members])


def raw_zip(members: Iterable[tuple[str, int, bytes, int, int]]) -> bytes:
    """A ZIP archive of names, methods, packed bytes, checksums and sizes, whatever they are."""
    out, directory, count = bytearray(), bytearray(), 0
    for name, method, packed, crc, size in members:
        raw, start, count = name.encode(), len(out), count + 1
        common = struct.pack("<HHHIIIHH", method, 0, 0x21, crc, len(packed), size & 0xFFFFFFFF, len(raw), 0)
        out += b"PK\3\4" + struct.pack("<HH", 20, 0x800) + common + raw + packed
        directory += b"PK\1\2" + struct.pack("<HHH", 20, 20, 0x800) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0, start) + raw
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(out), 0)
    return bytes(out + directory) + b"PK\5\6" + end


def megabytes(start: bytes, count: int, end: bytes) -> tuple[bytes, int, int]:
    """Packed bytes, checksum and size of `count` million blanks between these, of which one is packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    before = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(_MILLION) + packer.flush(zlib.Z_FULL_FLUSH)
    after = packer.compress(end) + packer.flush()
    crc = zlib.crc32(start)
    for _ in range(count):
        crc = zlib.crc32(_MILLION, crc)
    size = len(start) + count * len(_MILLION) + len(end)
    return before + piece * count + after, zlib.crc32(end, crc), size


FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def ole(
    streams: Sequence[tuple[str, bytes]],
    *,
    fat: dict[int, int] | None = None,
    siblings: dict[int, tuple[int, int, int]] | None = None,
    sizes: dict[int, int] | None = None,
    shift: int = 9,
) -> bytes:
    """An OLE file: its directory is sector 0; then the streams, each of 4,096 bytes or more; its FAT.

    `fat` changes entries of the FAT, `siblings` those of left, right and child of directory entries (0 is the
    root), `sizes` the declared sizes of streams.
    """
    assert len(streams) <= 3
    chains: list[int] = [END]
    body, entries = bytearray(), []
    for number, (name, data) in enumerate(streams):
        padded = data.ljust(4096, b"\0")
        padded += bytes(-len(padded) % _SECTOR)
        first, count = len(chains), len(padded) // _SECTOR
        chains += [*range(first + 1, first + count), END]
        body += padded
        size = (sizes or {}).get(number, max(len(data), 4096))
        entries.append((name, 2, first, size))
    root = ("Root Entry", 5, END, 0)
    directory = bytearray()
    for number, (name, kind, first, size) in enumerate([root, *entries]):
        raw = (name + "\0").encode("utf-16-le")
        after = number + 1 if 0 < number < len(entries) else FREE
        links = (FREE, after, 1 if number == 0 and entries else FREE)
        left, right, child = (siblings or {}).get(number, links)
        directory += raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, left, right, child)
        directory += bytes(36) + struct.pack("<IQ", first, size)
    start, count = len(chains), 0
    while 128 * count < start + count:
        count += 1
    table = [*chains, *[FAT_SECTOR] * count]
    table += [FREE] * (128 * count - len(table))
    for sector, after in (fat or {}).items():
        table[sector] = after
    assert count <= 109, "larger files have their list of FAT sectors in sectors of their own"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, shift, 6)
    head += bytes(6) + struct.pack("<IIIIIIIII", 0, count, 0, 0, 4096, END, 0, END, 0)
    sectors = [*range(start, start + count), *[FREE] * (109 - count)]
    head += struct.pack("<109I", *sectors)
    return (
        head + bytes(directory.ljust(_SECTOR, b"\0")) + bytes(body) + struct.pack(f"<{len(table)}I", *table)
    )


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()
