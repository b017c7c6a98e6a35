"""Shape of `across.toml`: what documents say of each other."""

from __future__ import annotations

from typing import ClassVar, Literal

from patterns.shape import Entry, PatternFile, Shape


class Rule(Shape, frozen=True, kw_only=True):
    """A check between two documents: its codes and messages."""

    code: str
    finding: str
    category: str
    severity: Literal["error", "warning", "info"]
    message_zh: str
    message_en: str


class PriorRule(Rule, frozen=True, kw_only=True):
    """Last year as this document has it, against last year's document."""

    restated: float
    at_least: int
    roles: dict[str, str]


class UnitRule(Rule, frozen=True, kw_only=True):
    """A unit against its department."""

    measures: tuple[str, ...]


class RevisedRule(Rule, frozen=True, kw_only=True):
    """A correction against what it replaces."""

    shown: int


class Across(PatternFile[Entry], frozen=True, kw_only=True):
    """`across.toml`."""

    NAME: ClassVar[str] = "across"

    part: Rule
    prior: PriorRule
    budget: Rule
    unit: UnitRule
    revised: RevisedRule
