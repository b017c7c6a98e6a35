"""Codes of rows that print names only."""

from __future__ import annotations

import pytest

from benchmarks.kinds.drawn import document
from extractors.tables.inferred_codes import inferred_codes
from extractors.tables.logical import logical_tables

HEAD = "某局2024年度部门决算\n一般公共预算财政拨款支出决算表\n单位：万元\n科目名称 | 合计\n"


def codes(rows: str, head: str = HEAD) -> list[str]:
    (table,) = logical_tables(document(head + rows.strip()), [])
    return list(inferred_codes(table, 2024).values())


FUNCTIONS = """
社会保障和就业支出 | 60.00
行政事业单位养老支出 | 60.00
行政单位离退休 | 20.00
机关事业单位基本养老保险缴费支出 | 40.00
农林水支出 | 40.00
水利 | 40.00
行政运行 | 30.00
水文测报 | 10.00
合计 | 100.00
"""


def test_a_name_of_many_codes_has_the_one_below_the_rows_above_it() -> None:
    assert codes(FUNCTIONS) == [
        "208",
        "20805",
        "2080501",
        "2080505",
        "213",
        "21303",
        "2130301",
        "2130313",
    ]


def test_codes_whose_amounts_do_not_add_up_are_not_inferred() -> None:
    assert codes(FUNCTIONS.replace("行政运行 | 30.00", "行政运行 | 31.00")) == []


def test_names_that_no_list_has_leave_the_sums_open() -> None:
    assert codes(FUNCTIONS.replace("水文测报", "河道整修")) == []


def test_a_flat_list_proves_nothing() -> None:
    assert codes("办公费 | 20.00\n会议费 | 30.00\n培训费 | 50.00\n合计 | 100.00") == []


def test_a_table_of_nothing_proves_nothing() -> None:
    rows = [line.split(" | ")[0] + " | 0.00" for line in FUNCTIONS.strip().splitlines()]
    assert codes("\n".join(rows)) == []


def test_printed_codes_are_never_completed() -> None:
    head = HEAD.replace("科目名称", "科目编码 | 科目名称")
    rows = "\n".join(f" | {line}" for line in FUNCTIONS.strip().splitlines())
    assert codes(rows.replace(" | 农林水", "213 | 农林水"), head) == []


@pytest.mark.parametrize(
    ("marks", "code"),
    [(("", "..", "...."), "2130301"), (("一、", "（一）", "1."), "2130301")],
)
def test_indentation_and_numbers_of_names(marks: tuple[str, str, str], code: str) -> None:
    names = (("农林水支出", 0), ("水利", 1), ("行政运行", 2), ("水文测报", 2))
    amounts = ("40.00", "40.00", "30.00", "10.00")
    rows = [f"{marks[n]}{name} | {amount}" for (name, n), amount in zip(names, amounts, strict=True)]
    assert code in codes("\n".join((*rows, "合计 | 40.00")))


def test_a_subject_and_its_only_item_may_have_one_name() -> None:
    rows = "其他支出 | 40.00\n其他支出 | 40.00\n其他支出 | 40.00\n住房保障支出 | 2.00\n合计 | 42.00"
    assert codes(rows) == ["229", "22999", "2299999", "221"]
