"""Funds of a form, as rows of types and as columns of types."""

from __future__ import annotations

import pytest

from extractors.forms.draft import FormDraft
from extractors.forms.fund_rows import FundRows, amounts_after, fund_columns
from tests.extractors.forms.builders import draft, form_cell, form_row


def raws(form: FormDraft) -> dict[str, dict[str, str]]:
    return {fund_type: fund.raw for fund_type, fund in form.funds.items()}


def test_a_header_of_funds_has_a_column_of_amounts() -> None:
    head = form_row("项目资金（万元） | | 年初预算数 | 备用 | 全年执行数")
    assert [field for field, _ in fund_columns(head)] == ["initial_budget", None, "executed"]
    assert fund_columns(form_row("分值 | 得分")) == ()
    assert fund_columns(form_row("项目资金 | 年初预算数")) == ()
    assert len(fund_columns(form_row("全年预算数 | 得分"))) == 2


@pytest.mark.parametrize(
    ("heads", "has_results"),
    [("年初预算数 | 全年预算数", False), ("全年预算数 | 得分", True), ("全年预算数 | 全年执行数", True)],
)
def test_columns_of_what_was_reached_make_a_self_evaluation(heads: str, has_results: bool) -> None:
    form = draft()
    FundRows(form).head(fund_columns(form_row(heads)))
    assert form.has_results is has_results


@pytest.mark.parametrize("ordered", [True, False])
def test_amounts_stand_below_their_heads(ordered: bool) -> None:
    form = draft()
    funds = FundRows(form)
    funds.head(fund_columns(form_row("^ | 年初预算数 | 备用 | 全年执行数")))
    row = form_row("总额 | 100 | x | 60")
    funds.put("total", row.cells[0], row.cells[1:], ordered)
    assert raws(form) == {"total": {"initial_budget": "100", "executed": "60"}}


def test_without_a_header_the_first_amount_is_the_budget() -> None:
    form = draft()
    row = form_row("总额 | 100 | 60")
    FundRows(form).put("total", row.cells[0], row.cells[1:], ordered=False)
    assert raws(form) == {"total": {"initial_budget": "100"}}


@pytest.mark.parametrize(
    ("drawing", "amounts"),
    [
        ("100 | 60 | 得分 | 9", ["100", "60"]),
        ("100", ["100"]),
        (" | 60", ["", "60"]),  # a blank is an amount that is not printed
        ("— | 60", ["—", "60"]),
        ("2,080.76万元", ["2,080.76万元"]),
        ("某局 | 60", []),
        ("得分 | 9", []),
    ],
)
def test_amounts_end_at_the_next_label(drawing: str, amounts: list[str]) -> None:
    assert [c.text for c in amounts_after(form_row(drawing).cells)] == amounts


def test_nothing_right_of_a_label_is_no_amount() -> None:
    assert amounts_after(()) == ()


def test_a_fund_of_the_period_stands_left_of_the_annual_one() -> None:
    funds = FundRows(draft())
    assert funds.is_of_period("current_year_fiscal", form_row("250 | 其中：财政拨款 | 90").cells)
    assert not funds.is_of_period("current_year_fiscal", form_row("250 | 其他资金 | 90").cells)
    assert not funds.is_of_period("current_year_fiscal", form_row("财政拨款 | 90").cells)
    funds.head(fund_columns(form_row("年初预算数 | 全年执行数")))
    assert not funds.is_of_period("current_year_fiscal", form_row("250 | 其中：财政拨款 | 90").cells)


def test_types_may_be_column_heads_with_the_amounts_below() -> None:
    form = draft()
    funds = FundRows(form)
    rows = [
        form_row("任务名称 | 预算支出总额 | 财政拨款 | < | 其他资金"),
        form_row("^ | ^ | 合计 | 基本支出 | ^"),
        form_row("基本履职 | 20 | 20 | 10 | "),
        form_row("合计 | 150.5 | 120.5 | 100 | 30"),
        form_row("合计 | 1 | 1 | 1 | 1"),
    ]
    parts = []
    for row in rows:
        part = funds.transposed_part(row)
        parts.append(part)
        if part is not None:
            funds.feed_transposed(row, part)
    assert parts == ["heads", "second_heads", None, "amounts", None]
    assert {fund_type: fund["initial_budget"] for fund_type, fund in raws(form).items()} == {
        "total": "150.5", "current_year_fiscal": "120.5", "other": "30",
    }  # fmt: skip


def test_amounts_alone_stand_below_their_heads_too() -> None:
    form = draft()
    funds = FundRows(form)
    head, amounts = form_row("总额 | 财政拨款"), form_row("150.5 | 万元")
    funds.feed_transposed(head, "heads")
    assert funds.transposed_part(amounts) == "amounts"
    funds.feed_transposed(amounts, "amounts")
    assert raws(form) == {"total": {"initial_budget": "150.5"}}


@pytest.mark.parametrize(
    ("drawing", "ordered"), [("总额 | 财政拨款", True), ("总额 | 30", False), ("总额 | 财政拨款 | 30", False)]
)
def test_what_is_no_head_of_types(drawing: str, ordered: bool) -> None:
    assert FundRows(draft()).transposed_part(form_row(drawing, ordered=ordered)) is None


def test_a_second_row_of_heads_has_a_type() -> None:
    funds = FundRows(draft())
    funds.feed_transposed(form_row("总额 | 财政拨款"), "heads")
    assert funds.transposed_part(form_row("总额 | 其他资金")) == "second_heads"
    assert funds.transposed_part(form_row("其中：基本支出 | ")) == "second_heads"
    assert funds.transposed_part(form_row("某任务 | ")) is None
    assert form_cell("某任务").text
