"""What shares are shares of (docs/domain.md §3.5 d)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.narrative.aspects import Subject
from extractors.narrative.denominators import Denominators
from extractors.narrative.setting import Setting
from extractors.records import Quantity
from tests.extractors.narrative.paragraphs import read


def test_a_share_is_of_the_total_that_it_fits() -> None:
    """Suzhou: 收入预算合计 is the whole although 本年收入 stands between."""
    text = "2023年收入决算总计95万元，包括本年收入90万元，年初结转和结余5万元。其中："
    facts, _ = read(text, "财政拨款收入85.5万元，占90%；", "其他收入4.5万元，占4.74%。")
    shares = [(f.measure, f.denominator) for f in facts if f.role == "share"]
    assert shares == [
        ("income.fiscal", "income_expenditure_total"),
        ("income.other", "income_expenditure_total"),
    ]
    facts, _ = read("本年收入90万元，其中：财政拨款收入85.5万元，占95%。")
    assert facts[2].denominator == "income.total"


def test_a_share_whose_whole_nothing_names_has_none() -> None:
    facts, _ = read("其他收入10万元，占10%。")
    assert [f.denominator for f in facts] == [None, None]
    facts, _ = read("其他收入10万元，占10%。", canonical="income")
    assert facts[1].denominator == "income.total"


def test_expenditure_of_a_fund_is_a_share_of_the_expenditure_of_all() -> None:
    text = "一般公共预算财政拨款支出90万元，占本年支出合计的94.24%。"
    facts, _ = read(text, scope="gpb", canonical="gpb_expenditure")
    assert facts[1].denominator == "expenditure.total"


TOTAL, BASIC, OTHER = Subject("expenditure.total"), Subject("expenditure.basic"), Subject("income.other")


def share(value: str) -> Quantity:
    decimals = len(value.partition(".")[2])
    return Quantity(Place(None, None, 0, 1), 0, "percent", value, "%", decimals, Decimal(value), None, "body")


def stated_in(setting: Setting, *values: tuple[Subject, str]) -> Denominators:
    denominators = Denominators()
    denominators.enter(setting)
    for subject, value in values:
        denominators.state(subject, Decimal(value))
    return denominators


PLAIN = Setting("all_funds", around=1)


def test_the_total_that_the_section_has_stated() -> None:
    assert stated_in(PLAIN, (TOTAL, "100")).of(BASIC, None, share("90"), PLAIN) == "expenditure.total"
    assert stated_in(PLAIN).of(BASIC, None, share("90"), PLAIN) is None
    assert stated_in(PLAIN, (OTHER, "100")).of(BASIC, None, share("90"), PLAIN) is None  # no total of it


@pytest.mark.parametrize(
    ("printed", "denominator"),
    [
        ("30.0", "income.total"),  # 30 of 100
        ("30.09", "income_expenditure_total"),  # none fits: the last one
        ("25", "income_expenditure_total"),  # 30 of 120
        ("24", "income_expenditure_total"),
    ],
)
def test_of_several_totals_the_one_that_the_share_fits(printed: str, denominator: str) -> None:
    values = ((Subject("income.total"), "100"), (Subject("income_expenditure_total"), "120"), (OTHER, "30"))
    assert stated_in(PLAIN, *values).of(OTHER, None, share(printed), PLAIN) == denominator


@pytest.mark.parametrize(
    ("printed", "fits"), [("66.6", True), ("66.7", True), ("66.8", False), ("66.5", False)]
)
def test_a_share_fits_rounded_or_cut(printed: str, fits: bool) -> None:
    """20 of 30 is 66.666…: less than one unit of the last printed decimal away."""
    values = ((Subject("income.total"), "30"), (Subject("income_expenditure_total"), "31"), (OTHER, "20"))
    found = stated_in(PLAIN, *values).of(OTHER, None, share(printed), PLAIN)
    assert (found == "income.total") == fits


def test_nothing_of_nothing_fits() -> None:
    values = ((Subject("income.total"), "0"), (Subject("income_expenditure_total"), "5"), (OTHER, "0"))
    assert stated_in(PLAIN, *values).of(OTHER, None, share("50"), PLAIN) == "income.total"
    values = ((Subject("income.total"), "0"), (Subject("income_expenditure_total"), "5"), (OTHER, "3"))
    assert stated_in(PLAIN, *values).of(OTHER, None, share("50"), PLAIN) == "income_expenditure_total"


def test_what_words_name_counts_but_for_a_loose_name_that_does_not_fit() -> None:
    values = ((Subject("income.total"), "100"), (OTHER, "30"))
    named = "income_expenditure_total"
    assert stated_in(PLAIN, *values).of(OTHER, named, share("30"), PLAIN) == "income.total"
    assert stated_in(PLAIN, *values).of(OTHER, named, share("20"), PLAIN) == named  # nothing fits
    assert stated_in(PLAIN, *values).of(OTHER, "income.fiscal", share("30"), PLAIN) == "income.fiscal"
    both = (*values, (Subject(named), "120"))
    assert stated_in(PLAIN, *both).of(OTHER, named, share("30"), PLAIN) == named  # stated itself


def test_what_has_a_share_is_a_part_itself() -> None:
    fiscal = Subject("income.fiscal")
    denominators = stated_in(
        PLAIN, (Subject("income.total"), "100"), (fiscal, "90"), (Subject("income.gpb"), "80")
    )
    assert denominators.of(fiscal, None, share("90"), PLAIN) == "income.total"
    assert denominators.of(Subject("income.gpb"), None, share("80"), PLAIN) == "income.total"


def test_an_item_is_a_share_of_its_measure() -> None:
    item = Subject("gpb.expenditure", function_code="205")
    denominators = stated_in(PLAIN, (Subject("gpb.expenditure"), "10"), (item, "5"))
    assert denominators.of(item, None, share("50"), PLAIN) == "gpb.expenditure"


def test_another_section_has_other_totals_but_its_items_have_not() -> None:
    denominators = stated_in(PLAIN, (TOTAL, "100"))
    denominators.enter(Setting("all_funds", section=5, around=1, is_around=False))
    assert denominators.of(BASIC, None, share("90"), PLAIN) == "expenditure.total"
    denominators.enter(Setting("all_funds", around=2))
    assert denominators.of(BASIC, None, share("90"), PLAIN) is None


def test_the_section_says_its_total_where_it_names_one() -> None:
    setting = Setting("all_funds", canonical=frozenset({"expenditure"}), around=1)
    assert stated_in(setting).of(BASIC, None, share("90"), setting) == "expenditure.total"
    setting = Setting("all_funds", canonical=frozenset({"income"}), around=1)
    assert stated_in(setting).of(BASIC, None, share("90"), setting) is None  # no total of expenditure


def test_of_two_totals_that_fit_the_first() -> None:
    """30 of 100 and 30 of 102 both print as 30 %, rounded or cut."""
    values = ((Subject("income.total"), "100"), (Subject("income_expenditure_total"), "102"), (OTHER, "30"))
    assert stated_in(PLAIN, *values).of(OTHER, None, share("30"), PLAIN) == "income.total"
    assert stated_in(PLAIN, *values[::-1]).of(OTHER, None, share("30"), PLAIN) == "income_expenditure_total"
