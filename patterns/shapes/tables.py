"""Shape of `tables.toml`: the catalogue of statutory tables, and what stands around a table."""

from __future__ import annotations

from typing import ClassVar, Literal

from patterns.shape import Entry, PatternFile

TableKind = Literal["fa", "bd"]
"""Final account and budget, as in the ids of tables."""
Variant = Literal["part", "economic", "function", "unit", "detail"]
"""Which of a family's tables: some of its money only; by economic or functional class, by unit; in detail."""
FAMILY = "family."


class TablePattern(Entry, frozen=True, kw_only=True):
    """A text in or around a table. Where the id begins with `family.` it is a title, and the other keys say
    which tables of the catalogue it names."""

    fa: str = ""
    """The table's id in a final account."""
    bd: str = ""
    """The table's id in a budget."""
    fa_part: str | None = None
    bd_part: str | None = None
    fa_economic: str | None = None
    bd_economic: str | None = None
    fa_function: str | None = None
    bd_function: str | None = None
    fa_unit: str | None = None
    bd_unit: str | None = None
    fa_detail: str | None = None
    bd_detail: str | None = None
    title_decides: bool = False
    """Whether the codes of the rows overrule no variant that the title names."""
    signature: tuple[str, ...] = ()
    """Ids of header patterns that must all occur, where the title is missing or says nothing."""
    titles: tuple[str, ...] = ()
    """Titles as printed."""

    def __post_init__(self) -> None:
        named = bool(self.fa and self.bd)
        if named != self.id.startswith(FAMILY):
            raise ValueError(f"`fa` and `bd` are the keys of a pattern `{FAMILY}…`, and of no other")

    def table(self, kind: TableKind) -> str:
        """The id of the family's table in documents of a kind."""
        return self.fa if kind == "fa" else self.bd

    def variants(self, kind: TableKind) -> dict[Variant, str]:
        """The ids of the family's other tables in documents of a kind."""
        fa: dict[Variant, str | None] = {
            "part": self.fa_part,
            "economic": self.fa_economic,
            "function": self.fa_function,
            "unit": self.fa_unit,
            "detail": self.fa_detail,
        }
        bd: dict[Variant, str | None] = {
            "part": self.bd_part,
            "economic": self.bd_economic,
            "function": self.bd_function,
            "unit": self.bd_unit,
            "detail": self.bd_detail,
        }
        return {
            variant: table for variant, table in (fa if kind == "fa" else bd).items() if table is not None
        }


class Tables(PatternFile[TablePattern], frozen=True, kw_only=True):
    """`tables.toml`."""

    NAME: ClassVar[str] = "tables"

    multiplier: dict[str, str]
    """Yuan per unit, as a decimal number."""
