"""ZIP archives: each member can be read by itself."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Sequence

from pipeline.intake.source import Refused
from pipeline.intake.unpacking.archive import (
    FREE_BYTES,
    LOCKED,
    MAX_MEMBERS,
    MAX_RATIO,
    Member,
    Packed,
    Problem,
    damaged,
    spelled,
)

MAGIC = b"PK\x03\x04"
_DOCUMENT = frozenset({"[Content_Types].xml", "mimetype", "META-INF/manifest.xml", "OFD.xml"})
"""Names in the root of what is a document: Office, OpenDocument, OFD."""
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_PACKING_UNKNOWN = (NotImplementedError, RuntimeError)


class Zipped:
    """A ZIP archive that stands open."""

    def __init__(self, packed: Packed) -> None:
        """Raises `Refused` for one that cannot be opened."""
        try:
            self._file = zipfile.ZipFile(packed.stream)
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
            raise damaged("ZIP", error) from error
        self._infos = self._file.infolist()
        self.members: Sequence[Member] = [_member(info) for info in self._infos[: MAX_MEMBERS + 1]]
        """As the directory at its end has them."""

    @property
    def is_document(self) -> bool:
        """Whether it is an Office document, which is packed as a ZIP archive."""
        return any(info.filename in _DOCUMENT for info in self._infos)

    def read(self, number: int) -> bytes:
        """Never more than the directory declares."""
        info = self._infos[number]
        try:
            with self._file.open(info) as stream:
                data = stream.read(info.file_size)
                stream.read(1)  # the end, where the checksum is compared
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
            raise Refused("damaged", f"the archive is damaged here ({error}); fetch it again") from error
        except _PACKING_UNKNOWN as error:
            raise Refused(
                "unsupported", f"the archive's packing is not known ({error}); unpack it first"
            ) from error
        if len(data) != info.file_size:
            raise Refused(
                "damaged", f"{len(data)} of {info.file_size} bytes are there; fetch the archive again"
            )
        return data

    def close(self) -> None:
        """Lets go of the directory; the stream is its owner's."""
        self._file.close()


def _member(info: zipfile.ZipInfo) -> Member:
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    name = info.orig_filename if "\0" in info.orig_filename else _name(info)
    return Member(name, info.file_size, name.endswith("/"), is_link, _problem(info))


def _problem(info: zipfile.ZipInfo) -> Problem | None:
    if info.flag_bits & _ENCRYPTED_FLAG:
        return LOCKED
    if info.file_size > max(FREE_BYTES, MAX_RATIO * info.compress_size):
        ratio = info.file_size / max(1, info.compress_size)
        return "too_large", f"packed {ratio:.0f} to 1, the most is {MAX_RATIO} to 1: it may be a bomb"
    return None


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; Chinese Windows writes it in GB18030 without saying so."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    try:
        return spelled(info.filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.filename
