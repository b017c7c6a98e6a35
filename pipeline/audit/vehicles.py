"""What the counts and the running costs of vehicles say of each other (patterns/sums.toml)."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.records import Finding
from patterns import load
from patterns.shapes.sums import Sums
from pipeline.audit import words
from pipeline.audit.entries import finding
from pipeline.audit.evidence import Evidence

_OF_THE_YEAR = ("final", "initial_budget")
_OWN = "three_public."
"""Counts beside the money of the three public expenses: of the vehicles that this money runs."""


def vehicles(evidence: Evidence) -> Iterator[Finding]:
    """Running costs without vehicles, vehicles without running costs."""
    rules, facts = load(Sums), evidence.facts
    counts = [
        n
        for measure in rules.vehicles_without.counts
        for n in evidence.by_measure.get(measure, ())
        if facts[n].role == "count" and facts[n].value is not None and not facts[n].item_label
    ]
    costs = [
        n
        for n in evidence.by_measure.get(rules.vehicles_without.cost, ())
        if (f := facts[n]).role in _OF_THE_YEAR
        and f.value_yuan is not None
        and not f.item_label
        and not f.unit
    ]
    if not counts or not costs:
        return
    some = [n for n in costs if facts[n].value]
    if some and not any(facts[n].value for n in counts):
        values = {"printed": words.figure(facts[some[0]])}
        positions = [counts[0], some[0]]
        yield finding(rules.vehicles_without, [facts[n].place for n in positions], values, facts=positions)
    kept = [n for n in counts if facts[n].value and facts[n].measure.startswith(_OWN)]
    if kept and not some:
        values = {"printed": words.figure(facts[kept[0]])}
        positions = [kept[0], costs[0]]
        yield finding(rules.cost_without, [facts[n].place for n in positions], values, facts=positions)
