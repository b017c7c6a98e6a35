"""Dates and times as a format code prints them; a date is stored as a count of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from extractors.office.format_codes import Section, Token
from extractors.office.shown_numerals import numerals
from patterns import load
from patterns.shapes.spreadsheets import Spreadsheets

FIRST_DAY_1900 = datetime(1899, 12, 31)
"""Day 0. Excel takes 1900 for a leap year: from day 60 on, its days are one too many (18.17.4.1)."""
FIRST_DAY_1904 = datetime(1904, 1, 1)
LAST_DAY = 2958465
"""31 December 9999."""
_FALSE_LEAP_DAY = 60
_SECONDS = 86400
_FINEST = Decimal("0.001")
"""What doubles keep of a second."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
_CHINESE = ("804", "404", "1004", "zh")


@dataclass(frozen=True, slots=True)
class _Moment:
    """A date and a time; seconds are rounded to what is printed of them."""

    year: int
    month: int
    day: int
    weekday: int
    """0 is Sunday."""
    hour: int
    minute: int
    second: int
    fraction: str
    """The digits of the second's fraction."""
    days: Decimal
    """Days and their fraction since the beginning."""


def show_date(value: Decimal, section: Section, is_1904: bool = False) -> str | None:
    """What is printed of a count of days; null for one that is no date.

    >>> from extractors.office.format_codes import parse_code
    >>> show_date(Decimal(45657), parse_code('yyyy"年"m"月"d"日"')[0])
    '2024年12月31日'
    """
    tokens = _with_minutes(section.tokens)
    places = _fraction_places(tokens)
    moment = _moment(value, places, is_1904)
    if moment is None:
        return None
    twelve = any(token.kind == "date" and "/" in token.text for token in tokens)
    parts: list[str] = []
    skip = False
    for n, token in enumerate(tokens):
        if skip and token.kind == "digit":
            continue
        skip = False
        if token.kind == "point" and places and n and tokens[n - 1].text in ("s", "ss"):
            parts.append("." + moment.fraction)
            skip = True
        elif token.kind == "date":
            parts.append(_part(token.text, moment, twelve, section))
        elif token.kind == "elapsed":
            parts.append(_elapsed(token.text, moment))
        elif token.kind != "text":
            parts.append(token.text)
    return "".join(parts)


def _with_minutes(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with `n` for minutes: m is a minute behind an hour and before a second."""
    timed = [n for n, token in enumerate(tokens) if token.kind in ("date", "elapsed")]
    found = list(tokens)
    for at, n in enumerate(timed):
        text = tokens[n].text
        if text not in ("m", "mm") or tokens[n].kind != "date":
            continue
        before = tokens[timed[at - 1]].text if at else ""
        after = tokens[timed[at + 1]].text if at + 1 < len(timed) else ""
        if before[:1] == "h" or after[:1] == "s":
            found[n] = Token("date", text.replace("m", "n"))
    return tuple(found)


def _fraction_places(tokens: tuple[Token, ...]) -> int:
    """How many digits of a second's fraction are printed."""
    for n, token in enumerate(tokens[:-1]):
        if token.text in ("s", "ss") and tokens[n + 1].kind == "point":
            places = 0
            while n + 2 + places < len(tokens) and tokens[n + 2 + places].kind == "digit":
                places += 1
            return min(places, 3)
    return 0


def _moment(value: Decimal, places: int, is_1904: bool) -> _Moment | None:
    if not 0 <= value <= LAST_DAY:
        return None
    seconds = (value * _SECONDS).quantize(_FINEST, ROUND_HALF_UP)
    whole, rest = divmod(seconds, _SECONDS)
    days = int(whole)
    minute_begins = int(rest) // 60 * 60
    # Only the second is rounded to what is printed of it: a day ends at midnight, not half a second before.
    shown = (rest - minute_begins).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if shown >= 60:
        shown = (rest - minute_begins).quantize(Decimal(1).scaleb(-places), ROUND_DOWN)
    second, fraction = divmod(minute_begins + shown, 1)
    first = FIRST_DAY_1904 if is_1904 else FIRST_DAY_1900
    false_leap = not is_1904 and days == _FALSE_LEAP_DAY
    shift = 1 if not is_1904 and days >= _FALSE_LEAP_DAY else 0
    try:
        date = first + timedelta(days=days - shift)
    except OverflowError:
        return None
    weekday = (date.weekday() + 1) % 7 if is_1904 or shift else date.weekday() % 7
    hours, seconds_left = divmod(int(second), 3600)
    is_day_zero = not is_1904 and days == 0
    return _Moment(
        year=1900 if is_day_zero else date.year,
        month=1 if is_day_zero else date.month,
        day=0 if is_day_zero else 29 if false_leap else date.day,
        weekday=weekday,
        hour=hours,
        minute=seconds_left // 60,
        second=seconds_left % 60,
        fraction=f"{fraction:f}".partition(".")[2],
        days=value,
    )


def _part(code: str, moment: _Moment, twelve: bool, section: Section) -> str:
    words = load(Spreadsheets).words
    chinese = section.locale is not None and section.locale.endswith(_CHINESE)
    if code in (f"{words.morning}/{words.afternoon}", "am/pm", "a/p"):
        if code == "am/pm" and chinese:
            code = f"{words.morning}/{words.afternoon}"
        first, _, last = code.partition("/")
        half = last if moment.hour >= 12 else first
        return half.upper() if half.isascii() else half
    size, name = len(code), code[0]
    match name:
        case "y" | "e" | "b":
            number = str(moment.year) if size > 2 or name == "e" else f"{moment.year % 100:02}"
            return numerals(number, section.numerals, as_digits=True)
        case "m" if size >= 3:
            full = _MONTHS[moment.month - 1]
            return full[:3] if size == 3 else full[:1] if size == 5 else full
        case "d" if size >= 3:
            if chinese:
                return words.week + words.weekdays[moment.weekday]
            return _DAYS[moment.weekday][: 3 if size == 3 else None]
        case "a":
            return (words.week if size > 3 else "") + words.weekdays[moment.weekday]
        case "g":
            return ""
    hour = (moment.hour - 1) % 12 + 1 if twelve else moment.hour
    number_of = {"m": moment.month, "d": moment.day, "h": hour, "n": moment.minute, "s": moment.second}
    if section.numerals:
        read = numerals(str(number_of[name]), section.numerals)
        # Ten to nineteen are said without their one in a date, and with it in a number.
        return read[1:] if number_of[name] // 10 == 1 and len(read) > 1 and not read[0].isdigit() else read
    return str(number_of[name]).zfill(min(size, 2))


def _elapsed(code: str, moment: _Moment) -> str:
    seconds = int((moment.days * _SECONDS).quantize(_FINEST, ROUND_HALF_UP))
    per = {"h": 3600, "m": 60, "s": 1}[code[0]]
    return str(seconds // per).zfill(len(code))
