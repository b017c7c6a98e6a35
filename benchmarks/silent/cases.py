"""The cases: one table that ties out, printed in ways in which tables were lost."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.layouts.accounts import Account, make_account, total
from benchmarks.layouts.drawer import Drawer
from benchmarks.layouts.drawn import EMBEDDED, PLAIN, TRUETYPE
from benchmarks.layouts.layouts import Layout
from benchmarks.layouts.sheets import Book, Row, Sheet
from benchmarks.layouts.statutory import merged
from benchmarks.silent.painting import Patch, Ruler, paint, stroke_all

WIDTH, TALL = 595.0, 842.0
LEFT, TOP = 50.0, 700.0
Draw = Callable[["Paper", Sheet], None]


@dataclass(frozen=True, slots=True)
class Case:
    """A way of printing; those set aside are not looked at while the reader is changed."""

    name: str
    draw: Draw
    make: Callable[[Drawer], Sheet]
    aside: bool = False
    deep: bool = False
    embedded: bool = True


class Paper:
    """A PDF in the making: pages, and what stands on them beside the table."""

    def __init__(self, font: str, account: Account, sheet: Sheet) -> None:
        self.font, self.account, self.sheet = font, account, sheet
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=(WIDTH, TALL), invariant=1)
        self.written = False

    def text(self, x: float, y: float, text: str, size: float = 12) -> None:
        self.canvas.setFillGray(0)
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(x, y, text)
        self.written = True

    def centred(self, y: float, text: str, size: float, width: float = WIDTH) -> None:
        self.text((width - pdfmetrics.stringWidth(text, self.font, size)) / 2, y, text, size)

    def page(self) -> None:
        if self.written:
            self.canvas.showPage()
        self.written = False

    def caption(self, width: float = WIDTH, top: float = TOP) -> None:
        self.centred(top + 40, self.sheet.title, 14, width)
        self.text(LEFT, top + 12, f"部门：{self.sheet.entity}", 9)
        self.text(width - 130, top + 12, f"单位：{self.sheet.unit}", 9)

    def patch(
        self,
        rows: Sequence[Row],
        widths: Sequence[float],
        x: float = LEFT,
        y: float = TOP,
        ruler: Ruler = stroke_all,
    ) -> float:
        self.written = True
        return paint(self.canvas, self.font, Patch(rows, widths, x, y), ruler)

    def closing(self, y: float = 300) -> None:
        """A paragraph of prose behind the table."""
        self.text(LEFT + 24, y, "第三部分  名词解释")
        self.text(LEFT + 24, y - 24, "基本支出：指为保障机构正常运转、完成日常工作任务而发生的各项支出。")

    def finish(self) -> bytes:
        self.page()
        self.canvas.save()
        return self.out.getvalue()


def expenditure(d: Drawer) -> Sheet:
    """合计, 基本支出, 项目支出 and three more; the second half of the rows has basic expenditure only."""
    a = d.account
    spent = merged(a.basic, a.project)
    late = [c for c in spent if c[:3] not in a.project]
    early = [c for c in spent if c[:3] in a.project]
    sheet = d.sheet(
        "expenditure", f"{a.year}年部门支出预算总表" if d.layout.kind == "bd" else "支出决算表", ()
    )
    first = "合计" if d.layout.kind == "bd" else "本年支出合计"
    columns = [
        ((first,), "expenditure.total"),
        (("基本支出",), "expenditure.basic"),
        (("项目支出",), "expenditure.project"),
    ]
    rows: dict[str, tuple[Decimal | None, ...]] = {
        c: (spent[c], a.basic.get(c), a.project.get(c)) for c in (*early, *late)
    }
    return d.by_code(sheet, columns, a.function_names, rows)


def early_rows(sheet: Sheet, account: Account) -> int:
    """How many body rows stand before the first that has no project expenditure."""
    codes = [row[0].text for row in sheet.body]
    return next(k for k, code in enumerate(codes) if code.isdigit() and code[:3] not in account.project)


def income(d: Drawer) -> Sheet:
    """The wide table of incomes: seven columns (accounts), or six under three levels of heads (budgets)."""
    a = d.account
    gpb = merged(a.basic, a.project)
    fund = a.fund
    sheet = d.sheet("income", f"{a.year}年部门收入预算总表" if d.layout.kind == "bd" else "收入决算表", ())
    spent = merged(gpb, fund)
    if d.layout.kind == "bd":
        columns = [
            (("本年收入", "合计"), "income.total"),
            (("本年收入", "财政拨款收入", "小计"), "income.fiscal"),
            (("本年收入", "财政拨款收入", "一般公共预算"), "income.gpb"),
            (("本年收入", "财政拨款收入", "政府性基金预算"), "income.gov_fund"),
            (("本年收入", "事业收入"), "income.undertaking"),
            (("本年收入", "其他收入"), "income.other"),
        ]
        rows: Mapping[str, Sequence[Decimal | None]] = {
            c: (v, v, gpb.get(c), fund.get(c), None, None) for c, v in spent.items()
        }
    else:
        names = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
        measures = ("fiscal", "superior_subsidy", "undertaking", "business", "affiliate_remittance", "other")
        columns = [(("本年收入合计",), "income.total")]
        columns += [((n,), f"income.{m}") for n, m in zip(names, measures, strict=True)]
        rows = {c: (v, v, None, None, None, None, None) for c, v in spent.items()}
    assert total(spent) == total(gpb) + total(fund)
    return d.by_code(sheet, columns, a.function_names, rows)


def fiscal(d: Drawer) -> Sheet:
    """The general public budget's expenditure: three columns."""
    a = d.account
    gpb = merged(a.basic, a.project)
    name = (
        "一般公共预算财政拨款支出决算表"
        if d.layout.kind == "fa"
        else f"{a.year}年一般公共预算支出功能分类预算表"
    )
    columns = [
        (("合计",), "gpb.expenditure"),
        (("基本支出",), "gpb.basic_expenditure"),
        (("项目支出",), "gpb.project_expenditure"),
    ]
    rows = {c: (v, *a.gpb(c)) for c, v in gpb.items()}
    return d.by_code(d.sheet("gpb_expenditure", name, ()), columns, a.function_names, rows)


def printed(case: Case, seed: str = "") -> tuple[Book, bytes]:
    """The book of a case, with its truth, and its PDF."""
    n = sum(map(ord, case.name))
    layout = Layout(case.name, "reportlab", kind="fa" if n % 2 else "bd", deep=case.deep, size=9)
    account = _mixed_account(f"{case.name}{seed}", layout)
    sheet = case.make(Drawer(layout, account))
    font = PLAIN
    pdfmetrics.registerFont(UnicodeCIDFont(PLAIN))
    if case.embedded and TRUETYPE.exists():
        pdfmetrics.registerFont(TTFont(EMBEDDED, str(TRUETYPE)))
        font = EMBEDDED
    paper = Paper(font, account, sheet)
    what = "年度部门决算" if layout.kind == "fa" else "年部门预算"
    paper.centred(600, account.entity, 22)
    paper.centred(560, f"{account.year}{what}", 22)
    paper.page()
    paper.text(LEFT + 24, 760, "第一部分  部门概况")
    paper.text(
        LEFT + 24, 736, f"{account.entity}是主管全市有关工作的政府工作部门，负责贯彻执行国家的方针政策。"
    )
    paper.text(LEFT + 24, 712, f"第二部分  {account.year}{what}表")
    paper.page()
    case.draw(paper, sheet)
    return Book(case.name, (account.entity,), (), [sheet]), paper.finish()


def _mixed_account(seed: str, layout: Layout) -> Account:
    """An account with classes that have projects and classes that have none."""
    for n in range(100):
        account = make_account(f"{seed} {n}", size=layout.size, step=layout.step)
        classes = {c for c in account.basic if len(c) == 3}
        if 0 < len(classes - set(account.project)) < len(classes):
            return account
    raise AssertionError("no account with both kinds of classes")
