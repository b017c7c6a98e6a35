"""Shape of `numbering.toml`: the systems of numbering marks."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile


class NumberSystem(Entry, frozen=True, kw_only=True):
    """A system of marks (一、 or (1) or ①); its group `number` is the number as the heading prints it."""

    first: str
    """The characters that a mark of the system can begin with."""
    rank: int
    """Where the system usually stands, 1 outermost; systems of one rank are siblings."""


class Numbering(PatternFile[NumberSystem], frozen=True, kw_only=True):
    """`numbering.toml`."""

    NAME: ClassVar[str] = "numbering"

    digits: dict[str, int]
    """The value of each Chinese numeral."""
