"""Sums over the figures of sentences (patterns/sums.toml).

A measure that the text prints with two amounts in one role is left out: which of them is meant nobody can
say, and `repeats` tells of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from extractors.records import Check, Fact
from patterns import load
from patterns.shapes.percentages import Percentages
from patterns.shapes.sums import AtMostRule, DisjointRule, SumRule, Sums
from pipeline.audit import words
from pipeline.audit.entries import Comparison, evaluated
from pipeline.audit.evidence import Evidence
from pipeline.figures.tolerance import at_most_result, equality_result, total

Key = tuple[object, ...]
_OF_THE_YEAR = ("final", "initial_budget")
_ROLES = (*_OF_THE_YEAR, "full_year_budget", "prior_final", "prior_budget")
_CHANGES = ("change_yoy", "change_vs_initial_budget")
_APART = 0.8
"""Confidence where whole and parts stand in different sections: at most a warning."""


def sums(evidence: Evidence) -> Iterator[Check]:
    """Checks over amounts of the narrative without code or label, by role, comparator and year."""
    rules = load(Sums)
    for figures in _figures(evidence):
        for rule in rules.sum:
            yield from _sum(evidence, rule, figures)
        for rule_at_most in rules.at_most:
            yield from _at_most(evidence, rule_at_most, figures)
    for rule_disjoint in rules.disjoint:
        yield from _disjoint(evidence, rule_disjoint)


def _figures(evidence: Evidence) -> Iterator[Mapping[str, int]]:
    """The one figure of every measure in each role; measures with several amounts left out."""
    roles: dict[Key, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for n, f in enumerate(evidence.facts):
        stated = f.source_kind == "narrative" and f.value_yuan is not None
        if _is_plain(f) and stated and f.role in (*_ROLES, *_CHANGES):
            comparator = f.comparator if f.role in _CHANGES else None
            roles[f.role, comparator, f.value_year][f.measure].append(n)
    for measures in roles.values():
        yield {
            measure: positions[0]
            for measure, positions in measures.items()
            if len({evidence.facts[n].value_yuan for n in positions}) == 1
        }


def _is_plain(f: Fact) -> bool:
    return not (f.function_code or f.economic_code or f.item_label or f.unit)


def _sum(evidence: Evidence, rule: SumRule, figures: Mapping[str, int]) -> Iterator[Check]:
    facts, whole = evidence.facts, figures.get(rule.whole)
    parts = [figures[m] for m in rule.parts if m in figures]
    if whole is None or len(parts) < rule.needs:
        return
    if not any(facts[n].value for n in parts):
        return  # a total of which the text tells only what it lacks
    if rule.divides and not (facts[whole].role in _CHANGES and _divides(evidence, rule)):
        return
    left, right = evidence.side(whole), total(evidence.side(n) for n in parts)
    values = {
        "whole": _name(facts[whole]),
        "parts": "+".join(words.figure(facts[n]) or "0" for n in parts),
        "printed": words.figure(facts[whole]) or words.shown_state(facts[whole]),
        "computed": words.in_unit_of(facts[whole], right.value),
    }
    formula = f"{rule.whole} = {' + '.join(facts[n].measure for n in parts)}"
    sides = Comparison(formula, [whole], parts, left, right, equality_result(left, right))
    confidence = 1.0 if _is_one_section(evidence, whole, parts) else _APART
    yield evaluated(rule, sides, values, confidence=confidence)


def _is_one_section(evidence: Evidence, whole: int, parts: Iterable[int]) -> bool:
    """Do whole and parts stand in one section?"""
    return {evidence.facts[n].section for n in parts} <= {evidence.facts[whole].section}


def _divides(evidence: Evidence, rule: SumRule) -> bool:
    """Do the parts make the whole in this year's figures, so that nothing else can have changed?"""
    sides = []
    for measure in (rule.whole, *rule.parts):
        figures = (
            n
            for n in evidence.by_measure.get(measure, ())
            if (f := evidence.facts[n]).role in _OF_THE_YEAR and f.value_yuan is not None and _is_plain(f)
        )
        first = next(figures, None)
        if first is None:
            return False
        sides.append(evidence.side(first))
    return equality_result(sides[0], total(sides[1:])) != "fail"


def _at_most(evidence: Evidence, rule: AtMostRule, figures: Mapping[str, int]) -> Iterator[Check]:
    part, whole = figures.get(rule.part), figures.get(rule.whole)
    if part is None or whole is None:
        return
    facts = evidence.facts
    left, right = evidence.side(part), evidence.side(whole)
    values = {
        "part": _name(facts[part]),
        "whole": _name(facts[whole]),
        "printed": words.figure(facts[part]),
        "computed": words.figure(facts[whole]),
    }
    formula = f"{rule.part} ≤ {rule.whole}"
    sides = Comparison(formula, [part], [whole], left, right, at_most_result(left, right))
    yield evaluated(rule, sides, values)


def _disjoint(evidence: Evidence, rule: DisjointRule) -> Iterator[Check]:
    """Amounts under labels that exclude each other, against the total of their year."""
    facts = evidence.facts
    parts: dict[str, int] = {}
    for n in evidence.by_measure.get(rule.measure, ()):
        f = facts[n]
        if f.item_label and f.role == "final" and f.source_kind == "narrative" and f.value_yuan is not None:
            parts.setdefault(f.item_label, n)
    wholes = [
        n
        for n in evidence.by_measure.get(rule.whole, ())
        if facts[n].role == "final" and not facts[n].item_label and facts[n].value_yuan is not None
    ]
    if len(parts) < 2 or len({facts[n].value_yuan for n in wholes}) != 1:
        return
    left, right = total(evidence.side(n) for n in parts.values()), evidence.side(wholes[0])
    values = {
        "parts": words.joined(parts),
        "whole": _name(facts[wholes[0]]),
        "printed": words.in_unit_of(facts[wholes[0]], left.value),
        "computed": words.figure(facts[wholes[0]]),
    }
    formula = f"Σ {rule.measure} ≤ {rule.whole}"
    positions = list(parts.values())
    sides = Comparison(formula, positions, wholes[:1], left, right, at_most_result(left, right))
    yield evaluated(rule, sides, values)


def _name(fact: Fact) -> str:
    """What a fact is about, with its role where that is not the plain figure of the year."""
    roles = load(Percentages).roles
    return words.item(fact) + (roles.get(fact.role, "") if fact.role != "final" else "")
