"""One figure of a document, and everywhere that the document prints it.

A disclosure prints the same money in several tables and again in its sentences. Facts that mean the same
(`same_figure`) are put together here; `pipeline.figures.links` then says which printing stands for all of
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from extractors.frozen import frozen
from extractors.records import Fact, Table
from pipeline.figures.tolerance import Side, printed, total

Key = tuple[object, ...]
_COMPARED = ("change_", "growth_")
_SHARED = ("share", "completion_rate")
_OTHER_SCOPES = ("gov_fund", "state_capital")
_OF_ALL_FUNDS = "procurement."
"""Documents print procurement in all, and what of it one kind of budget pays for, where words say that."""
_BALANCE, _FISCAL = "balance.", "fiscal."
"""Balances are printed for all funds and, another figure, for fiscal money alone: as a measure of its own, or
as the balance in the scope of fiscal money."""
_NEVER = ("reason_amount",)
"""Money inside a reason is of something else than the fact that the reason explains."""
_KIND_RANK = {"table": 0, "form": 1, "narrative": 2, "derived": 3}


@frozen
class Printing:
    """One printing of a figure: a fact, or the rows of one table that are its parts."""

    positions: tuple[int, ...]
    side: Side
    """Amounts in yuan, other numbers as printed, with the slack of their decimals."""
    rank: tuple[object, ...]
    is_sum: bool = False
    """The positions are parts; the table prints no row for their sum."""


def same_figure(fact: Fact) -> Key | None:
    """What facts of one document share when they print the same figure; null where that cannot be said.

    The scope counts only in so far as it tells figures apart: titles and sentences call the same 三公 money
    财政拨款 or 一般公共预算, money of a government fund is another.
    """
    if fact.value is None or fact.role in _NEVER:
        return None
    coded = fact.function_code is not None or fact.economic_code is not None
    return (
        _measure(fact),
        fact.role,
        _scope(fact),
        fact.value_year,
        fact.function_code,
        fact.economic_code,
        None if coded and not _is_named_part(fact) else fact.item_label,
        fact.value if _is_named_part(fact) else None,
        fact.unit,
        fact.comparator if fact.role.startswith(_COMPARED) else None,
        fact.denominator if fact.role in _SHARED else None,
        fact.value_yuan is None,
    )


def _is_named_part(fact: Fact) -> bool:
    """A sentence's part of an item or of a total is another figure than that item or total.

    Parts of different heads share names, so that only those of one amount are printings of one figure.
    """
    return fact.part_of is not None and fact.source_kind == "narrative"


def side_of(fact: Fact, tables: Sequence[Table]) -> Side | None:
    """The value of a fact with the slack of its printed decimals; null where there is no value."""
    if fact.value_yuan is None:
        return None if fact.value is None else printed(fact.value, fact.decimals, Decimal(1))
    if fact.value:
        unit = fact.value_yuan / fact.value
    else:
        unit = (tables[fact.table].unit_multiplier if fact.table is not None else None) or Decimal(1)
    return printed(fact.value_yuan, fact.decimals, unit)


def by_figure(facts: Sequence[Fact]) -> dict[Key, list[int]]:
    """The positions of the facts that print each figure."""
    groups: dict[Key, list[int]] = {}
    for n, fact in enumerate(facts):
        key = same_figure(fact)
        if key is not None:
            groups.setdefault(key, []).append(n)
    return groups


def printings(
    facts: Sequence[Fact], tables: Sequence[Table], figures: Mapping[Key, Sequence[int]]
) -> dict[Key, list[Printing]]:
    """The printings of every figure that several facts print, in the order of the facts."""
    several = {key: positions for key, positions in figures.items() if len(positions) > 1}
    repeating = _tables_of_parts(facts, several.values())
    return {
        key: [
            printing
            for table, inside in _by_table(facts, positions).items()
            for printing in _of_table(facts, tables, inside, table in repeating)
        ]
        for key, positions in several.items()
    }


def printing_of(facts: Sequence[Fact], tables: Sequence[Table], position: int) -> Printing:
    """One fact as a printing."""
    side = side_of(facts[position], tables) or Side(Decimal(0), Decimal(0))
    return Printing((position,), side, _rank(facts[position], tables, position))


def _of_table(
    facts: Sequence[Fact], tables: Sequence[Table], positions: Sequence[int], repeats: bool
) -> Iterable[Printing]:
    """The printings that the rows of one table, or the sentences one by one, give of a figure."""
    each = [printing_of(facts, tables, n) for n in positions]
    sides, ranks = [p.side for p in each], [p.rank for p in each]
    values = [side.value for side in sides]
    first = facts[positions[0]]
    if first.table is None or len(each) == 1:
        return each
    if not _is_coded(first) and (repeats or len(set(values)) > 1):
        # Rows of one name are of several bodies, nobody says which of them is meant; a total comes first.
        return [] if first.item_label else each[:1]
    if len(set(values)) == 1 and not (repeats and values[0]):
        return each
    whole = next((i for i, value in enumerate(values) if len(values) > 2 and 2 * value == sum(values)), None)
    if whole is not None:
        parts = tuple(n for i, n in enumerate(positions) if i != whole)
        rest = total(side for i, side in enumerate(sides) if i != whole)
        return [
            Printing((positions[whole],), sides[whole], ranks[whole]),
            Printing(parts, rest, min(ranks), is_sum=True),
        ]
    return [Printing(tuple(positions), total(sides), min(ranks), is_sum=True)]


def _is_coded(fact: Fact) -> bool:
    return fact.function_code is not None or fact.economic_code is not None


def _by_table(facts: Sequence[Fact], positions: Iterable[int]) -> dict[int | None, list[int]]:
    found: dict[int | None, list[int]] = {}
    for n in positions:
        found.setdefault(facts[n].table, []).append(n)
    return found


def _tables_of_parts(facts: Sequence[Fact], groups: Iterable[Sequence[int]]) -> frozenset[int]:
    """Tables that print a code or a label in several rows with different figures: once for each unit, say."""
    found: set[int] = set()
    for positions in groups:
        first = facts[positions[0]]
        if not _is_coded(first) and first.item_label is None:
            continue
        for table, inside in _by_table(facts, positions).items():
            if table is not None and len({facts[n].value for n in inside}) > 1:
                found.add(table)
    return frozenset(found)


def _rank(fact: Fact, tables: Sequence[Table], position: int) -> tuple[object, ...]:
    """Tables before forms before sentences, tables that tie out first, then what stands first."""
    table = tables[fact.table] if fact.table is not None else None
    return (
        _KIND_RANK[fact.source_kind],
        table is not None and table.ties_out is False,
        table is not None and bool(table.doubtful),
        -fact.confidence,
        position,
    )


def _measure(fact: Fact) -> str:
    """The measure, a balance of fiscal money under its own name."""
    if fact.measure.startswith(_BALANCE) and fact.scope == _FISCAL.rstrip("."):
        return _FISCAL + fact.measure.removeprefix(_BALANCE)
    return fact.measure


def _scope(fact: Fact) -> str | None:
    """The fund that tells figures of one measure apart; null where it does not."""
    apart = fact.measure.startswith(_OF_ALL_FUNDS) and fact.scope == "gpb"
    return fact.scope if apart or fact.scope in _OTHER_SCOPES else None
