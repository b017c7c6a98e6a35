"""Shape of `repeats.toml`: one figure printed several times."""

from __future__ import annotations

from typing import ClassVar

from patterns.rule import CheckRule
from patterns.shape import Entry, PatternFile, Shape


class NamedRule(CheckRule, frozen=True, kw_only=True):
    """An amount behind the mere name of an item."""

    shortest: int


class Hint(Shape, frozen=True, kw_only=True):
    """What makes a difference: the code of the finding, and the end of its message."""

    finding: str
    zh: str
    en: str


class Hints(Shape, frozen=True, kw_only=True):
    """What a difference may be, in the order in which it is looked for."""

    unit: Hint
    digit: Hint
    scope: Hint


class Basis(Shape, frozen=True, kw_only=True):
    """Words that give a figure another basis, and the measures whose own name has such a word."""

    words: tuple[str, ...]
    but: dict[str, str]


class Plain(Shape, frozen=True, kw_only=True):
    """Words that say nothing about what a figure is of."""

    words: tuple[str, ...]


class SameMoney(Shape, frozen=True, kw_only=True):
    """Measures: of sentences, of tables, and those that no figure of the code may have."""

    narrative: str
    table: str
    unless: tuple[str, ...]


class Repeats(PatternFile[Entry], frozen=True, kw_only=True):
    """`repeats.toml`."""

    NAME: ClassVar[str] = "repeats"

    against_table: CheckRule
    against_sentence: CheckRule
    named: NamedRule
    hint: Hints
    basis: Basis
    plain: Plain
    same_money: SameMoney
