"""How numbers are printed: what reads like one and cannot be one was misread somewhere."""

from __future__ import annotations

import re

NUMERIC = frozenset("0123456789.,-%+()")
"""What numbers of these documents are written with."""
_GROUPED = re.compile(r"[-+(]?\d{1,3}(,\d{3})+(\.\d+)?[%)]*")
_PLAIN = re.compile(r"[-+(]?\d+(\.\d+)*[%)]*")
"""Without groups; with several points it is the number of a heading, as 2.1.3."""
_SIGNS = frozenset(".,-+()%")


def is_number(text: str) -> bool:
    """Whether a text is a number as these documents print it.

    >>> [is_number(text) for text in ("1,234.50", "-0.41", "47,.179.30", "1,2345", "9.386.68")]
    [True, True, False, False, False]
    """
    grouped = _GROUPED.fullmatch(text)
    plain = _PLAIN.fullmatch(text)
    return bool(grouped or (plain and text.count(".") <= 1))


def is_odd(text: str) -> bool:
    """Whether a text is made of digits and signs, or nearly so, and is no number: it was misread somewhere.

    >>> [is_odd(text) for text in ("I0.14", "9.386.68", "1,020.92", "2080505", "(a)", "1.2.3")]
    [True, True, False, False, False, False]
    """
    digits = sum(map(str.isdigit, text))
    others = sum(char not in NUMERIC for char in text)
    if digits < 2 or others > 1 or digits <= others:
        return False
    if others == 0 and text.count(".") > 1 and len(text) <= 2 * text.count(".") + 2:
        return False  # the number of a heading
    return not is_number(text)
