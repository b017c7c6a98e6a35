"""Cells of a logical table: value, yuan, state, label, path."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from extractors.records import Cell
from extractors.tables.header_rows import find_header
from extractors.tables.row_axis import read_rows
from extractors.tables.sheets import lay_out
from extractors.tables.table_cells import NamedSheet, table_cells
from tests.extractors.tables.drawn import Drawn, Entry, document


def cells(rows: Sequence[Sequence[Entry]], unit: Decimal | None = Decimal(10000)) -> list[Cell]:
    doc = document(Drawn(rows))
    sheet = lay_out(list(doc.grids))
    header = find_header(sheet, 0)
    return table_cells(doc, NamedSheet(sheet, header, read_rows(sheet, header), unit))


def row(number: int, *rows: Sequence[Entry], unit: Decimal | None = Decimal(10000)) -> list[Cell]:
    return [c for c in cells(rows, unit) if c.row == number]


def test_a_value_with_its_label_code_path_and_yuan() -> None:
    code, label, value = row(1, ["科目编码", "科目名称", "合计"], ["205", "教育支出", "1.50"])
    assert (value.value, value.value_yuan, value.decimals) == (Decimal("1.50"), Decimal("15000.00"), 2)
    assert (value.row_label, value.row_code, value.column_path) == ("教育支出", "205", ("合计",))
    assert (code.value, code.decimals, code.value_state) == (None, None, "printed")
    assert (label.text, label.value, label.is_header) == ("教育支出", None, False)


def test_header_cells_have_neither_path_nor_value() -> None:
    numbered = row(1, ["项目", "预算数", "决算数"], ["栏次", "1", "2"], ["合计", "3.00", "0.00"])
    assert [(c.is_header, c.value, c.column_path, c.row_label) for c in numbered] == [
        (True, None, (), None)
    ] * 3


def test_row_numbers_are_header_and_a_zero_in_them_is_no_amount() -> None:
    ordinal, _, _ = row(1, ["序号", "项目名称", "合计"], ["0", "水库维修", "1.00"])
    assert (ordinal.is_header, ordinal.value, ordinal.value_state) == (True, None, "printed")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("0.00", "printed_zero"),
        ("", "blank"),
        ("--", "dash"),
        ("/", "not_applicable"),
        ("XXX", "template_residue"),
    ],
)
def test_blank_zero_and_absent_stay_apart(text: str, state: str) -> None:
    value = row(1, ["科目名称", "合计", "基本支出"], ["教育支出", "1.00", text])[2]
    assert value.value_state == state
    assert value.value_yuan == (Decimal(0) if state == "printed_zero" else None)


@pytest.mark.parametrize(
    ("head", "text", "yuan"),
    [
        ("预算数", "2.00", Decimal(20000)),
        ("预算数（元）", "2.00", Decimal(2)),
        ("预算数（亿元）", "2.00", Decimal(200000000)),
        ("增减（%）", "2.00", None),
        ("数量", "2", None),
        ("预算数", "2.00%", None),
    ],
)
def test_the_column_says_whether_and_in_which_unit_it_is_money(
    head: str, text: str, yuan: Decimal | None
) -> None:
    value = row(1, ["项目名称", "合计", head], ["水库维修", "1.00", text])[2]
    assert value.value == Decimal("2")
    assert value.value_yuan == yuan


def test_without_a_unit_only_columns_that_name_one_have_yuan() -> None:
    _, plain, named = row(1, ["项目名称", "合计", "金额（万元）"], ["水库维修", "1.00", "2.00"], unit=None)
    assert (plain.value_yuan, named.value_yuan) == (None, Decimal(20000))


def test_columns_without_a_head_are_in_the_unit_of_the_table() -> None:
    rows = (["2101101", "行政单位医疗", "2.22"], ["2101102", "事业单位医疗", "1.00"])
    assert row(0, *rows)[2].value_yuan == Decimal("22200.00")
    assert row(0, *rows, unit=None)[2].value_yuan is None


def test_rows_that_count_are_no_money() -> None:
    value = row(1, ["项目", "决算数"], ["国内公务接待批次（个）", "12"], ["公务接待费", "1.00"])[1]
    assert (value.value, value.value_yuan) == (Decimal(12), None)


def test_a_text_export_without_columns_keeps_numbers_without_yuan_or_label() -> None:
    doc = document(Drawn([["项目名称", "8.00"], ["道路养护", "9.00"]]))
    sheet = lay_out(list(doc.grids))
    found = table_cells(doc, NamedSheet(sheet, find_header(sheet, 0), None, Decimal(10000)))
    assert [(c.value, c.value_yuan, c.row_label, c.column_path) for c in found if c.value] == [
        (Decimal("8.00"), None, None, ()),
        (Decimal("9.00"), None, None, ()),
    ]


def test_the_lowest_head_says_the_unit() -> None:
    value, rate, count = row(
        2,
        ["项目名称", ("2024年", 1, 3), None, None],
        ["", "金额（元）", "增减（%）", "数量"],
        ["水库维修", "2.00", "3.00", "4"],
    )[1:]
    assert (value.column_path, value.value_yuan) == (("2024年", "金额（元）"), Decimal("2.00"))
    assert (rate.value_yuan, count.value_yuan) == (None, None)
