"""Shape of `list_numbers.toml`: how word processors number lists in Chinese characters."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile, Shape


class Named(Shape, frozen=True, kw_only=True):
    """Formats that have a word of their own for each number."""

    formats: tuple[str, ...]
    """Names of ST_NumberFormat."""
    names: tuple[str, ...]
    """From one on."""


class Digits(Shape, frozen=True, kw_only=True):
    """Formats that write the decimal digits one by one."""

    formats: tuple[str, ...]
    digits: str
    """Ten characters, zero first."""


class Counted(Shape, frozen=True, kw_only=True):
    """Formats that write digits with their units."""

    formats: tuple[str, ...]
    digits: str
    """Ten characters, zero first."""
    units: tuple[str, str, str, str]
    """Behind ones, tens, hundreds and thousands."""
    ten_thousand: str
    zero: str
    """Between parts where a unit is skipped."""
    bare_ten: bool = False
    """Is no one written before a leading ten?"""
    bare_units: bool = False
    """Is no one written before any unit?"""
    limit: int | None = None
    """From here on digits are written one by one."""


class ListNumbers(PatternFile[Entry], frozen=True, kw_only=True):
    """`list_numbers.toml`."""

    NAME: ClassVar[str] = "list_numbers"

    named: tuple[Named, ...]
    digits: tuple[Digits, ...]
    counted: tuple[Counted, ...]
