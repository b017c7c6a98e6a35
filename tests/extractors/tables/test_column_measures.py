"""Which entry a column or a row has."""

from __future__ import annotations

import pytest

from extractors.tables.catalogue import KINDS
from extractors.tables.column_measures import code_tables, entry_of, group_of, join_path
from patterns import load
from patterns.shapes.column_measures import ColumnMeasures


@pytest.mark.parametrize(
    ("table", "name", "axis", "scope"),
    [
        ("fa_expenditure", "expenditure", "code", "all_funds"),
        ("bd_gpb_basic_by_function", "gpb_basic", "code", "gpb"),
        ("bd_three_public", "three_public", "items", "fiscal"),
        ("fa_procurement", "procurement", "items", None),
        ("fa_fiscal_summary", "fiscal_summary", "labels", "fiscal"),
    ],
)
def test_tables_are_read_by_group(table: str, name: str, axis: str, scope: str | None) -> None:
    group = group_of(table)
    assert group is not None
    assert (group.name, group.axis, group.scope) == (name, axis, scope)


def test_tables_without_a_group_give_no_facts() -> None:
    assert group_of(None) is None
    assert group_of("pf_project_goal") is None


def test_every_table_with_a_group_is_of_a_kind_and_in_one_group() -> None:
    tables = [table for group in load(ColumnMeasures).group for table in group.tables]
    assert len(tables) == len(set(tables))
    assert {table.partition("_")[0] for table in tables} == set(KINDS)


def test_code_tables_are_those_whose_rows_are_codes() -> None:
    tables = code_tables()
    assert {"fa_income", "bd_gpb_expenditure", "fa_soe_capital"} <= tables
    assert tables.isdisjoint({"fa_three_public", "bd_procurement", "fa_fiscal_summary"})


@pytest.mark.parametrize(
    ("group", "text", "measure"),
    [
        ("expenditure", "基本支出", "expenditure.basic"),
        ("gpb", "2024年预算数/项目支出", "gpb.project_expenditure"),
        ("income", "上年结转/一般公共预算", ""),
        ("income", "备注", None),
        ("label", "年初结转和结余", "balance.opening"),
        ("row", "公用经费合计", "gpb.public"),
    ],
)
def test_the_first_entry_that_matches_decides(group: str, text: str, measure: str | None) -> None:
    entry = entry_of(group, text)
    assert (None if entry is None else entry.measure) == measure


def test_a_group_is_no_prefix_of_another() -> None:
    """`gpb` has entries of its own, not those of `gpb_basic`."""
    entry = entry_of("gpb", "合计")
    assert entry is not None
    assert (entry.id, entry.measure) == ("gpb.total", "gpb.expenditure")


def test_paths_are_joined_without_their_units() -> None:
    assert join_path(("基本支出（万元）", "小 计")) == "基本支出/小计"
    assert join_path(("增减（%）",)) == "增减(%)"
    assert join_path(()) == ""
