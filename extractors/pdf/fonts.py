"""Fonts as pdfminer makes them, made once for all PDFs of one page that are cut out of a file.

Each of these holds its own copy of a font; making one (its table of characters above all) costs as much as a
third of a page. Copies are told by their content, never by their numbers, which the next PDF gives to others.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psparser import PSLiteral

DEEPEST = 8
"""Fonts whose description goes deeper than so many levels are not shared: it may lead back into itself."""


class _Unknown(Exception):
    """What a font is made of cannot be compared."""


class Fonts:
    """The fonts of one file, by the content of their descriptions."""

    def __init__(self) -> None:
        self._made: dict[bytes, PDFFont] = {}

    def resources(self) -> PDFResourceManager:
        """What pdfminer reads one PDF with: fonts that were made for others are not made again."""
        return _Resources(self._made)


class _Resources(PDFResourceManager):
    def __init__(self, made: dict[bytes, PDFFont]) -> None:
        super().__init__()
        self._made = made

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font of this number and description."""
        if objid in self._cached_fonts or not objid:  # without a number it is a part of another
            return super().get_font(objid, spec)
        key = content_of(spec)
        font = self._made.get(key) if key is not None else None
        if font is None:
            font = super().get_font(objid, spec)
            if key is not None:
                self._made[key] = font
        self._cached_fonts[objid] = font
        return font


def content_of(spec: Mapping[str, object]) -> bytes | None:
    """A digest of everything that an object of a PDF holds and refers to; null where that cannot be told.

    >>> content_of({"a": 1, "b": [2]}) == content_of({"b": [2], "a": 1}) != content_of({"a": 1, "b": [3]})
    True
    """
    digest = blake2b(digest_size=16)
    try:
        _add(digest, spec, DEEPEST)
    except _Unknown:
        return None
    return digest.digest()


def _add(digest: Any, item: object, depth: int) -> None:
    if depth < 0:
        raise _Unknown
    if isinstance(item, PDFObjRef):
        item = item.resolve()
    if isinstance(item, PDFStream):
        raw = item.rawdata if item.rawdata is not None else item.data
        if item.decipher is not None or raw is None:
            raise _Unknown
        digest.update(b"%s%d:" % (b"data" if item.rawdata is None else b"raw", len(raw)))
        digest.update(raw)
        item = item.attrs
    if isinstance(item, Mapping):
        digest.update(b"{%d" % len(item))
        for key in sorted(item, key=str):
            digest.update(repr(key).encode())
            _add(digest, item[key], depth - 1)
    elif isinstance(item, list):
        digest.update(b"[%d" % len(item))
        for part in item:
            _add(digest, part, depth - 1)
    elif item is None or isinstance(item, (bool, int, float, bytes, str, PSLiteral)):
        digest.update(repr(item).encode() + b" ")
    else:
        raise _Unknown
