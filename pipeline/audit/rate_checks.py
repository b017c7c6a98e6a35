"""Printed rates and changes against the figures beside them (patterns/percentages.toml).

Figures of one statement are about one thing, so they are compared first. What is stated without a figure
(持平) is no percentage.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractors.records import Check, Finding
from patterns import load
from patterns.rule import Rule
from patterns.shapes.percentages import ChangeRule, GrowthRule, Percentages
from pipeline.audit import words
from pipeline.audit.entries import Comparison, evaluated, finding, shown
from pipeline.audit.evidence import Evidence
from pipeline.audit.percentage import (
    ELSEWHERE,
    NO_HINT,
    PRINTED,
    Hint,
    PrintedPercentage,
    agrees,
    compared,
    not_applicable,
)
from pipeline.audit.statement import BUDGETS, StatedItem, by_item
from pipeline.figures.intervals import growth, growth_between, ratio
from pipeline.figures.tolerance import Side

_ALL_OF_IT = -100
"""Per cent: nothing can decline by more."""


def rates(evidence: Evidence) -> Iterator[Check | Finding]:
    """Checks of growth, completion and change, and what is said of a base of nothing."""
    rules = load(Percentages)
    for positions in evidence.statements.values():
        for same in by_item(evidence, positions):
            item = StatedItem(evidence, same, positions)
            for n in same:
                fact = evidence.facts[n]
                if fact.value is None or fact.value_state not in PRINTED or fact.duplicate_of == n:
                    continue
                if fact.role in rules.growth.roles:
                    yield from _growth(item, rules.growth, n)
                elif fact.role in rules.change.roles:
                    yield from _change(item, rules.change, n)
                elif fact.role == "completion_rate":
                    yield from _completion(item, n)


def _growth(item: StatedItem, rule: GrowthRule, n: int) -> Iterator[Check | Finding]:
    rate = item.facts[n]
    value = item.value_of(n)
    change = item.one(rule.roles[rate.role], before=n, comparator=rate.comparator)
    before = item.earlier(n, rule.before[rate.role])
    if rate.value is not None and rate.value < _ALL_OF_IT:
        values = {"item": words.item(rate), "printed": words.figure(rate)}
        yield finding(load(Percentages).over_100, [rate.place], values, facts=[n])
        return
    if value is None:
        return
    current, zero = item.side(value), load(Percentages).zero_base_growth
    if before is not None:
        base = item.side(before)
        exact = growth_between(current, base)
        printed = PrintedPercentage(rule, n, (value, before), "({0}-{1})/{1}", exact)
        yield from _judged(item.evidence, printed, base, zero)
    elif change is not None:
        apart = item.side(change)
        base = Side(current.value - apart.value, current.slack + apart.slack)
        hint = _of_this_year(item, n, current, apart)
        exact = growth(current, apart)
        printed = PrintedPercentage(rule, n, (value, change), "{1}/({0}-{1})", exact, hint)
        yield from _judged(item.evidence, printed, base, zero)


def _of_this_year(item: StatedItem, n: int, value: Side, change: Side) -> Hint:
    """Is the printed rate the change over this year's figure, instead of last year's?"""
    if not agrees(item.facts[n], ratio(change, value)):
        return NO_HINT
    hints = load(Percentages).hint
    return Hint(hints.base_zh, hints.base_en)


def _completion(item: StatedItem, n: int) -> Iterator[Check | Finding]:
    rate = item.facts[n]
    value = item.one("final", before=n)
    budget = item.one(rate.comparator or "initial_budget")
    if value is None:
        return
    confidence = 1.0
    if budget is None:
        budget, confidence = _elsewhere(item.evidence, value, rate.comparator), ELSEWHERE
    if budget is None:
        yield from _without_budget(item, n, value)
        return
    base, hint = item.side(budget), NO_HINT
    exact = ratio(item.side(value), base)
    other = item.one(*(role for role in BUDGETS if role != rate.comparator))
    if other is not None and not agrees(rate, exact):
        hint = _of_other_budget(item, n, value, other)
    rules = load(Percentages)
    printed = PrintedPercentage(rules.completion, n, (value, budget), "{0}/{1}", exact, hint, confidence)
    yield from _judged(item.evidence, printed, base, rules.zero_base_completion)


def _without_budget(item: StatedItem, n: int, value: int) -> Iterator[Finding]:
    """A completion rate of an item that the budget has nothing for: its siblings make up the total."""
    evidence, facts = item.evidence, item.facts
    rate, parent = facts[n], words.parent_of(facts[n].measure) or ""
    for role in BUDGETS:
        planned = [
            m
            for m in evidence.by_measure.get(parent, ())
            if facts[m].role == role and facts[m].value_yuan is not None
        ]
        siblings = {
            f.measure: f.value_yuan
            for measure in words.children_of(parent)
            for m in evidence.by_measure.get(measure, ())
            if (f := facts[m]).role == role and f.value_yuan is not None
        }
        if rate.measure in siblings:
            return
        if planned and siblings and sum(siblings.values()) == facts[planned[0]].value_yuan:
            operands = (value, planned[0])
            harmless = rate.value == 0 and facts[value].value == 0
            yield _of_nothing(
                evidence, load(Percentages).zero_base_completion, n, operands, "", NO_HINT, harmless
            )
            return


def _of_other_budget(item: StatedItem, n: int, value: int, budget: int) -> Hint:
    """Is the printed rate that of the other budget of the statement?"""
    if not agrees(item.facts[n], ratio(item.side(value), item.side(budget))):
        return NO_HINT
    rules, fact = load(Percentages), item.facts[budget]
    values = {"printed": words.figure(item.facts[n]), "whole": rules.roles[fact.role] + words.figure(fact)}
    return Hint(rules.hint.budget_zh.format(**values), rules.hint.budget_en.format(**values))


def _change(item: StatedItem, rule: ChangeRule, n: int) -> Iterator[Check]:
    fact = item.facts[n]
    value, before = item.value_of(n), item.earlier(n, rule.roles[fact.role])
    if value is None or before is None or fact.value_yuan is None:
        return
    current, base, printed = item.side(value), item.side(before), item.side(n)
    computed = Side(current.value - base.value, current.slack + base.slack)
    held = abs(printed.value - computed.value) <= computed.slack + printed.slack
    unit = abs(fact.value_yuan / fact.value) if fact.value else Decimal(1)
    values = {
        "item": words.item(fact),
        "printed": words.figure(fact),
        "computed": shown(computed.value / unit) + (fact.unit_raw or ""),
        "formula": f"{words.figure(item.facts[value])}-{words.figure(item.facts[before])}",
    }
    result = "pass" if printed.value == computed.value else "pass_rounding" if held else "fail"
    formula = f"{fact.role} = value - before"
    yield evaluated(rule, Comparison(formula, [n], [value, before], printed, computed, result), values)


def _judged(
    evidence: Evidence, printed: PrintedPercentage, base: Side, zero_base: Rule
) -> Iterator[Check | Finding]:
    """A printed rate against what it can be; a base of nothing is a matter of its own."""
    if printed.exact is not None:
        yield from compared(evidence, printed, printed.exact)
        return
    if base.value == 0:
        rate = evidence.facts[printed.rate]
        # Nothing of nothing, printed as 0 %, misleads nobody.
        harmless = rate.value == 0 and all(evidence.facts[m].value == 0 for m in printed.operands)
        formula = printed.formula(evidence)
        yield _of_nothing(
            evidence, zero_base, printed.rate, printed.operands, formula, printed.hint, harmless
        )
    yield not_applicable(printed.rule, printed.rate, printed.operands)


def _of_nothing(
    evidence: Evidence,
    rule: Rule,
    n: int,
    operands: tuple[int, int],
    formula: str,
    hint: Hint,
    harmless: bool,
) -> Finding:
    """A rate of a base of nothing; a note where it is harmless, or of figures of other paragraphs."""
    rate = evidence.facts[n]
    values = {
        "item": words.item(rate),
        "formula": formula,
        "printed": words.figure(rate),
        "hint_zh": hint.zh,
        "hint_en": hint.en,
    }
    places = [rate.place, *(evidence.facts[m].place for m in operands)]
    together = len({_paragraph(evidence, m) for m in (n, *operands)}) == 1
    harmless = harmless or not together
    return finding(rule, places, values, facts=[n, *operands], severity="info" if harmless else None)


def _paragraph(evidence: Evidence, n: int) -> int | None:
    """Where the paragraph of a fact begins; null in tables."""
    start = evidence.facts[n].place.start
    paragraph = None if start is None else evidence.paragraph_at(start)
    return None if paragraph is None else paragraph.start


def _elsewhere(evidence: Evidence, of: int, role: str | None) -> int | None:
    """The one figure in another role of what fact `of` is about; null where none is printed, or several."""
    known = evidence.facts[of]
    others = [
        m
        for m in evidence.by_measure.get(known.measure, ())
        if (f := evidence.facts[m]).role == role
        and f.value_yuan is not None
        and (f.function_code, f.economic_code, f.unit, f.value_year)
        == (known.function_code, known.economic_code, known.unit, known.value_year)
        and (f.function_code or f.economic_code or f.item_label == known.item_label)
    ]
    return others[0] if len({evidence.facts[m].value_yuan for m in others}) == 1 else None
