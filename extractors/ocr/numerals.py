"""How numbers are printed: what reads like one and cannot be one was misread somewhere."""

from __future__ import annotations

import re

NUMERIC = frozenset("0123456789.,-%+()")
"""What numbers of these documents are written with."""
_GROUPED = re.compile(r"[-+(]?\d{1,3}(,\d{3})+(\.\d+)?[%)]*")
_PLAIN = re.compile(r"[-+(]?\d+(\.\d+)*[%)]*")
"""Without groups; with several points it is the number of a heading, as 2.1.3."""
_DUST = frozenset(".,:;'`_~^*\u00b7\u2022\u3002\uff0c\uff1a")
"""What specks of dirt are read as."""
MINUSES = frozenset("~\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\uff5e")
"""What a minus is read as where its stroke is short, faint or wavy."""
_LEAST_DIGITS = 2
"""A number of one digit with a point behind it is the number of a heading."""


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


def has_other_minus(text: str) -> bool:
    """Whether a text is a negative number whose minus was read as another dash.

    >>> [has_other_minus(text) for text in ("~0.4", "\u20141,234.50", "10~20", "-0.4", "~")]
    [True, True, False, False, False]
    """
    return text[:1] in MINUSES and is_number(text[1:])


def without_dust(text: str) -> tuple[int, int]:
    """The part of a text that is its number where specks of dirt stand before or behind it; else all of it.

    >>> [without_dust(text) for text in ("0.00.", ".103.96", "205.", "1.", "2080505", "..")]
    [(0, 4), (1, 7), (0, 3), (0, 2), (0, 7), (0, 2)]
    """
    start, end = 0, len(text)
    while start < end and text[start] in _DUST:
        start += 1
    while end > start and text[end - 1] in _DUST:
        end -= 1
    if sum(map(str.isdigit, text[start:end])) >= _LEAST_DIGITS and is_number(text[start:end]):
        return start, end
    return 0, len(text)
