"""Numbers in Chinese numerals, as the switches [DBNum1] to [DBNum3] of a format code print them."""

from __future__ import annotations

from patterns import load
from patterns.shapes.spreadsheets import Numerals, Spreadsheets

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
"""[DBNum3]: digits as wide as Chinese characters."""
_MYRIADS = 4
"""So many groups of four digits are read as a number; longer ones digit by digit."""


def numerals(number: str, switch: str | None, *, as_digits: bool = False) -> str:
    """A printed number, its digits as the switch has them; read as a number unless `as_digits`.

    >>> numerals("2024", "1", as_digits=True), numerals("120", "1"), numerals("12.5", "2")
    ('二○二四', '一百二十', '壹拾贰.伍')
    """
    if switch is None:
        return number
    known = load(Spreadsheets).numerals.get(switch)
    if known is None:
        return number.translate(FULL_WIDTH)
    whole, point, fraction = number.partition(".")
    minus = whole.startswith("-")
    whole = whole.removeprefix("-")
    if as_digits or not whole.isdigit() or len(whole) > 4 * _MYRIADS:
        read = _digits(whole, known)
    else:
        read = _read(whole, known)
    return (known.minus if minus else "") + read + (known.point + _digits(fraction, known) if point else "")


def _digits(text: str, known: Numerals) -> str:
    return "".join(known.digits[int(char)] if char in "0123456789" else char for char in text)


def _read(digits: str, known: Numerals) -> str:
    """A whole number as it is said."""
    zero = known.digits[0]
    digits = digits.lstrip("0")
    if not digits:
        return zero
    read = ""
    gap = False
    for at, char in enumerate(digits):
        place = len(digits) - at - 1
        if char == "0":
            gap = True
        else:
            if gap and read:
                read += zero
            gap = False
            read += known.digits[int(char)] + known.small[place % 4]
        group = digits[max(0, at - 3) : at + 1] if place % 4 == 0 else ""
        if place and place % 4 == 0 and group.strip("0"):
            read += known.large[place // 4]
    return read
