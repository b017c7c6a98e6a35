"""Shape of `identities.toml`: accounting identities, each of one of a few kinds."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from patterns.rule import Rule
from patterns.shape import Entry, PatternFile, Shape


class Identity(Shape, frozen=True, kw_only=True):
    """An identity: its code and what is said where it fails. Measures are ids of `measures.toml`."""

    code: str
    message_zh: str
    message_en: str


class Sum(Identity, frozen=True, kw_only=True):
    """A whole that is the sum of its parts."""

    whole: str
    parts: tuple[str, ...]
    needs: int
    """So many parts are there at least; else an operand may be missing."""
    instead: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """What stands for a part that is not there."""


class RowSum(Sum, frozen=True, kw_only=True, tag_field="kind", tag="row"):
    """Whole and parts in one row of one table."""

    of_which: tuple[str, ...] = ()
    """Parts that some regions print as “of which” of others."""


class TableSum(Sum, frozen=True, kw_only=True, tag_field="kind", tag="table"):
    """Whole and parts once in a table and role."""


class DocumentSum(Sum, frozen=True, kw_only=True, tag_field="kind", tag="document"):
    """Whole and parts without code, from any tables."""


class SideSum(Sum, frozen=True, kw_only=True, tag_field="kind", tag="sides"):
    """Parts above their whole in a summary of two sides."""

    after: str | None = None
    parts_after: tuple[str, ...] = ()
    """Parts too where they stand below the measure `after`."""


class SameFigure(Identity, frozen=True, kw_only=True, tag_field="kind", tag="same"):
    """One figure in both columns of a summary."""

    measures: tuple[str, ...]


class AcrossTables(Identity, frozen=True, kw_only=True, tag_field="kind", tag="across"):
    """One figure in several tables."""

    measures: tuple[str, ...]
    """Beginnings of their names."""


class Hierarchy(Identity, frozen=True, kw_only=True, tag_field="kind", tag="hierarchy"):
    """Every code is the sum of those one level below."""

    axes: tuple[Literal["function_code", "economic_code"], ...]
    step: int
    """Digits of one level."""
    grand_total: dict[str, str]
    """The total of all, by the measure of a column that has no total of its own."""
    beside: tuple[str, ...]
    withheld: tuple[str, ...]
    """Beginnings of codes whose items are secret."""


class Bilingual(Shape, frozen=True, kw_only=True):
    """A word of messages in both languages."""

    zh: str
    en: str


class Identities(PatternFile[Entry], frozen=True, kw_only=True):
    """`identities.toml`."""

    NAME: ClassVar[str] = "identities"

    identity: tuple[RowSum | TableSum | DocumentSum | SideSum | SameFigure | AcrossTables | Hierarchy, ...]
    total_row: Bilingual
    withheld: Rule
    """Said of totals whose rows are not printed: {subject}, {printed}, {computed}, {gap}."""
