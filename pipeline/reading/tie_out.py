"""Tables tied out: the facts that they give, and whether these add up.

A shifted column, a lost row or a number cut in two breaks the sums that it has a part in. What no sum
reaches can still look odd (`extractors.tables.suspicions`); what does neither goes unnoticed
(`benchmarks.arbitration` says how much that is).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from extractors.document import Document
from extractors.records import Check, Fact, Identity, Section, Table
from extractors.tables.column_measures import group_of
from extractors.tables.facts import facts_from_tables
from extractors.tables.logical import KnownTables, logical_tables
from extractors.tables.suspicions import suspicions
from patterns.han import is_ideograph
from pipeline.audit import audit
from pipeline.figures.normalise import normalise_facts
from pipeline.reading.losses import is_amount


@dataclass(frozen=True, slots=True)
class TiedOut:
    """Tables, their facts, and the identities over these; operands of checks are positions in `facts`."""

    tables: tuple[Table, ...]
    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]
    odd: frozenset[tuple[int, int, int, str]] = frozenset()
    """What looks misread where no sum says so: table, page, row and kind."""

    @property
    def n_held(self) -> int:
        """How many identities hold, by rounding or not."""
        return sum(c.result.startswith("pass") for c in self.checks)

    @property
    def n_failed(self) -> int:
        """How many identities fail."""
        return sum(c.result == "fail" for c in self.checks)

    def verdicts(self) -> tuple[bool | None, ...]:
        """Per table: do all identities hold that it has a part in? Null where none could be evaluated."""
        found: list[bool | None] = [None] * len(self.tables)
        for check in self.checks:
            if check.result == "fail" or check.result.startswith("pass"):
                for number in self._tables_of(check):
                    found[number] = found[number] is not False and check.result != "fail"
        return tuple(found)

    def suspect_pages(self) -> list[int]:
        """Pages of tables with a part in an identity that fails, those of its operands first, then the pages
        of doubtful grids, then those that look odd, then those of statutory tables that give no fact."""
        failed = [check for check in self.checks if check.result == "fail" or check.suspicious]
        operands = {n for check in failed for n in (*check.lhs_facts, *check.rhs_facts)}
        first = {page for n in operands if (page := self.facts[n].place.page) is not None}
        # A row may have been lost on a page that no operand is on.
        tables = sorted({number for check in failed for number in self._tables_of(check)})
        rest = {page for number in tables for page in self.tables[number].pages}
        # Sums that hold vouch for the columns that they add, not for what a doubtful grid may have lost.
        doubtful = {page for table in self.tables for page in table.doubtful_pages}
        odd = {page for _, page, _, _ in self.odd}
        # What looks odd on one page may be the fault of the page that the table begins on.
        beside = {page for number, _, _, _ in self.odd for page in self.tables[number].pages}
        looked_at = (*sorted(odd), *sorted(beside), *self._unread_pages())
        in_order = (*sorted(first), *sorted(rest), *sorted(doubtful), *looked_at)
        return list(dict.fromkeys(in_order))

    def _unread_pages(self) -> list[int]:
        """Pages of statutory tables with amounts of which none is a fact."""
        read = {fact.table for fact in self.facts}
        return sorted(
            page
            for number, table in enumerate(self.tables)
            if number not in read
            and group_of(table.canonical_table) is not None
            and any(map(is_amount, table.cells))
            for page in table.pages
        )

    def digits_on(self, pages: Collection[int]) -> int:
        """How many digits the numbers in cells of these pages hold: what a reading may not lose.

        Digits within words do not count: a title that lies inside a grid, or an amount glued to a name, is no
        better than the same outside.
        """
        return sum(
            sum(map(str.isdigit, cell.text))
            for table in self.tables
            if not set(table.pages).isdisjoint(pages)
            for cell in table.cells
            if cell.place.page in pages and not any(map(is_ideograph, cell.text))
        )

    def _tables_of(self, check: Check) -> set[int]:
        operands = (self.facts[n].table for n in (*check.lhs_facts, *check.rhs_facts))
        return {number for number in operands if number is not None}


def tie_out(tables: Sequence[Table], identity: Identity) -> TiedOut:
    """The facts of these tables, with the year that each belongs to, and the identities over them."""
    facts = normalise_facts(facts_from_tables(tables, identity), identity)
    odd = {(n, *found) for n, table in enumerate(tables) for found in suspicions(table)}
    odd |= _printed_twice(tables, facts)
    return TiedOut(tuple(tables), tuple(facts), tuple(audit(facts, tables)), frozenset(odd))


def _printed_twice(tables: Sequence[Table], facts: Sequence[Fact]) -> set[tuple[int, int, int, str]]:
    """Rows in which two columns give the same figure: their heads were read wrongly."""
    seen: dict[tuple[object, ...], int | None] = {}
    found: set[tuple[int, int, int, str]] = set()
    for fact in facts:
        group = None if fact.table is None else group_of(tables[fact.table].canonical_table)
        if fact.table is None or fact.row is None or group is None or group.axis == "labels":
            continue
        key = (
            *(fact.table, fact.row, fact.measure, fact.role, fact.scope, fact.value_year),
            *(fact.function_code, fact.economic_code, fact.item_label),
        )
        if seen.setdefault(key, fact.col) != fact.col:
            found.add((fact.table, fact.place.page or 0, fact.row, "twice"))
    return found


def tie_out_document(
    document: Document,
    identity: Identity,
    sections: Sequence[Section] = (),
    known: KnownTables | None = None,
) -> TiedOut:
    """The tables of a document, tied out; without sections, and with the tables `known` of other readings,
    where only the sums are asked for."""
    return tie_out(logical_tables(document, sections, known), identity)
