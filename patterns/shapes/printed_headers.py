"""Shape of `printed_headers.toml`: headers and titles as they are printed."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile, Shape


class HeaderOrder(Shape, frozen=True, kw_only=True):
    """The columns of a table, left to right, each with the ways in which it is worded."""

    name: str
    columns: tuple[tuple[str, ...], ...]


class PrintedHeaders(PatternFile[Entry], frozen=True, kw_only=True):
    """`printed_headers.toml`."""

    NAME: ClassVar[str] = "printed_headers"

    opposites: tuple[tuple[str, ...], ...]
    """Words of which one never stands for another."""
    alike: tuple[str, ...]
    """Characters that are misread as one another."""
    strokes: str
    """Characters that a rule, a crease or a corner is read as."""
    words: tuple[str, ...]
    """Headers in no order."""
    labels: tuple[str, ...]
    """Labels of rows without a code."""
    titles: tuple[str, ...]
    """Titles without year and body."""
    table: tuple[HeaderOrder, ...]
