"""Counts in sentences; sentences are shortened from real documents or worded as in docs/domain.md §3.2."""

from __future__ import annotations

import pytest

from extractors.narrative.counted import Counts
from extractors.narrative.quantities import find_quantities
from extractors.narrative.setting import Setting
from patterns import compiled
from patterns.shapes.counted import Counted
from tests.extractors.narrative.paragraphs import counts, document, facts_of


@pytest.mark.parametrize(
    "text",
    [
        "全年培训30人次，服务企业200家。",
        "举办招聘会4场，签订合同12份。",
        "在副中心22个街道乡镇政务服务大厅布设终端。",
        "根据（京办字〔2019〕47号）文件，编制17个区级方案。",
        "组织2-3次委员视察。",
    ],
)
def test_what_is_not_the_bodys_own_gives_nothing(text: str) -> None:
    assert counts(text) == []


def test_tasks_and_projects_are_not_read() -> None:
    assert counts("新建内设机构3个，引进在职人员80人。", canonical="tasks") == []
    assert counts("项目编制人数8人。", canonical="project_expenditure") == []


@pytest.mark.parametrize(
    ("text", "canonical", "measure", "said"),
    [
        ("本单位无下属单位。", "units", "org.subordinate_institutions", "本单位无"),
        (
            "本部门无独立核算下属单位，部门预算为本级预算。",
            "organisation",
            "org.subordinate_budget_units",
            "本部门无",
        ),
        ("2023年度，某局没有购置车辆。", "three_public", "three_public.vehicles_purchased", "某局没有"),
        ("当年部门预算未安排购置车辆。", "state_assets", "assets.new_vehicles", "当年部门"),
        ("本单位无公务用车。", "three_public", "three_public.vehicle_stock", "本单位无"),
        (
            "2023年预算未安排购置单位价值100万元以上大型设备。",
            "state_assets",
            "assets.new_large_equipment",
            "2023年预算未安排",
        ),
    ],
)
def test_none_of_it_is_a_count_of_nothing(text: str, canonical: str, measure: str, said: str) -> None:
    facts = facts_of(text, canonical=canonical)
    assert [(f.measure, f.role, f.value, f.value_yuan, f.value_state) for f in facts] == [
        (measure, "count", 0, None, "stated_none")
    ]
    begins = (facts[0].place.start or 0) - 5
    assert text[begins:].startswith(said)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("上年度没有购置车辆。", "three_public"),
        ("2021年某局没有购置车辆。", "three_public"),
        ("如本单位无公务用车，请说明。", "three_public"),
        ("计划购置车辆0辆，无车辆购置计划。", "three_public"),
        ("本单位无公务用车购置费。", "state_assets"),
    ],
)
def test_what_is_no_count_of_nothing(text: str, canonical: str) -> None:
    assert [
        f for f in facts_of(text, canonical=canonical) if f.value_state == "stated_none" and f.role == "count"
    ] == []


def test_entries_name_the_clause_patterns_that_they_read() -> None:
    named = {number for p in compiled(Counted).values() for number in p.entry.clause}
    assert named == {"P10", "P12", "P13", "P15", "P16", "P17", "P19"}


@pytest.mark.parametrize(
    ("second", "measures"),
    [
        ("、事业15人。", ["staff.institution_quota"]),  # a page break cut the list
        ("事业15人。", []),  # a sentence of its own
    ],
)
def test_a_list_goes_on_behind_one_of_its_numbers(second: str, measures: list[str]) -> None:
    doc = document("人员编制35人，其中行政编制20人", second)
    quantities, setting = find_quantities(doc, []), Setting("all_funds")
    reader = Counts(doc.text, "某局")
    first, last = doc.paragraphs
    reader.read(first, quantities[:2], setting, "", False)
    read_last = reader.read(last, quantities[2:], setting, "", False)
    assert [a.subject.measure for a in read_last.values() if a.subject] == measures


def test_a_count_beside_a_limit_is_read_with_the_words_of_both() -> None:
    assert counts("购置单位价值100万元以上设备3台。") == [("assets.new_large_equipment", "3")]


def test_the_first_number_of_a_range_counts_nothing() -> None:
    assert counts("召开会议2-3次。", canonical="three_public") == []
    assert counts("召开会议2次。", canonical="three_public") == [("meetings.count", "2")]
