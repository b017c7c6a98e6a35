"""Shape of `unit_lists.toml`: lists of the units of a department."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile


class UnitListWords(PatternFile[Entry], frozen=True, kw_only=True):
    """`unit_lists.toml`."""

    NAME: ClassVar[str] = "unit_lists"

    lead_words: tuple[str, ...]
    """A paragraph without one of these opens no list."""
    documents: tuple[str, ...]
    """Nouns of documents that end a listed name: 甲局部门预算."""
    marks: str
    """Characters between the names of a sentence."""
    joiners: tuple[str, ...]
    """Words between the last two names."""
    openers: tuple[str, ...]
    """Words before a name that do not belong to it."""
    closers: tuple[str, ...]
    """Words behind a name that do not belong to it."""
    no_remark: tuple[str, ...]
    """What a cell of remarks prints where there is none."""
