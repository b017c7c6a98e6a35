"""Where the projects of a list begin, over merged cells and page breaks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.forms.list_beginnings import Beginning, ProjectAbove, beginning, is_open_above
from extractors.forms.list_header import ListRow
from extractors.forms.shared_name import SharedName
from tests.extractors.forms.builders import form_cell
from tests.extractors.forms.grids import find, find_drawn, on_page, ruled
from tests.extractors.forms.layouts import HEAD, listed


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
    assert listed(projects) == [
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
    assert [name for name, *_ in listed(find_drawn(first, second, third))] == [
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
    assert listed(find_drawn(first, second, third, fourth)) == [
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
    assert listed(find_drawn(first, goes_on, begins, third)) == [
        ("标准", Decimal(239000), "标准。", 2),
        ("研究", Decimal(711000), "研究。", 2),
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
    assert listed(projects) == [
        ("预算准备金", Decimal(226900), "有效保障。", 0),
        ("政府公报编辑管理", Decimal(2001800), "完成政府公报编辑工作，按时发行。", 0),
        ("综合管理", Decimal(654600), "完成综合管理。", 0),
    ]
    assert {p.implementing_unit for p in projects} == {"某市政府办公厅（本级）"}


BOTH, PROJECT, NOTHING = Beginning(True, True), Beginning(project=True), Beginning()


def row(
    name: str | None = None,
    amount: str | None = None,
    goal: str | None = None,
    *,
    new_page: bool = False,
    last: bool = False,
    open_above: tuple[bool, bool, bool] = (False, False, False),
    ruled: bool = False,
) -> ListRow:
    """A row with cells of name, amount and goal; null for one that is merged with the cell above."""
    cells = {}
    for column, text, is_open in zip(
        ("name", "total", "goal"), (name, amount, goal), open_above, strict=True
    ):
        if text is not None:
            top = 0.0 if ruled else None
            cells[column] = [replace(form_cell(text, open_above=is_open), is_last=last, top=top)]
    amounts = tuple(("total", cell) for cell in cells.get("total", []))
    return ListRow(cells, amounts, starts_page=new_page, tops=new_page)


def above(name: str = "甲", has_amount: bool = True, is_named: bool = True) -> ProjectAbove:
    open_name = SharedName()
    open_name.take([form_cell(name)])
    return ProjectAbove(is_named, has_amount, open_name)


def begins(
    next_row: ListRow, project: ProjectAbove | None = None, rules: bool = False, running: bool = False
) -> Beginning:
    return beginning(next_row, project or above(), rules, running)


def test_the_first_row_of_a_list_begins_a_project() -> None:
    assert beginning(row(), None, False, False) == BOTH


@pytest.mark.parametrize(
    ("next_row", "expected"),
    [
        (row("乙", "12", "完成乙。"), BOTH),
        (row("乙"), BOTH),
        (row("", "12"), BOTH),
        (row("", "", "完成乙。"), BOTH),
        (row("", "", ""), NOTHING),
        (row("", "", "", last=True), BOTH),  # cut by the page break: its texts stand on the next page
        (row(None, "12", "完成乙。"), PROJECT),  # another one under the same name
        (row(None, "", "完成乙。"), PROJECT),
        (row(None, "", "", last=True), PROJECT),
        (row(None, "", ""), NOTHING),
        (row(None, "12"), NOTHING),
        (row(None, None, "完成乙。"), NOTHING),
        (row(), NOTHING),
        (row("", last=True), NOTHING),  # nothing but a name's cell tells nothing
    ],
)
def test_within_a_page_merged_cells_tell(next_row: ListRow, expected: Beginning) -> None:
    assert begins(next_row) == expected


@pytest.mark.parametrize(
    ("next_row", "running", "expected"),
    [
        (row("", "12", "完成乙。", new_page=True), False, PROJECT),
        (row("", "12", None, new_page=True), False, PROJECT),
        (row("", "12", "", new_page=True), False, NOTHING),  # a goal that goes on
        (row("", "", "完成乙。", new_page=True), False, NOTHING),
        (row("乙", "12", "完成乙。", new_page=True), False, BOTH),
        (row("乙", None, None, new_page=True), False, BOTH),
        (row("末", "", "", new_page=True), False, NOTHING),  # the end of a name that the page break cut
        (row("11000022T000000455794-乙", "", "", new_page=True), False, BOTH),  # codes begin names
        (row("乙", "12", "完成乙。", new_page=True), True, BOTH),
        (row(None, "12", "完成乙。", new_page=True), False, PROJECT),
    ],
)
def test_on_a_new_page_amounts_and_complete_names_tell(
    next_row: ListRow, running: bool, expected: Beginning
) -> None:
    assert begins(next_row, running=running) == expected


def test_on_a_new_page_an_amount_alone_is_no_other_project() -> None:
    without = above(has_amount=False)
    assert begins(row("", "12", "完成。", new_page=True), without) == NOTHING
    nameless = above(is_named=False)
    assert begins(row("末", "", "", new_page=True), nameless) == BOTH


@pytest.mark.parametrize(
    ("open_above", "expected"),
    [
        ((True, True, True), NOTHING),
        ((True, False, False), PROJECT),
        ((False, True, False), Beginning(name=True)),
        ((False, False, True), Beginning(name=True)),
        ((False, False, False), BOTH),
    ],
)
def test_rules_tell_where_they_are_left_out_above_what_goes_on(
    open_above: tuple[bool, bool, bool], expected: Beginning
) -> None:
    drawn = row("乙", "12", "完成乙。", new_page=True, open_above=open_above, ruled=True)
    assert begins(drawn, rules=True) == expected
    assert is_open_above(drawn) is any(open_above)


def test_rules_tell_nothing_where_the_grid_knows_none() -> None:
    undrawn = row("乙", "12", "完成乙。", new_page=True, open_above=(True, True, True))
    assert begins(undrawn, rules=True) == BOTH
    below_header = replace(
        row("乙", "12", "完成。", new_page=True, open_above=(True,) * 3, ruled=True), tops=False
    )
    assert begins(below_header, rules=True) == BOTH
