"""When two printed amounts agree."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from patterns import load
from patterns.shapes.across import Across
from pipeline.figures.tolerance import Side, at_most_result, printing_result
from pipeline.publishing.across.check_rows import Match
from pipeline.publishing.across.judgement import Judgement, judge
from tests.pipeline.publishing.across.drawn import fact, pair, printed


def side(value: str, slack: str) -> Side:
    return Side(Decimal(value), Decimal(slack))


@pytest.mark.parametrize(
    ("second", "result"),
    [
        ("1000", "pass"),
        ("1001", "pass_rounding"),
        ("1005.5", "pass_rounding"),  # half a unit of either figure
        ("994.5", "pass_rounding"),
        ("1005.51", "pass_truncated"),
        ("994.49", "pass_truncated"),
        ("1009.99", "pass_truncated"),  # less than a whole unit of the coarser figure
        ("1010", "fail"),
        ("990", "fail"),
    ],
)
def test_figures_are_equal_within_what_their_decimals_can_tell(second: str, result: str) -> None:
    coarse, fine = side("1000", "5"), side(second, "0.5")
    assert printing_result(coarse, fine) == result
    assert printing_result(fine, coarse) == result


@pytest.mark.parametrize(
    ("first", "result"),
    [("3", "pass"), ("1000", "pass"), ("1005.5", "pass"), ("1005.51", "fail"), ("9000", "fail")],
)
def test_a_part_is_at_most_its_whole_and_their_slack(first: str, result: str) -> None:
    """The slack is that of both figures: exactly at it nothing is wrong, just over it something is."""
    assert at_most_result(side(first, "0.5"), side("1000", "5")) == result


@pytest.mark.parametrize(
    ("unit", "result"),
    [
        ("9.00", "pass"),
        ("9.05", "pass"),
        ("9.06", "fail"),
        ("9.1", "pass"),
        ("9.10", "fail"),
        ("9.2", "fail"),
    ],
)
def test_a_unit_prints_no_more_than_its_department_in_printed_figures(unit: str, result: str) -> None:
    """The department prints 9.0 and may have 9.05; the unit may have half of its own last digit less."""
    match = Match(printed(fact(unit)), printed(fact("9.0")))
    assert judge(load(Across).unit, pair("unit"), match, at_most_result).check["result"] == result


def test_what_holds_is_no_finding() -> None:
    judgement = judge(load(Across).budget, pair("budget"), Match(printed(fact("9")), printed(fact("9"))))
    assert judgement.finding is None
    assert (judgement.check["result"], judgement.check["severity"]) == ("pass", "info")
    assert judgement.as_note() is judgement


def test_what_fails_names_both_figures_with_their_pages() -> None:
    first, second = printed(fact("9.50", page=None)), printed(fact("9.00", page=8))
    judgement = judge(load(Across).budget, pair("budget"), Match(first, second))
    check, finding = judgement.check, judgement.finding
    assert finding is not None
    assert (check["diff"], check["tolerance"]) == (Decimal(5000), Decimal(100))
    assert (finding["printed"], finding["computed"]) == ("9.50万元", "9.00万元")
    assert "9.50万元" in finding["message_zh"]
    assert "第8页" in finding["message_zh"]
    assert "(p. 8) prints 9.00万元" in finding["message_en"]


def test_a_page_that_is_not_known_is_a_dash() -> None:
    first, second = printed(fact("9.50", page=None)), printed(fact("9.00", page=None))
    judgement = judge(load(Across).part, pair("part"), Match(first, second))
    assert judgement.finding is not None
    assert "(p. —)" in judgement.finding["message_en"]


def test_a_figure_that_is_implied_is_told_in_yuan() -> None:
    implied: dict[str, Any] = {"source_kind": "derived", "value_raw": None, "unit_raw": None}
    first, second = printed(fact("1234.5", **implied)), printed(fact("9.00"))
    judgement = judge(load(Across).prior, pair("prior"), Match(first, second))
    assert judgement.finding is not None
    assert judgement.finding["printed"] == "12,345,000.0元"


def test_a_note_is_a_note_in_both_rows_and_changes_nothing_else() -> None:
    judgement = Judgement({"severity": "error", "code": "N01"}, {"severity": "error", "code": "N01"})
    note = judgement.as_note()
    assert note == Judgement({"severity": "info", "code": "N01"}, {"severity": "info", "code": "N01"})
    assert judgement.check["severity"] == "error"
