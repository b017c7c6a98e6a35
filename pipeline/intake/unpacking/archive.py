"""What an archive is to whoever reads it: members in their order, and the bytes of each by its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Protocol

from pipeline.intake.source import Refused

MAX_MEMBERS = 20_000
MAX_MEMBER_BYTES = 512_000_000
MAX_BYTES = 4_000_000_000
"""Of all members together, unpacked, of an archive in which each can be read by itself."""
MAX_STREAM_BYTES = 1_000_000_000
"""Of all members together of an archive that can only be read from its beginning."""
MAX_RATIO = 200
"""How many times its packed size a member may have; text packs to a tenth, scans to nothing less."""
FREE_BYTES = 10_000_000
"""Up to this size anything may have any ratio: a table of zeros does."""

Problem = tuple[str, str]
"""Why a member is not read: a kind for receipts, and a message."""
LOCKED: Problem = "encrypted", "the archive needs a password; unpack it first"


@dataclass(frozen=True, slots=True)
class Member:
    """What the list of an archive says of one entry."""

    name: str
    byte_size: int = 0
    is_folder: bool = False
    is_link: bool = False
    problem: Problem | None = None
    """What of its format keeps it from being read: a password, a packing that is not known, …"""


class Archive(Protocol):
    """An archive that stands open."""

    @property
    def is_document(self) -> bool:
        """Whether it is one document, packed as an archive."""

    @property
    def members(self) -> Sequence[Member]:
        """Everything in it, in its order; never more than `MAX_MEMBERS` and one."""

    def read(self, number: int) -> bytes:
        """The bytes of a member that has no problem. Raises `Refused`."""

    def close(self) -> None:
        """Lets go of files."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The bytes of an archive, and where they lie."""

    stream: IO[bytes]
    """Can be read anywhere."""
    name: str
    """Its own, without folders."""
    byte_size: int
    path: str | None = None
    """Of a file on this machine that holds exactly these bytes; null where there is none."""


def damaged(what: str, error: object) -> Refused:
    """An archive that cannot be opened."""
    return Refused("damaged", f"a {what} archive that cannot be opened ({error}); fetch it again")


def problem_of(member: Member) -> Problem | None:
    """Why a member is not read, whatever its format."""
    name = member.name
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":" or "\0" in name:
        return "unsafe_name", "its name leads out of the archive; a hostile archive, nothing of it is written"
    if member.is_link:
        return "unsafe_name", "a link to another place; put the file itself into the archive"
    if member.problem is not None:
        return member.problem
    if member.byte_size > MAX_MEMBER_BYTES:
        return "too_large", f"{member.byte_size / 1e6:.0f} MB; the most is {MAX_MEMBER_BYTES / 1e6:.0f} MB"
    return None


def demand_no_bomb(declared: int, packed: int) -> None:
    """Raises `Refused` for a stream that says it unpacks to more than is read of one."""
    if declared > MAX_STREAM_BYTES:
        raise Refused(
            "too_large",
            f"an archive that unpacks to {declared / 1e9:.1f} GB, the most is {MAX_STREAM_BYTES / 1e9:.0f} "
            "GB where all of it must be read for one file: it may be a bomb, or take it apart",
        )
    if declared > max(FREE_BYTES, MAX_RATIO * packed):
        raise Refused(
            "too_large",
            f"packed {declared / max(1, packed):.0f} to 1, the most is {MAX_RATIO} to 1: it may be a bomb",
        )


def spelled(raw: bytes) -> str:
    """A name of a format that does not say its encoding: UTF-8, or GB18030 as Chinese Windows writes it.

    >>> spelled("决算.pdf".encode()), spelled("决算.pdf".encode("gb18030"))
    ('决算.pdf', '决算.pdf')
    """
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")
