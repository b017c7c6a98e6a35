"""Numbers of automatic lists as Word shows them, by number format (ECMA-376 part 1, 17.18.59).

Chinese words for numbers are `patterns/list_numbers.toml`.
"""

from __future__ import annotations

from functools import cache, lru_cache

from patterns import load
from patterns.shapes.list_numbers import Counted, Digits, ListNumbers, Named

MOST = 32_767
"""Word counts no further; a start beyond it is written in digits."""
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_ENCLOSED = {
    "decimalEnclosedCircle": (0x2460, 20),
    "decimalEnclosedCircleChinese": (0x2460, 10),
    "decimalEnclosedFullstop": (0x2488, 20),
    "decimalEnclosedParen": (0x2474, 20),
}
"""The code point of one, and how many follow one another."""
_FULL_WIDTH = ord("０") - ord("0")
_TEN_THOUSAND = 10_000
SILENT = frozenset({"none"})
"""Formats that show no number."""


@lru_cache(maxsize=1 << 12)
def list_number(number: int, number_format: str) -> str:
    """A number as the format shows it; in digits where the format is not known or counts not so far.

    >>> [list_number(n, "chineseCounting") for n in (1, 10, 11, 20, 21)]
    ['一', '十', '十一', '二十', '二十一']
    >>> list_number(105, "chineseCountingThousand"), list_number(10, "ideographDigital")
    ('一百〇五', '一〇')
    >>> list_number(3, "decimalEnclosedCircle"), list_number(28, "lowerLetter"), list_number(4, "upperRoman")
    ('③', 'bb', 'IV')
    """
    if number_format in SILENT:
        return ""
    if number < 1 or number > MOST:
        return str(number)
    if number_format in _ENCLOSED:
        first, many = _ENCLOSED[number_format]
        return chr(first + number - 1) if number <= many else str(number)
    match number_format:
        case "upperLetter" | "lowerLetter":
            times, letter = divmod(number - 1, 26)
            letters = chr(ord("A") + letter) * (times + 1)
            return letters if number_format == "upperLetter" else letters.lower()
        case "upperRoman" | "lowerRoman":
            roman = _roman(number)
            return roman if number_format == "upperRoman" else roman.lower()
        case "decimalZero":
            return f"{number:02d}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord(digit) + _FULL_WIDTH) for digit in str(number))
        case "numberInDash":
            return f"- {number} -"
    return _in_chinese(number, _chinese_formats().get(number_format))


def zero_padded(number: int, example: str) -> str:
    """A number in a custom format, which gives the first of them: 001, 002, …

    >>> zero_padded(7, "001, 002, 003, ...")
    '007'
    """
    return str(number).zfill(min(len(example.split(",", maxsplit=1)[0].strip()), 8))


@cache
def _chinese_formats() -> dict[str, Named | Digits | Counted]:
    known = load(ListNumbers)
    ways: tuple[Named | Digits | Counted, ...] = (*known.named, *known.digits, *known.counted)
    return {name: way for way in ways for name in way.formats}


def _in_chinese(number: int, way: Named | Digits | Counted | None) -> str:
    if isinstance(way, Named):
        return way.names[number - 1] if number <= len(way.names) else str(number)
    if isinstance(way, Digits):
        return "".join(way.digits[int(digit)] for digit in str(number))
    if isinstance(way, Counted):
        if way.limit is not None and number >= way.limit:
            return "".join(way.digits[int(digit)] for digit in str(number))
        return _counted(number, way)
    return str(number)


def _counted(number: int, way: Counted) -> str:
    """A number with its units.

    >>> way = next(w for w in load(ListNumbers).counted if "chineseCountingThousand" in w.formats)
    >>> [_counted(n, way) for n in (10_005, 1_010, 110, 15)]
    ['一万〇五', '一千〇一十', '一百一十', '十五']
    """
    above, below = divmod(number, _TEN_THOUSAND)
    if above:
        gap = way.zero if 0 < below < _TEN_THOUSAND // 10 else ""
        return _counted(above, way) + way.ten_thousand + gap + (_counted(below, way) if below else "")
    said = ""
    for place in (3, 2, 1, 0):
        digit = below // 10**place % 10
        if not digit:
            continue
        if said and below % 10 ** (place + 1) == below % 10 ** (place + 2) and way.zero:
            said += way.zero
        is_bare = digit == 1 and place and (way.bare_units or (way.bare_ten and place == 1 and not said))
        said += ("" if is_bare else way.digits[digit]) + way.units[place]
    return said


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters
