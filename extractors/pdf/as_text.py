"""PDFs that were taken for text: decoded, and saved again in another encoding. Nothing can be read of them.

A program that keeps what it fetches as a string does it: streams that were packed bytes become replacement
characters, or each byte a character of Latin-1. Such a file may still open, with pages and nothing on them.
"""

from __future__ import annotations

from extractors.errors import Unreadable

REPLACEMENT = "�".encode()
LEAST_LOST = 100
"""So many replacement characters are in no PDF that is whole: in packed bytes each were chance."""
STREAM, LOOKED_AT = b"stream", 4096
"""The beginning of the first stream, and bytes of it that are looked at."""
LEAST_SHARE = 0.1
"""Of the characters of a stream that was saved as UTF-8, so many are letters of Latin-1 and signs."""


def demand_bytes(data: bytes) -> None:
    """Raises `Unreadable` ("damaged") for a PDF that was decoded as text and saved again."""
    if data.count(REPLACEMENT) < LEAST_LOST and not _is_latin(data):
        return
    raise Unreadable(
        "damaged",
        "the PDF was decoded as text and saved again, which destroys it (OCR is no help): fetch it again, "
        "and save the bytes as they come",
    )


def _is_latin(data: bytes) -> bool:
    """Whether the first packed stream is valid UTF-8 of letters of Latin-1, which packed bytes never are."""
    at = data.find(STREAM)
    while at >= 0:
        start = at + len(STREAM)
        piece = data[start : start + LOOKED_AT].split(b"endstream")[0]
        if len(piece) >= LOOKED_AT // 4 and not piece.isascii():
            text = piece[: len(piece) - 3].decode("utf-8", "ignore")
            try:
                piece[: len(text.encode())].decode("utf-8")
            except UnicodeDecodeError:
                return False
            is_whole = len(text.encode()) >= len(piece) - 6
            latin = sum("\x80" <= char <= "\xff" for char in text)
            return is_whole and latin >= LEAST_SHARE * len(text)
        at = data.find(STREAM, start)
    return False
