"""The figures of a document as another document is held against them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from extractors.document import Place
from extractors.records import Fact
from pipeline.figures.composition import COMPOSED
from pipeline.figures.printings import Key, same_figure, side_of
from pipeline.figures.tolerance import Side

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
FACT_COLUMNS = (
    "fact_id", "measure", "role", "scope", "function_code", "economic_code", "item_label", "unit_name",
    "value_year", "value", "value_yuan", "decimals", "value_raw", "unit_raw", "source_kind", "derivation",
    "duplicate_of", "part_of", "comparator", "denominator", "page", "bbox", "locator",
    "char_start", "char_end", "raw", "confidence", "ocr_status",
)  # fmt: skip
"""What of the rows of `facts` a comparison needs."""
_NOWHERE = Place(None, None, None, None)
_WAN = Decimal(10000)
"""What is derived is derived from figures in 万元."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A fact of a document, as its row and as a record."""

    row: Row
    fact: Fact

    @property
    def amount(self) -> Side:
        """The figure in yuan with its slack; what is derived from two figures in 万元 has that of both."""
        fact = self.fact
        if fact.source_kind == "derived" and fact.value_yuan is not None:
            return Side(fact.value_yuan, _WAN * Decimal(10) ** -(fact.decimals or 0))
        side = side_of(fact, ())
        assert side is not None
        return side

    @property
    def is_coded(self) -> bool:
        """Whether it is of one item of a classification."""
        return bool(self.fact.function_code or self.fact.economic_code)


Roles = frozenset[str]


class Figures:
    """The figures of documents, each read once, and no more of them than are asked for."""

    def __init__(self, read: Callable[[str, Roles | None], Iterable[Row]]) -> None:
        """`read` gives the rows of `facts` of a document: all, or those in some roles, of which second
        printings need not be among them."""
        self._read = read
        self._all: dict[str, list[Printed]] = {}
        self._best: dict[tuple[str, Roles | None], dict[Key, Printed]] = {}

    def all(self, doc_id: str) -> list[Printed]:
        """Every printing of every amount of a document."""
        found = self._all.get(doc_id)
        if found is None:
            found = self._all[doc_id] = printed_facts(self._read(doc_id, None))
        return found

    def best(self, doc_id: str, roles: Roles | None = None) -> dict[Key, Printed]:
        """The best printing of every figure of a document, or of those in some roles: a role is part of a
        figure."""
        found = self._best.get((doc_id, roles))
        if found is None:
            rows = self.all(doc_id) if roles is None else printed_facts(self._read(doc_id, roles))
            kept = (printed for printed in rows if roles is None or printed.fact.role in roles)
            found = self._best[doc_id, roles] = best_printings(kept)
        return found


def amounts(table: pa.Table, roles: Roles | None) -> list[Row]:
    """The rows of a table of `facts` that `printed_facts` keeps; without second printings where roles are
    named."""
    import pyarrow as pa
    import pyarrow.compute as pc

    composed = pc.is_in(table["derivation"], pa.array(sorted(COMPOSED), pa.string()))
    wanted = pc.and_(
        pc.is_valid(table["value_yuan"]), pc.and_(pc.is_null(table["part_of"]), pc.invert(composed))
    )
    if roles is not None:
        in_role = pc.is_in(table["role"], pa.array(sorted(roles), pa.string()))
        wanted = pc.and_(pc.and_(wanted, in_role), pc.is_null(table["duplicate_of"]))
    return list(table.select(FACT_COLUMNS).filter(wanted).to_pylist())


def printed_facts(rows: Iterable[Row]) -> list[Printed]:
    """Rows of `facts` that carry an amount; without parts of sums and what follows from printed items."""
    return [
        Printed(row, _record(row))
        for row in rows
        if row["value_yuan"] is not None and row["part_of"] is None and row["derivation"] not in COMPOSED
    ]


def best_printings(facts: Iterable[Printed]) -> dict[Key, Printed]:
    """The best printing of every figure."""
    best: dict[Key, Printed] = {}
    for printed in facts:
        key = same_figure(printed.fact)
        if key is not None and printed.row["duplicate_of"] is None:
            best.setdefault(key, printed)
    return best


def _record(row: Row) -> Fact:
    return Fact(
        _NOWHERE,
        row["measure"],
        row["role"],
        row["source_kind"],
        scope=row["scope"],
        value_year=row["value_year"],
        function_code=row["function_code"],
        economic_code=row["economic_code"],
        item_label=row["item_label"],
        unit=row["unit_name"],
        unit_raw=row["unit_raw"],
        value_raw=row["value_raw"],
        decimals=row["decimals"],
        value=row["value"],
        value_yuan=row["value_yuan"],
        comparator=row["comparator"],
        denominator=row["denominator"],
    )
