"""One figure printed twice: in a sentence and in a table, or in two sentences."""

from __future__ import annotations

import pytest

from pipeline.audit.repeats import one_digit_apart
from tests.pipeline.audit.sentences import codes, only, raws, results

TABLE = """表五 一般公共预算财政拨款支出决算表
单位：万元

项目 | 本年支出 |
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
合计 | 2940.05 | 2336.91 | 603.14 |
"""


def text(total: str, again: str = "") -> str:
    """A table of fiscal totals in a text export, and sentences that repeat its figures."""
    told = f"五、一般公共预算财政拨款支出决算情况说明\n\n2024年度一般公共预算财政拨款支出决算{total}，"
    told += "主要用于以下方面。\n"
    if again:
        told += (
            f"\n六、一般公共预算财政拨款支出决算具体情况\n\n2024年度一般公共预算财政拨款支出决算{again}。\n"
        )
    return told


def test_two_sentences_that_agree_give_checks_and_no_finding() -> None:
    whole = text("2940.05万元", "2,940.05万元")
    assert results(whole, "N01") == ["pass"]
    assert codes(whole) == []


@pytest.mark.parametrize(
    ("again", "code"),
    [
        ("2940.05元", "UNIT_SLIP"),
        ("29400.5万元", "UNIT_SLIP"),
        ("2490.05万元", "DIGIT_SLIP"),
        ("2840.05万元", "DIGIT_SLIP"),
        ("22940.05万元", "DIGIT_SLIP"),
        ("3712.77万元", "REPEAT_MISMATCH"),
    ],
)
def test_two_sentences_that_do_not(again: str, code: str) -> None:
    assert codes(text("2940.05万元", again), "warning") == [code]
    assert raws(text("2940.05万元", again), code) == [again, "2940.05万元"]


def test_rounding_and_the_last_digit() -> None:
    assert results(text("2940.05万元", "2940.1万元"), "N01") == ["pass_rounding"]
    assert codes(text("2940.05万元", "2940.1万元")) == []
    assert codes(text("2940.05万元", "2940.06万元")) == ["LAST_DIGIT"]
    assert only(text("2940.05万元", "2940.06万元"), "LAST_DIGIT").severity == "info"


def test_a_difference_that_the_sentence_explains_is_no_finding() -> None:
    whole = text("2940.05万元") + (
        "\n六、一般公共预算财政拨款支出决算具体情况\n\n2024年度一般公共预算财政拨款支出决算3000.05万元，"
        "较上年增加，原因是上年结转60.00万元。\n"
    )
    assert "REPEAT_MISMATCH" not in codes(whole)


def test_numbers_one_digit_apart() -> None:
    assert one_digit_apart("88736", "8736")
    assert not one_digit_apart("88736", "8637")
    assert not one_digit_apart("11", "12")
