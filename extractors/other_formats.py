"""Formats that no reader takes, told by their content: what each is, and what to do with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

_WINDOW = 8192
"""So far from its beginning a text is looked at."""
_RUN = "`mingzhang run` reads what is in it"
_AS_DOCX = "save it as .docx in Word or WPS"
_AS_XLSX = "save it as .xlsx in Excel or WPS"
_AS_PDF = "save it as PDF"
_SOURCE = "give the document itself"
_AUDIO = "this is sound; give the document that goes with it"
_VIDEO = "this is a video; give the document that goes with it"
_DRAWING = f"this is a drawing (CAD); {_AS_PDF}"
_PROGRAM = "this is a program; it is never run: give the document itself"
_MAIL = "this is an e-mail; save its attachments, and give those"
_CAJ = f"this is a file of CNKI's reader (CAJ); {_AS_PDF}"
_PHONE_PICTURE = "this is a picture as telephones take them (HEIC); save it as JPEG"

_MAGICS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x05\x06", "this is an empty ZIP archive; fetch it again"),
    (b"Rar!\x1a\x07", f"this is a RAR archive; {_RUN}"),
    (b"7z\xbc\xaf\x27\x1c", f"this is a 7z archive; {_RUN}"),
    (b"\x1f\x8b", f"this is a gzip file; {_RUN}"),
    (b"BZh", f"this is a bzip2 file; {_RUN}"),
    (b"\xfd7zXZ\0", f"this is an xz file; {_RUN}"),
    (b"MSCF", "this is a cabinet archive; unpack it first"),
    (b"%!PS", f"this is a PostScript file; {_AS_PDF}"),
    (b"AC10", _DRAWING),
    (b"AutoCAD Binary DXF", _DRAWING),
    (b"AT&TFORM", f"this is a DjVu file; {_AS_PDF}"),
    (b"ITSF", f"this is a help file (CHM); {_AS_PDF}"),
    (b"CAJ\0", _CAJ),
    (b"KDH ", _CAJ),
    (b"8BPS", "this is a Photoshop picture; save it as PNG"),
    (b"ID3", _AUDIO),
    (b"fLaC", _AUDIO),
    (b"OggS", _AUDIO),
    (b"#!AMR", _AUDIO),
    (b"FLV\x01", _VIDEO),
    (b"\x1a\x45\xdf\xa3", _VIDEO),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", _VIDEO),
    (b"\0\0\1\xba", _VIDEO),
    (b"MZ\x90\0", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"SQLite format 3\0", "this is a database (SQLite); export its tables as CSV"),
    (b"\0\1\0\0Standard ", "this is a database (Access); export its tables as CSV"),
    (b"PAR1", "this is a Parquet file, data and no document; give the documents themselves"),
    (b"L\0\0\0\1\x14\2\0", "this is a shortcut of Windows; give the file that it leads to"),
    (b"[InternetShortcut]", "this is a link to a page; save the page itself"),
    (b"JVBERi0", "this is a PDF written out as text (base64); decode it first"),
    (b"WARC/1.", "this is a web archive (WARC); take the pages and files out of it first"),
    (b"d8:announce", "this is a torrent; give the document itself"),
)
_AT_FOUR = b"ftyp"
"""Of films and pictures of telephones: their kind stands behind it."""
_PHONE_KINDS = (b"heic", b"heix", b"mif1", b"avif", b"heif")
_RIFF = {b"AVI ": _VIDEO, b"WAVE": _AUDIO}

_IN_ZIP: tuple[tuple[str, str], ...] = (
    ("ppt/presentation.xml", f"this is a PowerPoint presentation; {_AS_PDF}"),
    ("visio/document.xml", f"this is a Visio drawing; {_AS_PDF}"),
    ("Index/Document.iwa", f"this is a document of Apple's Pages, Numbers or Keynote; {_AS_PDF}"),
    ("AndroidManifest.xml", _PROGRAM),
    ("META-INF/MANIFEST.MF", _PROGRAM),
)
_MIME_TYPES: tuple[tuple[bytes, str], ...] = (
    (b"application/vnd.oasis.opendocument.text", f"this is an OpenDocument text (.odt); {_AS_DOCX}"),
    (b"application/vnd.oasis.opendocument.spreadsheet", f"this is an OpenDocument table (.ods); {_AS_XLSX}"),
    (b"application/vnd.oasis.opendocument", f"this is an OpenDocument file; {_AS_PDF}"),
    (b"application/epub", f"this is an electronic book (EPUB); {_AS_PDF}"),
)
_IN_OLE: tuple[tuple[str, str], ...] = (
    ("PowerPoint Document", f"this is a PowerPoint presentation of before 2007; {_AS_PDF}"),
    ("__properties_version1.0", _MAIL),
    ("VisioDocument", f"this is a Visio drawing; {_AS_PDF}"),
    ("MatOST", f"this is a Microsoft Works document; {_AS_DOCX}"),
    ("HwpSummaryInformation", f"this is a Hangul document; {_AS_PDF}"),
    ("Quill", f"this is a Publisher document; {_AS_PDF}"),
)
_MAIL_LINE = re.compile(
    rb"^(received|return-path|delivered-to|from|to|cc|subject|date|message-id|reply-to|mime-version|"
    rb"content-type|x-[\w-]+) *:",
    re.IGNORECASE,
)
_HEADER_LINE = re.compile(rb"^[!-9;-~]+ *:|^[ \t]")
_OF_SENT = (b"received", b"return-path", b"delivered-to", b"to", b"cc", b"message-id", b"reply-to")
"""Headers of what was sent; a page that a browser saved has none of them."""
_FEW_HEADERS = 3
_ROOT = re.compile(
    rb"\A(?><\?xml[^>]*\?>\s*)?(?><!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*+"
    rb"<([\w:.-]+)([^>]*)",
    re.DOTALL,
)
_ROOTS: tuple[tuple[bytes, str], ...] = (
    (b"wordDocument", f"this is a Word document as one XML file; {_AS_DOCX}"),
    (b"package", f"this is an Office document as one XML file; {_AS_DOCX}"),
    (b"UOF", f"this is a UOF document; {_AS_DOCX}"),
    (b"svg", f"this is a drawing (SVG); {_AS_PDF}"),
    (b"rss", "this is a news feed; give the documents that it links to"),
    (b"feed", "this is a news feed; give the documents that it links to"),
    (b"urlset", "this is a site map; give the documents that it links to"),
    (b"xbrl", "this is XBRL data, no document; give the documents themselves"),
)
_REMARKS = rb"\A\s*+(?>/\*.*?\*/\s*|//[^\n]*\n\s*)*+"
"""Each is passed over in one way only: a text of many costs no more than its length."""
_SCRIPT = re.compile(
    _REMARKS
    + rb"""(?:["']use\ strict["']|(?:var|let|const)\s+[\w$]+\s*[=;]|[!;(]*function\b\s*[\w$]*\s*\(|\(\(\)\s*=>
       |(?:window|document|module\.exports|jQuery|\$)\s*[.=([]|define\s*\(|import\s+[\w{*][^\n]*\bfrom\b)""",
    re.DOTALL | re.VERBOSE,
)
_STYLES = re.compile(
    _REMARKS
    + rb"(?:@(?:charset|import|media)\b"
    + rb"|[.#@*]?[\w-][\w\s.,:>#*-]{0,300}+\{[^{}<:]{0,100}+:[^{}<;]{0,300}+[;}])",
    re.DOTALL,
)


def other_format(data: bytes) -> str | None:
    """What bytes are that no reader takes, and what to do; null for what may be text.

    >>> other_format(b"8BPS...")
    'this is a Photoshop picture; save it as PNG'
    >>> other_format("第一部分".encode())
    """
    for magic, message in _MAGICS:
        if data.startswith(magic):
            return message
    if data[4:8] == _AT_FOUR:
        return _PHONE_PICTURE if data[8:12] in _PHONE_KINDS else _VIDEO
    if data.startswith(b"RIFF") and data[8:12] in _RIFF:
        return _RIFF[data[8:12]]
    if data[257:262] == b"ustar":
        return f"this is a TAR archive; {_RUN}"
    start = data[:_WINDOW].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _is_json(data):
        return "this is JSON data, no document; give the documents themselves"
    if is_sent(start):
        return _MAIL
    if start.startswith(b"<"):
        return _xml(start)
    if _SCRIPT.match(start):
        return f"this is a script of a web page (JavaScript); {_SOURCE}"
    if _STYLES.match(start):
        return f"this is a style sheet of a web page (CSS); {_SOURCE}"
    return None


def packed_format(names: Iterable[str], mime_type: bytes) -> str:
    """What a ZIP archive is that no reader takes, by the names of its members and what `mimetype` holds."""
    known = set(names)
    for name, message in _IN_ZIP:
        if name in known:
            return message
    for start, message in _MIME_TYPES:
        if mime_type.startswith(start):
            return message
    if "[Content_Types].xml" in known:
        return "this is an Office file, but no Word or Excel document; convert it to PDF first"
    return f"this is a ZIP archive; {_RUN}"


def compound_format(data: bytes) -> str:
    """What an OLE file is that no reader takes: its directory names its streams."""
    for name, message in _IN_OLE:
        if name.encode("utf-16-le") in data:
            return message
    return "this is an old Office file, but no Word or Excel document; convert it to PDF first"


def is_sent(start: bytes) -> bool:
    """Whether a text begins with the headers of an e-mail that was sent, and not of a page that was saved.

    >>> is_sent(b"From: a@b.cn\\nTo: c@d.cn\\nSubject: x\\nMIME-Version: 1.0\\n\\n...")
    True
    >>> is_sent(b"From: <Saved by Blink>\\nMIME-Version: 1.0\\nContent-Type: multipart/related\\n\\n...")
    False
    """
    found: set[bytes] = set()
    for line in start.splitlines():
        if not line.strip():
            break
        if not _HEADER_LINE.match(line):
            return False
        header = _MAIL_LINE.match(line)
        if header is not None:
            found.add(header[1].lower())
    return len(found) >= _FEW_HEADERS and not found.isdisjoint(_OF_SENT)


def _xml(start: bytes) -> str | None:
    root = _ROOT.match(start)
    if root is None:
        return None
    name = root[1].rpartition(b":")[2]
    for known, message in _ROOTS:
        if name == known:
            return message
    if start.startswith(b"<?xml") or b"xmlns" in root[2]:
        return "this is XML data of a kind that is not known; give the document that it was made of"
    return None


def _is_json(data: bytes) -> bool:
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return False
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True
