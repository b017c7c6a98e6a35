"""Shape of `section_names.toml`: what section titles mean."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile


class SectionName(Entry, frozen=True, kw_only=True):
    """Titles with one meaning; the id is the kind of answer (part, canonical or scope), a dot, the answer."""

    value: str | None = None
    """The answer, where the id does not say it."""


class SectionNames(PatternFile[SectionName], frozen=True, kw_only=True):
    """`section_names.toml`."""

    NAME: ClassVar[str] = "section_names"
