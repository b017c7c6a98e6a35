"""Shape of `contacts.toml`: how persons and telephone numbers of forms are found and withheld."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile


class Contacts(PatternFile[Entry], frozen=True, kw_only=True):
    """`contacts.toml`."""

    NAME: ClassVar[str] = "contacts"

    withheld: str
    gap: str
    """Regular expression of what may stand between the digits of a number."""
