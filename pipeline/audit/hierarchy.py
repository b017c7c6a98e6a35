"""Sums down the codes of a column: one of the kinds of identities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractors.records import Check
from patterns.shapes.identities import Hierarchy
from pipeline.audit.ledger import Key, Ledger, missing_operand
from pipeline.audit.withheld import with_withheld


def hierarchy(ledger: Ledger, rule: Hierarchy) -> Iterator[Check]:
    """In one column every code against the codes one level below, the total row against the classes."""
    columns: dict[Key, list[int]] = defaultdict(list)
    for n in ledger.sides:
        fact = ledger.facts[n]
        columns[fact.table, fact.col, fact.measure, fact.role].append(n)
    checks = [
        check
        for positions in columns.values()
        for axis in rule.axes
        for check in _column(ledger, rule, axis, positions)
    ]
    yield from with_withheld(ledger, rule, checks)


def _column(ledger: Ledger, rule: Hierarchy, axis: str, positions: Sequence[int]) -> Iterator[Check]:
    """One column of codes: every code against those one level below, the total row against the classes.

    Of codes that stand more than once, only sums that hold are told: whether the rows of a code belong to one
    unit or to several is not known, but a sum that comes out is no accident.
    """
    at: dict[str, list[int]] = defaultdict(list)
    uncoded: list[int] = []
    for n in positions:
        code = getattr(ledger.facts[n], axis)
        if code and code.isdigit():
            at[code].append(n)
        elif not code and not ledger.code(n):
            uncoded.append(n)
    if not at:
        return
    step = rule.step
    printed = ledger.codes_of(positions[0], axis)
    below: dict[str, list[str]] = defaultdict(list)
    for code in sorted(printed):
        below[code[:-step]].append(code)
    for parent in [code for code in below if code in printed]:
        formula = f"{axis} {parent} = Σ {parent}{'?' * step}"
        children = [n for code in below[parent] for n in at.get(code, ())]
        codes = (parent, *below[parent])
        once = all(printed[code] == 1 and len(at.get(code, ())) < 2 for code in codes)
        yield from _level(ledger, rule, formula, at.get(parent, []), children, once)
    top = min(len(code) for code in at)
    if len(uncoded) == 1 and not any(code[:top] not in at for code in at):
        classes = [n for code, found in at.items() if len(code) == top for n in found]
        once = all(len(found) == 1 for code, found in at.items() if len(code) == top)
        yield from _level(ledger, rule, f"{axis} total = Σ classes", uncoded, classes, once)
    elif not uncoded and (whole := rule.grand_total.get(ledger.facts[positions[0]].measure)):
        classes = [n for code, found in at.items() if len(code) == top for n in found]
        yield from _grand_total(ledger, rule, whole, classes)


def _grand_total(ledger: Ledger, rule: Hierarchy, whole: str, classes: list[int]) -> Iterator[Check]:
    """Classes and balances against the grand total, in a summary that prints no total between.

    Where it does not come out, a row may be of no known measure: suspicious, no finding.
    """
    one = ledger.facts[classes[0]]
    beside: dict[str, list[int]] = {}
    for measure in (whole, *rule.beside):
        beside[measure] = [
            n
            for n in ledger.by_measure.get(measure, ())
            if (ledger.facts[n].table, ledger.facts[n].col, ledger.facts[n].role)
            == (one.table, one.col, one.role)
            and ledger.subject(n) is None
        ]
    if len(beside[whole]) != 1:
        return
    parts = [*classes, *(n for measure in rule.beside for n in beside[measure])]
    check = ledger.check(rule, f"{whole} = Σ classes", beside[whole], parts)
    if check.result != "fail":
        yield check
    elif not ledger.unknown_in_column(beside[whole][0]):
        yield missing_operand(rule, check.formula, beside[whole], parts, check.lhs, suspicious=True)


def _level(
    ledger: Ledger, rule: Hierarchy, formula: str, above: list[int], below: list[int], once: bool
) -> Iterator[Check]:
    """A code (or the total) against the rows one level below; `once`: each of them stands in one row."""
    if above and below:
        check = ledger.check(rule, formula, above, below)
        if once or check.result != "fail":
            yield check
    elif once and any(ledger.sides[n].value for n in (*above, *below)):
        # The cells on one level are blank and those on the other are not.
        yield missing_operand(rule, formula, above, below, None, suspicious=True)
