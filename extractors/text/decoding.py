"""The encoding of a text file, and its text.

Decoding is strict: bytes that only *can* be read as an encoding are refused unless what comes out looks like
text.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter
from functools import lru_cache

from extractors.errors import Unreadable
from patterns.han import is_ideograph

MAX_CONTROL_SHARE = 0.001
"""A stray form feed or escape survives in exported text; more of them is not text."""
MAX_ODD_SHARE = 0.02
"""Replacement, private-use and unassigned characters among all characters."""
MIN_COMMON_HAN_SHARE = 0.8
"""Share of GB 2312 level-1 characters among all Han characters. Chinese prose has 0.97 and more, UTF-8
or UTF-16 bytes read as GB18030 (and the other way round) below 0.5."""
MIN_READABLE_SHARE = 0.9
"""Han, ASCII and CJK punctuation among the characters of a legacy or unmarked encoding."""
MIN_HAN_SHARE = 0.05
"""Han characters among all: a few stray high bytes in ASCII also decode as GB18030."""
MAX_DAMAGED_SHARE = 0.05
"""Up to this share of invalid bytes a file is called damaged UTF-8; above it, no text at all."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UNMARKED = ("gb18030", "utf-16-le", "utf-16-be")
_READABLE = (
    (" ", "~"),
    ("\u2000", "\u206f"),  # general punctuation
    ("\u2150", "\u24ff"),  # number forms, mathematical and enclosed signs
    ("\u3000", "\u303f"),  # CJK punctuation
    ("\uff00", "\uffef"),  # full-width forms
)
_LAYOUT_CONTROLS = frozenset("\t\n\r\f\v")


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data` and the encoding it is in; raises `Unreadable` where no encoding fits.

    >>> decode("决算".encode("utf-16"))
    ('决算', 'utf-16-le')
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_marked(data[len(bom) :], encoding), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_unmarked(data, error)
    if "\0" not in text:
        _refuse_nonsense(text, "utf-8")
        return text, "utf-8"
    return _decode_unmarked(data, None)


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            "damaged",
            f"the byte order mark says {encoding}, but byte {error.start} is invalid in it; "
            "get the file again from its source",
        ) from error
    _refuse_nonsense(text, encoding)
    return text


def _decode_unmarked(data: bytes, utf8_error: UnicodeDecodeError | None) -> tuple[str, str]:
    best: tuple[float, str, str] | None = None
    for encoding in _UNMARKED:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_nonsense(text) or not _is_chinese(text):
            continue
        share = _common_han_share(text)
        if best is None or share > best[0]:
            best = (share, text, encoding)
    if best is not None:
        return best[1], best[2]
    if utf8_error is not None:
        repaired = data.decode("utf-8", errors="replace")
        damage = repaired.count("\ufffd")
        if damage <= max(1, MAX_DAMAGED_SHARE * len(repaired)) and _is_chinese(
            repaired.replace("\ufffd", "")
        ):
            raise Unreadable(
                "damaged",
                f"UTF-8 text with {damage} invalid places, the first at byte {utf8_error.start}; "
                "get the file again from its source",
            )
    raise Unreadable(
        "binary",
        "the bytes are no text in UTF-8, GB18030 or UTF-16; check what the file is and convert it to UTF-8",
    )


def _refuse_nonsense(text: str, encoding: str) -> None:
    if _is_nonsense(text):
        raise Unreadable(
            "binary",
            f"the bytes decode as {encoding}, but to characters that no text has; check what the file is",
        )


def _is_nonsense(text: str) -> bool:
    """True for text with NUL, with many control characters, or with many that no font prints."""
    if "\0" in text:
        return True
    counts = Counter(text)
    controls = odd = 0
    for char, count in counts.items():
        if char in _LAYOUT_CONTROLS or " " <= char <= "~":
            continue
        category = unicodedata.category(char)
        if category == "Cc":
            controls += count
        elif category in ("Co", "Cn", "Cs") or char == "\ufffd":
            odd += count
    size = max(1, len(text))
    # One stray character in a note of ten is no proof: at least two of either kind.
    return controls > max(1, MAX_CONTROL_SHARE * size) or odd > max(1, MAX_ODD_SHARE * size)


def _is_chinese(text: str) -> bool:
    """True where the characters are those of Chinese prose: what separates GB18030 from mojibake."""
    han = readable = total = 0
    for char, count in Counter(text).items():
        if char.isspace():
            continue
        total += count
        if is_ideograph(char):
            han += count
            readable += count
        elif char in "·×÷°±" or any(low <= char <= high for low, high in _READABLE):
            readable += count
    if han <= MIN_HAN_SHARE * total or readable < MIN_READABLE_SHARE * total:
        return False
    return _common_han_share(text) >= MIN_COMMON_HAN_SHARE


def _common_han_share(text: str) -> float:
    han = common = 0
    for char, count in Counter(text).items():
        if is_ideograph(char):
            han += count
            if _is_level_one(char):
                common += count
    return common / han if han else 0.0


@lru_cache(maxsize=16384)
def _is_level_one(char: str) -> bool:
    """GB 2312 rows 16 to 55: the 3,755 characters of everyday use."""
    try:
        first = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xB0 <= first <= 0xD7
