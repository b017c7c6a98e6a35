"""Shape of `indicators.toml`: levels of indicators, and how targets and actual values are written."""

from __future__ import annotations

from typing import ClassVar, Literal

from patterns.shape import Entry, PatternFile, Shape

Relation = Literal["≥", "≤", ">", "<", "="]
"""How an actual value must stand to the target."""


class Level(Shape, frozen=True, kw_only=True):
    """A first level with the second levels that the official forms have under it."""

    name: str
    children: tuple[str, ...]


class Words(Shape, frozen=True, kw_only=True):
    """What may be missing from a printed text, or stand in it and say nothing."""

    level_suffix: str
    points_suffix: str
    template_residue: tuple[str, ...]
    """What a form prints where nobody filled in an indicator."""


class Approximate(Shape, frozen=True, kw_only=True):
    """Words beside a number that say that it is no exact one."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class Nature(Shape, frozen=True, kw_only=True):
    """What stands in the column 指标性质 and is no relation."""

    qualitative: tuple[str, ...]


class Actual(Shape, frozen=True, kw_only=True):
    """Words of actual values."""

    prefixes: tuple[str, ...]
    """What is left out before the number, one after the other in this order."""


class Indicators(PatternFile[Entry], frozen=True, kw_only=True):
    """`indicators.toml`."""

    NAME: ClassVar[str] = "indicators"

    level: tuple[Level, ...]
    words: Words
    relation: dict[Relation, tuple[str, ...]]
    """Relations in words before a number; the longest wins."""
    relation_after: dict[Relation, tuple[str, ...]]
    """The same behind a number."""
    approximate: Approximate
    nature: Nature
    actual: Actual
