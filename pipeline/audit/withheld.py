"""Totals above rows that are withheld: police, defence and secrecy print less than they add up.

The sure sign is that a code (or the total) stands in several tables alike, and in all of them its rows come
to less. In one table alone the code must be one of those that are withheld. What is missing then is the
withheld amount, no slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extractors.records import Check, Finding
from patterns import load
from patterns.shapes.identities import Hierarchy, Identities
from pipeline.audit import words
from pipeline.audit.entries import finding
from pipeline.audit.evidence import Evidence
from pipeline.audit.ledger import Key, Ledger
from pipeline.audit.unproved import missing

TABLES = 2
"""A code must be short of its rows in so many tables."""
FINDING = "ROWS_WITHHELD"


def with_withheld(ledger: Ledger, rule: Hierarchy, checks: Iterable[Check]) -> list[Check]:
    """The checks of sums down the codes; those whose rows are withheld miss an operand."""
    found = list(checks)
    by_code: dict[Key, list[int]] = defaultdict(list)
    for n, check in enumerate(found):
        by_code[_code(check)].append(n)
    hidden = {
        n
        for code, positions in by_code.items()
        if _is_withheld(ledger, rule, str(code[1]), [found[n] for n in positions])
        for n in positions
    }
    return [
        missing(check, FINDING) if n in hidden and check.result == "fail" else check
        for n, check in enumerate(found)
    ]


def _code(check: Check) -> Key:
    """The classification of a sum and the code above it, or what it says of the total."""
    return tuple(check.formula.split()[:2])


def _is_withheld(ledger: Ledger, rule: Hierarchy, code: str, checks: Sequence[Check]) -> bool:
    """Do the rows below a code come to less wherever they come to something else?"""
    failed = [c for c in checks if c.result == "fail"]
    if not failed or any(c.diff is None or c.diff <= 0 for c in failed):
        return False
    if any(c.result.startswith("pass") and c.lhs and _shares_column(ledger, c, failed) for c in checks):
        return False
    if code.startswith(tuple(rule.withheld)):
        return True
    tables: dict[object, set[int | None]] = defaultdict(set)
    for check in failed:
        tables[check.lhs].add(ledger.facts[check.lhs_facts[0]].table)
    return max(map(len, tables.values())) >= TABLES


def _shares_column(ledger: Ledger, check: Check, failed: Sequence[Check]) -> bool:
    """Is a sum that holds of the same measure as one that fails, in another table?"""
    measures = {ledger.facts[c.lhs_facts[0]].measure for c in failed}
    return ledger.facts[check.lhs_facts[0]].measure in measures


def withheld(evidence: Evidence, checks: Sequence[Check]) -> Iterator[Finding]:
    """One note for each code above withheld rows, with the greatest gap."""
    by_code: dict[Key, list[Check]] = defaultdict(list)
    for check in checks:
        if check.finding == FINDING and check.result == "missing_operand":
            fact = evidence.facts[check.lhs_facts[0]]
            by_code[fact.function_code or fact.economic_code or "",].append(check)
    rule, total = load(Identities).withheld, load(Identities).total_row
    for (code,), alike in by_code.items():
        most = max(alike, key=lambda c: c.diff or Decimal(0))
        whole = evidence.facts[most.lhs_facts[0]]
        values = {
            "subject": str(code) or total.zh,
            "subject_en": str(code) or total.en,
            "printed": words.figure(whole),
            "computed": words.in_unit_of(whole, most.rhs or Decimal(0)),
            "gap": words.in_unit_of(whole, most.diff or Decimal(0)),
        }
        places = [evidence.facts[n].place for c in alike for n in c.lhs_facts]
        yield finding(rule, places, values, facts=most.lhs_facts)
