"""A budget in another style: landscape, yuan, codes in three columns, rules as thin rectangles."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from samples.generator.accounts import ECONOMIC, NAMES, shown, spaced, with_parents
from samples.generator.marked import Truth
from samples.generator.paper import LANDSCAPE, Cell, Paper, table_truth, text_row

D = Decimal
BUREAU = "澄川市水务局"


def budget(path: Path) -> Truth:
    """Another style: landscape, yuan, codes in three columns, rules as thin rectangles, spaced labels."""
    truth = Truth(
        path.name,
        {
            "doc_kind": "budget",
            "fiscal_year": 2026,
            "entity_name": BUREAU,
            "scope_type": "department_rollup",
            "division_code": None,
            "default_unit": "元",
            "has_tables": True,
        },
    )
    paper = Paper(path, LANDSCAPE, truth, rules="rectangles")
    paper.y = 400
    paper.centred(f"{BUREAU} 2 0 2 6 年部门预", 24)
    paper.centred("算", 24)
    paper.next_page()
    paper.heading(1, "heading", "一", "部门主要职责及机构设置", "一、部门主要职责及机构设置")
    paper.paragraph(
        f"{BUREAU}是主管全市水务工作的市政府工作部门。纳入本部门2026年部门预算编制范围的预算单位共计⟨2家=org.budget_units/count⟩。"
    )
    paper.heading(1, "heading", "二", "部门预算情况说明", "二、部门预算情况说明")
    paper.paragraph(
        "2026年收支总预算⟨2888.27万元=income_expenditure_total/initial_budget⟩，"
        "支出预算⟨2888.27万元=expenditure.total/initial_budget⟩，"
        "其中：基本支出⟨1363.27万元=expenditure.basic/initial_budget⟩，"
        "项目支出⟨1525.00万元=expenditure.project/initial_budget⟩。"
    )
    paper.paragraph("机关事业单位职业年金缴费支出⟨602.40万元⟩，主要用于在职人员的职业年金。")
    truth.slip("N01", "602.40万元", "60.24万元", "the table says 602,400 yuan: ten times too much")
    _budget_tables(paper)
    paper.save()
    return truth


def _budget_tables(paper: Paper) -> None:
    basic = {
        "2080505": D(1204800),
        "2080506": D(602400),
        "2101101": D(873120),
        "2130301": D(9846500),
        "2210201": D(1105920),
    }
    project = {"2130304": D(3250000), "2130305": D(12000000)}
    spent = with_parents({**basic, **project})
    paper.next_page()
    paper.title("2026年部门财务收支预算总表", "元")
    income = [
        ("一、财政拨款收入", "28,882,740"),
        ("１、一般公共预算资金", "28,882,740"),
        ("２、政府性基金", ""),
    ]
    income.append(("二、事业收入", ""))
    classes = ("208", "210", "213", "221")
    rows = [[Cell("本年收入", 2, align="centre"), Cell("本年支出", 2, align="centre")]]
    rows.append(text_row("项 目", "预 算 数", "项 目", "预 算 数"))
    for n, ((label, value), code) in enumerate(zip(income, classes, strict=True)):
        amount = shown(spent[code], decimals=0)
        name = f"{'一二三四'[n]}、{NAMES[code]}"
        rows.append([Cell(label), Cell(value, align="right"), Cell(name), Cell(amount, align="right")])
        paper.fact(paper.page, "expenditure.total", "initial_budget", amount, 1, function_code=code)
    rows.append(
        [
            Cell("收 入 总 计", align="centre"),
            Cell("28,882,740", align="right"),
            Cell("支 出 总 计", align="centre"),
            Cell("28,882,470", align="right"),
        ]
    )
    paper.fact(paper.page, "income.fiscal", "initial_budget", "28,882,740", 1)
    paper.fact(paper.page, "income.gpb", "initial_budget", "28,882,740", 1)
    for printed in ("28,882,740", "28,882,470"):
        paper.fact(paper.page, "income_expenditure_total", "initial_budget", printed, 1)
    fails = [("I04", "28882740.00", "28882470.00")]
    paper.truth.slip("I04", "28,882,470", "28,882,740", "two digits swapped in 支出总计", fails)
    table_truth(
        paper,
        "bd_income_expenditure_summary",
        "元",
        paper.table([220, 110, 220, 110], rows, size=9, height=20),
    )
    names = ("expenditure.total", "expenditure.basic", "expenditure.project")
    _function_table(paper, "2026年部门支出预算总表", "bd_expenditure", names, basic, project)
    names = ("gpb.expenditure", "gpb.basic_expenditure", "gpb.project_expenditure")
    _function_table(
        paper, "2026年部门一般公共预算支出功能分类预算表", "bd_gpb_expenditure", names, basic, project
    )
    _economic_table(paper)


def _function_table(
    paper: Paper,
    title: str,
    canonical: str,
    measures: tuple[str, ...],
    basic: dict[str, Decimal],
    project: dict[str, Decimal],
) -> None:
    paper.next_page()
    paper.title(title, "元")
    columns = [with_parents({**basic, **project}), with_parents(basic), with_parents(project)]
    sums = [shown(sum((v for c, v in column.items() if len(c) == 3), D(0)), decimals=0) for column in columns]
    rows = [
        [
            Cell("功能分类科目编码", 3, align="centre"),
            Cell("功 能 分 类 科 目 名 称", rows=2, align="centre"),
            *(Cell(t, rows=2, align="centre") for t in ("合 计", "基本支出", "项目支出")),
        ],
        text_row("类", "款", "项"),
    ]
    for code in columns[0]:
        printed = [shown(column[code], decimals=0) if code in column else "" for column in columns]
        parts = (code[:3], code[3:5], code[5:7])
        rows.append(
            [
                *(Cell(p, align="centre") for p in parts),
                Cell(spaced(NAMES[code])),
                *(Cell(p, align="right") for p in printed),
            ]
        )
        for measure, value in zip(measures, printed, strict=True):
            paper.fact(paper.page, measure, "initial_budget", value, 1, function_code=code)
    rows.append([Cell("合 计", 4, align="centre"), *(Cell(s, align="right") for s in sums)])
    for measure, value in zip(measures, sums, strict=True):
        paper.fact(paper.page, measure, "initial_budget", value, 1)
    table_truth(paper, canonical, "元", paper.table([45, 45, 45, 260, 90, 90, 90], rows, height=18))


def _economic_table(paper: Paper) -> None:
    paper.next_page()
    paper.title("2026年部门一般公共预算基本支出部门预算经济分类预算表", "元")
    personnel = {
        "30101": D(4300000),
        "30102": D(3100000),
        "30103": D(1475520),
        "30108": D(1204800),
        "30113": D(1105920),
        "30302": D(46500),
    }
    public = {"30201": D(900000), "30205": D(60000), "30211": D(840000), "30217": D(600000)}
    columns = [with_parents({**personnel, **public}), with_parents(personnel), with_parents(public)]
    measures = ("gpb.basic_expenditure", "gpb.personnel", "gpb.public")
    rows = [
        [
            Cell("经济分类科目编码", 2, align="centre"),
            Cell("经济分类科目名称", rows=2, align="centre"),
            *(Cell(t, rows=2, align="centre") for t in ("合计", "人员经费", "公用经费")),
        ],
        text_row("类", "款"),
    ]
    for code in columns[0]:
        printed = [shown(column[code], decimals=0) if code in column else "" for column in columns]
        rows.append(
            [
                *(Cell(p, align="centre") for p in (code[:3], code[3:5])),
                Cell(ECONOMIC[code]),
                *(Cell(p, align="right") for p in printed),
            ]
        )
        for measure, value in zip(measures, printed, strict=True):
            paper.fact(paper.page, measure, "initial_budget", value, 1, economic_code=code)
    sums = ("13,632,740", "11,232,740", "2,400,000")
    rows.append([Cell("合 计", 3, align="centre"), *(Cell(s, align="right") for s in sums)])
    for measure, value in zip(measures, sums, strict=True):
        paper.fact(paper.page, measure, "initial_budget", value, 1)
    table_truth(paper, "bd_gpb_basic", "元", paper.table([60, 60, 230, 100, 100, 100], rows, height=18))
