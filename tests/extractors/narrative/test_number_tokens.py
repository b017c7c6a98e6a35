"""Numbers with the units printed behind them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.narrative.number_tokens import number_tokens


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit", "printed", "number"),
    [
        ("总计4987.68万元", "amount", "4987.68", "万元", "4987.68万元", "4987.68"),
        ("增长１２．５％", "percent", "12.5", "％", "１２．５％", "１２．５"),
        ("千分之5‰", "percent", "0.5", "‰", "5‰", "5"),
        ("提高2.1个百分点", "point", "2.1", "个百分点", "2.1个百分点", "2.1"),
        ("扶持30余家企业", "count", "30", "家", "30余家", "30"),
        ("共 12 人", "count", "12", "人", "12 人", "12"),
        ("设备0台(套)", "count", "0", "台(套)", "0台(套)", "0"),
        ("共0.39万，", "amount", "0.39", "万", "0.39万", "0.39"),
        ("患病人数高达3万，", "count", "3", "万", "3万", "3"),  # people are no money
        ("人数3万，", "count", "3", "万", "3万", "3"),
        ("服务期限为3年", "count", "3", "年", "3年", "3"),
        ("百分之五", "percent", "5", "%", "百分之五", "五"),
        ("百分之五点二", "percent", "5.2", "%", "百分之五点二", "五点二"),
        ("人民币壹仟贰佰元整", "amount", "1200.00", "元", "人民币壹仟贰佰元整", "壹仟贰佰元"),
        ("一万二千元", "amount", "12000", "元", "一万二千元", "一万二千"),
        ("内设机构三个", "count", "3", "个", "三个", "三"),
        ("服务期限为三年", "count", "3", "年", "三年", "三"),
        ("编号7", None, "7", None, "7", "7"),
    ],
)
def test_a_number_with_its_unit(
    text: str, kind: str | None, value: str, unit: str | None, printed: str, number: str
) -> None:
    (token,) = number_tokens(text)
    assert (token.kind, token.value, token.unit) == (kind, Decimal(value), unit)
    assert text[token.start : token.end] == printed
    assert text[slice(*token.number)] == number


@pytest.mark.parametrize(
    "text", ["2023年12月31日", "京政发〔2019〕5号", "第51期", "中央八项规定", "三分之一", ""]
)
def test_what_is_no_quantity(text: str) -> None:
    assert list(number_tokens(text)) == []


def test_numbers_that_cannot_be_read_are_passed_and_the_next_are_not() -> None:
    assert [t.value for t in number_tokens("百分之五点点，收入3万元")] == [Decimal(3)]
