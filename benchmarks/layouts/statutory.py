"""The statutory tables of one account in one layout, with their truth."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from benchmarks.layouts.accounts import ZERO, Account, total, with_parents
from benchmarks.layouts.drawer import NUMERALS, Column, Drawer
from benchmarks.layouts.layouts import Layout
from benchmarks.layouts.sheets import Cell, Row, Sheet, header_rows

INCOME_ROWS = (
    ("一般公共预算财政拨款收入", "income.gpb"),
    ("政府性基金预算财政拨款收入", "income.gov_fund"),
    ("国有资本经营预算财政拨款收入", "income.state_capital"),
    ("上级补助收入", "income.superior_subsidy"),
    ("事业收入", "income.undertaking"),
    ("经营收入", "income.business"),
    ("附属单位上缴收入", "income.affiliate_remittance"),
    ("其他收入", "income.other"),
)


def merged(*parts: dict[str, Decimal]) -> dict[str, Decimal]:
    """The sums of several breakdowns by code."""
    sums: dict[str, Decimal] = {}
    for part in parts:
        for code, value in part.items():
            sums[code] = sums.get(code, ZERO) + value
    return dict(sorted(sums.items()))


def tables(layout: Layout, account: Account) -> list[Sheet]:
    """The statutory tables of one account."""
    d = Drawer(layout, account)
    gpb = merged(account.basic, account.project)
    fiscal = merged(gpb, account.fund)
    first_project = next(c for c in account.project if len(c) == 7)
    other = with_parents({first_project: account.other_income})
    spent = merged(fiscal, other)
    project = merged(account.project, account.fund, other)
    y = f"{account.year}年" if layout.kind == "bd" else ""
    return [
        _summary(d, y, spent, total(gpb), total(account.fund)),
        _income(d, y, spent, gpb, account.fund, other),
        _expenditure(d, y, spent, account.basic, project),
        _fiscal_summary(d, y, gpb, account.fund, fiscal),
        _gpb(d, y, gpb),
        _gpb_basic(d, y),
        _fund(d, y),
        _three_public(d, y),
    ]


def _summary(d: Drawer, y: str, spent: dict[str, Decimal], gpb: Decimal, fund: Decimal) -> Sheet:
    account, fa = d.account, d.layout.kind == "fa"
    sheet = d.sheet("income_expenditure_summary", "收入支出决算总表" if fa else f"{y}部门收支预算总表", ())
    income = {"income.gpb": gpb, "income.gov_fund": fund, "income.other": account.other_income}
    left: list[tuple[str, Decimal | None, str]] = [
        (f"{NUMERALS[n]}、{name}", income.get(m), m) for n, (name, m) in enumerate(INCOME_ROWS)
    ]
    year, everything = total(spent), total(spent) + account.opening
    left += [
        ("本年收入合计", year, "income.total"),
        ("年初结转和结余" if fa else "上年结转", account.opening, "balance.opening"),
        ("总计" if fa else "收入总计", everything, "income_expenditure_total"),
    ]
    right = [(label, (v,), ("expenditure.total",), c) for label, v, c in d.class_rows(spent)]
    ends = [
        ("本年支出合计", (year,), ("expenditure.total",), ""),
        ("年末结转和结余" if fa else "结转下年", (account.opening,), ("balance.closing",), ""),
        ("总计" if fa else "支出总计", (everything,), ("income_expenditure_total",), ""),
    ]
    size = max(len(left), len(right) + 3)
    left[-3:-3] = [("", None, "")] * (size - len(left))
    gap = [("", (), (), "")] * (size - len(right) - 3)
    return d.two_sided(sheet, left, [*right, *gap, *ends], [f"{d.word}数"])


def _income(
    d: Drawer,
    y: str,
    spent: dict[str, Decimal],
    gpb: dict[str, Decimal],
    fund: dict[str, Decimal],
    other: dict[str, Decimal],
) -> Sheet:
    fa = d.layout.kind == "fa"
    sheet = d.sheet("income", "收入决算表" if fa else f"{y}部门收入预算总表", ())
    if fa:
        columns: list[Column] = [
            (("本年收入合计",), "income.total"),
            (("财政拨款收入",), "income.fiscal"),
            (("上级补助收入",), "income.superior_subsidy"),
            (("事业收入",), "income.undertaking"),
            (("经营收入",), "income.business"),
            (("附属单位上缴收入",), "income.affiliate_remittance"),
            (("其他收入",), "income.other"),
        ]
        fiscal = merged(gpb, fund)
        rows = {c: (v, fiscal.get(c), None, None, None, None, other.get(c)) for c, v in spent.items()}
    else:
        columns = [
            (("本年收入", "合计"), "income.total"),
            (("本年收入", "财政拨款收入", "小计"), "income.fiscal"),
            (("本年收入", "财政拨款收入", "一般公共预算"), "income.gpb"),
            (("本年收入", "财政拨款收入", "政府性基金预算"), "income.gov_fund"),
            (("本年收入", "事业收入"), "income.undertaking"),
            (("本年收入", "其他收入"), "income.other"),
        ]
        fiscal = merged(gpb, fund)
        rows = {c: (v, fiscal.get(c), gpb.get(c), fund.get(c), None, other.get(c)) for c, v in spent.items()}
    return d.by_code(sheet, columns, d.account.function_names, rows)


def _expenditure(
    d: Drawer, y: str, spent: dict[str, Decimal], basic: dict[str, Decimal], project: dict[str, Decimal]
) -> Sheet:
    fa = d.layout.kind == "fa"
    sheet = d.sheet("expenditure", "支出决算表" if fa else f"{y}部门支出预算总表", ())
    columns: list[Column] = [
        (("本年支出合计",) if fa else ("合计",), "expenditure.total"),
        (("基本支出",), "expenditure.basic"),
        (("项目支出",), "expenditure.project"),
    ]
    rows: dict[str, tuple[Decimal | None, ...]] = {
        c: (v, basic.get(c), project.get(c)) for c, v in spent.items()
    }
    if fa:
        columns += [
            (("上缴上级支出",), "expenditure.to_superior"),
            (("经营支出",), "expenditure.business"),
            (("对附属单位补助支出",), "expenditure.affiliate_subsidy"),
        ]
        rows = {c: (*v, None, None, None) for c, v in rows.items()}
    return d.by_code(sheet, columns, d.account.function_names, rows)


def _fiscal_summary(
    d: Drawer, y: str, gpb: dict[str, Decimal], fund: dict[str, Decimal], fiscal: dict[str, Decimal]
) -> Sheet:
    fa = d.layout.kind == "fa"
    name = "财政拨款收入支出决算总表" if fa else f"{y}部门财政拨款收支预算总表"
    sheet = d.sheet("fiscal_summary", name, ())
    everything = total(fiscal)
    left: list[tuple[str, Decimal | None, str]] = [
        ("一、一般公共预算财政拨款", total(gpb), "income.gpb"),
        ("二、政府性基金预算财政拨款", total(fund), "income.gov_fund"),
        ("三、国有资本经营预算财政拨款", None, "income.state_capital"),
    ]
    measures = ("fiscal.expenditure", "gpb.expenditure", "gov_fund.expenditure", "state_capital.expenditure")
    right = [(label, (v, gpb.get(c), fund.get(c), None), measures, c) for label, v, c in d.class_rows(fiscal)]
    sums = (everything, total(gpb), total(fund), None)
    grand = "总计" if fa else "收入总计"
    ends = [
        ("本年收入合计", everything, "fiscal.income"),
        (grand, everything, "fiscal.income_expenditure_total"),
    ]
    closing = ("fiscal.income_expenditure_total", "", "", "")
    right_ends = [("本年支出合计", sums, measures, ""), ("总计" if fa else "支出总计", sums, closing, "")]
    size = max(len(left), len(right))
    left += [("", None, "")] * (size - len(left))
    gap: list[tuple[str, Sequence[Decimal | None], Sequence[str], str]] = [("", (), (), "")]
    heads = ("合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
    rights = [*right, *gap * (size - len(right)), *right_ends]
    return d.two_sided(sheet, [*left, *ends], rights, heads)


def _gpb(d: Drawer, y: str, gpb: dict[str, Decimal]) -> Sheet:
    fa = d.layout.kind == "fa"
    name = "一般公共预算财政拨款支出决算表" if fa else f"{y}一般公共预算支出功能分类预算表"
    sheet = d.sheet("gpb_expenditure", name, ())
    top = ("本年支出",) if d.layout.deep else ()
    columns: list[Column] = [
        ((*top, "小计" if top else "合计"), "gpb.expenditure"),
        ((*top, "基本支出"), "gpb.basic_expenditure"),
        ((*top, "项目支出"), "gpb.project_expenditure"),
    ]
    rows = {c: (v, *d.account.gpb(c)) for c, v in gpb.items()}
    return d.by_code(sheet, columns, d.account.function_names, rows)


def _gpb_basic(d: Drawer, y: str) -> Sheet:
    economic, names = d.account.economic, d.account.economic_names
    people = {c: v for c, v in economic.items() if c[:3] in ("301", "303")}
    public = {c: v for c, v in economic.items() if c not in people}
    if d.layout.kind == "bd":
        sheet = d.sheet("gpb_basic", f"{y}一般公共预算基本支出部门预算经济分类预算表", ())
        columns: list[Column] = [
            (("合计",), "gpb.basic_expenditure"),
            (("人员经费",), "gpb.personnel"),
            (("公用经费",), "gpb.public"),
        ]
        rows = {c: (v, people.get(c), public.get(c)) for c, v in economic.items()}
        return d.by_code(sheet, columns, names, rows)
    sheet = d.sheet("gpb_basic", "一般公共预算财政拨款基本支出决算表", ())
    n = d.layout.panels
    half = (len(public) + 1) // 2 if n == 3 else len(public)
    parts = [list(people.items()), list(public.items())[:half], list(public.items())[half:]][:n]
    groups = ("人员经费", *(["公用经费"] * (n - 1)))
    heads = [(g, h) for g in groups for h in ("科目编码", "科目名称", f"{d.word}数")]
    sheet.header = header_rows(heads, 2)
    sheet.widths = [0.8, 2.0, 1.2] * n
    for k in range(max(map(len, parts))):
        row: Row = []
        for group, part in zip(groups, parts, strict=True):
            code, value = part[k] if k < len(part) else ("", None)
            name = Cell(
                d.label(names.get(code, "")), align="left", indent=(len(code) - 3) // 2 if code else 0
            )
            row += [Cell(code, align="left"), name]
            path = (group, f"{d.word}数")
            row.append(
                d.amount(sheet, code, path, value, ("gpb.basic_expenditure", code)) if code else Cell()
            )
        sheet.body.append(row)
    last: Row = []
    sums = (("人员经费合计", people, "gpb.personnel"), ("公用经费合计", public, "gpb.public"))
    for k, (label, amounts, measure) in enumerate(sums):
        span = 2 if k == 0 else 3 * (n - 1) - 1
        cell = d.amount(sheet, label, (groups[k], f"{d.word}数"), total(amounts), (measure, ""))
        last += [Cell(label, span), cell]
    sheet.body.append(last)
    return sheet


def _fund(d: Drawer, y: str) -> Sheet:
    fa = d.layout.kind == "fa"
    name = "政府性基金预算财政拨款收入支出决算表" if fa else f"{y}政府性基金预算支出功能分类预算表"
    sheet = d.sheet("fund", name, ())
    fund = d.account.fund
    if fa:
        columns: list[Column] = [
            (("年初结转和结余",), "gov_fund.opening"),
            (("本年收入",), "gov_fund.income"),
            (("本年支出", "小计"), "gov_fund.expenditure"),
            (("本年支出", "基本支出"), "gov_fund.basic_expenditure"),
            (("本年支出", "项目支出"), "gov_fund.project_expenditure"),
            (("年末结转和结余",), "gov_fund.closing"),
        ]
        rows: dict[str, Sequence[Decimal | None]] = {c: (None, v, v, None, v, None) for c, v in fund.items()}
    else:
        columns = [
            (("合计",), "gov_fund.expenditure"),
            (("基本支出",), "gov_fund.basic_expenditure"),
            (("项目支出",), "gov_fund.project_expenditure"),
        ]
        rows = {c: (v, None, v) for c, v in fund.items()}
    return d.by_code(sheet, columns, d.account.function_names, rows)


def _three_public(d: Drawer, y: str) -> Sheet:
    fa, account = d.layout.kind == "fa", d.account
    name = "财政拨款“三公”经费支出决算表" if fa else f"{y}“三公”经费支出预算表"
    sheet = d.sheet("three_public", name, ())
    vehicle = "公务用车购置及运行维护费"
    items: list[tuple[tuple[str, ...], str]] = [
        (("合计",), "three_public.total"),
        (("因公出国（境）费",), "three_public.abroad"),
        ((vehicle, "小计"), "three_public.vehicle"),
        ((vehicle, "公务用车购置费"), "three_public.vehicle_purchase"),
        ((vehicle, "公务用车运行维护费"), "three_public.vehicle_operation"),
        (("公务接待费",), "three_public.reception"),
    ]
    bases = [("预算数", "full_year_budget", 0), ("决算数", "final", 1)] if fa else [("", "initial_budget", 0)]

    def amounts(which: int, part: int, of: int) -> list[Decimal]:
        """The six amounts of the part-th of `of` units."""
        one: dict[str, Decimal] = {}
        for item, pair in account.three_public.items():
            share = pair[which] // of // d.layout.step * d.layout.step
            one[item] = share if part else pair[which] - share * (of - 1)
        bought, run = one["vehicle_purchase"], one["vehicle_operation"]
        sums = bought + run
        return [sum(one.values(), ZERO), one["abroad"], sums, bought, run, one["reception"]]

    if d.layout.three_public == "transposed" and fa:
        labels = (
            "合计",
            "1.因公出国（境）费",
            f"2.{vehicle}",
            "（1）公务用车购置费",
            "（2）公务用车运行维护费",
            "3.公务接待费",
        )
        sheet.header = [[Cell("项目"), *(Cell(b) for b, _, _ in bases)]]
        sheet.widths = [3, 1.5, 1.5]
        values = [amounts(which, 0, 1) for _, _, which in bases]
        for k, (label, (_, measure)) in enumerate(zip(labels, items, strict=True)):
            cells = [
                d.amount(sheet, label, (base,), values[which][k], (measure, ""), role)
                for base, role, which in bases
            ]
            sheet.body.append([Cell(d.label(label), align="left"), *cells])
        return sheet
    units = account.units if d.layout.three_public == "units" else ()
    paths = [((*([b] if b else []), *p), m, role, which) for b, role, which in bases for p, m in items]
    lead = [("单位名称",)] if units else []
    sheet.header = header_rows([*lead, *(p[0] for p in paths)], max(len(p[0]) for p in paths))
    sheet.widths = [*([2.0] if units else []), *([1.0] * len(paths))]
    for part in range(-1, len(units)):
        label = "合计" if part < 0 else account.entity[3:] + units[part]
        row: Row = [Cell(label, align="left")] if units else []
        for n, (path, measure, role, which) in enumerate(paths):
            of = max(len(units), 1)
            value = amounts(which, 0, 1)[n % 6] if part < 0 else amounts(which, part, of)[n % 6]
            key = label if units else ""
            row.append(d.amount(sheet, key, path, value, (measure, "" if part < 0 else label), role))
        sheet.body.append(row)
    return sheet
