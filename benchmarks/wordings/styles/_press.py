"""Prints the statutory tables of a body, with the truth of their cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from benchmarks.wordings.figures import money
from benchmarks.wordings.story import CellFact, Grid
from benchmarks.wordings.styles._accounts import CLASSES, ECONOMIC, GROUPS, ZERO, Body, Item, Public, summed
from benchmarks.wordings.styles._pen import Pen


@dataclass(frozen=True, slots=True)
class Press:
    """Prints the statutory tables of a final account."""

    pen: Pen
    unit: str | None = "万元"
    code_columns: bool = True
    """Codes in a column of their own, or in front of the name."""

    def cell(self, value: Decimal, blank: bool = True) -> str:
        return "" if value == 0 and blank else money(value, self.pen.places, thousands=True)

    def _rows(
        self, items: list[Item], columns: list[tuple[str, list[Decimal]]], total: list[Decimal]
    ) -> tuple[tuple[tuple[str, ...], ...], tuple[CellFact, ...]]:
        """Rows 合计, then classes, groups and items; `columns` are measures with values item by item."""
        lines: list[tuple[str | None, str, list[Decimal]]] = [(None, "合计", total)]
        done: set[str] = set()
        order = sorted(range(len(items)), key=lambda n: items[n].code)
        for n in order:
            for length in (3, 5, 7):
                code = items[n].code[:length]
                if code in done:
                    continue
                done.add(code)
                values = [
                    sum((v for v, i in zip(col, items, strict=True) if i.code.startswith(code)), ZERO)
                    for _, col in columns
                ]
                name = items[n].name if length == 7 else {3: CLASSES, 5: GROUPS}[length][code]
                lines.append((code, name, values))
        body, facts = [], []
        for r, (row_code, name, values) in enumerate(lines):
            lead = (
                ((row_code or name), (name if row_code else "<"))
                if self.code_columns
                else (f"{row_code or ''}{name}",)
            )
            body.append((*lead, *(self.cell(v) for v in values)))
            facts += [
                CellFact(r, len(lead) + c, measure, "final", row_code)
                for c, (measure, _) in enumerate(columns)
                if values[c] != 0
            ]
        return tuple(body), tuple(facts)

    def by_function(
        self, title: str, items: list[Item], columns: list[tuple[str, str, list[Decimal]]]
    ) -> Grid:
        """A table of items; `columns` are heading, measure, values item by item."""
        totals = [sum(col, ZERO) for _, _, col in columns]
        body, facts = self._rows(items, [(m, col) for _, m, col in columns], totals)
        lead = ("科目编码", "科目名称") if self.code_columns else ("项目（按功能分类）",)
        return Grid(title, self.unit, ((*lead, *(h for h, _, _ in columns)),), body, facts)

    def income(self, title: str, body: Body) -> Grid:
        """Income by item: every other income goes to the items that other money pays, in order."""
        items = body.items
        names = {
            "income.undertaking": "事业收入", "income.business": "经营收入", "income.other": "其他收入",
            "income.superior_subsidy": "上级补助收入", "income.affiliate_remittance": "附属单位上缴收入",
        }  # fmt: skip
        fiscal = [ZERO] * len(items)
        for fund in ("gpb", "gov_fund"):
            own = [n for n, i in enumerate(items) if i.fund == fund]
            if not own:
                continue
            for n in own:
                fiscal[n] = items[n].total
            # what is kept or was kept belongs to the largest item
            biggest = max(own, key=lambda n: items[n].total)
            fiscal[biggest] += body.incomes[f"income.{fund}"] - body.spent(fund)
        others = {m: [ZERO] * len(items) for m in body.incomes if m in names}
        own = [n for n, i in enumerate(items) if i.fund == "other"]
        for k, measure in enumerate(others):
            others[measure][own[min(k, len(own) - 1)]] = body.incomes[measure]
        total = [f + sum((col[n] for col in others.values()), ZERO) for n, f in enumerate(fiscal)]
        return self.by_function(
            title,
            items,
            [
                ("本年收入合计", "income.total", total),
                ("财政拨款收入", "income.fiscal", fiscal),
                *((names[m], m, col) for m, col in others.items()),
            ],
        )

    def expenditure(self, title: str, body: Body) -> Grid:
        items = body.items
        return self.by_function(
            title,
            items,
            [
                ("本年支出合计", "expenditure.total", [i.total for i in items]),
                ("基本支出", "expenditure.basic", [i.basic for i in items]),
                ("项目支出", "expenditure.project", [i.project for i in items]),
            ],
        )

    def gpb(self, title: str, body: Body, total: str = "本年支出合计") -> Grid:
        items = body.of("gpb")
        return self.by_function(
            title,
            items,
            [
                (total, "gpb.expenditure", [i.total for i in items]),
                ("基本支出", "gpb.basic_expenditure", [i.basic for i in items]),
                ("项目支出", "gpb.project_expenditure", [i.project for i in items]),
            ],
        )

    def basic(self, title: str, body: Body) -> Grid:
        """Two panels: wages and subsidies | goods and capital; sums of wages and goods at the foot."""

        def panel(*classes: str) -> list[tuple[str, str, Decimal]]:
            rows = []
            for c in classes:
                if body.sum_of(c):
                    rows.append((c, ECONOMIC[c], body.sum_of(c)))
                    rows += [(k, ECONOMIC[k], v) for k, v in body.economic.items() if k.startswith(c)]
            return rows

        left, right = panel("301", "303"), panel("302", "310")
        rows, facts = [], []
        measure = "gpb.basic_expenditure/fiscal.basic_expenditure"
        for r in range(max(len(left), len(right))):
            row: list[str] = []
            for side, at in ((left, 0), (right, 3)):
                if r < len(side):
                    code, name, value = side[r]
                    row += [code, name, self.cell(value)]
                    facts.append(CellFact(r, at + 2, measure, "final", code))
                else:
                    row += ["", "", ""]
            rows.append(tuple(row))
        rows.append(
            ("人员经费合计", "<", self.cell(body.wages()), "公用经费合计", "<", self.cell(body.goods()))
        )
        facts.append(CellFact(len(rows) - 1, 2, "gpb.personnel", "final"))
        facts.append(CellFact(len(rows) - 1, 5, "gpb.public", "final"))
        return Grid(
            title,
            self.unit,
            (
                ("人员经费", "<", "<", "公用经费", "<", "<"),
                ("经济分类科目编码", "科目名称", "决算数", "经济分类科目编码", "科目名称", "决算数"),
            ),
            tuple(rows),
            tuple(facts),
        )

    def summary(self, title: str, body: Body) -> Grid:
        """Two sides: incomes by source | classes, then what was brought in and is kept, and the totals."""
        names = {
            "income.gpb": "一、一般公共预算财政拨款收入", "income.gov_fund": "二、政府性基金预算财政拨款收入",
            "income.state_capital": "三、国有资本经营预算财政拨款收入", "income.superior_subsidy": "四、上级补助收入",
            "income.undertaking": "五、事业收入", "income.business": "六、经营收入",
            "income.affiliate_remittance": "七、附属单位上缴收入", "income.other": "八、其他收入",
        }  # fmt: skip
        numerals = "一二三四五六七八九十"
        left: list[tuple[str, Decimal, str, str | None]] = [
            (n, body.incomes.get(m, ZERO), m, None) for m, n in names.items()
        ]
        right: list[tuple[str, Decimal, str, str | None]] = [
            (f"{numerals[n]}、{i.name}", i.total, "expenditure.total", i.code)
            for n, i in enumerate(summed(body.items, 3))
        ]
        height = max(len(left), len(right))
        empty: tuple[str, Decimal, str, str | None] = ("", ZERO, "", None)
        left += [empty] * (height - len(left))
        right += [empty] * (height - len(right))
        left += [
            ("本年收入合计", body.income, "income.total", None),
            ("使用非财政拨款结余", body.nonfiscal_used, "balance.nonfiscal_used", None),
            ("年初结转和结余", body.opened, "balance.opening", None),
            ("总计", body.total, "income_expenditure_total", None),
        ]
        right += [
            ("本年支出合计", body.spent(), "expenditure.total", None),
            ("结余分配", body.distribution, "balance.distribution", None),
            ("年末结转和结余", body.closed, "balance.closing", None),
            ("总计", body.total, "income_expenditure_total", None),
        ]
        rows, facts = [], []
        for r, (a, b) in enumerate(zip(left, right, strict=True)):
            rows.append((a[0], self.cell(a[1]), b[0], self.cell(b[1])))
            facts += [
                CellFact(r, col, m, "final", code)
                for col, (_, value, m, code) in ((1, a), (3, b))
                if value != 0
            ]
        header = (("收入", "<", "支出", "<"), ("项目", "决算数", "项目", "决算数"))
        return Grid(title, self.unit, header, tuple(rows), tuple(facts))

    def fiscal_summary(self, title: str, body: Body) -> Grid:
        fund_in = body.incomes.get("income.gov_fund", ZERO)
        opening = body.opening.get("gpb", ZERO) + body.opening.get("gov_fund", ZERO)
        closing = body.closing.get("gpb", ZERO) + body.closing.get("gov_fund", ZERO)
        spent = body.spent("gpb") + body.spent("gov_fund")
        left = [
            ("一、一般公共预算财政拨款", body.gpb_income),
            ("二、政府性基金预算财政拨款", fund_in),
            ("三、国有资本经营预算财政拨款", ZERO),
        ]
        codes = summed([i for i in body.items if i.fund != "other"], 3)
        gpb, fund = ({i.code: i.total for i in summed(body.of(f), 3)} for f in ("gpb", "gov_fund"))
        right = [
            (f"{n}、{i.name}", gpb.get(i.code, ZERO), fund.get(i.code, ZERO))
            for n, i in zip("一二三四五六七八九十", codes, strict=False)
        ]
        height = max(len(left), len(right))
        left += [("", ZERO)] * (height - len(left))
        right += [("", ZERO, ZERO)] * (height - len(right))
        left += [
            ("本年收入合计", body.fiscal_income),
            ("年初财政拨款结转和结余", opening),
            ("总计", body.fiscal_income + opening),
        ]
        right += [
            ("本年支出合计", body.spent("gpb"), body.spent("gov_fund")),
            ("年末财政拨款结转和结余", body.closing.get("gpb", ZERO), body.closing.get("gov_fund", ZERO)),
            ("总计", body.spent("gpb") + body.closing.get("gpb", ZERO),
             body.spent("gov_fund") + body.closing.get("gov_fund", ZERO)),
        ]  # fmt: skip
        rows = tuple(
            (a[0], self.cell(a[1]), b[0], self.cell(b[1] + b[2]), self.cell(b[1]), self.cell(b[2]))
            for a, b in zip(left, right, strict=True)
        )
        assert spent + closing == body.fiscal_income + opening
        last = len(rows) - 1
        facts = (
            CellFact(0, 1, "income.gpb", "final"),
            CellFact(last, 1, "fiscal.income_expenditure_total", "final"),
            CellFact(last, 3, "fiscal.income_expenditure_total", "final"),
        )
        header = (
            ("收入", "<", "支出", "<", "<", "<"),
            ("项目", "金额", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"),
        )
        return Grid(title, self.unit, header, rows, facts)

    def fund(self, title: str, body: Body) -> Grid:
        items = body.of("gov_fund")
        opening, closing = body.opening.get("gov_fund", ZERO), body.closing.get("gov_fund", ZERO)
        big = max(range(len(items)), key=lambda n: items[n].total) if items else 0
        income = [i.total + (closing - opening if n == big else ZERO) for n, i in enumerate(items)]
        grid = self.by_function(
            title,
            items,
            [
                (
                    "年初结转和结余",
                    "gov_fund.opening",
                    [opening if n == big else ZERO for n in range(len(items))],
                ),
                ("本年收入", "gov_fund.income/income.gov_fund", income),
                ("本年支出", "gov_fund.expenditure", [i.total for i in items]),
                ("基本支出", "gov_fund.basic_expenditure", [i.basic for i in items]),
                ("项目支出", "gov_fund.project_expenditure", [i.project for i in items]),
                (
                    "年末结转和结余",
                    "gov_fund.closing",
                    [closing if n == big else ZERO for n in range(len(items))],
                ),
            ],
        )
        lead = ("科目编码", "科目名称") if self.code_columns else ("项目（按功能分类）",)
        first = (*lead, "年初结转和结余", "本年收入", "本年支出", "<", "<", "年末结转和结余")
        second = (*("^" for _ in lead), "^", "^", "小计", "基本支出", "项目支出", "^")
        return replace(grid, header=(first, second))

    def public(self, title: str, budget: Public, final: Public, budget_role: str = "initial_budget") -> Grid:
        """One row: six of the budget, six of the final account."""
        heads = ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "<", "<", "公务接待费")
        below = ("^", "^", "小计", "公务用车购置费", "公务用车运行维护费", "^")
        keys = (
            "three_public.total", "three_public.abroad", "three_public.vehicle",
            "three_public.vehicle_purchase", "three_public.vehicle_operation", "three_public.reception",
        )  # fmt: skip
        values = [
            v
            for p in (budget, final)
            for v in (p.total, p.abroad, p.vehicle, p.purchase, p.operation, p.reception)
        ]
        roles = (*[budget_role] * 6, *["final"] * 6)
        facts = tuple(
            CellFact(0, c, m, role) for c, (m, role) in enumerate(zip(keys * 2, roles, strict=True))
        )
        header = (
            ("预算数", *["<"] * 5, "决算数", *["<"] * 5),
            (*heads, *heads),
            (*below, *below),
        )
        return Grid(title, self.unit, header, (tuple(self.cell(v, blank=False) for v in values),), facts)
