"""What somebody may have meant."""

from __future__ import annotations

import pytest

from pipeline.ask.suggestions import near, with_near

KNOWN = ["facts", "key_facts", "documents", "v_headline", "三公经费", "公务接待费"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("fakts", ["facts"]),
        ("Document", ["documents"]),
        ("headline", ["v_headline"]),
        ("“三公”", ["三公经费"]),
        ("接待", ["公务接待费"]),
        ("zzzz", []),
        ("f", []),
        ("v_dance", []),  # v_headline begins so, too
    ],
)
def test_a_slip_or_a_part_of_a_name_is_recognised(said: str, meant: list[str]) -> None:
    assert near(said, KNOWN) == meant


def test_what_begins_so_comes_before_what_has_it_inside() -> None:
    assert near("fact", ["key_facts", "facts"]) == ["facts", "key_facts"]


def test_other_names_count_and_the_first_is_given() -> None:
    assert near("三公", ["three_public.total"], {"three_public.total": ["“三公”经费"]}) == [
        "three_public.total"
    ]


def test_at_most_five_are_offered() -> None:
    assert len(near("fact", [f"fact_{n}" for n in range(9)])) == 5


def test_a_problem_without_likely_names_stays_as_it_is() -> None:
    assert with_near("there is no x", []) == "there is no x"
    assert with_near("there is no x", ["y", "z"]) == "there is no x; did you mean y, z?"
