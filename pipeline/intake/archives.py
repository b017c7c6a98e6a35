"""Disclosures in ZIP archives: each member is an input of its own, `ARCHIVE!/MEMBER`.

Nothing is unpacked to a disk, so no name can lead anywhere; names that try are refused all the same. What an
archive may cost is bounded before anything is read, by what its directory declares, and while it is read, by
never reading more than was declared.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO

from pipeline.intake.source import Refused, Source

MAGIC = b"PK\x03\x04"
INSIDE = "!/"
MAX_MEMBERS = 20_000
MAX_MEMBER_BYTES = 512_000_000
MAX_BYTES = 4_000_000_000
"""Of all members together, unpacked."""
MAX_RATIO = 200
"""How many times its packed size a member may have; text packs to a tenth, scans to nothing less."""
_FREE_BYTES = 10_000_000
"""Members up to this size may have any ratio: a table of zeros does."""
MAX_DEPTH = 2
"""An archive in an archive is opened, one in that is not."""
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml", "OFD.xml")
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1


def is_archive(head: bytes) -> bool:
    """Whether bytes begin as a ZIP archive does; Office files do, too (`members_of` tells them apart)."""
    return head.startswith(MAGIC)


def members_of(source: Source) -> list[Source] | None:
    """The members of an archive as sources; null for an Office document, which is packed as one.

    Raises `Refused` for an archive that cannot be opened or is out of bounds.
    """
    infos = _opened(source, source.members).infolist()
    if infos and any(info.filename in _OFFICE for info in infos):
        return None
    if len(source.members) >= MAX_DEPTH:
        raise Refused("too_large", f"archives in archives, deeper than {MAX_DEPTH}: take it apart")
    if len(infos) > MAX_MEMBERS:
        raise Refused(
            "too_large", f"an archive of {len(infos)} files; the most is {MAX_MEMBERS}: take it apart"
        )
    size = sum(info.file_size for info in infos)
    if size > MAX_BYTES:
        raise Refused(
            "too_large",
            f"an archive that says it holds {size / 1e9:.1f} GB, the most is {MAX_BYTES / 1e9:.0f} GB: "
            "it may be a bomb, or take it apart",
        )
    return list(_distinct(_members(source, infos)))


def read_bytes(source: Source) -> bytes:
    """All bytes of a source, also of one in an archive. Raises `Refused`, `OSError`."""
    return read_member(source) if source.members else source.read()


def read_member(source: Source) -> bytes:
    """The bytes of a member, by its number in the archive, and so on inwards. Raises `Refused`, `OSError`."""
    opened = _opened(source, source.members[:-1])
    try:
        info = opened.infolist()[source.members[-1]]
    except IndexError as error:
        raise Refused("changed", "the archive changed while the run was reading it; run again") from error
    return _read(opened, info)


def close_archives() -> None:
    """Closes what stands open from reading the members that came last."""
    while _OPEN:
        _close(_OPEN.popitem()[1])


_Key = tuple[str, str, tuple[int, ...]]
_OPEN: OrderedDict[_Key, tuple[zipfile.ZipFile, IO[bytes]]] = OrderedDict()
_MOST_OPEN = 3


def _opened(source: Source, members: tuple[int, ...]) -> zipfile.ZipFile:
    """An archive, or one in it. Those that were opened last stay open: members come one after the other."""
    key = (source.location, source.stamp(), members)  # another archive at the same place is opened anew
    if key not in _OPEN:
        outer = Source(source.location, source.location, members=members)
        stream: IO[bytes] = io.BytesIO(read_member(outer)) if members else outer.open()
        try:
            _OPEN[key] = (zipfile.ZipFile(stream), stream)
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
            stream.close()
            raise Refused(
                "damaged", f"a ZIP archive that cannot be opened ({error}); fetch it again"
            ) from error
        while len(_OPEN) > _MOST_OPEN:
            _close(_OPEN.popitem(last=False)[1])
    _OPEN.move_to_end(key)
    return _OPEN[key][0]


def _close(opened: tuple[zipfile.ZipFile, IO[bytes]]) -> None:
    for stream in opened:
        stream.close()


def _read(opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Never more than the directory declares; the bounds on that are checked again for members of members."""
    problem = _problem(info)
    if problem is not None:
        raise Refused(*problem)
    try:
        with opened.open(info) as stream:
            data = stream.read(info.file_size)
            stream.read(1)  # the end, where the checksum is compared
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise Refused("damaged", f"the archive is damaged here ({error}); fetch it again") from error
    except (NotImplementedError, RuntimeError) as error:
        raise Refused(
            "unsupported", f"the archive's packing is not known ({error}); unpack it first"
        ) from error
    if len(data) != info.file_size:
        raise Refused("damaged", f"{len(data)} of {info.file_size} bytes are there; fetch the archive again")
    return data


def _members(source: Source, infos: Sequence[zipfile.ZipInfo]) -> Iterator[Source]:
    for number, info in enumerate(infos):
        name = _name(info)
        parts = PurePosixPath(name).parts
        if (
            info.is_dir()
            or any(part.startswith(".") and part != ".." for part in parts)
            or "__MACOSX" in parts
        ):
            continue
        member = replace(
            source,
            uri=f"{source.uri}{INSIDE}{''.join(c if c.isprintable() else '?' for c in name)}",
            byte_size=info.file_size,
            members=(*source.members, number),
        )
        problem = _problem(info)
        yield member if problem is None else replace(member, problem_kind=problem[0], problem=problem[1])


def _distinct(sources: Iterator[Source]) -> Iterator[Source]:
    """A second member of one name gets a number: each input has its own uri."""
    seen: dict[str, int] = {}
    for source in sources:
        seen[source.uri] = count = seen.get(source.uri, 0) + 1
        yield source if count == 1 else replace(source, uri=f"{source.uri}#{count}")


def _problem(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Why a member is not read: a kind and a message."""
    name = _name(info)
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":" or "\0" in info.orig_filename:
        return "unsafe_name", "its name leads out of the archive; a hostile archive, nothing of it is written"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "unsafe_name", "a link to another place; put the file itself into the archive"
    if info.flag_bits & _ENCRYPTED_FLAG:
        return "encrypted", "the archive needs a password; unpack it first"
    if info.file_size > MAX_MEMBER_BYTES:
        return "too_large", f"{info.file_size / 1e6:.0f} MB; the most is {MAX_MEMBER_BYTES / 1e6:.0f} MB"
    if info.file_size > max(_FREE_BYTES, MAX_RATIO * info.compress_size):
        ratio = info.file_size / max(1, info.compress_size)
        return "too_large", f"packed {ratio:.0f} to 1, the most is {MAX_RATIO} to 1: it may be a bomb"
    return None


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; Chinese Windows writes it in GB18030 without saying so."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename
