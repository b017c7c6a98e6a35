"""Printed numbers, read as a person reads them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.narrative.numerals import (
    parse_chinese,
    parse_formal_amount,
    parse_number,
    printed_decimals,
    to_yuan,
    yuan_per_unit,
)

DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """The usual way to write a whole number below ten thousand myriads."""
    if number >= 10000:
        high, low = divmod(number, 10000)
        gap = "零" if 0 < low < 1000 else ""
        return in_chinese(high) + "万" + gap + (in_chinese(low) if low else "")
    text, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return text or "零"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,234.56", "1234.56"),
        ("12,345,678", "12345678"),
        ("１２．５", "12.5"),
        ("-3.10", "-3.10"),
        ("−7", "-7"),
        ("1 2 1", "121"),
        ("1.2亿", "120000000"),
        ("3.5 万", "35000"),
        ("3千", "3000"),
        ("三", "3"),
        ("两", "2"),
        ("十", "10"),
        ("十二", "12"),
        ("二十三", "23"),
        ("一百零五", "105"),
        ("一万二千", "12000"),
        ("三千零一万", "30010000"),
        ("一万亿", "1000000000000"),
        ("二〇二三", "2023"),
        ("壹仟贰佰叁拾肆", "1234"),
    ],
)
def test_a_printed_number_has_this_value(printed: str, value: str) -> None:
    assert parse_number(printed) == Decimal(value)


@pytest.mark.parametrize(
    "printed", ["", "12,34", "1,2345", "4125.49,4143.91", "1.2.3", "--", "/", "十四五", "万", "12个", "三X"]
)
def test_what_is_no_number_gives_none(printed: str) -> None:
    assert parse_number(printed) is None


@pytest.mark.parametrize(
    ("printed", "yuan"),
    [
        ("人民币壹仟贰佰叁拾肆元伍角陆分", "1234.56"),
        ("叁佰万元整", "3000000.00"),
        ("伍拾元零柒分", "50.07"),
        ("玖拾圆正", "90.00"),
    ],
)
def test_formal_amounts_are_yuan(printed: str, yuan: str) -> None:
    assert parse_formal_amount(printed) == Decimal(yuan)


@pytest.mark.parametrize("printed", ["叁佰万", "元整", "壹元柒", "1元"])
def test_what_is_no_formal_amount_gives_none(printed: str) -> None:
    assert parse_formal_amount(printed) is None


@pytest.mark.parametrize(
    ("unit", "yuan"),
    [
        ("元", "1"),
        ("千元", "1000"),
        ("万元", "10000"),
        ("百万元", "1000000"),
        ("亿 元", "100000000"),
        ("万元人民币", None),
        ("人民币万元", "10000"),
        ("万", "10000"),
        ("万美元", None),
        ("万人", None),
    ],
)
def test_yuan_of_a_unit(unit: str, yuan: str | None) -> None:
    assert yuan_per_unit(unit) == (None if yuan is None else Decimal(yuan))


@given(st.integers(min_value=0, max_value=99_999_999))
def test_chinese_numerals_round_trip(number: int) -> None:
    assert parse_chinese(in_chinese(number)) == number


@given(st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=2))
def test_thousands_separators_round_trip(value: Decimal) -> None:
    assert parse_number(f"{value:,}") == value
    assert printed_decimals(f"{value:,}") == 2


@given(st.text(alphabet="0123456789,.", max_size=12))
def test_a_comma_is_a_separator_only_before_three_digits(text: str) -> None:
    value = parse_number(text)
    if value is not None and "," in text:
        first, *groups = text.split(".", maxsplit=1)[0].split(",")
        assert 1 <= len(first) <= 3
        assert all(len(group) == 3 for group in groups)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("壹元壹角", "1.10"),
        ("壹元零壹分", "1.01"),
        ("壹元零角伍分", "1.05"),
        ("壹元某角", None),
        ("壹元壹角某分", None),
        ("壹佰", None),  # no 元
        ("某元", None),
    ],
)
def test_tenths_and_hundredths_of_formal_amounts(raw: str, value: str | None) -> None:
    assert parse_formal_amount(raw) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("9" * 24, "9" * 24),
        ("9" * 25, None),
        ("一" * 24, "1" * 24),
        ("一" * 25, None),
        ("一千万亿亿", "1" + "0" * 23),
        ("一亿亿亿", None),  # 25 digits
        ("1万亿亿亿", None),
        ("1千万亿亿", "1" + "0" * 23),
    ],
)
def test_a_number_has_at_most_24_digits(printed: str, value: str | None) -> None:
    assert parse_number(printed) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("3.00", "3.00"),  # the decimals are printed
        ("3", "3"),
        ("1.2345千", "1234.5000"),
        ("1.50万", "15000"),
        ("3千万", "30000000"),
        ("-2万", "-20000"),
    ],
)
def test_decimals_are_kept_but_those_that_a_scale_takes_up(printed: str, kept: str) -> None:
    assert str(parse_number(printed)) == kept


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("一百十", None),  # a multiplier inside a number has its digit: 一百一十
        ("一亿二万", 100_020_000),
        ("一万零二亿", 1_000_200_000_000),
        ("一亿零五", 100_000_005),
        ("十万", 100_000),
        ("二十万零三百", 200_300),
        ("一万二万", None),  # two numbers
        ("零万", None),
    ],
)
def test_larger_multipliers_take_what_stands_before_them(printed: str, value: int | None) -> None:
    assert parse_chinese(printed) == value


def test_a_unit_without_a_word_of_money_needs_a_scale() -> None:
    assert [yuan_per_unit(unit) for unit in ("", "人民币", "个", "十", "千")] == [None, None, None, 10, 1000]


@pytest.mark.parametrize(
    ("raw", "decimals"), [("3", 0), ("3.0", 1), ("1,234.50", 2), ("x.50", 0), ("3.125万", 3)]
)
def test_decimals_are_counted_behind_the_point(raw: str, decimals: int) -> None:
    assert printed_decimals(raw) == decimals


def test_yuan_are_kept_to_the_cent() -> None:
    assert str(to_yuan(Decimal("0.12345"), Decimal(10))) == "1.23"
    assert str(to_yuan(Decimal("7"), Decimal(10000))) == "70000.00"
