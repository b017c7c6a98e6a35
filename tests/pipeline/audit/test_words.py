"""How messages call facts and figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Place
from pipeline.audit import words
from tests.pipeline.audit.drawn import NOWHERE, printed


def test_an_item_is_called_by_its_measure_and_its_label_or_code() -> None:
    fact = printed("1.00", "three_public.reception")
    name = words.item(fact)
    assert name == "公务接待费"
    assert words.item(replace(fact, function_code="2080505")) == f"{name}·2080505"
    assert words.item(replace(fact, economic_code="30217")) == f"{name}·30217"
    assert words.item(replace(fact, function_code="2080505", item_label="行政运行")) == f"{name}·行政运行"
    assert words.item(replace(fact, measure="no.such")) == "no.such"


@pytest.mark.parametrize(
    ("raw", "value", "text"),
    [
        ("5.00", "5", "5.00万元"),
        ("5.00", "-5", "-5.00万元"),
        ("-5.00", "-5", "-5.00万元"),
        ("－5.00", "-5", "－5.00万元"),
        ("（5.00）", "-5", "（5.00）万元"),
        ("0.00", "0", "0.00万元"),
    ],
)
def test_a_figure_is_negative_where_words_made_it_so(raw: str, value: str, text: str) -> None:
    fact = replace(printed("1.00"), value_raw=raw, value=Decimal(value))
    assert words.figure(fact) == text
    assert words.printed_figure(fact) == f"{raw}万元"


def test_a_figure_without_digits() -> None:
    fact = replace(printed("1.00"), value_raw=None, unit_raw=None)
    assert (words.figure(fact), words.printed_figure(fact)) == ("", "")
    assert words.shown_state(replace(fact, value_state="stated_none")) == "无"
    assert words.shown_state(replace(fact, value_state="stated_equal")) == "持平"
    assert words.shown_state(fact) == "0"


def test_a_computed_percentage_has_one_digit_more_than_the_printed_one() -> None:
    low, high = Decimal("40.4612"), Decimal("40.4689")
    assert words.percent(low, low, 2) == "40.461%"
    assert words.percent(low, high, 2) == "40.461%～40.469%"
    assert words.percent(low, high, 0) == "40.5%"


def test_amounts_in_the_unit_of_a_fact() -> None:
    in_wan = printed("2.00")
    assert words.in_unit_of(in_wan, Decimal(15000)) == "1.5万元"
    in_yuan = replace(in_wan, value=Decimal(-20000), value_yuan=Decimal(-20000), unit_raw="元")
    assert words.in_unit_of(in_yuan, Decimal(15000)) == "15000元"
    nothing = replace(in_wan, value=Decimal(0), value_yuan=Decimal(0), unit_raw=None)
    assert words.in_unit_of(nothing, Decimal(15000)) == "1.5万元"


def test_pages() -> None:
    assert (words.page(Place(3, None, 0, 1)), words.page(NOWHERE)) == ("3", "—")


def test_names_of_a_measure_begin_with_the_longest() -> None:
    names = words.names_of("three_public.reception")
    assert "公务接待费" in names
    assert [len(n) for n in names] == sorted((len(n) for n in names), reverse=True)
    assert words.names_of("no.such") == ()


def test_totals_and_their_parts() -> None:
    assert words.parent_of("three_public.reception") == "three_public.total"
    assert words.parent_of("no.such") is None
    assert "three_public.reception" in words.children_of("three_public.total")
    assert words.children_of("no.such") == ()


def test_small_declines_and_units_that_nobody_printed() -> None:
    small = replace(printed("0.50"), value=Decimal("-0.50"))
    assert words.figure(small) == "-0.50万元"
    for change in ({"value": None}, {"value_yuan": None}):
        assert words.in_unit_of(replace(small, unit_raw=None, **change), Decimal(15000)) == "1.5万元"


def test_the_longest_of_several_names_comes_first() -> None:
    names = words.names_of("gpb.expenditure")
    assert len(names[0]) > len(names[-1])


def test_amounts_in_yuan_and_in_ten_thousands() -> None:
    assert words.yuan(Decimal("1200.50")) == "1200.5元"
    assert words.ten_thousand_yuan(Decimal(12000)) == "1.2万元"
    assert words.joined(["甲", "乙"]) == "甲、乙"
