"""One printed percentage against what its figures allow."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from extractors.records import Check, Finding
from patterns import load
from patterns.shapes.percentages import Percentages
from pipeline.audit.percentage import Hint, PrintedPercentage, agrees, compared, not_applicable
from pipeline.figures.intervals import Interval
from tests.pipeline.audit.drawn import evidence, stated

TEXT = "基本支出100.00万元，支出合计300.00万元，占33.33%"
PART, TOTAL = (stated(TEXT, raw) for raw in ("100.00万元", "300.00万元"))


def exact(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high))


def run(raw: str, between: tuple[str, str], kind: str = "completion", **more: Any) -> list[Check | Finding]:
    rate = replace(stated(TEXT, "33.33%", "completion_rate"), **_digits(raw))
    rule = getattr(load(Percentages), kind)
    interval = exact(*between)
    printed = PrintedPercentage(rule, 2, (0, 1), "{0}/{1}", interval, **more)
    return list(compared(evidence(TEXT, (PART, TOTAL, rate)), printed, interval))


def _digits(raw: str) -> dict[str, Any]:
    return {"value_raw": raw, "value": Decimal(raw), "decimals": len(raw.partition(".")[2])}


def test_a_percentage_that_is_right() -> None:
    (check,) = run("33.33", ("33.330", "33.336"))
    assert isinstance(check, Check)
    assert (check.code, check.result, check.severity, check.formula) == (
        "P03",
        "pass",
        "info",
        "completion of expenditure.total",
    )
    assert (check.lhs_facts, check.rhs_facts) == ((2,), (0, 1))
    assert (check.lhs, check.rhs, check.diff) == (Decimal("33.33"), Decimal("33.333"), Decimal("-0.003"))
    assert (check.tolerance, check.interval_low, check.interval_high) == (
        Decimal("0.005"),
        Decimal("33.330"),
        Decimal("33.336"),
    )
    assert (check.printed, check.computed) == ("33.33%", "33.330%～33.336%")
    assert "100.00万元/300.00万元" in check.message_zh


def test_a_wrong_one_with_a_digit_to_blame() -> None:
    (check,) = run("43.33", ("33.3331", "33.3335"))
    assert isinstance(check, Check)
    assert (check.result, check.severity, check.finding) == ("fail", "error", "COMPLETION_MISMATCH")
    assert check.message_zh.endswith("（印刷疑误：33.33）")


def test_a_known_hint_goes_before_a_digit() -> None:
    (check,) = run("43.33", ("33.3331", "33.3335"), hint=Hint("；某", "; some"))
    assert isinstance(check, Check)
    assert (check.message_zh[-2:], check.message_en[-6:]) == ("；某", "; some")


def test_figures_that_leave_more_open_than_the_digits_blame_none() -> None:
    (check,) = run("43.33", ("33.32", "33.34"))
    assert isinstance(check, Check)
    assert "印刷疑误" not in check.message_zh


def test_a_decline_is_blamed_by_its_digits_without_sign() -> None:
    rate = {"value_raw": "43.33", "value": Decimal("-43.33"), "decimals": 2}
    fact = replace(stated(TEXT, "33.33%", "growth_yoy"), **rate)
    interval = exact("-33.3335", "-33.3331")
    printed = PrintedPercentage(load(Percentages).growth, 2, (0, 1), "{0}/{1}", interval, confidence=0.8)
    (check,) = compared(evidence(TEXT, (PART, TOTAL, fact)), printed, interval)
    assert isinstance(check, Check)
    assert (check.confidence, check.message_zh.endswith("（印刷疑误：33.33）")) == (0.8, True)


def test_what_is_cut_off_is_a_note_but_for_shares() -> None:
    check, note = run("33.33", ("33.3361", "33.3365"))
    assert isinstance(check, Check)
    assert isinstance(note, Finding)
    assert (check.result, note.code, note.severity, note.facts) == (
        "pass_truncated",
        "PERCENT_TRUNCATED",
        "info",
        (2, 0, 1),
    )
    assert len(run("33.33", ("33.3361", "33.3365"), kind="share")) == 1


def test_agreement() -> None:
    rate = replace(stated(TEXT, "33.33%", "share"))
    assert agrees(rate, exact("33.335", "33.335"))
    assert not agrees(rate, exact("33.3351", "33.336"))
    assert not agrees(rate, None)
    assert agrees(replace(rate, value=None, decimals=None), exact("0.4", "0.5"))


def test_what_cannot_be_compared() -> None:
    check = not_applicable(load(Percentages).share, 2, (0, 1))
    assert (check.code, check.result, check.severity, check.lhs) == ("P02", "not_applicable", "info", None)
    assert (check.lhs_facts, check.rhs_facts, check.formula) == ((2,), (0, 1), "share: not comparable")


@pytest.mark.parametrize(
    ("raw", "value", "between", "right"),
    [
        ("0.43", "0.43", ("0.3331", "0.3335"), "0.33"),
        ("0.43", "-0.43", ("-0.3335", "-0.3331"), "0.33"),
        ("0.00", "0", ("0.0499", "0.0501"), "0.05"),
    ],
)
def test_small_percentages_are_blamed_by_their_digits_too(
    raw: str, value: str, between: tuple[str, str], right: str
) -> None:
    fact = replace(stated(TEXT, "33.33%", "growth_yoy"), value_raw=raw, value=Decimal(value), decimals=2)
    interval = exact(*between)
    printed = PrintedPercentage(load(Percentages).growth, 2, (0, 1), "{0}/{1}", interval)
    (check,) = compared(evidence(TEXT, (PART, TOTAL, fact)), printed, interval)
    assert isinstance(check, Check)
    assert check.message_zh.endswith(f"（印刷疑误：{right}）")
    assert check.confidence == 1.0


def test_a_percentage_without_decimals_is_met_within_a_half() -> None:
    whole = replace(
        stated(TEXT, "33.33%", "completion_rate"), value=Decimal(33), value_raw="33", decimals=None
    )
    interval = exact("33.4", "33.41")
    printed = PrintedPercentage(load(Percentages).completion, 2, (0, 1), "{0}/{1}", interval)
    (check,) = compared(evidence(TEXT, (PART, TOTAL, whole)), printed, interval)
    assert isinstance(check, Check)
    assert (check.result, check.tolerance, check.computed) == ("pass", Decimal("0.5"), "33.4%")
    nothing = replace(whole, value=Decimal(0))
    assert agrees(nothing, exact("0.4", "0.45"))
    assert not agrees(nothing, exact("0.6", "0.9"))
