"""Shape of `column_measures.toml`: which measure a column or a row of a statutory table carries."""

from __future__ import annotations

from typing import ClassVar, Literal

from patterns.shape import Entry, PatternFile, Shape


class Group(Shape, frozen=True, kw_only=True):
    """Statutory tables that are read alike: the columns of all are looked up under its name."""

    name: str
    tables: tuple[str, ...]
    """Ids of the catalogue (`tables.toml`)."""
    axis: Literal["code", "items", "labels"]
    """What the rows are: classification codes, items with a label each, or the fixed labels of two sides."""
    scope: str | None = None
    """The scope of the amounts, where neither column nor title names another."""


class MeasurePattern(Entry, frozen=True, kw_only=True):
    """A column or a row by its printed name; the id is the group of patterns that it is tried in, a dot and
    a name. Without a measure it gives no fact."""

    measure: str = ""
    scope: str | None = None
    """In place of the scope of the group; "" for none."""
    fiscal: str = ""
    """The measure in a summary of fiscal appropriations."""
    measure_with_opening: str | None = None
    """The measure where another column of the table is carried over from last year."""
    measure_with_meetings: str | None = None
    """The measure where meetings or training stand in the same table."""
    by_fund: bool = False
    """Whether the columns of a fiscal summary divide the row by fund."""
    alone: str | None = None
    """The id of the label that it means in a table without a grand total."""
    part_of_balance: bool = False
    """Whether the row is a part of the carry-over where it stands below such a row."""
    groups: tuple[str, ...] = ()
    """The groups of tables in which the row has this measure, whatever its column."""


class ColumnMeasures(PatternFile[MeasurePattern], frozen=True, kw_only=True):
    """`column_measures.toml`."""

    NAME: ClassVar[str] = "column_measures"

    class_suffix: str
    """What the name of a functional 类 may end with or lack."""
    group: tuple[Group, ...]
