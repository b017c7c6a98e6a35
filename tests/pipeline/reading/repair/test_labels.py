"""Labels of rows put right by names of codes and statutory labels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.reading.repair.labels import labels
from tests.pipeline.reading.repair.test_wording import scan

TWO_SIDES = (
    ("收入", "预算数"),
    ("一、一般公共预算收入", "1.00"),
    ("二、政府性基金预算收入", "2.00"),
    ("三、国有资本经营预算收入", "3.00"),
    ("收入总计", "6.00"),
)


def changed(*rows: Sequence[str], unsure: str = "") -> list[tuple[str, str]]:
    return [(one.raw, one.text) for one in labels(scan(*rows, unsure=unsure))]


@pytest.mark.parametrize(
    ("n", "read", "unsure"),
    [
        (4, "收入总计.", "."),
        (2, "二、政府性基金预算收入·", "·"),
        (3, "三、国有资本经宫预算收入", "宫"),
        (1, "一、一般公共预算收λ", ""),
    ],
)
def test_a_label_beside_known_ones_is_put_right(n: int, read: str, unsure: str) -> None:
    rows: list[Sequence[str]] = list(TWO_SIDES)
    rows[n] = (read, "1.00")
    assert changed(*rows, unsure=unsure) == [(read, TWO_SIDES[n][0])]


def test_a_label_among_words_that_are_not_known_stays() -> None:
    rows = (("指标", "数"), ("收入总计.", "1.00"), ("办件量", "2.00"), ("满意率", "3.00"))
    assert changed(*rows, unsure=".") == []


def test_a_code_beside_it_gives_back_what_was_lost() -> None:
    rows = (
        ("科目编码", "科目名称", "合计"),
        ("2080505", "机关事业单位基养老保费支出", "1.00"),
        ("30101", "基本工资梅", "1.00"),
    )
    assert changed(*rows, unsure="梅") == [
        ("机关事业单位基养老保费支出", "机关事业单位基本养老保险缴费支出"),
        ("基本工资梅", "基本工资"),
    ]


def test_a_shorter_wording_stays_where_no_code_stands_beside_it() -> None:
    rows: list[Sequence[str]] = list(TWO_SIDES)
    rows[3] = ("三、国有资本经营收入", "1.00")
    assert changed(*rows, unsure="营") == []


def test_another_name_beside_a_code_stays() -> None:
    rows = (("科目编码", "科目名称", "合计"), ("2080505", "某县养老金补贴", "1.00"), ("208", "合计", "1.00"))
    assert changed(*rows) == []


def test_marks_beside_the_digits_of_a_code_are_specks() -> None:
    rows = (("类", "款", "项", "科目名称", "合计"), ("208", "- 05", "01", "行政单位离退休", "1.00"))
    assert changed(*rows) == [("- 05", "05")]
    other = (rows[0], ("208", "- 05", "01", "某县补贴", "1.00"))
    assert changed(*other) == []
