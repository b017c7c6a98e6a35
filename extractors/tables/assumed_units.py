"""The unit of a statutory table that prints none, in a document whose others do.

Where all others print one unit, it is that one. Where they differ, it is the unit of those that print the
same numbers: tables of one disclosure repeat each other's sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from extractors.records import Table
from extractors.tables.column_measures import group_of

SHARED = 2
"""So many numbers at least must be printed in tables of the unit, and more than in those of any other."""


def assumed_multiplier(table: Table, others: Sequence[Table]) -> Decimal | None:
    """Yuan per printed unit of a table without a unit; null where the others do not tell it.

    Source: docs/domain.md §2.2. Only statutory tables have an assumed unit, and only they vouch for one.
    """
    if table.unit_multiplier is not None or group_of(table.canonical_table) is None:
        return None
    numbers: dict[Decimal, set[Decimal]] = defaultdict(set)
    for other in others:
        if other.unit_multiplier is not None and group_of(other.canonical_table) is not None:
            numbers[other.unit_multiplier] |= _numbers([other])
    if len(numbers) < 2:
        return next(iter(numbers), None)
    own = _numbers([table])
    ranked = sorted(((len(own & found), unit) for unit, found in numbers.items()), reverse=True)
    (most, unit), (second, _) = ranked[:2]
    return unit if most >= SHARED and most > second else None


def _numbers(tables: Iterable[Table]) -> set[Decimal]:
    return {cell.value for table in tables for cell in table.cells if cell.value and not cell.is_header}
