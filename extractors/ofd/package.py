"""The parts of an OFD file: XML in a ZIP archive, within bounds. Nothing outside of it is ever asked for."""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib

from lxml import etree

from extractors.errors import Unreadable

MOST_MEMBERS = 50_000
MOST_PART, MOST_IN_ALL = 64 << 20, 512 << 20
"""Bytes when unpacked: of one part, and of all that are read."""
_TROUBLES = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, EOFError),
    *(NotImplementedError, OSError, RuntimeError),
)
_ENCRYPTED = ("encryptions.xml", "decryptseed.dat", "entriesmap.dat", "decyptseed.dat")
"""What an encrypted package has beside its parts (GB/T 33190-2016, annex)."""


class Package:
    """An open OFD file; parts are named as the format does, from the root of the archive."""

    def __init__(self, data: bytes) -> None:
        """Raises `Unreadable`: "damaged", "encrypted", "too_large"."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _TROUBLES as error:
            raise damaged(f"it is no whole ZIP archive ({error})") from error
        if len(infos) > MOST_MEMBERS:
            raise Unreadable("too_large", f"an OFD file of {len(infos)} parts; the most is {MOST_MEMBERS}")
        self._members: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            name = info.filename.replace("\\", "/").lstrip("/")
            # Two parts of one name: each viewer shows another of them.
            if self._members.setdefault(name.lower(), info) is not info:
                raise damaged(f"it has two parts {name}")
        self._left = MOST_IN_ALL
        if any(posixpath.basename(name) in _ENCRYPTED for name in self._members):
            raise Unreadable(
                "encrypted", "an encrypted OFD file; open it with its password and save it without"
            )

    def part(self, name: str) -> bytes | None:
        """The bytes of a part; null where there is none. Raises `Unreadable`."""
        info = self._members.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise Unreadable("encrypted", "an OFD file whose parts have a password; save it without one")
        most = min(MOST_PART, self._left)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(most + 1)
        except _TROUBLES as error:
            raise damaged(f"its part {name} cannot be unpacked ({error})") from error
        if len(data) > most:
            raise Unreadable("too_large", f"the part {name} of an OFD file unpacks to more than {most} bytes")
        self._left -= len(data)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part; null where there is none. Raises `Unreadable`."""
        data = self.part(name)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(f"the XML of its part {name} is broken ({error})") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise damaged(f"its part {name} declares a document type, which OFD does not have")
        return root


def joined(base: str, location: str) -> str:
    """The name of a part that another names: from the root behind a slash, else from the folder of that part.

    >>> joined("Doc_0/Document.xml", "Pages/Page_0/Content.xml"), joined("Doc_0/Document.xml", "/Doc_0/a.xml")
    ('Doc_0/Pages/Page_0/Content.xml', 'Doc_0/a.xml')
    """
    folder = posixpath.dirname(base)
    return posixpath.normpath(posixpath.join("/", folder, location.replace("\\", "/").strip())).lstrip("/")


def damaged(what: str) -> Unreadable:
    """The refusal of a file that is broken."""
    return Unreadable("damaged", f"a damaged OFD file: {what}; fetch it again")
