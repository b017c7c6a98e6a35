"""The parts of a Word document: XML and embedded files in a ZIP archive, within bounds.

Nothing outside of the archive is ever asked for; a document type, with which XML names entities, is refused.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from datetime import UTC, datetime

from lxml import etree

from extractors.errors import Unreadable
from extractors.office.word_names import TRANSITIONAL, R

MOST_MEMBERS = 20_000
MOST_BYTES = 96 << 20
"""Of one part when it is unpacked."""
MOST_BYTES_IN_ALL = 192 << 20
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
_TROUBLES = (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError, OSError, RuntimeError)
"""What the standard library raises for archives that are none."""


class Package:
    """An open document."""

    def __init__(self, data: bytes) -> None:
        """Raises `Unreadable`: "damaged", "encrypted", "too_large"."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _TROUBLES as error:
            raise damaged(f"it is no whole ZIP archive ({error})") from error
        if len(infos) > MOST_MEMBERS:
            raise Unreadable("too_large", f"a Word document of {len(infos)} parts; at most {MOST_MEMBERS}")
        self._members = {info.filename.lstrip("/"): info for info in infos}
        self._left = MOST_BYTES_IN_ALL
        self.main = next(
            (target for kind, target, _ in self.relations("").values() if kind == "officeDocument"),
            "word/document.xml",
        )
        """The name of the part that holds the body."""

    def part(self, name: str) -> bytes | None:
        """The bytes of a part; null where there is none. Raises `Unreadable`."""
        info = self._members.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise Unreadable("encrypted", "a Word document whose parts have a password; save it without one")
        most = min(MOST_BYTES, self._left)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(most + 1)
        except _TROUBLES as error:
            raise damaged(f"its part {name} cannot be unpacked ({error})") from error
        if len(data) > most:
            raise Unreadable(
                "too_large", f"the part {name} of a Word document unpacks to more than {most} bytes"
            )
        self._left -= len(data)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part, in the namespaces of transitional OOXML; null where there is none.

        Raises `Unreadable`.
        """
        data = self.part(name)
        return None if data is None else parsed(data, name)

    def relations(self, of: str) -> dict[str, tuple[str, str, bool]]:
        """What a part is related to, by id: the kind of relation, the part (or address), and whether it lies
        outside of the document. Of a broken list, none."""
        folder, name = posixpath.split(of)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str, bool]] = {}
        for relation in () if root is None else root.iter(_RELATION):
            target = relation.get("Target", "")
            is_outside = relation.get("TargetMode") == "External"
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = posixpath.basename(relation.get("Type", ""))
            found[relation.get("Id", "")] = (kind, target, is_outside)
        return found

    def modified_at(self) -> datetime | None:
        """When the document says that it was last saved, UTC."""
        core = next((t for k, t, _ in self.relations("").values() if k == "core-properties"), None)
        try:
            root = self.xml(core or "docProps/core.xml")
        except Unreadable:
            return None  # what it says of itself is no part of what it says
        said = None if root is None else root.findtext(_MODIFIED)
        try:
            moment = datetime.fromisoformat((said or "").strip())
        except ValueError:
            return None
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def parsed(data: bytes, name: str) -> etree._Element:
    """The root of XML that may come from anywhere. Raises `Unreadable` ("damaged")."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for strict, transitional in TRANSITIONAL:
        if strict in data:
            data = data.replace(strict, transitional)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(f"the XML of its part {name} is broken ({error})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged(f"its part {name} declares a document type, which Word never writes")
    return root


def damaged(what: str) -> Unreadable:
    """The refusal of a document that is broken."""
    return Unreadable("damaged", f"a damaged Word document: {what}; fetch it again, or save it anew in Word")


def related(element: etree._Element, *names: str) -> str | None:
    """The id of the relation that an element names."""
    return next((value for name in (names or ("id",)) if (value := element.get(R + name))), None)
