"""Disclosures in archives: each member is an input of its own, `ARCHIVE!/MEMBER`.

Nothing is unpacked under a name, so no name can lead anywhere; names that try are refused all the same. What
an archive may cost is bounded before anything is read, by what its list declares, and while it is read, by
never reading more than was declared. What packs how is in `unpacking`, a module for each format.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import IO, Any

from pipeline.intake.source import Refused, Source
from pipeline.intake.unpacking import compressed, rar, seven_zip, tarred, zipped
from pipeline.intake.unpacking.archive import (
    MAX_BYTES,
    MAX_MEMBERS,
    Archive,
    Member,
    Packed,
    damaged,
    problem_of,
)

INSIDE = "!/"
MAX_DEPTH = 2
"""An archive in an archive is opened, one in that is not."""
ENDINGS = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
"""Names of archives as they are published."""
_MAGICS = (
    zipped.MAGIC,
    rar.MAGIC,
    seven_zip.MAGIC,
    compressed.GZIP,
    compressed.BZIP2,
    compressed.XZ,
)


def is_archive(head: bytes) -> bool:
    """Whether bytes begin as an archive does; Office files do, too (`members_of` tells them apart).

    >>> is_archive(b"Rar!\\x1a\\x07\\x01\\x00..."), is_archive(b"%PDF-1.7")
    (True, False)
    """
    return head.startswith(_MAGICS) or head[tarred.MAGIC_AT :].startswith(tarred.MAGIC)


def is_named_archive(uri: str) -> bool:
    """Whether an input is an archive by its name.

    >>> is_named_archive("s3://in/A.ZIP"), is_named_archive("in/a.pdf")
    (True, False)
    """
    return uri.lower().endswith(ENDINGS)


def members_of(source: Source) -> list[Source] | None:
    """The members of an archive as sources; null for an Office document, which is packed as one.

    Raises `Refused` for an archive that cannot be opened or is out of bounds, or that nothing here unpacks.
    """
    archive = _opened(source, source.members)
    if archive.is_document:
        return None
    members = archive.members
    if len(source.members) >= MAX_DEPTH:
        raise Refused("too_large", f"archives in archives, deeper than {MAX_DEPTH}: take it apart")
    if len(members) > MAX_MEMBERS:
        raise Refused("too_large", f"an archive of more than {MAX_MEMBERS} files: take it apart")
    size = sum(member.byte_size for member in members)
    if size > MAX_BYTES:
        raise Refused(
            "too_large",
            f"an archive that says it holds {size / 1e9:.1f} GB, the most is {MAX_BYTES / 1e9:.0f} GB: "
            "it may be a bomb, or take it apart",
        )
    return list(_distinct(_sources(source, members)))


def read_bytes(source: Source) -> bytes:
    """All bytes of a source, also of one in an archive. Raises `Refused`, `OSError`."""
    return read_member(source) if source.members else source.read()


def read_member(source: Source) -> bytes:
    """The bytes of a member, by its number in the archive, and so on inwards. Raises `Refused`, `OSError`."""
    archive = _opened(source, source.members[:-1])
    number = source.members[-1]
    if number >= len(archive.members):
        raise Refused("changed", "the archive changed while the run was reading it; run again")
    problem = problem_of(archive.members[number])
    if problem is not None:  # as of members of members, which were asked by nobody else
        raise Refused(*problem)
    return archive.read(number)


def close_archives() -> None:
    """Closes what stands open from reading the members that came last."""
    while _OPEN:
        _OPEN.popitem()[1].close()


@dataclass(frozen=True, slots=True)
class _Open:
    """An archive, and what it rests on."""

    archive: Archive
    below: tuple[Any, ...]

    def close(self) -> None:
        self.archive.close()
        for one in self.below:
            one.close()


_Key = tuple[str, str, tuple[int, ...]]
_OPEN: OrderedDict[_Key, _Open] = OrderedDict()
_MOST_OPEN = 3


def _opened(source: Source, members: tuple[int, ...]) -> Archive:
    """An archive, or one in it. Those that were opened last stay open: members come one after the other."""
    key = (source.location, source.stamp(), members)  # another archive at the same place is opened anew
    if key not in _OPEN:
        _OPEN[key] = _open(Source(source.location, source.location, members=members), source.uri)
        while len(_OPEN) > _MOST_OPEN:
            _OPEN.popitem(last=False)[1].close()
    _OPEN.move_to_end(key)
    return _OPEN[key].archive


def _open(outer: Source, uri: str) -> _Open:
    """Opens an archive by what it begins with."""
    with contextlib.ExitStack() as kept:
        stream: IO[bytes] = io.BytesIO(read_member(outer)) if outer.members else outer.open()
        below: list[Any] = [stream]
        kept.callback(lambda: [one.close() for one in below])
        head = stream.read(tarred.MAGIC_AT + len(tarred.MAGIC))
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        path = None if outer.members or outer.is_remote else outer.location
        needs_path = head.startswith((rar.MAGIC, seven_zip.MAGIC))
        if path is None and needs_path:
            path = _on_disk(stream, below)
        packed = Packed(stream, uri.rpartition("/")[2], size, path)
        if head.startswith(rar.MAGIC):
            archive: Archive = rar.Rar(packed)
        elif head.startswith(seven_zip.MAGIC):
            archive = seven_zip.SevenZip(packed)
        elif head.startswith((compressed.GZIP, compressed.BZIP2, compressed.XZ)):
            archive = compressed.open_compressed(packed)
        elif head[tarred.MAGIC_AT :] == tarred.MAGIC:
            archive = tarred.Tarred(packed)
        elif head.startswith(zipped.MAGIC):
            archive = zipped.Zipped(packed)
        else:
            raise damaged("nameless", "it begins as none that we know")
        kept.pop_all()
    return _Open(archive, tuple(below))


def _on_disk(stream: IO[bytes], below: list[Any]) -> str:
    """A file with the bytes of a stream, for a program; it is gone when the archive is closed."""
    file = tempfile.NamedTemporaryFile(prefix="mingzhang-")  # noqa: SIM115
    below.append(file)
    while piece := stream.read(1 << 20):
        file.write(piece)
    file.flush()
    return file.name


def _sources(source: Source, members: Sequence[Member]) -> Iterator[Source]:
    for number, member in enumerate(members):
        parts = PurePosixPath(member.name).parts
        is_hidden = any(part.startswith(".") and part != ".." for part in parts) or "__MACOSX" in parts
        if member.is_folder or is_hidden:
            continue
        name = member.name.partition("\0")[0] or "?"
        found = replace(
            source,
            uri=f"{source.uri}{INSIDE}{''.join(c if c.isprintable() else '?' for c in name)}",
            byte_size=member.byte_size,
            members=(*source.members, number),
        )
        problem = problem_of(member)
        yield found if problem is None else replace(found, problem_kind=problem[0], problem=problem[1])


def _distinct(sources: Iterator[Source]) -> Iterator[Source]:
    """A second member of one name gets a number: each input has its own uri."""
    seen: dict[str, int] = {}
    for source in sources:
        seen[source.uri] = count = seen.get(source.uri, 0) + 1
        yield source if count == 1 else replace(source, uri=f"{source.uri}#{count}")
