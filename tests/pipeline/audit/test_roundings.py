"""Notes on what only rounding explains."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.records import Check, Fact, Finding
from pipeline.audit.roundings import roundings
from tests.pipeline.audit.drawn import evidence, printed, stated

TEXT = "支出决算100.01万元"


def check(code: str, result: str = "pass_rounding", **more: object) -> Check:
    plain = Check(
        code, "a = b", (0,), (1,), Decimal(0), Decimal(1000100), Decimal(0), Decimal(0), result, "info"
    )
    return replace(plain, **more)


def run(facts: tuple[Fact, ...], *checks: Check) -> list[Finding]:
    return list(roundings(evidence(TEXT, facts), checks))


@pytest.mark.parametrize("code", ["I04", "I08", "I09", "I11", "N01"])
def test_two_printings_that_differ_in_the_last_digit(code: str) -> None:
    facts = (printed("100.00"), stated(TEXT, "100.01万元"))
    (found,) = run(facts, check(code))
    assert (found.code, found.severity, found.printed, found.computed) == (
        "LAST_DIGIT",
        "info",
        "100.00万元",
        "100.01万元",
    )
    assert found.facts == (0,)
    assert len(run(facts, check(code), check(code))) == 1


def test_printings_with_other_decimals_or_units_are_only_rounded() -> None:
    other = stated(TEXT, "100.01万元")
    assert run((printed("100.0"), other), check("N01")) == []
    assert run((printed("100.00", value_yuan=Decimal(100)), other), check("N01")) == []
    assert run((printed("100.01"), other), check("N01")) == []


@pytest.mark.parametrize(("code", "found"), [("I06", True), ("P06", True), ("P01", False), ("S6", False)])
def test_sums_of_identities_and_changes(code: str, found: bool) -> None:
    notes = run((printed("100.00"), printed("100.01")), check(code))
    assert [n.code for n in notes] == (["SUM_ROUNDING"] if found else [])


@pytest.mark.parametrize(
    ("result", "found"),
    [
        ("pass_rounding", True),
        ("pass_plugged", True),
        ("pass", False),
        ("fail", False),
        ("pass_truncated", False),
    ],
)
def test_only_what_rounding_explains(result: str, found: bool) -> None:
    assert bool(run((printed("100.00"), printed("100.01")), check("I06", result))) is found


def test_checks_without_facts_on_both_sides_say_nothing() -> None:
    facts = (printed("100.00"), printed("100.01"))
    assert run(facts, check("I06", rhs_facts=()), check("I06", lhs_facts=())) == []


def test_one_note_for_a_table_and_an_identity() -> None:
    facts = (printed("100.00"), printed("100.01"), printed("1.00", table=1))
    (first, second) = run(facts, check("I06"), check("I06"), check("I06", lhs_facts=(2,)))
    assert "本表另有1处" in first.message_zh
    assert "1 more in this table" in first.message_en
    assert "另有" not in second.message_zh
    assert (first.printed, first.computed, first.facts) == ("100.00万元", "100.01万元", (0,))


def test_of_many_sums_six_places_are_shown() -> None:
    places = tuple(stated(f"{'x' * n}100.01万元", "100.01万元") for n in range(8))
    facts = tuple(replace(f, table=0) for f in places)
    checks = [check("I06", lhs_facts=(n,), rhs_facts=(0,)) for n in range(8)]
    (note,) = run(facts, *checks)
    assert len(note.places) == 6


def test_of_sums_of_facts_the_first_ones_are_shown() -> None:
    facts = (printed("100.00"), stated(TEXT, "100.01万元"), printed("7.00", table=1))
    (found,) = run(facts, check("N01", lhs_facts=(0, 2), rhs_facts=(1, 2)))
    assert (found.printed, found.computed) == ("100.00万元", "100.01万元")
    first, second = check("I06", lhs_facts=(0, 2), lhs=Decimal(1070000)), check("I06", lhs_facts=(0,))
    (note,) = run(facts, first, second)
    assert (note.printed, "1 more" in note.message_en) == ("107万元", True), "what was compared"
    (alone,) = run(facts, first)
    assert ("more" in alone.message_en, "另有" in alone.message_zh) == (False, False)
    places = tuple(replace(f, place=Place(1, None, n, n + 1)) for n, f in enumerate(facts))
    (note,) = run(places, check("I06"), check("I06", lhs_facts=(0, 2)))
    assert [p.start for p in note.places] == [0, 1]


def test_a_sum_of_nothing_is_shown_as_nothing() -> None:
    facts = (printed("100.00"), printed("100.01"))
    for rhs in (Decimal(0), None):
        (note,) = run(facts, check("I06", rhs=rhs))
        assert note.computed == "0万元"


def test_figures_without_digits_are_no_last_digits() -> None:
    silent = printed("1.00", value=None)
    assert run((silent, silent), check("N01")) == []
