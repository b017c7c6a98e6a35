"""Codes of rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.tables.panels import Panel
from extractors.tables.row_codes import CodeColumns, code_columns, read_code
from tests.extractors.tables.drawn import drawn_body

LEVELS = CodeColumns((0, 1, 2), (0, 1, 2))
WHOLE = CodeColumns((), (0, 3))


@pytest.mark.parametrize(
    ("printed", "carried", "code", "levels"),
    [
        (["205", "", ""], [], "205", ["205"]),
        (["21", "5", ""], [], "2105", ["21", "05"]),
        (["", "02", ""], ["205"], "20502", ["205", "02"]),
        (["", "", "1"], ["205", "02"], "2050201", ["205", "02", "01"]),
        (["205", "2", "4"], [], "2050204", ["205", "02", "04"]),
        (["", "03", ""], ["205", "02", "01"], "20503", ["205", "03"]),
        (["208", "", ""], ["205", "02", "01"], "208", ["208"]),
        (["", "", "01"], ["205"], None, ["205", "", "01"]),
        (["", "", ""], ["205", "02"], None, ["205", "02"]),
        (["合计", "", ""], ["205"], None, ["205"]),
    ],
)
def test_levels_left_out_are_those_of_the_row_above(
    printed: list[str], carried: list[str], code: str | None, levels: list[str]
) -> None:
    assert read_code(dict(enumerate(printed)), LEVELS, carried) == (code, levels)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({0: "2050201"}, "2050201"),
        ({0: "205.02"}, "20502"),
        ({0: "[205]教育支出"}, "205"),
        ({0: "12", 3: "301"}, "301"),
        ({0: "", 3: "30101-基本工资"}, "30101"),
        ({0: "301", 3: "501"}, "301"),
        ({0: "合计"}, None),
        ({}, None),
    ],
)
def test_whole_codes_come_from_the_first_column_that_has_one(texts: dict[int, str], code: str | None) -> None:
    assert read_code(texts, WHOLE, ["205"]) == (code, ["205"])


def columns(heads: Sequence[str], *rows: Sequence[str]) -> CodeColumns:
    body = drawn_body([[*heads, "科目名称", "合计"], *([*row, "教育支出", "1.00"] for row in rows)])
    return code_columns(body, Panel(tuple(range(len(heads)))))


def test_columns_of_levels_hold_two_digits_below_the_first() -> None:
    assert columns(["类", "款", "项"], ["205", "02", "01"]) == CodeColumns((0, 1, 2), (0, 1, 2))
    assert columns(["科目编码", "科目编码"], ["205", "02"]).levels == (0, 1)
    assert columns(["科目编码", "科目编码"], ["205", "302"]).levels == ()


def test_columns_called_levels_are_some_although_blank() -> None:
    assert columns(["类", "款"], ["205", ""]).levels == (0, 1)
    assert columns(["科目编码", "科目编码"], ["205", ""]).levels == ()


def test_one_column_holds_whole_codes_and_four_begin_with_three_levels() -> None:
    assert columns(["类"], ["205"]).levels == ()
    assert columns(["类", "款", "项", "项"], ["205", "02", "01", "03"]).levels == (0, 1, 2)


def test_the_governments_codes_come_last_and_are_no_levels() -> None:
    assert columns(["政府经济科目编码", "部门经济科目编码"], ["501", "301"]) == CodeColumns((), (1, 0))


def test_columns_called_levels_hold_no_more_than_two_digits_all_the_same() -> None:
    assert columns(["类", "款"], ["205", "302"]).levels == ()
    assert columns(["类", "款"], ["205", "02"], ["206", "302"]).levels == ()


def test_codes_apart_from_one_another_are_no_levels() -> None:
    body = drawn_body([["类", "科目名称", "款"], ["205", "教育支出", "02"]])
    assert code_columns(body, Panel((0, 2))).levels == ()
