"""Sums that no row prints, what sentences imply of last year and of the budget, costs per head."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from extractors.read import read
from extractors.records import Fact
from pipeline.figures.derivation import implied_values, ratios, sums_of_rows
from pipeline.figures.printings import by_figure, printings
from pipeline.reading.extract import extract_document
from tests.pipeline.audit.drawn import NOWHERE, printed, table

HEAD = "某市某区财政局2024年度部门决算\n\n二、收入支出决算总体情况说明\n\n"
ITEM, OTHER = "2050803", "2050201"


@pytest.mark.parametrize(("word", "implied"), [("持平", [Decimal("1000000.00")]), ("基本持平", [])])
def test_about_level_implies_no_exact_figure(word: str, implied: list[Decimal]) -> None:
    text = f"{HEAD}2024年度收、支总计100.00万元，与上年{word}。\n"
    facts = extract_document(read(text.encode())).facts
    assert any(f.value_state == "stated_equal" for f in facts)
    assert [f.value_yuan for f in facts if f.derivation == "implied_prior"] == implied


def row(yuan: int, function: str | None = None, economic: str | None = None, **more: Any) -> Fact:
    """A row of the first table."""
    codes = {"function_code": function, "economic_code": economic, "value_year": 2024}
    return printed(f"{Decimal(yuan) / 10000}", "gpb.expenditure", **{**codes, **more})


def sums(*facts: Fact) -> dict[tuple[str | None, str | None], list[int]]:
    """The sums by function and economic code, in yuan."""
    figures = by_figure(facts)
    found: dict[tuple[str | None, str | None], list[int]] = {}
    for fact in sums_of_rows(facts, figures, printings(facts, [table()] * 2, figures)):
        assert fact.value_yuan is not None
        found.setdefault((fact.function_code, fact.economic_code), []).append(int(fact.value_yuan))
    return found


def test_rows_of_a_class_give_it_a_sum_once_for_all_tables() -> None:
    one = (row(600000, "205"), row(400000, "205"))
    again = tuple(replace(f, table=1) for f in one)
    assert sums(*one) == {("205", None): [1000000]}
    assert sums(*one, *again) == {("205", None): [1000000]}
    more = row(500000, "205", table=1)
    assert sums(*one, again[0], more) == {("205", None): [1000000, 1100000]}


def test_rows_beside_a_figure_that_another_table_prints() -> None:
    rows = (row(600000, "205"), row(400000, "205"))
    assert sums(*rows, row(1000000, "205", table=1)) == {}
    assert sums(*rows, row(900000, "205", table=1)) == {("205", None): [1000000]}


def test_rows_that_stand_under_their_total_are_not_counted_beside_it() -> None:
    rows = (row(1000, ITEM), row(600, ITEM), row(400, ITEM), row(50, OTHER))
    assert sums(*rows) == {("205", None): [1050], ("20502", None): [50], ("20508", None): [1000]}


def test_only_rows_of_one_code_are_its_sum() -> None:
    assert sums(row(600), row(400)) == {}
    crossed = sums(row(600, ITEM, "30201"), row(400, ITEM, "30201"))
    assert crossed == {
        ("205", None): [1000],
        ("20508", None): [1000],
        (ITEM, None): [1000],
        (None, "302"): [1000],
        (None, "30201"): [1000],
    }


def test_a_code_as_long_as_a_class_counts_each_row_once() -> None:
    crossed = sums(row(600, "205", "302"), row(400, "205", "302"), row(50, "20805", "302"))
    assert crossed == {
        ("205", None): [1000],
        ("208", None): [50],
        ("20805", None): [50],
        (None, "302"): [1050],
    }


def test_economic_subjects_add_up_to_their_class_only() -> None:
    assert sums(row(1, None, "3020101"), row(2, None, "30202")) == {(None, "302"): [3]}


def test_rows_without_the_other_code_are_added_where_there_are_any() -> None:
    facts = (row(600, ITEM), row(600, ITEM, "30201"))
    assert sums(*facts) == {
        ("205", None): [600],
        ("20508", None): [600],
        (None, "302"): [600],
        (None, "30201"): [600],
    }


def test_a_code_that_other_rows_divide_is_not_added_again() -> None:
    assert sums(row(600, "20508"), row(600, ITEM), row(400, OTHER)) == {
        ("205", None): [1000],
        ("20502", None): [400],
    }
    assert sums(row(300, "20502"), row(600, ITEM)) == {("205", None): [900], ("20508", None): [600]}


@pytest.mark.parametrize(
    "other",
    [
        {"source_kind": "narrative", "table": None},
        {"value_yuan": None},
        {"table": 1},
        {"role": "initial_budget"},
        {"measure": "gpb.basic_expenditure"},
        {"scope": "gov_fund"},
        {"value_year": 2023},
    ],
)
def test_rows_of_another_column_are_another_sum(other: dict[str, Any]) -> None:
    found = sums(row(600, ITEM), replace(row(400, OTHER), **other))
    assert found["205", None][0] == 600
    assert 1000 not in found["205", None]


def test_sentences_and_blanks_are_no_rows() -> None:
    for change in ({"source_kind": "narrative", "table": None}, {"value_yuan": None}):
        assert sums(replace(row(400, OTHER), **change)) == {}
    assert sums(row(400)) == {}


def test_a_sum_stands_where_its_first_row_does_and_is_nobodys() -> None:
    facts = [row(600, ITEM, item_label="甲", col=3), row(400, OTHER, item_label="乙", decimals=1)]
    figures = by_figure(facts)
    whole, first, _ = sorted(
        sums_of_rows(facts, figures, {}),
        key=lambda f: (len(f.function_code or ""), f.function_code != "20508"),
    )
    assert (whole.derived_from, whole.decimals, whole.item_label, whole.table) == ((0, 1), 2, None, None)
    assert (whole.value, whole.value_state, whole.extractor, whole.unit_raw) == (
        1000,
        "derived",
        "derive",
        None,
    )
    assert (first.derived_from, first.function_code) == ((0,), "20508")


def sentence(yuan: str, role: str = "final", **more: Any) -> Fact:
    known: dict[str, Any] = {
        "value": Decimal(yuan) / 10000,
        "value_yuan": Decimal(yuan),
        "decimals": 2,
        "statement": 0,
        "value_year": 2024,
    }
    return Fact(NOWHERE, more.pop("measure", "gpb.expenditure"), role, "narrative", **{**known, **more})


FINAL = sentence("1000")
CHANGE = sentence("-200", "change_yoy", comparator="prior_final")


def implied(*facts: Fact) -> list[tuple[str, int | None, int | None]]:
    return [
        (f.role, f.value_year, None if f.value_yuan is None else int(f.value_yuan))
        for f in implied_values(facts)
    ]


@pytest.mark.parametrize(
    ("value", "change", "comparator", "found"),
    [
        ("final", "change_yoy", "prior_final", ("prior_final", 2023, 1200)),
        ("initial_budget", "change_yoy", "prior_budget", ("prior_budget", 2023, 1200)),
        ("final", "change_vs_initial_budget", "initial_budget", ("initial_budget", 2024, 1200)),
        ("final", "change_yoy", "prior_budget", None),
        ("final", "change_yoy", "initial_budget", None),
        ("final", "growth_yoy", "prior_final", None),
        ("initial_budget", "change_yoy", "prior_final", None),
    ],
)
def test_what_a_value_and_its_change_imply(
    value: str, change: str, comparator: str, found: tuple[str, int, int] | None
) -> None:
    facts = (sentence("1000", value), sentence("-200", change, comparator=comparator))
    assert implied(*facts) == ([found] if found else [])
    assert implied(*reversed(facts)) == ([found] if found else [])


def test_of_two_values_in_one_statement_nobody_says_which_changed() -> None:
    assert implied(FINAL, replace(FINAL, value_yuan=Decimal(1100)), CHANGE) == []
    assert implied(FINAL, FINAL, CHANGE) == [("prior_final", 2023, 1200)]


@pytest.mark.parametrize(
    ("difference", "found"),
    [
        ({"statement": 1}, 0),
        ({"statement": None}, 0),
        ({"source_kind": "table"}, 0),
        ({"value_yuan": None}, 0),
        ({"scope": "gov_fund"}, 0),
        ({"function_code": "201"}, 0),
        ({"economic_code": "301"}, 0),
        ({"item_label": "乙"}, 0),
        ({"unit": "某中心"}, 0),
        ({"measure": "x"}, 0),
        ({"item_label": "甲"}, 1),
    ],
)
def test_value_and_change_are_of_one_item_of_one_statement(difference: dict[str, Any], found: int) -> None:
    value = replace(FINAL, item_label="甲")
    assert len(implied(value, replace(CHANGE, **{"item_label": "甲", **difference}))) == found


def test_of_items_with_a_code_the_code_says_whether_they_are_one() -> None:
    for code in ({"function_code": "201"}, {"economic_code": "301"}):
        value, change = replace(FINAL, item_label="甲", **code), replace(CHANGE, item_label="乙", **code)
        assert implied(value, change) == [("prior_final", 2023, 1200)]


def test_what_is_printed_or_implied_already_is_not_implied() -> None:
    prior = sentence("1300", "prior_final", value_year=2023, statement=5)
    assert implied(FINAL, CHANGE, prior) == []
    assert len(implied(FINAL, CHANGE, replace(prior, value_yuan=None))) == 1
    assert len(implied(FINAL, CHANGE, replace(prior, value_year=2022))) == 1
    again = tuple(replace(f, statement=1) for f in (FINAL, CHANGE))
    assert len(implied(FINAL, CHANGE, *again)) == 1


def test_an_implied_value_without_year_and_its_decimals() -> None:
    nothing = {"value_year": None, "decimals": None}
    (found,) = implied_values([replace(FINAL, **nothing), replace(CHANGE, **nothing)])
    assert (found.value_year, found.decimals, found.derived_from) == (None, 0, (0, 1))
    for decimals in ((2, 1), (1, 2), (None, 2), (2, None)):
        facts = [replace(f, decimals=d) for f, d in zip((FINAL, CHANGE), decimals, strict=True)]
        assert [f.decimals for f in implied_values(facts)] == [2]


def test_level_needs_a_rate_that_is_level_too_of_the_same_item() -> None:
    level = sentence("0", "change_yoy", comparator="prior_final", value_state="stated_equal")
    rate = replace(level, role="growth_yoy", value_yuan=None)
    assert implied(FINAL, level) == []
    assert implied(FINAL, level, rate) == [("prior_final", 2023, 1000)]
    for other in (
        {"statement": 1},
        {"measure": "x"},
        {"comparator": "prior_budget"},
        {"value_state": "printed"},
    ):
        assert implied(FINAL, level, replace(rate, **other)) == []


RECEPTION, GUESTS = "three_public.reception", "three_public.reception_persons"
STAFF = "gpb.personnel"


def amount(yuan: str, measure: str = RECEPTION, role: str = "final", **more: Any) -> Fact:
    return sentence(yuan, role, measure=measure, **more)


def count(number: int, measure: str = GUESTS, year: int | None = 2024, **more: Any) -> Fact:
    known = {"value": Decimal(number), "decimals": 0, "value_year": year}
    return Fact(NOWHERE, measure, "count", "narrative", **{**known, **more})


def per_head(*facts: Fact) -> list[tuple[Decimal | None, tuple[int, ...]]]:
    return [(f.value_yuan, f.derived_from) for f in ratios(facts)]


@pytest.mark.parametrize(
    ("yuan", "heads", "each"),
    [("100", 1, "100.00"), ("1", 8, "0.12"), ("3", 8, "0.38"), ("100", 3, "33.33"), ("100", -3, None)],
)
def test_costs_per_head_are_rounded_to_a_cent(yuan: str, heads: int, each: str | None) -> None:
    found = per_head(amount(yuan), count(heads))
    assert found == ([] if each is None else [(Decimal(each), (0, 1))])


def test_a_cost_per_head_is_a_measure_with_two_decimals_and_no_code() -> None:
    (found,) = ratios([amount("90", "expenditure.basic", economic_code="301"), count(4, "staff.in_post")])
    assert (found.measure, found.economic_code, found.decimals, found.value_yuan) == (
        "staff.personnel_cost_per_head",
        None,
        2,
        Decimal("22.50"),
    )


@pytest.mark.parametrize(
    "change",
    [
        {"value_yuan": None},
        {"value": None},
        {"function_code": "201"},
        {"economic_code": "301"},
        {"item_label": "某中心"},
        {"unit": "某中心"},
        {"duplicate_of": 0},
        {"part_of": 0},
        {"value_year": 2023},
        {"role": "prior_final"},
    ],
)
def test_only_the_bodys_own_whole_amount_of_the_year_is_divided(change: dict[str, Any]) -> None:
    assert per_head(replace(amount("100"), **change), count(4)) == []


@pytest.mark.parametrize("change", [{"item_label": "某中心"}, {"unit": "某中心"}])
def test_heads_of_a_part_of_the_body_divide_nothing(change: dict[str, Any]) -> None:
    assert per_head(amount("100"), count(4), count(1, **change)) == []
    assert len(per_head(amount("100"), count(4), count(1, "staff.actual", **change))) == 1
    assert len(per_head(amount("100"), count(4), replace(count(1, **change), role="final"))) == 1


def test_the_first_amount_and_the_first_counts_of_a_rule_are_taken() -> None:
    of = [amount("100", "gpb.basic_expenditure", economic_code="301"), amount("60", STAFF)]
    heads = [
        count(3, "staff.institution_actual"),
        count(2, "staff.admin_actual"),
        count(4, "staff.actual"),
        count(10, "staff.in_post"),
    ]
    assert per_head(*of, *heads) == [(Decimal(6), (1, 5))]
    assert per_head(*of, *heads[:3]) == [(Decimal(15), (1, 4))]
    assert per_head(*of, *heads[:2]) == [(Decimal(12), (1, 3, 2))]
    assert per_head(of[0], *heads) == [(Decimal(10), (0, 4))]
    assert per_head(amount("40", STAFF), amount("60", STAFF), heads[2]) == [(Decimal(10), (0, 2))]


def test_final_money_comes_before_planned_money() -> None:
    planned, final = amount("80", role="initial_budget"), amount("40")
    assert per_head(planned, final, count(4)) == [(Decimal(10), (1, 2))]
    assert per_head(planned, count(4)) == [(Decimal(20), (0, 1))]
    assert per_head(planned, replace(final, value_year=2023), count(4)) == []


@pytest.mark.parametrize(
    ("role", "year", "heads_of", "found"),
    [
        ("initial_budget", 2024, 2024, 1),
        ("initial_budget", 2024, 2023, 1),
        ("initial_budget", 2024, 2022, 0),
        ("initial_budget", 2024, 2025, 0),
        ("final", 2024, 2023, 0),
        ("initial_budget", None, None, 1),
        ("initial_budget", None, 2024, 0),
    ],
)
def test_a_budget_begins_with_the_heads_of_the_year_before(
    role: str, year: int | None, heads_of: int | None, found: int
) -> None:
    facts = (amount("80", STAFF, role, value_year=year), count(4, "staff.actual", heads_of))
    assert len(per_head(*facts)) == found


def test_heads_of_the_year_itself_come_before_those_of_the_year_before() -> None:
    planned = amount("80", STAFF, "initial_budget")
    heads = [count(4, "staff.actual", 2023), count(8, "staff.actual")]
    assert per_head(planned, *heads) == [(Decimal(10), (0, 2))]
