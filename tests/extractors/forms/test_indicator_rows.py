"""Rows of indicators: their levels, columns and totals, over pages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.document import Document, Grid, GridCell, Place
from extractors.forms.projects import find_projects
from tests.extractors.forms.grids import IDENTITY, cell, find, on_page, ruled, table
from tests.extractors.forms.layouts import GOAL_FORM, RULED


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


def test_a_label_printed_on_the_second_page_of_its_cell_counts_for_both() -> None:
    first = RULED.replace("效益指标 | 社会效益指标 | 投诉次数", "| 社会效益指标 | 投诉次数")
    rest = """
    | 效益指标 | 生态效益指标 | 节能率 | ≥5% | 5% | 10 | 10
    """
    (project,) = find(ruled(first), on_page(ruled(rest), 2))
    assert [i.level1 for i in project.indicators] == ["产出指标", "产出指标", "效益指标", "效益指标"]


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
