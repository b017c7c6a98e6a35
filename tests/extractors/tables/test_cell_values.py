"""What a cell's text says: number, blank, dash, word."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.tables.cell_values import (
    CellValue,
    code_in_label,
    is_code,
    is_measured,
    is_numbered_label,
    is_ordinal,
    read_cell,
    squeeze,
    whole_code,
)


@pytest.mark.parametrize(
    ("text", "value", "decimals", "state"),
    [
        ("2,946.25", "2946.25", 2, "printed"),
        ("371514655", "371514655", 0, "printed"),
        ("0.00", "0.00", 2, "printed_zero"),
        ("0", "0", 0, "printed_zero"),
        ("-12.30", "-12.30", 2, "printed"),
        ("（4.50）", "-4.50", 2, "printed"),
        ("１２．５", "12.5", 1, "printed"),
        ("1,055.4%", "1055.4", 1, "printed"),
        ("1,063,371.776545", "1063371.776545", 6, "printed"),
        ("", None, None, "blank"),
        (" \u3000", None, None, "blank"),
        ("--", None, None, "dash"),
        ("—", None, None, "dash"),
        ("/", None, None, "not_applicable"),
        ("XXX", None, None, "template_residue"),
        ("合计", None, None, "printed"),
        ("1,23.4", None, None, "printed"),
        ("2026年", None, None, "printed"),
    ],
)
def test_read_cell(text: str, value: str | None, decimals: int | None, state: str) -> None:
    read = read_cell(text)
    assert read.value == (None if value is None else Decimal(value))
    assert (read.decimals, read.state) == (decimals, state)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False))
def test_every_printed_amount_comes_back(amount: Decimal) -> None:
    read = read_cell(f"{amount:,.2f}")
    assert read.value == amount
    assert read.decimals == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[201]一般公共服务支出", "201"),
        ("30101-基本工资", "30101"),
        ("3021101-差旅费", "3021101"),
        ("2010301行政运行", "2010301"),
        ("2026年预算数", None),
        ("基本工资", None),
        ("2080505", None),
    ],
)
def test_code_in_label(text: str, code: str | None) -> None:
    assert code_in_label(text) == code


def test_kinds_of_short_cells() -> None:
    assert [is_code(t) for t in ("201", "20101", "2010301", "2010", "314001")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert [is_ordinal(t) for t in ("3", "(12)", "1=2+3", "12.5", "合计")] == [True, True, True, False, False]
    assert [is_numbered_label(t) for t in ("一、收入", "(一)收入", "1.收入", "1.5", "其中：基本")] == [
        True,
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "value", "is_percent"),
    [
        ("8.06%", "8.06", True),
        ("8.06", "8.06", False),
        ("（3.50%）", None, False),
        ("-3.50%", "-3.50", True),
        ("−3.50", "-3.50", False),
        ("+3.50", "3.50", False),
        ("¥3.50", "3.50", False),
    ],
)
def test_signs_percentages_and_money_marks(text: str, value: str | None, is_percent: bool) -> None:
    read = read_cell(text)
    assert (read.value, read.is_percent) == (None if value is None else Decimal(value), is_percent)


def test_words_are_what_is_printed_and_no_number() -> None:
    assert [read_cell(t).is_word for t in ("合计", "1.00", "", "--", "/")] == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert read_cell("合计") == CellValue(None, None, "printed")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2080501", "2080501"),
        ("208-05-01", "2080501"),
        ("208.05", "20805"),
        ("208—05", "20805"),
        ("12", "12"),
        ("208-5", None),
        ("208.05万", None),
        ("", None),
    ],
)
def test_a_whole_code_has_its_levels_joined(text: str, code: str | None) -> None:
    assert whole_code(text) == code


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("260人", True),
        ("2026-3-26", True),
        ("2025年4月", True),
        ("2025年", False),
        ("80", False),
        ("人", False),
    ],
)
def test_dates_and_counts_are_measured(text: str, measured: bool) -> None:
    assert is_measured(text) is measured


def test_the_comparable_form_has_neither_width_nor_space() -> None:
    assert squeeze(" 因公出国 （境）\u3000费１") == "因公出国(境)费1"
