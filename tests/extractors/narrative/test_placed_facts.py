"""Facts by where they stand in the text."""

from __future__ import annotations

from extractors.document import Place
from extractors.narrative.placed_facts import PlacedFacts
from extractors.records import Fact


def fact(start: int, role: str, statement: int = 0) -> Fact:
    return Fact(Place(None, None, start, start + 1), "income.other", role, "narrative", statement=statement)


TEXT = "0收入1（其中2）增长3"
"""A bracket opens at 4 and closes at 8."""


def test_facts_of_a_span_begin_in_it() -> None:
    facts = PlacedFacts([fact(0, "final"), fact(3, "change_yoy"), fact(7, "growth_yoy")], TEXT)
    assert list(facts.between(0, 3)) == [0]
    assert list(facts.between(0, 4)) == [0, 1]
    assert list(facts.between(3, 7)) == [1]
    assert list(facts.between(8, 3)) == []
    assert facts[1].role == "change_yoy"


def test_parts_of_reasons_are_not_explained() -> None:
    facts = PlacedFacts([fact(0, "final"), fact(3, "reason_amount")], TEXT)
    assert facts.explainable(range(2)) == [0]


def test_facts_in_a_closed_bracket_count_only_where_no_change_stands_outside() -> None:
    inside, outside = fact(7, "change_yoy"), fact(3, "change_yoy")
    at = len(TEXT)
    assert PlacedFacts([outside, inside], TEXT).open_between(0, at, at) == [0]
    assert PlacedFacts([fact(3, "final"), inside], TEXT).open_between(0, at, at) == [0, 1]
    assert PlacedFacts([outside, inside], TEXT).open_between(0, at, 8) == [0, 1]  # not yet closed


def test_facts_behind_a_position() -> None:
    facts = PlacedFacts([fact(0, "final"), fact(3, "final"), fact(7, "final")], TEXT)
    assert facts.behind([0, 1, 2], 3) == [2]
    assert facts.behind([0, 1, 2], 2) == [1, 2]


def test_what_facts_are() -> None:
    roles = ["final", "completion_rate", "share", "change_yoy", "growth_vs_initial_budget", "count", "amount"]
    facts = PlacedFacts([fact(n, role) for n, role in enumerate(roles)], TEXT)
    assert [facts.is_change(n) for n in range(7)] == [False, False, False, True, True, False, False]
    assert [facts.is_outcome(n) for n in range(7)] == [True, True, False, False, False, False, False]
    assert [facts.has_value(n) for n in range(7)] == [True, True, False, False, False, True, True]


def test_facts_of_one_statement() -> None:
    facts = PlacedFacts([fact(0, "final", 1), fact(3, "change_yoy", 1), fact(7, "final", 2)], TEXT)
    assert facts.same_statement(0, 1)
    assert not facts.same_statement(1, 2)


def test_brackets_in_brackets() -> None:
    text = "0（1（2）3）4"
    facts = PlacedFacts([fact(0, "change_yoy"), fact(2, "change_yoy"), fact(4, "change_yoy")], text)
    assert list(facts.between(0, 1)) == [0]
    assert facts.open_between(0, len(text), 5) == [0, 1, 2]  # none is closed
    assert facts.open_between(0, len(text), 7) == [0, 1]  # the inner one is
    assert facts.open_between(0, len(text), 8) == [0]
