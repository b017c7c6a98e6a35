"""Excel's format codes (ECMA-376 part 1, 18.8.31) taken apart: sections, conditions, tokens.

A code has up to four sections, parted by semicolons. Of three without conditions the first is for positive
numbers, the second for negative ones, the third for zero; a fourth is for text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from patterns import load
from patterns.shapes.spreadsheets import Spreadsheets

MAX_CODE = 1024
"""Excel itself keeps codes to 255 characters."""
Kind = Literal[
    "literal", "general", "text", "digit", "point", "comma", "percent", "exponent", "slash", "date", "elapsed"
]
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)")
_DBNUM = re.compile(r"dbnum([1-4])", re.IGNORECASE)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_GENERAL = "general"
_AM_PM = re.compile(r"am/pm|a/p", re.IGNORECASE)
_DATE_RUN = re.compile(r"y+|m+|d+|h+|s+|aaaa|aaa|e+|g+|b+", re.IGNORECASE)
_SYSTEM_DATE, _SYSTEM_TIME = "f800", "f400"
_TIME_CODE = "h:mm:ss"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a section: `text` is what it prints, or the code that says what."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """What one section says."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    numerals: str | None = None
    """The number of [DBNum1] and its like."""
    locale: str | None = None

    @property
    def is_date(self) -> bool:
        """Whether it prints a date or a time."""
        return any(token.kind in ("date", "elapsed") for token in self.tokens)

    @property
    def is_text(self) -> bool:
        """Whether it prints a text as it is."""
        return any(token.kind == "text" for token in self.tokens)

    def holds(self, value: Decimal) -> bool:
        """Whether its condition lets a number be printed by it; true without one."""
        if self.condition is None:
            return True
        sign, limit = self.condition
        below, above = value < limit, value > limit
        return {
            "<": below,
            "<=": not above,
            ">": above,
            ">=": not below,
            "=": not below and not above,
            "<>": below or above,
        }[sign]


@lru_cache(maxsize=1 << 12)
def parse_code(code: str) -> tuple[Section, ...]:
    """The sections of a format code, at most four; that of an empty code is General.

    >>> [len(section.tokens) for section in parse_code('#,##0.00;[Red]-0;"-"')]
    [8, 2, 1]
    """
    sections = [_section(part) for part in _split(code[:MAX_CODE])]
    return tuple(sections[:4])


def _split(code: str) -> list[str]:
    """A code at its semicolons, those left out that are quoted, escaped or in brackets."""
    parts, begin, at = [], 0, 0
    while at < len(code):
        char = code[at]
        if char in "\\!_*":
            at += 1
        elif char == '"':
            end = code.find('"', at + 1)
            at = len(code) if end < 0 else end
        elif char == "[":
            end = code.find("]", at + 1)
            at = at if end < 0 else end
        elif char == ";":
            parts.append(code[begin:at])
            begin = at + 1
        at += 1
    return [*parts, code[begin:]]


def _section(code: str) -> Section:
    if not code:
        return Section(())
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    numerals: str | None = None
    locale: str | None = None
    words = load(Spreadsheets).words
    at = 0
    while at < len(code):
        char = code[at]
        rest = code[at:]
        if char == '"':
            end = code.find('"', at + 1)
            end = len(code) if end < 0 else end
            tokens.append(Token("literal", code[at + 1 : end]))
            at = end + 1
        elif char in "\\!" and at + 1 < len(code):
            tokens.append(Token("literal", code[at + 1]))
            at += 2
        elif char == "_":
            tokens.append(Token("literal", " "))
            at += 2
        elif char == "*":
            at += 2  # fills the width of the cell: it has no text
        elif char == "[" and "]" in rest:
            inside = rest[1 : rest.index("]")]
            at += len(inside) + 2
            found = _CONDITION.fullmatch(inside.strip())
            if found is not None:
                condition = _condition(found)
            elif inside.startswith("$"):
                symbol, _, tail = inside[1:].partition("-")
                locale = tail.lower().split(",")[0] or locale
                if locale == _SYSTEM_DATE:
                    return _section(words.long_date)
                if locale == _SYSTEM_TIME:
                    return _section(_TIME_CODE)
                if symbol:
                    tokens.append(Token("literal", symbol))
            elif (number := _DBNUM.fullmatch(inside)) is not None:
                numerals = number[1]
            elif _ELAPSED.fullmatch(inside):
                tokens.append(Token("elapsed", inside.lower()))
        else:
            token, size = _plain(rest, tokens)
            tokens.append(token)
            at += size
    return Section(tuple(tokens), condition, numerals, locale)


def _condition(found: re.Match[str]) -> tuple[str, Decimal] | None:
    try:
        return found[1], Decimal(found[2])
    except InvalidOperation:
        return None


def _plain(rest: str, before: list[Token]) -> tuple[Token, int]:
    """The token at the beginning of a rest that is neither quoted nor in brackets, and its length."""
    char = rest[0]
    words = load(Spreadsheets).words
    if rest[: len(_GENERAL)].lower() == _GENERAL:
        return Token("general", ""), len(_GENERAL)
    for name in (f"G/{words.general}", words.general):
        if rest.startswith(name):
            return Token("general", ""), len(name)
    found = _AM_PM.match(rest)
    if found is not None:
        return Token("date", found[0].lower()), len(found[0])
    halves = f"{words.morning}/{words.afternoon}"
    if rest.startswith(halves):
        return Token("date", halves), len(halves)
    if char in "0#?":
        return Token("digit", char), 1
    if char in "Ee" and rest[1:2] in ("+", "-") and any(token.kind == "digit" for token in before):
        return Token("exponent", rest[:2]), 2
    found = _DATE_RUN.match(rest)
    if found is not None:
        return Token("date", found[0].lower()), len(found[0])
    kinds: dict[str, Kind] = {".": "point", ",": "comma", "%": "percent", "/": "slash", "@": "text"}
    return Token(kinds.get(char, "literal"), char), 1
