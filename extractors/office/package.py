"""An Office file as its standard has it (ECMA-376 part 2): a ZIP archive of XML parts and their relations.

Everything is bounded: parts are read no further than `MAX_PART` bytes and `MAX_TAGS` tags, document types
are refused (the standard forbids them, and entities with them), targets outside of the file never followed.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING
from urllib.parse import unquote

from extractors.errors import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PART = 256 << 20
"""Bytes of one unpacked part."""
MAX_TAGS = 16_000_000
"""Tags of one part, opening and closing ones: what a tree of it costs goes by them."""
MAX_MEMBERS = 20_000
_CHUNK = 1 << 16
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to."""

    kind: str
    """The last word of its type: "worksheet", "sharedStrings", "image", "hyperlink"."""
    target: str
    """The name of the part in the archive; of something outside of it, its address."""
    is_external: bool = False


class Package:
    """The parts of an Office file."""

    def __init__(self, data: bytes) -> None:
        """Raises `Unreadable` for what is no archive, or one with too many members."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            names = self._zip.namelist()
        except _ZIP_ERRORS as error:
            raise Unreadable(
                "damaged", f"an Office file that cannot be opened ({error}); fetch it again"
            ) from error
        if len(names) > MAX_MEMBERS:
            raise Unreadable(
                "too_large",
                f"an Office file of {len(names)} parts, more than {MAX_MEMBERS}; no document has so many",
            )
        # Some programs write other letters, or backslashes; the standard compares without case.
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in names}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    @property
    def names(self) -> Sequence[str]:
        """The names of all parts, in lower case."""
        return tuple(self._names)

    def read(self, name: str) -> bytes:
        """The bytes of a part; raises `Unreadable` where it is missing, damaged or too large."""
        with self._opened(name) as stream:
            return stream.read()

    def elements(self, name: str, tags: Sequence[str]) -> Iterator[_Element]:
        """The elements of these local names, each when it has ended; emptied when the next is asked for.

        Raises `Unreadable` where the part is missing, damaged or too large.
        """
        with self._opened(name) as stream:
            yield from elements_of(stream, tags, name)

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to, by id; empty where it refers to nothing."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self:
            return {}
        found: dict[str, Relation] = {}
        for element in self.elements(rels, ("Relationship",)):
            target = unquote(element.get("Target") or "")
            external = (element.get("TargetMode") or "").lower() == "external"
            if not external:
                target = target.replace("\\", "/")
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (element.get("Type") or "").rpartition("/")[2]
            found[element.get("Id") or ""] = Relation(kind, target, external)
        return found

    @contextmanager
    def _opened(self, name: str) -> Iterator[BoundedStream]:
        own = self._names.get(name.lower())
        if own is None:
            raise Unreadable("damaged", f"an Office file without its part {name}; fetch it again")
        try:
            with self._zip.open(own) as stream:
                yield BoundedStream(stream, name)
        except _ZIP_ERRORS as error:
            raise Unreadable(
                "damaged", f"the part {name} of an Office file is damaged ({error}); fetch it again"
            ) from error


class BoundedStream:
    """A stream of a part that ends with an `Unreadable` where it is too large, or has a document type."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self._size = self._tags = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes; all without a size."""
        if size is None or size < 0:
            parts = []
            while chunk := self.read(_CHUNK):
                parts.append(chunk)
            return b"".join(parts)
        first = self._size == 0
        chunk = self._stream.read(size)
        self._size += len(chunk)
        self._tags += chunk.count(b"<")
        if self._size > MAX_PART or self._tags > MAX_TAGS:
            raise Unreadable(
                "too_large",
                f"the part {self._name} of an Office file is larger than {MAX_PART >> 20} MB or has more than"
                f" {MAX_TAGS} tags; save the document in parts",
            )
        if first and b"<!DOCTYPE" in chunk.replace(b"\0", b""):
            raise Unreadable(
                "damaged",
                f"the part {self._name} of an Office file declares a document type; no Office program does",
            )
        return chunk


def elements_of(stream: BoundedStream, tags: Sequence[str], name: str) -> Iterator[_Element]:
    """The elements of these local names in a stream of XML, each when it has ended."""
    from lxml import etree

    wanted = [f"{{*}}{tag}" for tag in tags]
    try:
        for _, element in etree.iterparse(
            stream, events=("end",), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False
        ):
            yield element
            element.clear(keep_tail=False)
            parent = element.getparent()
            if parent is not None:
                while (before := element.getprevious()) is not None:
                    parent.remove(before)
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged", f"the part {name} is no whole XML ({error}); fetch it again") from error
