"""N04: whether words such as 决算数小于预算数 agree with the figures before them (percentages.toml)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from extractors.records import Check
from patterns import compiled, load
from patterns.shapes.percentages import Percentages
from pipeline.audit import words
from pipeline.audit.entries import Comparison, evaluated
from pipeline.audit.evidence import Evidence, Hit

_SIGNS = {-1: "<", 0: "=", 1: ">"}
_FINAL, _BUDGETS = "final", ("full_year_budget", "initial_budget")


def directions(evidence: Evidence) -> Iterator[Check]:
    """A check for each comparison of a final figure with its budget that has no number of its own."""
    amounts = sorted(
        (f.place.start, n)
        for n, f in enumerate(evidence.facts)
        if f.source_kind == "narrative" and f.place.start is not None and f.value_yuan is not None
    )
    starts = [start for start, _ in amounts]
    for hit in evidence.hits(compiled(Percentages)["final_against_budget"]):
        first, last = (bisect_left(starts, at) for at in (hit.paragraph.start, hit.start))
        pair = _pair(evidence, [n for _, n in amounts[first:last]])
        if pair is not None:
            yield _compared(evidence, hit, pair)


def _compared(evidence: Evidence, hit: Hit, pair: tuple[int, int]) -> Check:
    """A final figure and its budget against the word that is said of them."""
    rule = load(Percentages).sign
    final_fact, budget_fact = (evidence.facts[n] for n in pair)
    final, budget = (evidence.side(n) for n in pair)
    word = hit["word"]
    difference, slack = final.value - budget.value, final.slack + budget.slack
    expected = 0 if word is None else rule.words[word]
    close = slack if word is not None else max(slack, abs(budget.value) * rule.near)
    if expected == 0:
        holds = abs(difference) <= close
    else:
        # Figures that are printed alike may differ behind the last decimal.
        holds = difference * expected > 0 or (abs(difference) <= slack and difference != 0)
    figures = f"{words.figure(final_fact)} / {words.figure(budget_fact)}"
    values = {
        "item": words.item(final_fact),
        "word": hit[0],
        "formula": figures,
        "printed": hit[0],
        "computed": figures,
    }
    sides = Comparison(
        f"final {_SIGNS[expected]} budget", pair[:1], pair[1:], final, budget, "pass" if holds else "fail"
    )
    return evaluated(rule, sides, values, places=[hit.place()])


def _pair(evidence: Evidence, inside: list[int]) -> tuple[int, int] | None:
    """Final figure and budget of the one item that a paragraph has told of so far."""
    amounts = [n for n in inside if evidence.facts[n].role in (_FINAL, *_BUDGETS)]
    items = {_about(evidence, n) for n in amounts}
    finals = [n for n in amounts if evidence.facts[n].role == _FINAL]
    budgets = [n for role in _BUDGETS for n in amounts if evidence.facts[n].role == role]
    if len(items) != 1 or len(finals) != 1 or not budgets:
        return None
    return finals[0], budgets[0]


def _about(evidence: Evidence, n: int) -> tuple[object, ...]:
    """What a fact is about, whatever its role."""
    f = evidence.facts[n]
    return (f.measure, f.function_code, f.economic_code, f.item_label, f.unit)
