"""Amounts of findings have separators; codes, years and what is printed have none added."""

from __future__ import annotations

from decimal import Decimal

from pipeline.reports.amounts import amounts_told
from tests.pipeline.published import evidence, finding


def test_a_message_without_units_has_the_separators_of_its_figures() -> None:
    place = evidence("d", 1, raw="64,840,547.00")
    found = finding(
        "d", printed="64840547", computed="129681094", gap_yuan=Decimal("64840547.00"), evidence=[place]
    )
    message = "20406: 64840547 yuan is not the sum of the codes below, 129681094, by -64840547"
    assert amounts_told(message, found) == (
        "20406: 64,840,547 yuan is not the sum of the codes below, 129,681,094, by -64,840,547"
    )
    assert amounts_told(found["computed"], found, is_amount=True) == "129,681,094"


def test_what_is_no_money_stays_as_it_is() -> None:
    found = finding("d", printed="2080505", computed="2080506", gap_yuan=None)
    assert amounts_told("2080505", found, is_amount=True) == "2080505"
    assert amounts_told("2024年的2080505", found) == "2024年的2080505"
    assert amounts_told(None, found) == ""
