"""Shape of `unnumbered.toml`: statements that have no number."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile, Shape


class Words(Shape, frozen=True, kw_only=True):
    """Words that the code needs one by one."""

    negations: tuple[str, ...]
    income: str
    expenditure: str
    quiet_sections: tuple[str, ...]


class Unnumbered(PatternFile[Entry], frozen=True, kw_only=True):
    """`unnumbered.toml`."""

    NAME: ClassVar[str] = "unnumbered"

    words: Words
    table_note: dict[str, str]
    """What the measures begin with that a note below a table may be about, by the section of the table."""
