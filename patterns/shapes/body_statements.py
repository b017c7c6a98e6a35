"""Shape of `body_statements.toml`: what documents say of bodies."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile


class BodyStatementWords(PatternFile[Entry], frozen=True, kw_only=True):
    """`body_statements.toml`."""

    NAME: ClassVar[str] = "body_statements"

    words: tuple[str, ...]
    """A paragraph without one of these states nothing."""
    self_references: tuple[str, ...]
    """What a document calls its publisher: 本局, 我委."""
