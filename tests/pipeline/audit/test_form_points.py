"""Which rows of a form count towards its total."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.records import Project, ProjectFund
from tests.pipeline.audit.test_form_checks import NOWHERE, form, number, results


def funds(*points: tuple[str | None, str | None]) -> tuple[ProjectFund, ...]:
    kinds = ("total", "current_year_fiscal", "carryover")
    return tuple(
        ProjectFund(NOWHERE, kind, weight=number(w), score=number(s))
        for kind, (w, s) in zip(kinds, points, strict=False)
    )


def sums(project: Project) -> dict[str, str]:
    return {code: result for code, result in results(project) if code in ("S1", "S2")}


RATE = ("10", "9")
ROWS = [("60", "58"), ("30", "30")]


@pytest.mark.parametrize(
    ("marks", "weight", "score"),
    [
        ((RATE,), "100", "97"),
        ((RATE, RATE), "100", "97"),
        ((RATE, RATE), "110", "106"),
        ((RATE,), "90", "88"),
        ((RATE, RATE), "90", "88"),
    ],
)
def test_every_way_of_counting_the_rate(marks: tuple[tuple[str, str], ...], weight: str, score: str) -> None:
    assert sums(replace(form(ROWS, weight, score), funds=funds(*marks))) == {"S1": "pass", "S2": "pass"}


def test_no_way_of_counting_holds() -> None:
    assert sums(replace(form(ROWS, "100", "96"), funds=funds(RATE, RATE))) == {"S1": "pass", "S2": "fail"}
    assert sums(replace(form(ROWS, "95", "97"), funds=funds(RATE))) == {"S1": "fail", "S2": "pass"}


def test_a_row_without_points_leaves_the_sum_open() -> None:
    """The mark of the rate is printed without its weight: 90 is no slip."""
    blank = replace(form(ROWS, "100", "97"), funds=funds((None, "9")))
    assert sums(blank) == {"S1": "missing_operand", "S2": "pass"}
    unread = form([("60", "58"), ("30", None)], "100", "97")
    assert sums(unread) == {"S1": "pass", "S2": "missing_operand"}


def test_where_both_sums_fail_rows_may_be_lost() -> None:
    lost = replace(form(ROWS[:1], "100", "97"), funds=funds(RATE))
    assert sums(lost) == {"S1": "missing_operand", "S2": "missing_operand"}


@pytest.mark.parametrize(("score", "result"), [("97.4", "pass_rounding"), ("97.3", "fail")])
def test_the_mark_of_the_rate_is_rounded(score: str, result: str) -> None:
    project = replace(form(ROWS, "100", score), funds=funds(("10", "9.42")))
    assert sums(project)["S2"] == result
    assert replace(project, total_score=Decimal("97.42")).total_score == Decimal("97.42")
