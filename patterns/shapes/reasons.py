"""Shape of `reasons.toml`: the clauses in which documents give reasons."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile, Shape


class Words(Shape, frozen=True, kw_only=True):
    """Words and marks that the code needs one by one; a string is a set of characters but where it says."""

    hints: tuple[str, ...]
    sentence_end: str
    semicolons: str
    clause_ends: str
    paragraph_ends: str
    """Marks behind which no sentence runs on into the next paragraph."""
    particle: str
    """Characters before a reason that belong to what it explains."""
    lead_marks: str
    """Characters between the opening words and the cause."""
    shortest_subject: str
    """A word: what is shorter names no subject."""
    head_starts: str
    """Marks behind which the head of a reason begins."""
    final_marks: str
    opening: str
    closing: str
    within: str
    """A word."""
    both_sides: tuple[str, ...]


class Reasons(PatternFile[Entry], frozen=True, kw_only=True):
    """`reasons.toml`."""

    NAME: ClassVar[str] = "reasons"

    words: Words
