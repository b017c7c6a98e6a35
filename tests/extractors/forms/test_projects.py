"""Self-evaluation and goal forms, from hand-made tables in the layouts of docs/domain.md §4."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Document, Grid, GridCell, Place
from extractors.forms.combined_names import split_combined
from extractors.forms.levels import known_level, level
from extractors.forms.projects import find_projects
from extractors.records import Project
from tests.extractors.forms.grids import IDENTITY, cell, find, on_page, pipes, ruled, table

SELF_EVALUATION = """
项目支出绩效自评表
(2023年度)
项目名称 | 便民服务平台
主管部门 | 某市服务局 | 实施单位 | 某市服务中心
项目负责人 | 甲某 | 联系电话 | 00000000
项目资金 | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
年度资金总额 | 360.5 | 360.5 | 360.45 | 10 | 100% | 10
其中:当年财政拨款 | 360.5 | 360.5 | 360.45 | — | | —
上年结转资金 | | | | — | | —
其他资金 | | | | — | | —
年度总体目标 | 预期目标 | 实际完成情况
建成平台。 | 平台已建成。
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标 | 数量指标 | 指标1:终端数量 | 719个 | 100% | 20 | 20 |
指标2:事项数量 | ≥8个 | 80% | 20 | 16 | 部分事项未达标
时效指标 | 指标1:按进度完成 | 2023年 | 100% | 10 | 10 |
满意度指标 | 服务对象满意度标 | 指标1:群众满意度 | ≥95% | 60% | 40 | 30 | 报告晚交
总分 | 100 | 86
"""


@pytest.mark.parametrize("width", [14, 10, 20])
def test_a_text_form_with_moved_placeholders_is_rebuilt(width: int) -> None:
    (project,) = find(pipes(SELF_EVALUATION, width))
    assert project.form_kind == "pf_project_self_eval"
    assert project.form_year == 2023
    assert (project.name_raw, project.name_norm) == ("便民服务平台", "便民服务平台")
    assert project.competent_department == "某市服务局"
    assert project.implementing_unit == "某市服务中心"
    assert (project.total_weight, project.total_score) == (Decimal(100), Decimal(86))
    rows = [(i.level1_raw, i.level2_raw, i.level3_raw, i.inherited) for i in project.indicators]
    assert rows == [
        ("产出指标", "数量指标", "指标1:终端数量", ()),
        ("产出指标", "数量指标", "指标2:事项数量", ("level1", "level2")),
        ("产出指标", "时效指标", "指标1:按进度完成", ("level1",)),
        ("满意度指标", "服务对象满意度标", "指标1:群众满意度", ()),
    ]
    values = [(i.target_raw, i.actual_raw, i.weight, i.score, i.deviation_reason) for i in project.indicators]
    assert values == [
        ("719个", "100%", Decimal(20), Decimal(20), None),
        ("≥8个", "80%", Decimal(20), Decimal(16), "部分事项未达标"),
        ("2023年", "100%", Decimal(10), Decimal(10), None),
        ("≥95%", "60%", Decimal(40), Decimal(30), "报告晚交"),
    ]


def test_normalised_fields_stand_beside_the_printed_ones() -> None:
    indicators = find(pipes(SELF_EVALUATION, 14))[0].indicators
    assert [i.level2 for i in indicators][-1] == "服务对象满意度指标"
    assert [i.level3 for i in indicators] == ["终端数量", "事项数量", "按进度完成", "群众满意度"]
    targets = [(i.target_operator, i.target_value, i.target_unit) for i in indicators]
    assert targets == [
        ("=", Decimal(719), "个"),
        ("≥", Decimal(8), "个"),
        ("by_date", Decimal(2023), "年"),
        ("≥", Decimal(95), "%"),
    ]
    assert [i.actual_semantics for i in indicators] == ["attainment"] * 3 + ["measured"]
    assert [i.attainment for i in indicators] == [
        Decimal(1),
        Decimal("0.8"),
        Decimal(1),
        Decimal("0.631579"),
    ]


def test_funds_are_yuan_and_blank_is_not_zero() -> None:
    funds = {f.fund_type: f for f in find(pipes(SELF_EVALUATION, 14))[0].funds}
    assert list(funds) == ["total", "current_year_fiscal", "carryover", "other"]
    total = funds["total"]
    assert (total.initial_budget, total.full_year_budget, total.executed) == (
        Decimal("3605000.00"),
        Decimal("3605000.00"),
        Decimal("3604500.00"),
    )
    assert (total.execution_rate, total.weight, total.score) == (Decimal(100), Decimal(10), Decimal(10))
    assert (total.executed_raw, funds["current_year_fiscal"].weight_raw) == ("360.45", "—")
    assert funds["current_year_fiscal"].weight is None
    assert funds["carryover"].initial_budget is None


def test_leader_and_phone_reach_no_other_field() -> None:
    (project,) = find(pipes(SELF_EVALUATION, 14))
    assert (project.leader, project.phone) == ("甲某", "00000000")
    rest = repr(replace(project, leader=None, phone=None))
    assert "甲某" not in rest
    assert "00000000" not in rest
    assert [(g.expected, g.actual) for g in project.goals] == [("建成平台。", "平台已建成。")]


@pytest.mark.parametrize(
    ("row", "leader", "phone"),
    [
        ("项目负责人 | 甲某 | 联系电话 | 0571-88880000", "甲某", "0571-88880000"),
        ("项目负责人 | 甲某 13800000000 | 项目类型 | 一次性", "甲某", "13800000000"),
        ("项目负责人及联系电话 | 甲某、（0571）8888 0000", "甲某", "(0571)8888 0000"),
        ("项目负责人：甲某 | 联系电话：88880000", "甲某", "88880000"),
        ("填报人 | 乙某 | 联系电话 | 88881111", None, None),
        ("联系人：乙某 88881111 | 项目负责人：甲某 联系电话：88880000", "甲某", "88880000"),
    ],
)
def test_leader_and_phone_in_every_arrangement(row: str, leader: str | None, phone: str | None) -> None:
    text = SELF_EVALUATION.replace("项目负责人 | 甲某 | 联系电话 | 00000000", row)
    (project,) = find(pipes(text, 14))
    assert (project.leader, project.phone) == (leader, phone)
    rest = repr(replace(project, leader=None, phone=None))
    assert not any(word in rest for word in ("甲某", "乙某", "8888", "138000"))
    assert project.personal


def test_contacts_at_the_foot_of_a_form_are_no_indicators() -> None:
    text = SELF_EVALUATION.replace("总分 | 100 | 86", "填报人：甲某 | 联系电话：00000000")
    (project,) = find(pipes(text, 14))
    assert len(project.indicators) == 4
    assert (project.leader, project.phone) == ("甲某", "00000000")  # of the head
    assert "甲某" not in repr(replace(project, leader=None))


def test_the_leaders_of_a_list_of_projects_are_theirs() -> None:
    text = """
    项目名称 | 项目负责人 | 联系电话 | 预算数 | 绩效目标
    甲项目 | 甲某 | 13800000000 | 12.00 | 完成甲。
    乙项目 | 乙某 | 13900000000 | 15.00 | 完成乙。
    """
    projects = find(ruled(text))
    assert [(p.name_raw, p.leader, p.phone) for p in projects] == [
        ("甲项目", "甲某", "13800000000"),
        ("乙项目", "乙某", "13900000000"),
    ]


def test_contact_row_between_goal_header_and_goal_is_no_goal() -> None:
    text = SELF_EVALUATION.replace(
        "建成平台。 | 平台已建成。", "项目负责人 | 乙某\n建成平台。 | 平台已建成。"
    )
    (project,) = find(pipes(text, 14))
    assert [(g.expected, g.actual) for g in project.goals] == [("建成平台。", "平台已建成。")]


def test_a_unit_in_the_form_goes_before_the_default() -> None:
    text = SELF_EVALUATION.replace("项目资金 |", "项目资金（元） |")
    assert find(pipes(text, 14))[0].funds[0].initial_budget == Decimal("360.50")


def test_two_text_forms_one_after_the_other() -> None:
    second = SELF_EVALUATION.replace("便民服务平台", "另一平台")
    projects = find(pipes(SELF_EVALUATION.strip() + "\n" + second.strip(), 14))
    assert [p.name_raw for p in projects] == ["便民服务平台", "另一平台"]
    assert [len(p.indicators) for p in projects] == [4, 4]


RULED = """
项目名称 | < | 设备维护 | < | < | < | < | <
项目资金（万元） | < | | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分
^ | < | 年度资金总额： | 120.00 | 120.00 | 60.00 | 50.00% | 5
^ | < | 其中：财政拨款 | 100.00 | 100.00 | 60.00 | -- | --
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
^ | 产出指标 | 数量指标 | 维护面积 | 9562平方米 | 9562平方米 | 30 | 30
^ | ^ | ^ | 绿化面积 | 1000平方米 | 800平方米 | 30 | 24
^ | 效益指标 | 社会效益指标 | 投诉次数 | ≤4次 | 5次 | 10 | 8
"""


def test_a_ruled_form_takes_levels_from_spans_and_funds_from_headers() -> None:
    (project,) = find(ruled(RULED), above="设备维护项目绩效自评表")
    assert project.form_kind == "pf_project_self_eval"
    assert [
        (f.fund_type, f.initial_budget_raw, f.executed_raw, f.execution_rate_raw) for f in project.funds
    ] == [
        ("total", "120.00", "60.00", "50.00%"),
        ("current_year_fiscal", "100.00", "60.00", "--"),
    ]
    rows = [(i.level1, i.level2, i.level3_raw, i.inherited) for i in project.indicators]
    assert rows == [
        ("产出指标", "数量指标", "维护面积", ()),
        ("产出指标", "数量指标", "绿化面积", ("level1", "level2")),
        ("效益指标", "社会效益指标", "投诉次数", ()),
    ]
    assert [i.attainment for i in project.indicators] == [Decimal(1), Decimal("0.8"), Decimal("0.8")]


def test_a_form_goes_on_over_the_page_and_inherits_the_level_above() -> None:
    rest = """
    | | | 信任度 | ≥90% | 95% | 20 | 20
    ^ | 满意度指标 | 服务对象满意度指标 | 满意率 | ≥95% | 95% | 10 | 10
    总分 | < | < | < | < | < | 100 | 97
    """
    (project,) = find(ruled(RULED), on_page(ruled(rest), 2))
    rows = [(i.level1, i.level2, i.level3_raw, i.inherited) for i in project.indicators][3:]
    assert rows == [
        ("效益指标", "社会效益指标", "信任度", ("level1", "level2")),
        ("满意度指标", "服务对象满意度指标", "满意率", ()),
    ]
    assert (project.total_weight, project.total_score) == (Decimal(100), Decimal(97))


def test_a_row_cut_by_the_page_break_is_one_row() -> None:
    rest = """
    | | | | | 但已整改 | |
    ^ | 满意度指标 | 服务对象满意度指标 | 满意率 | ≥95% | 95% | 10 | 10
    """
    (project,) = find(ruled(RULED), on_page(ruled(rest), 2))
    assert [i.actual_raw for i in project.indicators] == ["9562平方米", "800平方米", "5次但已整改", "95%"]


def test_a_label_printed_on_the_second_page_of_its_cell_counts_for_both() -> None:
    first = RULED.replace("效益指标 | 社会效益指标 | 投诉次数", "| 社会效益指标 | 投诉次数")
    rest = """
    | 效益指标 | 生态效益指标 | 节能率 | ≥5% | 5% | 10 | 10
    """
    (project,) = find(ruled(first), on_page(ruled(rest), 2))
    assert [i.level1 for i in project.indicators] == ["产出指标", "产出指标", "效益指标", "效益指标"]


def test_another_table_on_the_next_page_is_no_part_of_the_form() -> None:
    other = """
    车辆 | 类型 | 用途 | 一般公务用车 | 3辆 | 在用 | 2 | 1
    """
    (project,) = find(ruled(RULED), on_page(ruled(other), 2))
    assert len(project.indicators) == 3


GOAL_FORM = """
项目名称 | < | < | 安保服务 | <
主管部门 | < | < | 某市信访局 | <
资金金额（万元） | < | < | 实施期资金总额： | 50.00
^ | < | < | 其中：财政拨款 | 50.00
^ | < | < | 其他资金 |
年度目标 | 1.保障秩序。 | < | < | <
绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值
^ | 成本指标 | 经济成本 | 总费用 | ≤50万元
^ | | 社会效益指标 | 秩序 | 长期
^ | 满意度指标 | 服务对象满意度指标 | 满意率 | ≥90%
"""


def test_a_goal_form_has_a_target_and_nothing_reached() -> None:
    (project,) = find(ruled(GOAL_FORM), above="部门专项业务经费绩效目标表 （2026年度）")
    assert (project.form_kind, project.form_year) == ("pf_project_goal", 2026)
    assert [(f.fund_type, f.initial_budget) for f in project.funds] == [
        ("total", Decimal(500000)),
        ("current_year_fiscal", Decimal(500000)),
        ("other", None),
    ]
    assert [(g.expected, g.actual) for g in project.goals] == [("1.保障秩序。", None)]
    rows = [(i.level1_raw, i.level2, i.target_operator, i.actual_semantics) for i in project.indicators]
    assert rows == [
        ("成本指标", "经济成本指标", "≤", None),
        (None, "社会效益指标", "qualitative", None),
        ("满意度指标", "服务对象满意度指标", "≥", None),
    ]


def test_a_form_that_prints_no_year_has_the_year_of_the_document() -> None:
    assert find(ruled(GOAL_FORM))[0].form_year == 2023


def test_two_forms_stitched_into_one_table_are_two_projects() -> None:
    projects = find(ruled(GOAL_FORM.strip() + GOAL_FORM.replace("安保服务", "保洁服务")))
    assert [(p.name_raw, len(p.indicators)) for p in projects] == [("安保服务", 3), ("保洁服务", 3)]


def test_a_form_published_blank_is_no_project() -> None:
    blank = """
    项目名称 | < | | <
    资金总额 | < | | <
    一级指标 | 二级指标 | 指标内容 | 指标值
    产出指标 | 数量指标 | 指标1： |
    ^ | ^ | …… |
    """
    assert find(ruled(blank)) == []


def test_period_and_annual_goals_and_funds_side_by_side() -> None:
    form = """
    项目名称 | < | 专项资金 | <
    实施期资金总额： | 300 | 年度资金总额： | 100
    其中：财政拨款 | 250 | 其中：财政拨款 | 90
    总体目标 | 实施期总目标 | 年度目标 | <
    ^ | 三年建成。 | 今年开工。 | <
    一级指标 | 二级指标 | 指标内容 | 指标值
    产出指标 | 数量指标 | 项目数 | 1个
    """
    (project,) = find(ruled(form))
    assert (project.funds[0].fund_type, project.funds[0].initial_budget_raw) == ("total", "100")
    assert project.goals[0].expected == "今年开工。"


def test_sichuan_columns_for_relation_value_and_unit() -> None:
    form = """
    项目名称 | < | 51092324T000010263357-小型水库维修 | < | < | < | <
    一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重
    产出指标 | 数量指标 | 水库数量 | ≥ | 12 | 座 | 30
    ^ | 质量指标 | 工程质量 | 定性 | 优 | | 30
    ^ | 时效指标 | 完成时间 | ＝ | 1 | 年 | 30
    """
    (project,) = find(ruled(form))
    assert project.project_code == "51092324T000010263357"
    assert project.name_norm == "小型水库维修"
    targets = [(i.target_raw, i.target_operator, i.target_value, i.target_unit) for i in project.indicators]
    assert targets == [
        ("≥12座", "≥", Decimal(12), "座"),
        ("优", "qualitative", None, None),
        ("＝1年", "=", Decimal(1), "年"),
    ]


SICHUAN = """
项目名称 | < | 51092324T000010263357-小型水库维修 | < | < | < | < | < | < | <
主管部门 | < | 某县水利局 | < | < | 实施单位 | < | 某镇人民政府 | < | <
项目资金 （万元） | < | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | < | 权重 | 得分 | 原因
总额 | < | 30.00 | 25.00 | 20.00 | 80.00% | < | 10 | 8 |
其中：财政资金 | < | 30.00 | 25.00 | 20.00 | 80.00% | < | / | / |
财政专户管理资金 | < | 0.00 | 0.00 | 0.00 | 0.00% | < | / | / |
单位资金 | < | | | | | < | / | / |
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析
产出指标 | 数量指标 | 水库数量 | ≥ | 12 | 座 | 9 | 50 | 37.5 | 资金未到位
效益指标 | 社会效益指标 | 蓄水能力 | 定性 | 提升 | | 提升 | 40 | 40 |
合计 | < | < | < | < | < | < | 100 | 85.5 |
评价结论 | 甲某认为良好。 | < | < | < | < | < | < | < | <
"""


def test_the_sichuan_self_evaluation_form() -> None:
    (project,) = find(ruled(SICHUAN), above="部门预算项目支出绩效自评表（2022年度）")
    assert (project.form_kind, project.form_year) == ("pf_project_self_eval", 2022)
    funds = [(f.fund_type, f.full_year_budget, f.executed, f.score) for f in project.funds]
    assert funds == [
        ("total", Decimal(250000), Decimal(200000), Decimal(8)),
        ("current_year_fiscal", Decimal(250000), Decimal(200000), None),
        ("special_account", Decimal(0), Decimal(0), None),
        ("unit_funds", None, None, None),
    ]
    rows = [(i.target_raw, i.actual_raw, i.weight, i.score, i.deviation_reason) for i in project.indicators]
    assert rows == [
        ("≥12座", "9", Decimal(50), Decimal("37.5"), "资金未到位"),
        ("提升", "提升", Decimal(40), Decimal(40), None),
    ]
    assert [(i.actual_semantics, i.attainment) for i in project.indicators] == [
        ("measured", Decimal("0.75")),
        ("qualitative", None),
    ]
    assert (project.total_weight, project.total_score) == (Decimal(100), Decimal("85.5"))
    assert "甲某" not in repr(project)


def test_a_department_score_table_without_targets() -> None:
    form = """
    部门名称 | < | < | 某县文化局 | < | <
    序号 | 一级指标 | 二级指标 | 三级指标 | 指标分值 | 自评得分
    1 | 规划(15分) | 目标(5分) | 目标合理性 | 3 | 3
    2 | ^ | ^ | 目标明确性 | 2 | 1.5
    """
    (project,) = find(ruled(form), above="2022年部门整体支出绩效评价自评表")
    assert (project.form_kind, project.competent_department) == ("pf_department_self_eval", "某县文化局")
    rows = [(i.level1, i.level2_raw, i.level3, i.weight, i.score) for i in project.indicators]
    assert rows == [
        ("规划", "目标(5分)", "目标合理性", Decimal(3), Decimal(3)),
        ("规划", "目标(5分)", "目标明确性", Decimal(2), Decimal("1.5")),
    ]


def test_blanks_below_a_level_repeat_it_where_nothing_is_merged() -> None:
    form = """
    项目名称 | 维护 | | |
    一级指标 | 二级指标 | 指标内容 | 指标值 | 分值
    产出指标 | 数量指标 | 甲 | 1个 | 50
    | | 乙 | 2个 | 20
    | 其他指标 | 丙 | 3个 | 20
    满意度指标 | 满意度指标 | 丁 | ≥90% | 10
    """
    (project,) = find(ruled(form))
    assert [(i.level1, i.level2_raw, i.inherited) for i in project.indicators] == [
        ("产出指标", "数量指标", ()),
        ("产出指标", "数量指标", ("level1", "level2")),
        ("产出指标", "其他指标", ("level1",)),
        ("满意度指标", "满意度指标", ()),
    ]


LIST = """
项目名称 | 项目总额 | 其中： | < | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 性质 | 指标值 | 单位
^ | ^ | 财政资金 | 其他资金 | ^ | ^ | ^ | ^ | ^ | ^ | ^
11000022T000000455794-评审 | 839.00 | 839.00 | | 完成评审。 | 产出指标 | 质量指标 | 准确率 | ≥ | 98 | %
^ | ^ | ^ | ^ | ^ | 产出指标 | 数量指标 | 项目数 | ≥ | 420 | 个
11000022T000000456408-决算 | 67.700000 | 67.700000 | | 编制 | 成本指标 | 经济成本指标 | 单价 | ≤ | 800 | 元/天
"""


def test_a_list_of_projects_goes_on_over_the_page() -> None:
    rest = """
    项目名称 | 项目总额 | 其中： | < | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 性质 | 指标值 | 单位
    ^ | ^ | 财政资金 | 其他资金 | ^ | ^ | ^ | ^ | ^ | ^ | ^
    | | | | 决算。 | 产出指标 | 时效指标 | 完成时间 | ≤ | 12 | 月
    11000022T000000456476-监督 | 316.97 | 316.97 | | 监督。 | 产出指标 | 数量指标 | 天数 | ≥ | 300 | 天
    """
    projects = find(ruled(LIST), on_page(ruled(rest), 2), above="项目支出绩效目标表")
    assert [(p.project_code, p.name_norm, len(p.indicators)) for p in projects] == [
        ("11000022T000000455794", "评审", 2),
        ("11000022T000000456408", "决算", 2),
        ("11000022T000000456476", "监督", 1),
    ]
    assert [p.goals[0].expected for p in projects] == ["完成评审。", "编制决算。", "监督。"]
    assert {p.form_kind for p in projects} == {"pf_project_goal"}
    assert projects[0].funds[0].initial_budget == Decimal("8390000.00")


def test_indicators_as_running_text() -> None:
    running = (
        "1.1－产出指标，11－数量指标，巡查次数；实施周期指标值：≥4次，年度指标值：≥4次；"
        "2、2－效益指标，22－社会效益，规范化；实施周期指标值：合规得满分，不合规不得分。年度指标值：是；"
    )
    form = f"""
    项目名称（资金使用单位） | 总计： | 财政拨款 | 绩效目标 | 绩效指标
    合计： | 300.00 | 300.00 | |
    监督检查员经费 | 238.00 | 238.00 | 落实责任。 | {running}
    """
    (project,) = find(ruled(form), above="部门名称：某市生态环境局 单位：万元")
    assert project.name_raw == "监督检查员经费"
    assert project.competent_department == "某市生态环境局"
    rows = [(i.level1_raw, i.level1, i.level2, i.level3_raw, i.target_raw) for i in project.indicators]
    assert rows == [
        ("1－产出指标", "产出指标", "数量指标", "巡查次数", "≥4次"),
        ("2－效益指标", "效益指标", "社会效益指标", "规范化", "是"),
    ]


def test_a_department_form_with_levels_and_name_in_one_cell() -> None:
    form = """
    部门名称 | < | 某市财政局 | < | <
    总体资金情况（万元） | 预算支出总额 | 财政拨款 | < | 其他资金
    ^ | ^ | 合计 | 基本支出 | 合计
    ^ | 150.5 | 120.5 | 100.0 | 30
    整体绩效目标 | 整体绩效目标 | 增强保障。 | < | <
    活动 | 绩效指标 | 指标性质 | 指标值 | 度量单位
    预算评审 | 产出指标数量指标评审项目 | ≥ | 420 | 个
    预算评审 | 数效益指标社会效益指标节约资金 | 定性 | 优 |
    """
    (project,) = find(ruled(form), above="部门整体支出绩效目标表")
    assert (project.form_kind, project.competent_department) == ("pf_department_goal", "某市财政局")
    assert [(f.fund_type, f.initial_budget) for f in project.funds] == [
        ("total", Decimal(1505000)),
        ("current_year_fiscal", Decimal(1205000)),
        ("other", Decimal(300000)),
    ]
    rows = [(i.level1, i.level2, i.level3_raw) for i in project.indicators]
    assert rows == [("产出指标", "数量指标", "评审项目数"), ("效益指标", "社会效益指标", "节约资金")]


def test_amounts_of_a_department_stand_in_the_sum_row_of_its_tasks() -> None:
    form = """
    部门（单位）名称 | < | < | 某市审批局 | <
    年度主要任务 | 任务名称 | 预算金额（万元） | < | <
    ^ | ^ | 总额 | 财政拨款 | 其他资金
    ^ | 基本履职 | 2,080.76万元 | 2,080.76万元 |
    ^ | 金额合计 | 5,093.76万元 | 5,000万元 | 93.76万元
    年度总体目标 | 提升服务。 | < | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值 | 分值权重（90分）
    产出指标 | 数量指标 | 窗口数 | ≤92个 | 90
    """
    (project,) = find(ruled(form), above="部门整体支出绩效目标表")
    assert [(f.fund_type, f.initial_budget) for f in project.funds] == [
        ("total", Decimal("50937600.00")),
        ("current_year_fiscal", Decimal("50000000.00")),
        ("other", Decimal("937600.00")),
    ]
    assert (project.total_weight, project.total_score) == (Decimal(90), None)


def test_columns_of_a_page_with_other_rules_are_told_by_their_place() -> None:
    """The second page has fewer columns; its rules stand where the first page's stand."""
    first = "项目名称|维护\n一级指标|二级指标|指标内容|指标值\n产出指标|数量指标|数量|1台"
    text, grids, tables = "", [], []
    for number, (source, edges) in enumerate(
        ((first, (0, 10, 20, 30, 40)), ("甲指标|2台", (0, 20, 30, 40))), start=1
    ):
        start, cells = len(text), []
        for r, line in enumerate(source.splitlines()):
            for c, word in enumerate(line.split("|")):
                col = c + (1 if number == 2 else 0)
                cells.append(GridCell(r, col, word, len(text), len(text) + len(word)))
                text += word + "\t"
        n_rows = len(source.splitlines())
        grids.append(Grid(start, len(text), n_rows, len(edges) - 1, tuple(cells), number, x_edges=edges))
        placed = [
            replace(cell(c.row, c.col, c.text, page=number), place=Place(number, None, c.start, c.end))
            for c in cells
        ]
        tables.append(replace(table(placed), place=Place(number, None, start, len(text))))
    (project,) = find_projects(Document(text, tuple(grids), "application/pdf"), tables, IDENTITY)
    rows = [(i.level1, i.level2, i.level3_raw, i.target_raw) for i in project.indicators]
    assert rows == [("产出指标", "数量指标", "数量", "1台"), ("产出指标", "数量指标", "甲指标", "2台")]


@given(st.data())
def test_one_lost_character_of_a_long_level_is_repaired(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["服务对象满意度指标", "可持续影响指标", "生态环境成本指标"]))
    at = data.draw(st.integers(0, len(name) - 1))
    assert known_level(name[:at] + name[at + 1 :], 2) == name


def test_levels_that_are_near_two_names_stay_as_printed() -> None:
    assert level("X量指标", 2) == "X量指标"
    assert level("质量指标", 2) == "质量指标"
    assert split_combined("产出指标线路数量") is None
    assert split_combined("产出指标质量合格率") is None
    parts = split_combined("满意度指标服务对象满意度申请人满意率")
    assert parts is not None
    assert (parts.level2, parts.name) == ("服务对象满意度", "申请人满意率")


def levels_and_targets(project: Project) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(i.level1, i.level2, i.level3, i.target_raw) for i in project.indicators]


TWO_ROW_HEADER = """
项目名称 | < | 河流监测 | < | < | < | < | <
绩效指标 | < | < | 年度指标值 | < | < | 实际完成值 | 分值
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | ^ | ^
产出指标 | 数量指标 | 断面数 | ≥ | 36 | 个 | 35个 | 20
^ | ^ | 培训 | ≥ | 12 | 次 | 12次 | 10
其他需要说明事项 | < | < | 无 | < | < | < | <
总分 | < | < | < | < | < | < | 30
"""


def test_a_header_of_two_rows_is_one() -> None:
    (project,) = find(ruled(TWO_ROW_HEADER), above="项目支出绩效自评表")
    assert levels_and_targets(project) == [
        ("产出指标", "数量指标", "断面数", "≥36个"),
        ("产出指标", "数量指标", "培训", "≥12次"),
    ]
    assert [(i.actual_raw, i.weight) for i in project.indicators] == [
        ("35个", Decimal(20)),
        ("12次", Decimal(10)),
    ]
    assert project.total_weight == Decimal(30)


def test_a_header_of_two_rows_is_one_in_text() -> None:
    text = """
    项目支出绩效自评表
    项目名称 | 河流监测
    绩效指标 | 年度指标值 | 实际完成值 | 分值
    一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
    产出指标 | 数量指标 | 断面数 | ≥ | 36 | 个 | 35个 | 20
    培训 | ≥ | 12 | 次 | 12次 | 10
    """
    (project,) = find(pipes(text, 12))
    assert levels_and_targets(project) == [
        ("产出指标", "数量指标", "断面数", "≥36个"),
        ("产出指标", "数量指标", "培训", "≥12次"),
    ]
    assert [i.actual_raw for i in project.indicators] == ["35个", "12次"]


def test_parts_of_the_target_may_stand_in_a_second_header_row() -> None:
    text = """
    项目名称 | < | 河流监测 | < | < | <
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | 完成值
    ^ | ^ | ^ | 指标值 | 计量单位 | ^
    产出指标 | 数量指标 | 断面数 | ≥36 | 个 | 35个
    """
    (project,) = find(ruled(text), above="项目支出绩效自评表")
    assert levels_and_targets(project) == [("产出指标", "数量指标", "断面数", "≥36个")]
    assert project.indicators[0].actual_raw == "35个"


def test_of_period_and_year_side_by_side_the_year_is_read() -> None:
    text = """
    项目名称 | < | 河流监测 | < | < | < | < | <
    项目资金（万元） | 中期资金总额 | < | 360 | < | 年度资金总额 | < | 120
    ^ | 其中：财政拨款 | < | 330 | < | 其中：财政拨款 | < | 110
    总体目标 | 中期目标（2025年—2027年） | < | < | < | 年度目标 | < | <
    ^ | 建成网络。 | < | < | < | 完成监测。 | < | <
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
    ^ | 产出指标 | 数量指标 | 断面数 | ≥99个 | 数量指标 | 断面数 | ≥36个
    ^ | ^ | ^ | 培训 | ≥40次 | ^ | 培训 | ≥12次
    """
    (project,) = find(ruled(text), above="项目支出绩效目标申报表")
    assert levels_and_targets(project) == [
        ("产出指标", "数量指标", "断面数", "≥36个"),
        ("产出指标", "数量指标", "培训", "≥12次"),
    ]
    assert [(f.fund_type, f.initial_budget) for f in project.funds] == [
        ("total", Decimal(1200000)),
        ("current_year_fiscal", Decimal(1100000)),
    ]
    assert [g.expected for g in project.goals] == ["完成监测。"]


def test_fiscal_money_by_level_of_government() -> None:
    text = """
    项目名称 | 河流监测 | <
    项目资金（万元） | 年初预算数 | 全年预算数
    年度资金总额 | 100 | 120
    其中：中央财政资金 | 50 | 60
    省级补助 | 30 | 40
    市级财政资金 | 15 | 15
    区级配套资金 | 5 | 5
    一级指标 | 三级指标 | 指标值
    产出指标 | 断面数 | ≥36个
    """
    (project,) = find(ruled(text), above="项目支出绩效自评表")
    assert [(f.fund_type, f.full_year_budget) for f in project.funds] == [
        ("total", Decimal(1200000)),
        ("central_fiscal", Decimal(600000)),
        ("provincial_fiscal", Decimal(400000)),
        ("municipal_fiscal", Decimal(150000)),
        ("county_fiscal", Decimal(50000)),
    ]


def test_heads_and_labels_that_no_list_names_are_read_by_how_they_are_made() -> None:
    text = """
    项目名称 | < | 河流监测 | < | < | < | <
    市级主管单位 | < | 某局 | 预算执行单位 | < | 某站 | <
    资金 | 年初预算资金数 | 全年预算资金数 | 全年支付数 | 分值 | 执行率 | 得分
    年度资金总额 | 100 | 120 | 60 | 10 | 50% | 5
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年实际值 | 部门自评得分 | 未完成原因和改进措施
    产出指标 | 数量指标 | 断面数 | ≥36个 | 35个 | 9 | 设备迟到
    """
    (project,) = find(ruled(text), above="项目支出绩效自评表")
    assert (project.competent_department, project.implementing_unit) == ("某局", "某站")
    (fund,) = project.funds
    assert (fund.initial_budget, fund.full_year_budget, fund.executed) == (
        Decimal(1000000),
        Decimal(1200000),
        Decimal(600000),
    )
    (indicator,) = project.indicators
    assert (indicator.actual_raw, indicator.score, indicator.deviation_reason) == (
        "35个",
        Decimal(9),
        "设备迟到",
    )


def test_the_sichuan_goal_pair_and_what_follows_it() -> None:
    text = """
    项目名称 | 河流监测
    项目基本情况 | 1.项目年度目标完成情况 | 项目年度目标 | 年度目标完成情况
    完成监测。 | 已完成监测。
    2.项目实施内容及过程概述 | 委托机构采样。
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值
    产出指标 | 数量指标 | 断面数 | ≥36个 | 35个
    """
    (project,) = find(pipes(text, 11))
    assert [(g.expected, g.actual) for g in project.goals] == [("完成监测。", "已完成监测。")]


LIST_WITH_MERGED_LEVELS = """
单位名称 | 项目名称 | 预算金额 | 年度绩效目标 | 绩效指标 | < | < | <
^ | ^ | ^ | ^ | 一级指标 | 二级指标 | 三级指标 | 指标值
某局 | 河流监测 | 120.5 | 完成监测。 | 产出指标 | 数量指标 | 断面数 | ≥36个
^ | ^ | ^ | ^ | ^ | ^ | 培训 | ≥12次
^ | ^ | ^ | ^ | ^ | 质量指标 | 合格率 | ≥98%
^ | 办公运转 | 30 | 保障运转。 | 效益指标 | 社会效益指标 | 投诉 | ≤3件
"""


def test_merged_levels_and_units_of_a_list_count_for_the_rows_below() -> None:
    first, second = find(ruled(LIST_WITH_MERGED_LEVELS), above="2025年项目支出绩效目标表\n单位：万元")
    assert levels_and_targets(first) == [
        ("产出指标", "数量指标", "断面数", "≥36个"),
        ("产出指标", "数量指标", "培训", "≥12次"),
        ("产出指标", "质量指标", "合格率", "≥98%"),
    ]
    assert [i.inherited for i in first.indicators] == [(), ("level1", "level2"), ("level1",)]
    assert levels_and_targets(second) == [("效益指标", "社会效益指标", "投诉", "≤3件")]
    assert [p.implementing_unit for p in (first, second)] == ["某局", "某局"]
    assert [p.funds[0].initial_budget for p in (first, second)] == [Decimal(1205000), Decimal(300000)]


def test_a_unit_of_money_above_a_form_is_no_department() -> None:
    (project,) = find(ruled(TWO_ROW_HEADER), above="单位：万元")
    assert project.competent_department is None


def test_a_second_level_merged_beside_a_first_level_on_every_row_is_inherited() -> None:
    """烟台市统计局 2026, p. 30: 效益指标 twice beside one 社会效益指标."""
    form = """
    项目名称 | < | 公车统管费用 | < | <
    | 一级指标 | 二级指标 | 三级指标 | 指标值
    绩效指标 | 产出指标 | 时效指标 | 及时率 | =100%
    绩效指标 | 效益指标 | 社会效益指标 | 运转 | 正常运转
    绩效指标 | 效益指标 | ^ | 履职能力 | 有效提升
    """
    (project,) = find(ruled(form))
    assert [(i.level1, i.level2, i.inherited) for i in project.indicators] == [
        ("产出指标", "时效指标", ()),
        ("效益指标", "社会效益指标", ()),
        ("效益指标", "社会效益指标", ("level2",)),
    ]


def test_a_name_cut_by_a_drawn_line_is_one_name() -> None:
    """西安市气象局 2022, p. 31: one target beside two halves of a name."""
    form = """
    项目名称 | < | 履职经费 | <
    一级指标 | 二级指标 | 指标内容 | 指标值
    效益指标 | 生态效益指标 | 指标1：降低森林火险等级，增加水源地生态涵 | 效果明显
    | ^ | 养 | ^
    | ^ | 指标2：治污减霾 | 做好服务
    """
    (project,) = find(ruled(form))
    assert [i.level3 for i in project.indicators] == ["降低森林火险等级，增加水源地生态涵养", "治污减霾"]


def test_below_a_header_printed_again_a_blank_level_goes_on() -> None:
    """北京市水务局 2026, p. 154: 指标10 of the 数量指标 that were named on the page before."""
    rest = """
    一级指标 | 二级指标 | 指标内容 | 指标值
    产出指标 | | 指标10：补助数量 | =24座
    ^ | ^ | 指标11：建成面积 | =96平方公里
    ^ | 质量指标 | 指标1：合格率 | =100%
    """
    first = """
    项目名称 | < | 水务 | <
    一级指标 | 二级指标 | 指标内容 | 指标值
    产出指标 | 数量指标 | 指标9：河长制 | ≥1个
    """
    (project,) = find(ruled(first), on_page(ruled(rest), 2))
    assert [(i.level2, i.inherited) for i in project.indicators] == [
        ("数量指标", ()),
        ("数量指标", ("level2",)),
        ("数量指标", ("level1", "level2")),
        ("质量指标", ("level1",)),
    ]


def test_a_form_under_a_title_of_its_own_is_no_part_of_the_one_before() -> None:
    """西安市气象局 2022, p. 32: the department's name stands above the grid."""
    project = """
    项目名称 | < | 履职经费 | <
    一级指标 | 二级指标 | 指标内容 | 指标值
    产出指标 | 数量指标 | 次数 | 3次
    """
    whole = """
    任务名称 | 主要内容 | 预算金额（万元） | <
    基本履职 | 人员 | 508.61 | 508.61
    一级指标 | 二级指标 | 指标内容 | 指标值
    产出指标 | 数量指标 | 站点 | ≥95%
    """
    titled = replace(on_page(ruled(whole), 2), title_raw="2022年部门整体支出绩效目标表")
    first, second = find(ruled(project), titled)
    assert [i.level3 for i in first.indicators] == ["次数"]
    assert [i.level3 for i in second.indicators] == ["站点"]
    assert (first.form_kind, second.form_kind) == ("pf_project_goal", "pf_department_goal")


def test_a_blank_form_with_numbered_goals_is_no_project() -> None:
    """西安市气象局 2022, p. 33."""
    form = """
    专项（项目）名称 | < | | <
    主管部门 | < | | <
    总体目标 | 年度目标 | < | <
    ^ | 目标1： 目标2： 目标3： | < | <
    绩效指标 | 一级指标 | 二级指标 | 指标内容
    ^ | 产出指标 | 数量指标 | 指标1：
    ^ | ^ | ^ | 指标2：
    ^ | ^ | ^ | ……
    """
    assert find(ruled(form)) == []


def test_a_first_level_that_is_not_printed_is_told_by_the_second() -> None:
    (project,) = find(ruled(GOAL_FORM))
    assert [(i.level1_raw, i.level1, i.level_repairs) for i in project.indicators] == [
        ("成本指标", "成本指标", ()),
        (None, "效益指标", ("level1_of_level2",)),
        ("满意度指标", "满意度指标", ()),
    ]


def test_slips_in_levels_are_repaired_with_a_flag_and_other_names_are_left() -> None:
    form = """
    项目名称 | < | 平台 | <
    一级指标 | 二级指标 | 指标内容 | 指标值
    产岀指标 | 数量 | 终端 | 7个
    成本指标 | 总成本指标 | 总成本 | ≤7万元
    满意度指标 | 服务对象满意度标 | 满意度 | ≥9%
    履职效能 | 社会公众满意 | 满意度 | ≥9%
    """
    (project,) = find(ruled(form))
    assert [(i.level1, i.level2, i.level_repairs) for i in project.indicators] == [
        ("产出指标", "数量指标", ("level1",)),
        ("成本指标", "总成本指标", ()),
        ("满意度指标", "服务对象满意度指标", ("level2",)),
        ("履职效能", "社会公众满意", ()),
    ]


@pytest.mark.parametrize(
    ("raw", "code", "name"),
    [
        ("11000022T000000455794-评审 工作经费", "11000022T000000455794", "评审工作经费"),
        ("51092324T000010263357－小型水库维修", "51092324T000010263357", "小型水库维修"),
        ("330100230000000012345_河道保洁", "330100230000000012345", "河道保洁"),
        ("[51092324T000010263357]小型水库维修", "51092324T000010263357", "小型水库维修"),
        ("2024-2026年规划编制", None, "2024-2026年规划编制"),
        ("（一）普法经费", None, "(一)普法经费"),
    ],
)
def test_codes_before_the_names_of_projects(raw: str, code: str | None, name: str) -> None:
    form = (
        f"项目名称 | < | {raw} | <\n一级指标 | 二级指标 | 指标内容 | 指标值\n产出指标 | 数量指标 | 数量 | 3个"
    )
    (project,) = find(ruled(form))
    assert (project.name_raw, project.project_code, project.name_norm) == (raw, code, name)


def test_a_code_in_a_cell_of_its_own() -> None:
    form = """
    项目名称 | 普法经费 | 项目编码 | 44010025Y000000000123
    一级指标 | 二级指标 | 指标内容 | 指标值
    产出指标 | 数量指标 | 数量 | 3个
    """
    (project,) = find(ruled(form))
    assert (project.project_code, project.name_norm) == ("44010025Y000000000123", "普法经费")
