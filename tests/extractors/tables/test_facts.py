"""Facts of statutory tables: place, year, value; which tables give some."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.tables.facts import facts_from_tables
from extractors.tables.logical import logical_tables
from tests.extractors.tables.drawn import Drawn, Entry, document
from tests.extractors.tables.drawn_facts import facts_of, identity_of, printed


def test_expenditure_by_function() -> None:
    facts = facts_of(
        "支出决算表",
        [
            ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "上缴上级支出"],
            [("合计", 1, 2), None, "9.00", "6.00", "3.00", ""],
            ["201", "一般公共服务支出", "9.00", "6.00", "3.00", "0.00"],
        ],
    )
    assert printed(facts) == [
        ("expenditure.total", "final", "all_funds", None, "9.00"),
        ("expenditure.basic", "final", "all_funds", None, "6.00"),
        ("expenditure.project", "final", "all_funds", None, "3.00"),
        ("expenditure.total", "final", "all_funds", "201", "9.00"),
        ("expenditure.basic", "final", "all_funds", "201", "6.00"),
        ("expenditure.project", "final", "all_funds", "201", "3.00"),
        ("expenditure.to_superior", "final", "all_funds", "201", "0.00"),
    ]
    first = facts[0]
    assert (first.table, first.row, first.col, first.source_kind, first.extractor) == (
        0,
        1,
        2,
        "table",
        "table",
    )
    assert (first.value_yuan, first.decimals, first.unit_raw) == (Decimal("90000.00"), 2, "万元")
    assert (first.place.page, first.value_year, facts[-1].value_state) == (1, 2024, "printed_zero")


def test_an_unknown_table_gives_no_facts() -> None:
    assert facts_of("培训费明细表", [["名称", "金额"], ["合计", "9.00"]]) == []


def test_a_table_whose_amounts_have_no_head_gives_cells_and_no_facts() -> None:
    identity = identity_of(2024)
    rows: list[list[Entry]] = [
        ["科目编码", "科目名称", "合计", "基本支出"],
        ["201", "一般公共服务支出", "9.00", "6.00"],
    ]
    (table,) = logical_tables(document("支出决算表", "单位：万元", Drawn(rows)), [])
    assert [f.value_raw for f in facts_from_tables([table], identity)] == ["9.00", "6.00"]
    doubted = replace(table, doubtful=("no vertical rules", "amounts without a head"))
    assert facts_from_tables([doubted], identity) == []
    assert [c.text for c in doubted.cells if c.value is not None] == ["9.00", "6.00"]


def test_facts_know_their_table_by_position() -> None:
    rows: list[list[Entry]] = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "9.00"]]
    doc = document("培训费明细表", Drawn(rows, 1), "支出决算表", "单位：元", Drawn(rows, 2))
    (fact,) = facts_from_tables(logical_tables(doc, []), identity_of(2024))
    assert (fact.table, fact.row, fact.col, fact.place.page) == (1, 1, 2, 2)
    assert fact.value_yuan == Decimal("9.00")


def test_what_is_no_money_gives_no_fact_where_the_unit_is_known() -> None:
    rows: list[list[Entry]] = [
        ["科目编码", "科目名称", "合计", "基本支出（%）"],
        ["201", "一般公共服务支出", "9.00", "50.00"],
    ]
    assert [f.value_raw for f in facts_of("支出决算表", rows)] == ["9.00"]


def test_amounts_without_a_unit_are_facts_without_yuan() -> None:
    rows: list[list[Entry]] = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "9.00"]]
    tables = logical_tables(document("支出决算表", Drawn(rows)), [])
    (fact,) = facts_from_tables(tables, identity_of(2024))
    assert (fact.value, fact.value_yuan, fact.unit_raw) == (Decimal("9.00"), None, None)


def test_only_final_accounts_say_which_budget_they_compare_with() -> None:
    rows: list[list[Entry]] = [["科目编码", "科目名称", "年初预算数"], ["201", "一般公共服务支出", "9.00"]]
    (account,) = facts_of("一般公共预算财政拨款支出决算表", rows)
    (budget,) = facts_of("一般公共预算财政拨款支出预算表", rows)
    assert (account.role, account.budget_basis) == ("initial_budget", "initial")
    assert (budget.role, budget.budget_basis) == ("initial_budget", None)
