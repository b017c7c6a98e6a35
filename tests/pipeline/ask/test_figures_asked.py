"""Figures as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.ask.figures_asked import figure_asked


@pytest.mark.parametrize(
    ("typed", "value", "yuan"),
    [
        ("52.99 万元", "52.99", ["529900"]),
        ("５２．９９万元", "52.99", ["529900"]),
        ('"529,900"', "529900", ["529900", "529900000", "5299000000", "52990000000000"]),
        ("529，900元", "529900", ["529900"]),
        ("1.2亿", "1.2", ["120000000"]),
        ("3 百万元", "3", ["3000000"]),
        ("-52.99万元", "-52.99", ["-529900"]),
        ("8.06%", "8.06", []),
        ("8.06％", "8.06", []),
    ],
)
def test_a_figure_is_a_number_and_the_money_that_it_may_mean(typed: str, value: str, yuan: list[str]) -> None:
    figure = figure_asked(typed)
    assert figure is not None
    assert figure.value == Decimal(value)
    assert list(figure.yuan) == [Decimal(one) for one in yuan]


@pytest.mark.parametrize(
    "typed",
    [
        "三公 52.99",
        "12人",
        "2026年",
        "52.9.9",
        "1,23",
        "元",
        "",
        "2023-2024",
        "0.1234567",
        "1" * 19,
        "310107 11",
    ],
)
def test_anything_else_is_words(typed: str) -> None:
    assert figure_asked(typed) is None


def test_digits_alone_may_be_a_year_or_a_code() -> None:
    plain = {
        typed: figure.plain
        for typed in ("2026", "2080505", "529,900", "52.99", "52万")
        if (figure := figure_asked(typed))
    }
    assert plain == {"2026": True, "2080505": True, "529,900": False, "52.99": False, "52万": False}


def test_money_rounds_to_the_decimals_that_are_given() -> None:
    figure = figure_asked("52.99万元")
    assert figure is not None
    assert figure.rounded == (Decimal(529850), Decimal(529950))
    whole = figure_asked("53万元")
    assert whole is not None
    assert whole.rounded == (Decimal(525000), Decimal(535000))
    bare = figure_asked("52.99")
    assert bare is not None
    assert bare.rounded is None
