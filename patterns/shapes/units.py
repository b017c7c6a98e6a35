"""Shape of `units.toml`: numerals, units of money, counting words."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile, Shape


class Formal(Shape, frozen=True, kw_only=True):
    """The words of amounts in formal numerals."""

    currency: str
    yuan: str
    yuan_variant: str
    closing: str
    """Characters that may close an amount."""
    minor: str
    """What follows 元, as a regular expression: 角, 分."""


class Units(PatternFile[Entry], frozen=True, kw_only=True):
    """`units.toml`."""

    NAME: ClassVar[str] = "units"

    digit: dict[str, int]
    small: dict[str, int]
    """Multipliers inside a myriad."""
    large: dict[str, int]
    """Multipliers that close a myriad."""
    yuan: dict[str, str]
    """Yuan per unit, as decimals."""
    formal: Formal
