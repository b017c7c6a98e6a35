from __future__ import annotations

from dataclasses import fields

import pytest

from pipeline.storage.outcome import NOT_A_DISCLOSURE, OVER_LIMIT, QUARANTINED, STATUSES, Outcome, failed


@pytest.mark.parametrize("kind", ["html", "archive"])
def test_what_is_something_else_is_no_disclosure_and_no_failure(kind: str) -> None:
    assert failed("d", kind, "a page").status == "not_disclosure"


@pytest.mark.parametrize("kind", ["damaged", "timeout", "internal", "unreachable"])
def test_what_cannot_be_read_is_a_failure(kind: str) -> None:
    assert failed("d", kind, "why", 1.5, 20.0) == Outcome(
        "d", "failed", kind, "why", seconds=1.5, peak_mb=20.0
    )


def test_a_failure_that_costs_nothing_says_so() -> None:
    outcome = failed(None, "damaged", "why")
    assert (outcome.doc_id, outcome.seconds, outcome.peak_mb, outcome.unchanged) == (None, 0.0, 0.0, False)


def test_quarantine_is_for_what_says_nothing_against_the_document() -> None:
    assert {"timeout", "memory", "crashed"} == OVER_LIMIT
    assert {"pattern_timeout", "internal"} == QUARANTINED - OVER_LIMIT
    assert not QUARANTINED & NOT_A_DISCLOSURE


def test_an_outcome_that_is_met_again_cost_this_run_nothing() -> None:
    first = Outcome(
        "d", "partial", message="a note", seconds=9.0, peak_mb=300.0, pages=2, counts={"facts": 1}
    )
    again = first.as_unchanged(0.01)
    assert again == Outcome(
        "d", "partial", message="a note", seconds=0.01, pages=2, counts={"facts": 1}, unchanged=True
    )
    assert again.peak_mb == 0.0
    assert not first.unchanged


def test_an_outcome_comes_back_from_its_fields() -> None:
    outcome = Outcome("d", "failed", "timeout", "too long", 1.0, 2.0, 3, {"facts": 1}, False, "abc")
    assert Outcome(**outcome.to_dict()) == outcome
    assert list(outcome.to_dict()) == [each.name for each in fields(Outcome)]
    outcome.to_dict()["counts"]["facts"] = 2
    assert outcome.counts == {"facts": 1}
    assert outcome.status in STATUSES


def test_an_outcome_of_which_nothing_is_told_cost_nothing_and_is_new() -> None:
    outcome = Outcome("d", "ok")
    assert (outcome.seconds, outcome.peak_mb, outcome.pages, outcome.counts) == (0.0, 0.0, None, {})
    assert not outcome.unchanged
