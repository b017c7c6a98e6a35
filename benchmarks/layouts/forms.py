"""Self-evaluation and goal forms of one project."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.layouts.accounts import Account
from benchmarks.layouts.layouts import Layout
from benchmarks.layouts.sheets import Cell, Row, Sheet, TruthIndicator

WIDTHS = (0.8, 1.0, 1.2, 2.4, 1.3, 1.3, 0.8, 0.8, 1.4)
ROWS = (
    ("产出指标", "数量指标", "开展巡查次数", "≥24次", "26次", 15, "15"),
    ("产出指标", "数量指标", "维修设备数量", "≥12台", "12台", 10, "10"),
    ("产出指标", "质量指标", "验收合格率", "≥95%", "98.5%", 10, "10"),
    ("产出指标", "时效指标", "任务按时完成率", "＝100%", "90%", 10, "9"),
    ("产出指标", "成本指标", "项目成本控制数", "≤120万元", "118.6万元", 5, "5"),
    ("效益指标", "社会效益指标", "群众用水安全保障水平", "有效提升", "有效提升", 15, "14.5"),
    ("效益指标", "可持续影响指标", "长效管理机制健全性", "健全", "基本健全", 15, "13"),
    ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥90%", "93%", 10, "10"),
)


def self_evaluation(layout: Layout, account: Account) -> Sheet:
    """The Ministry's 项目支出绩效自评表 (docs/domain.md §4.2, first variant)."""
    sheet = Sheet("pf_project_self_eval", "项目支出绩效自评表", account.entity, None, WIDTHS, is_form=True)
    add = sheet.body.append
    add([Cell("项目名称", 3), Cell("水利设施维护项目", 6)])
    add([Cell("主管部门", 3), Cell(account.entity, 2), Cell("实施单位", 2), Cell(account.entity + "本级", 2)])
    heads = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    add([Cell("项目资金（万元）", 1, 5), Cell("", 2), *map(Cell, heads)])
    amounts = ("120.00", "118.60", "118.60")
    add([Cell("年度资金总额", 2), *map(Cell, (*amounts, "10", "100%", "10"))])
    add([Cell("其中：当年财政拨款", 2), *map(Cell, (*amounts, "—", "100%", "—"))])
    add([Cell("上年结转资金", 2), *map(Cell, ("0.00", "0.00", "0.00", "—", "", "—"))])
    add([Cell("其他资金", 2), *map(Cell, ("0.00", "0.00", "0.00", "—", "", "—"))])
    add([Cell("年度总体目标", 1, 2), Cell("预期目标", 4), Cell("实际完成情况", 4)])
    add([Cell("完成全部水利设施的维护。", 4, align="left"), Cell("已完成年度维护任务。", 4, align="left")])
    names = (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    )
    rows: list[Row] = [list(map(Cell, names))]
    rows += _indicators(sheet, with_actual=True)
    rows[0].insert(0, Cell("绩效指标", 1, len(rows)))
    sheet.body += rows
    scored = Decimal(10) + sum(Decimal(r[6]) for r in ROWS)
    add([Cell("总分", 6), Cell("100"), Cell(str(scored)), Cell()])
    # project funds are facts of another dataset; the indicators are scored
    return _styled(sheet, layout)


def goal(layout: Layout, account: Account) -> Sheet:
    """The 项目支出绩效目标表 of a budget."""
    widths = (0.8, 1.2, 1.4, 2.6, 1.6, 0.9)
    sheet = Sheet("pf_project_goal", "项目支出绩效目标表", account.entity, None, widths, is_form=True)
    add = sheet.body.append
    add([Cell("项目名称", 2), Cell("水利设施维护项目", 4)])
    add([Cell("主管部门", 2), Cell(account.entity, 1), Cell("实施单位", 1), Cell(account.entity + "本级", 2)])
    add([Cell("年度绩效目标", 2), Cell("完成全部水利设施的维护。", 4, align="left")])
    rows: list[Row] = [list(map(Cell, ("一级指标", "二级指标", "三级指标", "指标值", "权重")))]
    rows += _indicators(sheet, with_actual=False)
    rows[0].insert(0, Cell("绩效指标", 1, len(rows)))
    sheet.body += rows
    return _styled(sheet, layout)


def _indicators(sheet: Sheet, *, with_actual: bool) -> list[Row]:
    rows: list[Row] = []
    for n, (level1, level2, level3, target, actual, weight, score) in enumerate(ROWS):
        row: Row = []
        for k, name in enumerate((level1, level2)):
            if n == 0 or ROWS[n - 1][k] != name:
                row.append(Cell(name, 1, sum(1 for r in ROWS if r[k] == name)))
        row += [Cell(level3, align="left"), Cell(target)]
        row += [Cell(actual), Cell(str(weight)), Cell(score), Cell()] if with_actual else [Cell(str(weight))]
        rows.append(row)
        sheet.indicators.append(
            TruthIndicator(
                level1, level2, level3, target,
                actual if with_actual else None,
                Decimal(weight),
                Decimal(score) if with_actual else None,
            )
        )  # fmt: skip
    return rows


def _styled(sheet: Sheet, layout: Layout) -> Sheet:
    if layout.spaced:
        sheet.body = [
            [Cell(" ".join(c.text), c.cols, c.rows, c.align) if c.text.endswith("指标") else c for c in row]
            for row in sheet.body
        ]
    return sheet
