"""Facts of tables by the groupings that identities need, and one evaluated identity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

from extractors.records import Cell, Check, Fact, Table
from patterns import load
from patterns.shapes.identities import Identities, Identity
from pipeline.audit.entries import shown
from pipeline.audit.named import in_english
from pipeline.figures.tolerance import Side, equality_result, printed, total

FAIL_SEVERITY = "error"
"""Of all identities. How sure the reading is decides later (`judge`)."""
_MAX_UNKNOWN = 8
BALANCES = ("balance.opening", "balance.nonfiscal_used", "balance.closing")
Key = tuple[object, ...]


class Ledger:
    """Facts of tables by the groupings that identities need."""

    def __init__(self, facts: Sequence[Fact], tables: Sequence[Table]) -> None:
        self.facts = facts
        self.tables = tables
        self.sides: dict[int, Side] = {}
        self.by_measure: dict[str, list[int]] = defaultdict(list)
        self.by_table: dict[int, list[int]] = defaultdict(list)
        for n, fact in enumerate(facts):
            if fact.source_kind != "table" or fact.value_yuan is None or fact.table is None:
                continue
            self.sides[n] = printed(fact.value_yuan, fact.decimals, _unit(fact, tables))
            self.by_measure[fact.measure].append(n)
            self.by_table[fact.table].append(n)
        self._balances = [n for m, found in self.by_measure.items() if m in BALANCES for n in found]
        self._codes: dict[tuple[int | None, str], dict[str, int]] = {}
        self._measures: dict[int, set[str]] = {}

    def code(self, n: int) -> str:
        """The code of a fact's row; empty where it has none."""
        return self.facts[n].function_code or self.facts[n].economic_code or ""

    def subject(self, n: int) -> str | None:
        """Code and label of a fact's row; null for the total row."""
        return " ".join(part for part in (self.code(n), self.facts[n].item_label) if part) or None

    def unknown_in_row(self, n: int) -> list[Side]:
        """The amounts in the row of a fact that are no facts."""
        fact = self.facts[n]
        if fact.table is None or fact.col is None:
            return []
        known = {f.col for f in self.facts if f.table == fact.table and f.row == fact.row}
        return [
            _of_cell(cell, self.tables[fact.table])
            for cell in self.tables[fact.table].cells
            if cell.row == fact.row and cell.col not in known and self._is_amount(fact.table, cell)
        ]

    def _is_amount(self, table: int, cell: Cell) -> bool:
        is_money = cell.value_yuan is not None or self.tables[table].unit_multiplier is None
        return bool(cell.value) and is_money and not cell.is_header

    def balances_in_row(self, n: int) -> list[Side]:
        """What is carried over in the row of a fact: known, and no part of the year's income."""
        fact = self.facts[n]
        return [self.sides[m] for m in self._balances if _places(self.facts[m])[:2] == _places(fact)[:2]]

    def balances_in_column(self, n: int) -> list[Side]:
        """What is carried over above a fact in its column."""
        fact = self.facts[n]
        return [
            self.sides[m]
            for m in self._balances
            if self.facts[m].table == fact.table and self.facts[m].col == fact.col and self.is_below(n, m)
        ]

    def in_one_row(self, positions: Collection[int]) -> bool:
        """Do facts stand side by side in one row of a table?"""
        return len(positions) > 1 and len({_places(self.facts[n])[:2] for n in positions}) == 1

    def unknown_in_column(self, n: int) -> list[Side]:
        """The amounts in the column of a fact that are no facts."""
        fact = self.facts[n]
        if fact.table is None:
            return []
        known = {f.row for f in self.facts if f.table == fact.table and f.col == fact.col}
        return [
            _of_cell(cell, self.tables[fact.table])
            for cell in self.tables[fact.table].cells
            if cell.col == fact.col and cell.value and not cell.is_header and cell.row not in known
        ]

    def codes_of(self, n: int, axis: str) -> Mapping[str, int]:
        """The codes in all columns of a fact's table, each with the number of rows that print it."""
        table = self.facts[n].table
        key = (table, axis)
        if key not in self._codes:
            rows = {
                (fact.row, code)
                for fact in self._of_table(table)
                if (code := getattr(fact, axis)) and code.isdigit()
            }
            self._codes[key] = Counter(code for _, code in rows)
        return self._codes[key]

    def _of_table(self, table: int | None) -> Iterator[Fact]:
        positions = () if table is None else self.by_table.get(table, ())
        return (self.facts[n] for n in positions)

    def has_columns(self, n: int, measures: Iterable[str], needed: int) -> bool:
        """Has a fact's table columns (or rows) of so many of these measures?"""
        table = self.facts[n].table
        if table is None:
            return False
        if table not in self._measures:
            self._measures[table] = {fact.measure for fact in self._of_table(table)}
        return len(self._measures[table].intersection(measures)) >= needed

    def is_below(self, n: int, m: int) -> bool:
        """Does fact `n` stand below fact `m` in one column of a table?"""
        lower, upper = self.facts[n], self.facts[m]
        return (lower.table, lower.col) == (upper.table, upper.col) and (lower.row or 0) > (upper.row or 0)

    def same_kind_differs(self, positions: Iterable[int]) -> bool:
        """Do two tables of one kind print different figures?"""
        values: dict[str | None, Decimal] = {}
        for n in positions:
            number = self.facts[n].table
            kind = None if number is None else self.tables[number].canonical_table
            if values.setdefault(kind, self.sides[n].value) != self.sides[n].value:
                return True
        return False

    def group(self, measures: Iterable[str], key: Any) -> dict[Key, dict[str, list[int]]]:
        """Positions by key, then by measure, in the order of the facts."""
        found: dict[Key, dict[str, list[int]]] = {}
        for measure in measures:
            for n in self.by_measure.get(measure, ()):
                found.setdefault(key(self.facts[n]), {}).setdefault(measure, []).append(n)
        return found

    def check(self, rule: Identity, formula: str, lhs: Sequence[int], rhs: Sequence[int]) -> Check:
        """The sum of the facts `lhs` against the sum of the facts `rhs`."""
        left, right = total(self.sides[n] for n in lhs), total(self.sides[n] for n in rhs)
        result = equality_result(left, right)
        diff = left.value - right.value
        zh = en = ""
        if result == "fail":  # nothing is said of what holds
            names, subject = load(Identities).total_row, self.subject(lhs[0])
            values = {"lhs": shown(left.value), "rhs": shown(right.value), "diff": shown(diff)}
            zh = rule.message_zh.format(subject=subject or names.zh, **values)
            en = rule.message_en.format(subject=subject or names.en, **in_english(values))
        return Check(
            code=rule.code,
            formula=formula,
            lhs_facts=tuple(lhs),
            rhs_facts=tuple(rhs),
            lhs=left.value,
            rhs=right.value,
            diff=diff,
            tolerance=left.slack + right.slack,
            result=result,
            severity=FAIL_SEVERITY if result == "fail" else "info",
            message_zh=zh,
            message_en=en,
            interval_low=right.low,
            interval_high=right.high,
        )


def missing_operand(
    rule: Identity,
    formula: str,
    lhs: Sequence[int],
    rhs: Sequence[int],
    value: Decimal | None,
    suspicious: bool = False,
) -> Check:
    """The check of a sum that a figure may lack; `suspicious` where its cell is there, and blank."""
    return Check(
        rule.code,
        formula,
        tuple(lhs),
        tuple(rhs),
        value,
        None,
        None,
        None,
        "missing_operand",
        "info",
        suspicious=suspicious,
    )


def explained(check: Check, amounts: Sequence[Side]) -> bool:
    """Could some of these amounts, of which nobody knows what they are, make up what a sum lacks?

    Of many amounts nobody can say: some of them always add up to anything.
    """
    if check.diff is None or check.tolerance is None or not amounts:
        return False
    if len(amounts) > _MAX_UNKNOWN:
        return True
    for n in range(1, len(amounts) + 1):
        for some in combinations(amounts, n):
            found = total(some)
            if abs(abs(check.diff) - abs(found.value)) <= check.tolerance + found.slack:
                return True
    return False


def _places(fact: Fact) -> tuple[int | None, int | None, int | None]:
    return fact.table, fact.row, fact.col


def _of_cell(cell: Cell, table: Table) -> Side:
    value = cell.value_yuan if cell.value_yuan is not None else cell.value or Decimal(0)
    return printed(value, cell.decimals, table.unit_multiplier or Decimal(1))


def _unit(fact: Fact, tables: Sequence[Table]) -> Decimal:
    """Yuan per printed unit of a fact."""
    if fact.value and fact.value_yuan:
        return fact.value_yuan / fact.value
    multiplier = tables[fact.table].unit_multiplier if fact.table is not None else None
    return multiplier if multiplier is not None else Decimal(1)
