"""Shape of `percentages.toml`: what printed percentages must agree with."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from patterns.rule import CheckRule, Rule, SearchedIn
from patterns.shape import PatternFile, Shape


class PercentageRule(CheckRule, frozen=True, kw_only=True):
    """A printed percentage, or change, against what it is made of."""

    kind: Literal["growth", "share", "completion", "change"]
    """How the formula of a check calls it."""


class GrowthRule(PercentageRule, frozen=True, kw_only=True):
    """Rates of change."""

    roles: dict[str, str]
    """The role of the change that belongs to each role of a rate."""
    before: dict[str, tuple[str, ...]]
    """The roles of the figure that each role of a rate is of."""


class ChangeRule(PercentageRule, frozen=True, kw_only=True):
    """Amounts of change."""

    roles: dict[str, tuple[str, ...]]
    """The roles of the earlier figure, by the role of the change."""


class SignRule(CheckRule, frozen=True, kw_only=True):
    """The word says more or less, the figures say otherwise."""

    words: dict[str, Literal[-1, 0, 1]]
    near: Decimal


class DifferentDenominatorsRule(Rule, frozen=True, kw_only=True):
    """Shares of totals of their own."""

    measures: tuple[str, ...]


class Hints(Shape, frozen=True, kw_only=True):
    """What would make a wrong percentage right, as the end of its message."""

    base_zh: str
    base_en: str
    listed_zh: str
    listed_en: str
    digit_zh: str
    digit_en: str
    whole_zh: str
    whole_en: str
    budget_zh: str
    budget_en: str


class Denominators(Shape, frozen=True, kw_only=True):
    """Totals that a share may have been taken of by mistake."""

    measures: tuple[str, ...]


class Percentages(PatternFile[SearchedIn], frozen=True, kw_only=True):
    """`percentages.toml`."""

    NAME: ClassVar[str] = "percentages"

    growth: GrowthRule
    share: PercentageRule
    completion: PercentageRule
    change: ChangeRule
    share_sum: CheckRule
    truncated: Rule
    truncated_share: Rule
    plugged: Rule
    zero_base_growth: Rule
    zero_base_completion: Rule
    over_100: Rule
    sign: SignRule
    named_denominator: Rule
    denominator_names: dict[str, str]
    """Measures by what sentences call them."""
    units: dict[str, int]
    """Yuan in a unit."""
    different_denominators: tuple[DifferentDenominatorsRule, ...]
    hint: Hints
    denominators: Denominators
    roles: dict[str, str]
    """What messages call roles."""
    states: dict[str, str]
