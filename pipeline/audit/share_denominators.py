"""What printed shares are of, where no fact says it or they are of something else.

Shares that are no facts (an amount, and the total that the sentence names), shares that are right for another
total, shares of totals of their own that add to 100 (patterns/percentages.toml).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractors.records import Fact, Finding
from patterns import compiled, load
from patterns.rule import Severity
from patterns.shapes.percentages import Percentages
from pipeline.audit import words
from pipeline.audit.entries import finding
from pipeline.audit.evidence import Evidence, Hit
from pipeline.audit.percentage import NO_HINT, Hint, agrees
from pipeline.audit.statement import CURRENT
from pipeline.figures.intervals import FAIL, HUNDRED, percentage_result, ratio
from pipeline.figures.tolerance import Side, printed

NOTE: Severity = "info"


def named_denominators(evidence: Evidence) -> Iterator[Finding]:
    """Shares that are no facts: an amount, and what it is a share of in the words of the sentence."""
    known = {evidence.facts[n].place.end for n in evidence.shares}
    for hit in evidence.hits(compiled(Percentages)["named_share"]):
        place = hit.place("share")
        if hit.end_of("share") in known or place.start is None:
            continue
        total = _named(evidence, hit["whole"])
        if total is not None:
            yield from _named_share(evidence, hit, total)


def _named(evidence: Evidence, name: str) -> int | None:
    """The one figure of this year that a sentence names as the total of a share."""
    measure = load(Percentages).denominator_names.get(name)
    totals = [
        n
        for n in evidence.by_measure.get(measure or "", ())
        if (f := evidence.facts[n]).role in CURRENT
        and f.value_yuan is not None
        and not (f.function_code or f.economic_code or f.item_label or f.unit)
    ]
    return totals[0] if len({evidence.facts[n].value_yuan for n in totals}) == 1 else None


def _named_share(evidence: Evidence, hit: Hit, total: int) -> Iterator[Finding]:
    rules, fact = load(Percentages), evidence.facts[total]
    raw, percent = hit["amount"].replace(",", ""), hit["percent"]
    unit = rules.units[hit["unit"]]
    part = printed(Decimal(raw) * unit, len(raw.partition(".")[2]), Decimal(unit))
    decimals = len(percent.partition(".")[2])
    exact = ratio(part, evidence.side(total))
    if exact is None or percentage_result(Decimal(percent), decimals, exact) != FAIL:
        return
    share = replace(
        fact, role="share", value=Decimal(percent), decimals=decimals, value_raw=percent, unit_raw="%"
    )
    hint = right_denominator(evidence, share, part, (total,), fact.role)
    values = {
        "item": hit["whole"],
        "printed": f"{percent}%",
        "computed": words.percent(exact.low, exact.high, decimals),
        "formula": f"{hit['amount']}{hit['unit']}/{words.figure(fact)}",
        "hint_zh": hint.zh,
        "hint_en": hint.en,
    }
    places = [hit.place("share"), hit.place("part"), fact.place]
    severity = None if _is_of_role(evidence, hit, fact.role) else NOTE
    yield finding(rules.named_denominator, places, values, facts=[total], severity=severity)


def _is_of_role(evidence: Evidence, hit: Hit, role: str) -> bool:
    """Was the part read as a value of the role of its total? Money that was planned is no share of what was
    spent."""
    start = hit.place("part").start
    return any(f.role == role and f.place.start == start for f in evidence.facts)


def right_denominator(evidence: Evidence, share: Fact, part: Side, known: tuple[int, ...], role: str) -> Hint:
    """The one other total of the document, in a role, that a printed share of `part` is right for.

    `known` are positions of facts that it is not of; no hint where there is none, or several.
    """
    rules = load(Percentages)
    fits: dict[Decimal, str] = {}
    for measure in rules.denominators.measures:
        for m in evidence.by_measure.get(measure, ()):
            total = evidence.facts[m]
            if m in known or total.function_code or total.economic_code or total.item_label:
                continue
            if total.role != role or total.value_yuan is None:
                continue
            if agrees(share, ratio(part, evidence.side(m))):
                fits.setdefault(total.value_yuan, words.item(total) + words.figure(total))
    if len(fits) != 1:
        return NO_HINT
    values = {"printed": words.figure(share), "whole": next(iter(fits.values()))}
    return Hint(rules.hint.whole_zh.format(**values), rules.hint.whole_en.format(**values))


def different_denominators(evidence: Evidence) -> Iterator[Finding]:
    """Shares of different totals that add to exactly 100: they are shares of one total."""
    for rule in load(Percentages).different_denominators:
        positions = [n for n in evidence.shares if evidence.facts[n].measure in rule.measures]
        facts = [evidence.facts[n] for n in positions]
        percents = [fact.value or Decimal(0) for fact in facts]
        one_each = len({fact.measure for fact in facts}) == len(facts)
        if one_each and sum(p > 0 for p in percents) > 1 and sum(percents, Decimal(0)) == HUNDRED:
            values = {"printed": "+".join(words.figure(fact) for fact in facts), "computed": "100%"}
            yield finding(rule, [fact.place for fact in facts], values, facts=positions)
