"""Shape of `openness.toml`: what a disclosure should contain."""

from __future__ import annotations

from typing import ClassVar

from patterns.rule import Rule
from patterns.shape import Entry, PatternFile, Shape


class MissingTablesRule(Rule, frozen=True, kw_only=True):
    """A file without any of the announced tables."""

    at_least: int
    attached: str
    """What is added where the text says that they are attached."""


class EmptyTotalRule(Rule, frozen=True, kw_only=True):
    """A blank total: in which tables, under which labels."""

    tables: tuple[str, ...]
    labels: tuple[str, ...]
    blank_marks: str
    """A cell that holds nothing but these is blank."""


class StatutoryTables(Shape, frozen=True, kw_only=True):
    """The tables that every department publishes, of final accounts and of budgets."""

    fa: tuple[str, ...]
    bd: tuple[str, ...]


class Points(Shape, frozen=True, kw_only=True):
    """Points of each component; they add to 100."""

    tables: int
    detail: int
    sections: int
    three_public: int
    reasons: int
    performance: int
    consistency: int


class Openness(PatternFile[Entry], frozen=True, kw_only=True):
    """`openness.toml`."""

    NAME: ClassVar[str] = "openness"

    version: str
    three_public: tuple[str, ...]
    missing_tables: MissingTablesRule
    missing_table: Rule
    empty_total: EmptyTotalRule
    tables: StatutoryTables
    sections: dict[str, tuple[str, ...]]
    points: Points
