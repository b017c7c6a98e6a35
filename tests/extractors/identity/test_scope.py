"""For which part of a department a document speaks: what decides, in which order."""

from __future__ import annotations

import pytest

from extractors.document import Place
from extractors.identity.cover import Line, Title
from extractors.identity.departments import canonical_body
from extractors.identity.scope import Scope, find_scope
from extractors.identity.units import UnitLists
from extractors.records import ListedUnit

BUREAU = canonical_body("烟台市水利局", "370600")
SCHOOL = canonical_body("烟台市第一中学", "370600")


NONE = UnitLists()


def title(of: str | None) -> Title:
    line = Line("2026年某局预算", 0, 10, 1, True)
    return Title(line, line.text, "某局", None, 2026, of, "预算")


def units(*kinds: tuple[str, bool], stated: int | None = None) -> UnitLists:
    """Listed units by kind and whether each is the department itself."""
    place = Place(1, None, 0, 1)
    return UnitLists(
        tuple(ListedUnit(place, f"单位{n}", None, k, own) for n, (k, own) in enumerate(kinds)), stated
    )


def test_a_qualifier_beside_the_name_decides_before_everything_else() -> None:
    two = units(("budget_scope", True), ("budget_scope", False))
    assert find_scope(title("部门"), BUREAU, "本级", "", two) == Scope("department_own", "qualifier")
    assert find_scope(title("单位"), BUREAU, "汇总", "", NONE).type == "department_rollup"


@pytest.mark.parametrize(
    ("body", "scope"), [(BUREAU, "department_own"), (SCHOOL, "single_unit"), (None, "single_unit")]
)
def test_a_unit_budget_of_a_department_is_its_own_office(body: object, scope: str) -> None:
    assert find_scope(title("单位"), body, None, "", NONE) == Scope(scope, "title_unit")  # type: ignore[arg-type]


def test_two_units_in_the_budget_make_a_rollup_one_that_is_the_body_itself_does_not() -> None:
    assert find_scope(
        None, BUREAU, None, "", units(("budget_scope", True), ("budget_scope", False))
    ).type == ("department_rollup")
    assert find_scope(None, BUREAU, None, "", units(("budget_scope", True))) == Scope(
        "single_unit", "unit_list"
    )
    assert find_scope(None, BUREAU, None, "", units(("budget_scope", True), stated=2)).method == "unit_list"


def test_a_listed_subordinate_makes_a_rollup_where_nothing_else_is_said() -> None:
    assert find_scope(None, BUREAU, None, "", units(("subordinate", False))) == Scope(
        "department_rollup", "unit_list"
    )
    assert find_scope(None, BUREAU, None, "", units(("subordinate", True))).type == "unknown"


def test_the_words_of_every_template_count_last_and_not_for_bodies_below_departments() -> None:
    assert find_scope(title("部门"), BUREAU, None, "", NONE) == Scope("department_rollup", "title_department")
    assert find_scope(title("部门"), SCHOOL, None, "", NONE) == Scope("unknown")
    assert find_scope(None, BUREAU, None, "", NONE) == Scope("unknown")
