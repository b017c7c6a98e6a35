"""What bytes are, by content: names lie (crawls bring web pages named .pdf, workbooks that are web pages)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Literal

from extractors.decoded_pdf import decoded_pdf
from extractors.errors import Unreadable
from extractors.other_formats import compound_format, other_format, packed_format

ImageType = Literal["image/png", "image/jpeg", "image/gif", "image/tiff", "image/bmp", "image/webp"]
OfficeType = Literal[
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/msword",
    "application/rtf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "application/ofd",
]
MediaType = (
    Literal["application/pdf", "text/plain", "text/html", "multipart/related"] | ImageType | OfficeType
)

DOCX: OfficeType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC: OfficeType = "application/msword"
RTF: OfficeType = "application/rtf"
XLSX: OfficeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS: OfficeType = "application/vnd.ms-excel"
OFD: OfficeType = "application/ofd"
HTML: Literal["text/html"] = "text/html"
MHTML: Literal["multipart/related"] = "multipart/related"

PDF_HEADER_WINDOW = 1024
"""A PDF's header may stand anywhere in its first 1,024 bytes (ISO 32000-1, annex H)."""
_HTML_WINDOW = 4096
"""So far before its first tag a page source may have something else: what a server or a viewer put there."""
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
    b"<table",
)
_HTML_LATER = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)
_HTML_FAR = 65_536
"""Where the page has a head or a body, more may stand before it: code of the server, headers, warnings."""
_HTML_INNER = re.compile(rb"<(?:head|body|title|meta)[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(rb"<(?:p|span|h[1-6]|center|font|br|section|article|main|ul|ol|b|strong)[\s>/]", re.I)
_CLOSED = re.compile(rb"</(?:p|span|h[1-6]|td|tr|table|div|font|center|section|li)\s*>", re.IGNORECASE)
_FEW_CLOSED = 3
"""So many elements end in the part of a page that somebody cut out."""
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_MHTML = re.compile(rb"(?:\A|\n)(?:mime-version:|content-type: *multipart/related)", re.IGNORECASE)
_MESSAGE = re.compile(rb"\s*[A-Za-z][A-Za-z-]{1,40}:[^\n]*\n(?:[A-Za-z][A-Za-z-]{1,40}:|[ \t]|\r?\n)")
"""A header line, and one more, its second line, or the end of the head."""
_SPREADSHEETML = b"urn:schemas-microsoft-com:office:spreadsheet"
_WORKBOOK = re.compile(rb"<(?:\w+:)?Workbook[\s>]")
_BIFF = (b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x08\x00\x00\x05", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
"""Excel's records without the file around them: some reporting software writes them so."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_IN_ZIP: tuple[tuple[str, OfficeType], ...] = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", XLSX),
    ("xl/workbook.bin", XLSX),
    ("OFD.xml", OFD),
)
_RTF = b"{\\rtf"
_IN_OLE: tuple[tuple[str, OfficeType], ...] = (("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS))
_IMAGES: tuple[tuple[bytes, ImageType], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
)
_MIME_TYPE_BYTES = 200
_RIFF, _WEBP, _FORM_TYPE = b"RIFF", b"WEBP", slice(8, 12)
"""WebP is a RIFF file of this type."""


def sniff(data: bytes) -> MediaType:
    """The media type of the content.

    Raises `Unreadable` for what no reader takes: "empty", "encrypted", "damaged", "unsupported".

    >>> sniff(b"%PDF-1.7 ...")
    'application/pdf'
    >>> sniff("第一部分".encode("gb18030"))
    'text/plain'
    >>> sniff(b"\\x89PNG\\r\\n\\x1a\\n...")
    'image/png'
    >>> sniff(b"<html><body>...")
    'text/html'
    """
    head = data[:PDF_HEADER_WINDOW]
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise Unreadable("empty", f"the file is empty ({len(data)} bytes); download it again")
    decoded = decoded_pdf(data)
    if decoded is not None:
        raise Unreadable("damaged", decoded)
    if b"%PDF-" in head:
        return "application/pdf"
    if data.startswith(_ZIP):
        return _in_zip(data)
    if data.startswith(_OLE):
        return _in_ole(data)
    if data.startswith(_BIFF) or _is_spreadsheetml(data[:_HTML_WINDOW]):
        return XLS
    is_message = _MESSAGE.match(head) is not None and _MHTML.search(head) is not None
    if not is_message and _is_html(data):
        return HTML
    image = _image_type(data, head)
    if image is not None:
        return image
    if data.startswith(_RTF):
        return RTF
    other = other_format(data)
    if other is not None:
        raise Unreadable("unsupported", other)
    return MHTML if is_message else "text/plain"


def _in_zip(data: bytes) -> OfficeType:
    """What an Office document is that is packed as a ZIP archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
            mime_type = _start(packed, "mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError) as error:
        raise Unreadable(
            "damaged", f"a ZIP archive or an Office file that cannot be opened ({error}); fetch it again"
        ) from error
    for name, media_type in _IN_ZIP:
        if name in names:
            return media_type
    raise Unreadable("unsupported", packed_format(names, mime_type))


def _start(packed: zipfile.ZipFile, name: str) -> bytes:
    """The first bytes of a member; none of one that cannot be unpacked."""
    try:
        with packed.open(name) as stream:
            return stream.read(_MIME_TYPE_BYTES)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):
        return b""


def _in_ole(data: bytes) -> OfficeType:
    """What an Office document of before 2007 is: its directory names its streams in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("encrypted", "an Office file with a password; save it without one")
    for name, media_type in _IN_OLE:
        if (name + "\0").encode("utf-16-le") in data:
            return media_type
    raise Unreadable("unsupported", compound_format(data))


def _is_spreadsheetml(head: bytes) -> bool:
    """Whether it is an Excel workbook as one XML file."""
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and _SPREADSHEETML in start and _WORKBOOK.search(start) is not None


def _is_html(data: bytes) -> bool:
    head = data[:_HTML_WINDOW]
    if head.startswith(_WIDE_BOMS):
        head = head.replace(b"\0", b"")[2:]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_HTML_STARTS):
        return True
    if start.startswith(b"<") and _HTML_LATER.search(head) is not None:
        return True
    if _FRAGMENT.match(start) and len(_CLOSED.findall(head)) >= _FEW_CLOSED:
        return True
    far = data[:_HTML_FAR]
    later = _HTML_LATER.search(far)
    return later is not None and _HTML_INNER.search(far, later.end()) is not None


def _image_type(data: bytes, head: bytes) -> ImageType | None:
    for magic, media_type in _IMAGES:
        if data.startswith(magic) and not (magic == b"BM" and head.isascii()):
            return media_type
    return "image/webp" if data.startswith(_RIFF) and data[_FORM_TYPE] == _WEBP else None
