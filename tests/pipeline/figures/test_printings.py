"""One figure and everywhere that a document prints it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.records import Fact
from pipeline.figures.printings import by_figure, printing_of, printings, same_figure, side_of
from pipeline.figures.tolerance import Side
from tests.pipeline.audit.drawn import printed, stated, table

TEXT = "支出100.00万元，占33.33%"
FACT = printed("100.00", "gpb.expenditure", item_label="甲")
SENTENCE = stated(TEXT, "100.00万元", measure="gpb.expenditure", item_label="甲")


def parts(*facts: Fact) -> list[tuple[tuple[int, ...], str, bool]]:
    """Positions, amount in 万元 and whether it is a sum, of the printings of the first figure of several."""
    found = printings(facts, [table()] * 2, by_figure(facts))
    return [
        (p.positions, f"{p.side.value / 10000:.0f}", p.is_sum) for several in found.values() for p in several
    ]


def test_a_sentence_and_a_cell_print_one_figure() -> None:
    assert same_figure(FACT) == same_figure(SENTENCE)
    assert by_figure([FACT, SENTENCE, replace(FACT, measure="x")])[same_figure(FACT)] == [0, 1]  # type: ignore[index]


@pytest.mark.parametrize(
    "change",
    [
        {"measure": "gov_fund.expenditure"},
        {"role": "initial_budget"},
        {"scope": "gov_fund"},
        {"scope": "state_capital"},
        {"value_year": 2020},
        {"function_code": "201"},
        {"economic_code": "301"},
        {"item_label": "乙"},
        {"unit": "某中心"},
        {"value_yuan": None},
    ],
)
def test_what_tells_figures_apart(change: dict[str, object]) -> None:
    assert same_figure(replace(FACT, **change)) != same_figure(FACT)


@pytest.mark.parametrize(
    "change", [{"scope": "fiscal"}, {"comparator": "prior_final"}, {"denominator": "x"}, {"section": 7}]
)
def test_what_does_not(change: dict[str, object]) -> None:
    assert same_figure(replace(FACT, **change)) == same_figure(FACT)


def test_comparators_and_denominators_tell_changes_and_shares_apart() -> None:
    change = replace(FACT, role="change_yoy")
    assert same_figure(change) != same_figure(replace(change, comparator="prior_final"))
    share = replace(FACT, role="share")
    assert same_figure(share) != same_figure(replace(share, denominator="x"))


def test_a_label_counts_only_without_code() -> None:
    coded = replace(FACT, function_code="201")
    assert same_figure(coded) == same_figure(replace(coded, item_label="乙"))


def test_a_balance_of_fiscal_money_is_a_measure_of_its_own() -> None:
    balance = replace(FACT, measure="balance.opening", scope="fiscal")
    assert same_figure(balance) == same_figure(replace(balance, measure="fiscal.opening", scope=None))
    assert same_figure(balance) != same_figure(replace(balance, scope=None))


def test_what_has_no_value_or_explains_something_is_no_figure() -> None:
    assert same_figure(replace(FACT, value=None)) is None
    assert same_figure(replace(FACT, role="reason_amount")) is None


def test_sides() -> None:
    assert side_of(FACT, ()) == Side(Decimal(1000000), Decimal(50))
    percent = stated(TEXT, "33.33%", "share")
    assert side_of(percent, ()) == Side(Decimal("33.33"), Decimal("0.005"))
    assert side_of(replace(percent, value=None), ()) is None
    zero = printed("0.00")
    assert side_of(zero, [table()]) == Side(Decimal(0), Decimal(50))
    assert side_of(replace(zero, table=None), ()) == Side(Decimal(0), Decimal("0.005"))


def test_the_best_printing_stands_in_a_table_that_ties_out() -> None:
    tables = [table(ties_out=False), table(ties_out=True, doubtful=("gap",)), table()]
    facts = [
        SENTENCE,
        replace(FACT, source_kind="form", table=None),
        FACT,
        replace(FACT, table=1),
        replace(FACT, table=2, confidence=0.5),
        replace(FACT, table=2),
        replace(FACT, source_kind="derived", table=None),
    ]
    ranked = sorted(range(len(facts)), key=lambda n: printing_of(facts, tables, n).rank)
    assert ranked == [5, 4, 3, 2, 1, 0, 6]


def test_only_figures_that_several_facts_print_have_printings() -> None:
    assert parts(FACT) == []
    assert parts(FACT, SENTENCE) == [((0,), "100", False), ((1,), "100", False)]


def coded(amount: str, **more: object) -> Fact:
    return printed(amount, "gpb.expenditure", function_code="201", **more)


def test_rows_of_a_code_are_parts_of_their_sum() -> None:
    assert parts(coded("1.00", row=1), coded("2.00", row=2)) == [((0, 1), "3", True)]


def test_rows_of_a_code_with_their_total_among_them() -> None:
    rows = [coded("3.00", row=1), coded("1.00", row=2), coded("2.00", row=3)]
    assert parts(*rows) == [((0,), "3", False), ((1, 2), "3", True)]


def test_equal_rows_of_a_code_are_printings_unless_the_table_repeats_codes() -> None:
    equal = [coded("1.00", row=1), coded("1.00", row=2)]
    assert parts(*equal) == [((0,), "1", False), ((1,), "1", False)]
    other = [replace(coded(v, row=n), function_code="202") for n, v in ((3, "1.00"), (4, "2.00"))]
    assert parts(*equal, *other)[0] == ((0, 1), "2", True)


def test_rows_of_one_name_are_of_several_bodies() -> None:
    one, other = (replace(FACT, value_yuan=Decimal(v), value=Decimal(v) / 10000) for v in (10000, 20000))
    assert parts(one, other) == []
    total, unit = (replace(f, item_label=None) for f in (one, other))
    assert parts(total, unit) == [((0,), "1", False)]
