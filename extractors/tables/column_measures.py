"""What the columns and rows of statutory tables mean: the entries that match them, by group.

The knowledge is `patterns/column_measures.toml`: docs/domain.md §2.2, "Which measure a table's column
carries".
"""

from __future__ import annotations

from functools import cache, lru_cache

from extractors.tables.cell_values import squeeze
from patterns import Pattern, compiled, load
from patterns.shapes.column_measures import ColumnMeasures, Group, MeasurePattern
from patterns.shapes.tables import Tables


@cache
def _groups() -> dict[str, Group]:
    return {table: group for group in load(ColumnMeasures).group for table in group.tables}


def group_of(canonical_table: str | None) -> Group | None:
    """How tables with this id are read; null for those that give no facts."""
    return _groups().get(canonical_table or "")


def code_tables() -> frozenset[str]:
    """Ids of the tables whose rows are classification codes."""
    return frozenset(table for table, group in _groups().items() if group.axis == "code")


@cache
def _patterns(prefix: str) -> tuple[Pattern[MeasurePattern], ...]:
    return tuple(p for i, p in compiled(ColumnMeasures).items() if i.startswith(prefix + "."))


@lru_cache(maxsize=1 << 13)
def entry_of(prefix: str, text: str) -> MeasurePattern | None:
    """The first entry of a group of patterns that matches a squeezed text; null for none."""
    return next((p.entry for p in _patterns(prefix) if p.search(text)), None)


@lru_cache(maxsize=1 << 12)
def join_path(path: tuple[str, ...]) -> str:
    """A column path as one squeezed text, levels joined by a slash; units in brackets left out.

    >>> join_path(("基本支出", "小 计（万元）"))
    '基本支出/小计'
    """
    unit = compiled(Tables)["unit_in_header"]
    return "/".join(unit.sub("", squeeze(level)) for level in path)
