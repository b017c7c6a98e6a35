"""Shape of `spreadsheets.toml`: what the readers of workbooks must know of Chinese."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile, Shape


class Words(Shape, frozen=True, kw_only=True):
    """What Excel's formats print or are called in Chinese."""

    general: str
    long_date: str
    morning: str
    afternoon: str
    week: str
    weekdays: str
    """From Sunday, a character each."""


class Numerals(Shape, frozen=True, kw_only=True):
    """Chinese numerals."""

    digits: str
    small: tuple[str, ...]
    large: tuple[str, ...]
    point: str
    minus: str


class Spreadsheets(PatternFile[Entry], frozen=True, kw_only=True):
    """`spreadsheets.toml`."""

    NAME: ClassVar[str] = "spreadsheets"

    builtin_format: dict[str, str]
    """Format codes of the numbers that depend on the language."""
    words: Words
    numerals: dict[str, Numerals]
    """By the number of [DBNum1], [DBNum2]."""
