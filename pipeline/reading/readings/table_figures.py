"""The figures of a document's tables, as what sentences can be held against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from extractors.records import Fact, Table
from pipeline.figures.printings import Key, by_figure, printing_of, printings, same_figure, side_of
from pipeline.figures.tolerance import Side, printing_result


class TableFigures:
    """Looks up figures by what they mean, and facts by their amount."""

    def __init__(self, facts: Sequence[Fact], tables: Sequence[Table]) -> None:
        figures = by_figure(facts)
        several = printings(facts, tables, figures)
        self._sides: dict[Key, tuple[Side, ...]] = {
            key: tuple(p.side for p in several[key])
            if key in several
            else (printing_of(facts, tables, positions[0]).side,)
            for key, positions in figures.items()
        }
        self._by_amount: dict[Decimal, list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.value_yuan:
                self._by_amount[fact.value_yuan].append(fact)

    def agrees(self, fact: Fact) -> bool | None:
        """Do the tables print this figure? False where they print another in its place, null where none."""
        key, side = same_figure(fact), side_of(fact, ())
        sides = self._sides.get(key) if key is not None else None
        if not sides or side is None:
            return None
        return any(printing_result(side, other) != "fail" for other in sides)

    def of_amount(self, yuan: Decimal) -> Sequence[Fact]:
        """The facts of tables that print exactly this amount, which is not nothing."""
        return self._by_amount.get(yuan, ())
