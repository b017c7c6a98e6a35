"""Counts in sentences; sentences are shortened from real documents or worded as in docs/domain.md §3.2."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.narrative.counted import Counts
from extractors.narrative.quantities import find_quantities
from extractors.narrative.setting import Basis, Setting
from extractors.narrative.unnumbered import Unnumbered
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


NONE = Unnumbered(0, 8, "none", "本单位无下属单位", head="本单位", objects="下属单位")


@pytest.mark.parametrize(
    ("change", "canonical", "told"),
    [
        ({}, "units", True),
        ({"kind": "level"}, "units", False),
        ({}, "tasks", False),
        ({}, "performance", False),
        ({"head": "如本单位"}, "units", False),
        ({"words": "2023年本单位无下属单位"}, "units", True),
        ({"words": "2022年本单位无下属单位"}, "units", False),
        ({"words": "2022年、2023年本单位无下属单位"}, "units", False),
        ({"words": "本单位无某物"}, "units", False),
    ],
)
def test_when_none_of_it_is_a_count(change: dict[str, str], canonical: str, told: bool) -> None:
    setting = Setting("all_funds", canonical=frozenset({canonical}), basis=Basis(False, 2023))
    found = Counts("", None).none(replace(NONE, **change), setting)  # type: ignore[arg-type]
    assert [(s.measure, a.role, a.stated) for s, a in found] == (
        [("org.subordinate_institutions", "count", "stated_none")] if told else []
    )


def test_what_the_paragraph_counts_is_not_none() -> None:
    assert [f.value for f in facts_of("本单位有下属单位2个，本单位无下属单位。", canonical="units")] == [2]
    found = facts_of("本单位有下属单位2个。", "本单位无下属单位。", canonical="units")
    assert [f.value for f in found] == [2, 0]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("年末实有人数33人，较上年增加3人。", [("staff.actual", "change_yoy", 3)]),
        ("年末实有人数33人，较上年减少3人。", [("staff.actual", "change_yoy", -3)]),
        ("年末实有人数较上年增加（减少）3人。", [("staff.actual", "change_yoy", 3)]),
        ("年末实有人数33人，较2019年减少3人。", []),
        ("年末实有人数33人，减少3人。", []),
        ("年末实有人数33人，较上年增加3个。", []),  # another unit
        ("较上年增加3人。", []),
    ],
)
def test_changes_of_counts(text: str, changes: list[tuple[str, str, int]]) -> None:
    found = [(f.measure, f.role, f.value) for f in facts_of(text) if f.role != "count"]
    assert found == changes


def test_both_directions_of_a_count_leave_its_sign_open() -> None:
    (fact,) = facts_of("年末实有人数较上年增加（减少）3人。")
    assert (fact.direction, fact.value_state) == (None, "template_residue")


def test_a_count_of_a_year_before_has_that_year() -> None:
    (fact,) = facts_of("截至2022年12月31日，实有人数33人。")
    assert (fact.value_year, fact.value) == (2022, 33)
    _, zero = facts_of("截至2022年12月31日，共有车辆2辆，其中机要通信用车为0。")
    assert (zero.measure, zero.value, zero.value_year) == ("assets.vehicles.confidential", 0, 2022)


def test_what_grew_is_no_count() -> None:
    assert counts("减少在职人员1名。") == []
    assert counts("在职人员1名。") == [("staff.in_post", "1")]


def test_a_range_has_two_numbers_and_neither_is_followed() -> None:
    assert counts("国内公务接待2-3批次、20人次。", canonical="three_public") == []
    assert counts("国内公务接待3批次、20人次。", canonical="three_public") == [
        ("three_public.reception_batches", "3"),
        ("three_public.reception_persons", "20"),
    ]


@pytest.mark.parametrize(
    ("opening", "measures"),
    [
        ("行政编制", {0: "staff.admin_quota", 1: "staff.institution_quota"}),
        ("", {1: "staff.institution_quota"}),
    ],
)
def test_words_of_the_paragraph_before_belong_to_the_first_figure(
    opening: str, measures: dict[int, str]
) -> None:
    doc = document("20人；事业编制15人，3人。")
    (paragraph,) = doc.paragraphs
    reader = Counts(doc.text, None)
    found = reader.read(paragraph, find_quantities(doc, []), Setting("all_funds"), opening, True)
    assert {n: a.subject.measure for n, a in found.items() if a.subject} == measures


def test_a_sentence_without_counts_ends_what_a_count_left() -> None:
    doc = document("国内公务接待5批次", "支出3万元", "、20人次。")
    quantities, setting = find_quantities(doc, []), Setting("all_funds", frozenset({"three_public"}))
    reader = Counts(doc.text, None)
    batches, money, persons = doc.paragraphs
    assert reader.read(batches, quantities[:1], setting, "", False) != {}
    assert reader.read(persons, quantities[2:], setting, "", True) != {}
    reader.read(batches, quantities[:1], setting, "", False)
    reader.read(money, quantities[1:2], setting, "", True)
    assert reader.read(persons, quantities[2:], setting, "", True) == {}


@pytest.mark.parametrize(("text", "direction"), [("增加", 1), ("减少", -1), ("增加（减少）", 0)])
def test_the_direction_of_a_change_of_a_count(text: str, direction: int) -> None:
    doc = document(f"年末实有人数较上年{text}3人。")
    (paragraph,) = doc.paragraphs
    setting = Setting("all_funds", basis=Basis(False, 2023))
    (aspects,) = Counts(doc.text, None).read(paragraph, find_quantities(doc, []), setting, "", False).values()
    assert (aspects.role, aspects.direction, aspects.residue) == ("change_yoy", direction, direction == 0)


def test_flows_of_staff_in_a_reason_are_of_the_year() -> None:
    text = "截至2022年12月31日，实有人数33人。其他收入比上年增加5万元，主要原因是新招录人员2人。"
    found = [(f.measure, f.value, f.value_year) for f in facts_of(text) if f.role == "count"]
    assert found == [("staff.actual", 33, 2022), ("staff.new_recruits", 2, 2023)]


def test_counts_of_projects_are_those_of_evaluation_only() -> None:
    text = "项目8个，实有人数33人，较上年增加3人。"
    assert facts_of(text, canonical="performance") == []
    found = [f.role for f in facts_of(text)]
    assert found == ["count", "change_yoy"]
    zero = "共有车辆2辆，其中机要通信用车为0。"
    assert len(facts_of(zero)) == 2
    assert facts_of(zero, canonical="performance") == []


@pytest.mark.parametrize("words", ["较2019年减少", "减少", "较全年预算减少"])
def test_a_change_of_a_count_against_no_known_year_is_not_read(words: str) -> None:
    doc = document(f"年末实有人数{words}3人。")
    (paragraph,) = doc.paragraphs
    setting = Setting("all_funds", basis=Basis(False, 2023))
    assert Counts(doc.text, None).read(paragraph, find_quantities(doc, []), setting, "", False) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "行政编制、事业编制和其他人员等共56人；离休2人。",
            [("staff.actual", 56), ("staff.retired.veteran_cadres", 2)],
        ),
        ("单位核定编制25人，实际在岗24人。", [("staff.quota", 25), ("staff.actual", 24)]),
        ("共有在编在岗人员31人，编外聘用人员6人。", [("staff.actual", 31), ("staff.off_quota", 6)]),
        ("全局共有干部职工52人。", [("staff.in_post", 52)]),
        ("现有教职工156人，离退休人员66人。", [("staff.in_post", 156), ("staff.retired", 66)]),
        ("职工总数88人。", [("staff.in_post", 88)]),
    ],
)
def test_staff_that_is_there_in_other_words(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(f.measure, f.value) for f in facts_of(text, canonical="staffing")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "组织培训，干部职工200人参加。",
        "慰问全局干部职工52人。",
        "全县现有教职工8000人。",
        "培训行政人员和事业人员共200人。",
        "核定行政编制和事业编制人员共60名。",
        "行政人员及离休人员共12人。",
    ],
)
def test_staff_of_others_and_quotas_are_not_those_who_are_there(text: str) -> None:
    assert facts_of(text, canonical="staffing") == []
