"""Grids of the statutory tables with the truth of their cells."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.wordings.story import CellFact, Grid
from benchmarks.wordings.styles._books import CLASSES, Books, Line, add, nil
from benchmarks.wordings.styles._marker import Pen, Three

Row = tuple[str | Line | None, ...]


def grid(
    pen: Pen,
    title: str,
    header: Sequence[Sequence[str]],
    rows: Sequence[Row],
    unit: str | None = "万元",
    blank: bool = False,
) -> Grid:
    """A grid of texts and lines; a line prints its amount and leaves a fact (no fact of a blank)."""
    body, facts = [], []
    for r, row in enumerate(rows):
        cells = []
        for c, cell in enumerate(row):
            if isinstance(cell, Line):
                empty = blank and not cell.now
                cells.append("" if empty else pen.money(cell.now))
                if not empty:
                    facts.append(
                        CellFact(
                            r, c, cell.measure, pen.role, cell.code or None, dict(cell.keys).get("label")
                        )
                    )
            else:
                cells.append(cell or "")
        body.append(tuple(cells))
    return Grid(title, unit, tuple(tuple(h) for h in header), tuple(body), tuple(facts))


def two_sided(left: Sequence[Row], right: Sequence[Row], width: tuple[int, int] = (2, 2)) -> list[Row]:
    """Rows of a table with two sides; the shorter side is filled with blanks."""
    n = max(len(left), len(right))
    pad_l, pad_r = [("",) * width[0]] * (n - len(left)), [("",) * width[1]] * (n - len(right))
    return [(*a, *b) for a, b in zip([*left, *pad_l], [*right, *pad_r], strict=True)]


def closed(left: list[Row], right: list[Row], feet: Sequence[tuple[Row, Row]]) -> list[Row]:
    return [*two_sided(left, right), *((*a, *b) for a, b in feet)]


def ordinal(rows: Sequence[tuple[str, Line]], numbered: bool = True) -> list[Row]:
    marks = "一二三四五六七八九"
    return [(f"{marks[i]}、{name}" if numbered else name, x) for i, (name, x) in enumerate(rows)]


def summary(
    pen: Pen,
    books: Books,
    title: str,
    head: tuple[str, ...] = ("项目", "决算数", "项目", "决算数"),
    sums: tuple[str, str, str] = ("本年收入合计", "本年支出合计", "总计"),
    carry: tuple[str, str] = ("年初结转和结余", "年末结转和结余"),
    withheld: Sequence[str] = (),
) -> Grid:
    """Income and expenditure by function, all funds; classes of `withheld` are not printed."""
    left = ordinal(
        [
            ("一般公共预算财政拨款收入", books.income_gpb),
            ("政府性基金预算财政拨款收入", books.income_fund),
            ("国有资本经营预算财政拨款收入", nil("income.state_capital")),
            (
                "事业收入",
                books.own if books.own.measure == "income.undertaking" else nil("income.undertaking"),
            ),
            ("其他收入", books.other),
        ]
    )
    shown = [c for c in books.codes(3, funds=True) if c not in withheld]
    right = ordinal([(CLASSES[c], books.all_at(c)) for c in shown])
    end = books.grand
    feet: list[tuple[Row, Row]] = [
        ((sums[0], books.income), (sums[1], books.spent)),
        ((carry[0], books.opening), (carry[1], books.closing)),
        ((sums[2], end), (sums[2], end)),
    ]
    return grid(pen, title, [head], closed(list(left), list(right), feet))


def by_function(
    pen: Pen,
    books: Books,
    title: str,
    columns: Sequence[str] = ("合计", "基本支出", "项目支出"),
    codes: Sequence[str] = ("科目编码", "科目名称"),
    levels: Sequence[int] = (3, 5, 7),
    total_first: bool = True,
    withheld: Sequence[str] = (),
    blank: bool = False,
) -> Grid:
    """General public budget by function: total, basic, project; rows of `withheld` codes are not printed."""
    rows: list[Row] = []
    for code in sorted({i.code[:n] for i in books.items for n in levels}):
        if not code.startswith(tuple(withheld) or ("-",)):
            total, basic, project = (
                books.at(code),
                books.at(code, "gpb.basic_expenditure"),
                books.at(code, "gpb.project_expenditure"),
            )
            rows.append((code, total.name, total, basic, project))
    foot: Row = ("", "合计", books.gpb, books.basic, books.project)
    rows = [foot, *rows] if total_first else [*rows, foot]
    return grid(pen, title, [(*codes, *columns)], rows, blank=blank)


def spending(
    pen: Pen,
    books: Books,
    title: str,
    columns: Sequence[str] = ("本年支出合计", "基本支出", "项目支出"),
    codes: Sequence[str] = ("科目编码", "科目名称"),
    levels: Sequence[int] = (3, 5, 7),
    withheld: Sequence[str] = (),
) -> Grid:
    """All funds by function: total, basic, project."""
    every = [i.code for i in [*books.items, *books.own_items]] + [f.code for f in books.fund_items]
    rows: list[Row] = [("", "合计", books.spent, books.spent_basic, books.spent_project)]
    for code in sorted({c[:n] for c in every for n in levels}):
        if not code.startswith(tuple(withheld) or ("-",)):
            total = books.all_at(code)
            rows.append(
                (
                    code,
                    total.name,
                    total,
                    books.all_at(code, "expenditure.basic"),
                    books.all_at(code, "expenditure.project"),
                )
            )
    return grid(pen, title, [(*codes, *columns)], rows)


def fiscal_summary(
    pen: Pen,
    books: Books,
    title: str,
    head: tuple[str, str, str] = ("决算数", "合计", "一般公共预算财政拨款"),
    last: str = "总计",
) -> Grid:
    """Fiscal income and expenditure by class and fund; no carry-over."""
    number, whole, gpb = head
    header = [
        ("收入", "<", "支出", "<", "<", "<"),
        ("项目", number, "项目", whole, gpb, "政府性基金预算财政拨款"),
    ]
    left = ordinal(
        [("一般公共预算财政拨款", books.income_gpb), ("政府性基金预算财政拨款", books.income_fund)]
    )
    right: list[Row] = []
    for code in sorted({*books.codes(3), *(f.code[:3] for f in books.fund_items)}):
        by_fund = [f for f in books.fund_items if f.code.startswith(code)]
        fund = (
            by_fund[0].called("gov_fund.expenditure", code=code)
            if by_fund
            else nil("gov_fund.expenditure", code=code)
        )
        gpb_line = books.at(code) if code in books.codes(3) else nil("gpb.expenditure", code=code)
        right.append((CLASSES[code], books.fiscal_at(code), gpb_line, fund))
    rows = two_sided(list(left), right, (2, 4))
    total = books.fiscal.bare("fiscal.income_expenditure_total")
    rows.append(
        (
            "本年收入合计",
            books.income_fiscal.bare("income.fiscal"),
            "本年支出合计",
            books.fiscal,
            books.gpb,
            books.fund,
        )
    )
    rows.append((last, total, last, total, pen.money(books.gpb.now), pen.money(books.fund.now)))
    return grid(pen, title, header, rows)


def economic(pen: Pen, books: Books, title: str, number: str = "决算数", panels: bool = True) -> Grid:
    """Basic expenditure by economic item: two panels, or one list with personnel and public columns."""

    def block(heads: Sequence[str]) -> list[Row]:
        rows: list[Row] = []
        for head in heads:
            top = books.econ(head)
            rows.append((head, top.name, top))
            rows += [(x.code, x.name, x) for x in [*books.wages, *books.office] if x.code.startswith(head)]
        return rows

    if panels:
        rows = two_sided(block(("301", "303")), block(("302", "310")), (3, 3))
        rows.append(("", "人员经费合计", books.personnel, "", "公用经费合计", books.public))
        return grid(
            pen,
            title,
            [("经济分类科目编码", "科目名称", number, "经济分类科目编码", "科目名称", number)],
            rows,
        )
    rows = [("", "合计", books.basic, books.personnel, books.public)]
    for head in ("301", "302", "303", "310"):
        for code, name, x in block((head,)):
            assert isinstance(x, Line)
            whole = x.called("gpb.basic_expenditure", code=x.code)
            people = head in ("301", "303")
            rows.append(
                (
                    code,
                    name,
                    whole,
                    x.called("gpb.personnel", code=x.code) if people else "",
                    "" if people else x.called("gpb.public", code=x.code),
                )
            )
    return grid(pen, title, [("科目编码", "科目名称", "合计", "人员经费", "公用经费")], rows)


def funds(
    pen: Pen, books: Books, title: str, columns: Sequence[str] = ("本年收入", "小计", "基本支出", "项目支出")
) -> Grid:
    """Government funds: income and expenditure by item; everything is projects."""
    rows: list[Row] = []
    basic, project = nil("gov_fund.basic_expenditure"), "gov_fund.project_expenditure"
    rows.append(("", "合计", books.fund.bare("gov_fund.income"), books.fund, basic, books.fund.bare(project)))
    for f in books.fund_items:
        k = f.code
        rows.append(
            (
                k,
                f.name,
                f.called("gov_fund.income", code=k),
                f,
                nil("gov_fund.basic_expenditure", code=k),
                f.called(project, code=k),
            )
        )
    return grid(pen, title, [("科目编码", "科目名称", *columns)], rows)


def three_row(pen: Pen, three: Three, title: str, order: str = "abroad-first") -> Grid:
    """One row: total, abroad, vehicles (sum, purchase, operation), reception."""
    if order == "abroad-first":
        header = [
            ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "<", "<", "公务接待费"),
            ("^", "^", "小计", "公务用车购置费", "公务用车运行维护费", "^"),
        ]
        row: Row = (
            three.total,
            three.abroad,
            three.vehicle,
            three.purchase,
            three.operation,
            three.reception,
        )
    else:
        header = [
            ("合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费", "<", "<"),
            ("^", "^", "^", "小计", "公务用车购置费", "公务用车运行费"),
        ]
        row = (three.total, three.abroad, three.reception, three.vehicle, three.purchase, three.operation)
    return grid(pen, title, header, [row])


def three_pair(pen: Pen, three: Three, title: str) -> Grid:
    """Items below each other, the first budget beside the final figure."""
    items = [
        ("合计", three.total),
        ("1.因公出国（境）费", three.abroad),
        ("2.公务用车购置及运行维护费", three.vehicle),
        ("其中：公务用车购置费", three.purchase),
        ("公务用车运行维护费", three.operation),
        ("3.公务接待费", three.reception),
    ]
    g = grid(pen, title, [("项目", "年初预算数", "决算数")], [(name, "", x) for name, x in items])
    body = tuple((row[0], pen.money(x.initial), row[2]) for row, (_, x) in zip(g.body, items, strict=True))
    extra = tuple(CellFact(r, 1, x.measure, "initial_budget") for r, (_, x) in enumerate(items))
    return Grid(title, g.unit, g.header, body, g.facts + extra)


def income_list(pen: Pen, books: Books, title: str, levels: Sequence[int] = (3, 5, 7)) -> Grid:
    """Income by function and source; own money stands with the first own item."""
    own = "事业收入" if books.own.measure == "income.undertaking" else "经营收入"
    header = [("科目编码", "科目名称", "本年收入合计", "财政拨款收入", own, "其他收入")]
    rows: list[Row] = [("", "合计", books.income, books.income_fiscal, books.own, books.other)]
    every = {i.code for i in [*books.items, *books.own_items]} | {f.code for f in books.fund_items}
    home = books.own_items[0].code if books.own_items else "-"
    for code in sorted({c[:n] for c in every for n in levels}):
        fiscal = books.fiscal_at(code).called("income.fiscal", code=code)
        here = home.startswith(code)
        mine = books.own.called(books.own.measure, code=code) if here else nil(books.own.measure, code=code)
        more = books.other.called("income.other", code=code) if here else nil("income.other", code=code)
        both = [fiscal, mine, more]
        whole = add(both, "income.total", code=code)
        rows.append((code, books.name_of(code), whole, fiscal, mine, more))
    return grid(pen, title, header, rows)
