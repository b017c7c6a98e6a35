"""Shape of `derived.toml`: figures that follow from printed ones."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from patterns.shape import Entry, PatternFile, Shape


class Implied(Shape, frozen=True, kw_only=True):
    """The value of one role less its change is the value of another; all but `derivation` are roles."""

    derivation: Literal["implied_prior", "implied_initial_budget"]
    value: str = msgspec.field(name="from")
    change: str
    comparator: str
    gives: str
    years_back: int


class Amount(Shape, frozen=True, kw_only=True):
    """An amount by its measure and economic code."""

    measure: str
    economic_code: str | None = None


class Ratio(Shape, frozen=True, kw_only=True):
    """A cost for each person, vehicle or head."""

    measure: str
    of: tuple[Amount, ...]
    """The first that is printed is taken."""
    per: tuple[tuple[str, ...], ...]
    """Sets of counts; those of the first set that is printed are added."""
    stock: bool = False
    """Is what is counted there when a budget begins?"""


class Derived(PatternFile[Entry], frozen=True, kw_only=True):
    """`derived.toml`."""

    NAME: ClassVar[str] = "derived"

    implied: tuple[Implied, ...]
    ratio: tuple[Ratio, ...]
