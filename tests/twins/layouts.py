"""The layouts: families of disclosures, each drawn anew from a seed so that every identity holds."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from samples.generator.accounts import ECONOMIC, NAMES, with_parents
from tests.twins.disclosure import NUMERALS, Block, Cell, Disclosure, Heading, Line, Prose, Table, heads

D = Decimal
ITEMS = ("2010301", "2010350", "2080505", "2080506", "2101101", "2130304", "2130305", "2210201", "2210203")
PERSONNEL = ("30101", "30102", "30103", "30108", "30113", "30302")
PUBLIC = ("30201", "30205", "30211", "30217")
BODIES = (
    "澄川市星湖区水务局", "澄川市审计局", "云岭县档案馆", "澄川市星湖区教育局", "云岭县住房和城乡建设局",
    "澄川市司法局", "星湖区退役军人事务局", "云岭县统计局", "澄川市商务局", "云岭县林业局",
)  # fmt: skip
SEEDS = 6


@dataclass(frozen=True)
class Taste:
    """How an office writes its tables."""

    unit: str
    separators: bool
    zero: str
    """How nothing is shown: blank, 0.00 or a dash."""
    code_columns: int
    indent: bool
    extra_decimals: bool
    """Whether workbooks keep more decimals than they show."""
    spaced_total: bool

    def shown(self, value: Decimal | None) -> str:
        """An amount as it is printed."""
        if value is None or (value == 0 and self.zero != "0.00"):
            return "" if value is None or self.zero == "" else self.zero
        return f"{value:,.2f}" if self.separators else f"{value:.2f}"

    def amount(self, value: Decimal | None, random_: random.Random) -> Cell:
        """The cell of an amount."""
        kept = value
        if value and self.extra_decimals:
            kept = value + D(random_.randint(-4, 4)) / 1000
        return Cell(self.shown(value), align="right", number=kept)

    @property
    def total(self) -> str:
        """What the row of the total is called."""
        return "合  计" if self.spaced_total else "合计"


class Drawing:
    """One disclosure while it is drawn."""

    def __init__(self, family: str, seed: int) -> None:
        self.random = random.Random(f"{family}{seed}")
        choose = self.random.choice
        self.taste = Taste(
            unit=choose(("万元", "万元", "元")),
            separators=choose((True, True, False)),
            zero=choose(("", "0.00", "-")),
            code_columns=choose((1, 1, 3)),
            indent=choose((True, False)),
            extra_decimals=choose((True, False)),
            spaced_total=choose((True, False)),
        )
        self.body = choose(BODIES)
        self.year = self.random.randint(2022, 2026)
        self.blocks: list[Block] = []
        self.number = 0

    def money(self, low: int = 3, high: int = 900) -> Decimal:
        """An amount in the unit of the tables."""
        value = D(self.random.randint(low * 100, high * 100)) / 100
        return value * 10_000 if self.taste.unit == "元" else value

    def items(self, codes: tuple[str, ...], least: int) -> dict[str, Decimal]:
        """Some of the items, each with an amount."""
        chosen = sorted(self.random.sample(codes, self.random.randint(least, len(codes))))
        return {code: self.money() for code in chosen}

    def cells(self, *values: Decimal | None) -> list[Cell]:
        """Cells of amounts."""
        return [self.taste.amount(value, self.random) for value in values]

    def table(
        self, title: str, rows: list[list[Cell]], widths: list[float], head_rows: int, note: str = ""
    ) -> None:
        """Adds a table of the statutory set under its own heading number."""
        self.blocks.append(
            Table(
                title,
                tuple(map(tuple, rows)),
                tuple(widths),
                self.taste.unit,
                self.body,
                head_rows,
                note,
                2,
                self.taste.separators,
            )
        )

    def part(self, number: str, title: str) -> None:
        """Begins a part."""
        self.blocks.append(Heading(title, 1, f"{number} "))
        self.number = 0

    def heading(self, title: str) -> None:
        """Begins a section of a part."""
        self.blocks.append(Heading(title, 2, f"{NUMERALS[self.number]}、"))
        self.number += 1

    def prose(self, text: str) -> None:
        """Adds a paragraph."""
        self.blocks.append(Prose(text))

    def wan(self, value: Decimal) -> str:
        """An amount of the tables as prose prints it, in 万元."""
        in_wan = value / 10_000 if self.taste.unit == "元" else value
        return f"{in_wan:.2f}万元"

    def code_head(self, rows: int = 2) -> tuple[list[list[Cell]], int]:
        """The head above codes and names, of two rows, and how many columns it has."""
        n = self.taste.code_columns
        if n == 1:
            return [heads("项目", cols=[2]), heads("功能分类科目编码", "科目名称")], 2
        return [
            [*heads("科目编码", cols=[3]), *heads("科目名称", rows=rows)],
            heads("类", "款", "项"),
        ], 4

    def code_cells(self, code: str, names: dict[str, str]) -> list[Cell]:
        """The cells of a code and its name."""
        level = {3: 0, 5: 1, 7: 2}.get(len(code), 0)
        label = ("　" * level if self.taste.indent else "") + names[code]
        if self.taste.code_columns == 1:
            return [Cell(code), Cell(label)]
        parts = [code[:3], code[3:5], code[5:7]]
        return [*(Cell(part, align="centre") for part in parts), Cell(label)]

    def total_cells(self) -> list[Cell]:
        """The cells of the row of the total, before its amounts."""
        return [Cell(self.taste.total, cols=2 if self.taste.code_columns == 1 else 4, align="centre")]

    def code_widths(self) -> list[float]:
        """Widths of the columns of codes and names."""
        return [78.0, 150.0] if self.taste.code_columns == 1 else [34.0, 30.0, 30.0, 134.0]


@dataclass
class Account:
    """The figures behind the tables of one disclosure."""

    basic: dict[str, Decimal]
    project: dict[str, Decimal]
    other: Decimal
    opening: Decimal
    closing: Decimal

    @property
    def spent(self) -> dict[str, Decimal]:
        """Spending by item."""
        codes = sorted({*self.basic, *self.project})
        return {c: self.basic.get(c, D(0)) + self.project.get(c, D(0)) for c in codes}

    @property
    def total(self) -> Decimal:
        """All spending."""
        return sum(self.spent.values(), D(0))

    @property
    def gpb(self) -> Decimal:
        """Income from the general public budget."""
        return self.total + self.closing - self.opening - self.other


def account(drawing: Drawing) -> Account:
    """Figures that agree with one another."""
    basic = drawing.items(ITEMS[:5] + ITEMS[7:], 4)
    project = drawing.items(ITEMS[1:2] + ITEMS[5:7], 1)
    return Account(basic, project, drawing.money(1, 20), drawing.money(1, 30), drawing.money(1, 30))


def cover(drawing: Drawing, title: str) -> None:
    """The lines of a cover."""
    drawing.blocks.append(Line(title, 20, "centre"))


def summary(drawing: Drawing, one: Account, title: str, word: str, opening: str, closing: str) -> None:
    """Income on the left, spending by class on the right."""
    names = (
        "一般公共预算财政拨款收入",
        "政府性基金预算财政拨款收入",
        "国有资本经营预算财政拨款收入",
        "事业收入",
        "其他收入",
    )
    values = (one.gpb, D(0), D(0), D(0), one.other)
    income = [
        (f"{NUMERALS[n]}、{name}", value) for n, (name, value) in enumerate(zip(names, values, strict=True))
    ]
    classes = [(c, v) for c, v in with_parents(one.spent).items() if len(c) == 3]
    spending = [(f"{NUMERALS[n]}、{NAMES[c]}", v) for n, (c, v) in enumerate(classes)]
    rows = [heads("收入", "支出", cols=[2, 2]), heads("项目", word, "项目", word)]
    for n in range(max(len(income), len(spending))):
        row: list[Cell] = []
        for side in (income, spending):
            label, value = side[n] if n < len(side) else ("", None)
            row += [Cell(label), *drawing.cells(value)]
        rows.append(row)
    year_in = one.gpb + one.other
    whole = year_in + one.opening
    for left, a, right, b in (
        ("本年收入合计", year_in, "本年支出合计", one.total),
        (opening, one.opening, closing, one.closing),
        (
            "总计" if word == "决算数" else "收入总计",
            whole,
            "总计" if word == "决算数" else "支出总计",
            whole,
        ),
    ):
        rows.append(
            [Cell(left, align="centre"), *drawing.cells(a), Cell(right, align="centre"), *drawing.cells(b)]
        )
    drawing.table(title, rows, [150, 80, 150, 80], 2)


def by_item(drawing: Drawing, title: str, columns: list[tuple[str, dict[str, Decimal]]]) -> None:
    """A table by functional item, with a column for each kind of money."""
    head, _ = drawing.code_head()
    head[0] += heads(*(name for name, _ in columns), rows=2)
    values = [with_parents(own) for _, own in columns]
    rows = [*head, [*drawing.total_cells(), *drawing.cells(*(sum(own.values(), D(0)) for _, own in columns))]]
    codes = sorted({code for own in values for code in own})
    for code in codes:
        rows.append(
            [*drawing.code_cells(code, NAMES), *drawing.cells(*(own.get(code, D(0)) for own in values))]
        )
    drawing.table(title, rows, [*drawing.code_widths(), *[70.0] * len(columns)], 2)


def basic_table(drawing: Drawing, one: Account, title: str, word: str) -> None:
    """Basic spending by economic item: personnel left, public right."""
    total = sum(one.basic.values(), D(0))
    left = dict.fromkeys(sorted(drawing.random.sample(PERSONNEL, 4)), D(0))
    right = dict.fromkeys(sorted(drawing.random.sample(PUBLIC, 3)), D(0))
    rest = total
    step = D("1.00") if drawing.taste.unit == "万元" else D("10000.00")
    for side in (left, right):
        for code in side:
            part = (rest * D(drawing.random.randint(5, 25)) / 100).quantize(step)
            side[code] = max(part, step)
            rest -= side[code]
    first = next(iter(left))
    left[first] += rest
    sides = [list(with_parents(side).items()) for side in (left, right)]
    rows = [heads("人员经费", "公用经费", cols=[3, 3]), heads(*["科目编码", "科目名称", word] * 2)]
    for n in range(max(map(len, sides))):
        row: list[Cell] = []
        for side in sides:
            code, value = side[n] if n < len(side) else ("", None)
            row += [Cell(code), Cell(ECONOMIC.get(code, "")), *drawing.cells(value)]
        rows.append(row)
    sums = [sum(side.values(), D(0)) for side in (left, right)]
    rows.append(
        [
            *heads("人员经费合计", cols=[2]), *drawing.cells(sums[0]),
            *heads("公用经费合计", cols=[2]), *drawing.cells(sums[1]),
        ]
    )  # fmt: skip
    drawing.table(title, rows, [52, 118, 70, 52, 100, 70], 2)


def three_public(drawing: Drawing, title: str, words: tuple[str, ...]) -> tuple[Decimal, Decimal]:
    """Receptions, cars and journeys; gives the total and the receptions of the last of `words`."""
    scale = D(10_000) if drawing.taste.unit == "元" else D(1)
    sets: list[list[Decimal]] = []
    for _ in words:
        abroad, bought, run, guests = (
            D(drawing.random.choice((0, drawing.random.randint(50, 900)))) / 100 * scale for _ in range(4)
        )
        sets.append([abroad + bought + run + guests, abroad, bought + run, bought, run, guests])
    names = ("合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费")
    n = len(words)
    head = [
        Cell("合计", cols=n, rows=2, align="centre"),
        Cell("因公出国（境）费", cols=n, rows=2, align="centre"),
        Cell("公务用车购置及运行维护费", cols=3 * n, align="centre"),
        Cell("公务接待费", cols=n, rows=2, align="centre"),
    ]
    second = [Cell(name, cols=n, align="centre") for name in names[2:5]]
    rows = [head, second]
    if n > 1:
        rows.append(heads(*list(words) * 6))
    rows.append(drawing.cells(*(own[k] for k in range(6) for own in sets)))
    drawing.table(title, rows, [460 / (6 * n)] * (6 * n), 3 if n > 1 else 2)
    return sets[-1][0], sets[-1][5]


def empty_fund(drawing: Drawing, title: str) -> None:
    """The table of a fund that there is not."""
    head, _ = drawing.code_head()
    head[0] += [*heads("本年收入", rows=2), *heads("本年支出", cols=[3])]
    head[1] += heads("小计", "基本支出", "项目支出")
    rows = [*head, [*drawing.total_cells(), *(Cell(align="right") for _ in range(4))]]
    note = f"注：本部门{drawing.year}年没有政府性基金预算财政拨款收入和支出，故本表无数据。"
    drawing.table(title, rows, [*drawing.code_widths(), 60, 60, 60, 60], 2, note)


def self_evaluation(drawing: Drawing) -> None:
    """The form of a project, cells merged both ways."""
    budget, done = drawing.money(20, 300), drawing.money(5, 19)
    rate = f"{done / budget * 100:.2f}%"
    marks = f"{done / budget * 10:.2f}"
    c = lambda text, cols=1, rows=1: Cell(text, cols, rows, "centre")  # noqa: E731
    rows = [
        [c("项目名称"), c("示例设施维护项目", 6)],
        [c("主管部门"), c(drawing.body, 2), c("实施单位"), c(drawing.body, 3)],
        [
            c("项目资金\n（万元）", 1, 3),
            c(""),
            c("年初预算数"),
            c("全年执行数"),
            c("分值"),
            c("执行率"),
            c("得分"),
        ],
        [c("年度资金总额"), c(f"{budget:.2f}"), c(f"{done:.2f}"), c("10"), c(rate), c(marks)],
        [c("其中：财政拨款"), c(f"{budget:.2f}"), c(f"{done:.2f}"), c("—"), c(rate), c("—")],
        [c("年度总体目标"), c("完成全部设施维护，保障正常运行。", 3), c("已按计划完成维护任务。", 3)],
        [c("一级指标"), c("二级指标"), c("三级指标"), c("年度指标值"), c("实际完成值"), c("分值"), c("得分")],
        [c("产出指标", 1, 2), c("数量指标"), c("维护设施数量"), c("≥12处"), c("12处"), c("50"), c("50")],
        [c("质量指标"), c("验收合格率"), c("≥95%"), c("98%"), c("30"), c("30")],
        [c("满意度指标"), c("服务对象满意度"), c("群众满意度"), c("≥90%"), c("93%"), c("10"), c("10")],
        [c("总分", 5), c("100"), c(f"{90 + done / budget * 10:.2f}")],
    ]
    saved = drawing.taste
    drawing.taste = Taste("万元", *list(saved.__dict__.values())[1:])
    drawing.table("项目支出绩效自评表", rows, [70, 75, 80, 75, 75, 50, 50], 1)
    drawing.taste = saved


def explained(drawing: Drawing, one: Account, noun: str, public: tuple[Decimal, Decimal]) -> None:
    """The narrative of the figures."""
    basic, project = (sum(own.values(), D(0)) for own in (one.basic, one.project))
    income = one.gpb + one.other
    drawing.heading(f"收入支出{noun}总体情况说明")
    drawing.prose(
        f"{drawing.year}年度收入支出总计{drawing.wan(income + one.opening)}。其中：本年收入合计{drawing.wan(income)}，"
        f"年初结转和结余{drawing.wan(one.opening)}。"
    )
    drawing.heading(f"收入{noun}情况说明")
    drawing.prose(
        f"本年收入合计{drawing.wan(income)}，其中：财政拨款收入{drawing.wan(one.gpb)}，占{one.gpb / income * 100:.2f}%；"
        f"其他收入{drawing.wan(one.other)}，占{one.other / income * 100:.2f}%。"
    )
    drawing.heading(f"支出{noun}情况说明")
    drawing.prose(
        f"本年支出合计{drawing.wan(one.total)}，其中：基本支出{drawing.wan(basic)}，占{basic / one.total * 100:.2f}%；"
        f"项目支出{drawing.wan(project)}，占{project / one.total * 100:.2f}%。"
    )
    drawing.heading("“三公”经费情况说明")
    drawing.prose(
        f"{drawing.year}年度“三公”经费财政拨款支出{noun}{drawing.wan(public[0])}，其中：公务接待费{drawing.wan(public[1])}。"
    )


def final_account(drawing: Drawing, of: str) -> Disclosure:
    """A final account with its tables, its narrative and, in some, a form."""
    title = f"{drawing.body}{drawing.year}年度{of}决算"
    cover(drawing, title)
    one = account(drawing)
    drawing.part("第一部分", f"{drawing.body}概况")
    drawing.heading("主要职责")
    drawing.prose("贯彻执行有关法律法规，承担本系统的管理、指导和监督工作。")
    drawing.part("第二部分", f"{drawing.year}年度{of}决算表")
    summary(drawing, one, "收入支出决算总表", "决算数", "年初结转和结余", "年末结转和结余")
    fiscal = dict(one.spent)
    first = next(iter(fiscal))
    fiscal[first] += one.closing - one.opening
    main = {c: v - (one.other if c == first else 0) for c, v in fiscal.items()}
    by_item(
        drawing,
        "收入决算表",
        [
            ("本年收入合计", fiscal),
            ("财政拨款收入", main),
            ("事业收入", {}),
            ("其他收入", {first: one.other}),
        ],
    )
    by_item(
        drawing,
        "支出决算表",
        [("本年支出合计", one.spent), ("基本支出", one.basic), ("项目支出", one.project)],
    )
    by_item(
        drawing,
        "一般公共预算财政拨款支出决算表",
        [("合计", one.spent), ("基本支出", one.basic), ("项目支出", one.project)],
    )
    basic_table(drawing, one, "一般公共预算财政拨款基本支出决算表", "决算数")
    empty_fund(drawing, "政府性基金预算财政拨款收入支出决算表")
    public = three_public(drawing, "财政拨款“三公”经费支出决算表", ("预算数", "决算数"))
    drawing.part("第三部分", f"{drawing.year}年度{of}决算情况说明")
    explained(drawing, one, "决算", public)
    if drawing.random.random() < 0.6:
        drawing.part("第四部分", "绩效自评")
        self_evaluation(drawing)
    return done(drawing, title, "final_account")


def budget(drawing: Drawing, of: str) -> Disclosure:
    """A budget with its tables and its narrative."""
    title = f"{drawing.body}{drawing.year}年{of}预算"
    cover(drawing, title)
    one = account(drawing)
    one.closing = D(0)
    drawing.part("第一部分", f"{drawing.body}概况")
    drawing.heading("主要职责")
    drawing.prose("贯彻执行有关法律法规，承担本系统的管理、指导和监督工作。")
    drawing.part("第二部分", f"{drawing.year}年{of}预算表")
    summary(drawing, one, f"{of}收支总表", "预算数", "上年结转", "结转下年")
    by_item(
        drawing, f"{of}支出总表", [("合计", one.spent), ("基本支出", one.basic), ("项目支出", one.project)]
    )
    by_item(
        drawing,
        "一般公共预算支出表",
        [("合计", one.spent), ("基本支出", one.basic), ("项目支出", one.project)],
    )
    basic_table(drawing, one, "一般公共预算基本支出表", "预算数")
    public = three_public(
        drawing, "一般公共预算“三公”经费支出表", ("上年预算数", "本年预算数") if of == "部门" else ("预算数",)
    )
    empty_fund(drawing, "政府性基金预算支出表")
    drawing.part("第三部分", f"{drawing.year}年{of}预算情况说明")
    explained(drawing, one, "预算", public)
    return done(drawing, title, "budget")


def tables_only(drawing: Drawing, of: str) -> Disclosure:
    """The tables of a final account alone, as a workbook is published beside a page."""
    title = f"{drawing.body}{drawing.year}年度{of}决算公开表"
    cover(drawing, title)
    one = account(drawing)
    summary(drawing, one, "收入支出决算总表", "决算数", "年初结转和结余", "年末结转和结余")
    by_item(
        drawing,
        "支出决算表",
        [("本年支出合计", one.spent), ("基本支出", one.basic), ("项目支出", one.project)],
    )
    basic_table(drawing, one, "一般公共预算财政拨款基本支出决算表", "决算数")
    three_public(drawing, "财政拨款“三公”经费支出决算表", ("预算数", "决算数"))
    return done(drawing, title, "final_account")


def done(drawing: Drawing, title: str, kind: str) -> Disclosure:
    """The disclosure that was drawn."""
    assert kind in ("budget", "final_account")
    return Disclosure("", title, drawing.body, drawing.year, kind, tuple(drawing.blocks))  # type: ignore[arg-type]


FAMILIES: dict[str, Callable[[Drawing], Disclosure]] = {
    "final_department": lambda d: final_account(d, "部门"),
    "final_unit": lambda d: final_account(d, "单位"),
    "budget_department": lambda d: budget(d, "部门"),
    "budget_unit": lambda d: budget(d, "单位"),
    "tables_department": lambda d: tables_only(d, "部门"),
    "tables_unit": lambda d: tables_only(d, "单位"),
}


def layouts(first: int = 0, last: int = 11) -> list[Disclosure]:
    """Of each family those of these seeds: from 0, and from 7 on set aside until the readers are done."""
    found = []
    for name, family in FAMILIES.items():
        for seed in range(first, last):
            one = family(Drawing(name, seed))
            found.append(Disclosure(f"{name}_{seed}", one.title, one.body, one.year, one.kind, one.blocks))
    return found
