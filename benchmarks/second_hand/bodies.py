"""Invented bodies whose amounts add up, and the statutory tables and sentences that say them.

Written without a look at what reads them. Every amount is a multiple of 100 yuan, so that a table in yuan and
a sentence in ten thousand yuan say the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

Amount = Decimal
Value = str | Amount | None
Head = list[list[tuple[str, int, int]]]
"""Rows of (text, rows spanned, columns spanned)."""

MAIN = {
    "水利": [("213", "农林水支出"), ("21303", "水利"), ("2130301", "行政运行"), ("2130304", "水利行业业务管理"),
           ("2130314", "防汛")],
    "教育": [("205", "教育支出"), ("20501", "教育管理事务"), ("2050101", "行政运行"), ("2050102", "一般行政管理事务"),
           ("20502", "普通教育"), ("2050202", "小学教育")],
    "交通": [("214", "交通运输支出"), ("21401", "公路水路运输"), ("2140101", "行政运行"), ("2140106", "公路养护")],
    "市场": [("201", "一般公共服务支出"), ("20138", "市场监督管理事务"), ("2013801", "行政运行"),
           ("2013804", "经营主体管理"), ("2013816", "食品安全监管")],
    "审计": [("201", "一般公共服务支出"), ("20108", "审计事务"), ("2010801", "行政运行"), ("2010804", "审计业务")],
    "司法": [("204", "公共安全支出"), ("20406", "司法"), ("2040601", "行政运行"), ("2040604", "基层司法业务"),
           ("2040607", "公共法律服务")],
    "文化": [("207", "文化旅游体育与传媒支出"), ("20701", "文化和旅游"), ("2070101", "行政运行"),
           ("2070109", "群众文化")],
}  # fmt: skip
STAFF = [
    ("208", "社会保障和就业支出"), ("20805", "行政事业单位养老支出"),
    ("2080505", "机关事业单位基本养老保险缴费支出"), ("2080506", "机关事业单位职业年金缴费支出"),
    ("210", "卫生健康支出"), ("21011", "行政事业单位医疗"), ("2101101", "行政单位医疗"),
    ("2101103", "公务员医疗补助"),
    ("221", "住房保障支出"), ("22102", "住房改革支出"), ("2210201", "住房公积金"),
]  # fmt: skip
ECONOMIC = [
    ("301", "工资福利支出"), ("30101", "基本工资"), ("30102", "津贴补贴"), ("30103", "奖金"),
    ("30108", "机关事业单位基本养老保险缴费"), ("30109", "职业年金缴费"), ("30110", "职工基本医疗保险缴费"),
    ("30111", "公务员医疗补助缴费"), ("30113", "住房公积金"),
    ("302", "商品和服务支出"), ("30201", "办公费"), ("30205", "水费"), ("30206", "电费"), ("30211", "差旅费"),
    ("30217", "公务接待费"), ("30228", "工会经费"), ("30231", "公务用车运行维护费"),
    ("303", "对个人和家庭的补助"), ("30302", "退休费"), ("30309", "奖励金"),
]  # fmt: skip
SAME = {"30108": "2080505", "30109": "2080506", "30110": "2101101", "30111": "2101103", "30113": "2210201"}
ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Table:
    """A table as its office means it."""

    canonical: str
    title: str
    head: Head
    rows: list[list[Value]]
    leaves: list[str]
    """What the head says of each column, the lowest level."""
    label: int = 0
    """Column of the labels of what stands right of it; -1 where rows have none."""
    ordinals: bool = False
    """A row of 1, 2, 3 below the head."""
    second_label: int | None = None

    @property
    def columns(self) -> int:
        """How many columns."""
        return len(self.leaves)

    def truths(self) -> Iterator[tuple[str, str, str, Amount]]:
        """Canonical table, row label, column head and yuan of every cell with an amount that is not zero."""
        for row in self.rows:
            for c, value in enumerate(row):
                if isinstance(value, Decimal) and value:
                    at = self.label
                    if self.second_label is not None and c > self.second_label:
                        at = self.second_label
                    label = "" if at < 0 else row[at] or row[0]
                    if isinstance(label, str):
                        yield self.canonical, label, self.leaves[c], value


@dataclass
class Body:
    """An invented body in a year: all amounts in yuan."""

    name: str
    branch: str
    year: int
    kind: str
    """final_account or budget"""
    seed: str
    word: str = "部门"
    function: dict[str, tuple[Amount, Amount]] = field(init=False)
    """Code: basic, project."""
    names: dict[str, str] = field(init=False)
    economic: dict[str, Amount] = field(init=False)
    other_income: Amount = field(init=False)
    other_project: Amount = field(init=False)
    purchase: Amount = field(init=False)
    procurement: Amount = field(init=False)
    previous: Amount = field(init=False)
    initial: Amount = field(init=False)

    def __post_init__(self) -> None:
        rng = random.Random(self.seed)

        def amount(low: int, high: int) -> Amount:
            return Decimal(rng.randint(low, high)) * 100

        main = MAIN[self.branch]
        self.names = dict(sorted(main + STAFF))
        self.economic = {c: amount(300, 60_000) if len(c) == 5 else Decimal(0) for c, _ in ECONOMIC}
        for code in ("30101", "30102"):
            self.economic[code] = amount(20_000, 90_000)
        for c in ("301", "302", "303"):
            self.economic[c] = sum((v for k, v in self.economic.items() if k[:3] == c and k != c), Decimal(0))
        leaves: dict[str, tuple[Amount, Amount]] = {
            f: (self.economic[e], Decimal(0)) for e, f in SAME.items()
        }
        runs = next(c for c, n in main if n == "行政运行")
        leaves[runs] = (self.basic - sum((b for b, _ in leaves.values()), Decimal(0)), Decimal(0))
        for c, _ in main:
            if len(c) == 7 and c != runs:
                leaves[c] = (Decimal(0), amount(5_000, 900_000))
        self.function = {}
        for code in self.names:
            below = [v for c, v in leaves.items() if c.startswith(code)]
            self.function[code] = (
                sum((b for b, _ in below), Decimal(0)),
                sum((p for _, p in below), Decimal(0)),
            )
        self.other_income = amount(100, 9_000)
        self.other_project = self.other_income
        self.purchase = Decimal(0)
        self.procurement = amount(2_000, 40_000)
        self.previous = self.total + rng.choice((-1, 1)) * amount(900, 30_000)
        self.initial = self.gpb - amount(900, 20_000)

    @property
    def basic(self) -> Amount:
        """Basic expenditure, all of it of the general budget."""
        return self.personnel + self.public

    @property
    def personnel(self) -> Amount:
        """Wages and allowances."""
        return self.economic["301"] + self.economic["303"]

    @property
    def public(self) -> Amount:
        """Goods and services of basic expenditure."""
        return self.economic["302"]

    @property
    def gpb(self) -> Amount:
        """Expenditure of the general public budget."""
        return self.basic + sum((p for c, (_, p) in self.function.items() if len(c) == 3), Decimal(0))

    @property
    def total(self) -> Amount:
        """Income and expenditure: general budget and other money, which is spent on projects."""
        return self.gpb + self.other_income

    def all_funds(self) -> dict[str, tuple[Amount, Amount]]:
        """Functional rows with other money: it goes to the last project of the main class."""
        last = [c for c, n in MAIN[self.branch] if len(c) == 7][-1]
        return {
            c: (b, p + (self.other_project if last.startswith(c) else 0))
            for c, (b, p) in self.function.items()
        }

    def headline(self) -> dict[str, Amount]:
        """Whole-body figures by measure, in yuan."""
        return {
            "income_expenditure_total": self.total,
            "income.total": self.total,
            "expenditure.total": self.total,
            "expenditure.basic": self.basic,
            "expenditure.project": self.total - self.basic,
            "gpb.expenditure": self.gpb,
            "gpb.basic_expenditure": self.basic,
            "gpb.personnel": self.personnel,
            "gpb.public": self.public,
            "three_public.total": self.economic["30231"] + self.economic["30217"],
            "three_public.vehicle": self.economic["30231"],
            "three_public.vehicle_operation": self.economic["30231"],
            "three_public.reception": self.economic["30217"],
            "agency_operating": self.public,
            "procurement.total": self.procurement,
        }


def wan(value: Amount, separators: bool = False) -> str:
    """Ten thousand yuan with two decimals."""
    return f"{value / 10_000:,.2f}" if separators else f"{value / 10_000:.2f}"


def printed(value: Value, unit: str, zero: str = "0.00") -> str:
    """An amount as a table prints it: separators, two decimals."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if not value:
        return zero
    return f"{value / UNITS[unit]:,.2f}"


UNITS = {"万元": Decimal(10_000), "千元": Decimal(1_000), "元": Decimal(1)}
