"""Shape of `marks.toml`: punctuation, as texts are cut at it and as messages print it."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile, Shape


class MessageMarks(Shape, frozen=True, kw_only=True):
    """How messages write what they show, in both languages."""

    join: str
    """Between the members of a list."""
    no_page: str
    """In place of the page of what has none."""
    range: str
    """Two ends of a range: {low}, {high}."""
    remark: str
    """What is printed beside something: {text}, {remark}."""
    yuan: str
    ten_thousand_yuan: str


class Marks(PatternFile[Entry], frozen=True, kw_only=True):
    """`marks.toml`."""

    NAME: ClassVar[str] = "marks"

    quotes: str
    list_mark: str
    clause_ends: str
    negative: tuple[str, ...]
    message: MessageMarks
