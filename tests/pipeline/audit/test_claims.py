"""What a text says of a project and of itself, against its form and its totals."""

from __future__ import annotations

import pytest

from tests.pipeline.audit.sentences import codes, only, raws

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


def test_a_text_that_agrees_with_its_form() -> None:
    text = document("全年举办读书活动40场，读者满意度为95%。")
    assert [c for c in codes(text) if c.endswith(("CONTRADICTED", "REPEATED", "BUDGETED"))] == []


def test_a_count_that_the_form_contradicts() -> None:
    found = only(document("全年举办读书活动60场。"), "COUNT_CONTRADICTED")
    assert (found.printed, found.computed, found.severity) == ("60场", "40场", "error")


def test_a_rate_that_the_form_contradicts_is_a_warning() -> None:
    assert only(document("经调查，读者满意度为97.5%。"), "RATE_CONTRADICTED").severity == "warning"


def test_a_claim_that_everything_was_done() -> None:
    text = document("各项产出指标完成率均为100%。")
    assert raws(text, "CLAIM_CONTRADICTED")[0] == "产出指标完成率均为100%"
    assert "CLAIM_CONTRADICTED" not in codes(document("产出指标基本完成。"))


def test_a_project_that_was_added_during_the_year_has_no_initial_budget() -> None:
    sentence = "支出增加，主要是追加社区图书服务点建设与运行项目80.00万元。"
    assert raws(document(sentence), "SUPPLEMENT_BUDGETED")[0] == "80"
    assert "SUPPLEMENT_BUDGETED" not in codes(document(sentence, initial="0"))


def test_one_item_with_two_amounts() -> None:
    name = "社区图书服务点建设与运行项目"
    text = f"四、说明\n\n支出增加，主要是追加{name}80.00万元。\n\n收入增加，主要是追加{name}经费80.50万元。\n"
    assert raws(text, "ITEM_AMOUNT") == ["80.00万元", "80.50万元"]
    assert "ITEM_AMOUNT" not in codes(text.replace("80.50", "80.00"))


@pytest.mark.parametrize(("other", "found"), [("645", True), ("631", False), ("318", False)])
def test_places_that_are_counted_differently(other: str, found: bool) -> None:
    text = f"四、绩效\n\n为631个社区图书服务网点配备设备。\n\n在{other}个社区图书服务网点开展培训。\n"
    assert ("COUNT_REPEATED" in codes(text)) is found


CARRIED = (
    "二、收入支出决算总体情况说明\n\n2024年度收、支总计{total}万元。\n\n三、收入决算情况说明\n\n2024年度本年收入合计"
    "100.00万元。\n\n五、支出说明\n\n支出增加的主要原因是使用上年度结转项目资金8.58万元。\n"
)


def test_money_carried_over_that_the_totals_have_no_room_for() -> None:
    text = CARRIED.format(total="100.00")
    assert raws(text, "CARRYOVER_WITHOUT_ROOM")[0] == "上年度结转项目资金8.58万元"
    assert "CARRYOVER_WITHOUT_ROOM" not in codes(CARRIED.format(total="108.58"))
