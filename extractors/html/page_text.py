"""The text of a web page's bytes. What the page says of its encoding is often wrong: its bytes decide."""

from __future__ import annotations

import codecs
import re

from extractors.errors import Unreadable

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096
_OTHER_CHARSETS = {"big5": "big5", "big5-hkscs": "big5hkscs", "shift_jis": "shift_jis"}
MOST_BROKEN = 0.05
"""Up to this share of characters may be broken; with more it is another encoding, or damaged."""
FEW_BROKEN = 20
REPLACEMENT = "\ufffd"


def page_text(data: bytes) -> tuple[str, str, int]:
    """The text of a page, the encoding that it is in, and how many places of it no encoding explains.

    UTF-8 and GB18030 are told by their bytes: the one with fewer broken places. Raises `Unreadable`
    ("damaged") where both break too much.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, "replace")
            return text, encoding, text.count(REPLACEMENT)
    best: tuple[int, str, str] | None = None
    for encoding in _candidates(data):
        try:
            return data.decode(encoding), encoding, 0
        except UnicodeDecodeError:
            text = data.decode(encoding, "replace")
        broken = text.count(REPLACEMENT)
        # Bytes of another encoding are hardly ever valid UTF-8: a page that nearly is, is.
        if encoding == "utf-8" and broken <= MOST_BROKEN * _beyond_ascii(text):
            return text, encoding, broken
        if best is None or broken < best[0]:
            best = (broken, text, encoding)
    assert best is not None
    broken, text, encoding = best
    if broken > max(FEW_BROKEN, MOST_BROKEN * _beyond_ascii(text)):
        raise Unreadable(
            "damaged",
            f"a web page whose text is in no encoding that we know ({broken} broken places); fetch it again",
        )
    return text, encoding, broken


def _beyond_ascii(text: str) -> int:
    return sum(char > "\x7f" for char in text)


def _candidates(data: bytes) -> list[str]:
    declared = _DECLARED.search(data[:_HEAD])
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    others = [_OTHER_CHARSETS[name]] if name in _OTHER_CHARSETS else []
    head = data[:_HEAD]
    if head[::2].count(0) > len(head) // 8:
        return ["utf-16-be"]
    if head[1::2].count(0) > len(head) // 8:
        return ["utf-16-le"]
    return ["utf-8", *others, "gb18030"]
