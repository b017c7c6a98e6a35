"""What columns hold."""

from __future__ import annotations

import pytest

from extractors.tables.column_kinds import column_kinds
from tests.extractors.tables.drawn import drawn_body


def kind(head: str, *texts: str) -> str:
    """The kind of a column with this head in a table that has labels before it."""
    rows = [["项目", head, "合计"], *(["一、教育支出", text, "1.00"] for text in texts)]
    return column_kinds(drawn_body(rows))[1]


@pytest.mark.parametrize(
    ("head", "texts", "expected"),
    [
        ("行次", ["1", "2"], "ordinal"),
        ("科目编码", ["201", "20101"], "code"),
        ("科目编码", ["208", "208-05"], "code"),
        ("科目编码", ["某某", "某项", "201"], "label"),
        ("科目编码", ["甲", "乙"], "label"),
        ("科目编码", ["201", "某某"], "code"),
        ("科目编码", ["208-05", "某某"], "label"),
        ("科目编码", ["208-05", "208-06", "某某"], "code"),
        ("科目名称", ["教育支出", "普通教育"], "label"),
        ("科目名称", ["1.00", "2.00"], "value"),
        ("科目名称", ["", ""], "label"),
        ("预算数", ["", ""], "value"),
        ("预算数", ["1.00", ""], "value"),
        ("预算数", ["1.00", "无预算"], "value"),
        ("备注", ["某某", "其他"], "text"),
        ("会议时间", ["2025年4月7日", "2025-4-8", "待定"], "measured"),
        ("会议时间", ["2025年4月7日", "待定"], "text"),
        ("采购品目", ["1.货物", "2.服务"], "label"),
        ("采购品目", ["1.货物", "打印机"], "label"),
        ("采购品目", ["1.货物", "打印机", "复印纸"], "text"),
    ],
)
def test_head_and_texts_decide(head: str, texts: list[str], expected: str) -> None:
    assert kind(head, *texts) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1", "2", "3"], "ordinal"),
        (["7", "8", "9"], "ordinal"),
        (["1", "2"], "value"),
        (["1", "2", "4"], "value"),
        (["(1)", "(2)", "(3)"], "value"),
        (["(1)", "2", "3", "4"], "value"),
        (["1000", "1001", "1002"], "value"),
        (["201", "20101"], "code"),
        (["301", "50101"], "code"),
        (["101", "10101"], "value"),
        (["1.00", "2.00"], "value"),
        (["某某", "其他"], "label"),
        (["", ""], "text"),
    ],
)
def test_numbers_without_a_head_tell_by_themselves(texts: list[str], expected: str) -> None:
    body = drawn_body([["2101101", "行政单位医疗", text] for text in texts])
    assert body.rows == tuple(range(len(texts)))
    assert column_kinds(body)[2] == expected


def test_texts_over_several_columns_tell_nothing_of_the_first() -> None:
    body = drawn_body(
        [["科目编码", "科目名称", "合计"], [("合计", 1, 2), None, "9.00"], ["201", "教育支出", "9.00"]]
    )
    assert column_kinds(body) == ("code", "label", "value")


def test_words_in_the_first_column_name_rows_whatever_heads_them() -> None:
    body = drawn_body([["某某事项", "某某说法", "合计"], ["甲", "乙", "1.00"], ["丙", "丁", "2.00"]])
    assert body.rows == (1, 2)
    assert column_kinds(body) == ("label", "text", "value")
