"""What bytes are, by content: names lie (crawls bring web pages named .pdf)."""

from __future__ import annotations

import json
from typing import Literal

from extractors.errors import Unreadable

ImageType = Literal["image/png", "image/jpeg", "image/gif", "image/tiff", "image/bmp", "image/webp"]
MediaType = Literal["application/pdf", "text/plain"] | ImageType

PDF_HEADER_WINDOW = 1024
"""A PDF's header may stand anywhere in its first 1,024 bytes (ISO 32000-1, annex H)."""
_HTML_STARTS = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<script",
    b"<meta",
    b"<!--",
    b"<title",
    b"<div",
)
_OTHER_FORMATS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or an Office file (docx, xlsx)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (doc, xls)"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"{\\rtf", "an RTF file"),
    (b"%!PS", "a PostScript file"),
)
_IMAGES: tuple[tuple[bytes, ImageType], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
)
_RIFF, _WEBP, _FORM_TYPE = b"RIFF", b"WEBP", slice(8, 12)
"""WebP is a RIFF file of this type."""


def sniff(data: bytes) -> MediaType:
    """The media type of the content.

    Raises `Unreadable` for what no reader takes: "empty", "html", "unsupported".

    >>> sniff(b"%PDF-1.7 ...")
    'application/pdf'
    >>> sniff("第一部分".encode("gb18030"))
    'text/plain'
    >>> sniff(b"\\x89PNG\\r\\n\\x1a\\n...")
    'image/png'
    """
    head = data[:PDF_HEADER_WINDOW]
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise Unreadable("empty", f"the file is empty ({len(data)} bytes); download it again")
    if b"%PDF-" in head:
        return "application/pdf"
    if _is_html(head):
        raise Unreadable(
            "html", "this is a web page, whatever its name says; save the attachment that it links to"
        )
    image = _image_type(data, head)
    if image is not None:
        return image
    for magic, name in _OTHER_FORMATS:
        if data.startswith(magic):
            raise Unreadable("unsupported", f"this is {name}; convert it to PDF or text first")
    if _is_json(data):
        raise Unreadable("unsupported", "this is JSON data, no document; give the documents themselves")
    return "text/plain"


def _is_json(data: bytes) -> bool:
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return False
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_html(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<?xml"):
        return b"<html" in start or b"<!doctype html" in start
    return start.startswith(_HTML_STARTS)


def _image_type(data: bytes, head: bytes) -> ImageType | None:
    for magic, media_type in _IMAGES:
        if data.startswith(magic) and not (magic == b"BM" and head.isascii()):
            return media_type
    return "image/webp" if data.startswith(_RIFF) and data[_FORM_TYPE] == _WEBP else None
