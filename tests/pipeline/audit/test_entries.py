"""What a rule says when it fires, and the check that it makes of two sides."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.document import Place
from patterns.rule import CheckRule
from pipeline.audit.entries import SEVERITIES, Comparison, evaluated, finding, shown
from pipeline.figures.tolerance import Side

RULE = CheckRule(
    code="X01",
    category="contradiction",
    severity="warning",
    message_zh="{item}印为{printed}，应为{computed}",
    message_en="{item}: {printed} is printed, not {computed}",
    finding="X_WRONG",
)
VALUES = {"item": "支出", "printed": "1.00", "computed": "2.00"}
HERE, THERE = Place(1, None, 0, 1), Place(2, None, 5, 6)
LEFT, RIGHT = Side(Decimal("1.00"), Decimal("0.005")), Side(Decimal("2.00"), Decimal("0.05"))


def test_severities_begin_with_the_mildest() -> None:
    assert SEVERITIES == ("info", "warning", "error")


@pytest.mark.parametrize(
    ("value", "text"), [("1200.50", "1200.5"), ("1E+3", "1000"), ("0.00", "0"), ("-0.10", "-0.1")]
)
def test_numbers_are_shown_without_exponent_and_zeros(value: str, text: str) -> None:
    assert shown(Decimal(value)) == text


def test_a_finding_fills_the_messages_and_names_every_place_once() -> None:
    found = finding(RULE, [HERE, THERE, HERE], VALUES, facts=[3, 4])
    assert (found.code, found.category, found.severity) == ("X01", "contradiction", "warning")
    assert found.message_zh == "支出印为1.00，应为2.00"
    assert found.message_en == "支出: 1.00 is printed, not 2.00"
    assert (found.places, found.facts, found.confidence) == ((HERE, THERE), (3, 4), 1.0)
    assert (found.printed, found.computed, found.check) == ("1.00", "2.00", None)


def test_a_finding_may_be_milder_than_its_rule() -> None:
    assert finding(RULE, [HERE], VALUES, severity="info").severity == "info"


def test_a_rule_whose_messages_hold_nothing_needs_no_values() -> None:
    plain = CheckRule(code="X", category="format", severity="info", message_zh="错", message_en="wrong")
    found = finding(plain, [HERE])
    assert (found.message_en, found.printed, found.computed) == ("wrong", None, None)


@pytest.mark.parametrize(
    ("result", "severity"), [("fail", "warning"), ("pass", "info"), ("pass_rounding", "info")]
)
def test_only_a_failure_is_as_grave_as_the_rule(result: str, severity: str) -> None:
    check = evaluated(RULE, Comparison("a = b", [1], [2, 3], LEFT, RIGHT, result), VALUES)
    assert (check.result, check.severity, check.finding) == (result, severity, "X_WRONG")
    assert (check.lhs_facts, check.rhs_facts, check.formula) == ((1,), (2, 3), "a = b")
    assert (check.lhs, check.rhs, check.diff) == (Decimal("1.00"), Decimal("2.00"), Decimal("-1.00"))
    assert check.tolerance == Decimal("0.055")
    assert (check.interval_low, check.interval_high) == (Decimal("1.95"), Decimal("2.05"))
    assert (check.message_zh, check.printed, check.computed) == ("支出印为1.00，应为2.00", "1.00", "2.00")
    assert check.confidence == 1.0


def test_a_failure_may_have_another_code() -> None:
    sides = Comparison("a = b", (), (), LEFT, RIGHT, "fail")
    check = evaluated(RULE, sides, VALUES, places=[HERE], confidence=0.5, finding="X_SLIP")
    assert (check.finding, check.places, check.confidence) == ("X_SLIP", (HERE,), 0.5)


def test_facts_and_severity_are_named() -> None:
    with pytest.raises(TypeError):
        finding(RULE, [HERE], VALUES, [1])  # type: ignore[misc]
    sides = Comparison("a = b", (), (), LEFT, RIGHT, "fail")
    with pytest.raises(TypeError):
        evaluated(RULE, sides, VALUES, [HERE])  # type: ignore[misc]
