"""A final account as Shanghai prints it: one code column, blank and 0.00 cells, a continued table."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from samples.generator.accounts import ECONOMIC, NAMES, shown, spaced, with_parents
from samples.generator.marked import Truth
from samples.generator.paper import A4, Cell, Paper, table_truth, text_row

D = Decimal
UNIT_NAME = "上海市普陀区示例政务事务中心"


def final_account(path: Path) -> Truth:
    """Shanghai style: one code column, blank and 0.00 cells, a table continued without header."""
    truth = Truth(
        path.name,
        {
            "doc_kind": "final_account",
            "fiscal_year": 2025,
            "entity_name": UNIT_NAME,
            "scope_type": "single_unit",
            "division_code": "310107",
            "default_unit": "万元",
            "has_tables": True,
        },
    )
    paper = Paper(path, A4, truth)
    paper.y = 560
    paper.centred(UNIT_NAME, 22)
    paper.centred("2025 年度单位决算", 22)
    paper.next_page()
    paper.centred("目 录", 16)
    truth.sections.append({"page": 2, "level": 0, "kind": "toc_title", "number_raw": None, "title": "目 录"})
    contents = [
        (1, "第一部分", f"{UNIT_NAME}概况"),
        (1, "第二部分", f"{UNIT_NAME}2025年度单位决算表"),
        (2, "一", "收入支出决算总表"),
        (2, "二", "收入决算表"),
        (2, "三", "一般公共预算财政拨款支出决算表"),
        (2, "四", "一般公共预算财政拨款基本支出决算表"),
        (2, "五", "政府性基金预算财政拨款收入支出决算表"),
        (2, "六", "财政拨款“三公”经费支出决算表"),
        (1, "第三部分", "2025年度单位决算情况说明"),
    ]
    for level, number, title in contents:
        printed = f"{number} {title}" if level == 1 else f"{number}、{title}"
        paper.heading(level, "toc_entry", number, title, printed, indent=22 * (level - 1))
    paper.next_page()
    paper.heading(1, "heading", "第一部分", f"{UNIT_NAME}概况", f"第一部分 {UNIT_NAME}概况")
    paper.heading(2, "heading", "一", "主要职能", "一、主要职能")
    paper.paragraph(
        "本中心承担全区示例政务事务的咨询、辅助和档案工作，为公益一类事业单位，⟨本单位无下属单位=org.subordinate_institutions/count⟩。"
    )
    paper.heading(2, "heading", "二", "人员情况", "二、人员情况")
    paper.paragraph(
        "事业编制⟨36名=staff.institution_quota/count⟩，年末实有在职人员⟨33人=staff.in_post/count⟩。"
    )
    _final_tables(paper)
    _final_narrative(paper)
    paper.save()
    return truth


def _final_tables(paper: Paper) -> None:
    truth = paper.truth
    fiscal = {
        "2010301": D("622.55"),
        "2010350": D("237.40"),
        "2080505": D("98.88"),
        "2080506": D("49.44"),
        "2101101": D("72.45"),
        "2210201": D("120.18"),
        "2210203": D("85.50"),
    }
    other = {"2010350": D("12.60")}
    spent = {**fiscal, "2010301": D("610.15")}
    paper.next_page()
    paper.heading(
        1,
        "heading",
        "第二部分",
        f"{UNIT_NAME}2025年度单位决算表",
        f"第二部分 {UNIT_NAME}2025年度单位决算表",
    )
    _summary_table(paper, with_parents({**spent, "2010350": D("250.00")}))
    _income_table(paper, fiscal, other)
    _gpb_table(paper, spent)
    _basic_table(paper)
    _fund_table(paper)
    _three_public_table(paper)
    fails = [("I07", "725400.00", "724500.00")] * 2  # in the column of the total and in 财政拨款收入
    fails += [("I07", "12990000.00", "12990900.00"), ("I07", "12864000.00", "12864900.00")]
    truth.slip("I07", "72.54", "72.45", "class 210 prints 72.54, its 款 and 项 72.45", fails)
    truth.slip("I16", "3.10", "3.05", "0.00 + 1.85 + 1.20 = 3.05", [("I16", "31000.00", "30500.00")])


def _summary_table(paper: Paper, spending: dict[str, Decimal]) -> None:
    paper.title("收入支出决算总表", "万元")
    income = [
        ("一、一般公共预算财政拨款收入", "1,286.40", "income.gpb"),
        ("二、政府性基金预算财政拨款收入", "", "income.gov_fund"),
        ("三、国有资本经营预算财政拨款收入", "", "income.state_capital"),
        ("四、上级补助收入", "", "income.superior_subsidy"),
        ("五、事业收入", "0.00", "income.undertaking"),
        ("六、经营收入", "", "income.business"),
        ("七、附属单位上缴收入", "", "income.affiliate_remittance"),
        ("八、其他收入", "12.60", "income.other"),
    ]
    classes = [
        ("一、一般公共服务支出", "201"),
        ("二、外交支出", "202"),
        ("三、国防支出", "203"),
        ("四、公共安全支出", "204"),
        ("五、教育支出", "205"),
        ("六、社会保障和就业支出", "208"),
        ("七、卫生健康支出", "210"),
        ("八、住房保障支出", "221"),
    ]
    rows = [[Cell("收入", 2, align="centre"), Cell("支出", 2, align="centre")]]
    rows.append(text_row("项目", "决算数", "项目", "决算数"))
    page = paper.page
    for (label, value, measure), (name, code) in zip(income, classes, strict=True):
        amount = shown(spending.get(code))
        rows.append([Cell(label), Cell(value, align="right"), Cell(name), Cell(amount, align="right")])
        paper.fact(page, measure, "final", value, 10_000)
        paper.fact(page, "expenditure.total", "final", amount, 10_000, function_code=code)
    ends = [
        ("本年收入合计", "1,299.00", "income.total", "本年支出合计", "1,286.60", "expenditure.total"),
        ("使用非财政拨款结余", "", "", "结余分配", "", ""),
        ("年初结转和结余", "35.20", "balance.opening", "年末结转和结余", "47.60", "balance.closing"),
        ("总计", "1,334.20", "income_expenditure_total", "总计", "1,334.20", "income_expenditure_total"),
    ]
    for label, value, measure, name, amount, of in ends:
        rows.append([Cell(label), Cell(value, align="right"), Cell(name), Cell(amount, align="right")])
        paper.fact(page, measure, "final", value, 10_000)
        paper.fact(page, of, "final", amount, 10_000)
    table_truth(paper, "fa_income_expenditure_summary", "万元", paper.table([170, 70, 150, 70], rows, size=9))


def _income_table(paper: Paper, fiscal: dict[str, Decimal], other: dict[str, Decimal]) -> None:
    paper.next_page()
    paper.title("收入决算表", "万元")
    total = {code: fiscal[code] + other.get(code, D(0)) for code in fiscal}
    by_code = {m: with_parents(v) for m, v in (("total", total), ("fiscal", fiscal), ("other", other))}
    by_code["total"]["210"] = by_code["fiscal"]["210"] = D("72.54")  # the planted slip
    head = [Cell("项目", 2, align="centre")]
    head += [
        Cell(t, rows=2, align="centre") for t in ("本年收入\n合计", "财政拨款\n收入", "事业收入", "其他收入")
    ]
    rows = [head, text_row("功能分类科目\n编码", "科目名称")]
    sums = ("1,299.00", "1,286.40", "0.00", "12.60")
    rows.append([Cell("合 计", 2, align="centre"), *(Cell(s, align="right") for s in sums)])
    codes = list(by_code["total"])
    values = []
    for code in codes:
        printed = (
            shown(by_code["total"][code]),
            shown(by_code["fiscal"][code]),
            "",
            shown(by_code["other"].get(code)),
        )
        values.append(printed)
        name = spaced(NAMES[code]) if len(code) == 7 else NAMES[code]
        rows.append([Cell(code), Cell(name), *(Cell(p, align="right") for p in printed)])
    placed = paper.table([70, 175, 65, 65, 55, 55], rows, break_before=(11,), height=24)
    table_truth(paper, "fa_income", "万元", placed)
    measures = ("income.total", "income.fiscal", "income.undertaking", "income.other")
    page_of = {at.row: at.page for at in placed}
    for measure, printed in zip(measures, sums, strict=True):
        paper.fact(page_of[2], measure, "final", printed, 10_000)
    for r, (code, row) in enumerate(zip(codes, values, strict=True), start=3):
        for measure, printed in zip(measures, row, strict=True):
            paper.fact(page_of[r], measure, "final", printed, 10_000, function_code=code)


def _gpb_table(paper: Paper, spent: dict[str, Decimal]) -> None:
    paper.next_page()
    paper.title("一般公共预算财政拨款支出决算表", "万元")
    project = {"2010350": spent["2010350"]}
    basic = {code: value for code, value in spent.items() if code not in project}
    columns = [with_parents(spent), with_parents(basic), with_parents(project)]
    rows = [
        [
            Cell("项目", 2, align="centre"),
            *(Cell(t, rows=2, align="centre") for t in ("合计", "基本支出", "项目支出")),
        ],
        text_row("功能分类科目编码", "科目名称"),
        [
            Cell("合计", 2, align="centre"),
            *(Cell(t, align="right") for t in ("1,274.00", "1,036.60", "237.40")),
        ],
    ]
    measures = ("gpb.expenditure", "gpb.basic_expenditure", "gpb.project_expenditure")
    for measure, printed in zip(measures, ("1,274.00", "1,036.60", "237.40"), strict=True):
        paper.fact(paper.page, measure, "final", printed, 10_000)
    for code in columns[0]:
        printed_row = [shown(column.get(code, D(0))) for column in columns]
        rows.append([Cell(code), Cell(NAMES[code]), *(Cell(p, align="right") for p in printed_row)])
        for measure, printed in zip(measures, printed_row, strict=True):
            paper.fact(paper.page, measure, "final", printed, 10_000, function_code=code)
    table_truth(paper, "fa_gpb_expenditure", "万元", paper.table([85, 190, 65, 65, 65], rows))


def _basic_table(paper: Paper) -> None:
    paper.next_page()
    paper.title("一般公共预算财政拨款基本支出决算表", "万元")
    left = with_parents(
        {
            "30101": D("300.00"),
            "30102": D("250.00"),
            "30108": D("98.88"),
            "30113": D("120.18"),
            "30302": D("86.10"),
        }
    )
    right = with_parents({"30201": D("90.24"), "30205": D("6.00"), "30211": D("84.00"), "30217": D("1.20")})
    rows = [
        [Cell("人员经费", 3, align="centre"), Cell("公用经费", 3, align="centre")],
        text_row("科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"),
    ]
    pairs = [list(left.items()), list(right.items())]
    for n in range(max(map(len, pairs))):
        row: list[Cell] = []
        for panel in pairs:
            code, value = panel[n] if n < len(panel) else ("", None)
            row += [Cell(code), Cell(ECONOMIC.get(code, "")), Cell(shown(value), align="right")]
            if code:
                paper.fact(
                    paper.page,
                    "gpb.basic_expenditure",
                    "final",
                    shown(value),
                    10_000,
                    economic_code=code,
                )
        rows.append(row)
    rows.append(
        [
            Cell("人员经费合计", 2, align="centre"),
            Cell("855.16", align="right"),
            Cell("公用经费合计", 2, align="centre"),
            Cell("181.44", align="right"),
        ]
    )
    paper.fact(paper.page, "gpb.personnel", "final", "855.16", 10_000)
    paper.fact(paper.page, "gpb.public", "final", "181.44", 10_000)
    table_truth(paper, "fa_gpb_basic", "万元", paper.table([50, 135, 60, 50, 100, 60], rows))


def _fund_table(paper: Paper) -> None:
    paper.next_page()
    paper.title("政府性基金预算财政拨款收入支出决算表", "万元")
    rows = [
        [
            Cell("项目", 2, align="centre"),
            Cell("年初结转\n和结余", rows=2, align="centre"),
            Cell("本年收入", rows=2, align="centre"),
            Cell("本年支出", 3, align="centre"),
            Cell("年末结转\n和结余", rows=2, align="centre"),
        ],
        text_row("功能分类\n科目编码", "科目名称", "小计", "基本支出", "项目支出"),
        [Cell("合计", 2, align="centre"), *text_row("", "", "", "", "", "", align="right")],
    ]
    placed = paper.table([55, 110, 50, 50, 50, 50, 50, 50], rows, height=22)
    note = "注：本单位2025年度没有政府性基金预算财政拨款收入和支出，故本表无数据。"
    table_truth(paper, "fa_fund", "万元", placed, is_declared_empty=True, note_raw=note)
    paper.line(note, 9)


def _three_public_table(paper: Paper) -> None:
    paper.y -= 20
    paper.title("财政拨款“三公”经费支出决算表", "万元")
    head = [Cell(t, 2, rows=2, align="centre") for t in ("合计", "因公出国（境）费")]
    head.append(Cell("公务用车购置及运行维护费", 6, align="centre"))
    head.append(Cell("公务接待费", 2, rows=2, align="centre"))
    second = [Cell(t, 2, align="centre") for t in ("小计", "公务用车购置费", "公务用车运行维护费")]
    values = ("3.60", "3.10", "0.00", "0.00", "2.00", "1.85", "0.00", "0.00", "2.00", "1.85", "1.60", "1.20")
    rows = [head, second, text_row(*["预算数", "决算数"] * 6), text_row(*values, align="right")]
    measures = ("total", "abroad", "vehicle", "vehicle_purchase", "vehicle_operation", "reception")
    for n, printed in enumerate(values):
        role = "full_year_budget" if n % 2 == 0 else "final"
        paper.fact(paper.page, f"three_public.{measures[n // 2]}", role, printed, 10_000)
    table_truth(paper, "fa_three_public", "万元", paper.table([40.0] * 12, rows, size=7.5))


def _final_narrative(paper: Paper) -> None:
    paper.next_page()
    paper.heading(1, "heading", "第三部分", "2025年度单位决算情况说明", "第三部分 2025年度单位决算情况说明")
    paper.heading(2, "heading", "一", "收入支出决算总体情况说明", "一、收入支出决算总体情况说明")
    paper.paragraph(
        "2025年度收入支出总计⟨1334.20万元=income_expenditure_total/final⟩。与2024年度相比，收入支出总计增加"
        "⟨52.30万元=income_expenditure_total/change_yoy⟩，增长⟨4.08%=income_expenditure_total/growth_yoy⟩。"
        "主要原因是：信息化运维经费增加⟪48.00万元=income_expenditure_total/reason_amount⟫。"
    )
    paper.heading(2, "heading", "二", "收入决算情况说明", "二、收入决算情况说明")
    paper.paragraph(
        "本年收入合计⟨1299.00万元=income.total/final⟩，其中：财政拨款收入⟨1286.40万元=income.fiscal/final⟩，"
        "占⟨99.03%=income.fiscal/share⟩；其他收入⟨12.60万元=income.other/final⟩，占⟨0.97%=income.other/share⟩。"
    )
    paper.heading(2, "heading", "三", "支出决算情况说明", "三、支出决算情况说明")
    paper.paragraph(
        "本年支出合计⟨1286.60万元=expenditure.total/final⟩，其中：基本支出⟨1036.60万元=expenditure.basic/final⟩，"
        "占⟨82.57%=expenditure.basic/share⟩；项目支出⟨250.00万元=expenditure.project/final⟩，"
        "占⟨19.43%=expenditure.project/share⟩。"
    )
    paper.truth.slip("P02", "82.57%", "80.57%", "1036.60 of 1286.60 is 80.57 %")
