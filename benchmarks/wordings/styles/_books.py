"""Books of an invented body: every figure has this year, the year before and the first budget; sums are exact.

Amounts are in 万元 with two decimals. What a figure is (measure, code, label) travels with it, so that prose and
tables print the same number under the same name.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
CLASSES = {
    "201": "一般公共服务支出",
    "204": "公共安全支出",
    "205": "教育支出",
    "206": "科学技术支出",
    "207": "文化旅游体育与传媒支出",
    "208": "社会保障和就业支出",
    "210": "卫生健康支出",
    "211": "节能环保支出",
    "212": "城乡社区支出",
    "213": "农林水支出",
    "214": "交通运输支出",
    "220": "自然资源海洋气象等支出",
    "221": "住房保障支出",
    "224": "灾害防治及应急管理支出",
    "229": "其他支出",
}
GROUPS = {
    "20103": "政府办公厅（室）及相关机构事务",
    "20131": "党委办公厅（室）及相关机构事务",
    "20132": "组织事务",
    "20402": "公安",
    "20405": "法院",
    "20502": "普通教育",
    "20503": "职业教育",
    "20508": "进修及培训",
    "20604": "技术研究与开发",
    "20701": "文化和旅游",
    "20802": "民政管理事务",
    "20805": "行政事业单位养老支出",
    "20808": "抚恤",
    "20899": "其他社会保障和就业支出",
    "21004": "公共卫生",
    "21011": "行政事业单位医疗",
    "21103": "污染防治",
    "21104": "自然生态保护",
    "21201": "城乡社区管理事务",
    "21203": "城乡社区公共设施",
    "21205": "城乡社区环境卫生",
    "21208": "国有土地使用权出让收入安排的支出",
    "21301": "农业农村",
    "21302": "林业和草原",
    "21303": "水利",
    "21305": "巩固脱贫攻坚成果衔接乡村振兴",
    "21307": "农村综合改革",
    "22001": "自然资源事务",
    "22102": "住房改革支出",
    "22401": "应急管理事务",
    "22407": "自然灾害救灾及恢复重建支出",
    "22960": "彩票公益金安排的支出",
    "22999": "其他支出",
}
PERSONNEL = (
    ("30101", "基本工资", 24),
    ("30102", "津贴补贴", 18),
    ("30103", "奖金", 16),
    ("30107", "绩效工资", 8),
    ("30112", "其他社会保障缴费", 2),
    ("30199", "其他工资福利支出", 6),
    ("30302", "退休费", 5),
    ("30305", "生活补助", 3),
)
PUBLIC = (
    ("30201", "办公费", 12),
    ("30205", "水费", 1),
    ("30206", "电费", 4),
    ("30207", "邮电费", 3),
    ("30211", "差旅费", 8),
    ("30213", "维修（护）费", 5),
    ("30215", "会议费", 2),
    ("30216", "培训费", 3),
    ("30217", "公务接待费", 1),
    ("30226", "劳务费", 9),
    ("30227", "委托业务费", 7),
    ("30228", "工会经费", 5),
    ("30229", "福利费", 4),
    ("30231", "公务用车运行维护费", 4),
    ("30239", "其他交通费用", 12),
    ("30299", "其他商品和服务支出", 6),
    ("31002", "办公设备购置", 4),
)
TIED = {
    "30108": ("机关事业单位基本养老保险缴费", ("2080505",)),
    "30109": ("职业年金缴费", ("2080506",)),
    "30110": ("职工基本医疗保险缴费", ("2101101", "2101102")),
    "30111": ("公务员医疗补助缴费", ("2101103",)),
    "30113": ("住房公积金", ("2210201",)),
}


def cents(x: Decimal | float) -> Decimal:
    return Decimal(str(x)).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Line:
    """A figure; `keys` are the keys of its mark, `name` the printed name."""

    now: Decimal
    before: Decimal
    initial: Decimal
    measure: str
    keys: tuple[tuple[str, str], ...] = ()
    name: str = ""

    def called(self, measure: str, name: str = "", **keys: str) -> Line:
        return replace(self, measure=measure, keys=tuple(keys.items()) or self.keys, name=name or self.name)

    def bare(self, measure: str, name: str = "") -> Line:
        return replace(self, measure=measure, keys=(), name=name or self.name)

    @property
    def figures(self) -> tuple[Decimal, Decimal, Decimal]:
        return self.now, self.before, self.initial

    def with_figures(self, figures: Iterable[Decimal]) -> Line:
        now, before, initial = figures
        return replace(self, now=now, before=before, initial=initial)

    def less(self, part: Line) -> Line:
        """What is left of it without a part."""
        return self.with_figures(x - y for x, y in zip(self.figures, part.figures, strict=True))

    @property
    def code(self) -> str:
        return dict(self.keys).get("code", "")

    def w(self, up: str, down: str) -> str:
        return up if self.now > self.before else down

    def wi(self, up: str, down: str) -> str:
        return up if self.now > self.initial else down

    def split(self, rng: random.Random, weights: Sequence[float]) -> list[Line]:
        """Parts with exact sums in every year; the weights waver a little from year to year."""
        while True:
            columns = [_parts(rng, x, weights) for x in self.figures]
            parts = [self.bare(self.measure).with_figures(x) for x in zip(*columns, strict=True)]
            # a part that does not move has no change to write about; the tables of the whole body do
            if not self.now or all(x.now not in (x.before, x.initial) for x in parts):
                return parts


def _parts(rng: random.Random, total: Decimal, weights: Sequence[float]) -> list[Decimal]:
    wavered = [w * rng.uniform(0.88, 1.13) for w in weights]
    out = [cents(float(total) * w / sum(wavered)) for w in wavered[1:]]
    return [total - sum(out, ZERO), *out]


def line(rng: random.Random, size: float, measure: str, name: str = "", **keys: str) -> Line:
    """A figure near `size`; the year before and the first budget differ from it. Nothing where size is 0."""
    if not size:
        return nil(measure, name, **keys)
    now = cents(size * rng.uniform(0.85, 1.15))
    before = cents(float(now) * rng.choice((rng.uniform(0.78, 0.97), rng.uniform(1.03, 1.24))))
    initial = cents(float(now) * rng.choice((rng.uniform(0.86, 0.98), rng.uniform(1.02, 1.12))))
    return Line(now, before, initial, measure, tuple(keys.items()), name)


def nil(measure: str, name: str = "", **keys: str) -> Line:
    return Line(ZERO, ZERO, ZERO, measure, tuple(keys.items()), name)


def add(lines: Iterable[Line], measure: str, name: str = "", **keys: str) -> Line:
    kept = list(lines)
    sums = [sum((getattr(x, f) for x in kept), ZERO) for f in ("now", "before", "initial")]
    return Line(sums[0], sums[1], sums[2], measure, tuple(keys.items()), name)


@dataclass(frozen=True, slots=True)
class Item:
    """A functional item of the general public budget, seven digits."""

    code: str
    name: str
    basic: Line
    project: Line

    @property
    def total(self) -> Line:
        return add((self.basic, self.project), "gpb.expenditure", self.name, code=self.code)


@dataclass(slots=True)
class Books:
    """All figures of one body; `add` keeps the totals."""

    items: list[Item]
    fund_items: list[Line] = field(default_factory=list)
    own: Line = field(default_factory=lambda: nil("income.undertaking", "事业收入"))
    other: Line = field(default_factory=lambda: nil("income.other", "其他收入"))
    opening: Line = field(default_factory=lambda: nil("balance.opening", "年初结转和结余"))
    closing: Line = field(default_factory=lambda: nil("balance.closing", "年末结转和结余"))
    own_items: list[Item] = field(default_factory=list)
    wages: list[Line] = field(default_factory=list)
    office: list[Line] = field(default_factory=list)

    def at(self, code: str, measure: str = "gpb.expenditure") -> Line:
        """The item, group or class of a code in the general public budget, by its length."""
        part = {"gpb.basic_expenditure": "basic", "gpb.project_expenditure": "project"}.get(measure, "total")
        name = CLASSES.get(code) or GROUPS.get(code) or next(i.name for i in self.items if i.code == code)
        found = [getattr(i, part) for i in self.items if i.code.startswith(code)]
        return add(found, measure, name, code=code)

    def all_at(self, code: str, measure: str = "expenditure.total") -> Line:
        """The same over all funds."""
        part = {"expenditure.basic": "basic", "expenditure.project": "project"}.get(measure, "total")
        found = [getattr(i, part) for i in [*self.items, *self.own_items] if i.code.startswith(code)]
        if part != "basic":
            found += [f for f in self.fund_items if f.code.startswith(code)]
        return add(found, measure, self.name_of(code), code=code)

    def fiscal_at(self, code: str) -> Line:
        found = [i.total for i in self.items if i.code.startswith(code)]
        found += [f for f in self.fund_items if f.code.startswith(code)]
        return add(found, "fiscal.expenditure", self.name_of(code), code=code)

    def name_of(self, code: str) -> str:
        own = {i.code: i.name for i in [*self.items, *self.own_items]} | {
            f.code: f.name for f in self.fund_items
        }
        return CLASSES.get(code) or GROUPS.get(code) or own[code]

    def codes(self, length: int, funds: bool = False) -> list[str]:
        every = [i.code for i in self.items]
        every += [i.code for i in self.own_items] + [f.code for f in self.fund_items] if funds else []
        return sorted({c[:length] for c in every})

    @property
    def gpb(self) -> Line:
        return add((i.total for i in self.items), "gpb.expenditure", "一般公共预算财政拨款支出")

    @property
    def basic(self) -> Line:
        return add((i.basic for i in self.items), "gpb.basic_expenditure", "基本支出")

    @property
    def project(self) -> Line:
        return add((i.project for i in self.items), "gpb.project_expenditure", "项目支出")

    @property
    def fund(self) -> Line:
        return add(self.fund_items, "gov_fund.expenditure", "政府性基金预算财政拨款支出")

    @property
    def fiscal(self) -> Line:
        return add((self.gpb, self.fund), "fiscal.expenditure", "财政拨款支出")

    @property
    def income_gpb(self) -> Line:
        return self.gpb.bare("income.gpb", "一般公共预算财政拨款收入")

    @property
    def income_fund(self) -> Line:
        return self.fund.bare("income.gov_fund", "政府性基金预算财政拨款收入")

    @property
    def income_fiscal(self) -> Line:
        return self.fiscal.bare("income.fiscal", "财政拨款收入")

    @property
    def income(self) -> Line:
        return add((self.income_fiscal, self.own, self.other), "income.total", "本年收入合计")

    @property
    def spent_basic(self) -> Line:
        every = [i.basic for i in [*self.items, *self.own_items]]
        return add(every, "expenditure.basic", "基本支出")

    @property
    def spent_project(self) -> Line:
        every = [i.project for i in [*self.items, *self.own_items]] + self.fund_items
        return add(every, "expenditure.project", "项目支出")

    @property
    def spent(self) -> Line:
        return add((self.spent_basic, self.spent_project), "expenditure.total", "本年支出合计")

    @property
    def grand(self) -> Line:
        return add((self.income, self.opening), "income_expenditure_total", "总计")

    @property
    def personnel(self) -> Line:
        return add(self.wages, "gpb.personnel", "人员经费")

    @property
    def public(self) -> Line:
        return add(self.office, "gpb.public", "公用经费")

    def econ(self, code: str) -> Line:
        """An economic item of basic expenditure: 301 or 30101."""
        names = {
            "301": "工资福利支出",
            "302": "商品和服务支出",
            "303": "对个人和家庭的补助",
            "310": "资本性支出",
        }
        found = [x for x in [*self.wages, *self.office] if x.code.startswith(code)]
        measure = "gpb.basic_expenditure/gpb.personnel" if code[:3] in ("301", "303") else OFFICE
        return add(found, measure, names.get(code) or found[0].name, code=code)


OFFICE = "gpb.basic_expenditure/gpb.public"


def _economic(rng: random.Random, books: Books, share: float) -> None:
    """Economic items of the basic expenditure; contributions equal the functions that pay them."""
    measure = "gpb.basic_expenditure/gpb.personnel"
    basic = {i.code: i.basic for i in books.items}
    for code, (name, functions) in TIED.items():
        paid = [basic[f] for f in functions if f in basic]
        if paid:
            books.wages.append(add(paid, measure, name, code=code))
    tied = add(books.wages, measure)
    rest = books.basic.less(tied).bare(measure)
    for_people, for_office = rest.split(rng, [1 - share, share])
    for (code, name, _), part in zip(
        PERSONNEL, for_people.split(rng, [p[2] for p in PERSONNEL]), strict=True
    ):
        books.wages.append(part.called(measure, name, code=code))
    for (code, name, _), part in zip(PUBLIC, for_office.split(rng, [p[2] for p in PUBLIC]), strict=True):
        books.office.append(part.called(OFFICE, name, code=code))
    books.wages.sort(key=lambda x: x.code)


def books_of(
    rng: random.Random,
    functions: Sequence[tuple[str, str, float, float]],
    funds: Sequence[tuple[str, str, float]] = (),
    own: float = 0,
    own_source: tuple[str, str] = ("income.undertaking", "事业收入"),
    other: float = 0,
    carry: float = 0,
    office_share: float = 0.22,
) -> Books:
    """Books with `functions` (code, name, basic, project), funds, own money and carry-over.

    Own money is spent on the function with the greatest basic expenditure.
    """
    items = []
    for code, name, basic, project in functions:
        keys = {"code": code}
        b = line(rng, basic, "gpb.basic_expenditure", name, **keys)
        p = line(rng, project, "gpb.project_expenditure", name, **keys)
        items.append(Item(code, name, b, p))
    books = Books(items)
    books.fund_items = [
        line(rng, size, "gov_fund.expenditure", name, code=code) for code, name, size in funds
    ]
    books.own = line(rng, own, own_source[0], own_source[1])
    books.other = line(rng, other, "income.other", "其他收入")
    books.opening = line(rng, carry, "balance.opening", "年初结转和结余")
    books.closing = line(rng, carry, "balance.closing", "年末结转和结余")
    spent = add((books.own, books.other, books.opening), "expenditure.total").less(books.closing)
    if any(spent.figures):
        code, name, *_ = max(functions, key=lambda f: f[2])
        halves = spent.split(rng, [0.4, 0.6])
        books.own_items = [Item(code, name, halves[0], halves[1])]
    _economic(rng, books, office_share)
    return books


def without(books: Books, code: str) -> Books:
    """The same books without an office item; its money joins the other goods and services."""
    gone = [x for x in books.office if x.code == code]
    rest = next(x for x in books.office if x.code == "30299")
    merged = add([*gone, rest], rest.measure, rest.name, code="30299")
    books.office = [merged if x is rest else x for x in books.office if x.code != code]
    return books


def anywhere(x: Line) -> Line:
    """An economic item that a sentence names without saying of which money."""
    wide = "gpb.basic_expenditure/gpb.public/gpb.expenditure/fiscal.expenditure/expenditure.total"
    return x.called(wide, code=x.code)
