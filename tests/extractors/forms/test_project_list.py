"""Lists of projects in the layouts of Beijing and Guangdong."""

from __future__ import annotations

from decimal import Decimal

from extractors.document import Document
from extractors.forms.list_header import ListHeader, list_header
from extractors.forms.project_list import ProjectList
from tests.extractors.forms.builders import draft, form_row
from tests.extractors.forms.grids import find, on_page, ruled
from tests.extractors.forms.layouts import HEAD, LIST, levels_and_targets, listed


def test_projects_of_several_units_under_one_name_are_projects_of_their_own() -> None:
    """北京市市场监督管理局 2026, p. 32: 检验检测日常运行保障 once, beside five amounts and goals."""
    projects = find(
        ruled(
            HEAD
            + """11000024T000002655272-保障 | 587.22 | | 保障。 | 产出指标 | 数量指标 | 抽检 | ≥ | 65 | 批
            ^ | ^ | ^ | ^ | 效益指标 | 社会效益指标 | 覆盖 | ≥ | 33 | 类
            ^ | 100.00 | | 内部审计。 | 产出指标 | 数量指标 | 审计 | = | 6 | 次
            ^ | 825.05 | | 办公运行。 | 产出指标 | 数量指标 | 服务 | ≥ | 8 | 项
            11000024T000002655295-技术 | 783.60 | 9 | 服务。 | 产出指标 | 数量指标 | 服务 | ≥ | 8 | 项
            """
        )
    )
    assert listed(projects) == [
        ("保障", Decimal(5872200), "保障。", 2),
        ("保障", Decimal(1000000), "内部审计。", 1),
        ("保障", Decimal(8250500), "办公运行。", 1),
        ("技术", Decimal(7836000), "服务。", 1),
    ]
    assert {p.project_code for p in projects[:3]} == {"11000024T000002655272"}


def test_a_name_merged_over_indicators_counts_for_each() -> None:
    """北京市市场监督管理局 2026, p. 33: six indicators beside one name."""
    (project,) = find(
        ruled(
            HEAD
            + """11000024T000002784210-设备 | 9.00 | | 购置。 | 产出指标 | 时效指标 | 检测精度 | ≤ | 12 | 月
            ^ | ^ | ^ | ^ | 产出指标 | 数量指标 | ^ | ≥ | 80 | 台/套
            ^ | ^ | ^ | ^ | 效益指标 | 社会效益指标 | 保障率 | ≥ | 90 | %
            """
        )
    )
    assert [(i.level3, i.target_raw, i.inherited) for i in project.indicators] == [
        ("检测精度", "≤12月", ()),
        ("检测精度", "≥80台/套", ("level3",)),
        ("保障率", "≥90%", ()),
    ]


def test_a_row_of_a_unit_is_the_unit_of_the_projects_below() -> None:
    """广州市生态环境局 2026, p. 1: 项目名称（资金使用单位）, the unit in a row with its sums."""
    text = """
    项目名称（资金使用单位） | 总计： | 财政拨款 | 绩效目标 | 绩效指标
    合计： | 37.00 | 37.00 | |
    某市环境局 | 20.00 | 20.00 | |
    甲项目 | 12.00 | 12.00 | 完成甲。 | 1.1－产出指标，11－数量指标，次数；实施周期指标值：1，年度指标值：1；
    乙项目 | 8.00 | 8.00 | 完成乙。 | 1.1－产出指标，11－数量指标，次数；实施周期指标值：2，年度指标值：2；
    某市监测站 | 17.00 | 17.00 | |
    丙项目 | 17.00 | 17.00 | 完成丙。 | 1.1－产出指标，11－数量指标，次数；实施周期指标值：3，年度指标值：3；
    """
    assert [(p.name_raw, p.implementing_unit) for p in find(ruled(text))] == [
        ("甲项目", "某市环境局"),
        ("乙项目", "某市环境局"),
        ("丙项目", "某市监测站"),
    ]


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


def header(drawing: str) -> ListHeader:
    read = list_header(form_row(drawing))
    assert read is not None
    return read


def feed(head: str, *rows: str) -> ProjectList:
    """A list with rows on one page."""
    projects = ProjectList(Document("", (), "text/plain"), header(head), draft())
    for number, row in enumerate(rows):
        projects.feed(form_row(row, tops=number == 0))
    return projects


def test_a_remark_across_the_columns_is_no_project() -> None:
    projects = feed(
        "项目名称 | 预算数 | 绩效目标", "甲 | 12 | 完成甲。", "备注：含上年结转 | < | <", "乙 | 3 | 完成乙。"
    )
    assert [form.fields["name"] for form in projects.close()] == ["甲", "乙"]


def test_a_list_goes_on_with_its_old_columns_below_a_shorter_header() -> None:
    projects = feed("项目名称 | 预算数 | 绩效目标 | 单位名称", "甲 | 12 | 完成甲。 | 某局")
    projects.renew(header("项目名称 | 预算数 | 绩效目标"))
    projects.feed(form_row("乙 | 3 | 完成乙。 | 某站", page=2))
    assert [form.fields["implementing_unit"] for form in projects.close()] == ["某局", "某站"]


def test_the_row_below_a_header_starts_a_page() -> None:
    """So that a blank name above an amount printed again begins no other project."""
    projects = feed("项目名称 | 预算数 | 绩效目标", "甲 | 12 | 完成")
    projects.renew(header("项目名称 | 预算数 | 绩效目标"))
    projects.feed(form_row(" | | 甲。"))
    assert [g.expected for form in projects.close() for g in form.goals] == ["完成甲。"]


def test_a_unit_counts_until_another_is_printed() -> None:
    head = "单位名称 | 项目名称 | 预算数 | 绩效目标"
    projects = feed(head, "某局 | 甲 | 12 | 完成甲。", "^ | 乙 | 3 | 完成乙。", "某站 | 丙 | 4 | 完成丙。")
    assert [form.fields["implementing_unit"] for form in projects.close()] == ["某局", "某局", "某站"]


def test_a_list_without_names_of_units_takes_no_row_for_one() -> None:
    projects = feed("项目名称 | 预算数 | 绩效目标", "某局 | 20 | ", "甲 | 12 | 完成甲。")
    (form,) = projects.close()
    assert "implementing_unit" not in form.fields


def test_a_unit_without_a_name_ends_that_of_the_projects_above() -> None:
    head = "项目名称（资金使用单位） | 预算数 | 绩效目标"
    projects = feed(head, "某局 | 20 | ", "甲 | 12 | 完成甲。", "合计 | 30 | ", "乙 | 8 | 完成乙。")
    assert [form.fields.get("implementing_unit") for form in projects.close()] == ["某局", None]


def test_projects_have_the_title_and_the_year_of_their_list() -> None:
    above = draft()
    above.title, above.year, above.unit = "2024年项目支出绩效目标表", 2024, Decimal(1)
    above.fields["competent_department"] = "某局"
    projects = ProjectList(Document("", (), "text/plain"), header("项目名称 | 预算数 | 绩效目标"), above)
    projects.feed(form_row("甲 | 12 | 完成甲。", tops=True))
    (form,) = projects.close()
    assert (form.title, form.year, form.unit, form.is_listed) == (above.title, 2024, 1, True)
    assert form.fields == {"competent_department": "某局", "name": "甲"}
    assert above.fields == {"competent_department": "某局"}


def test_fund_types_of_a_second_header_row_have_their_amounts() -> None:
    head = "项目名称 | 预算数 | 其中： | < | 绩效目标"
    projects = feed(head, "^ | ^ | 财政资金 | 其他资金 | ^", "甲 | 12 | 9 | 3 | 完成甲。")
    (form,) = projects.close()
    assert {fund_type: fund.raw["initial_budget"] for fund_type, fund in form.funds.items()} == {
        "total": "12", "current_year_fiscal": "9", "other": "3",
    }  # fmt: skip
