"""Shape of `characters.toml`: characters as PDF fonts print them."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile


class Characters(PatternFile[Entry], frozen=True, kw_only=True):
    """`characters.toml`."""

    NAME: ClassVar[str] = "characters"

    wide_from: str
    """The first character that is set without blanks; so are all behind it."""
    wide_signs: str
    """Every character of it is set without blanks, too."""
    radicals: dict[str, str]
    """The character that each radical stands for."""
