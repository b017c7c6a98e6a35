"""How great a gap is, in yuan and as a share of what is printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.records import Check, Fact, Finding
from pipeline.audit.gap_sizes import sized
from tests.pipeline.audit.drawn import NOWHERE, printed

AMOUNT = printed("887.36", "gpb.expenditure")


def check(lhs: str | None, rhs: str | None, facts: int = 2) -> Check:
    values = [None if v is None else Decimal(v) for v in (lhs, rhs)]
    return Check("N01", "a = b", tuple(range(facts)), (), *values, None, None, "fail", "error")


def finding(printed: str | None = None, computed: str | None = None, check: int | None = 0) -> Finding:
    found = Finding("N01", "arithmetic", "error", "", "", (NOWHERE,), check=check)
    return replace(found, printed=printed, computed=computed)


def gap(found: Finding, checks: list[Check], facts: list[Fact]) -> tuple[str | None, str | None]:
    one = sized(found, checks, facts)
    yuan, share = (None if v is None else str(v) for v in (one.gap_yuan, one.gap_share))
    return yuan, share


def test_the_gap_of_amounts_is_in_yuan_without_sign() -> None:
    facts = [AMOUNT, AMOUNT]
    assert gap(finding(), [check("8000000", "9000000")], facts) == ("1000000.00", "0.125000")
    assert gap(finding(), [check("9000000", "8000000")], facts) == ("1000000.00", "0.111111")


def test_a_printed_zero_has_no_share() -> None:
    assert gap(finding(), [check("0", "9")], [AMOUNT, AMOUNT]) == ("9.00", None)


def test_rates_have_a_share_and_no_yuan() -> None:
    rate = replace(AMOUNT, value_yuan=None, role="growth_yoy")
    assert gap(finding(), [check("80", "60")], [rate, AMOUNT]) == (None, "0.250000")


def test_the_finding_of_a_check_is_that_checks() -> None:
    checks = [check("1", "1"), check("5", "4")]
    assert gap(finding(check=1), checks, [AMOUNT, AMOUNT]) == ("1.00", "0.200000")


@pytest.mark.parametrize(
    ("printed", "computed", "expected"),
    [
        ("360.5万元", "3,604,500元", ("500.00", "0.000139")),
        ("12个", "6个", (None, "0.500000")),
        ("80", "90", (None, "0.125000")),
        ("80分", "90分", (None, "0.125000")),
        ("71.73%", "71.65～71.66%", (None, None)),
        ("12个", "6人", (None, None)),
        ("12万元", "6%", (None, None)),
        ("邮电费", None, (None, None)),
        (None, "3元", (None, None)),
    ],
)
def test_without_a_check_the_named_figures_tell(
    printed: str, computed: str, expected: tuple[str | None, str | None]
) -> None:
    assert gap(finding(printed, computed, None), [], []) == expected
    assert gap(finding(printed, computed), [check("1", "2", facts=0)], []) == expected


def test_a_check_without_sides_leaves_the_named_figures() -> None:
    assert gap(finding("3元", "5元"), [check(None, None)], [AMOUNT, AMOUNT]) == ("2.00", "0.666667")
