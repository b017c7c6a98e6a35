"""What was read, written down: characters in braces are uncertain."""

from __future__ import annotations

import unicodedata

from pipeline.reading.repair.nearness import Sign


def signs(written: str) -> list[Sign]:
    found: list[Sign] = []
    is_sure = True
    for sign in written:
        if sign in "{}":
            is_sure = sign == "}"
        else:
            found.append(Sign(unicodedata.normalize("NFKC", sign), sign, is_sure))
    return found
