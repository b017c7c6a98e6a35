"""One printed percentage against what the figures that it is made of allow (patterns/percentages.toml)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.records import Check, Fact, Finding
from patterns import load
from patterns.shapes.percentages import PercentageRule, Percentages
from pipeline.audit import words
from pipeline.audit.entries import finding
from pipeline.audit.evidence import Evidence
from pipeline.audit.named import in_english
from pipeline.figures.intervals import (
    FAIL,
    PASS,
    TRUNCATED,
    Interval,
    is_low_precision,
    one_digit_away,
    percentage_result,
)
from pipeline.figures.tolerance import HALF

PRINTED = ("printed", "printed_zero")
"""States of a value that has digits."""
ELSEWHERE = 0.8
"""Confidence where an operand stands in another statement: at most a warning."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What would make a percentage right, as the end of its message; empty where nothing is known."""

    zh: str = ""
    en: str = ""


NO_HINT = Hint()


@dataclass(frozen=True, slots=True)
class PrintedPercentage:
    """A printed percentage, the two figures that it is made of, and what these allow."""

    rule: PercentageRule
    rate: int
    """Position of its fact."""
    operands: tuple[int, int]
    shape: str
    """Its quotient, with {0} and {1} for the figures."""
    exact: Interval | None
    """Null where the base may be nothing."""
    hint: Hint = NO_HINT
    confidence: float = 1.0

    def formula(self, evidence: Evidence) -> str:
        """The quotient with its figures."""
        return self.shape.format(*(words.figure(evidence.facts[m]) for m in self.operands))


def agrees(rate: Fact, exact: Interval | None) -> bool:
    """Is a printed percentage rounded from what its figures allow?"""
    return (
        exact is not None and percentage_result(rate.value or Decimal(0), rate.decimals or 0, exact) == PASS
    )


def not_applicable(rule: PercentageRule, n: int, operands: Sequence[int]) -> Check:
    """The base may be nothing: not comparable."""
    formula = f"{rule.kind}: not comparable"
    return Check(rule.code, formula, (n,), tuple(operands), None, None, None, None, "not_applicable", "info")


def compared(evidence: Evidence, printed: PrintedPercentage, exact: Interval) -> Iterator[Check | Finding]:
    """The check of a printed percentage, and a note where it was cut off."""
    rate, rule = evidence.facts[printed.rate], printed.rule
    assert rate.value is not None
    decimals = rate.decimals or 0
    result = percentage_result(rate.value, decimals, exact)
    middle = (exact.low + exact.high) / 2
    hint = printed.hint
    if result == FAIL and not hint.zh:
        hint = _of_one_digit(rate, rate.value, decimals, exact)
    values = {
        "item": words.item(rate),
        "printed": words.figure(rate),
        "computed": words.percent(exact.low, exact.high, decimals),
        "formula": printed.formula(evidence),
    }
    yield Check(
        code=rule.code,
        formula=f"{rule.kind} of {rate.measure}",
        lhs_facts=(printed.rate,),
        rhs_facts=printed.operands,
        lhs=rate.value,
        rhs=middle,
        diff=rate.value - middle,
        tolerance=HALF * Decimal(10) ** -decimals,
        result=result,
        severity=rule.severity if result == FAIL else "info",
        category=rule.category,
        message_zh=rule.message_zh.format(hint=hint.zh, **values),
        message_en=rule.message_en.format(hint=hint.en, **in_english(values)),
        interval_low=exact.low,
        interval_high=exact.high,
        finding=rule.finding,
        confidence=printed.confidence,
        printed=values["printed"],
        computed=values["computed"],
    )
    if result == TRUNCATED and rule.kind != "share":
        places = [rate.place, *(evidence.facts[m].place for m in printed.operands)]
        facts = [printed.rate, *printed.operands]
        yield finding(load(Percentages).truncated, places, values, facts=facts)


def is_one_digit_off(rate: Fact, check: Check) -> bool:
    """Would one digit make a printed percentage, whose check fails, what its figures allow?"""
    if rate.value is None or check.interval_low is None or check.interval_high is None:
        return False
    low, high = check.interval_low, check.interval_high
    exact = Interval(low, high) if rate.value >= 0 else Interval(-high, -low)
    return one_digit_away(rate.value_raw or "", exact, rate.decimals or 0) is not None


def _of_one_digit(rate: Fact, value: Decimal, decimals: int, exact: Interval) -> Hint:
    """The percentage that one digit makes of the printed one, where that is right."""
    if not rate.value_raw or is_low_precision(decimals, exact):
        return NO_HINT
    magnitude = exact if value >= 0 else Interval(-exact.high, -exact.low)
    right = one_digit_away(rate.value_raw, magnitude, decimals)
    if right is None:
        return NO_HINT
    hints = load(Percentages).hint
    return Hint(hints.digit_zh.format(right=right), hints.digit_en.format(right=right))
