"""Identities that fail where operands may be missing, or may not be what they were taken for.

A failure is the document's only where no amount beside the operands could make up the gap and the same
columns add up elsewhere; else an operand is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.records import Check
from extractors.tables.facts import NAMES
from pipeline.audit.ledger import Ledger, explained
from pipeline.figures.tolerance import Side

NOTHING = Decimal(0)
MANY = 2
"""So many failures in the same columns, and more than hold there, are of the reading."""


def or_missing(ledger: Ledger, check: Check) -> Check:
    """The check as it is; with a missing operand where the gap may lie beside its operands."""
    if check.result != "fail":
        return check
    operands = {*check.lhs_facts, *check.rhs_facts}
    one, other = check.lhs_facts[0], check.rhs_facts[0]
    if ledger.in_one_row(operands):
        beside = [ledger.unknown_in_row(one), ledger.balances_in_row(one)]
    else:
        beside = [f(n) for n in (one, other) for f in (ledger.unknown_in_column, ledger.balances_in_column)]
    beside = [[side for side in sides if side.value] for sides in beside]
    if any(explained(check, sides) for sides in beside):
        return missing(check, suspicious=False)
    return missing(check) if _is_counted_twice(ledger, check) else check


def missing(check: Check, finding: str | None = None, *, suspicious: bool = True) -> Check:
    """A failed check as one that misses an operand; its gap stays in it.

    `suspicious` asks for a second opinion on what may have been misread.
    """
    return replace(check, result="missing_operand", severity="info", suspicious=suspicious, finding=finding)


def _is_counted_twice(ledger: Ledger, check: Check) -> bool:
    """Is one of three or more parts the gap: an “of which” of another one, that no word tells?"""
    if check.diff is None or check.diff >= 0 or len(check.rhs_facts) < 3:
        return False
    parts = [ledger.sides[n] for n in check.rhs_facts]
    return any(_fits(check, part) for part in parts)


def _fits(check: Check, side: Side) -> bool:
    gap, tolerance = abs(check.diff or NOTHING), check.tolerance or NOTHING
    return bool(side.value) and abs(gap - abs(side.value)) <= tolerance


def across_or_missing(ledger: Ledger, check: Check) -> Check:
    """Two printings of one figure; they are of two things where one holds a balance or an unknown amount."""
    if check.result != "fail":
        return check
    for n in (*check.lhs_facts, *check.rhs_facts):
        if ledger.facts[n].extractor == NAMES:
            return missing(check)  # its code was inferred, and may be another
        beside = (*ledger.unknown_in_row(n), *ledger.balances_in_row(n), *ledger.balances_in_column(n))
        if any(_fits(check, side) for side in beside):
            return missing(check)
    return check


def without_systematic(ledger: Ledger, checks: Iterable[Check]) -> list[Check]:
    """The checks of the rows of tables; where most of a table fail in several rows, its columns are not
    understood."""
    found = list(checks)
    tables: dict[int | None, list[Check]] = defaultdict(list)
    for check in found:
        tables[ledger.facts[check.lhs_facts[0]].table].append(check)
    unsure = {table for table, own in tables.items() if _is_systematic(ledger, own)}
    return [
        missing(c) if c.result == "fail" and ledger.facts[c.lhs_facts[0]].table in unsure else c
        for c in found
    ]


def _is_systematic(ledger: Ledger, checks: Sequence[Check]) -> bool:
    failed = sum(check.result == "fail" for check in checks)
    held = sum(check.result.startswith("pass") and _is_sum(ledger, check) for check in checks)
    return failed >= MANY and failed > held


def _is_sum(ledger: Ledger, check: Check) -> bool:
    """Has a check more than one part that is not nothing? A sum of one part proves little."""
    return sum(bool(ledger.sides[n].value) for n in check.rhs_facts) > 1
