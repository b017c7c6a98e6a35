"""Shape of `sums.toml`: sums over the figures of sentences, and figures that bound each other."""

from __future__ import annotations

from typing import ClassVar, Literal

from patterns.rule import CheckRule, Rule
from patterns.shape import Entry, PatternFile, Shape


class SumRule(CheckRule, frozen=True, kw_only=True):
    """A whole and its parts: measures."""

    whole: str
    parts: tuple[str, ...]
    needs: int
    divides: bool = False


class AtMostRule(CheckRule, frozen=True, kw_only=True):
    """A part that cannot be more than its whole: measures."""

    part: str
    whole: str


class DisjointRule(CheckRule, frozen=True, kw_only=True):
    """Amounts of a measure under labels that exclude each other, and their whole."""

    measure: str
    whole: str


class FigureName(Shape, frozen=True, kw_only=True):
    """A figure by its measure and, where it is one row of it, by code."""

    measure: str
    function_code: str | None = None
    economic_code: str | None = None

    @property
    def formula(self) -> str:
        """How formulas call it."""
        code = self.function_code or self.economic_code
        return f"{self.measure} {code}" if code else self.measure


class PairRule(CheckRule, frozen=True, kw_only=True):
    """Two figures of different tables."""

    kind: Literal["equal", "at_most"]
    of: FigureName
    to: FigureName


class BalanceRule(CheckRule, frozen=True, kw_only=True):
    """A fund: what came in is what went out; measures."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class RoundingRule(Rule, frozen=True, kw_only=True):
    """Sums that only rounding explains."""

    more_zh: str
    more_en: str


class VehiclesRule(Rule, frozen=True, kw_only=True):
    """Running costs without vehicles: the measures of both."""

    counts: tuple[str, ...]
    cost: str


class Sums(PatternFile[Entry], frozen=True, kw_only=True):
    """`sums.toml`."""

    NAME: ClassVar[str] = "sums"

    sum: tuple[SumRule, ...]
    at_most: tuple[AtMostRule, ...]
    last_digit: Rule
    rounding: RoundingRule
    disjoint: tuple[DisjointRule, ...]
    list: CheckRule
    vehicles_without: VehiclesRule
    cost_without: Rule
    pair: tuple[PairRule, ...]
    balance: tuple[BalanceRule, ...]
