"""Counts of staff and of units."""

from __future__ import annotations

import pytest

from tests.extractors.narrative.paragraphs import CITY_BUDGET, counts, facts_of


def test_staff_of_xian_office_2022_is_divided_by_kind_and_dated() -> None:
    facts = facts_of(
        "截至上年底，本部门人员编制211人，其中行政编制132人，事业编制79人；实有人员214人，其中行政154人，事业60人。"
        "单位管理的离退休人员159人。",
        canonical="staffing",
        identity=CITY_BUDGET,
    )
    assert [(f.measure, f.value, f.value_year) for f in facts] == [
        ("staff.quota", 211, 2021),
        ("staff.admin_quota", 132, 2021),
        ("staff.institution_quota", 79, 2021),
        ("staff.actual", 214, 2021),
        ("staff.admin_actual", 154, 2021),
        ("staff.institution_actual", 60, 2021),
        ("staff.retired", 159, 2021),
    ]


def test_an_actual_number_behind_one_quota_is_of_that_kind() -> None:
    assert counts("行政编制16人，实有人数15人；事业编制44人，实有人数41人。") == [
        ("staff.admin_quota", "16"),
        ("staff.admin_actual", "15"),
        ("staff.institution_quota", "44"),
        ("staff.institution_actual", "41"),
    ]


def test_staff_in_post_is_named_so_behind_a_quota() -> None:
    """The samples: 在职人员 is not 实有人数, and 年末实有在职人员 neither."""
    assert counts("事业编制36名，年末实有在职人员33人。") == [
        ("staff.institution_quota", "36"),
        ("staff.in_post", "33"),
    ]


def test_staff_in_brackets_is_part_of_the_number_before() -> None:
    assert counts(
        "2022年末实有人数36人，其中：行政16人，事业20人（其中：参照公务员法管理3人）。离退休人员12人，"
        "其中：离休1人，退休11人。"
    ) == [
        ("staff.actual", "36"),
        ("staff.admin_actual", "16"),
        ("staff.institution_actual", "20"),
        ("staff.civil_service_managed_actual", "3"),
        ("staff.retired", "12"),
        ("staff.retired.veteran_cadres", "1"),
        ("staff.retired.retirees", "11"),
    ]


def test_quotas_of_workers_and_of_kinds_without_a_measure() -> None:
    facts = facts_of("编制339名，其中行政编制199名、行政附属编制104名、事业编制36名。工勤编制5名。")
    assert [(f.measure, f.value, f.item_label) for f in facts] == [
        ("staff.quota", 339, None),
        ("staff.admin_quota", 199, None),
        ("staff.other_quota", 104, "行政附属"),
        ("staff.institution_quota", 36, None),
        ("staff.worker_quota", 5, None),
    ]


def test_changes_of_staff_are_changes_only_against_a_year_that_is_named() -> None:
    facts = facts_of("年末实有人数较上年增加3人。")
    assert [(f.measure, f.role, f.value, f.comparator) for f in facts] == [
        ("staff.actual", "change_yoy", 3, "prior_final")
    ]
    facts = facts_of("共有车辆8辆，比上年减少2辆。", canonical="state_assets")
    assert [(f.measure, f.role, f.value) for f in facts] == [
        ("assets.vehicles", "count", 8),
        ("assets.vehicles", "change_yoy", -2),
    ]
    assert facts_of("减少在职人员1名。") == []


def test_flows_of_staff_in_a_reason() -> None:
    facts = facts_of("增加2万元。主要原因：本年度新招录事业人员2人，调入3人，退休1人。")
    assert [(f.measure, f.value) for f in facts if f.role == "count"] == [
        ("staff.new_recruits", 2),
        ("staff.transfers_in", 3),
        ("staff.retirements", 1),
    ]


def test_departments_listed_by_name_before_their_number() -> None:
    facts = facts_of(
        "1.某局本级下设办公室、财务处、机关党委（人事处），共16个部门。",
        "2.某市考试院下设综合部、考务部，共6个部门。",
        "3.某市某局经济责任审计专业署内设机构3个。",
        "4.某市某局局机关内设机构2个。",
    )
    assert [(f.measure, f.value, f.item_label) for f in facts] == [
        ("org.internal_departments", 16, None),
        ("org.internal_departments", 6, "某市考试院"),
        ("org.internal_departments", 3, "某市某局经济责任审计专业署"),
        ("org.internal_departments", 2, None),
    ]


def test_units_of_a_department() -> None:
    assert counts(
        "从预算单位构成看，纳入本部门2026年部门汇总预算编制范围的预算单位共计4家，具体包括："
        "本部门中，行政单位1家，参公单位1家，事业单位两家。"
    ) == [
        ("org.budget_units", "4"),
        ("org.admin_units", "1"),
        ("org.civil_service_managed_institutions", "1"),
        ("org.institutions", "2"),
    ]
    assert counts("某局下属12个预算单位，其中9个为公益一类单位，1个为公益二类单位。") == [
        ("org.subordinate_budget_units", "12"),
        ("org.institutions_class_1", "9"),
        ("org.institutions_class_2", "1"),
    ]
    assert counts("部门预算包括局本部以及下属0家预算单位的综合收支计划。") == [
        ("org.subordinate_budget_units", "0")
    ]
    assert counts("局内设14个处室，厅属事业单位1个，1个派出机构。") == [
        ("org.internal_departments", "14"),
        ("org.subordinate_institutions", "1"),
        ("org.dispatched_offices", "1"),
    ]


def test_staff_and_units_in_the_words_of_yunnan() -> None:
    assert counts(
        "纳入某局2022年度部门决算编报的单位共1个。其中：行政单位1个，参照公务员法管理的事业单位0个，其他事业单位2个。"
    ) == [
        ("org.budget_units", "1"),
        ("org.admin_units", "1"),
        ("org.civil_service_managed_institutions", "0"),
        ("org.institutions", "2"),
    ]
    facts = facts_of(
        "2023年末实有人员编制20人。其中：行政编制15人（含行政工勤编制2人），事业编制5人（含参公管理事业编制0人）；"
        "在职在编实有行政人员14人（含行政工勤人员1人），事业人员4人（含参公管理事业人员0人）。"
    )
    assert [(f.measure, f.value) for f in facts] == [
        ("staff.quota", 20),
        ("staff.admin_quota", 15),
        ("staff.worker_quota", 2),
        ("staff.institution_quota", 5),
        ("staff.civil_service_managed_quota", 0),
        ("staff.admin_actual", 14),
        ("staff.worker_actual", 1),
        ("staff.institution_actual", 4),
        ("staff.civil_service_managed_actual", 0),
    ]
    facts = facts_of("由养老保险基金发放养老金的离退休人员11人（离休1人，退休10人）。")
    label = "由养老保险基金发放养老金"
    assert [(f.measure, f.value, f.item_label) for f in facts] == [
        ("staff.retired", 11, label),
        ("staff.retired.veteran_cadres", 1, label),
        ("staff.retired.retirees", 10, label),
    ]


def test_staff_of_institutions_that_are_not_managed_as_civil_servants() -> None:
    assert counts(
        "参公事业编制人数2人、非参公事业编制人数5人；参公事业实有人数1人、非参公事业实有人数4人。"
    ) == [
        ("staff.civil_service_managed_quota", "2"),
        ("staff.institution_quota", "5"),
        ("staff.civil_service_managed_actual", "1"),
        ("staff.institution_actual", "4"),
    ]


@pytest.mark.parametrize(
    "text", ["负责全市离退休人员2000人的管理。", "慰问退休人员300人，服务在职职工500人。"]
)
def test_people_who_are_served_are_no_staff(text: str) -> None:
    assert counts(text) == []
