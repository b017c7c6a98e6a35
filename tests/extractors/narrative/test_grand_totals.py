from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.narrative.grand_totals import name_grand_totals
from extractors.records import Fact

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
