"""Failures that are of a way of writing, or of a column, instead of the document: one note for all of them.

A slip is a single figure. Where one construction fails with several figures that have nothing in common, and
seldom holds, it is read wrongly; so is a column that fails in row after row. The gaps of rows that a table
leaves out fit together in all its columns: no slip does that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.records import Check, Finding
from patterns import load
from patterns.shapes.earned import Earned
from pipeline.audit import words
from pipeline.audit.entries import finding, shown
from pipeline.audit.weighing import CODES, Scales

Key = tuple[object, ...]
_FEW = 2


@dataclass(frozen=True, slots=True)
class Explained:
    """Failed checks, by position, and the one note that takes their place."""

    checks: frozenset[int]
    note: Finding


def systematic(scales: Scales) -> Iterator[Explained]:
    """The notes on rows that are not printed, then those on what is not understood."""
    taken: set[int] = set()
    for explained in _withheld(scales):
        taken |= explained.checks
        yield explained
    yield from _not_understood(scales, taken)


def _failed(scales: Scales) -> Iterator[tuple[int, Check]]:
    for number, check in enumerate(scales.checks):
        if check.result == "fail" and check.lhs_facts and check.rhs_facts:
            yield number, check


def _withheld(scales: Scales) -> Iterator[Explained]:
    """Totals above rows that make less, in several columns at once."""
    facts = scales.evidence.facts
    rows: dict[Key, list[int]] = defaultdict(list)
    # What is too large for the total above it as well is wrong itself, no total of rows that are left out.
    wrong = {n for _, check in _failed(scales) if check.code == CODES for n in check.rhs_facts}
    for number, check in _failed(scales):
        if check.code == CODES and check.diff is not None and check.diff > 0:
            if not wrong.isdisjoint(check.lhs_facts):
                continue
            whole = facts[check.lhs_facts[0]]
            rows[whole.function_code, whole.economic_code].append(number)
    for numbers in rows.values():
        columns = {
            (facts[n].table, facts[n].col): scales.checks[k].diff or Decimal(0)
            for k in numbers
            for n in scales.checks[k].lhs_facts[:1]
        }
        if _is_of_rows(list(columns), list(columns.values())):
            yield _rows_not_printed(scales, numbers)


def _is_of_rows(columns: Sequence[Key], gaps: Sequence[Decimal]) -> bool:
    """Do several columns of a table fall short in one row, or tables by the same amount?"""
    tables = [table for table, _ in columns]
    return len(set(tables)) < len(tables) or len(set(gaps)) < len(gaps)


def _rows_not_printed(scales: Scales, numbers: Sequence[int]) -> Explained:
    first = scales.checks[numbers[0]]
    whole = scales.evidence.facts[first.lhs_facts[0]]
    values = {
        "item": words.item(whole),
        "printed": words.figure(whole),
        "computed": words.in_unit_of(whole, first.rhs or Decimal(0)),
        "gap": shown(first.diff or Decimal(0)),
    }
    facts = [n for k in numbers for n in (*scales.checks[k].lhs_facts, *scales.checks[k].rhs_facts)]
    places = [scales.evidence.facts[n].place for n in facts]
    note = finding(load(Earned).withheld, places, values, facts=dict.fromkeys(facts))
    return Explained(frozenset(numbers), note)


def _not_understood(scales: Scales, taken: Iterable[int]) -> Iterator[Explained]:
    rules, taken = load(Earned).systematic, set(taken)
    groups: dict[Key, list[int]] = defaultdict(list)
    held: Counter[Key] = Counter()
    for number, check in enumerate(scales.checks):
        if not (check.lhs_facts and check.rhs_facts):
            continue
        if check.result == "fail" and check.severity != "info" and number not in taken:
            groups[_way(scales, check)].append(number)
        elif check.result.startswith("pass") and check.lhs:
            held[_way(scales, check)] += 1
    for way, numbers in groups.items():
        apart = _apart(scales, numbers)
        seldom = held[way] < rules.times * apart
        if (apart >= rules.failures and seldom) or (apart >= _FEW and not held[way]):
            yield _note(scales, numbers)


def _way(scales: Scales, check: Check) -> Key:
    """What fails or holds as one: a rule and a construction, or a rule and a column."""
    fact = scales.evidence.facts[check.lhs_facts[0]]
    if fact.table is not None:
        return (check.code, scales.evidence.tables[fact.table].canonical_table, fact.measure)
    return (check.code, fact.construction)


def _apart(scales: Scales, numbers: Sequence[int]) -> int:
    """How many figures must be wrong at least: failures that share a figure are of one."""
    open_ones = [_figures(scales, scales.checks[k]) for k in numbers]
    wrong = 0
    while open_ones:
        often = Counter(figure for figures in open_ones for figure in figures)
        worst = max(often, key=lambda figure: often[figure])
        open_ones = [figures for figures in open_ones if worst not in figures]
        wrong += 1
    return wrong


def _figures(scales: Scales, check: Check) -> frozenset[object]:
    facts = (scales.evidence.facts[n] for n in (*check.lhs_facts, *check.rhs_facts))
    found = frozenset(f.value_yuan if f.value_yuan is not None else (f.value, "%") for f in facts if f.value)
    return found or frozenset(check.lhs_facts)


def _note(scales: Scales, numbers: Sequence[int]) -> Explained:
    checks = [scales.checks[k] for k in numbers]
    evidence, names = scales.evidence, load(Earned).names
    facts = list(dict.fromkeys(n for c in checks for n in (*c.lhs_facts, *c.rhs_facts)))
    first = evidence.facts[checks[0].lhs_facts[0]]
    title = names["text"]
    if first.table is not None:
        title = evidence.tables[first.table].title_raw or names["table"]
    values = {
        "where": title,
        "what": words.measure_names().get(first.measure, first.measure),
        "n": str(len(checks)),
        "printed": checks[0].printed or shown(checks[0].lhs or Decimal(0)),
        "computed": checks[0].computed or shown(checks[0].rhs or Decimal(0)),
    }
    places = [evidence.facts[n].place for n in facts]
    return Explained(frozenset(numbers), finding(load(Earned).not_understood, places, values, facts=facts))


def notes_of(explained: Iterable[Explained]) -> Mapping[int, Finding]:
    """The note that takes the place of each failed check, by the check's position."""
    return {number: one.note for one in explained for number in one.checks}
