"""When an old Office file was last saved: one property of its summary ([MS-OLEPS] 2.21).

olefile reads all properties, and some of a broken file for minutes.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

STREAM = "\x05SummaryInformation"
_FIRST_SET = 44
"""Where the offset of the first set of properties stands."""
_LAST_SAVED, _FILETIME = 13, 0x40
_MOST_PROPERTIES = 256
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def last_saved(summary: bytes) -> datetime | None:
    """The moment, UTC; null where the stream does not say or is broken.

    >>> last_saved(b"")
    """
    try:
        start = struct.unpack_from("<I", summary, _FIRST_SET)[0]
        many = min(struct.unpack_from("<I", summary, start + 4)[0], _MOST_PROPERTIES)
        for n in range(many):
            name, offset = struct.unpack_from("<II", summary, start + 8 + 8 * n)
            if name == _LAST_SAVED:
                kind, ticks = struct.unpack_from("<IQ", summary, start + offset)
                return _EPOCH + timedelta(microseconds=ticks // 10) if kind == _FILETIME and ticks else None
    except (struct.error, OverflowError):
        pass
    return None
