"""Shape of `layout.toml`: what the PDF reader must know of words."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile


class Layout(PatternFile[Entry], frozen=True, kw_only=True):
    """`layout.toml`."""

    NAME: ClassVar[str] = "layout"

    sentence_ends: str
    """Every character of it ends a sentence or a clause."""
    full_stop: str
    """One character."""
