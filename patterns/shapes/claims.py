"""Shape of `claims.toml`: what texts say of projects, units and carry-overs."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from patterns.rule import Rule, SearchedIn
from patterns.shape import PatternFile


class SupplementRule(Rule, frozen=True, kw_only=True):
    """Money that was added during the year."""

    shortest: int
    """So many characters of a project's name must stand behind the word."""


class NamedAmountRule(Rule, frozen=True, kw_only=True):
    """One named item with two amounts."""

    shortest: int
    """Characters of a name that is long enough to be of one item only."""
    openings: tuple[str, ...]
    endings: tuple[str, ...]
    compared: tuple[str, ...]
    """Words that no name of an item has."""


class RepeatedCountRule(Rule, frozen=True, kw_only=True):
    """One place counted twice."""

    shortest: int
    """Characters of a noun that is long enough to be of one thing only; further ones are not compared."""
    nearest: Decimal
    """Numbers that differ by more of the larger one count different things."""
    smallest: int
    """Lower numbers count too many things."""


class UnitsRule(Rule, frozen=True, kw_only=True):
    """Units by kind against the bureau and its subordinate units; both are lists of measures."""

    kinds: tuple[str, ...]
    subordinate: tuple[str, ...]


class Claims(PatternFile[SearchedIn], frozen=True, kw_only=True):
    """`claims.toml`."""

    NAME: ClassVar[str] = "claims"

    coverage: float
    shortest_name: int
    part_words: tuple[str, ...]
    counted_otherwise: Rule
    rate_otherwise: Rule
    mixed: Rule
    claim: Rule
    supplement: SupplementRule
    named_amount: NamedAmountRule
    places: RepeatedCountRule
    units: UnitsRule
    carried: Rule
