"""What names tell of function and kind."""

from __future__ import annotations

import pytest

from extractors.identity.functions import (
    NamedFunction,
    bare_names,
    first_names,
    from_ending,
    look_up,
    look_up_ministry,
    most_likely,
    name_key,
    umbrella_names,
)

FINANCE = NamedFunction("finance", "gov_department")


def test_joiners_do_not_tell_names_apart() -> None:
    assert name_key("住房和城乡建设局") == name_key("住房城乡建设局") == "住房城乡建设局"


def test_a_whole_name_is_determined_a_beginning_or_an_ending_is_not() -> None:
    assert look_up("财政局", False) == (FINANCE, True)
    assert look_up("财政局国库支付中心", False) == (FINANCE, False)
    assert look_up("工业园区财政局", False) == (FINANCE, False)
    assert look_up("甲乙丙丁", False) == (None, False)


def test_a_name_of_the_party_needs_the_party_before_it() -> None:
    assert look_up("办公厅", True) == (NamedFunction("party_office", "party_organ"), True)
    assert "办公厅" not in bare_names()


def test_a_ministry_does_what_the_bureau_does() -> None:
    assert look_up_ministry("财政部") == (FINANCE, True)
    assert look_up_ministry("财政局") == (None, False)


@pytest.mark.parametrize(
    ("name", "kind"), [("某某大学", ("university", "institution")), ("甲乙丙丁", (None, None))]
)
def test_endings_tell_kinds(name: str, kind: tuple[str | None, str | None]) -> None:
    assert from_ending(name) == kind


def test_what_is_no_whole_name_takes_its_function_from_the_word_in_it() -> None:
    assert most_likely("水库管理所", None, False)[0] == "water"
    assert most_likely("甲乙丙丁", None, False) == (None, "other")
    assert most_likely("甲乙丙丁", None, True) == (None, "party_organ")
    assert most_likely("财政局国库支付中心", FINANCE, False)[0] == "finance"


def test_units_are_named_after_departments_not_after_streets() -> None:
    assert "财政局" in umbrella_names()
    assert first_names()["finance"] == ("财政局", "gov_department")
