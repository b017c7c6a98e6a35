"""Forms with labels beside their values: head, funds, goals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.forms.template import TemplateForm
from tests.extractors.forms.builders import draft, form_row
from tests.extractors.forms.grids import find, pipes, ruled
from tests.extractors.forms.layouts import SELF_EVALUATION, levels_and_targets


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


def test_a_unit_in_the_form_goes_before_the_default() -> None:
    text = SELF_EVALUATION.replace("项目资金 |", "项目资金（元） |")
    assert find(pipes(text, 14))[0].funds[0].initial_budget == Decimal("360.50")


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


def read(*rows: str, ordered: bool = False) -> TemplateForm:
    """A form of rows on one page."""
    form = TemplateForm(draft())
    for row in rows:
        form.feed(form_row(row, ordered=ordered))
    return form


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        ([], "head"),
        (["项目名称 | 监测"], "head"),
        (["项目资金 | 年初预算数 | 全年执行数"], "funds"),
        (["年度目标 | 完成监测。"], "goal"),
        (["实施期目标 | 建成网络。 | 项目类型 | 一次性"], "goal"),
        (["年度总体目标 | 预期目标 | 实际完成情况"], "goals"),
        (["项目概况 | 委托机构采样。"], "remark"),
        (["一级指标 | 三级指标 | 指标值"], "indicators"),
        (["年度目标 | 完成。", "部门名称 | 某局"], "head"),
        (["年度目标 | 完成。", "主管部门 | 某局"], "goal"),
    ],
)
def test_how_far_a_form_was_read(rows: list[str], part: str) -> None:
    assert read(*rows).part == part


@pytest.mark.parametrize(
    ("rows", "row", "accepts"),
    [
        (["项目名称 | 监测"], "主管部门 | 某局", True),
        (["项目名称 | 监测"], "车辆 | 3辆", False),
        (["项目名称 | 监测"], "一级指标 | 三级指标 | 指标值", True),
        (["年度目标 | 完成"], "监测任务。 | ", True),  # text goes on
        (["年度总体目标 | 预期目标 | 实际完成情况"], "甲 | 乙", True),
        (["项目概况 | 委托"], "机构采样。 | ", True),
        (["一级指标 | 三级指标 | 指标值"], "产出指标 | 次数 | 3次", True),
        (["一级指标 | 三级指标 | 指标值"], "车辆 | 轿车 | 3辆", False),
        (["一级指标 | 三级指标 | 指标值", "总分 | | 100"], "产出指标 | 次数 | 3次", False),
    ],
)
def test_which_rows_go_on_with_a_form(rows: list[str], row: str, accepts: bool) -> None:
    assert read(*rows).accepts(form_row(row, tops=True)) is accepts


def test_several_labels_stand_in_one_row_with_their_values() -> None:
    form = read("主管部门 | 某局 | 实施单位 | 某站 | 项目编码 | 50000023T000000123456").draft
    assert form.fields == {
        "competent_department": "某局", "implementing_unit": "某站", "project_code": "50000023T000000123456",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ("项目名称 | | | 监测", {"name": "监测"}),  # blanks where the label spanned columns
        ("项目名称 | | 主管部门 | 某局", {"competent_department": "某局"}),  # a label is no value
        ("项目名称 | | ", {}),
        ("项目名称", {}),
        ("项目属性 | 一次性 | 主管部门 | 某局", {"competent_department": "某局"}),
        ("某项 | 某值 | 主管部门 | 某局", {"competent_department": "某局"}),
    ],
)
def test_values_stand_right_of_their_labels(row: str, fields: dict[str, str]) -> None:
    assert read(row).draft.fields == fields


@pytest.mark.parametrize(
    ("rows", "score"),
    [
        (["自评总分 | 98.5"], "98.5"),
        (["自评总分 | 优"], None),
        (["自评总分 | 98.5", "自评总分 | 90"], "98.5"),
    ],
)
def test_the_first_score_in_the_head_is_the_total(rows: list[str], score: str | None) -> None:
    assert read(*rows).draft.total_score == score


def test_the_first_unit_in_a_form_is_that_of_its_amounts() -> None:
    form = read("项目资金（元） | 总额（万元） | 100", "其他（千元） | 3").draft
    assert form.unit == Decimal(1)


def test_a_goal_goes_on_in_the_first_row_of_a_page_only() -> None:
    form = TemplateForm(draft())
    form.feed(form_row("年度目标 | 完成"))
    form.feed(form_row(" | 监测"))
    form.feed(form_row(" | 任务。", tops=True))
    form.feed(form_row("甲 | 乙", tops=True))
    assert [(g.expected, g.actual) for g in form.draft.goals] == [("完成任务。", None)]


def test_pairs_of_goals_go_on_over_the_page() -> None:
    form = TemplateForm(draft())
    form.feed(form_row("年度总体目标 | 预期目标 | 实际完成情况"))
    form.feed(form_row("^ | 建成 | 已建"))
    form.feed(form_row("^ | 平台。 | 成。", tops=True))
    form.feed(form_row("^ | | 已验收。"))
    assert [(g.expected, g.actual) for g in form.draft.goals] == [
        ("建成平台。", "已建成。"),
        (None, "已验收。"),
    ]


def test_the_goal_of_the_year_goes_before_that_of_the_period() -> None:
    period = "实施期目标 | 建成网络。 | 项目类型 | 一次性"
    form = read(period, "年度目标 | 完成监测。", period).draft
    assert [g.expected for g in form.goals] == ["建成网络。", "完成监测。"]


def test_a_fund_without_an_amount_leaves_the_labels_behind_it() -> None:
    form = read("财政拨款 | 某局 | 主管部门 | 某厅").draft
    assert form.funds == {}
    assert form.fields == {"competent_department": "某厅"}


def test_two_funds_in_one_row() -> None:
    form = read("年度资金总额 | 100 | 其他资金 | 20").draft
    assert {fund_type: fund.raw for fund_type, fund in form.funds.items()} == {
        "total": {"initial_budget": "100"}, "other": {"initial_budget": "20"},
    }  # fmt: skip


def test_persons_are_noted_wherever_they_stand() -> None:
    form = read(
        "项目负责人 | 甲某", "一级指标 | 三级指标 | 指标值", "填报人：乙某 | | ", "联系电话：88881111 | | "
    ).draft
    assert form.fields == {"leader": "甲某"}  # the number is that of who filled in the form
    assert len(form.personal) == 3
