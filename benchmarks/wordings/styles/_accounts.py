"""Figures of an invented body and year that fit together."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from decimal import Decimal

from benchmarks.wordings.figures import rounded, split

ZERO = Decimal(0)
CLASSES = {
    "201": "一般公共服务支出", "202": "外交支出", "205": "教育支出", "206": "科学技术支出",
    "207": "文化旅游体育与传媒支出", "208": "社会保障和就业支出", "210": "卫生健康支出", "211": "节能环保支出",
    "212": "城乡社区支出", "213": "农林水支出", "215": "资源勘探工业信息等支出", "216": "商业服务业等支出",
    "220": "自然资源海洋气象等支出", "221": "住房保障支出", "224": "灾害防治及应急管理支出", "229": "其他支出",
}  # fmt: skip
GROUPS = {
    "20609": "科技重大项目",
    "20201": "外交管理事务", "20602": "基础研究", "20605": "科技条件与服务",
    "22999": "其他支出", "20104": "发展与改革事务", "20801": "人力资源和社会保障管理事务",
    "20506": "留学教育", "20699": "其他科学技术支出", "20504": "成人教育", "20703": "体育",
    "20103": "政府办公厅（室）及相关机构事务", "20110": "人力资源事务", "20138": "市场监督管理事务",
    "20113": "商贸事务", "20204": "国际组织", "20205": "对外合作与交流",
    "20501": "教育管理事务", "20502": "普通教育", "20503": "职业教育", "20508": "进修及培训",
    "20509": "教育费附加安排的支出", "20604": "技术研究与开发", "20701": "文化和旅游",
    "20805": "行政事业单位养老支出", "20807": "就业补助",
    "20808": "抚恤", "20899": "其他社会保障和就业支出", "21011": "行政事业单位医疗", "21208": "国有土地使用权出让收入安排的支出",
    "21301": "农业农村", "21305": "巩固脱贫攻坚成果衔接乡村振兴", "21303": "水利", "22001": "自然资源事务",
    "22102": "住房改革支出", "22960": "彩票公益金安排的支出", "20608": "科技交流与合作", "22005": "气象事务",
}  # fmt: skip
ECONOMIC = {
    "301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助", "310": "资本性支出",
    "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30107": "绩效工资",
    "30108": "机关事业单位基本养老保险缴费", "30109": "职业年金缴费", "30110": "职工基本医疗保险缴费",
    "30112": "其他社会保障缴费", "30113": "住房公积金", "30199": "其他工资福利支出",
    "30201": "办公费", "30205": "水费", "30206": "电费", "30207": "邮电费", "30209": "物业管理费",
    "30211": "差旅费", "30213": "维修（护）费", "30216": "培训费", "30217": "公务接待费", "30226": "劳务费",
    "30228": "工会经费", "30231": "公务用车运行维护费", "30239": "其他交通费用", "30299": "其他商品和服务支出",
    "30302": "退休费", "30304": "抚恤金", "30305": "生活补助", "30309": "奖励金", "31002": "办公设备购置",
}  # fmt: skip
FIXED = {"2080505": "30108", "2080506": "30109", "2101101": "30110", "2101102": "30110", "2210201": "30113"}
"""Items whose money is one kind of wages."""


@dataclass(frozen=True, slots=True)
class Item:
    """One 项 of the classification: what was spent, planned and spent the year before; `fund` pays."""

    code: str
    name: str
    basic: Decimal
    project: Decimal = ZERO
    initial: Decimal = ZERO
    prior: Decimal = ZERO
    fund: str = "gpb"
    full_year: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return self.basic + self.project

    @property
    def class_name(self) -> str:
        return CLASSES[self.code[:3]]

    @property
    def group_name(self) -> str:
        return GROUPS[self.code[:5]]


def summed(items: list[Item], length: int) -> list[Item]:
    """Items added up by the first digits of their code, in order of codes."""
    found: dict[str, Item] = {}
    for item in sorted(items, key=lambda i: i.code):
        code = item.code[:length]
        name = {3: CLASSES, 5: GROUPS}[length][code]
        old = found.get(code, Item(code, name, ZERO))
        found[code] = replace(
            old,
            basic=old.basic + item.basic,
            project=old.project + item.project,
            initial=old.initial + item.initial,
            prior=old.prior + item.prior,
            full_year=old.full_year + item.full_year,
        )
    return list(found.values())


@dataclass(slots=True)
class Body:
    """All figures of one body and year, in 万元; prior figures beside them."""

    items: list[Item]
    incomes: dict[str, Decimal]
    """By measure: income.undertaking, …; gpb and gov_fund follow from what is spent and kept."""
    opening: dict[str, Decimal]
    closing: dict[str, Decimal]
    """By fund: gpb, gov_fund, other."""
    prior_incomes: dict[str, Decimal]
    prior_opening: Decimal
    economic: dict[str, Decimal] = field(default_factory=dict)
    nonfiscal_used: Decimal = ZERO
    distribution: Decimal = ZERO

    def of(self, fund: str) -> list[Item]:
        return [i for i in self.items if i.fund == fund]

    def spent(self, fund: str | None = None) -> Decimal:
        return sum((i.total for i in self.items if fund in (None, i.fund)), ZERO)

    def prior(self, fund: str | None = None) -> Decimal:
        return sum((i.prior for i in self.items if fund in (None, i.fund)), ZERO)

    @property
    def basic(self) -> Decimal:
        return sum((i.basic for i in self.items), ZERO)

    @property
    def project(self) -> Decimal:
        return sum((i.project for i in self.items), ZERO)

    @property
    def gpb_income(self) -> Decimal:
        return self.incomes["income.gpb"]

    @property
    def fiscal_income(self) -> Decimal:
        return self.incomes["income.gpb"] + self.incomes.get("income.gov_fund", ZERO)

    @property
    def income(self) -> Decimal:
        return sum(self.incomes.values(), ZERO)

    @property
    def prior_income(self) -> Decimal:
        return sum(self.prior_incomes.values(), ZERO)

    @property
    def opened(self) -> Decimal:
        return sum(self.opening.values(), ZERO)

    @property
    def closed(self) -> Decimal:
        return sum(self.closing.values(), ZERO)

    @property
    def total(self) -> Decimal:
        return self.income + self.opened + self.nonfiscal_used

    @property
    def prior_total(self) -> Decimal:
        return self.prior_income + self.prior_opening

    def wages(self) -> Decimal:
        return self.sum_of("301") + self.sum_of("303")

    def goods(self) -> Decimal:
        return self.sum_of("302") + self.sum_of("310")

    def sum_of(self, code: str) -> Decimal:
        return sum((v for k, v in self.economic.items() if k.startswith(code)), ZERO)


def balanced(
    items: list[Item],
    incomes: dict[str, float] | None = None,
    opening: dict[str, Decimal] | None = None,
    closing: dict[str, Decimal] | None = None,
    prior_opening: Decimal = ZERO,
    nonfiscal_used: Decimal = ZERO,
    distribution: Decimal = ZERO,
) -> Body:
    """A body whose incomes fit: fiscal money covers what its fund spends and keeps, other money the rest.

    `incomes` are weights of other incomes by measure. What was kept last year is what this year opens with.
    """
    opening, closing = opening or {}, closing or {}

    def needed(fund: str) -> Decimal:
        spent = sum((i.total for i in items if i.fund == fund), ZERO)
        return spent + closing.get(fund, ZERO) - opening.get(fund, ZERO)

    def needed_before(fund: str) -> Decimal:
        spent = sum((i.prior for i in items if i.fund == fund), ZERO)
        return spent + opening.get(fund, ZERO) - (prior_opening if fund == "gpb" else ZERO)

    found, before = {"income.gpb": needed("gpb")}, {"income.gpb": needed_before("gpb")}
    if any(i.fund == "gov_fund" for i in items):
        found["income.gov_fund"], before["income.gov_fund"] = needed("gov_fund"), needed_before("gov_fund")
    rest, rest_before = needed("other") - nonfiscal_used + distribution, needed_before("other")
    for n, (measure, weight) in enumerate((incomes or {}).items()):
        is_last = n == len(incomes or {}) - 1
        others = sum((v for k, v in found.items() if not k.startswith("income.g")), ZERO)
        others_before = sum((v for k, v in before.items() if not k.startswith("income.g")), ZERO)
        found[measure] = rest - others if is_last else rounded(rest * Decimal(str(weight)))
        before[measure] = (
            rest_before - others_before if is_last else rounded(rest_before * Decimal(str(weight)))
        )
    return Body(
        items, found, opening, closing, before, prior_opening,
        nonfiscal_used=nonfiscal_used, distribution=distribution,
    )  # fmt: skip


def with_economics(
    rng: random.Random, body: Body, codes: tuple[str, ...], fixed: dict[str, Decimal], places: int = 2
) -> Body:
    """The body's basic money of the general budget by economic codes; some are fixed by other figures."""
    given = dict(fixed)
    for item in body.of("gpb"):
        if item.code in FIXED and FIXED[item.code] in codes:
            given[FIXED[item.code]] = given.get(FIXED[item.code], ZERO) + item.basic
    left = sum((i.basic for i in body.of("gpb")), ZERO) - sum(given.values(), ZERO)
    free = [c for c in codes if c not in given]
    weights = tuple({"301": 12.0, "302": 1.0, "303": 1.5, "310": 0.6}[c[:3]] for c in free)
    parts = dict(zip(free, split(rng, left, len(free), places, weights), strict=True))
    body.economic = {c: {**given, **parts}[c] for c in codes}
    return body


@dataclass(frozen=True, slots=True)
class Public:
    """One year of travel abroad, vehicles bought and run, and receptions."""

    abroad: Decimal
    purchase: Decimal
    operation: Decimal
    reception: Decimal

    @property
    def vehicle(self) -> Decimal:
        return self.purchase + self.operation

    @property
    def total(self) -> Decimal:
        return self.abroad + self.vehicle + self.reception
