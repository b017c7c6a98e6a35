"""What the cells of a statutory table have in common."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import HEADLESS, MISPLACED
from extractors.records import Cell, Table
from extractors.tables.logical import logical_tables
from extractors.tables.statutory_table import StatutoryTable, statutory_table
from tests.extractors.tables.drawn import Drawn, Entry, document
from tests.extractors.tables.drawn_facts import identity_of


def table_of(title: str, rows: list[list[Entry]], note: str = "") -> Table:
    (table,) = logical_tables(document(title, "单位：万元", Drawn(rows), *([note] if note else [])), [])
    return table


def read(title: str, rows: list[list[Entry]], note: str = "", year: int | None = 2024) -> StatutoryTable:
    found = statutory_table(table_of(title, rows, note), 3, identity_of(year))
    assert found is not None
    return found


def at(table: StatutoryTable, row: int, col: int) -> Cell:
    return next(c for c in table.rows[row] if c.col == col)


EXPENDITURE: list[list[Entry]] = [
    ["科目编码", "科目名称", "2024年决算数"],
    ["201", "一般公共服务支出", "9.00"],
]


def test_a_table_of_the_catalogue_with_its_kind_and_group() -> None:
    table = read("支出决算表", EXPENDITURE)
    assert (table.position, table.kind, table.group.name, table.fiscal_year) == (3, "fa", "expenditure", 2024)
    assert sorted(table.rows) == [1]
    assert [c.text for c in table.rows[1]] == ["201", "一般公共服务支出", "9.00"]
    assert read("支出预算表", EXPENDITURE).kind == "bd"


def test_the_year_of_the_header_counts_where_the_document_names_none() -> None:
    rows: list[list[Entry]] = [["科目编码", "2023年决算数", "2024年决算数"], ["201", "1.00", "2.00"]]
    assert read("支出决算表", rows, year=None).fiscal_year == 2024
    assert read("支出决算表", rows, year=2025).fiscal_year == 2025
    assert read("支出决算表", [["科目编码", "合计"], ["201", "2.00"]], year=None).fiscal_year is None


def test_tables_that_give_no_facts() -> None:
    identity = identity_of(2024)
    table = table_of("支出决算表", EXPENDITURE)
    assert statutory_table(table_of("培训费明细表", EXPENDITURE), 0, identity) is None
    assert statutory_table(replace(table, moved_placeholders=(1, 0)), 0, identity) is None
    for reason in (HEADLESS, MISPLACED):
        assert statutory_table(replace(table, doubtful=("rule gaps", reason)), 0, identity) is None
    assert statutory_table(replace(table, doubtful=("rule gaps",)), 0, identity) is not None


@pytest.mark.parametrize(
    ("note", "basis"),
    [
        ("注：预算数为年初预算数。", "initial_budget"),
        ("注：预算数为全年预算数，反映调整后的预算数。", "full_year_budget"),
        ("注：本表反映收支情况。", None),
        ("", None),
    ],
)
def test_the_note_says_which_budget_is_printed(note: str, basis: str | None) -> None:
    assert read("支出决算表", EXPENDITURE, note).basis == basis


def test_what_stands_in_some_column_or_row_of_a_table() -> None:
    plain = read("支出决算表", EXPENDITURE)
    assert not any((plain.has_opening, plain.has_meetings, plain.has_grand_total, plain.by_item))
    assert read("收入预算表", [["单位名称", "合计", "上年结转"], ["某局", "3.00", "1.00"]]).has_opening
    assert read("“三公”经费预算表", [["公务接待费", "会议费"], ["3.00", "1.00"]]).has_meetings
    assert read("“三公”经费预算表", [["项目", "预算数"], ["培训费", "1.00"]]).has_meetings
    assert read("收支预算总表", [["项目", "金额"], ["收入总计", "1.00"]]).has_grand_total
    assert read("“三公”经费预算表", [["项目", "预算数"], ["公务接待费", "1.00"]]).by_item


def test_totals_are_rows_called_so_and_rows_without_a_name() -> None:
    table = read(
        "支出决算表",
        [
            ["科目编码", "科目名称", "合计"],
            ["", "", "9.00"],
            ["201", "一般公共服务支出", "9.00"],
            ["", "合计", "9.00"],
        ],
    )
    assert [table.is_total(at(table, row, 2)) for row in (1, 2, 3)] == [True, False, True]
    assert not table.is_total(replace(at(table, 1, 2), row_code="201"))
    assert not replace(table, has_economic_panel=True).is_total(at(table, 1, 2))


def test_the_nearest_label_says_whether_a_panel_is_economic() -> None:
    table = read(
        "部门综合预算政府性基金收支表",
        [
            ["支出功能分类科目（按大类）", "预算数", "部门预算支出经济分类科目（按大类）", "预算数"],
            ["科学技术支出", "3.00", "工资福利支出", "3.00"],
        ],
    )
    assert table.has_economic_panel
    assert [table.is_economic(at(table, 1, col)) for col in (1, 3)] == [False, True]


def test_funds_are_parts_only_below_a_row_of_carry_over_in_their_column() -> None:
    table = read(
        "财政拨款收支预算总表",
        [
            ["项目", "预算数"],
            ["一般公共预算拨款", "8.00"],
            ["二、上年结转", "1.00"],
            ["一般公共预算拨款", "1.00"],
            ["政府性基金预算拨款", "2.00"],
            ["本年收入", "9.00"],
            ["一般公共预算拨款", "8.00"],
        ],
    )
    assert {row for row, col in table.parts_of_balances if col == 1} == {3, 4}


def test_amounts_below_an_economic_head_make_no_economic_panel() -> None:
    rows: list[list[Entry]] = [["科目编码", "科目名称", "经济分类金额"], ["201", "一般公共服务支出", "9.00"]]
    table = read("支出决算表", rows)
    assert not table.has_economic_panel
    assert not table.is_economic(at(table, 1, 2))
    named = read("支出决算表", [["经济分类科目名称", "合计"], ["工资福利支出", "9.00"]])
    assert named.has_economic_panel
    assert named.is_economic(at(named, 1, 1))
