"""Roles and years of columns."""

from __future__ import annotations

import pytest

from extractors.tables.column_roles import role_of, years_in
from patterns.shapes.tables import TableKind


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("上年/合计", "bd", ("prior_budget", 2025)),
        ("上年结转结余", "bd", ("initial_budget", None)),
        ("2025年执行数", "bd", ("prior_final", 2025)),
        ("增减变化情况/合计", "bd", None),
        ("上年决算数", "fa", ("prior_final", 2025)),
        ("年初预算数", "fa", ("initial_budget", None)),
        ("全年预算数", "fa", ("full_year_budget", None)),
        ("一般公共预算财政拨款", "fa", ("final", None)),
        ("2025年决算数", "fa", ("prior_final", 2025)),
        ("2026年决算数", "fa", ("final", 2026)),
        ("2027年预算数", "bd", ("initial_budget", 2027)),
        ("2025年预算数", "fa", ("prior_budget", 2025)),
        ("上年数", "fa", ("prior_final", 2025)),
        ("预算数", "fa", ("full_year_budget", None)),
        ("合计", "bd", ("initial_budget", None)),
    ],
)
def test_roles(text: str, kind: TableKind, expected: tuple[str, int | None] | None) -> None:
    assert role_of(text, kind, 2026, None) == expected


def test_a_note_says_what_a_column_of_budget_figures_is() -> None:
    assert role_of("预算数", "fa", 2026, "initial_budget") == ("initial_budget", None)
    assert role_of("决算数", "fa", 2026, "initial_budget") == ("final", None)


def test_last_year_has_no_number_where_the_year_is_not_known() -> None:
    assert role_of("上年预算数", "bd", None, None) == ("prior_budget", None)
    assert role_of("2025年预算数", "bd", None, None) == ("initial_budget", 2025)


def test_years_are_four_digits_that_stand_alone() -> None:
    assert years_in(["2024年预算数比2023年", "12024", "20245", "1999年", "合计"]) == [2024, 2023]


def test_of_two_years_in_a_head_the_last_counts() -> None:
    assert role_of("2025年/2026年预算数", "bd", 2026, None) == ("initial_budget", 2026)
    assert role_of("2026年/2025年预算数", "bd", 2026, None) == ("prior_budget", 2025)
