"""Forms as other provinces print them (docs/domain.md §4.2), shortened."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.records import Project
from tests.extractors.forms.grids import find, pipes, ruled

HUBEI = """
2023年度某项目自评表 | < | < | < | < | <
项目名称 | 公园管护 | < | < | < | <
主管部门 | 某区城管局 | 项目实施单位 | 某区园林所 | < | <
预算执行情况（万元）（20分） | | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率）
^ | 年度财政资金总额 | 100.00 | 95.00 | 95% | 19
年度绩效目标1（80分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B）
^ | 产出指标（40分） | 数量指标 | 管护面积 | 10万平方米 | 10万平方米
^ | ^ | 质量指标 | 成活率 | ≥95% | 96%
^ | 满意度指标 | 服务对象满意度指标 | 满意度 | ≥90% | 92%
总分 | < | < | < | < | 99
偏差大或目标未完成原因分析 | 无 | < | < | < | <
"""
CHONGQING = """
项目名称 | 信访救助 | < | 项目编码 | 50000023T000000123456 | < | <
主管部门 | 某市信访办 | < | 财政处室 | 社保处 | 自评总分 | 98.5
资金情况 | < | 年初预算数 | 全年（调整）预算数 | 全年执行数 | 执行率 | 执行率权重
^ | 年度总金额 | 100 | 90 | 90 | 100% | 10
^ | 其中：财政资金 | 100 | 90 | 90 | 100% |
年初绩效目标 | < | 全年（调整）绩效目标 | < | 全年目标实际完成情况 | < | <
救助困难群众。 | < | 救助全部困难群众。 | < | 救助50人。 | < | <
指标名称 | 计量单位 | 指标性质 | 指标值 | 全年完成值 | 指标权重 | 指标得分
救助人数 | 人 | ≥ | 40 | 50 | 30 | 30
群众满意度 | % | ≥ | 90 | 85 | 30 | 28.5
"""
YUNNAN = """
项目名称 | < | 普法 | < | < | < | < | < | <
项目资金（元） | < | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | ^ | 年度资金总额 | 50,000.00 | 50,000.00 | 40,000.00 | 10 | 80.00% | 8.00
^ | ^ | 其中：本年一般公共预算拨款 | 50,000.00 | 50,000.00 | 40,000.00 | — | 80.00% | —
^ | ^ | 政府性基金预算 | 0.00 | 0.00 | 0.00 | — | 0.00% | —
^ | ^ | 非财政拨款 | 0.00 | 0.00 | 0.00 | — | 0.00% | —
绩效指标 | < | < | 年度指标值 | < | < | 实际完成值 | 分值 | 得分
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | ^ | ^ | ^
产出指标 | 数量指标 | 场次 | ≥ | 10 | 场 | 10 | 30.00 | 30.00
满意度指标 | 服务对象满意度指标 | 满意度 | ≥ | 95 | % | 95 | 60.00 | 60.00
其他需要说明的事项 | < | < | 无 | < | < | < | < | <
总分 | < | < | < | < | < | 100 | 98.00 | 优
"""
GUANGDONG = """
项目名称 | 水库除险 | < | < | < | < | <
评价指标 | < | < | < | 分值 | 自评得分 | 评分依据
一级指标 | 二级指标 | 三级指标 | 四级指标 | ^ | ^ | ^
决策 | 项目立项 | 论证决策 | 论证充分性 | 3 | 3 | 有可研
^ | ^ | 目标设置 | 完整性 | 2 | 2 |
过程 | 资金管理 | 资金支付 | 支出率 | 10 | 9 | 支出90%
合计 | < | < | < | 15 | 14 |
"""
DEPARTMENT = """
部门整体支出绩效自评表 | < | < | < | < | < | <
部门名称 | 某县教育局 | < | < | < | < | <
资金情况（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分
^ | 部门支出总额 | 1,000.00 | 1,200.00 | 1,180.00 | 98.33% | 9.8
^ | 基本支出 | 800.00 | 900.00 | 900.00 | 100% |
^ | 项目支出 | 200.00 | 300.00 | 280.00 | 93.33% |
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 学校数 | 20所 | 20所 | 90 | 90
总分 | < | < | < | < | 100 | 99.8
"""
SHOUXIAN = """
部门整体支出绩效评价自评表 | < | < | < | < | < | < | <
部门名称 | 某县司法局 | < | < | < | < | < | <
序号 | 一级指标 | 二级指标 | 三级指标 | 指标分值 | 指标解释 | 评分标准 | 自评得分
1 | 规划 （15分） | 目标设定（3分） | 绩效目标合理性 | 3 | 目标是否依据充分 | 符合得3分 | 3
2 | ^ | 预算配置（12分） | 在职人员控制率 | 12 | 编制控制程度 | 小于1得12分 | 12
"""


def flat(drawing: str, repeated: bool) -> str:
    """The drawing as a text export has it: what merged cells cover is blank, or says the same again."""
    rows: list[list[str]] = []
    for line in drawing.strip().splitlines():
        row: list[str] = []
        for at, text in enumerate(t.strip() for t in line.split("|")):
            covered = {"<": row[-1] if row else "", "^": rows[-1][at] if rows else ""}
            row.append((covered[text] if repeated else "") if text in covered else text)
        rows.append(row)
    return "\n".join(" | ".join(row) for row in rows)


def read(project: Project) -> object:
    """What is read of a form, without places and what says whence the levels come."""
    indicators = [replace(i, inherited=(), level1_raw=None, level2_raw=None) for i in project.indicators]
    return (
        project.name_raw,
        project.competent_department,
        project.implementing_unit,
        (project.total_weight, project.total_score),
        funds(project),
        [(g.expected, g.actual) for g in project.goals],
        indicators,
    )


@pytest.mark.parametrize("repeated", [True, False])
@pytest.mark.parametrize("drawing", [HUBEI, CHONGQING, YUNNAN, GUANGDONG, DEPARTMENT])
def test_a_form_reads_the_same_without_merged_cells(drawing: str, repeated: bool) -> None:
    """Web pages and office files as pipe text: no spans are left."""
    (drawn,) = find(ruled(drawing))
    (flattened,) = find(ruled(flat(drawing, repeated)))
    assert read(flattened) == read(drawn)


def funds(project: Project) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(f.fund_type, f.full_year_budget_raw, f.executed_raw, f.score_raw) for f in project.funds]


def test_hubei_with_a_total_that_is_a_score_and_remarks_below_it() -> None:
    (project,) = find(ruled(HUBEI))
    assert (project.form_kind, project.form_year) == ("pf_project_self_eval", 2023)
    assert (project.total_weight, project.total_score) == (None, Decimal(99))
    assert funds(project) == [("total", "100.00", "95.00", "19")]
    assert [(i.level1, i.level3, i.target_raw, i.actual_raw) for i in project.indicators] == [
        ("产出指标", "管护面积", "10万平方米", "10万平方米"),
        ("产出指标", "成活率", "≥95%", "96%"),
        ("满意度指标", "满意度", "≥90%", "92%"),
    ]


def test_chongqing_without_levels_with_an_adjusted_goal_and_the_score_in_the_head() -> None:
    (project,) = find(ruled(CHONGQING))
    assert (project.project_code, project.total_score) == ("50000023T000000123456", Decimal("98.5"))
    assert [(f.fund_type, f.weight, f.execution_rate) for f in project.funds] == [
        ("total", Decimal(10), Decimal(100)),
        ("current_year_fiscal", None, Decimal(100)),
    ]
    assert [(g.expected, g.actual) for g in project.goals] == [("救助困难群众。", "救助50人。")]
    assert [(i.level1, i.level3, i.target_raw, i.actual_raw, i.score) for i in project.indicators] == [
        (None, "救助人数", "≥40人", "50", Decimal(30)),
        (None, "群众满意度", "≥90%", "85", Decimal("28.5")),
    ]
    assert [i.attainment for i in project.indicators] == [Decimal(1), Decimal("0.944444")]


def test_yunnan_with_the_grade_in_the_last_column_of_the_total() -> None:
    (project,) = find(ruled(YUNNAN))
    assert (project.total_weight, project.total_score) == (Decimal(100), Decimal("98.00"))
    assert [(f.fund_type, f.executed) for f in project.funds] == [
        ("total", Decimal("40000.00")),
        ("current_year_fiscal", Decimal("40000.00")),
        ("gov_fund", Decimal("0.00")),
        ("other", Decimal("0.00")),
    ]
    assert [(i.target_raw, i.target_unit) for i in project.indicators] == [("≥10场", "场"), ("≥95%", "%")]


def test_of_four_levels_the_leaf_is_the_indicator() -> None:
    (project,) = find(ruled(GUANGDONG))
    assert [(i.level1, i.level2, i.level3, i.weight, i.score) for i in project.indicators] == [
        ("决策", "项目立项", "论证充分性", Decimal(3), Decimal(3)),
        ("决策", "项目立项", "完整性", Decimal(2), Decimal(2)),
        ("过程", "资金管理", "支出率", Decimal(10), Decimal(9)),
    ]
    assert (project.total_weight, project.total_score) == (Decimal(15), Decimal(14))


def test_a_department_has_its_basic_and_project_expenditure() -> None:
    (project,) = find(ruled(DEPARTMENT))
    assert (project.form_kind, project.name_raw) == ("pf_department_self_eval", None)
    assert project.competent_department == "某县教育局"
    assert funds(project) == [
        ("total", "1,200.00", "1,180.00", "9.8"),
        ("basic_expenditure", "900.00", "900.00", None),
        ("project_expenditure", "300.00", "280.00", None),
    ]


def test_points_in_the_names_of_levels_are_no_part_of_them() -> None:
    (project,) = find(ruled(SHOUXIAN))
    assert [(i.level1_raw, i.level1, i.level2, i.level3, i.weight, i.score) for i in project.indicators] == [
        ("规划 （15分）", "规划", "目标设定", "绩效目标合理性", Decimal(3), Decimal(3)),
        ("规划 （15分）", "规划", "预算配置", "在职人员控制率", Decimal(12), Decimal(12)),
    ]


def test_the_sichuan_form_as_text_with_one_indicator_of_weight_90() -> None:
    text = """
    部门预算项目支出绩效自评表
    项目名称 | 51092324T000010263357-小型水库维修
    主管部门 | 某县水利局 | 实施单位 | 某县水利局
    预算执行情况（万元） | | 年初预算数 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因
    总额 | 30.00 | 30.00 | 30.00 | 100.00% | 10 | 10 |
    其中：财政资金 | 30.00 | 30.00 | 30.00 | 100.00% | / | / |
    财政专户管理资金 | | | | | / | / |
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 原因
    成本指标 | 经济成本指标 | 成本控制数 | ≤ | 30 | 万元 | 完成 | 90 | 90 |
    合计 | 100 | 100
    评价结论 | 项目按期完成。
    存在问题 | 无
    """
    (project,) = find(pipes(text, 14))
    assert (project.project_code, project.name_norm) == ("51092324T000010263357", "小型水库维修")
    assert [f.fund_type for f in project.funds] == ["total", "current_year_fiscal", "special_account"]
    (row,) = project.indicators
    assert (row.target_raw, row.target_operator, row.target_value, row.target_unit) == (
        "≤30万元",
        "≤",
        Decimal(30),
        "万元",
    )
    assert (row.actual_raw, row.actual_semantics, row.attainment) == ("完成", "qualitative", None)
    assert (row.weight, row.score) == (Decimal(90), Decimal(90))
    assert (project.total_weight, project.total_score) == (Decimal(100), Decimal(100))
