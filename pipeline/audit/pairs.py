"""Figures of different tables that bound or repeat each other, and funds that balance (sums.toml)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractors.records import Check
from patterns import load
from patterns.shapes.sums import BalanceRule, FigureName, PairRule, Sums
from pipeline.audit import words
from pipeline.audit.entries import Comparison, evaluated
from pipeline.audit.evidence import Evidence
from pipeline.figures.tolerance import at_most_result, equality_result, total

_CURRENT = ("final", "initial_budget")


def pairs(evidence: Evidence) -> Iterator[Check]:
    """I14, I17, I20: soft checks between classifications and tables. I15: funds balance."""
    rules = load(Sums)
    for rule in rules.pair:
        yield from _pair(evidence, rule)
    for fund in rules.balance:
        yield from _balance(evidence, fund)


def _pair(evidence: Evidence, rule: PairRule) -> Iterator[Check]:
    for role in _CURRENT:
        one, other = (_figure(evidence, name, role) for name in (rule.of, rule.to))
        if one is None or other is None:
            continue
        left, right = evidence.side(one), evidence.side(other)
        if rule.kind == "at_most":
            sign, result = "≤", at_most_result(left, right)
        else:
            sign, result = "=", equality_result(left, right)
        values = {"printed": _shown(evidence, one), "computed": _shown(evidence, other)}
        formula = f"{rule.of.formula} {sign} {rule.to.formula}"
        yield evaluated(rule, Comparison(formula, [one], [other], left, right, result), values)


def _figure(evidence: Evidence, name: FigureName, role: str) -> int | None:
    """The one figure that is meant; null where there is none, or several that differ."""
    printings = [
        n
        for n in evidence.by_measure.get(name.measure, ())
        if (f := evidence.facts[n]).role == role
        and f.value_yuan is not None
        and f.function_code == name.function_code
        and f.economic_code == name.economic_code
        and f.part_of is None
        and (f.function_code or f.economic_code or f.item_label is None)
        and f.unit is None
    ]
    return printings[0] if len({evidence.facts[n].value_yuan for n in printings}) == 1 else None


def _balance(evidence: Evidence, rule: BalanceRule) -> Iterator[Check]:
    """In each row of a table that has both sides."""
    rows: dict[tuple[object, ...], dict[str, int]] = defaultdict(dict)
    for measure in (*rule.left, *rule.right):
        for n in evidence.by_measure.get(measure, ()):
            f = evidence.facts[n]
            if f.table is not None and f.value_yuan is not None:
                rows[f.table, f.row, f.role, f.function_code].setdefault(measure, n)
    for row in rows.values():
        came_in = [row[m] for m in rule.left if m in row]
        went_out = [row[m] for m in rule.right if m in row]
        if not came_in or not went_out or len(came_in) + len(went_out) < 3:
            continue
        left, right = (total(evidence.side(n) for n in side) for side in (came_in, went_out))
        values = {
            "item": words.item(evidence.facts[came_in[0]]),
            "printed": words.yuan(left.value),
            "computed": words.yuan(right.value),
        }
        formula = f"{' + '.join(rule.left)} = {' + '.join(rule.right)}"
        sides = Comparison(formula, came_in, went_out, left, right, equality_result(left, right))
        yield evaluated(rule, sides, values)


def _shown(evidence: Evidence, n: int) -> str:
    fact = evidence.facts[n]
    return words.figure(fact) or words.yuan(fact.value_yuan or Decimal(0))
