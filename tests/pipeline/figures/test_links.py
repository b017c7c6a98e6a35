"""Printings of one figure, linked; derived figures behind them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from extractors.document import Place
from extractors.records import Fact, Table
from pipeline.figures.links import link
from pipeline.figures.printings import same_figure

NOWHERE = Place(None, None, None, None)


def table(ties_out: bool | None = None, unit: int = 10000) -> Table:
    return Table(
        NOWHERE,
        section=None,
        canonical_table=None,
        title_raw=None,
        unit_raw=None,
        unit_multiplier=Decimal(unit),
        n_rows=0,
        n_cols=0,
        pages=(),
        engine="lines",
        cells=(),
        ties_out=ties_out,
    )


def fact(yuan: str, kind: str = "table", measure: str = "gpb.expenditure", **more: Any) -> Fact:
    """A fact printed in 万元 with two decimals; in the first table unless it is said otherwise."""
    more.setdefault("table", 0 if kind == "table" else None)
    more.setdefault("decimals", 2)
    more.setdefault("role", "final")
    value = Decimal(yuan)
    return Fact(
        NOWHERE,
        measure=measure,
        source_kind=kind,
        value=more.pop("value", value / 10000),
        value_yuan=value,
        value_year=more.pop("value_year", 2024),
        **more,
    )


def count(value: int, measure: str, year: int = 2024) -> Fact:
    return Fact(NOWHERE, measure, "count", "narrative", value=Decimal(value), decimals=0, value_year=year)


def links(facts: list[Fact], *tables: Table) -> list[tuple[int | None, str | None, int | None]]:
    found = link(facts, tables or (table(),))
    return [(f.duplicate_of, f.duplicate_kind, f.part_of) for f in found[: len(facts)]]


def test_sentence_is_duplicate_of_the_table_that_prints_the_same_money() -> None:
    assert links([fact("29616800", "narrative"), fact("29616800")]) == [
        (1, "complete", None),
        (None, None, None),
    ]


def test_0_3_wan_against_2961_68_wan_stays_an_inconsistent_duplicate() -> None:
    """上海市普陀区财政局 2024, section four: 0.3万元 where the table prints 2,961.68."""
    found = links([fact("29616800"), fact("3000", "narrative", decimals=1)])
    assert found[1] == (0, "inconsistent", None)


def test_truncated_wan_is_consistent_with_yuan() -> None:
    """A budget of 873,617.00 yuan is 87.36万元 in prose: truncated, not rounded."""
    yuan = fact("873617", value=Decimal("873617"))
    assert links([yuan, fact("873600", "narrative")], table(unit=1))[1] == (0, "consistent", None)


def test_table_that_ties_out_stands_before_one_that_does_not() -> None:
    facts = [fact("100000"), fact("200000", table=1)]
    assert links(facts, table(ties_out=False), table(ties_out=True))[0] == (1, "inconsistent", None)


@pytest.mark.parametrize(
    "other",
    [
        {"value_year": 2023},
        {"role": "initial_budget"},
        {"function_code": "201"},
        {"measure": "fiscal.expenditure"},
        {"unit": "某市信息中心"},
    ],
)
def test_other_year_role_code_measure_or_unit_is_another_figure(other: dict[str, Any]) -> None:
    assert links([fact("100"), fact("100", "narrative", **other)])[1] == (None, None, None)


def test_shares_of_different_totals_are_different_figures() -> None:
    one = fact("0", "narrative", role="share", denominator="income.total")
    other = fact("0", "narrative", role="share", denominator="expenditure.total")
    assert same_figure(one) != same_figure(other)


def test_money_inside_a_reason_is_no_printing_of_what_it_explains() -> None:
    assert same_figure(fact("100", "narrative", role="reason_amount")) is None


def test_titles_that_say_fiscal_or_gpb_mean_the_same_three_public_money_but_funds_do_not() -> None:
    fiscal = fact("100", "narrative", "three_public.total", scope="fiscal")
    gpb = fact("100", measure="three_public.total", scope="gpb")
    fund = fact("100", measure="three_public.total", scope="gov_fund")
    assert same_figure(fiscal) == same_figure(gpb) != same_figure(fund)


def test_class_in_two_rows_is_a_part_of_the_total_that_a_sentence_prints() -> None:
    """301 stands once under 501 and once under 505."""
    facts = [
        fact("600", economic_code="301"),
        fact("400", economic_code="301"),
        fact("1000", "narrative", economic_code="301"),
    ]
    assert links(facts) == [(None, None, 2), (None, None, 2), (None, None, None)]


def test_code_once_for_each_unit_gives_their_sum_as_a_derived_fact() -> None:
    facts = [fact("600", function_code="205"), fact("400", function_code="205")]
    found = link(facts, [table()])
    assert [(f.source_kind, f.derivation, f.value_yuan, f.derived_from) for f in found[2:]] == [
        ("derived", "sum_of_rows", Decimal(1000), (0, 1))
    ]
    assert [f.part_of for f in found] == [2, 2, None]


def test_row_that_is_the_sum_of_the_others_is_the_total() -> None:
    facts = [fact(v, function_code="205") for v in ("1000", "600", "400")]
    assert links(facts) == [(None, None, None), (None, None, 0), (None, None, 0)]
    assert len(link(facts, [table()])) == 3


def test_class_of_items_is_added_up_where_no_table_prints_it() -> None:
    facts = [fact("600", function_code="2050803"), fact("400", function_code="2050201")]
    found = link(facts, [table()])[2:]
    assert {(f.function_code, f.value_yuan) for f in found} == {
        ("205", Decimal(1000)),
        ("20508", Decimal(600)),
        ("20502", Decimal(400)),
    }


def test_printed_class_is_not_added_up_again() -> None:
    facts = [
        fact("1000", function_code="205"),
        fact("600", function_code="2050803"),
        fact("400", function_code="2050201"),
    ]
    assert {f.function_code for f in link(facts, [table()])[3:]} == {"20508", "20502"}


def test_rows_with_both_codes_give_each_code_its_sum() -> None:
    facts = [
        fact("600", function_code="2050803", economic_code="30201"),
        fact("400", function_code="2050803", economic_code="30202"),
    ]
    sums = {(f.function_code, f.economic_code): f.value_yuan for f in link(facts, [table()])[2:]}
    assert sums == {
        ("205", None): Decimal(1000),
        ("20508", None): Decimal(1000),
        ("2050803", None): Decimal(1000),
        (None, "302"): Decimal(1000),
        (None, "30201"): Decimal(600),
        (None, "30202"): Decimal(400),
    }


def test_rows_of_one_name_are_of_several_bodies_and_stay_apart() -> None:
    """Xi'an prints the department and its own office under one name; nobody says which is meant."""
    facts = [fact(v, item_label="某市公安局", measure="income.gpb") for v in ("900", "500")]
    assert links(facts) == [(None, None, None), (None, None, None)]


def test_initial_budget_is_implied_by_the_final_account_and_its_change() -> None:
    """通州 2023: 决算4404.98万元,比2023年度年初预算增加711.21万元 means an initial budget of 3693.77万元."""
    final = fact("44049800", "narrative", function_code="201", statement=1)
    change = fact(
        "7112100",
        "narrative",
        function_code="201",
        statement=1,
        role="change_vs_initial_budget",
        comparator="initial_budget",
    )
    (implied,) = link([final, change], ())[2:]
    assert (implied.role, implied.value_yuan, implied.derivation, implied.value_year) == (
        "initial_budget",
        Decimal(36937700),
        "implied_initial_budget",
        2024,
    )


def test_prior_year_is_implied_only_where_it_is_not_printed() -> None:
    final = fact("1000", "narrative", statement=1)
    change = fact("-200", "narrative", statement=1, role="change_yoy", comparator="prior_final")
    implied = link([final, change], ())[2:]
    assert [(f.role, f.value_yuan, f.value_year) for f in implied] == [("prior_final", Decimal(1200), 2023)]
    prior = fact("1200", role="prior_final", value_year=2023)
    assert len(link([final, change, prior], [table()])) == 3


def test_cost_per_person_is_the_amount_over_the_count() -> None:
    """通州 2023: 公务接待费0.26万元 for 64 persons is 40.62 yuan each."""
    amount = fact("2600", "narrative", "three_public.reception")
    ratio = link([amount, count(64, "three_public.reception_persons")], ())[-1]
    assert (ratio.measure, ratio.value_yuan, ratio.derived_from) == (
        "three_public.reception_per_person",
        Decimal("40.62"),
        (0, 1),
    )


def test_planned_money_is_not_divided_by_the_persons_that_came() -> None:
    budget = fact("12500", "narrative", "three_public.reception", role="initial_budget")
    amount = fact("2600", "narrative", "three_public.reception")
    found = link([budget, amount, count(64, "three_public.reception_persons")], ())
    assert [f.derived_from for f in found[3:]] == [(1, 2)]


def test_a_budget_is_divided_by_the_staff_that_it_begins_with() -> None:
    """西安 2022: 截止2021年底实有人员; persons who were received the year before are no such stock."""
    money = fact("8000000", "narrative", "gpb.personnel", role="initial_budget")
    assert link([money, count(40, "staff.actual", 2023)], ())[-1].value_yuan == Decimal(200000)
    assert len(link([money, count(40, "staff.actual", 2022)], ())) == 2
    meals = fact("2600", "narrative", "three_public.reception", role="initial_budget")
    assert len(link([meals, count(64, "three_public.reception_persons", 2023)], ())) == 2


def test_no_cost_per_person_without_persons() -> None:
    facts = [fact("2600", "narrative", "three_public.reception"), count(0, "three_public.reception_persons")]
    assert len(link(facts, ())) == 2


def test_no_cost_per_head_where_the_persons_of_several_bodies_are_counted_apart() -> None:
    """西安市气象局 2022 counts 145 of the weather service and 7 of a centre; the money is the centre's."""
    facts = [
        fact("17326206", "narrative", "gpb.personnel"),
        count(145, "staff.actual"),
        replace(count(7, "staff.actual"), item_label="某服务保障中心"),
    ]
    assert len(link(facts, ())) == 3


def test_balance_of_fiscal_money_is_one_figure_under_either_name() -> None:
    table_ = fact("100", measure="balance.opening", scope="fiscal")
    sentence = fact("100", "narrative", "fiscal.opening", scope="fiscal")
    of_all = fact("100", "narrative", "balance.opening", scope="all_funds")
    assert same_figure(table_) == same_figure(sentence) != same_figure(of_all)
