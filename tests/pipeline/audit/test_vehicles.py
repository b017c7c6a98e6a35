"""Vehicles without running costs, running costs without vehicles."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.records import Fact
from pipeline.audit.vehicles import vehicles
from tests.pipeline.audit.drawn import evidence, printed, stated

TEXT = "公务用车0辆，保有量3辆"
COST = "three_public.vehicle_operation"


def count(raw: str, measure: str = "assets.vehicles", **more: object) -> Fact:
    return stated(TEXT, raw, "count", measure, **more)


def run(*facts: Fact) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(f.code, f.printed or "", f.facts) for f in vehicles(evidence(TEXT, facts))]


def test_costs_without_vehicles() -> None:
    assert run(count("0辆"), printed("1.85", COST)) == [("VEHICLES_WITHOUT", "1.85万元", (0, 1))]
    assert run(count("3辆"), count("0辆"), printed("1.85", COST)) == []


def test_vehicles_without_costs() -> None:
    kept = count("3辆", "three_public.vehicle_stock")
    assert run(kept, printed("0.00", COST)) == [("VEHICLE_WITHOUT_COST", "3辆", (0, 1))]
    assert run(kept, printed("0.00", COST), printed("1.85", COST)) == []
    assert run(count("3辆"), printed("0.00", COST)) == []


def test_one_side_alone_says_nothing() -> None:
    assert run(count("0辆")) == []
    assert run(printed("1.85", COST)) == []
    assert run(count("0辆", item_label="执法用车"), printed("1.85", COST)) == []
    assert run(count("0辆"), printed("1.85", COST, "prior_final")) == []
    assert run(count("0辆"), printed("1.85", COST, unit="某中心")) == []
    assert run(count("0辆"), printed("1.85", COST, item_label="甲")) == []
    assert run(count("0辆"), printed("1.85", COST, "initial_budget")) != []


def test_the_first_count_and_the_first_cost_that_is_something_are_shown() -> None:
    zero = count("0辆")
    facts = (zero, zero, printed("0.00", COST), printed("1.85", COST), printed("1.90", COST))
    assert run(*facts) == [("VEHICLES_WITHOUT", "1.85万元", (0, 3))]
    kept, more = (count(raw, "three_public.vehicle_stock") for raw in ("3辆", "0辆"))
    more = replace(more, value=Decimal(5), value_raw="5")
    nothing = printed("0.00", COST)
    assert run(kept, more, nothing, nothing) == [("VEHICLE_WITHOUT_COST", "3辆", (0, 2))]
