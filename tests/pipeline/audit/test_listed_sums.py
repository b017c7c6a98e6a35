"""Numbered items below a heading that says what they make up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.records import Check
from pipeline.audit.listed_sums import listed_sums
from tests.pipeline.audit.drawn import evidence

HEAD = "（五）项目支出1,612.29万元，具体包括："
ITEMS = ("1.社工服务项目498.82万元，主要包括：", "用于社工。", "2.社区服务项目1,113.47万元。")


def run(*lines: str) -> list[Check]:
    return list(listed_sums(evidence("\n".join(lines))))


def test_items_that_make_the_total() -> None:
    (check,) = run(HEAD, *ITEMS)
    assert (check.code, check.result, check.formula) == ("LIST_SUM", "pass", "项目支出 = Σ items")
    assert (check.lhs, check.rhs, check.tolerance) == (Decimal("16122900"), Decimal("16122900"), Decimal(150))
    assert (check.printed, check.computed) == ("1,612.29万元", "1612.29万元")
    text = "\n".join((HEAD, *ITEMS))
    assert [text[p.start : p.end] for p in check.places] == ["1,612.29万元", "498.82万元", "1,113.47万元"]


@pytest.mark.parametrize(("amount", "result"), [("1,113.48", "pass_rounding"), ("1,113.49", "fail")])
def test_rounding_of_all_three_counts(amount: str, result: str) -> None:
    (check,) = run(HEAD, *ITEMS[:2], f"2.社区服务项目{amount}万元。")
    assert check.result == result
    assert check.severity == ("warning" if result == "fail" else "info")


def test_one_item_is_no_list() -> None:
    assert run(HEAD, ITEMS[0]) == []
    assert run(HEAD, "说明", *ITEMS) == []


def test_a_list_ends_where_a_number_does_not_follow() -> None:
    (check,) = run(HEAD, *ITEMS, "4.其他项目9.00万元。", "3.其他项目9.00万元。")
    assert len(check.places) == 3
    assert run(HEAD, "2.社区服务项目1,113.47万元。", ITEMS[0]) == []


def test_a_list_ends_at_the_next_heading() -> None:
    (check,) = run(HEAD, *ITEMS, "（六）其他支出", "3.其他项目9.00万元。")
    assert (len(check.places), check.result) == (3, "pass")


def test_text_between_items_does_not_end_a_list() -> None:
    (check,) = run(HEAD, *ITEMS, "用于社区。", "3.其他项目9.00万元。")
    assert (len(check.places), check.computed) == (4, "1621.29万元")
