"""Printed percentages and changes against the figures beside them (patterns/percentages.toml).

Figures of one statement are about one thing, so they are compared first. What is stated without a figure
(持平) is no percentage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from extractors.records import Check, Fact, Finding
from patterns import load
from pipeline.audit import words
from pipeline.audit.entries import evaluated, finding, shown
from pipeline.audit.reading import Reading
from pipeline.figures.intervals import (
    FAIL,
    PASS,
    TRUNCATED,
    Interval,
    growth,
    growth_between,
    is_low_precision,
    one_digit_away,
    ratio,
    verdict,
)
from pipeline.figures.printings import side_of
from pipeline.figures.tolerance import Side

CURRENT = ("final", "initial_budget", "full_year_budget")
PRINTED = ("printed", "printed_zero")
NO_HINT = ("", "")
ELSEWHERE = 0.8
"""Confidence where an operand stands in another statement: at most a warning."""


def percentages(reading: Reading) -> Iterator[Check | Finding]:
    """Checks of growth, completion and change, and what is said of a base of nothing."""
    rules = {entry["kind"]: entry for entry in load("percentages")["identity"]}
    for positions in reading.statements.values():
        for same in by_item(reading, positions):
            context = Context(reading, same, positions)
            for n in same:
                fact = reading.facts[n]
                if fact.value is None or fact.value_state not in PRINTED or fact.duplicate_of == n:
                    continue
                if fact.role in rules["growth"]["roles"]:
                    yield from context.growth(rules["growth"], n)
                elif fact.role in rules["change"]["roles"]:
                    yield from context.change(rules["change"], n)
                elif fact.role == "completion_rate":
                    yield from context.completion(rules["completion"], n)


def by_item(reading: Reading, positions: Sequence[int]) -> Iterator[list[int]]:
    """The facts of a statement by what they are about, in reading order."""
    found: dict[object, list[int]] = defaultdict(list)
    for n in positions:
        found[*_item(reading.facts[n]), reading.facts[n].value_year].append(n)
    yield from found.values()


def _item(f: Fact) -> tuple[object, ...]:
    """What a fact is about, whatever its year."""
    label = None if f.function_code or f.economic_code else f.item_label
    return (f.measure, f.function_code, f.economic_code, label, f.unit)


class Context:
    """The figures of one item in one statement."""

    def __init__(self, reading: Reading, positions: Sequence[int], statement: Sequence[int] = ()) -> None:
        self.reading = reading
        self.facts = reading.facts
        self.positions = positions
        self.statement = statement

    def one(self, *roles: str, before: int | None = None, comparator: str | None = None) -> int | None:
        """The fact of one of these roles; null where there is none or where they differ.

        Of several figures the nearest before position `before` is meant when they are the same item's.
        """
        found = [
            n
            for n in self.positions
            if self.facts[n].role in roles
            and self.facts[n].value_yuan is not None
            and (comparator is None or self.facts[n].comparator == comparator)
        ]
        if before is not None:
            found = [n for n in found if n < before] or found
        values = {self.facts[n].value_yuan for n in found}
        return found[-1] if len(values) == 1 else None

    def earlier(self, n: int, roles: Sequence[str]) -> int | None:
        """The figure of last year, or of the budget, of the item of fact `n`, in the same statement."""
        item = _item(self.facts[n])
        found = [
            m
            for m in self.statement or self.positions
            if self.facts[m].role in roles
            and self.facts[m].value_yuan is not None
            and _item(self.facts[m]) == item
        ]
        return found[-1] if len({self.facts[m].value_yuan for m in found}) == 1 else None

    def side(self, n: int) -> Side:
        found = side_of(self.facts[n], self.reading.tables)
        assert found is not None
        return found

    def value(self, n: int) -> int | None:
        """The figure of this year that a change or rate speaks of."""
        comparator = self.facts[n].comparator
        return self.one(*(role for role in CURRENT if role != comparator), before=n)

    def growth(self, rule: Mapping[str, Any], n: int) -> Iterator[Check | Finding]:
        rate = self.facts[n]
        value = self.value(n)
        change = self.one(rule["roles"][rate.role], before=n, comparator=rate.comparator)
        before = self.earlier(n, rule["before"][rate.role])
        if rate.value is not None and rate.value < -100:
            entry = load("percentages")["over_100"]
            said = {"item": words.item(rate), "printed": words.figure(rate)}
            yield finding(entry, [rate.place], said, facts=[n])
            return
        if value is None or (change is None and before is None):
            return
        one = self.side(value)
        if before is not None:
            base, exact = self.side(before), growth_between(one, self.side(before))
            operands, shape, hint = (value, before), "({0}-{1})/{1}", NO_HINT
        else:
            assert change is not None
            other = self.side(change)
            base = Side(one.value - other.value, one.slack + other.slack)
            exact = growth(one, other)
            operands, shape = (value, change), "{1}/({0}-{1})"
            hint = self.of_this_year(n, one, other)
        yield from self.judge(rule, n, operands, shape, base, exact, "zero_base_growth", hint)

    def of_this_year(self, n: int, value: Side, change: Side) -> tuple[str, str]:
        """Is the printed rate the change over this year's figure, instead of last year's?"""
        exact = ratio(change, value)
        if exact is None or not self.fits(n, exact):
            return NO_HINT
        hints = load("percentages")["hint"]
        return hints["base_zh"], hints["base_en"]

    def completion(self, rule: Mapping[str, Any], n: int) -> Iterator[Check | Finding]:
        rate = self.facts[n]
        value = self.one("final", before=n)
        budget = self.one(rate.comparator or "initial_budget")
        if value is None:
            return
        confidence = 1.0
        if budget is None:
            budget, confidence = elsewhere(self.reading, value, rate.comparator), ELSEWHERE
        if budget is None:
            yield from self.without_budget(n, value)
            return
        exact, hint = ratio(self.side(value), self.side(budget)), NO_HINT
        other = self.one(*(role for role in CURRENT[1:] if role != rate.comparator))
        if other is not None and (exact is None or not self.fits(n, exact)):
            hint = self.of_other_budget(n, value, other)
        operands = (value, budget)
        base = self.side(budget)
        yield from self.judge(
            rule, n, operands, "{0}/{1}", base, exact, "zero_base_completion", hint, confidence
        )

    def without_budget(self, n: int, value: int) -> Iterator[Finding]:
        """A completion rate of an item that the budget has nothing for: its siblings make up the total."""
        parent = words.parent_of(self.facts[n].measure)
        for role in CURRENT[1:]:
            planned = [
                m
                for m in self.reading.by_measure.get(parent or "", ())
                if self.facts[m].role == role and self.facts[m].value_yuan is not None
            ]
            siblings = {
                f.measure: f.value_yuan
                for measure in words.children_of(parent or "")
                for m in self.reading.by_measure.get(measure, ())
                if (f := self.facts[m]).role == role and f.value_yuan is not None
            }
            if self.facts[n].measure in siblings:
                return
            if planned and siblings and sum(siblings.values()) == self.facts[planned[0]].value_yuan:
                rate = self.facts[n]
                said = {"item": words.item(rate), "printed": words.figure(rate), "hint_zh": "", "hint_en": ""}
                places = [rate.place, self.facts[value].place, self.facts[planned[0]].place]
                facts = [n, value, planned[0]]
                entry = load("percentages")["zero_base_completion"]
                severity = "info" if rate.value == 0 and self.facts[value].value == 0 else None
                yield finding(entry, places, said, facts=facts, severity=severity)
                return

    def fits(self, n: int, exact: Interval) -> bool:
        rate = self.facts[n]
        return verdict(rate.value or Decimal(0), rate.decimals or 0, exact) == PASS

    def of_other_budget(self, n: int, value: int, budget: int) -> tuple[str, str]:
        """Is the printed rate that of the other budget of the statement?"""
        exact = ratio(self.side(value), self.side(budget))
        if exact is None or not self.fits(n, exact):
            return NO_HINT
        hints, fact = load("percentages")["hint"], self.facts[budget]
        roles = load("percentages")["roles"]
        said = {"printed": words.figure(self.facts[n]), "whole": roles[fact.role] + words.figure(fact)}
        return hints["budget_zh"].format(**said), hints["budget_en"].format(**said)

    def change(self, rule: Mapping[str, Any], n: int) -> Iterator[Check]:
        fact = self.facts[n]
        value, before = self.value(n), self.earlier(n, rule["roles"][fact.role])
        if value is None or before is None or fact.value_yuan is None:
            return
        one, other, printed = self.side(value), self.side(before), self.side(n)
        computed = one.value - other.value
        slack = one.slack + other.slack + printed.slack
        held = abs(printed.value - computed) <= slack
        exact = printed.value == computed
        unit = abs(fact.value_yuan / fact.value) if fact.value else Decimal(1)
        said = {
            "item": words.item(fact),
            "printed": words.figure(fact),
            "computed": shown(computed / unit) + (fact.unit_raw or ""),
            "formula": f"{words.figure(self.facts[value])}-{words.figure(self.facts[before])}",
        }
        yield evaluated(
            rule,
            f"{fact.role} = value - before",
            [n],
            [value, before],
            printed,
            Side(computed, one.slack + other.slack),
            "pass" if exact else "pass_rounding" if held else "fail",
            said,
        )

    def judge(
        self,
        rule: Mapping[str, Any],
        n: int,
        operands: tuple[int, int],
        shape: str,
        base: Side,
        exact: Interval | None,
        zero: str,
        hint: tuple[str, str] = NO_HINT,
        confidence: float = 1.0,
    ) -> Iterator[Check | Finding]:
        """A printed rate against what it can be; a base of nothing is a matter of its own."""
        rate = self.facts[n]
        formula = shape.format(*(words.figure(self.facts[m]) for m in operands))
        if exact is None:
            if base.value == 0:
                entry = load("percentages")[zero]
                places = [rate.place, *(self.facts[m].place for m in operands)]
                said = {
                    "item": words.item(rate),
                    "formula": formula,
                    "printed": words.figure(rate),
                    "hint_zh": hint[0],
                    "hint_en": hint[1],
                }
                # Nothing of nothing, printed as 0 %, misleads nobody.
                harmless = rate.value == 0 and all(self.facts[m].value == 0 for m in operands)
                severity = "info" if harmless else None
                yield finding(entry, places, said, facts=[n, *operands], severity=severity)
            yield not_applicable(rule, n, operands)
            return
        yield from compared(self.reading, rule, n, operands, formula, exact, hint, confidence)


def elsewhere(reading: Reading, of: int, role: str | None) -> int | None:
    """The one figure in another role of what fact `of` is about; null where none is printed, or several."""
    one = reading.facts[of]
    found = [
        m
        for m in reading.by_measure.get(one.measure, ())
        if (f := reading.facts[m]).role == role
        and f.value_yuan is not None
        and (f.function_code, f.economic_code, f.unit, f.value_year)
        == (one.function_code, one.economic_code, one.unit, one.value_year)
        and (f.function_code or f.economic_code or f.item_label == one.item_label)
    ]
    return found[0] if len({reading.facts[m].value_yuan for m in found}) == 1 else None


def not_applicable(rule: Mapping[str, Any], n: int, operands: Sequence[int]) -> Check:
    """The base may be nothing: not comparable."""
    formula = f"{rule['kind']}: not comparable"
    return Check(
        rule["code"], formula, (n,), tuple(operands), None, None, None, None, "not_applicable", "info"
    )


def compared(
    reading: Reading,
    rule: Mapping[str, Any],
    n: int,
    operands: tuple[int, int],
    formula: str,
    exact: Interval,
    hint: tuple[str, str] = NO_HINT,
    confidence: float = 1.0,
) -> Iterator[Check | Finding]:
    """The check of a printed percentage, and a note where it was cut off."""
    rate = reading.facts[n]
    assert rate.value is not None
    decimals = rate.decimals or 0
    result = verdict(rate.value, decimals, exact)
    middle = (exact.low + exact.high) / 2
    if result == FAIL and not hint[0] and rate.value_raw and not is_low_precision(decimals, exact):
        magnitude = exact if rate.value >= 0 else Interval(-exact.high, -exact.low)
        right = one_digit_away(rate.value_raw, magnitude, decimals)
        if right is not None:
            hints = load("percentages")["hint"]
            hint = (hints["digit_zh"].format(right=right), hints["digit_en"].format(right=right))
    said = {
        "item": words.item(rate),
        "printed": words.figure(rate),
        "computed": words.percent(exact.low, exact.high, decimals),
        "formula": formula,
    }
    yield Check(
        code=rule["code"],
        formula=f"{rule['kind']} of {rate.measure}",
        lhs_facts=(n,),
        rhs_facts=operands,
        lhs=rate.value,
        rhs=middle,
        diff=rate.value - middle,
        tolerance=Decimal("0.5") * Decimal(10) ** -decimals,
        result=result,
        severity=rule["severity"] if result == FAIL else "info",
        category=rule["category"],
        message_zh=rule["message_zh"].format(hint=hint[0], **said),
        message_en=rule["message_en"].format(hint=hint[1], **said),
        interval_low=exact.low,
        interval_high=exact.high,
        finding=rule["finding"],
        confidence=confidence,
        printed=said["printed"],
        computed=said["computed"],
    )
    if result == TRUNCATED and rule["kind"] != "share":
        places = [rate.place, *(reading.facts[m].place for m in operands)]
        yield finding(load("percentages")["truncated"], places, said, facts=[n, *operands])
