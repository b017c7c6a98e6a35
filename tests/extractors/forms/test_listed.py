"""Lists of projects in the layout of Beijing's budgets: names, amounts and goals in merged cells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.forms.row_stream import FormCell
from extractors.forms.shared_name import SharedName
from extractors.records import Project
from tests.extractors.forms.grids import find, find_drawn, on_page, ruled

HEAD = """项目名称 | 项目总额 | 财政资金 | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 性质 | 指标值 | 单位
"""


def found(projects: list[Project]) -> list[tuple[str | None, Decimal | None, str | None, int]]:
    """Name, amount, goal and number of indicators of each project."""
    return [
        (
            p.name_norm,
            p.funds[0].initial_budget,
            "".join(g.expected or "" for g in p.goals),
            len(p.indicators),
        )
        for p in projects
    ]


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
    assert found(projects) == [
        ("保障", Decimal(5872200), "保障。", 2),
        ("保障", Decimal(1000000), "内部审计。", 1),
        ("保障", Decimal(8250500), "办公运行。", 1),
        ("技术", Decimal(7836000), "服务。", 1),
    ]
    assert {p.project_code for p in projects[:3]} == {"11000024T000002655272"}


def test_a_name_cut_by_page_breaks_counts_for_all_its_projects() -> None:
    """北京市水务局 2026, p. 39-42: the name stands in the middle of a cell that goes over four pages."""
    first = (
        HEAD
        + """ | 65.57 | 65.57 | 日常维护。 | 产出指标 | 数量指标 | 铁塔 | = | 7 | 座
    ^ | ^ | ^ | ^ | 产出指标 | 数量指标 | 网络 | = | 5 | 处
    ^ | 29.74 | 29.74 | 宽带接入。 | 产出指标 | 数量指标 | 宽带 | = | 1 | 条
    """
    )
    second = """11000021Y000000390843-运维@30 | 85.16 | | 维护。 | 产出指标 | 数量指标 | 专线 | = | 2 | 条
    ^ | 10.51 | 10.51 | 系统运行。 | 产出指标 | 数量指标 | 系统 | = | 1 | 个
    ^ | | | | 产出指标 | 数量指标 | 巡检 | ≥ | 16 | 次
    """
    third = """ | 80.50 | 80.50 | 河长制系统。 | 产出指标 | 数量指标 | 光缆 | = | 25 | 条
    11000022T000000391739-培训 | 198.00 | 198.00 | 培训。 | 产出指标 | 数量指标 | 培训 | = | 3 | 个
    """
    projects = find_drawn(first, second, third)
    assert found(projects) == [
        ("运维", Decimal(655700), "日常维护。", 2),
        ("运维", Decimal(297400), "宽带接入。", 1),
        ("运维", Decimal(851600), "维护。", 1),
        ("运维", Decimal(105100), "系统运行。", 1),
        ("运维", Decimal(805000), "河长制系统。", 2),
        ("培训", Decimal(1980000), "培训。", 1),
    ]
    assert len({p.place for p in projects}) == len(projects)
    named = [p for p in projects if p.place.start == projects[2].place.start]
    assert [p.place.page for p in named] == [2]


def test_a_name_that_stands_in_the_middle_of_its_cell_does_not_go_on_over_the_page() -> None:
    first = (
        HEAD
        + """11000022T000000391739-培训 | 198.00 | 198.00 | 培训。 | 产出指标 | 数量指标 | 培训 | = | 3 | 个
    ^ | ^ | ^ | ^ | 产出指标 | 质量指标 | 合格率 | ≥ | 95 | %
    """
    )
    second = """ | 20.92 | 20.92 | 咨询。 | 产出指标 | 数量指标 | 咨询 | = | 3 | 次
    ^ | 11.13 | 11.13 | 评审。 | 产出指标 | 数量指标 | 评审 | = | 2 | 次
    """
    third = """11000022T000000391751-咨询@5 | 7.00 | 7.00 | 决算。 | 产出指标 | 数量指标 | 决算 | = | 1 | 份
    """
    assert [name for name, *_ in found(find_drawn(first, second, third))] == [
        "培训",
        "咨询",
        "咨询",
        "咨询",
    ]


def test_a_project_that_begins_with_the_page_is_not_the_one_before() -> None:
    """北京市应急管理局 2026, p. 129-132: the second project's name is cut, and whole on its last page."""
    first = (
        HEAD
        + """11000026T000003806764-培训 | 37.70 | 37.70 | 培训。 | 产出指标 | 数量指标 | 天数 | = | 5 | 天
    ^ | ^ | ^ | ^ | 产出指标 | 质量指标 | 合格率 | ≥ | 95 | %
    ^ | ^ | ^ | ^ | 产出指标 | 时效指标 | 及时率 | ≥ | 95 | %
    """
    )
    second = """ | | | 编制标准 | 产出指标 | 数量指标 | 标准 | = | 1 | 份
    ^ | ^ | ^ | ^ | 产出指标 | 质量指标 | 通过率 | ≥ | 95 | %
    """
    third = """11000026T000003807937-标@15 | | | 两份 | 效益指标 | 社会效益指标 | 应用 | = | 3 | 次
    """
    fourth = """11000026T000003807937-标准@5 | 28.1 | | 。 | 满意度指标 | 服务对象满意度 | 好评 | ≥ | 9 | %
    """
    assert found(find_drawn(first, second, third, fourth)) == [
        ("培训", Decimal(377000), "培训。", 3),
        ("标准", Decimal(281000), "编制标准两份。", 4),
    ]


def test_rules_above_the_cells_of_a_page_tell_what_goes_on() -> None:
    """北京市应急管理局 2026, p. 133-135: where a rule is drawn above all columns, a project begins."""
    first = (
        HEAD
        + """11000026T000003807937-标准@25 | 23.9 | | 标准。 | 产出指标 | 数量指标 | 标准 | = | 1 | 份
    """
    )
    goes_on = """/ | / | / | / | 产出指标 | 质量指标 | 通过率 | ≥ | 95 | %
    """
    begins = """ | | | | 产出指标 | 数量指标 | 报告 | = | 1 | 份
    """
    third = """/11000026T000003808286-研究@5 | /71.1 | / | /研究。 | 产出指标 | 质量指标 | 好评 | ≥ | 95 | %
    """
    assert found(find_drawn(first, goes_on, begins, third)) == [
        ("标准", Decimal(239000), "标准。", 2),
        ("研究", Decimal(711000), "研究。", 2),
    ]


def part(text: str, top: float, bottom: float, middle: float) -> FormCell:
    return FormCell(text, Place(1, (0, middle - 5, 9, middle + 5), 0, len(text)), 0, 50, 1, top, bottom, True)


@pytest.mark.parametrize(
    ("bottom", "middle", "next_bottom", "closed"),
    [
        (100.0, 50.0, 100.0, True),  # centred in its one part: nothing follows
        (100.0, 90.0, 100.0, False),  # as much again must follow
        (100.0, 10.0, 100.0, False),  # printed at the top: tells nothing
        (12.0, 6.0, 100.0, False),  # fills its part: tells nothing
        (100.0, 54.0, 9.0, False),  # centred in its part and one row more
    ],
)
def test_where_a_name_stands_tells_whether_its_cell_goes_on(
    bottom: float, middle: float, next_bottom: float, closed: bool
) -> None:
    name = SharedName()
    name.take([part("甲项目", 0, bottom, middle)])
    assert name.is_closed_by(part("", 0, next_bottom, next_bottom / 2)) is closed


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


def test_a_row_that_the_page_break_cuts_is_one_project() -> None:
    """深圳市人民政府办公厅 2026, p. 10-11: 政府公报编辑管 on one page, 理 on the next; so the unit."""
    first = """
    二级预算单位名称 | 一级项目名称 | 预算数（万元） | 绩效目标
    某市政府办公厅（本级） | 预算准备金 | 22.69 | 有效保障。
    某市政府办公 | 政府公报编辑管 | 200.18 | 完成政府公报编辑工
    """
    rest = """
    厅（本级） | 理 | | 作，按时发行。
    某市政府办公厅（本级） | 综合管理 | 65.46 | 完成综合管理。
    """
    projects = find(ruled(first), on_page(ruled(rest), 2))
    assert found(projects) == [
        ("预算准备金", Decimal(226900), "有效保障。", 0),
        ("政府公报编辑管理", Decimal(2001800), "完成政府公报编辑工作，按时发行。", 0),
        ("综合管理", Decimal(654600), "完成综合管理。", 0),
    ]
    assert {p.implementing_unit for p in projects} == {"某市政府办公厅（本级）"}
