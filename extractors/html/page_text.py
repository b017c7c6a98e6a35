"""The text of a web page's bytes. What the page says of its encoding is often wrong: its bytes decide."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from extractors.errors import Unreadable

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096
_OTHER_CHARSETS = {"big5": "big5", "big5-hkscs": "big5hkscs", "shift_jis": "shift_jis"}
_UTF8, _GB = "utf-8", "gb18030"
_OTHER = {_UTF8: _GB, _GB: _UTF8}
MOST_BROKEN = 0.05
"""Up to this share of characters beyond ASCII may be broken; with more it is another encoding, or damaged."""
FEW_BROKEN = 20
REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as text."""

    text: str
    encoding: str
    mixed: int = 0
    """Lines that are in the other of the two usual encodings: parts that a server put together."""
    broken: int = 0
    """Places that no encoding explains, and a replacement character stands for."""


def page_text(data: bytes) -> PageText:
    """The text of a page, the encoding that it is in, and how many places of it no encoding explains.

    UTF-8 and GB18030 are told by their bytes: the one with fewer broken places. Raises `Unreadable`
    ("damaged") where both break too much.

    >>> page_text("<p>决算".encode("gb18030")).encoding
    'gb18030'
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, "replace")
            return PageText(text, encoding, broken=text.count(REPLACEMENT))
    for encoding in (candidates := _candidates(data)):
        try:
            return PageText(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    read = [_repaired(data, encoding) for encoding in candidates]
    # Bytes of another encoding are hardly ever valid UTF-8: a page that nearly is, is.
    best = next((page for page in read if page.encoding == _UTF8 and _is_sound(page)), None)
    best = best or min(read, key=lambda page: page.broken + page.mixed)
    if not _is_sound(best) and best.broken > FEW_BROKEN:
        raise Unreadable(
            "damaged",
            f"a web page whose text is in no encoding that we know ({best.broken} broken places); "
            "fetch it again",
        )
    return best


def _repaired(data: bytes, encoding: str) -> PageText:
    """The text line by line: in the encoding of the page, in the other, or with what is broken."""
    lines: list[str] = []
    mixed = broken = 0
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode(encoding))
            continue
        except UnicodeDecodeError:
            text = line.decode(encoding, "replace")
        here = text.count(REPLACEMENT)
        other = _OTHER.get(encoding)
        if other is not None and here > 1:
            try:
                lines.append(line.decode(other))
            except UnicodeDecodeError:
                pass
            else:
                mixed += 1
                continue
        lines.append(text)
        broken += here
    return PageText("\n".join(lines), encoding, mixed, broken)


def _is_sound(page: PageText) -> bool:
    """Whether few of the characters beyond ASCII are broken or of another encoding."""
    beyond = sum(char > "\x7f" for char in page.text)
    foreign = sum(1 for _ in range(page.mixed)) * _LINE
    return page.broken <= MOST_BROKEN * beyond and foreign <= beyond


_LINE = 2
"""Characters beyond ASCII that a line of another encoding has at least."""


def _candidates(data: bytes) -> list[str]:
    declared = _DECLARED.search(data[:_HEAD])
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    others = [_OTHER_CHARSETS[name]] if name in _OTHER_CHARSETS else []
    head = data[:_HEAD]
    if head[::2].count(0) > len(head) // 8:
        return ["utf-16-be"]
    if head[1::2].count(0) > len(head) // 8:
        return ["utf-16-le"]
    return [_UTF8, *others, _GB]
