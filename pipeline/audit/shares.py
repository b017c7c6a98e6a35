"""Printed shares against part and total, one by one and together (patterns/percentages.toml)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.records import Check, Fact, Finding
from patterns import load
from patterns.rule import Rule, Severity
from patterns.shapes.percentages import Percentages
from pipeline.audit import words
from pipeline.audit.entries import finding, shown
from pipeline.audit.evidence import Evidence
from pipeline.audit.named import in_english
from pipeline.audit.percentage import (
    ELSEWHERE,
    PRINTED,
    Hint,
    PrintedPercentage,
    agrees,
    compared,
    not_applicable,
)
from pipeline.audit.share_denominators import right_denominator
from pipeline.audit.statement import CURRENT, StatedItem, by_item
from pipeline.figures.intervals import (
    FAIL,
    HUNDRED,
    PASS,
    TRUNCATED,
    Interval,
    is_plugged,
    percentage_result,
    ratio,
    shares_add_up,
)
from pipeline.figures.tolerance import Side
from pipeline.figures.tolerance import total as total_of

LISTED = 0.5
"""Confidence that shares are wrong which add to 100 over what is listed: a note."""


@dataclass(frozen=True, slots=True)
class _Share:
    """A printed share with its part and the total that it names: positions of facts, and the two amounts."""

    share: int
    part: int
    total: int
    part_side: Side
    total_side: Side

    @property
    def exact(self) -> Interval | None:
        """What the share can be; null where the total may be nothing."""
        return ratio(self.part_side, self.total_side)


def shares(evidence: Evidence) -> Iterator[Check | Finding]:
    """Shares, each against part and total, then together."""
    groups: dict[object, list[_Share]] = defaultdict(list)
    for positions in evidence.statements.values():
        for same in by_item(evidence, positions):
            item = StatedItem(evidence, same)
            for n in same:
                fact = evidence.facts[n]
                if fact.role != "share" or fact.value is None or fact.value_state not in PRINTED:
                    continue
                part = item.one(*CURRENT, before=n)
                total = None if part is None else _total(evidence, fact, part)
                if part is not None and total is not None and part != total:
                    level = len(fact.function_code or fact.economic_code or "")
                    key = (fact.denominator, total, level, fact.measure.split(".")[0])
                    sides = evidence.side(part), evidence.side(total)
                    groups[key].append(_Share(n, part, total, *sides))
    for siblings in groups.values():
        yield from _siblings(evidence, siblings)


def _total(evidence: Evidence, share: Fact, part: int) -> int | None:
    """The total that a share names: the printing nearest before it, of the role and year of its part."""
    of = evidence.facts[part]
    totals = [
        m
        for m in evidence.by_measure.get(share.denominator or "", ())
        if (w := evidence.facts[m]).value_yuan is not None
        and w.role == of.role
        and w.value_year == of.value_year
        and not (w.function_code or w.economic_code or w.item_label or w.part_of is not None)
        and w.unit == share.unit
    ]
    stated = [m for m in totals if evidence.facts[m].source_kind == "narrative"]
    before = [m for m in stated if (evidence.facts[m].place.start or 0) < (share.place.start or 0)]
    chosen = before[-1:] or stated[:1] or totals[:1]
    return chosen[0] if chosen else None


def _siblings(evidence: Evidence, siblings: Sequence[_Share]) -> Iterator[Check | Finding]:
    """The shares of one total, each and together."""
    facts = evidence.facts
    printed = [(facts[s.share].value or Decimal(0), facts[s.share].decimals or 0) for s in siblings]
    added, slack = shares_add_up(printed)
    parts, total = total_of(s.part_side for s in siblings), siblings[0].total_side
    divides = _divide_all(evidence, siblings, parts, total)
    failed = False
    for number, sibling in enumerate(siblings):
        exact = sibling.exact
        operands = (sibling.part, sibling.total)
        rule = load(Percentages).share
        if exact is None:
            yield not_applicable(rule, sibling.share, operands)
            continue
        fact = facts[sibling.share]
        result = percentage_result(fact.value or Decimal(0), fact.decimals or 0, exact)
        comparison = PrintedPercentage(rule, sibling.share, operands, "{0}/{1}", exact)
        if result != PASS and divides and is_plugged(number, printed, exact):
            yield from _plugged(evidence, comparison, exact)
            continue
        if result == FAIL:
            failed = True
        yield from compared(evidence, _with_hint(evidence, comparison, siblings, result), exact)
        if result == TRUNCATED:
            yield _truncated(evidence, comparison, exact, added, misses=divides and added != HUNDRED)
    together = ratio(parts, total)
    if divides and together is not None:
        # The amounts are rounded too: together they may be a little less or more than the total.
        held = Interval(added - slack, added + slack).meets(together)
        yield _share_sum([s.share for s in siblings], Side(added, slack), held, failed)


def _divide_all(evidence: Evidence, siblings: Sequence[_Share], parts: Side, total: Side) -> bool:
    """Do the amounts of several shares make the total? Labels that stand twice are of two lists."""
    labels = {
        (fact.measure, fact.function_code, fact.item_label)
        for fact in (evidence.facts[s.share] for s in siblings)
    }
    held = abs(parts.value - total.value) <= total.slack + parts.slack
    return len(siblings) > 1 and len(labels) == len(siblings) and held


def _with_hint(
    evidence: Evidence, comparison: PrintedPercentage, siblings: Sequence[_Share], result: str
) -> PrintedPercentage:
    """A share with what would make it right where it is wrong, and how sure it is that it is."""
    facts, (part, total) = evidence.facts, comparison.operands
    confidence = 1.0 if facts[part].section == facts[total].section else ELSEWHERE
    if result != FAIL:
        return replace(comparison, confidence=confidence)
    if _are_of_listed(evidence, siblings):
        # The shares are right for what is listed; only the total before them is another one.
        hints = load(Percentages).hint
        return replace(comparison, hint=Hint(hints.listed_zh, hints.listed_en), confidence=LISTED)
    share = facts[comparison.rate]
    known = next(s for s in siblings if s.share == comparison.rate)
    hint = right_denominator(evidence, share, known.part_side, (part, total), facts[part].role)
    return replace(comparison, hint=hint, confidence=confidence)


def _are_of_listed(evidence: Evidence, siblings: Sequence[_Share]) -> bool:
    """Are the printed shares those of the sum of what is listed, instead of the total that they name?"""
    listed = total_of(s.part_side for s in siblings)
    return len(siblings) > 1 and all(
        agrees(evidence.facts[s.share], ratio(s.part_side, listed)) for s in siblings
    )


def _plugged(evidence: Evidence, comparison: PrintedPercentage, exact: Interval) -> Iterator[Check | Finding]:
    """A share that was made to fit: its check passes so, with a note."""
    for check in compared(evidence, comparison, exact):
        if isinstance(check, Check):
            yield replace(check, result="pass_plugged", severity="info")
    yield _note(evidence, comparison, exact, load(Percentages).plugged)


def _truncated(
    evidence: Evidence, comparison: PrintedPercentage, exact: Interval, added: Decimal, misses: bool
) -> Finding:
    """A share that was cut off; more than a note where the shares miss 100 by it."""
    rules = load(Percentages)
    rule = rules.truncated_share if misses else rules.truncated
    return _note(evidence, comparison, exact, rule, total=shown(added))


def _note(
    evidence: Evidence, comparison: PrintedPercentage, exact: Interval, rule: Rule, **more: str
) -> Finding:
    share, operands = evidence.facts[comparison.rate], comparison.operands
    values = {
        "item": words.item(share),
        "printed": words.figure(share),
        "computed": words.percent(exact.low, exact.high, share.decimals or 0),
        "formula": comparison.formula(evidence),
        **more,
    }
    places = [share.place, *(evidence.facts[n].place for n in operands)]
    return finding(rule, places, values, facts=[comparison.rate, *operands])


def _share_sum(shares_of_total: Sequence[int], added: Side, held: bool, explained: bool) -> Check:
    """All shares of a total; a note where one of them is wrong already."""
    rule = load(Percentages).share_sum
    printed = shown(added.value)
    values = {"printed": printed, "slack": shown(added.slack)}
    severity: Severity = "info" if held or explained else rule.severity
    return Check(
        code=rule.code,
        formula="sum of shares = 100",
        lhs_facts=tuple(shares_of_total),
        rhs_facts=(),
        lhs=added.value,
        rhs=HUNDRED,
        diff=added.value - HUNDRED,
        tolerance=added.slack,
        result="pass" if added.value == HUNDRED else "pass_rounding" if held else "fail",
        severity=severity,
        category=rule.category,
        message_zh=rule.message_zh.format(**values),
        message_en=rule.message_en.format(**in_english(values)),
        finding=rule.finding,
        printed=f"{printed}%",
        computed="100%",
    )
