"""Counts in sentences; sentences are shortened from real documents or worded as in docs/domain.md §3.2."""

from decimal import Decimal

import pytest

from extractors.document import Document, Paragraph, Place
from extractors.narrative.quantities import find_quantities
from extractors.narrative.statements import facts_from_narrative
from extractors.records import Fact, Identity, Section
from patterns import compiled
from patterns.shapes.counted import Counted

FINAL = Identity("某市某局2023年度部门决算", "final_account", 2023, "某市某局", "unknown", None)
BUDGET = Identity("某市某局2022年部门预算", "budget", 2022, "某市某局", "unknown", None)


def read(*lines: str, canonical: str | None = None, identity: Identity = FINAL) -> list[Fact]:
    """Facts of paragraphs below one heading, 情况说明."""
    lines = ("情况说明", *lines)
    text = "\n".join(lines)
    blocks, start = [], 0
    for line in lines:
        blocks.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    doc = Document(text, tuple(blocks), "text/plain")
    place = Place(None, None, 0, 4)
    section = Section(
        place, None, 0, 1, "cn_dun", None, lines[0], "heading", 5, len(text), canonical, "all_funds"
    )
    return facts_from_narrative(doc, [section], find_quantities(doc, [section]), identity)[0]


def counts(*lines: str, canonical: str | None = None, identity: Identity = FINAL) -> list[tuple[str, str]]:
    """(measure, printed number) of every count."""
    facts = read(*lines, canonical=canonical, identity=identity)
    return [(f.measure, str(f.value)) for f in facts if f.role == "count"]


def test_staff_of_xian_office_2022_is_divided_by_kind_and_dated() -> None:
    facts = read(
        "截至上年底，本部门人员编制211人，其中行政编制132人，事业编制79人；实有人员214人，其中行政154人，事业60人。"
        "单位管理的离退休人员159人。",
        canonical="staffing",
        identity=BUDGET,
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
    facts = read("编制339名，其中行政编制199名、行政附属编制104名、事业编制36名。工勤编制5名。")
    assert [(f.measure, f.value, f.item_label) for f in facts] == [
        ("staff.quota", 339, None),
        ("staff.admin_quota", 199, None),
        ("staff.other_quota", 104, "行政附属"),
        ("staff.institution_quota", 36, None),
        ("staff.worker_quota", 5, None),
    ]


def test_distributive_lists_of_counts() -> None:
    assert counts("行政、事业编制分别为10人、20人。") == [
        ("staff.admin_quota", "10"),
        ("staff.institution_quota", "20"),
    ]
    assert counts("国内公务接待批次、人次分别为5批次、30人次。", canonical="three_public") == [
        ("three_public.reception_batches", "5"),
        ("three_public.reception_persons", "30"),
    ]
    # more nouns than numbers: nobody knows which is whose
    assert counts("行政编制、事业编制、工勤编制分别为10人、20人。") == []


def test_the_sum_of_a_list_is_none_of_its_members() -> None:
    assert counts("行政、事业编制共30人。") == []
    assert counts("行政和事业编制人员以及其他人员等共156人。") == []


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


def test_changes_of_staff_are_changes_only_against_a_year_that_is_named() -> None:
    facts = read("年末实有人数较上年增加3人。")
    assert [(f.measure, f.role, f.value, f.comparator) for f in facts] == [
        ("staff.actual", "change_yoy", 3, "prior_final")
    ]
    facts = read("共有车辆8辆，比上年减少2辆。", canonical="state_assets")
    assert [(f.measure, f.role, f.value) for f in facts] == [
        ("assets.vehicles", "count", 8),
        ("assets.vehicles", "change_yoy", -2),
    ]
    assert read("减少在职人员1名。") == []


def test_flows_of_staff_in_a_reason() -> None:
    facts = read("增加2万元。主要原因：本年度新招录事业人员2人，调入3人，退休1人。")
    assert [(f.measure, f.value) for f in facts if f.role == "count"] == [
        ("staff.new_recruits", 2),
        ("staff.transfers_in", 3),
        ("staff.retirements", 1),
    ]


def test_departments_listed_by_name_before_their_number() -> None:
    facts = read(
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


def test_vehicles_by_kind_owned_and_planned() -> None:
    facts = read(
        "截至2021年8月31日，某局共有车辆9辆，其中：副部（省）级及以上领导用车0辆、机要通信用车1辆、其他用车8辆；"
        "单价100万元（含）以上设备（不含车辆）2台（套）。2022年部门预算安排购置车辆1辆，其中：执法执勤用车1辆；"
        "部门预算安排购置单价100万元（含）以上设备（不含车辆）3台（套）。",
        canonical="state_assets",
        identity=BUDGET,
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
    facts = read(
        "截至2021年底，部门共有车辆328台，单位价值100万元以上的设备118台（套）。2022年预算安排中，购置车辆2台，"
        "购置单位价值100万元以上的设备0台（套）。",
        canonical="state_assets",
        identity=BUDGET,
    )
    assert [(f.measure, f.value, f.value_year) for f in facts] == [
        ("assets.vehicles", 328, 2021),
        ("assets.large_equipment", 118, 2021),
        ("assets.new_vehicles", 2, 2022),
        ("assets.new_large_equipment", 0, 2022),
    ]


def test_planned_vehicles_and_equipment_with_their_price() -> None:
    facts = read(
        "2022年计划购置车辆9辆、162万元，报废更新，其中：使用财政拨款预算购置车辆8辆，144万元；"
        "单价100万元以上设备0台（套）、0万元，暂无购置计划。",
        canonical="state_assets",
        identity=BUDGET,
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
    facts = read(
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
    facts = read(
        "2022年单位预算安排购置车辆为0，其中：机要通信用车为0。", canonical="state_assets", identity=BUDGET
    )
    assert [(f.measure, f.role, f.value) for f in facts] == [
        ("assets.new_vehicles", "count", 0),
        ("assets.new_vehicles.confidential", "count", 0),
    ]
    facts = read("公务接待费为0，公务用车保有量为0。", canonical="three_public")
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


def test_journeys_receptions_and_vehicles_of_san_gong() -> None:
    assert counts(
        "安排出国（境）团组1个，累计3人次。参加其他单位组织的出国（境）团组2个。公务用车购置数1辆，更新公务用车2辆，"
        "保有量为5辆。国内公务接待6批次，64人次，其中外宾接待1批次，8人次。",
        canonical="three_public",
    ) == [
        ("three_public.abroad_groups", "1"),
        ("three_public.abroad_persons", "3"),
        ("three_public.vehicles_purchased", "1"),
        ("three_public.vehicles_purchased", "2"),
        ("three_public.vehicle_stock", "5"),
        ("three_public.reception_batches", "6"),
        ("three_public.reception_persons", "64"),
        ("three_public.reception_foreign_batches", "1"),
        ("three_public.reception_foreign_persons", "8"),
    ]


def test_vehicle_stock_in_other_words() -> None:
    assert counts("现保有公务用车4辆。", canonical="three_public") == [("three_public.vehicle_stock", "4")]
    assert counts("本局共有5辆公务用车。", canonical="three_public") == [("three_public.vehicle_stock", "5")]


def test_the_vehicles_in_stock_are_told_in_a_reason_too() -> None:
    text = "公务用车运行维护费30.20万元，比上年增加0.5万元，主要是存量11辆公务车的车辆维修、停车。"
    assert counts(text, canonical="three_public") == [("three_public.vehicle_stock", "11")]
    assert counts(text.replace("存量11", "更新11"), canonical="three_public") == []


def test_performance_roll_up_with_its_amounts() -> None:
    facts = read(
        "编报绩效目标的2023年度项目4个，涉及预算金额598.42万元；绩效自评的2023年度项目4个，涉及预算金额598.42万元，"
        "平均得分99.43分（其中，绩效评级为“优”的项目3个；绩效评级为“良”的项目1个）。绩效自评中共发现问题2个，"
        "已经完成整改的1个，正在整改的1个。",
        canonical="performance",
    )
    assert [(f.measure, f.role, str(f.value)) for f in facts] == [
        ("perf.projects_with_goals", "count", "4"),
        ("perf.projects_with_goals", "amount", "598.42"),
        ("perf.projects_self_evaluated", "count", "4"),
        ("perf.projects_self_evaluated", "amount", "598.42"),
        ("perf.mean_score", "count", "99.43"),
        ("perf.grade_a", "count", "3"),
        ("perf.grade_b", "count", "1"),
        ("perf.problems_found", "count", "2"),
        ("perf.problems_resolved", "count", "1"),
        ("perf.problems_open", "count", "1"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "2026年度，本单位整体支出纳入绩效目标管理，涉及财政性资金41,183.84万元；本单位共9个项目纳入绩效目标管理，"
            "涉及财政性资金合计30,000万元，占财政性资金总额的比例为100%。",
            [
                ("perf.whole_goals", "amount", "41183.84"),
                ("perf.projects_with_goals", "count", "9"),
                ("perf.projects_with_goals", "amount", "30000"),
            ],
        ),
        (
            "所有项目支出预算纳入部门预算绩效管理，涉及预算资金1,313.80万元，设置并编报4个项目绩效目标。",
            [
                ("perf.projects_with_goals", "amount", "1313.80"),
                ("perf.projects_with_goals", "count", "4"),
            ],
        ),
        (
            "全面实施绩效目标管理，涉及一级预算项目6个，预算资金781.5万元，其中财政拨款4.5万元。"
            "拟对信访业务工作经费等1个项目开展部门重点绩效评价，涉及预算资金75万元，其中财政拨款75万元。",
            [
                ("perf.projects_with_goals", "count", "6"),
                ("perf.projects_with_goals", "amount", "781.5"),
                ("perf.projects_evaluated", "count", "1"),
                ("perf.projects_evaluated", "amount", "75"),
            ],
        ),
        ("1.培训专项项目自评综述：项目自评得分为94.7分，举办培训班4期。", []),
    ],
)
def test_performance_roll_up_of_other_regions(text: str, found: list[tuple[str, str, str]]) -> None:
    facts = read(text, canonical="performance")
    assert [(f.measure, f.role, str(f.value)) for f in facts] == found


def test_meetings_and_training_are_counted_beside_san_gong() -> None:
    assert counts("全年召开会议3次，参加人数120人；举办培训班2次，150人次。", canonical="three_public") == [
        ("meetings.count", "3"),
        ("meetings.attendees", "120"),
        ("training.count", "2"),
        ("training.attendees", "150"),
    ]
    assert counts("召开会议3次。") == []


def test_staff_and_units_in_the_words_of_yunnan() -> None:
    assert counts(
        "纳入某局2022年度部门决算编报的单位共1个。其中：行政单位1个，参照公务员法管理的事业单位0个，其他事业单位2个。"
    ) == [
        ("org.budget_units", "1"),
        ("org.admin_units", "1"),
        ("org.civil_service_managed_institutions", "0"),
        ("org.institutions", "2"),
    ]
    facts = read(
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
    facts = read("由养老保险基金发放养老金的离退休人员11人（离休1人，退休10人）。")
    label = "由养老保险基金发放养老金"
    assert [(f.measure, f.value, f.item_label) for f in facts] == [
        ("staff.retired", 11, label),
        ("staff.retired.veteran_cadres", 1, label),
        ("staff.retired.retirees", 10, label),
    ]


def test_san_gong_in_the_words_of_chongqing() -> None:
    facts = read(
        "因公出国（境）共计1个团组，4人；公务用车购置0辆，公务车保有量为2辆；国内公务接待15批次130人，其中：国内外事接待"
        "0批次，0人；国（境）外公务接待0批次，0人。2023年本部门人均接待费75元，车均维护费1.25万元。",
        canonical="three_public",
    )
    assert [(f.measure.removeprefix("three_public."), f.role, str(f.value)) for f in facts] == [
        ("abroad_groups", "count", "1"),
        ("abroad_persons", "count", "4"),
        ("vehicles_purchased", "count", "0"),
        ("vehicle_stock", "count", "2"),
        ("reception_batches", "count", "15"),
        ("reception_persons", "count", "130"),
        ("reception_foreign_batches", "count", "0"),
        ("reception_foreign_persons", "count", "0"),
        ("reception_abroad_batches", "count", "0"),
        ("reception_abroad_persons", "count", "0"),
        ("reception_per_person", "final", "75"),
        ("vehicle_unit_operation_cost", "final", "1.25"),
    ]


def test_receptions_whose_kind_stands_before_their_cost() -> None:
    assert counts(
        "国内接待费1.50万元，接待12批次，98人次；国（境）外接待费0万元，接待0批次，0人次。",
        canonical="three_public",
    ) == [
        ("three_public.reception_batches", "12"),
        ("three_public.reception_persons", "98"),
        ("three_public.reception_abroad_batches", "0"),
        ("three_public.reception_abroad_persons", "0"),
    ]


def test_san_gong_in_the_words_of_guangdong_and_zhejiang() -> None:
    # all persons travelled, groups of others are not counted
    assert counts(
        "安排出国（境）团组2个、参加其他单位组织的出国（境）团组1个、累计5人次。", canonical="three_public"
    ) == [("three_public.abroad_groups", "2"), ("three_public.abroad_persons", "5")]
    facts = read("公务用车保有量为2辆，平均每辆1.55万元。", canonical="three_public")
    assert [(f.measure, f.role, str(f.value)) for f in facts] == [
        ("three_public.vehicle_stock", "count", "2"),
        ("three_public.vehicle_unit_operation_cost", "final", "1.55"),
    ]
    assert counts(
        "外事接待支出0万元，累计接待0人次，0批次。其他国内公务接待支出2万元，累计接待150人次，12批次。",
        canonical="three_public",
    ) == [
        ("three_public.reception_foreign_persons", "0"),
        ("three_public.reception_foreign_batches", "0"),
        ("three_public.reception_persons", "150"),
        ("three_public.reception_batches", "12"),
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
    facts = read(text, canonical=canonical)
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
        f for f in read(text, canonical=canonical) if f.value_state == "stated_none" and f.role == "count"
    ] == []


def test_entries_name_the_clause_patterns_that_they_read() -> None:
    named = {number for p in compiled(Counted).values() for number in p.entry.clause}
    assert named == {"P10", "P12", "P13", "P15", "P16", "P17", "P19"}
