"""What figures are compared with."""

from __future__ import annotations

from typing import Literal

import pytest

from extractors.narrative.comparators import (
    changed_role,
    comparator_in,
    comparator_named,
    comparator_of,
    compares,
    level_roles,
    years_back,
)
from extractors.narrative.setting import Basis

FINAL = Basis(is_budget=False, fiscal_year=2023)
BUDGET = Basis(is_budget=True, fiscal_year=2023)


@pytest.mark.parametrize(
    ("words", "final", "budget"),
    [
        ("比上年", "prior_final", "prior_budget"),
        ("与去年相比", "prior_final", "prior_budget"),
        ("同比", "prior_final", "prior_budget"),
        ("比2022年度决算", "prior_final", "prior_budget"),
        ("比上年执行数", "prior_execution", "prior_execution"),
        ("比年初预算数", "initial_budget", "prior_budget"),
        ("较2023年年初预算", "initial_budget", "prior_budget"),
        ("与全年预算数相比", "full_year_budget", "full_year_budget"),
        ("比调整后预算", "full_year_budget", "full_year_budget"),
        ("比2019年", None, None),
        ("比2024年", None, None),
        ("占比", None, None),
        ("支出合计", None, None),
    ],
)
def test_what_words_compare_with(words: str, final: str | None, budget: str | None) -> None:
    assert comparator_in(words + "增加", FINAL) == final
    assert comparator_in(words + "增加", BUDGET) == budget


def test_the_last_comparison_that_is_known_counts() -> None:
    assert comparator_in("比上年增加,比年初预算增加", FINAL) == "initial_budget"
    assert comparator_in("比年初预算增加,比某项目增加", FINAL) == "initial_budget"


@pytest.mark.parametrize(
    ("words", "named"), [("与2019年相比增加", True), ("比上年增加", True), ("增加", False)]
)
def test_words_may_compare_with_what_has_no_role(words: str, named: bool) -> None:
    assert compares(words) == named


def test_a_phrase_alone_needs_no_preposition() -> None:
    assert comparator_of("上年预算数", BUDGET) == "prior_budget"
    assert comparator_named("与上年预算数", BUDGET) == "prior_budget"
    assert comparator_named("上年预算数", BUDGET) == "prior_budget"
    assert comparator_named("某项目", BUDGET) is None


@pytest.mark.parametrize(
    ("words", "back"),
    [
        ("上年", 1),
        ("2023年", 0),
        ("2022年", 1),
        ("2021年", 2),
        ("2024年", -1),
        ("2021年2022年", 1),  # the last one
        ("本年", None),
        ("上年结转", None),  # money, no comparison
    ],
)
def test_years_before_the_fiscal_year(words: str, back: int | None) -> None:
    assert years_back(words, FINAL) == back


def test_without_a_fiscal_year_only_words_say_it() -> None:
    unknown = Basis(is_budget=False, fiscal_year=None)
    assert years_back("2022年", unknown) is None
    assert years_back("上年", unknown) == 1


@pytest.mark.parametrize(
    ("stem", "comparator", "role"),
    [
        ("change", "prior_final", "change_yoy"),
        ("growth", "prior_budget", "growth_yoy"),
        ("change", "prior_execution", "change_yoy"),
        ("growth", "initial_budget", "growth_vs_initial_budget"),
        ("change", "full_year_budget", None),
        ("change", "other", None),
        ("change", None, None),
    ],
)
def test_roles_of_changes(
    stem: Literal["change", "growth"], comparator: str | None, role: str | None
) -> None:
    assert changed_role(stem, comparator) == role


def test_what_is_as_before_has_neither_change_nor_growth() -> None:
    assert level_roles("initial_budget") == ("change_vs_initial_budget", "growth_vs_initial_budget")
    assert level_roles("other") == ()
    assert level_roles(None) == ()
