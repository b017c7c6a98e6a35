"""Shape of `measures.toml`: what a fact can be about."""

from __future__ import annotations

from typing import ClassVar, Literal

from patterns.shape import Entry, PatternFile, Shape


class Measure(Shape, frozen=True, kw_only=True):
    """A measure. Others are named by their ids."""

    id: str
    name_zh: str
    name_en: str
    """As the English of public finance has it: personnel and public expenses, final account, carry-over."""
    aliases: tuple[str, ...] = ()
    """Other names under which documents print it."""
    unit_kind: str
    """`amount` (yuan), or `count:` and the measure word."""
    scope: Literal["all_funds", "fiscal", "gpb", "gov_fund", "state_capital"] | None = None
    """The funds that the measure itself implies."""
    parent: str | None = None
    """The total that it is part of."""
    share_of: tuple[str, ...] = ()
    """The totals that its share can be taken of."""
    roles: tuple[Literal["count", "amount"], ...] = ()
    """Its roles where they are special; else those of budgets and accounts."""


class Measures(PatternFile[Entry], frozen=True, kw_only=True):
    """`measures.toml`."""

    NAME: ClassVar[str] = "measures"

    measure: tuple[Measure, ...]
