"""Shape of `headings.toml`: what headings of disclosures look like."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile, Shape


class PipeTable(Shape, frozen=True, kw_only=True):
    """Tables of text exports, written with pipes."""

    header_words: tuple[str, ...]
    """Column heads: the leading cells that are all among them are the header of a table without row ends."""


class Headings(PatternFile[Entry], frozen=True, kw_only=True):
    """`headings.toml`."""

    NAME: ClassVar[str] = "headings"

    pipe_table: PipeTable
