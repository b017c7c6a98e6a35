from __future__ import annotations

import pytest

from pipeline.publishing.across.comparison import Compared, compare
from pipeline.publishing.across.document_pairs import Kind
from tests.pipeline.publishing.across.drawn import fact, figures_of, pair, sentence


@pytest.mark.parametrize(
    ("kind", "first", "second", "code"),
    [
        ("part", sentence("9.50"), fact("9.00"), "N01"),
        ("prior", fact("9.50", role="prior_final", value_year=2023), fact("9.00", value_year=2023), "I23"),
        ("budget", fact("9.50", role="initial_budget"), fact("9.00", role="initial_budget"), "I22"),
        ("unit", fact("9.50"), fact("9.00"), "I24"),
        ("revised", fact("9.50"), fact("9.00"), "REVISED"),
    ],
)
def test_each_kind_of_pair_has_its_rule(
    kind: Kind, first: dict[str, object], second: dict[str, object], code: str
) -> None:
    compared = compare(pair(kind), figures_of({"a": [first], "b": [second]}))
    assert [c["code"] for c in compared.checks] == [code]
    assert [f["check_id"] for f in compared.findings] == [compared.checks[0]["check_id"]]
    assert len(compared.revisions) == (kind == "revised")


def test_what_agrees_gives_a_check_and_no_finding() -> None:
    compared = compare(pair("unit"), figures_of({"a": [fact("9.00")], "b": [fact("9.00")]}))
    assert (len(compared.checks), compared.findings) == (1, ())


def test_several_comparisons_are_put_behind_one_another() -> None:
    one, two = {"n": 1}, {"n": 2}
    several = [Compared((one,), (two,), (one, two)), Compared(), Compared((two,), (), (two,))]
    assert Compared.of_all(several) == Compared((one, two), (two,), (one, two, two))
    assert Compared.of_all(iter([])) == Compared()
