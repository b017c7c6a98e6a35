"""Income and expenditure."""

from __future__ import annotations

import pytest

from extractors.narrative.sides import side_of, side_of_titles, side_of_words


@pytest.mark.parametrize(
    ("measure", "side"),
    [
        ("income.total", "income"),
        ("income.other", "income"),
        ("gov_fund.income", "income"),
        ("expenditure.basic", "expenditure"),
        ("gpb.expenditure", "expenditure"),
        ("gpb.basic_expenditure", "expenditure"),
        ("income_expenditure_total", None),
        ("fiscal.income_expenditure_total", None),
        ("three_public.total", None),
    ],
)
def test_the_side_of_a_measure(measure: str, side: str | None) -> None:
    assert side_of(measure) == side


@pytest.mark.parametrize(
    ("titles", "side"),
    [
        (("收入决算情况",), "income"),
        (("支出决算情况",), "expenditure"),
        (("收入支出总体情况",), None),
        (("收入支出总体情况", "支出决算情况"), "expenditure"),
        (("支出决算情况", "收入决算情况"), "expenditure"),  # the innermost is first
        (("人员情况",), None),
        ((), None),
    ],
)
def test_the_innermost_title_that_names_one_side_counts(titles: tuple[str, ...], side: str | None) -> None:
    assert side_of_titles(titles) == side


def test_words_name_a_side_only_at_their_end() -> None:
    assert side_of_words("本年支出") == "expenditure"
    assert side_of_words("本年收入") == "income"
    assert side_of_words("支出合计") is None
