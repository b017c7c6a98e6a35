"""The figures of one item in one statement."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.audit.statement import StatedItem, by_item
from pipeline.figures.tolerance import Side
from tests.pipeline.audit.drawn import evidence, stated

TEXT = "支出合计300.00万元，其中基本支出100.00万元，上年90.00万元"
TOTAL = stated(TEXT, "300.00万元")
BASIC = stated(TEXT, "100.00万元", measure="expenditure.basic")


def item(*facts: object, statement: tuple[int, ...] = ()) -> StatedItem:
    return StatedItem(evidence(TEXT, facts), tuple(range(len(facts))), statement)  # type: ignore[arg-type]


def test_facts_are_parted_by_what_they_are_about() -> None:
    label = replace(BASIC, item_label="甲")
    coded = replace(BASIC, function_code="201", item_label="甲")
    other_label = replace(coded, item_label="乙")
    found = evidence(TEXT, (TOTAL, BASIC, TOTAL, label, coded, other_label, replace(TOTAL, value_year=2023)))
    assert list(by_item(found, range(7))) == [[0, 2], [1], [3], [4, 5], [6]]


def test_one_figure_of_a_role() -> None:
    budget = replace(TOTAL, role="initial_budget")
    found = item(TOTAL, budget)
    assert (found.one("final"), found.one("initial_budget"), found.one("full_year_budget")) == (0, 1, None)
    assert item(TOTAL, replace(TOTAL, value_yuan=None)).one("final") == 0


def test_of_equal_figures_the_last_and_of_different_ones_none() -> None:
    other = replace(TOTAL, value_yuan=Decimal(1))
    assert item(TOTAL, TOTAL).one("final") == 1
    assert item(TOTAL, other).one("final") is None


def test_what_stands_before_a_figure_counts_first() -> None:
    other = replace(TOTAL, value_yuan=Decimal(1))
    found = item(TOTAL, BASIC, other)
    assert found.one("final", before=1) == 0
    assert item(BASIC, replace(BASIC, role="share")).one("final", before=0) == 0


def test_a_comparator_tells_changes_apart() -> None:
    yoy = replace(TOTAL, role="change_yoy", comparator="prior_final")
    found = item(yoy, replace(yoy, comparator="prior_budget", value_yuan=Decimal(1)))
    assert found.one("change_yoy", comparator="prior_final") == 0
    assert found.one("change_yoy", comparator="prior_budget") == 1
    assert found.one("change_yoy") is None


def test_an_earlier_figure_may_have_another_year() -> None:
    before = replace(TOTAL, role="prior_final", value_year=2023)
    other = replace(BASIC, role="prior_final", value_year=2023)
    found = StatedItem(evidence(TEXT, (TOTAL, other, before)), [0], [0, 1, 2])
    assert found.earlier(0, ["prior_final", "prior_budget"]) == 2
    assert found.earlier(0, ["initial_budget"]) is None
    assert StatedItem(evidence(TEXT, (TOTAL, before)), [0, 1]).earlier(0, ["prior_final"]) == 1


def test_a_change_speaks_of_the_figure_that_it_is_not_compared_with() -> None:
    budget = replace(TOTAL, role="initial_budget", value_yuan=Decimal(5))
    change = replace(TOTAL, role="change_vs_initial_budget", comparator="initial_budget")
    assert item(TOTAL, budget, change).value_of(2) == 0
    assert item(TOTAL, budget, replace(change, comparator="prior_final")).value_of(2) is None


def test_sides_have_the_slack_of_their_decimals() -> None:
    assert item(TOTAL).side(0) == Side(Decimal(3000000), Decimal(50))
