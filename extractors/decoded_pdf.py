"""PDFs that a server or a program took for text, decoded and saved again: their bytes are lost.

What no encoding knew became a mark of replacement, a question mark or nothing, and everything else other
bytes than before. PDFium still opens such a file and counts its pages, which are blank: without a word about
what happened, OCR would be the advice.
"""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator
from itertools import islice

WINDOW = 1 << 16
"""So far from its beginning a file may have something else: a byte order mark, a page around it."""
_HEADER, _HEADER_IN_UTF_16 = b"%PDF-", b"%\0P\0D\0F\0-"
"""The second is of either byte order."""
_ENCODINGS = ("utf-8", "gb18030")
"""What programs save text in here; ASCII is part of both."""
_CHUNK = 1 << 20
_STREAM = re.compile(rb"(?<!end)stream(?:\r*\n|\r)")
_FILTER = re.compile(rb"/Filter\s*+\[?\s*+/(\w+)")
_DICTIONARY = 2048
"""The dictionary of a stream stands within so many bytes before it."""
_MOST_STREAMS = 64
_START = 4096
"""So many bytes of a stream are looked at."""
_MOST_UNPACKED = 1 << 16
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}".encode()
_JPEG = b"\xff\xd8"


def decoded_pdf(data: bytes) -> str | None:
    """What was done to a PDF, and what to do, where it was decoded as text; null for any other bytes.

    A PDF that was not has bytes that are no text in any encoding, or streams that can be unpacked (some are
    written in ASCII throughout).

    >>> whole = b"%PDF-1.4 1 0 obj <</Filter/FlateDecode>> stream\\n" + zlib.compress(b"0 g") + b"endstream"
    >>> decoded_pdf(whole) is None, decoded_pdf(whole.decode("utf-8", "replace").encode()) is None
    (True, False)
    """
    head = data[:WINDOW]
    if _HEADER_IN_UTF_16 not in head and (_HEADER not in head or not _is_text(data) or not _is_broken(data)):
        return None
    lost = data.count(_REPLACEMENT)
    found = f"{lost} characters in it stand for bytes that are lost" if lost else "its bytes are others now"
    return (
        f"a PDF that was decoded as text and saved again ({found}): OCR cannot read it either; "
        "download the PDF again, as a file and not as text"
    )


def _is_text(data: bytes) -> bool:
    """Whether all of it is text in one of the encodings; its last character may be cut off."""
    return any(_decodes(data, encoding) for encoding in _ENCODINGS)


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
    except UnicodeDecodeError:
        return False
    return True


def _is_broken(data: bytes) -> bool:
    """Whether one of its first streams is not what it says it is, or has characters that replace bytes."""
    return any(_is_replaced(name, start) for name, start in islice(_streams(data), _MOST_STREAMS))


def _streams(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The first filter of each stream, if it says one, and how it starts."""
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()]
        said = _FILTER.search(before, max(0, before.rfind(b" obj")))
        start = data[match.end() : match.end() + _START]
        yield (said[1] if said else b""), start.partition(b"endstream")[0]


def _is_replaced(name: bytes, start: bytes) -> bool:
    if name in (b"FlateDecode", b"Fl"):
        try:
            zlib.decompressobj().decompress(start, _MOST_UNPACKED)
        except zlib.error:
            return True
        return False
    if name in (b"DCTDecode", b"DCT"):
        return not start.startswith(_JPEG)
    # Metadata are XML, and may say U+FFFD themselves.
    return _REPLACEMENT in start and not start.lstrip().startswith(b"<")
