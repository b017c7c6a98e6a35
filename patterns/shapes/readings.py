"""Shape of `readings.toml`: what one noun can mean."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from patterns.shape import Entry, PatternFile, Shape

Fund = Literal["all_funds", "fiscal", "gpb", "gov_fund", "state_capital"]


class Family(Shape, frozen=True, kw_only=True):
    """One kind of money."""

    id: str
    by_fund: dict[Fund, str]
    """The measure of each fund."""
    with_carry_over: dict[Fund, str] = msgspec.field(default_factory=dict)
    """The measure of the same fund with what was carried over."""


class Limits(Shape, frozen=True, kw_only=True):
    """How far sums are looked for, and among what."""

    reach: int
    """So many figures behind a head."""
    members: int
    """A list has at least so many members that are not nothing."""
    say_balance: tuple[str, ...]
    """Words before a figure that say whether what was carried over is in."""
    open_list: tuple[str, ...]
    """Words that open a list of parts."""
    divide: tuple[str, ...]
    """Words that divide figures among names that stand before all of them."""
    no_names: tuple[str, ...]
    """Names that name nothing."""
    role_words: tuple[str, ...]
    """Words before a figure that say which role it has."""
    roles: tuple[str, ...]
    """Roles of the figures of the document's own year that can add up."""


class Readings(PatternFile[Entry], frozen=True, kw_only=True):
    """`readings.toml`."""

    NAME: ClassVar[str] = "readings"

    family: tuple[Family, ...]
    limits: Limits
