"""Amounts in what findings say: with thousands separators, but what is printed stays as it is printed."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?<![\d,.\w])(\d{4,})(?=(?:\.\d+)?(?![\d,]))")
_AMOUNT = re.compile(r"^-?\d+(?:\.\d+)?\D*$")


def with_separators(text: str | None) -> str:
    """A computed figure with its unit, or a range; a text without such a number as it is.

    >>> with_separators("166172.32万元"), with_separators("1,234.50元"), with_separators("1212.461%")
    ('166,172.32万元', '1,234.50元', '1,212.461%')
    """
    return _NUMBER.sub(lambda found: f"{int(found[1]):,}", text or "")
