"""The measures are called something in both languages, and no two the same."""

from __future__ import annotations

from collections import Counter

import pytest

from patterns import load
from patterns.shapes.measures import Measures

MEASURES = {measure.id: measure for measure in load(Measures).measure}


def test_each_has_an_english_name_of_its_own() -> None:
    called = Counter(measure.name_en.casefold() for measure in MEASURES.values())
    assert [name for name, times in called.items() if times > 1] == []
    wrong = [m.id for m in MEASURES.values() if not m.name_en.isascii() or not m.name_en[:1].isupper()]
    assert wrong == [], "English, and written as a name"


@pytest.mark.parametrize(
    ("measure", "name"),
    [
        ("three_public.total", "Three public expenses (travel abroad, official vehicles, receptions)"),
        ("gpb.personnel", "Personnel expenses (general public budget)"),
        ("balance.opening", "Carry-over and surplus at the beginning of the year"),
    ],
)
def test_the_names_are_those_of_public_finance(measure: str, name: str) -> None:
    assert MEASURES[measure].name_en == name
