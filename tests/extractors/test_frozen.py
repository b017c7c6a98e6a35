"""Records that are made often: copies with other values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Place
from extractors.frozen import replaced
from extractors.narrative.aspects import Subject
from extractors.records import Fact


def test_a_copy_has_the_other_values_and_all_others_of_the_record() -> None:
    fact = Fact(Place(1, None, 2, 3), "income.total", "final", "table", reasons=(1, 2), value_year=2024)
    assert replaced(fact, unit="x", role="prior_final") == replace(fact, unit="x", role="prior_final")
    assert replaced(fact) == fact
    assert replaced(fact) is not fact
    assert fact.unit is None


def test_a_copy_of_another_class_is_of_that_class() -> None:
    assert replaced(Subject("income.total"), label="x") == Subject("income.total", label="x")


def test_a_field_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError, match="measures"):
        replaced(Subject("income.total"), measures="x")
