"""A document with one self-evaluation form, as text exports write it."""

from __future__ import annotations

ROWS = (
    ("项目支出绩效自评表",),
    ("(2024年度)",),
    ("项目名称", "社区图书服务点建设与运行项目"),
    ("主管部门", "某区文化局", "实施单位", "某区图书馆"),
    ("项目资金", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("年度资金总额", "{initial}", "80", "80", "10", "100%", "10"),
    ("其中:当年财政拨款", "{initial}", "80", "80", "—", "", "—"),
    ("上年结转资金", "", "", "", "—", "", "—"),
    ("其他资金", "", "", "", "—", "", "—"),
    ("年度总体目标", "预期目标", "实际完成情况"),
    ("办好读书活动。", "已办好。"),
    (
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ),
    ("产出指标", "数量指标", "指标1:读书活动场次", "≥50场", "40场", "50", "40", "场地不足"),
    ("效益指标", "社会效益指标", "指标1:读者满意度", "≥90%", "95%", "40", "40", ""),
    ("总分", "100", "90", ""),
)


WIDTH = 14


def form(initial: str) -> str:
    """A form as text exports write it: a cell a line, placeholders of merged cells at the end of the row."""
    lines = []
    for row in ROWS:
        lines += [f"{cell.format(initial=initial)} |" if cell else "|" for cell in row]
        lines.append("|" * (WIDTH - len(row)))
    return "\n".join(lines)


def document(sentence: str, initial: str = "80") -> str:
    return f"四、绩效评价情况\n\n{sentence}\n\n{form(initial)}\n"
