"""Printed numbers to `Decimal`: Arabic, full-width, letter-spaced, Chinese and formal (大写) numerals.

Source of the rules: docs/domain.md §3.2. A comma is a thousands separator only where exactly three digits
follow it in every group; everything else is a list of numbers and no number.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from patterns import load
from patterns.shapes.units import Units

_UNITS = load(Units)
_DIGIT, _SMALL, _LARGE = _UNITS.digit, _UNITS.small, _UNITS.large
_SCALE = {**_SMALL, **_LARGE}

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，＋－−﹣", "0123456789.,+---")
_ARABIC = re.compile(r"([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([^\d,.\s]*)", re.ASCII)
_SPACE = re.compile(r"\s+")
CENT = Decimal("0.01")
"""Yuan are kept to the cent."""
MAX_DIGITS = 24
"""What is longer is a serial number or damage, no figure; exact arithmetic ends there."""
_FORMAL = _UNITS.formal
_CURRENCY, _MARK = _FORMAL.currency, _FORMAL.yuan
_MINOR = re.compile(_FORMAL.minor)
"""What follows 元 in a formal amount."""


def parse_number(raw: str) -> Decimal | None:
    """The number that `raw` prints, without a unit; null where it is none.

    >>> parse_number("1,234.56"), parse_number("１２．５"), parse_number("－3"), parse_number("1.2亿")
    (Decimal('1234.56'), Decimal('12.5'), Decimal('-3'), Decimal('120000000'))
    >>> parse_number("一万二千"), parse_number("两"), parse_number("11,以上"), parse_number("12,34")
    (Decimal('12000'), Decimal('2'), None, None)
    """
    text = _SPACE.sub("", raw).translate(_HALF_WIDTH)
    match = _ARABIC.fullmatch(text)
    if match is None:
        return parse_chinese(text)
    sign, whole, fraction, scale = match.groups()
    value = Decimal(sign + whole.replace(",", "") + (fraction or ""))
    for mark in scale:
        if mark not in _SCALE:
            return None
        value *= _SCALE[mark]
    if value.adjusted() >= MAX_DIGITS:
        return None
    return value.quantize(Decimal(1)) if scale and value == value.to_integral_value() else value


def parse_chinese(raw: str) -> Decimal | None:
    """A whole number in Chinese numerals, everyday or formal; null where `raw` is none.

    Read by multipliers (一百零五) or, without any, digit by digit (二〇二三).

    >>> parse_chinese("二十三"), parse_chinese("一百零五"), parse_chinese("叁佰万"), parse_chinese("二〇二三")
    (Decimal('23'), Decimal('105'), Decimal('3000000'), Decimal('2023'))
    """
    if not raw or len(raw) > MAX_DIGITS or any(c not in _DIGIT and c not in _SCALE for c in raw):
        return None
    if all(c in _DIGIT for c in raw):
        return Decimal("".join(str(_DIGIT[c]) for c in raw))
    total = myriad = last = 0
    digit: int | None = None
    for c in raw:
        if c in _DIGIT:
            if digit:
                return None  # 十四五 and 三四十: two digits side by side are no number
            digit = _DIGIT[c]
        elif c in _SMALL:
            if digit is None and myriad:
                return None
            myriad += (1 if digit is None else digit) * _SMALL[c]
            digit = None
        else:
            part = myriad + (digit or 0)
            if not part and not total:
                return None  # 万 without a number before it
            # 一万亿: the larger multiplier takes everything before it.
            if part and total < _LARGE[c]:
                total = (total + part) * _LARGE[c]
            elif part:
                if _LARGE[c] >= last:
                    return None  # 一万二万: two numbers
                total += part * _LARGE[c]
            else:
                total *= _LARGE[c]
            myriad, digit, last = 0, None, _LARGE[c]
    value = Decimal(total + myriad + (digit or 0))
    return value if value.adjusted() < MAX_DIGITS else None


def parse_formal_amount(raw: str) -> Decimal | None:
    """Yuan of an amount in formal numerals (大写); null where `raw` is none.

    >>> parse_formal_amount("人民币壹仟贰佰叁拾肆元伍角陆分"), parse_formal_amount("叁佰万元整")
    (Decimal('1234.56'), Decimal('3000000.00'))
    """
    text = _SPACE.sub("", raw).removeprefix(_CURRENCY).rstrip(_FORMAL.closing)
    whole, mark, rest = text.replace(_FORMAL.yuan_variant, _MARK).partition(_MARK)
    value = parse_chinese(whole)
    minor = _MINOR.fullmatch(rest)
    if not mark or value is None or minor is None:
        return None
    jiao, fen = (_DIGIT.get(c, -1) if c else 0 for c in minor.groups())
    if jiao < 0 or fen < 0:
        return None
    return (value + Decimal(jiao) / 10 + Decimal(fen) / 100).quantize(CENT)


def printed_decimals(raw: str) -> int:
    """How many decimals `raw` prints; they define the rounding interval of every check (docs/domain.md §0.3).

    >>> printed_decimals("2.70"), printed_decimals("1,055"), printed_decimals("三")
    (2, 0, 0)
    """
    text = _SPACE.sub("", raw).translate(_HALF_WIDTH)
    match = _ARABIC.fullmatch(text)
    return len(match[3]) - 1 if match and match[3] else 0


def to_yuan(value: Decimal, per_unit: Decimal) -> Decimal | None:
    """Yuan, to the cent, of so many units; null for more digits than exact arithmetic has.

    >>> to_yuan(Decimal("1.5"), Decimal(10000)), to_yuan(Decimal(10) ** 20, Decimal(10) ** 8)
    (Decimal('15000.00'), None)
    """
    try:
        return (value * per_unit).quantize(CENT)
    except InvalidOperation:
        return None


def yuan_per_unit(unit: str) -> Decimal | None:
    """Yuan per printed unit of money; null for another currency or anything else.

    >>> yuan_per_unit("万元"), yuan_per_unit("百万 元"), yuan_per_unit("亿"), yuan_per_unit("万美元")
    (Decimal('10000'), Decimal('1000000'), Decimal('100000000'), None)
    """
    text = _SPACE.sub("", unit).removeprefix(_CURRENCY)
    value = Decimal(1)
    while text and text[0] in _SCALE:
        value *= _SCALE[text[0]]
        text = text[1:].removeprefix(_CURRENCY)
    if not text:
        return value if value > 1 else None
    return value * Decimal(_UNITS.yuan[text]) if text in _UNITS.yuan else None
