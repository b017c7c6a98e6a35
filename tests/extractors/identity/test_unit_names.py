"""Names of units as lists print them."""

from __future__ import annotations

import pytest

from extractors.identity.unit_names import (
    LONGEST_ITEM,
    Stretch,
    is_marked_own,
    is_own,
    list_item,
    offsets_of,
    own_part,
    stretch,
)
from tests.extractors.identity.documents import document


def item(text: str, listed: bool = False) -> tuple[str, str | None] | None:
    found = list_item(Stretch(text, range(len(text))), listed)
    return (found.name.text, found.note) if found is not None else None


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("1.烟台市水利局机关", "烟台市水利局机关", None),
        ("以及烟台市水文中心", "烟台市水文中心", None),
        ("烟台市水利局预算", "烟台市水利局", None),
    ],
)
def test_marks_openers_and_nouns_of_documents_are_no_part_of_a_name(
    text: str, name: str, note: str | None
) -> None:
    assert item(text) == (name, note)


def test_what_is_no_body_is_no_unit() -> None:
    assert item("收入支出总表") is None
    assert item("") is None


def test_a_note_longer_than_an_item_is_dropped() -> None:
    name = "烟台市水文中心"
    assert item(f"{name}，{'一' * (LONGEST_ITEM + 1)}") == (name, None)


def test_the_department_itself_is_known_by_its_mark_or_its_name() -> None:
    assert is_marked_own("烟台市水利局本级")
    assert not is_marked_own("烟台市水文中心")
    assert is_own("局机关", "烟台市水利局", "370600")
    assert is_own("市水利局", "烟台市水利局", "370600")
    assert not is_own("烟台市水文中心", "烟台市水利局", "370600")
    assert not is_own("烟台市水利局", None, None)


def test_places_hold_over_white_space() -> None:
    found = stretch(document("甲 乙\u3000丙"), 0, 5)
    assert found.text == "甲乙丙"
    assert found.part(1, 3).span() == (2, 5)
    assert offsets_of("  ", 4, 6) == [4, 6]


def test_parts_of_the_own_budget_are_told_apart() -> None:
    assert own_part("烟台市水文中心") == ""
