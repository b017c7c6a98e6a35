"""Rows of indicators: their levels, columns and totals, over pages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Document, Grid, GridCell, Place
from extractors.forms.draft import FormDraft
from extractors.forms.indicator_rows import IndicatorRows
from extractors.forms.projects import find_projects
from tests.extractors.forms.builders import columns, draft, form_row
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


HEADER = "level1 level2 level3 target actual weight score"


def feed(*rows: str, fields: str = HEADER, ordered: bool = False, results: bool | None = None) -> FormDraft:
    """Rows of one page below a header."""
    form = draft()
    reader = IndicatorRows(form)
    reader.head(columns(fields), 1)
    if results is not None:
        form.has_results = results
    for row in rows:
        reader.feed(form_row(row, ordered=ordered))
    return form


@pytest.mark.parametrize(
    ("row", "results", "weight", "score"),
    [
        ("总分 | | | | | 100 | 97", True, "100", "97"),
        ("总分 | | 100 | | | 97 | ", True, "100", "97"),  # two numbers, wherever they stand
        ("总分 | | | | | | 97", True, None, "97"),  # below its column
        ("总分 | | | | | 100 | ", False, "100", None),
        ("总分 | | 97 | | | | ", True, None, "97"),  # one alone where there are results
        ("总分 | | 100 | | | | ", False, "100", None),
        ("总分 | 1 | 100 | 97 | | | ", False, "1", "100"),
        ("总分 | | | | | | ", True, None, None),
        ("总分 | 优 | | | | | ", True, None, None),
    ],
)
def test_weight_and_score_of_the_total(
    row: str, results: bool, weight: str | None, score: str | None
) -> None:
    form = feed(row, results=results)
    assert (form.total_weight, form.total_score) == (weight, score)


def test_one_number_of_a_text_form_is_the_score_and_leaves_the_weight() -> None:
    form = draft()
    form.total_weight = "100"
    reader = IndicatorRows(form)
    reader.head(columns(HEADER), None)
    reader.feed(form_row("总分 | 86", ordered=True))
    assert (form.total_weight, form.total_score) == ("100", "86")


def test_the_total_may_follow_what_ends_the_indicators() -> None:
    form = feed(
        "其他需要说明的问题 | 无", "产出指标 | 数量指标 | 次数 | 3次 | 3次 | 10 | 10", "总分 | 100 | 97"
    )
    assert form.indicators == []
    assert (form.total_weight, form.total_score) == ("100", "97")


def test_what_ends_the_indicators_ends_the_form() -> None:
    reader = IndicatorRows(draft())
    reader.head(columns(HEADER), 1)
    assert not reader.closed
    reader.feed(form_row("说明：无 | "))
    assert reader.closed
    reader.head(columns(HEADER), 1)
    assert not reader.closed


@pytest.mark.parametrize(
    ("fields", "has_results"), [("level3 target", False), ("level3 actual", True), ("level3 score", True)]
)
def test_columns_of_what_was_reached_make_a_self_evaluation(fields: str, has_results: bool) -> None:
    assert feed(fields=fields).has_results is has_results


def test_points_in_the_head_of_the_weights_are_the_total_unless_one_is_known() -> None:
    form = draft()
    reader = IndicatorRows(form)
    head = tuple((f, replace(c, text="分值（90分）")) for f, c in columns("level3 weight"))
    reader.head(head, 1)
    assert form.total_weight == "90"
    form.total_weight = "100"
    reader.head(head, 1)
    assert form.total_weight == "100"


def test_a_header_with_fewer_known_columns_does_not_replace_the_old() -> None:
    form = draft()
    reader = IndicatorRows(form)
    reader.head(columns("level1 level2 level3 target"), 1)
    reader.head(columns("- - level3 target"), 2)
    reader.feed(form_row("产出指标 | 数量指标 | 次数 | 3次", page=2))
    assert [(i.level1, i.level3) for i in form.indicators] == [("产出指标", "次数")]
    reader.head(columns("level3 target level1 level2"), 3)
    reader.feed(form_row("场次 | 4次 | 效益指标 | 社会效益指标", page=3))
    assert [(i.level1, i.level3) for i in form.indicators][1:] == [("效益指标", "场次")]


def test_remarks_across_the_columns_and_unfilled_rows_are_no_indicators() -> None:
    form = feed(
        "产出指标 | 数量指标 | 次数 | 3次 | 3次 | 10 | 10",
        "以下由财政部门填写 | < | < | < | < | < | <",
        "^ | ^ | 指标2： | | | | ",
        "^ | ^ | 指标3： | 4次 | | | ",
    )
    assert [(i.level3, i.target) for i in form.indicators] == [("次数", "3次"), ("指标3：", "4次")]


def test_the_end_of_a_name_that_did_not_fit_goes_to_the_row_above() -> None:
    form = feed(
        "产出指标数量指标评审项目 | 420个",
        "数效益指标社会效益指标节约资金 | 优",
        "节约 | 良",
        fields="combined target",
    )
    assert [(i.level1, i.level2, i.level3, i.inherited) for i in form.indicators] == [
        ("产出指标", "数量指标", "评审项目数", ()),
        ("效益指标", "社会效益指标", "节约资金", ()),
        (None, None, "节约", ()),
    ]


@pytest.mark.parametrize(
    ("row", "accepts"),
    [
        ("总分 | | | | | | ", True),
        ("效益指标 | 社会效益指标 | 次数 | 3次 | | | ", True),
        ("车辆 | 类型 | 用途 | 3辆 | | | ", False),  # a level that is none
        ("^ | 质量指标 | 次数 | 3次 | | | ", True),
        ("^ | 类型 | 次数 | 3次 | | | ", False),
        ("^ | ^ | 次数 | 3次 | | | ", True),
        ("^ | ^ | ^ | 3次 | | | ", False),
        ("量指标 | ^ | ^ | | | | ", False),
    ],
)
def test_which_rows_go_on_with_indicators(row: str, accepts: bool) -> None:
    reader = IndicatorRows(draft())
    reader.head(columns(HEADER), 1)
    reader.feed(form_row("产出指标 | 数量指标 | 次数 | 3次 | 3次 | 10 | 10"))
    assert reader.accepts(form_row(row, tops=True)) is accepts


def test_the_rest_of_a_label_that_the_page_break_cut_goes_on() -> None:
    form = draft()
    reader = IndicatorRows(form)
    reader.head(columns(HEADER), 1)
    reader.feed(form_row("满意度指标 | 服务对象满 | 满意率 | ≥95% | 96% | 10 | 10"))
    rest = form_row(" | 意度指标 | 信任度 | ≥90% | 95% | 10 | 10", tops=True, page=2)
    assert reader.accepts(rest)
    reader.feed(rest)
    assert [(i.level1, i.level2) for i in form.indicators] == [("满意度指标", "服务对象满意度指标")] * 2
    assert form.indicators[1].inherited == ("level1",)


@pytest.mark.parametrize(
    ("row", "ordered", "accepts"),
    [
        ("产出指标 | 数量指标 | 次数 | 3次 | 3次 | 10 | 10", True, True),
        ("甲 | 乙", True, False),
        (" | ", True, False),
    ],
)
def test_rows_known_by_order_go_on_where_they_fit(row: str, ordered: bool, accepts: bool) -> None:
    reader = IndicatorRows(draft())
    reader.head(columns(HEADER), None)
    assert reader.accepts(form_row(row, ordered=ordered)) is accepts


def test_combined_names_go_on_where_they_have_levels() -> None:
    reader = IndicatorRows(draft())
    reader.head(columns("combined target"), 1)
    assert reader.accepts(form_row("产出指标数量指标次数 | 3次"))
    assert not reader.accepts(form_row("次数 | 3次"))


@pytest.mark.parametrize(
    ("second", "level1", "inherited"),
    [
        ("质量指标", "产出指标", ("level1",)),  # of the open first level
        ("社会效益指标", None, ()),  # of another one
        ("其他指标", "产出指标", ("level1",)),  # of none that is known, and nothing is merged
    ],
)
def test_a_blank_first_level_beside_a_second(
    second: str, level1: str | None, inherited: tuple[str, ...]
) -> None:
    form = feed("产出指标 | 数量指标 | 次数 | 3次 | | | ", f" | {second} | 场次 | 3次 | | | ")
    assert (form.indicators[1].level1, form.indicators[1].inherited) == (level1, inherited)


def test_the_place_of_an_indicator_is_its_name_or_its_target() -> None:
    form = draft()
    reader = IndicatorRows(form)
    reader.head(columns("level1 level3 target"), 1)
    cells = [
        replace(c, place=replace(c.place, start=at))
        for at, c in enumerate(form_row("产出指标 | 次数 | 3次").cells)
    ]
    reader.feed(replace(form_row("甲"), cells=tuple(cells)))
    reader.feed(replace(form_row("甲"), cells=(cells[0], replace(cells[1], text=""), cells[2])))
    assert [i.place.start for i in form.indicators] == [1, 2]
