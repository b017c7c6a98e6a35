"""Failures of a way of writing, or of rows that are not printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.records import Check, Fact
from pipeline.audit.confirmation import witnesses
from pipeline.audit.systematic import Explained, systematic
from pipeline.audit.weighing import Scales
from tests.pipeline.audit.drawn import evidence, printed, stated, table

TEXT = "甲11.00万元，乙12.00万元，丙13.00万元，丁14.00万元，戊15.00万元。"
RAWS = ("11.00万元", "12.00万元", "13.00万元", "14.00万元", "15.00万元")
WAY = "noun.x·said·fund:none·plain·final"


def explained(facts: list[Fact], *checks: Check) -> list[Explained]:
    known = evidence(TEXT, facts, [table(canonical_table="a"), table(canonical_table="b")])
    return list(systematic(Scales(known, checks, witnesses(known.facts, checks))))


def repeated(n: int, m: int, result: str = "fail") -> Check:
    amounts = Decimal(n + 1), Decimal(m + 1)
    return Check("N01", "a = a", (n,), (m,), *amounts, amounts[0] - amounts[1], Decimal(0), result, "error")


def sentences(number: int) -> list[Fact]:
    """So many sentences of one construction, and behind them as many cells with other amounts."""
    told = [stated(TEXT, raw, construction=WAY) for raw in RAWS[:number]]
    return [*told, *(printed(f"{2 * n + 90}.00", row=n) for n in range(number))]


def test_a_construction_that_fails_with_three_figures_is_one_note() -> None:
    facts = sentences(3)
    (one,) = explained(facts, *(repeated(n, n + 3) for n in range(3)))
    assert one.checks == {0, 1, 2}
    assert (one.note.code, one.note.severity, len(one.note.facts)) == ("NOT_UNDERSTOOD", "info", 6)
    assert "3 figures" in one.note.message_en


def test_two_failures_are_enough_where_none_holds_and_one_is_not() -> None:
    facts = sentences(2)
    assert len(explained(facts, repeated(0, 2), repeated(1, 3))) == 1
    assert explained(facts, repeated(0, 2), replace(repeated(1, 3), result="pass")) == []
    assert explained(facts, repeated(0, 2)) == []


def test_failures_that_share_a_figure_are_of_that_figure() -> None:
    """One cell that is wrong contradicts every sentence that repeats it."""
    facts = [*sentences(3)[:3], printed("90.00")]
    assert explained(facts, *(repeated(n, 3) for n in range(3))) == []


def test_a_construction_that_mostly_holds_may_fail_three_times() -> None:
    facts = sentences(3)
    held = [repeated(0, 3, "pass")] * 15
    assert explained(facts, *(repeated(n, n + 3) for n in range(3)), *held) == []
    assert len(explained(facts, *(repeated(n, n + 3) for n in range(3)), *held[1:])) == 1


def test_soft_checks_are_not_counted() -> None:
    facts = sentences(3)
    assert explained(facts, *(replace(repeated(n, n + 3), severity="info") for n in range(3))) == []


def below(lhs: int, rhs: int, gap: str) -> Check:
    left = Decimal(100)
    diff = Decimal(gap)
    return Check("I07", "total = Σ", (lhs,), (rhs,), left, left - diff, diff, Decimal(0), "fail", "error")


@pytest.mark.parametrize(
    ("where", "gaps", "found"),
    [
        (((0, 2), (0, 3)), ("7", "4"), True),  # two columns of one row fall short
        (((0, 2), (1, 2)), ("7", "7"), True),  # two tables, by the same
        (((0, 2), (1, 2)), ("7", "4"), False),
        (((0, 2), (0, 3)), ("-7", "-7"), False),  # rows that are too much are printed
        (((0, 2),), ("7",), False),
    ],
)
def test_rows_that_are_not_printed(
    where: tuple[tuple[int, int], ...], gaps: tuple[str, ...], found: bool
) -> None:
    totals = [printed("100.00", table=t, col=c, row=0) for t, c in where]
    rows = [printed("93.00", table=t, col=c, row=1, function_code="208") for t, c in where]
    checks = [below(n, n + len(where), gap) for n, gap in enumerate(gaps)]
    notes = [e.note.code for e in explained([*totals, *rows], *checks)]
    assert ("ROWS_NOT_PRINTED" in notes) is found
