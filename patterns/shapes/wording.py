"""Shape of `wording.toml`: what words get wrong by themselves."""

from __future__ import annotations

from typing import ClassVar

from patterns.rule import Category, Rule, Severity
from patterns.shape import Entry, PatternFile, Shape


class WordingRule(Entry, frozen=True, kw_only=True):
    """A pattern that is a rule of its own: what it finds is wrong."""

    code: str
    category: Category
    severity: Severity
    message_zh: str
    message_en: str
    hint: tuple[str, ...]
    """A text without any of these is not searched."""
    unless_before: str | None = None
    """Not where the paragraph behind begins so: a list that the sentence opens."""
    cells: bool = False
    """Are long cells of tables searched too?"""


class Label(Shape, frozen=True, kw_only=True):
    """A form of the numbers of tables."""

    id: str
    regex: str


class Wording(PatternFile[WordingRule], frozen=True, kw_only=True):
    """`wording.toml`."""

    NAME: ClassVar[str] = "wording"

    cell_length: int
    """Characters of a cell that is long enough to say something."""
    doubled_glyphs: int
    page_number_marks: str
    """What may stand around the number of a page."""
    title_form: Rule
    label_apart: Rule
    ordinal: Rule
    label: tuple[Label, ...]
