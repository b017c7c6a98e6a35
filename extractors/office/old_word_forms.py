"""Boxes to tick and lists to choose from in forms of Word 97 documents ([MS-DOC] 2.9.78, FFData)."""

from __future__ import annotations

import struct

_PICTURE_HEADER = 0x44
_BOX, _LIST = 1, 2
_DEFAULT = 25
"""A result that was never given: the default stands."""
_STRINGS_BEHIND = 5
"""Format, help, status and two macros stand before the entries of a list."""
TICKED, UNTICKED = "☑", "□"


def form_shows(data: bytes, at: int) -> str:
    """What the form field shows whose data stand at this offset of the data stream; "" where it is a text,
    which stands in the document, or cannot be read."""
    try:
        size, header = struct.unpack_from("<IH", data, at)
        if header != _PICTURE_HEADER or size > len(data) - at:
            return ""
        return _shown(data[at + header : at + size])
    except (struct.error, IndexError):
        return ""


def _shown(form: bytes) -> str:
    version, bits = struct.unpack_from("<IH", form)
    kind, result = bits & 3, bits >> 2 & 0x1F
    if version != 0xFFFFFFFF or kind not in (_BOX, _LIST):
        return ""
    behind = _behind_string(form, 10)
    chosen = struct.unpack_from("<H", form, behind)[0] if result == _DEFAULT else result
    if kind == _BOX:
        return TICKED if chosen else UNTICKED
    behind += 2
    for _ in range(_STRINGS_BEHIND):
        behind = _behind_string(form, behind)
    many = struct.unpack_from("<H", form, behind + 2)[0]
    behind += 6
    for n in range(many):
        length = struct.unpack_from("<H", form, behind)[0]
        if n == chosen:
            return form[behind + 2 : behind + 2 + 2 * length].decode("utf-16-le", "replace")
        behind += 2 + 2 * length
    return ""


def _behind_string(form: bytes, at: int) -> int:
    """The offset behind a string with its length before and a null behind it."""
    return int(at + 4 + 2 * struct.unpack_from("<H", form, at)[0])
