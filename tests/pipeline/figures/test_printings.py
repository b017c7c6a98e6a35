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


def test_what_one_kind_of_budget_pays_of_procurement_is_not_all_of_it() -> None:
    bought = replace(FACT, measure="procurement.total", scope="all_funds")
    assert same_figure(bought) != same_figure(replace(bought, scope="gpb"))
    assert same_figure(bought) == same_figure(replace(bought, scope=None))
    three_public = replace(bought, measure="three_public.total")
    assert same_figure(three_public) == same_figure(replace(three_public, scope="gpb"))


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


def rows(label: str | None, *amounts: str) -> list[Fact]:
    return [printed(a, "gpb.expenditure", item_label=label, row=n) for n, a in enumerate(amounts)]


def test_rows_of_one_name_and_one_amount_are_printings() -> None:
    assert parts(*rows("甲", "1.00", "1.00")) == [((0,), "1", False), ((1,), "1", False)]


def test_a_table_that_repeats_one_name_says_nothing_of_others() -> None:
    assert parts(*rows("甲", "1.00", "2.00"), *rows("乙", "1.00", "1.00")) == []
    elsewhere = [replace(f, table=1) for f in rows("乙", "1.00", "1.00")]
    assert parts(*rows("甲", "1.00", "2.00"), *elsewhere) == [((2,), "1", False), ((3,), "1", False)]


def test_totals_that_differ_do_not_make_a_table_repeat_its_names() -> None:
    found = parts(*rows(None, "5.00", "6.00"), *rows("乙", "1.00", "1.00"))
    assert found == [((0,), "5", False), ((2,), "1", False), ((3,), "1", False)]
    more = parts(*rows(None, "5.00", "6.00"), *rows("甲", "1.00", "2.00"), *rows("乙", "1.00", "1.00"))
    assert more == [((0,), "5", False)]


def test_sentences_that_differ_are_printings_one_by_one() -> None:
    one, other = (replace(f, table=None, source_kind="narrative") for f in rows("甲", "1.00", "2.00"))
    assert parts(one, other) == [((0,), "1", False), ((1,), "2", False)]


def test_a_code_in_one_row_is_no_sum_where_other_codes_are_repeated() -> None:
    single = replace(coded("9.00"), function_code="202")
    sentence = replace(single, table=None, source_kind="narrative")
    found = parts(coded("1.00"), coded("2.00"), single, sentence)
    assert found == [((0, 1), "3", True), ((2,), "9", False), ((3,), "9", False)]


def test_nothing_twice_is_no_sum() -> None:
    nothing = [replace(coded("0.00"), function_code="202") for _ in range(2)]
    assert parts(coded("1.00"), coded("2.00"), *nothing)[1:] == [((2,), "0", False), ((3,), "0", False)]


def test_the_total_may_stand_last_and_two_equal_rows_are_none() -> None:
    last = [coded("1.00"), coded("2.00"), coded("3.00")]
    assert parts(*last) == [((2,), "3", False), ((0, 1), "3", True)]
    assert parts(coded("1.00"), coded("2.00"), coded("4.00")) == [((0, 1, 2), "7", True)]


def test_a_sum_has_the_slack_of_its_rows_and_the_rank_of_the_best() -> None:
    facts = [coded("1.00", confidence=0.5), coded("2.00", decimals=1), coded("3.00")]
    ((whole, rest),) = printings(facts, [table()], by_figure(facts)).values()
    assert (whole.side, rest.side) == (Side(Decimal(30000), Decimal(50)), Side(Decimal(30000), Decimal(550)))
    assert rest.rank == printing_of(facts, [table()], 1).rank
    ((alone,),) = printings(facts[:2], [table()], by_figure(facts[:2])).values()
    assert (alone.side.slack, alone.rank) == (Decimal(550), printing_of(facts, [table()], 1).rank)


def test_kinds_of_places_are_ranked_whatever_stands_first() -> None:
    kinds = ("derived", "narrative", "form", "table")
    facts = [replace(FACT, source_kind=k, table=None) for k in kinds]
    assert sorted(range(4), key=lambda n: printing_of(facts, (), n).rank) == [3, 2, 1, 0]


def test_what_has_no_value_is_nothing_as_a_printing() -> None:
    nothing = replace(FACT, value=None, value_yuan=None, table=None)
    assert printing_of([nothing], (), 0).side == Side(Decimal(0), Decimal(0))


def test_a_table_without_unit_prints_yuan() -> None:
    assert side_of(printed("0.00"), [table(unit_multiplier=None)]) == Side(Decimal(0), Decimal("0.005"))
