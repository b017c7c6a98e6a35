"""The figures of a document's tables, as what sentences can be held against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.narrative.squeezed import squeeze
from extractors.records import Fact, Table
from pipeline.figures.printings import Key, by_figure, printing_of, printings, same_figure, side_of
from pipeline.figures.tolerance import Side, printing_result

_NAME = 3
"""Shorter names say too little."""


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
        self._names = [
            {cell.row: squeeze(cell.row_label) for cell in table.cells if cell.row_label} for table in tables
        ]
        self._by_amount: dict[Decimal, list[Fact]] = defaultdict(list)
        self._codes: dict[str, set[str]] = defaultdict(set)
        for fact in facts:
            if fact.value_yuan:
                self._by_amount[fact.value_yuan].append(fact)
            if fact.function_code is not None:
                self._codes[self.name(fact)].add(fact.function_code)

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

    def name(self, fact: Fact) -> str:
        """What its table calls a figure: the squeezed label of its row; empty where there is none."""
        if fact.table is None or fact.row is None:
            return ""
        return self._names[fact.table].get(fact.row, "")

    def code_of(self, label: str) -> str | None:
        """The one functional code that the tables print beside a name; null for none or several."""
        codes = self._codes.get(squeeze(label), set())
        return next(iter(codes)) if len(codes) == 1 else None

    def totals_of(self, yuan: Decimal, role: str) -> frozenset[str]:
        """The measures of which the tables print this amount as a total."""
        return frozenset(
            f.measure
            for f in self.of_amount(yuan)
            if f.role == role and not (f.function_code or f.economic_code or f.item_label or f.unit)
        )

    def named_in(self, fact: Fact, text: str) -> Fact | None:
        """A total read as the item that the tables print with just its amount, and that `text` names.

        Null where none is, or several. `text` is squeezed.
        """
        if fact.function_code or fact.economic_code or fact.item_label or not fact.value_yuan:
            return None
        rows = [
            row
            for row in self.of_amount(fact.value_yuan)
            if (row.measure, row.role, row.value_year) == (fact.measure, fact.role, fact.value_year)
            and (row.function_code or row.economic_code)
            and len(self.name(row)) >= _NAME
            and self.name(row) in text
        ]
        # of a class with one group both have the amount: the one that is named last
        rows.sort(key=lambda row: text.rfind(self.name(row)) + len(self.name(row)))
        if not rows:
            return None
        row = rows[-1]
        return replace(
            fact,
            function_code=row.function_code,
            economic_code=row.economic_code,
            item_label=self.name(row),
        )
