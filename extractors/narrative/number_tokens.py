"""Numbers in a paragraph with the units printed behind them, in Arabic and Chinese numerals.

What looks like a quantity and is none (dates, document numbers, list marks, telephones) is passed over; it is
data of `patterns/quantities.toml`. Source: docs/domain.md §3.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractors.narrative.numerals import parse_chinese, parse_formal_amount, parse_number
from patterns import compiled, load
from patterns.shapes.quantities import Quantities

_PATTERNS = compiled(Quantities)
_WORDS = load(Quantities).words
LOOK_BACK = 32
"""How many characters before a number can say what its unit is."""
_PERMILLE = Decimal("0.1")
"""Per cent of one per mille."""
_CHINESE = (
    ("cn_number", "cn_amount", "amount"),
    ("cn_counted", "cn_count", "count"),
    ("cn_years", "cn_duration", "count"),
)
"""Groups of the scan pattern: number, unit, and the kind that they make."""


@dataclass(frozen=True, slots=True)
class NumberToken:
    """A number in a paragraph: the span of number and unit, the span of the number, what it counts."""

    start: int
    end: int
    number: tuple[int, int]
    value: Decimal
    kind: str | None = None
    """amount, percent, point, count; null where no unit is printed."""
    unit: str | None = None


def number_tokens(text: str) -> Iterator[NumberToken]:
    """The numbers of one paragraph with the units printed behind them; without a unit, `kind` is null."""
    for match in _PATTERNS["scan"].finditer(text):
        if match["skip"] is not None:
            continue
        token = _arabic(match) or _chinese(match)
        if token is not None:
            yield token


def _arabic(match: Any) -> NumberToken | None:
    raw = match["number"]
    value = parse_number(raw) if raw is not None else None
    if value is None:
        return None
    start, end = match.span()
    number = match.span("number")
    for kind, group in (("point", "point"), ("percent", "percent"), ("count", "duration")):
        if match[group] is not None:
            return NumberToken(start, end, number, value, kind, match[group])
    if match["permille"] is not None:
        return NumberToken(start, end, number, value * _PERMILLE, "percent", match["permille"])
    if match["count"] is not None:
        return NumberToken(start, end, number, value, "count", _bare_unit(match["count"]))
    if match["amount"] is not None:
        unit = _bare_unit(match["amount"])
        left = match.string[max(0, start - LOOK_BACK) : start]
        people = unit in _WORDS.bare_scales and _PATTERNS["people_before"].search(left)
        return NumberToken(start, end, number, value, "count" if people else "amount", unit)
    return NumberToken(start, end, number, value)


def _chinese(match: Any) -> NumberToken | None:
    """A number in Chinese numerals; they are quantities only with a unit."""
    start, end = match.span()
    if match["formal"] is not None:
        value = parse_formal_amount(match["formal"])
        kind, unit, number = "amount", _WORDS.yuan, match.span("formal_number")
    elif match["cn_percent"] is not None:
        whole, _, fraction = match["cn_percent_number"].partition(_WORDS.decimal_point)
        value = parse_chinese(whole)
        if fraction and value is not None:
            tail = parse_chinese(fraction)
            value = None if tail is None else Decimal(f"{value}.{tail}")
        kind, unit, number = "percent", _WORDS.percent, match.span("cn_percent_number")
    else:
        named = next((names for names in _CHINESE if match[names[0]] is not None), None)
        if named is None:
            return None
        raw, printed_unit, kind = named
        value, number = parse_chinese(match[raw]), match.span(raw)
        unit = _bare_unit(match[printed_unit])
    return None if value is None else NumberToken(start, end, number, value, kind, unit)


def _bare_unit(printed: str) -> str:
    """The unit without white space and without the 余 of an approximate number."""
    return "".join(c for c in printed if not c.isspace() and c not in _WORDS.about)
