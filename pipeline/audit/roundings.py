"""What of all checks only rounding explains: notes (patterns/sums.toml)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.records import Check, Fact, Finding
from patterns import load
from patterns.shapes.sums import Sums
from pipeline.audit import words
from pipeline.audit.entries import finding
from pipeline.audit.evidence import Evidence
from pipeline.audit.formulas import formula_text

Key = tuple[object, ...]
_EXPLAINED = ("pass_rounding", "pass_plugged")
_EQUALITIES = ("I04", "I08", "I09", "I11", "N01")
"""Checks of two printings of one figure."""
_IDENTITIES, _CHANGE = "I", "P06"
"""Checks of sums: what the codes of identities begin with, and a change against two figures."""
_MOST_PLACES = 5
"""Of further checks of a table, so many are shown."""


def roundings(evidence: Evidence, checks: Sequence[Check]) -> Iterator[Finding]:
    """Notes on what only rounding explains: two printings of one figure, and sums of a table."""
    explained = [c for c in checks if c.result in _EXPLAINED and c.lhs_facts and c.rhs_facts]
    yield from _last_digits(evidence, [c for c in explained if c.code in _EQUALITIES])
    by_table: dict[Key, list[Check]] = defaultdict(list)
    for check in explained:
        is_sum = check.code.startswith(_IDENTITIES) or check.code == _CHANGE
        if is_sum and check.code not in _EQUALITIES:
            by_table[evidence.facts[check.lhs_facts[0]].table, check.code].append(check)
    for alike in by_table.values():
        yield _sums(evidence, alike)


def _last_digits(evidence: Evidence, checks: Sequence[Check]) -> Iterator[Finding]:
    """Printings with the same decimals that differ, each pair of figures once."""
    seen = set[Key]()
    for check in checks:
        first, second = (evidence.facts[n] for n in (check.lhs_facts[0], check.rhs_facts[0]))
        alike = first.decimals == second.decimals and _unit(first) == _unit(second)
        key = (words.item(first), first.value, second.value)
        if alike and first.value != second.value and key not in seen:
            seen.add(key)
            values = {
                "item": words.item(first),
                "printed": words.figure(first),
                "computed": words.figure(second),
            }
            places = [first.place, second.place]
            yield finding(load(Sums).last_digit, places, values, facts=check.lhs_facts)


def _unit(fact: Fact) -> Decimal | None:
    return fact.value_yuan / fact.value if fact.value and fact.value_yuan else None


def _sums(evidence: Evidence, alike: Sequence[Check]) -> Finding:
    """One note for the sums of one identity in one table."""
    rule, check = load(Sums).rounding, alike[0]
    whole, more = evidence.facts[check.lhs_facts[0]], str(len(alike) - 1)
    formula = formula_text(check.formula)
    is_one = len(check.lhs_facts) == 1 or check.lhs is None
    values = {
        "item": words.item(whole),
        "printed": words.figure(whole) if is_one else words.in_unit_of(whole, check.lhs or Decimal(0)),
        "computed": words.in_unit_of(whole, check.rhs or Decimal(0)),
        "formula": formula.zh,
        "formula_en": formula.en,
        "more": rule.more_zh.format(n=more) if len(alike) > 1 else "",
        "more_en": rule.more_en.format(n=more) if len(alike) > 1 else "",
    }
    operands = [evidence.facts[n].place for n in (*check.lhs_facts, *check.rhs_facts)]
    others = [evidence.facts[c.lhs_facts[0]].place for c in alike[1 : 1 + _MOST_PLACES]]
    return finding(rule, [*operands, *others], values, facts=check.lhs_facts)
