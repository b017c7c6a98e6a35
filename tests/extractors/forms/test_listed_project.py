"""A project of a list, put together from its rows."""

from __future__ import annotations

from extractors.document import Document
from extractors.forms.level_inheritance import OpenName
from extractors.forms.list_header import ListRow, list_header
from extractors.forms.listed_project import ListedProject
from extractors.forms.shared_name import SharedName
from tests.extractors.forms.builders import PLACE, draft, form_cell, form_row

DOC = Document("", (), "text/plain")
BEIJING = "项目名称 | 项目总额 | 财政资金 | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 性质 | 指标值 | 单位"


def row(drawing: str, header: str = BEIJING, starts_page: bool = False) -> ListRow:
    head = list_header(form_row(header))
    assert head is not None
    return head.row(form_row(drawing), starts_page)


def project() -> ListedProject:
    return ListedProject(draft(), SharedName())


def feed(
    listed: ListedProject, drawing: str, *, starts_page: bool = False, name: OpenName | None = None
) -> None:
    next_row = row(drawing, starts_page=starts_page)
    own = next(iter(next_row.of("level3")), None)
    listed.feed(next_row)
    listed.feed_indicator(next_row, OpenName(own, 0) if own is not None else name)


def test_amounts_goal_and_indicators_of_the_rows() -> None:
    listed = project()
    feed(listed, "甲项目 | 12 | | 完成 | 产出指标 | 数量指标 | 次数 | ≥ | 3 | 次")
    assert listed.has_amount
    feed(listed, "^ | ^ | 9 | 任务。 | ^ | 质量指标 | 合格率 | ≥ | 95 | %", starts_page=True)
    listed.finish(DOC, is_running=False)
    form = listed.draft
    assert form.fields == {"name": "甲项目"}
    assert {kind: fund.raw["initial_budget"] for kind, fund in form.funds.items()} == {
        "total": "12", "current_year_fiscal": "9",
    }  # fmt: skip
    assert [g.expected for g in form.goals] == ["完成任务。"]
    assert [
        (i.level1, i.level2, i.level3, i.nature, i.target, i.unit, i.inherited) for i in form.indicators
    ] == [
        ("产出指标", "数量指标", "次数", "≥", "3", "次", ()),
        ("产出指标", "质量指标", "合格率", "≥", "95", "%", ("level1",)),
    ]


def test_blank_levels_go_on_over_the_page_only() -> None:
    listed = project()
    feed(listed, "甲 | 12 | | 完成 | 产出指标 | 数量指标 | 次数 | ≥ | 3 | 次")
    feed(listed, "^ | ^ | ^ | ^ | | | 场次 | ≥ | 4 | 次", starts_page=True)
    feed(listed, "^ | ^ | ^ | ^ | | | 人次 | ≥ | 5 | 次")
    assert [(i.level1, i.level2) for i in listed.draft.indicators] == [
        ("产出指标", "数量指标"), ("产出指标", "数量指标"), (None, None),
    ]  # fmt: skip


def test_a_merged_name_is_inherited_and_a_blank_one_is_not() -> None:
    listed = project()
    feed(
        listed,
        "甲 | 12 | | 完成 | 产出指标 | 数量指标 | ^ | ≥ | 3 | 次",
        name=OpenName(form_cell("检测", 6), 1),
    )
    feed(listed, "^ | ^ | ^ | ^ | 产出指标 | 数量指标 | ^ | ≥ | 4 | 次", name=OpenName(form_cell("", 6), 1))
    feed(listed, "^ | ^ | ^ | ^ | 产出指标 | 数量指标 | ^ | ≥ | 5 | 次")
    assert [(i.level3, i.inherited) for i in listed.draft.indicators] == [
        ("检测", ("level3",)), (None, ()), (None, ()),
    ]  # fmt: skip


def test_rows_that_nobody_filled_in_and_units_of_money_are_no_indicators() -> None:
    listed = project()
    feed(listed, "甲 | 12 | | 完成 | 产出指标 | 数量指标 | 指标2： | | | ")
    feed(listed, "^ | ^ | ^ | ^ | ^ | ^ | | | 单位：万元 | ")
    assert not listed.draft.indicators
    feed(listed, "^ | ^ | ^ | ^ | ^ | ^ | | | 单位：3万元 | ")
    assert [i.target for i in listed.draft.indicators] == ["单位：3万元"]


def test_the_name_is_that_of_the_cell_where_its_text_stands() -> None:
    shared = SharedName()
    first, second = ListedProject(draft(), shared), ListedProject(draft(), shared)
    first.feed(row(" | 12 | | 完成。 | ^ | ^ | ^ | ^ | ^ | ^"))
    second.feed(row("甲 | 8 | | 开工。 | ^ | ^ | ^ | ^ | ^ | ^"))
    for listed in (first, second):
        listed.finish(DOC, is_running=False)
    assert [p.draft.fields["name"] for p in (first, second)] == ["甲", "甲"]
    assert second.draft.name_place == PLACE


def test_sums_have_no_name() -> None:
    listed = project()
    listed.feed(row("合计： | 37 | 37 | | ^ | ^ | ^ | ^ | ^ | ^"))
    listed.finish(DOC, is_running=False)
    assert listed.draft.fields == {}
    assert not listed.draft.is_filled


def test_persons_of_a_project() -> None:
    listed = project()
    listed.feed(
        row("甲 | 张三 | 13800000000 | 12 | 完成。", "项目名称 | 项目负责人 | 联系电话 | 预算数 | 绩效目标")
    )
    assert (listed.draft.fields["leader"], listed.draft.fields["phone"]) == ("张三", "13800000000")
    assert len(listed.draft.personal) == 2


RUNNING = "1.1－产出指标，11－数量指标，次数；实施周期指标值：1，年度指标值：1；"


def test_running_text_may_stand_where_the_goal_should() -> None:
    header = "项目名称 | 总计 | 财政拨款 | 绩效目标 | 绩效指标"
    beside, within = project(), project()
    beside.feed(row(f"甲 | 1 | 1 | 完成甲。 | {RUNNING}", header))
    within.feed(row(f"乙 | 1 | 1 | {RUNNING} | ^", header))
    for listed in (beside, within):
        listed.finish(DOC, is_running=True)
        assert [i.level3 for i in listed.draft.indicators] == ["次数"]
    assert [g.expected for g in beside.draft.goals] == ["完成甲。"]
    assert within.draft.goals == []


def test_every_column_of_an_indicator_is_kept() -> None:
    header = "项目名称 | 预算数 | 绩效目标 | 一级指标 | 三级指标"
    header += " | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析"
    listed = project()
    printed = row("甲 | 12 | 完成甲。 | 产出指标 | 次数 | 3次 | 2次 | 10 | 7 | 设备迟到", header)
    listed.feed_indicator(printed, OpenName(printed.of("level3")[0], 0))
    (indicator,) = listed.draft.indicators
    assert (indicator.target, indicator.actual, indicator.weight, indicator.score) == (
        "3次",
        "2次",
        "10",
        "7",
    )
    assert (indicator.deviation_reason, indicator.nature, indicator.unit) == ("设备迟到", None, None)
    assert indicator.place == PLACE
    blank = row("^ | ^ | ^ | ^ | 场次 | | | | | ", header)
    listed.feed_indicator(blank, OpenName(blank.of("level3")[0], 0))
    assert listed.draft.indicators[1].deviation_reason is None
