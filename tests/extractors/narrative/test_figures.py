"""Facts of figures and of words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.figures import fact_of_figure, fact_without_figure
from extractors.narrative.setting import Basis, Setting
from extractors.records import Quantity

PLACE = Place(3, (1.0, 2.0, 3.0, 4.0), 10, 15)
SETTING = Setting("fiscal", section=4, basis=Basis(is_budget=False, fiscal_year=2023))
BASIC = Subject("expenditure.basic")


def amount(value: str) -> Quantity:
    yuan = Decimal(value) * 10000
    return Quantity(PLACE, 7, "amount", value, "万元", 1, Decimal(value), yuan, "body")


def test_a_value_has_its_place_its_number_and_its_year() -> None:
    aspects = Aspects("prior_final", years_back=1, budget_basis="initial_budget", denominator="income.total")
    fact = fact_of_figure(amount("2.5"), BASIC, aspects, SETTING, 9)
    assert (fact.place, fact.section, fact.statement) == (PLACE, 7, 9)
    assert (fact.measure, fact.role, fact.source_kind) == ("expenditure.basic", "prior_final", "narrative")
    assert (fact.value_raw, fact.unit_raw, fact.decimals) == ("2.5", "万元", 1)
    assert (fact.value, fact.value_yuan) == (Decimal("2.5"), Decimal(25000))
    assert (fact.value_year, fact.budget_basis, fact.denominator) == (2022, "initial_budget", "income.total")
    assert (fact.direction, fact.value_state, fact.confidence, fact.extractor) == (
        None,
        "printed",
        0.9,
        "statement",
    )


@pytest.mark.parametrize(
    ("value", "direction", "signed", "way"),
    [
        ("2", 1, "2", 1),
        ("2", -1, "-2", -1),
        ("-2", -1, "2", 1),  # 减少-2 is an increase
        ("-2", 1, "-2", -1),
        ("0", -1, "0", 0),
        ("0.5", 1, "0.5", 1),
        ("0.5", -1, "-0.5", -1),
    ],
)
def test_a_change_is_signed(value: str, direction: int, signed: str, way: int) -> None:
    fact = fact_of_figure(amount(value), BASIC, Aspects("change_yoy", direction=direction), SETTING, 0)
    assert (fact.value, fact.value_yuan, fact.direction) == (Decimal(signed), Decimal(signed) * 10000, way)


@pytest.mark.parametrize(("value", "way"), [("2", None), ("0", 0)])
def test_both_directions_printed_leave_the_sign_of_what_is_not_zero_open(value: str, way: int | None) -> None:
    aspects = Aspects("change_yoy", direction=0, residue=True)
    fact = fact_of_figure(amount(value), BASIC, aspects, SETTING, 0)
    assert (fact.direction, fact.value_state, fact.confidence) == (way, "template_residue", 0.6)


def test_a_printed_zero_is_told_apart() -> None:
    assert fact_of_figure(amount("0"), BASIC, Aspects("final"), SETTING, 0).value_state == "printed_zero"
    for value in ("1", "-1", "0.1"):
        assert fact_of_figure(amount(value), BASIC, Aspects("final"), SETTING, 0).value_state == "printed"


def test_a_percentage_has_no_yuan() -> None:
    share = replace(amount("5"), kind="percent", unit_raw="%", value_yuan=None)
    fact = fact_of_figure(share, BASIC, Aspects("growth_yoy", direction=-1), SETTING, 0)
    assert (fact.value, fact.value_yuan) == (Decimal(-5), None)


@pytest.mark.parametrize(
    ("subject", "scope"),
    [
        (Subject("gpb.closing", fund="gov_fund", scope="gov_fund"), "gov_fund"),  # the noun
        (Subject("gpb.expenditure", fund="gov_fund"), "gpb"),  # the measure, whatever stands around
        (Subject("procurement.total", fund="gpb"), "gpb"),  # the fund that is named
        (Subject("procurement.total"), "fiscal"),  # the section
    ],
)
def test_the_scope_is_that_of_noun_measure_fund_section_in_this_order(subject: Subject, scope: str) -> None:
    assert fact_without_figure(PLACE, 4, subject, Aspects("final"), SETTING, 0).scope == scope


@pytest.mark.parametrize(
    ("role", "stated", "value", "yuan"),
    [
        ("final", "stated_none", Decimal(0), Decimal("0.00")),
        ("change_yoy", "stated_equal", Decimal(0), Decimal("0.00")),
        ("growth_yoy", "stated_equal", Decimal(0), None),
        ("count", "stated_none", Decimal(0), None),
        ("growth_yoy", "not_comparable", None, None),
        ("change_yoy", "not_comparable", None, None),
    ],
)
def test_words_without_a_number(role: str, stated: str, value: Decimal | None, yuan: Decimal | None) -> None:
    fact = fact_without_figure(PLACE, 4, BASIC, Aspects(role, stated=stated), SETTING, 2)
    assert (fact.value, fact.value_yuan, fact.value_state) == (value, yuan, stated)
    assert (fact.section, fact.statement, fact.value_raw) == (4, 2, None)


def test_figures_of_a_unit_are_labelled_by_it_but_for_items() -> None:
    setting = replace(SETTING, unit="某市信息中心")
    fact = fact_without_figure(PLACE, 4, BASIC, Aspects("final"), setting, 0)
    assert (fact.unit, fact.item_label) == ("某市信息中心", "某市信息中心")
    item = Subject("fiscal.expenditure", function_code="205", label="教育支出")
    fact = fact_without_figure(PLACE, 4, item, Aspects("final"), setting, 0)
    assert (fact.unit, fact.item_label, fact.function_code) == ("某市信息中心", "教育支出", "205")


def test_without_a_fiscal_year_a_figure_has_none() -> None:
    assert fact_without_figure(PLACE, None, BASIC, Aspects("final"), Setting("gpb"), 0).value_year is None
