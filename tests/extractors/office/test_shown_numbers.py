"""What cells show of numbers.

`shown_numbers.csv` is what LibreOffice Calc 7.4.7 shows (a workbook of formats by values, exported as shown),
without what it takes otherwise than Excel does: `!` as an escape, conditions and the sign, days before March
1900, General's eleven characters, system dates, fractions of a second, halves below zero. Those are below.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.office.cell_styles import CellStyle, builtin_code
from extractors.office.kept_cells import KeptCell, number_of, shown_cell
from extractors.office.shown_numbers import kept_number, show_number, show_text

SHOWN = Path(__file__).with_name("shown_numbers.csv")


def test_formats_show_numbers_as_spreadsheets_do():
    with SHOWN.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    wrong = [
        (row["code"], row["value"], row["shown"], got)
        for row in rows
        if (got := " ".join(show_number(kept_number(float(row["value"])), row["code"]).split()))
        != row["shown"]
    ]
    assert len(rows) > 1800
    assert wrong == []


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("8123345", "0!.0,", "812.3"),
        ("8123345", "0!.0000", "812.3345"),
        ("-5", "[>=10000]0!.0,;0", "-5"),
        ("123456", '[>=10000]0!.0,"万";0', "12.3万"),
        ("-1", '[=0]"-";#,##0.00', "-1.00"),
        ("-12.5", '[<0]"负"0.0;0.0', "负12.5"),
        ("1.005", "0%", "101%"),
        ("1.005", "0.00", "1.01"),
        ("2.675", "0.00", "2.68"),
        ("-0.001", "0.00", "0.00"),
        ("1234567890123", "@", "1.23457E+12"),
        ("12345678901", "General", "12345678901"),
        ("123456789.12", "General", "123456789.1"),
        ("0.00001", "General", "0.00001"),
        ("0.1", "General", "0.1"),
        ("2010101", "G/通用格式", "2010101"),
        ("1", "0000000", "0000001"),
        ("45657", "[$-F800]dddd, mmmm dd, yyyy", "2024年12月31日"),
        ("45657", "[DBNum1][$-804]yyyy年m月d日", "二○二四年十二月三十一日"),
        ("1", "yyyy/m/d", "1900/1/1"),
        ("59", "yyyy/m/d", "1900/2/28"),
        ("60", "yyyy/m/d", "1900/2/29"),
        ("45657.999", "yyyy/m/d", "2024/12/31"),
        ("-1", "yyyy/m/d", "-1"),
        ("120305", "[DBNum1]General", "一十二万○三百○五"),
        ("120305", "[DBNum2]General", "壹拾贰万零叁佰零伍"),
        ("1e300", "0", "1" + "0" * 300),
        ("1e-300", "0.00", "0.00"),
        ("5", "[", "["),
        ("5", "", "5"),
        ("5", ";", ""),
    ],
)
def test_what_libreoffice_takes_otherwise_is_shown_as_excel_shows_it(value, code, shown):
    assert show_number(Decimal(value), code) == shown


def test_a_calendar_that_begins_in_1904_is_four_years_later():
    assert show_number(Decimal(44195), "yyyy/m/d", is_1904=True) == "2024/12/31"


def test_formats_named_by_number_are_those_of_chinese_excel():
    assert show_number(Decimal(45657), builtin_code(31)) == "2024年12月31日"
    assert show_number(Decimal(45657), builtin_code(14)) == "2024/12/31"
    assert show_number(Decimal(0), builtin_code(43)) == "-"
    assert builtin_code(9999) == "General"


def test_a_text_section_sets_a_text_out():
    assert show_text("甲", '0;0;0;"*"@') == "*甲"
    assert show_text("甲", "#,##0.00") == "甲"
    assert show_text("甲", "@") == "甲"


@pytest.mark.parametrize(
    ("value", "code", "text", "stored"),
    [
        ("812.3345", "#,##0.00", "812.33", "812.3345"),
        ("812.33", "#,##0.00", "812.33", None),
        ("0.1234", "0.0%", "12.3%", "0.1234"),
        ("0.123", "0.0%", "12.3%", None),
        ("-4.5", "0.00_);(0.00)", "(4.50)", None),
        ("8123345", "0!.0,", "812.3", "8123345"),
        ("0", "#,##0;-#,##0;", "", "0"),
        ("1110.5728999999999", "0.0000", "1110.5729", None),
    ],
)
def test_the_stored_number_stands_beside_what_is_shown_where_they_differ(value, code, text, stored):
    number = number_of(value)
    assert number is not None
    cell = shown_cell(KeptCell(number, CellStyle(code)))
    assert (cell.text, cell.stored) == (text, stored)
