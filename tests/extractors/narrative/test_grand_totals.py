from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.narrative.grand_totals import name_grand_totals
from extractors.records import Fact
from tests.extractors.narrative.paragraphs import read

XIAN = "当年预算收入420347元，其中：拨款400529元、上年实户资金余额9818元、其他收入10000元，较上年增加1元。"


def facts(text: str, *measures: tuple[str, str]) -> list[Fact]:
    found, at = [], 0
    for measure, figure in measures:
        at = text.index(figure, at)
        place = Place(1, None, at, at + len(figure))
        value = Decimal(figure)
        found.append(Fact(place, measure, "initial_budget", "narrative", value=value, value_yuan=value))
        at += len(figure)
    return found


def test_a_total_that_adds_up_only_with_a_balance_is_the_grand_total() -> None:
    """西安市审计局 2026, p. 10; its table prints 本年收入合计 41,052,896.08 and 收入总计 42,034,723.58."""
    found = facts(
        XIAN,
        ("income.total", "420347"),
        ("income.gpb", "400529"),
        ("balance.account_funds", "9818"),
        ("income.other", "10000"),
        ("income.other", "1"),
    )
    assert [f.measure for f in name_grand_totals(found, XIAN)][:2] == [
        "income_expenditure_total",
        "income.gpb",
    ]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("收入30元，其中：拨款20元、其他收入10元。", [("income.gpb", "20"), ("income.other", "10")]),
        ("收入30元，其中：拨款30元。上年结转5元。", [("income.gpb", "30"), ("balance.opening", "5")]),
        ("收入30元，其中：拨款20元、上年结转5元。", [("income.gpb", "20"), ("balance.opening", "5")]),
        ("收入30元，其中：拨款30元、上年结转0元。", [("balance.opening", "0"), ]),
    ],
)  # fmt: skip
def test_without_a_balance_that_the_sum_needs_it_stays_the_years_total(
    text: str, measures: list[tuple[str, str]]
) -> None:
    found = facts(text, ("income.total", "30"), *measures)
    assert name_grand_totals(found, text)[0].measure == "income.total"


def test_rounding_may_part_the_total_from_its_parts() -> None:
    """西安市公安局 2026, p. 9: 344,447.70 of 324,638.50, 13,102.70, 3,262.49 and 3,444.00, which are …69."""
    text = "收入344447.70，其中拨款324638.50、上年结转13102.70、实户资金3262.49、其他3444.00。"
    measures = ("income.total", "income.gpb", "balance.opening", "balance.account_funds", "income.other")
    figures = ("344447.70", "324638.50", "13102.70", "3262.49", "3444.00")
    found = [
        replace(f, decimals=2, value_yuan=f.value_yuan * 10000)
        for f in facts(text, *zip(measures, figures, strict=True))
        if f.value_yuan is not None
    ]
    assert name_grand_totals(found, text)[0].measure == "income_expenditure_total"


PARTS = (("income.total", "30"), ("income.gpb", "20"), ("balance.opening", "10"))


@pytest.mark.parametrize(
    ("text", "grand"),
    [
        ("收入30元，其中：拨款20元、上年结转10元。", True),
        ("说明。收入30元，其中：拨款20元、上年结转10元。", True),  # the full stop before it ends nothing
        ("收入30元，其中：拨款20元。上年结转10元。", False),  # another sentence
    ],
)
def test_the_parts_follow_in_the_sentence(text: str, grand: bool) -> None:
    found = facts(text, *PARTS)
    assert (name_grand_totals(found, text)[0].measure == "income_expenditure_total") == grand


def test_parts_that_do_not_add_up_name_no_grand_total() -> None:
    text = "收入30元，其中：拨款20元、上年结转8元。"
    found = facts(text, ("income.total", "30"), ("income.gpb", "20"), ("balance.opening", "8"))
    assert name_grand_totals(found, text)[0].measure == "income.total"
    text = "收入30元，其中：拨款20元、上年结转12元。"
    found = facts(text, ("income.total", "30"), ("income.gpb", "20"), ("balance.opening", "12"))
    assert name_grand_totals(found, text)[0].measure == "income.total"


@pytest.mark.parametrize(
    ("change", "grand"),
    [
        ({}, True),
        ({"role": "final"}, True),
        ({"role": "prior_final"}, False),
        ({"function_code": "205"}, False),
        ({"economic_code": "301"}, False),
        ({"item_label": "某项"}, False),
        ({"measure": "income.other"}, False),
        ({"value_yuan": None}, False),
    ],
)
def test_only_totals_of_the_year_are_named(change: dict[str, object], grand: bool) -> None:
    text = "收入30元，其中：拨款20元、上年结转10元。"
    total, *parts = facts(text, *PARTS)
    named = name_grand_totals([replace(total, **change), *parts], text)  # type: ignore[arg-type]
    assert (named[0].measure == "income_expenditure_total") == grand


@pytest.mark.parametrize(
    ("parts", "grand"),
    [
        # half a unit each of the total, the part and the balance: 1.5 yuan
        (("20", "8.4"), False),
        (("20", "8.5"), True),
        (("20", "11.5"), True),
        (("20", "11.6"), False),
        # a balance that rounding may have made is none
        (("28.5", "1.5"), False),
        (("28.4", "1.6"), True),
    ],
)
def test_the_sum_is_the_total_within_half_a_unit_of_each_figure(parts: tuple[str, str], grand: bool) -> None:
    text = f"收入30元，其中：拨款{parts[0]}元、上年结转{parts[1]}元。"
    found = facts(text, ("income.total", "30"), ("income.gpb", parts[0]), ("balance.opening", parts[1]))
    assert (name_grand_totals(found, text)[0].measure == "income_expenditure_total") == grand


@pytest.mark.parametrize(("balance", "grand"), [("12", True), ("12.1", False)])
def test_a_zero_has_half_a_yuan(balance: str, grand: bool) -> None:
    text = f"收入30元，其中：拨款20元、其他收入0元、上年结转{balance}元"
    measures = ("income.gpb", "20"), ("income.other", "0"), ("balance.opening", balance)
    found = facts(text, ("income.total", "30"), *measures)
    assert (name_grand_totals(found, text)[0].measure == "income_expenditure_total") == grand


def test_decimals_and_units_say_what_half_a_unit_is() -> None:
    text = "收入30元，其中：拨款20元、上年结转10.06元。"
    found = facts(text, ("income.total", "30"), ("income.gpb", "20"), ("balance.opening", "10.06"))
    for decimals, grand in ((0, True), (1, True), (2, False)):
        printed = [replace(f, decimals=decimals) for f in found]
        named = name_grand_totals(printed, text)[0].measure
        assert (named == "income_expenditure_total") == grand
    in_myriads = [replace(f, decimals=0, value=f.value / 10000) for f in found if f.value]
    assert name_grand_totals(in_myriads, text)[0].measure == "income.total"  # 10 yuan are rounding


def test_each_total_of_a_narrative_is_looked_at_by_itself() -> None:
    text = "收入30元，其中：拨款20元、上年结转10元。支出30元，其中：年末结转10元、基本支出20元。"
    expenditure = ("expenditure.total", "30"), ("balance.closing", "10"), ("expenditure.basic", "20")
    found = name_grand_totals(facts(text, *PARTS, *expenditure), text)
    assert [f.measure for f in found] == [
        "income_expenditure_total",
        "income.gpb",
        "balance.opening",
        "income_expenditure_total",
        "balance.closing",
        "expenditure.basic",
    ]


def test_a_part_without_yuan_ends_the_parts() -> None:
    text = "收入30元，其中：拨款20元、上年结转10元。"
    total, part, balance = facts(text, *PARTS)
    found = [total, replace(part, value_yuan=None), replace(balance, value_yuan=Decimal(30))]
    assert name_grand_totals(found, text)[0].measure == "income.total"


@pytest.mark.parametrize(("balance", "grand"), [("10.15", True), ("10.16", False)])
def test_half_a_tenth_of_each_of_three_figures_with_one_decimal(balance: str, grand: bool) -> None:
    text = f"收入30元，其中：拨款20元、上年结转{balance}元。"
    found = facts(text, ("income.total", "30"), ("income.gpb", "20"), ("balance.opening", balance))
    named = name_grand_totals([replace(f, decimals=1) for f in found], text)[0].measure
    assert (named == "income_expenditure_total") == grand


def test_a_total_of_nothing_contains_no_balance() -> None:
    text = "收入0元，其中：上年结转1.6元。"
    found = facts(text, ("income.total", "0"), ("balance.opening", "1.6"))
    assert name_grand_totals(found, text)[0].measure == "income.total"


def test_a_total_that_holds_a_smaller_one_of_its_name_is_the_grand_total() -> None:
    found, _ = read(
        "2023年支出合计900.00万元（本年支出合计800.00万元），其中：教育支出700.00万元，占总支出的77.78%。比上年增加30.00万元，增长3.45%。",
        canonical="expenditure",
    )
    assert [(f.measure, f.function_code, f.role, f.denominator) for f in found] == [
        ("income_expenditure_total", None, "final", None),
        ("expenditure.total", None, "final", None),
        ("expenditure.total", "205", "final", None),
        ("expenditure.total", "205", "share", "income_expenditure_total"),
        ("income_expenditure_total", None, "change_yoy", None),
        ("income_expenditure_total", None, "growth_yoy", None),
    ]


def test_a_share_of_the_smaller_total_stays_one_of_it() -> None:
    found, _ = read(
        "2023年支出合计900.00万元（本年支出合计800.00万元），其中：教育支出600.00万元，占本年支出的75.00%。",
        canonical="expenditure",
    )
    assert found[-1].denominator == "expenditure.total"


def test_a_total_printed_again_is_no_part_of_itself() -> None:
    found, _ = read("2023年支出合计900.00万元（本年支出合计900.00万元）。", canonical="expenditure")
    assert [f.measure for f in found] == ["expenditure.total", "expenditure.total"]
