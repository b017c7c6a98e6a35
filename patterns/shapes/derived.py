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


class Composition(Shape, frozen=True, kw_only=True):
    """A headline figure that follows from items, where the document prints none."""

    gives: str
    derivation: Literal["sum_of_classes", "remainder", "sum_of_items", "other_words"]
    of: tuple[str, ...]
    """Measures: of the classes, the first whose classes are the whole; else the parts."""
    whole: str | None = None
    """The measure that the classes add up to, or that the parts are taken from."""
    classes: frozenset[str] = frozenset()
    """Economic classes that are added."""
    others: frozenset[str] = frozenset()
    """Economic classes of the other sides; money of a class that is in neither gives nothing."""
    perhaps: tuple[str, ...] = ()
    """Parts that others may include: they count where their quotas are needed to make up `quota`."""
    quota: str | None = None
    """The quota of all, in `sum_of_items` with `perhaps`."""
    beside: tuple[str, ...] = ()
    """Other parts of the whole: with those that are printed it must add up."""
    zero: tuple[str, ...] = ()
    """Of these one must be printed, and all that are must be zero."""
    needs: int = 1
    """So many of the parts must be printed; one is enough where a measure of `requires` is."""
    requires: dict[str, str] = msgspec.field(default_factory=dict)
    """Where the first is printed and not zero, the second must be too."""
    together: bool = False
    """Must the parts stand in one row or sentence?"""
    role: tuple[str, ...] = ()
    """Only these roles; all if none."""
    scope: str | None = None
    """The scope of the figure; null: that of the first part."""
    confidence: float = 1.0


class Derived(PatternFile[Entry], frozen=True, kw_only=True):
    """`derived.toml`."""

    NAME: ClassVar[str] = "derived"

    implied: tuple[Implied, ...]
    ratio: tuple[Ratio, ...]
    composition: tuple[Composition, ...] = ()
