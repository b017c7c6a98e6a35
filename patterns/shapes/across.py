"""Shape of `across.toml`: what documents say of each other."""

from __future__ import annotations

from typing import ClassVar, Literal

from patterns.shape import Entry, PatternFile, Shape


class Rule(Shape, frozen=True, kw_only=True):
    """A check between two documents: its codes and messages."""

    code: str
    """Of the check."""
    finding: str
    """Code of the finding where it fails."""
    category: Literal["contradiction", "identity"]
    severity: Literal["error", "warning", "info"]
    message_zh: str
    message_en: str


class PriorRule(Rule, frozen=True, kw_only=True):
    """Last year as this document has it, against last year's document."""

    restated: float
    """Share of the compared figures; where more differ, last year was restated and all are notes."""
    at_least: int
    """With fewer compared figures all are notes."""
    roles: dict[str, str]
    """Of the later document, and what the same figure is in the earlier one."""


class UnitRule(Rule, frozen=True, kw_only=True):
    """A unit against its department."""

    measures: tuple[str, ...]
    """Those of which a unit has at most as much as the rollup that it is counted in."""


class RevisedRule(Rule, frozen=True, kw_only=True):
    """A correction against what it replaces."""

    shown: int
    """So many of the changes are listed."""
    change: str
    """Template of one change: `item`, `before`, `after`."""
    separator: str


class Across(PatternFile[Entry], frozen=True, kw_only=True):
    """`across.toml`."""

    NAME: ClassVar[str] = "across"

    yuan: str
    """Template of a figure that is not printed but implied by others: `amount`."""
    part: Rule
    prior: PriorRule
    budget: Rule
    unit: UnitRule
    revised: RevisedRule
