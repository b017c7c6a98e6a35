"""Counts of vehicles, equipment and buildings."""

from __future__ import annotations

from decimal import Decimal

from tests.extractors.narrative.paragraphs import CITY_BUDGET, counts, facts_of


def test_vehicles_by_kind_owned_and_planned() -> None:
    facts = facts_of(
        "截至2021年8月31日，某局共有车辆9辆，其中：副部（省）级及以上领导用车0辆、机要通信用车1辆、其他用车8辆；"
        "单价100万元（含）以上设备（不含车辆）2台（套）。2022年部门预算安排购置车辆1辆，其中：执法执勤用车1辆；"
        "部门预算安排购置单价100万元（含）以上设备（不含车辆）3台（套）。",
        canonical="state_assets",
        identity=CITY_BUDGET,
    )
    assert [(f.measure, f.value, f.value_year) for f in facts] == [
        ("assets.vehicles", 9, 2021),
        ("assets.vehicles.ministerial", 0, 2021),
        ("assets.vehicles.confidential", 1, 2021),
        ("assets.vehicles.other", 8, 2021),
        ("assets.large_equipment", 2, 2021),
        ("assets.new_vehicles", 1, 2022),
        ("assets.new_vehicles.law_enforcement", 1, 2022),
        ("assets.new_large_equipment", 3, 2022),
    ]


def test_equipment_to_be_bought_in_the_words_of_beijing() -> None:
    """北京市交通委员会 2026: 118 sets owned, none to be bought."""
    facts = facts_of(
        "截至2021年底，部门共有车辆328台，单位价值100万元以上的设备118台（套）。2022年预算安排中，购置车辆2台，"
        "购置单位价值100万元以上的设备0台（套）。",
        canonical="state_assets",
        identity=CITY_BUDGET,
    )
    assert [(f.measure, f.value, f.value_year) for f in facts] == [
        ("assets.vehicles", 328, 2021),
        ("assets.large_equipment", 118, 2021),
        ("assets.new_vehicles", 2, 2022),
        ("assets.new_large_equipment", 0, 2022),
    ]


def test_planned_vehicles_and_equipment_with_their_price() -> None:
    facts = facts_of(
        "2022年计划购置车辆9辆、162万元，报废更新，其中：使用财政拨款预算购置车辆8辆，144万元；"
        "单价100万元以上设备0台（套）、0万元，暂无购置计划。",
        canonical="state_assets",
        identity=CITY_BUDGET,
    )
    assert [(f.measure, f.role, f.value) for f in facts] == [
        ("assets.new_vehicles", "count", 9),
        ("assets.new_vehicles", "amount", 162),
        ("assets.new_large_equipment", "count", 0),
        ("assets.new_large_equipment", "amount", 0),
    ]
    assert facts[1].value_yuan == Decimal("1620000.00")


def test_vehicles_bought_for_single_units_are_not_those_of_the_body() -> None:
    assert counts(
        "2022年计划购置车辆3辆，某学院（某技师学院）计划购置其他用车1辆、机要通信用车1辆。",
        canonical="state_assets",
    ) == [("assets.new_vehicles", "3")]


def test_a_list_of_vehicles_goes_on_behind_a_page_break() -> None:
    assert counts(
        "共有车辆2辆，其中：机要通信用车1辆", "、应急保障用车1辆、其他用车0辆。", canonical="state_assets"
    ) == [
        ("assets.vehicles", "2"),
        ("assets.vehicles.confidential", "1"),
        ("assets.vehicles.emergency", "1"),
        ("assets.vehicles.other", "0"),
    ]


def test_zeros_without_a_counting_word() -> None:
    facts = facts_of(
        "共有车辆2辆，其中：机要通信用车为0、其他用车2辆；单价100万元（含）以上设备（不含车辆）为0。公务用车购置费为0。",
        canonical="state_assets",
    )
    assert [(f.measure, f.role, f.value, f.value_yuan, f.value_raw) for f in facts] == [
        ("assets.vehicles", "count", 2, None, "2"),
        ("assets.vehicles.confidential", "count", 0, None, "0"),
        ("assets.vehicles.other", "count", 2, None, "2"),
        ("assets.large_equipment", "count", 0, None, "0"),
        ("three_public.vehicle_purchase", "final", 0, Decimal("0.00"), "0"),
    ]


def test_zeros_alone() -> None:
    facts = facts_of(
        "2022年单位预算安排购置车辆为0，其中：机要通信用车为0。",
        canonical="state_assets",
        identity=CITY_BUDGET,
    )
    assert [(f.measure, f.role, f.value) for f in facts] == [
        ("assets.new_vehicles", "count", 0),
        ("assets.new_vehicles.confidential", "count", 0),
    ]
    facts = facts_of("公务接待费为0，公务用车保有量为0。", canonical="three_public")
    assert [(f.measure, f.role) for f in facts] == [
        ("three_public.reception", "final"),
        ("three_public.vehicle_stock", "count"),
    ]


def test_equipment_of_other_values_and_buildings() -> None:
    assert counts(
        "固定资产分布构成情况为：房屋1,359.76平方米，车辆3辆，单价50万元以上通用设备4台（套），"
        "单价100万元以上专用设备5台（套），单价20万元以上的设备6台（套）。",
        canonical="state_assets",
    ) == [
        ("assets.buildings_area", "1359.76"),
        ("assets.vehicles", "3"),
        ("assets.general_equipment_500k", "4"),
        ("assets.special_equipment_1m", "5"),
        ("assets.equipment_200k", "6"),
    ]
